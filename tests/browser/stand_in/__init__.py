"""A small site around the real runtime, with an engine that does what a test asks of it."""

import gzip
import json
import shutil
from pathlib import Path

from calculator.engine.reading import prepared
from calculator.language.knowledge import knowledge
from calculator.packaging import bundle, offline, runtime, security

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def build(
    site: Path,
    *,
    engine: Path,
    policy: dict[str, object],
    title: str = "One",
    kept_offline: bool = True,
) -> None:
    """Builds the site, with the engine's tree made at ``engine``."""
    package = engine / "calculator" / "engine"
    package.mkdir(parents=True, exist_ok=True)
    (engine / "calculator" / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    shutil.copy(HERE / "browser.py", package)
    shutil.copy(ROOT / "pyproject.toml", engine)
    runtime.build_runtime(site, engine)
    web = bundle.build_web(site, engine)
    page = (HERE / "page.html").read_text().replace("WEB", web).replace("TITLE", title)
    for name in ("index.html", "other/index.html"):
        runtime.write(site / name, page.replace("ROOT", "../" * name.count("/")).encode())
    script = (HERE / "page.mjs").read_text().replace("WEB", web)
    runtime.write(site / "page.js", script.encode())
    runtime.write(site / "404.html", b"<!doctype html><title>Not found</title>")
    runtime.write(site / "api" / "policy.json", json.dumps(policy).encode())
    runtime.write(site / "api" / "reading.bin", gzip.compress(prepared.pack({}, knowledge(), None)))
    runtime.write(site / "api" / "holidays" / "AT.json", b'{"2026-10-26": "National Day"}')
    security.secure(site, [HERE])
    if kept_offline:
        offline.write_service_worker(site)
    else:
        offline.write_no_service_worker(site)
