"""What several rooms of tests share: a whole site, built once, and tables that are printed."""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.policies import WHOLE

ROOT = Path(__file__).resolve().parents[1]

HEAVIEST = (
    "tests/test_another_policy.py",
    "tests/browser/test_runtime.py",
    "tests/browser/test_other_guides.py",
    "tests/packaging/in_pyodide/",
    "tests/browser/test_calculator.py",
    "tests/browser/test_guide.py",
    "tests/browser/emergency/test_clock.py",
    "tests/browser/test_offline.py",
    "tests/browser/test_engines.py",
    "tests/browser/test_accessibility.py",
    "tests/test_growth.py",
    "tests/test_contributing.py",
    "tests/browser/",
)
"""Files that take longest, the longest first: begun last, they would leave a processor idle."""

# Tests start hundreds of processes, none of which need compile again what another has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the longest."""

    def rank(item: pytest.Item) -> int:
        found = (n for n, start in enumerate(HEAVIEST) if item.nodeid.startswith(start))
        return next(found, len(HEAVIEST))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """One more than there are processors, since who waits for a browser leaves one idle."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) + 1


def build(directory: Path, **environment: str) -> None:
    """Builds the site; whatever MkDocs warns of fails the build, and so the test."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(directory)]
    known = {"REPO_URL", "SITE_URL", "POLICY", "BRANCH"}
    inherited = {name: value for name, value in os.environ.items() if name not in known}
    done = subprocess.run(
        command, cwd=ROOT, env=inherited | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The site of a policy, by its directory, built once for all the processes that test it.

    Copy it to change it.
    """
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else None
    place = shared or tmp_path_factory.mktemp("built")

    def built(policy: Path) -> Path:
        directory = place / f"site-{policy.name}"
        with FileLock(f"{directory}.lock"):
            if not directory.exists():
                begun = directory.with_suffix(".begun")
                build(begun, POLICY=str(policy))
                begun.rename(directory)
        return directory

    return built


@pytest.fixture(scope="session")
def built_site(site_of: Callable[[Path], Path]) -> Path:
    """The site of the policy that has everything.  Copy it to change it."""
    return site_of(WHOLE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the tables that tests recorded as "table": a title, a head and a row of each."""
    tables: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) == "call":
                for name, value in report.user_properties:
                    if name == "table":
                        title, head, row = value
                        tables[title, head].append(row)
    for (title, head), rows in tables.items():
        terminalreporter.section(title)
        terminalreporter.write_line(head)
        for row in sorted(rows):
            terminalreporter.write_line(row)
