"""The shell steps of the workflows, run as GitHub runs them: bash, ending at the first failure."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.policies import WHOLE

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def steps(path: Path) -> Iterator[tuple[str, str]]:
    """The name and the script of each step that runs one."""
    for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
        for step in job.get("steps", ()):
            if "run" in step:
                yield step.get("name", step["run"]), step["run"]


def script(workflow: str, name: str) -> str:
    return dict(steps(ROOT / ".github" / "workflows" / workflow))[name]


def run(text: str, place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # As GitHub calls it where a step names no shell.
    return subprocess.run(
        ["bash", "-e", "-c", text],
        cwd=place,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


ALL = [(path.name, name, text) for path in WORKFLOWS for name, text in steps(path)]


@pytest.mark.parametrize(
    ("name", "text"), [s[1:] for s in ALL], ids=[f"{s[0]}-{s[1]}" for s in ALL]
)
def test_a_step_is_a_shell_script(name: str, text: str) -> None:
    done = subprocess.run(["bash", "-n", "-c", text], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), name


# -- what a pull request changes for readers ------------------------------------------------------


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A checkout of two commits: the branch merged into, and the pull request as merged."""
    place = tmp_path / "checkout"
    shutil.copytree(WHOLE, place / "policy_data")
    (place / ".venv/bin").mkdir(parents=True)
    python = place / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (place / ".gitignore").write_text(".venv\n.build\n")
    git(place, "init", "--quiet")
    commit(place)
    response = place / "policy_data/response.yml"
    changed = response.read_text().replace("within: 6 h", "within: 8 h")
    response.write_text(changed)
    commit(place)
    return place


def git(place: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    alone = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(["git", *who, *arguments], cwd=place, env=alone, check=True)


def commit(place: Path) -> None:
    git(place, "add", ".")
    git(place, "commit", "--quiet", "--message", "x")


def told(place: Path) -> str:
    """The body of the comment, after the step has run for pull request 17."""
    summary = place / "summary.md"
    done = run(
        script("policy.yml", "Tell what changes for readers"),
        place,
        NUMBER="17",
        GITHUB_STEP_SUMMARY=str(summary),
        PYTHONPATH=str(ROOT),
    )
    assert done.returncode == 0, done.stderr
    comment = place / ".build/comment"
    assert (comment / "number").read_text() == "17\n"
    assert summary.read_text() == (comment / "body.md").read_text()
    return summary.read_text()


def test_the_comment_says_what_readers_will_notice(pull_request: Path) -> None:
    body = told(pull_request)
    assert "within: 6 h -> 8 h" in body
    assert "situations are answered otherwise" in body


def test_the_comment_says_that_a_broken_policy_cannot_be_compared(pull_request: Path) -> None:
    (pull_request / "policy_data/response.yml").write_text("response: [")
    git(pull_request, "commit", "--quiet", "--all", "--message", "x")
    assert told(pull_request) == "What changes for readers cannot be told: the check says why.\n"


# -- the comment ----------------------------------------------------------------------------------

GH = """#!/bin/sh
# What was asked of GitHub; a run's artifact, and the head of a pull request.
echo "$*" >> "$ASKED"
case "$1 $2" in
"run download")
  mkdir -p comment
  printf '%s' "$ARTIFACT" > comment/number
  echo Body > comment/body.md ;;
"pr view") echo "$HEAD" ;;
esac
"""


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Where a stand-in for GitHub's command writes down what it is asked."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)
    return tmp_path / "asked"


@pytest.mark.parametrize(
    ("artifact", "head", "commented"),
    [
        pytest.param("17\n", "abc", "17", id="its own pull request"),
        pytest.param("17\n", "def", None, id="another pull request's number"),
        pytest.param("17; rm -rf /\n", "abc", "17", id="a number with a command behind it"),
        pytest.param("--repo x/y 1\n", "abc", None, id="options in place of a number"),
    ],
)
def test_a_comment_goes_to_the_pull_request_that_ran(
    tmp_path: Path, asked: Path, artifact: str, head: str, commented: str | None
) -> None:
    done = run(
        script("comment.yml", "Write or update the comment"),
        tmp_path,
        PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        ASKED=str(asked),
        ARTIFACT=artifact,
        HEAD=head,
        RUN="99",
        COMMIT="abc",
    )
    written = [line for line in asked.read_text().splitlines() if line.startswith("pr comment")]
    assert bool(done.returncode) is (commented is None), done.stderr
    wanted = "pr comment {} --edit-last --create-if-none --body-file comment/body.md"
    assert written == ([wanted.format(commented)] if commented else [])


# -- what others know to be weak ------------------------------------------------------------------


def test_known_vulnerabilities_are_looked_up() -> None:
    """In everything that is installed, for whatever purpose."""
    (step,) = [text for name, _, text in ALL if name == "audit.yml"]
    command = shutil.which("make")
    assert command
    done = run(f"{step} --dry-run", ROOT)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    (python,) = [line for line in lines if "pip-audit --strict" in line]
    assert "--require-hashes" in python
    assert "exit 1" in python
    assert any(line.endswith('npm-cli.js" audit') for line in lines)
    assert any("zizmor" in line for line in lines)
    listed = sorted(path.name for path in ROOT.glob("requirements*.txt"))
    assert listed == [f"requirements{of}.txt" for of in ("-audit", "-learn", "-soak", "")]
    assert all("--hash=sha256:" in (ROOT / name).read_text() for name in listed)
