"""The web code as readers get it: a few modules in one directory that is named by its content."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from calculator.packaging.form import form_files
from calculator.packaging.runtime import (
    HERE,
    ROOT,
    Runtime,
    package_runtime,
    run_node,
    short_digest,
    write,
)
from calculator.packaging.stored import DIGESTS, stored

WEB = HERE.parent / "web"
WEB_PATH = "calculator/web"
MODULES = "modules.json"
"""Beside the joined code: from each entry's file to the files that it imports."""

ENTRIES = {
    "main": "main.mjs",
    "mount": "mount.mjs",
    "offline": "offline/offline.mjs",
    "frame": "embed/frame.mjs",
    "engine": "engine/engine.mjs",
    "worker": "engine/worker.mjs",
    "search": "search/worker.mjs",
}
"""The modules that pages, workers and other modules ask for by name."""

STYLES = ("calculator", "calculator.css")
"""The stylesheet of every page, joined of one for each view."""

NOT_SERVED_HERE = (
    ".css",
    ".mjs",
    ".mts",
    ".d.ts",
    ".yml",
    ".md",
    "service-worker.js",
    "embed/support-calculator.js",
)
"""What is joined, only read at build time, or has its place elsewhere."""


def build_web(site: Path, root: Path = ROOT) -> str:
    """Writes the web code under ``site``; its directory, relative to the site's root."""
    path = web_path(root)
    directory = bundled(package_runtime(root))
    for name, content in served(directory):
        write(site / path / name, content)
    return path


def web_path(root: Path = ROOT) -> str:
    """The directory that :func:`build_web` writes, known before there is a site."""
    return f"{WEB_PATH}-{content_digest(bundled(package_runtime(root)))}"


def web_modules(entry: str = "mount", root: Path = ROOT) -> list[str]:
    """The files of an entry and all that it imports, relative to the web code's directory.

    A page that names them all has them loaded side by side, not one behind the other.
    """
    modules = json.loads((bundled(package_runtime(root)) / MODULES).read_text())
    return [f"{entry}.js", *modules[f"{entry}.js"]]


def web_data(language: str, root: Path = ROOT) -> list[str]:
    """What the calculator's form asks for at once, relative to the site's root.

    ``language`` is the policy's.
    """
    own = ("places.json", "clocks.json", "grammar.json", f"words/{language}.json")
    return ["api/policy.json", "api/links.json", *(f"{web_path(root)}/{name}" for name in own)]


def bundled(runtime: Runtime) -> Path:
    """The directory with the joined web code, from ``.build/`` if it is there already."""
    sources = dict(sources_with(runtime))
    digest = hashlib.sha256()
    for file in sorted(sources.items()):
        digest.update(b"".join(framed(*file)))
    for tool in (HERE / "bundle.mjs", HERE / "bundle.py", ROOT / "package-lock.json"):
        digest.update(tool.read_bytes())
    return stored(f"web-{digest.hexdigest()[:12]}", lambda target: join(sources, target), keep=6)


def served(directory: Path) -> Iterator[tuple[str, bytes]]:
    """What is served of the joined web code, in an order that is always the same."""
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path.name not in (MODULES, DIGESTS):
            yield path.relative_to(directory).as_posix(), path.read_bytes()


def content_digest(directory: Path) -> str:
    """Names what is served: browsers keep it for ever under a name with this in it."""
    return short_digest(b"".join(part for each in served(directory) for part in framed(*each)))


def framed(name: str, content: bytes) -> tuple[bytes, bytes]:
    """A file's name and content, so that no two lists of files are the same when joined."""
    return f"{name}\0{len(content)}\0".encode(), content


def sources_with(runtime: Runtime) -> Iterator[tuple[str, bytes]]:
    """All the web code's files: the ones people write, and the ones made from data."""
    for path in sorted(WEB.rglob("*")):
        if path.is_file():
            yield path.relative_to(WEB).as_posix(), path.read_bytes()
    yield from form_files()
    manifest = json.dumps(runtime.manifest(), separators=(",", ":"))
    yield "engine/manifest.mjs", f"export default {manifest};\n".encode()


def join(sources: dict[str, bytes], target: Path) -> None:
    """Joins the modules into ``target``, and copies what else is served beside them.

    The sources lie below the target meanwhile: their relative paths go into source maps, and with
    them into the names of shared modules, which are to be the same each time.  So must the way to
    them be, even where the target is reached through a link.
    """
    target = target.resolve()
    place = target / "source"
    for name, content in sources.items():
        write(place / name, content)
        if not name.endswith(NOT_SERVED_HERE):
            write(target / name, content)
    entries = [f"{name}={module}" for name, module in (*ENTRIES.items(), STYLES)]
    run_node(HERE / "bundle.mjs", str(place), str(target), *entries)
    shutil.rmtree(place)
