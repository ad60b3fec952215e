"""What runs on GitHub: pinned, with no more rights than it needs, and the commands of people."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.authoring.problem import Place, Problem
from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
OWN = {
    "make test",
    "make build",
    "make pdf",
    "make check",
    "make due",
    "make audit",
    "make .venv/.installed",
}
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(path: Path) -> dict[Any, Any]:
    data = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    uses = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    for line in uses:
        # Those of this repository are of the same commit.
        assert PINNED.search(line) or "uses: $/.github/" in line, line


def test_one_action_has_one_version() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    pairs = set(re.findall(r"uses: ([\w/-]+)@(\S+)", text))
    assert len(pairs) == len({action for action, _ in pairs})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_rights_are_few(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in workflow["jobs"].items():
        if "uses" in job:
            assert job["permissions"] == {"contents": "read"}, name
            continue
        rights = job.get("permissions", {})
        assert "write" not in rights.values() or name in ("deploy", "comment"), name
        assert rights.get("contents", "read") == "read"
        # What may write runs nothing of a pull request: it does not even take its files.
        if "write" in rights.values():
            assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert "secrets." not in path.read_text("utf-8")
    # What a pull request brings must not run with the rights of the project.
    assert "pull_request_target" not in workflow[True]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_runs_are_bounded(path: Path) -> None:
    workflow = read(path)
    assert "group" in workflow["concurrency"]
    own = [job for job in workflow["jobs"].values() if "uses" not in job]
    assert all(job["timeout-minutes"] <= 30 for job in own)


def test_a_site_is_deployed_only_after_its_tests() -> None:
    workflow = read(GITHUB / "workflows" / "pages.yml")
    jobs = workflow["jobs"]
    assert jobs["test"]["uses"] == "$/.github/workflows/test.yml"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")
    assert "workflow_call" in read(GITHUB / "workflows" / "test.yml")[True]
    # What was not tested cannot be put in by hand: no job says when it runs but by what it needs.
    assert not [name for name, job in jobs.items() if "if" in job]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_they_run_what_people_run(path: Path) -> None:
    steps = [step for job in read(path)["jobs"].values() for step in job.get("steps", ())]
    lines = {line for step in steps for line in step.get("run", "").splitlines()}
    made = {line for line in lines if "make" in line}
    assert made <= OWN
    # No text of a pull request is put into a script.
    assert not any("${{" in line for line in lines)
    targets = (ROOT / "Makefile").read_text("utf-8")
    assert all(f"\n{line.removeprefix('make ')}:" in targets for line in made)


@pytest.mark.parametrize(
    "message",
    ["there is no calendar 'ofice'; did you mean 'office'?", 'expected "a: b": c', "12:30: no"],
)
def test_messages_of_the_check_appear_on_their_lines(message: str) -> None:
    matcher = json.loads((GITHUB / "problem-matcher.json").read_text("utf-8"))["problemMatcher"][1]
    (pattern,) = matcher["pattern"]
    problem = Problem(Place("policy_data/response.yml", 7, 15), message)
    found = re.match(pattern["regexp"], str(problem))
    assert found
    groups = [found.group(pattern[key]) for key in ("file", "line", "column", "message")]
    assert groups == ["policy_data/response.yml", "7", "15", message]
    assert matcher["owner"] in (GITHUB / "workflows" / "policy.yml").read_text("utf-8")


def test_warnings_of_the_check_appear_as_such() -> None:
    doubts, problems = json.loads((GITHUB / "problem-matcher.json").read_text("utf-8"))[
        "problemMatcher"
    ]
    line = "policy_data/response.yml:7:15: warning: the promise 'x' never governs"
    assert doubts["severity"] == "warning"
    assert re.match(doubts["pattern"][0]["regexp"], line)
    assert not re.match(problems["pattern"][0]["regexp"], line)


@pytest.mark.parametrize(
    "text",
    ["1 problem in the policy", "== Checking", "policy_data: 3 facts, 12 criteria: all in order"],
)
def test_nothing_else_does(text: str) -> None:
    matcher = json.loads((GITHUB / "problem-matcher.json").read_text("utf-8"))["problemMatcher"][0]
    assert not re.match(matcher["pattern"][0]["regexp"], text)


@pytest.mark.parametrize(
    "path", sorted(GITHUB.glob("ISSUE_TEMPLATE/[!c]*.yml")), ids=lambda p: p.name
)
def test_issue_forms(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= form.keys()
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids))
    for field in form["body"]:
        assert field["type"] in ("input", "textarea", "checkboxes", "dropdown", "markdown")
        assert field["attributes"]["label"]
