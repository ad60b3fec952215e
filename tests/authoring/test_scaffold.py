"""From nothing to a policy that is in order, whatever was answered."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from calculator.authoring.examine import examined
from calculator.authoring.scaffold import QUESTIONS, Answers, asked, scaffold, unusable_answer
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


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("vendor", "", "say whose support it is"),
        ("language", "english", "'english' is no code of a language"),
        ("zone", "Ireland", "write a zone of that country: Europe/Dublin"),
        ("zone", "EST", "is an abbreviation"),
        ("hours", "9 to 5", "write 09:00-17:00"),
        ("country", "UK", 'write "GB"'),
        ("country", "US-tx", 'did you mean "US-TX"?'),
        ("email", "support@marsh", "is no e-mail address"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_at_once(name: str, answer: str, told: str) -> None:
    assert told in (unusable_answer(name, answer) or "")


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_offered_can_be_used(name: str) -> None:
    assert unusable_answer(name, getattr(Answers("Mill"), name)) is None


def test_a_question_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = iter(["Ireland", "Europe/Dublin"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(given))
    assert asked("zone") == "Europe/Dublin"
    assert "Europe/Dublin" in capsys.readouterr().err


def test_options_that_cannot_be_used_leave_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "calculator", "new", str(tmp_path / "new"), "--vendor", "Mill"]
    done = subprocess.run(
        [*command, "--zone", "Ireland", "--hours", "late"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "new").exists()


def test_the_command_takes_options_and_says_what_is_next(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "calculator", "new", str(tmp_path / "new")]
    options = {"cwd": ROOT, "capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    refused = subprocess.run(command, check=False, **options)
    assert (refused.returncode, refused.stdout) == (1, "")
    done = subprocess.run([*command, "--vendor", "Mill"], check=False, **options)
    assert done.returncode == 0, done.stderr
    assert "python -m calculator check" in done.stdout
