"""Changes to the code that counts time and decides, each of which some test has to notice.

Mutmut makes them (pyproject.toml says of what, and which tests are run); it is optional
(requirements-soak.txt).  What was done is kept in ``mutants/``: a run that was ended goes on there.
"""

import json
import subprocess
import sys
from importlib.util import find_spec

from tests.conftest import ROOT

BAR = 0.9
"""Of the changes that any test runs, how many have to be noticed."""

STATISTICS = ROOT / "mutants" / "mutmut-cicd-stats.json"


def run(seconds: float) -> tuple[int, list[str]]:
    """How many changes were tried, and what is wrong if too few of them were noticed."""
    if find_spec("mutmut") is None:
        print("mutants: left out: pip install -r requirements-soak.txt", file=sys.stderr)
        return 0, []
    try:
        _mutmut("run", seconds=seconds)
    except subprocess.TimeoutExpired:
        print("mutants: not all were tried; the next run goes on", file=sys.stderr)
    _mutmut("export-cicd-stats", seconds=300)
    found = json.loads(STATISTICS.read_text("utf-8"))
    noticed = found["killed"] + found["timeout"]
    tried = noticed + found["survived"]
    print(f"mutants: {noticed} of {tried} were noticed: {noticed / tried:.1%}", file=sys.stderr)
    print(_mutmut("results", seconds=300), file=sys.stderr)
    return tried, [f"only {noticed} of {tried} were noticed"] if noticed < BAR * tried else []


def _mutmut(command: str, seconds: float) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", command],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds,
    )  # fmt: skip
    return done.stdout
