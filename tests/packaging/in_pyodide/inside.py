"""Runs inside Pyodide: the engine's tests, with an eye on what the engine imports.

The tests and their tools need more of the standard library than the browser gets.  They find it
behind the trimmed one; but whenever the engine is at work, an import that only the whole library
can serve is noted, and fails the run.
"""

import builtins
import importlib
import os
import sys
import zipimport
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from types import FrameType
from typing import Any

WHOLE = "/whole/python_stdlib.zip"
STAND_IN = "/repository/tests/packaging/in_pyodide/stand_in"
missing: set[str] = set()


def main(words: list[str]) -> int:
    forget_what_is_empty()
    sys.path += [WHOLE, "/repository", STAND_IN, "/packages"]
    sys.meta_path.append(WholePackages)
    # Loading a policy, which happens at build time, reads tables that are not shipped.
    shutil = importlib.import_module("shutil")
    for table in importlib.import_module("pathlib").Path("/packages/tzdata/zoneinfo").glob("*.tab"):
        shutil.copy(table, "/lib/packages/tzdata/zoneinfo")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    calculator = importlib.import_module("calculator")
    # The engine comes from its wheel; the rest of the package, which tests use, does not.
    calculator.__path__.append("/repository/calculator")
    engine = importlib.import_module("calculator.engine")
    assert ".whl/" in str(engine.__file__), engine.__file__
    builtins.__import__ = watched(builtins.__import__)
    importlib.import_module = watched(importlib.import_module)
    options = ["-q", "--rootdir=/repository", "--config-file=/repository/pyproject.toml"]
    options += ["-p", "no:cacheprovider", "--import-mode=importlib"]
    status = int(importlib.import_module("pytest").main([*options, *words]))
    if missing:
        print("The engine reached for what is not shipped:", *sorted(missing), sep="\n  ")
        return 1
    return status


def forget_what_is_empty() -> None:
    """Takes the library and the wheels off the path where Python goes on without them.

    What the engine still imported of them would come from the whole library, and be noted.
    """
    sys.path[:] = [p for p in sys.path if not (os.path.isfile(p) and os.path.getsize(p) == 0)]
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]


class WholePackages:
    """Finds in the whole library what a trimmed package of the same name lacks."""

    @staticmethod
    def find_spec(name: str, path: object, _: object = None) -> ModuleSpec | None:
        parent = name.rpartition(".")[0].replace(".", "/")
        return PathFinder.find_spec(name, [f"{WHOLE}/{parent}"]) if path and parent else None


def watched(imports: Callable[..., Any]) -> Callable[..., Any]:
    """The import function, noting what the engine gets from the whole library."""

    def noting(name: str, *words: Any, **options: Any) -> Any:
        result = imports(name, *words, **options)
        module = sys.modules.get(name)
        origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
        if origin.startswith(WHOLE) and (caller := engine_frame(sys._getframe(1))):
            missing.add(f"{name}, from {caller.f_globals['__name__']}, line {caller.f_lineno}")
        return result

    return noting


def engine_frame(frame: FrameType | None) -> FrameType | None:
    """The engine's own frame in this call, if it is the engine that is at work."""
    while frame is not None:
        if frame.f_globals.get("__name__", "").startswith("calculator.engine"):
            return frame
        frame = frame.f_back
    return None


main(WORDS)  # type: ignore[name-defined]  # noqa: F821
