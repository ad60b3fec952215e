"""The edits that CONTRIBUTING and docs show: each is made, and each command prints what it shows.

They are made one after the other, in a repository whose main has the tests' whole policy.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.policies import WHOLE

TEXT = "".join(
    (ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "docs/maintaining.md")
)
EDITS = re.findall(r"^### (\d+\. .*?)\n(.*?)(?=^##)", TEXT, re.DOTALL | re.MULTILINE)
STEP = re.compile(
    r"In `(?P<file>[^`]+)`, this\s+```yaml\n(?P<old>.*?)```\s+becomes\s+```yaml\n(?P<new>.*?)```"
    r"|```console\n(?P<console>.*?)```",
    re.DOTALL,
)


def repository(place: Path) -> Path:
    shutil.copytree(WHOLE, place / "policy_data")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "x")):
        subprocess.run(["git", *who, *command], cwd=place, env=_alone(), check=True)
    return place


def _alone() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def commands(console: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def printed(command: str, place: Path) -> str:
    python, *arguments = shlex.split(command)
    assert python == "python"
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=place,
        env=_alone() | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout.replace("Policy: policy_data\n", "")


def test_the_ten_edits_that_people_make_are_shown() -> None:
    assert [int(title.partition(".")[0]) for title, _ in EDITS] == [*range(1, 11)]


@pytest.mark.parametrize(("title", "body"), EDITS, ids=[title for title, _ in EDITS])
def test_an_edit_does_what_is_shown(tmp_path: Path, title: str, body: str) -> None:
    assert title
    place = repository(tmp_path)
    done = 0
    for step in STEP.finditer(body):
        done += 1
        if step["file"]:
            file = place / step["file"]
            text = file.read_text(encoding="utf-8")
            assert text.count(step["old"]) == 1
            file.write_text(text.replace(step["old"], step["new"]), encoding="utf-8")
        else:
            for command, output in commands(step["console"]):
                assert printed(command, place) == output
    assert done >= 2
