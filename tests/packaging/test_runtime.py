"""The packaged runtime: small, compiled, checked, and the same every time."""

import base64
import gzip
import hashlib
import json
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from calculator.packaging import runtime
from calculator.packaging.runtime import Runtime, RuntimeBuildError, package_runtime
from calculator.packaging.stored import DIGESTS
from tests.conftest import ROOT

PYODIDE = ROOT / "node_modules" / "pyodide"
BYTECODE_OF_3_14 = 3627


@pytest.fixture(scope="module")
def packaged() -> Runtime:
    return package_runtime()


def library(packaged: Runtime) -> BytesIO:
    return BytesIO(gzip.decompress((packaged.directory / packaged.library.path).read_bytes()))


def test_the_versions_are_pinned_exactly() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert package["dependencies"]["pyodide"] == "314.0.7"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in package["dependencies"].values())
    assert lock["packages"]["node_modules/pyodide"]["version"] == "314.0.7"
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]


def test_every_file_has_its_size_and_digest(packaged: Runtime) -> None:
    for file in packaged.files:
        content = (packaged.directory / file.path).read_bytes()
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        assert (len(content), f"sha256-{digest}") == (file.size, file.integrity)


def test_the_loader_is_the_packages_and_the_core_a_part_of_it(packaged: Runtime) -> None:
    loader, script, wasm = (
        (
            (packaged.directory / file.path).read_bytes(),
            (PYODIDE / Path(file.path).name.replace(".js", ".mjs")).read_bytes(),
        )
        for file in (packaged.script, packaged.module, packaged.wasm)
    )
    assert loader[0] == loader[1]
    assert len(script[0]) < 0.4 * len(script[1])
    assert len(wasm[0]) < 0.95 * len(wasm[1])
    for content, original in (script, wasm):
        # What compiled packages alone would call; what Pyodide itself calls.
        assert b"PyNumber_MatrixMultiply" in original
        assert b"PyNumber_MatrixMultiply" not in content
        assert b"_pyproxy_getitem" in content


@pytest.mark.parametrize(
    ("known", "instead", "told"),
    [
        ("var wasmImports=", "const imports=", r"wasmImports.* is not in pyodide\.asm\.mjs once"),
        ("return moduleRtn}", "return Module}", r"pyodide\.asm\.mjs is not one function"),
    ],
)
def test_a_core_that_is_not_as_it_is_known_is_not_changed(
    known: str, instead: str, told: str, tmp_path: Path
) -> None:
    for name in ("pyodide.mjs", "pyodide.asm.wasm"):
        shutil.copy(PYODIDE / name, tmp_path)
    script = (PYODIDE / "pyodide.asm.mjs").read_text()
    (tmp_path / "pyodide.asm.mjs").write_text(script.replace(known, instead))
    with pytest.raises(RuntimeBuildError, match=told):
        runtime.run_node(runtime.HERE / "slim.mjs", str(tmp_path), str(tmp_path))


def test_names_tell_the_content(packaged: Runtime) -> None:
    for file in (packaged.library, packaged.zones, *packaged.wheels):
        content = (packaged.directory / file.path).read_bytes()
        assert hashlib.sha256(content).hexdigest()[:12] in file.path


def test_modules_are_bytecode_of_the_runtimes_own_python(packaged: Runtime) -> None:
    wheels = [packaged.directory / wheel.path for wheel in packaged.wheels]
    for archive in (library(packaged), *wheels):
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
            assert not [name for name in names if name.endswith(".py")]
            for name in (name for name in names if name.endswith(".pyc")):
                magic = int.from_bytes(opened.read(name)[:2], "little")
                assert magic == BYTECODE_OF_3_14, name


