"""The yardstick's site: the unmodified npm package, and plain wheels listed in its lock file."""

import json
import shutil
import sys
from pathlib import Path

from calculator.packaging.runtime import ROOT, engine_wheel, run, wheel_of

HERE = Path(__file__).resolve().parent


def build_stock(site: Path, target: Path) -> None:
    """Builds it beside ``site``, whose policy it answers by."""
    shutil.rmtree(target, ignore_errors=True)
    pyodide = target / "pyodide"
    shutil.copytree(HERE / "stock", target)
    shutil.copytree(ROOT / "node_modules" / "pyodide", pyodide)
    shutil.copytree(site / "api", target / "api")
    wheels = [
        engine_wheel(ROOT, pyodide),
        wheel_of("snowballstemmer", pyodide),
        wheel_of("tzdata", pyodide),
    ]
    lock = json.loads((pyodide / "pyodide-lock.json").read_text())
    for wheel in wheels:
        lock["packages"].pop(wheel.name.split("-")[0], None)
    (pyodide / "without.json").write_text(json.dumps(lock))
    run(
        [sys.executable, "-m", "pyodide_cli", "lockfile", "add-wheels", "--base-path", str(pyodide)]
        + ["--input", str(pyodide / "without.json"), "--output", str(pyodide / "lock.json")]
        + [str(wheel) for wheel in wheels],
        "The stock lock file cannot be made",
    )
