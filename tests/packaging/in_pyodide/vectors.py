"""Runs inside Pyodide: prints what the seeded cases come to."""

import runpy
import sys

sys.path += ["/whole/python_stdlib.zip", "/repository"]
sys.argv[1:] = WORDS  # type: ignore[name-defined]  # noqa: F821
_ = runpy.run_module("tests.engine.vectors", run_name="__main__")
