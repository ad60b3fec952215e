"""What several rooms of tests share: the whole site, built once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from bench.reading import HEAD

ROOT = Path(__file__).resolve().parents[1]


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
    """The whole site, built once for all the processes that test it.  Copy it to change it."""
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else None
    directory = (shared or tmp_path_factory.mktemp("built")) / "site"
    with FileLock(f"{directory}.lock"):
        if not directory.exists():
            build(directory)
    return directory


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the tables that tests recorded under "reading": how well descriptions are read."""
    rows = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for key, value in getattr(report, "user_properties", ())
        if key == "reading" and report.when == "call"
    ]
    if rows:
        terminalreporter.section("how well descriptions are read")
        terminalreporter.write_line(HEAD)
        for row in sorted(rows):
            terminalreporter.write_line(row)
