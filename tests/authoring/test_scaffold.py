"""From nothing to a policy that is in order, whatever was answered."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from calculator.authoring.examine import examined
from calculator.authoring.scaffold import Answers, scaffold
from tests.conftest import ROOT

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "answers",
    [
        Answers("Mill"),
        Answers('Mill "Ltd": \\', "de", "Asia/Kolkata", "08:30-17:30", "IN", "help@mill.example"),
    ],
    ids=["defaults", "everything"],
)
def test_a_new_policy_is_in_order(tmp_path: Path, answers: Answers) -> None:
    scaffold(tmp_path / "new", answers, TODAY)
    found = examined(tmp_path / "new")
    assert (found.wrong_examples, found.doubts) == ((), ())
    assert found.source.policy.about.vendor == answers.vendor


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("about: {}\n", encoding="utf-8")
    with pytest.raises(FileExistsError):
        scaffold(tmp_path, Answers("Mill"), TODAY)


def test_the_command_takes_options_and_says_what_is_next(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "calculator", "new", str(tmp_path / "new")]
    options = {"cwd": ROOT, "capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    refused = subprocess.run(command, check=False, **options)
    assert (refused.returncode, refused.stdout) == (1, "")
    done = subprocess.run([*command, "--vendor", "Mill"], check=False, **options)
    assert done.returncode == 0, done.stderr
    assert "python -m calculator check" in done.stdout