def test_the_library_holds_a_part_of_the_whole(packaged: Runtime) -> None:
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as opened:
        whole = {name.removesuffix(".py") for name in opened.namelist() if name.endswith(".py")}
    with zipfile.ZipFile(library(packaged)) as opened:
        kept = {name.removesuffix(".pyc") for name in opened.namelist()}
    assert kept - whole == {"methods", "compiled_methods"}
    assert len(kept) < 0.3 * len(whole)
    assert {name for name in kept if name.startswith("asyncio")} == {"asyncio/__init__"}
    assert {"json/__init__", "zoneinfo/__init__", "_strptime", "encodings/utf_8"} <= kept
    assert not {"tkinter/__init__", "sqlite3/__init__", "pdb", "unittest/__init__"} & kept


def test_the_reduced_lock_file_lists_the_wheels_alone(packaged: Runtime) -> None:
    packages = packaged.lock["packages"].values()
    assert {p["file_name"] for p in packages} == {wheel.path for wheel in packaged.wheels}
    for package in packages:
        content = (packaged.directory / package["file_name"]).read_bytes()
        assert package["sha256"] == hashlib.sha256(content).hexdigest()
        assert set(package["depends"]) <= set(packaged.lock["packages"])


def test_nothing_is_built_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package_runtime()
    for step in ("assemble", "run", "run_in_pyodide"):
        monkeypatch.delattr(runtime, step)
    runtime.build_runtime(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    runtime.build_runtime(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == written


def test_the_same_inputs_give_the_same_bytes(packaged: Runtime, tmp_path: Path) -> None:
    runtime.assemble(ROOT, PYODIDE, tmp_path)
    again = runtime.read_runtime(tmp_path)
    assert again.manifest() == packaged.manifest()


def test_the_core_has_the_same_bytes_each_time(packaged: Runtime, tmp_path: Path) -> None:
    runtime.run_node(runtime.HERE / "slim.mjs", str(PYODIDE), str(tmp_path))
    touched = runtime.HERE / "touched.txt"
    parts = (tmp_path / "pyodide.asm.wasm", tmp_path / "lacking")
    runtime.run_node(runtime.HERE / "part.mjs", str(touched), *map(str, parts))
    lacking = gzip.decompress((packaged.directory / packaged.lacking.path).read_bytes())
    assert parts[1].read_bytes() == lacking
    for file in (packaged.module, packaged.wasm):
        made = tmp_path / Path(file.path).name.replace(".js", ".mjs")
        assert made.read_bytes() == (packaged.directory / file.path).read_bytes()


def test_another_engine_needs_no_other_core(monkeypatch: pytest.MonkeyPatch) -> None:
    core = runtime.slim_core(PYODIDE)
    monkeypatch.delattr(runtime, "run_node")
    assert runtime.slim_core(PYODIDE) == core
    files = {path.name for path in core.iterdir()}
    assert files == {*runtime.PYODIDE_FILES, "lacking", DIGESTS}


def test_a_changed_engine_is_another_build(packaged: Runtime, tmp_path: Path) -> None:
    root = tmp_path / "changed"
    shutil.copytree(ROOT / "calculator" / "engine", root / "calculator" / "engine")
    shutil.copy(ROOT / "calculator" / "__init__.py", root / "calculator")
    shutil.copy(ROOT / "pyproject.toml", root)
    same = runtime.inputs_key(root, PYODIDE)
    (root / "calculator" / "engine" / "extra.py").write_text("")
    assert runtime.inputs_key(root, PYODIDE) != same
    assert packaged.directory.name == f"runtime-{same}"


def test_what_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "ROOT", tmp_path)
    with pytest.raises(runtime.RuntimeBuildError, match="node_modules/pyodide is missing"):
        package_runtime()


def test_nothing_of_this_machine_reaches_what_node_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python keeps its zone and language in memory, of which a picture is taken."""
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    script = tmp_path / "told.mjs"
    script.write_text(
        'import { writeFileSync } from "node:fs";\n'
        "writeFileSync(process.argv[2], `${new Date(0).getHours()} ${navigator.language}`);\n"
    )
    runtime.run_node(script, str(tmp_path / "told"))
    assert (tmp_path / "told").read_text() == "0 en-US"
