"""Runs inside Pyodide, at build time: notes what starting Python and loading the engine imports.

ARGUMENTS are the engine's modules, whose wheels lie in ``/work``.  Writes ``imported.json`` there,
and ``compiled_methods``, for ``methods.py``: what dataclasses compiled on the way.
Nothing else imports this, and it imports nothing that the engine does not.
"""

import dataclasses
import importlib
import json
import marshal
import os
import sys
from types import CodeType

WORK = "/work"


def main(engine: list[str]) -> None:
    compiled: dict[str, CodeType] = {}

    def record(source: str, *scopes: dict[str, object]) -> None:
        compiled[source] = compile(source, "<string>", "exec")
        exec(compiled[source], *scopes)

    # Before the builtin of this name is asked, a module's own globals are.
    dataclasses.exec = record  # type: ignore[attr-defined]
    sys.path[:0] = [f"{WORK}/{name}" for name in os.listdir(WORK) if name.endswith(".whl")]
    for name in engine:
        importlib.import_module(name)
    with open(f"{WORK}/imported.json", "w") as file:
        json.dump(sorted(sys.modules), file)
    with open(f"{WORK}/compiled_methods", "wb") as methods:
        marshal.dump(compiled, methods)


main(list(ARGUMENTS))  # type: ignore[name-defined]  # noqa: F821
