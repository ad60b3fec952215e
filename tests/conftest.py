"""What several rooms of tests share: a whole site, built once, and tables that are printed."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from filelock import FileLock

from tests.policies import WHOLE

ROOT = Path(__file__).resolve().parents[1]

LONGEST = (
    "tests/test_another_policy.py",
    "tests/packaging/in_pyodide/",
    "tests/browser/test_other_guides.py",
)
"""Files of single tests that take minutes: begun last, they would leave a processor idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


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
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the policy that has everything, built once for all the processes that test it.

    Copy it to change it.
    """
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else None
    directory = (shared or tmp_path_factory.mktemp("built")) / "site"
    with FileLock(f"{directory}.lock"):
        if not directory.exists():
            build(directory, POLICY=str(WHOLE))
    return directory


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
