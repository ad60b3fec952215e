"""Another policy in ``policy_data``: commands work, and all tests but that policy's own pass."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from tests.conftest import ROOT
from tests.policies import MATRIX
from tests.site_pages import assert_theirs

LEFT_BEHIND = shutil.ignore_patterns(
    ".*", "node_modules", "site", "policy_data", "__pycache__", "gallery"
)
QUICK = (
    "authoring/test_check.py",
    "guide",
    "packaging/test_api.py",
    "test_command_line.py",
)
"""Not the engine's and the language's: nothing there may know where a policy lies (see
``test_rooms``), so they are the same tests in anybody's hands."""


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository in another vendor's hands: their policy in the place of ours."""
    place = tmp_path_factory.mktemp("theirs") / "repository"
    shutil.copytree(ROOT, place, ignore=LEFT_BEHIND)
    shutil.copytree(MATRIX, place / "policy_data")
    for shared in (".build", "node_modules"):
        (ROOT / shared).mkdir(exist_ok=True)
        (place / shared).symlink_to(ROOT / shared)
    return place


def run(place: Path, *words: str) -> str:
    """What a command says that has to succeed there."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("POLICY", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_checked(theirs: Path) -> None:
    assert run(theirs, "-m", "calculator", "check").startswith("policy_data: 4 facts, 5 criteria")


def test_it_answers(theirs: Path) -> None:
    out = run(theirs, "-m", "calculator", "assess", "My laptop fails right now.")
    assert out.startswith("P3 (Medium)")


def test_its_site_is_built(theirs: Path, tmp_path: Path) -> None:
    run(theirs, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path))
    assert_theirs(tmp_path, load_policy(MATRIX).policy)


def test_every_quick_test_but_that_policys_own_passes(theirs: Path) -> None:
    assert not (theirs / "tests" / "policy_data").exists()
    chosen = [f"tests/{name}" for name in QUICK]
    out = run(theirs, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen)
    assert re.search(r"\d\d\d passed", out)
    assert not re.search(r"failed|error|skipped|deselected", out)
