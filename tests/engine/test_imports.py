"""The engine runs in a browser: it imports little, and does no input or output."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ENGINE = sorted((ROOT / "calculator" / "engine").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WHEELS = {re.split(r"[^\w.-]", wheel, maxsplit=1)[0] for wheel in PROJECT["dependencies"]}

IN_AND_OUT = {
    "asyncio", "builtins", "ctypes", "fileinput", "ftplib", "glob", "http", "io", "logging",
    "multiprocessing", "os", "pathlib", "random", "secrets", "select", "shutil", "signal",
    "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time",
    "urllib", "uuid", "webbrowser",
}  # fmt: skip
"""Modules of the standard library that lead out of the engine, to files, the net or the clock."""

READS_ITS_OWN_FILES = {("zone.py", "io"), ("zone.py", "pkgutil")}
"""The time zones are files of the wheel that is declared."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_the_engine_imports_the_standard_library_its_wheels_and_itself(path: Path) -> None:
    for module in imported(path):
        top = module.partition(".")[0]
        itself = module == "calculator.engine" or module.startswith("calculator.engine.")
        assert itself or top in sys.stdlib_module_names | WHEELS, module


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_the_engine_does_no_input_or_output(path: Path) -> None:
    tops = {module.partition(".")[0] for module in imported(path)}
    for top in tops & (IN_AND_OUT | {"importlib", "pkgutil"}):
        assert (path.name, top) in READS_ITS_OWN_FILES


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_the_engine_has_no_clock_and_no_files_of_its_own(path: Path) -> None:
    """The present moment is an argument, and so is the policy."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    called = [ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)]
    clocks = re.compile(r"(^|\.)(now|utcnow|today)$")
    assert not [name for name in called if clocks.search(name)]
    assert not {"open", "print", "input", "exec", "eval", "__import__"} & set(called)


def test_the_wheel_holds_the_engine_and_nothing_else() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    packed = tool["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert packed == ["calculator/__init__.py", "calculator/engine"]
    assert (ROOT / "calculator" / "__init__.py").read_text(encoding="utf-8") == ""
