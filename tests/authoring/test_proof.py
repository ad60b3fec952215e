"""Worked examples that come to something else, and their expectations written anew."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.problem import PolicyError
from calculator.authoring.proof import fixed, misses, severities_replaced, unwritten
from tests.policies import OFFICES, PUBLISHED, WHOLE

WAITS = next(directory for directory in PUBLISHED if directory.name == "deakin-it")


def test_expectations_are_written_anew_and_nothing_else(tmp_path: Path) -> None:
    """Comments, order, styles and blanks stay; a promise changed, and three examples follow."""
    policy = Path(shutil.copytree(WHOLE, tmp_path / "policy"))
    response = policy / "response.yml"
    response.write_text(response.read_text().replace("within: 6 h", "within: 8 h"))
    before = (policy / "examples.yml").read_text()
    source = load_policy(policy)
    ((path, after),) = fixed(source, misses(source)).items()
    assert path == policy / "examples.yml"
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    changed = [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    assert changed == [
        ("deadline: 2026-11-01T03:00-07:00", "deadline: 2026-11-01T05:00-07:00"),
        ("deadline: 2026-11-27T23:30+01:00", "deadline: 2026-11-28T01:30+01:00"),
        ("deadline: 2026-11-24T15:00-03:00", "deadline: 2026-11-24T17:00-03:00"),
        ("deadline: 2026-11-24T15:00+08:00", "deadline: 2026-11-24T17:00+08:00"),
    ]
    path.write_text(after)
    assert not list(misses(load_policy(policy)))


def test_a_list_in_lines_of_its_own_is_written_anew(tmp_path: Path) -> None:
    policy = Path(shutil.copytree(OFFICES, tmp_path / "policy"))
    file = policy / "policy.yml"
    right = file.read_text()
    for lines in ("\n      - service\n      - effect", "\n        - service"):
        spread = f"\n      severity: null\n      asks:{lines}\n"
        wrong = right.replace(" {severity: null, asks: reach}\n", spread)
        assert wrong != right
        file.write_text(wrong)
        source = load_policy(policy)
        after = fixed(source, misses(source))
        assert after == {file: wrong.replace(f"asks:{lines}", "asks: [reach]")}


def test_expectations_in_braces_are_written_anew(tmp_path: Path) -> None:
    policy = Path(shutil.copytree(OFFICES, tmp_path / "policy"))
    file = policy / "policy.yml"
    right = file.read_text()
    wrong = right.replace("severity: null, asks: reach}", "severity: 2, asks: [service, effect]}")
    file.write_text(wrong)
    source = load_policy(policy)
    assert fixed(source, misses(source)) == {file: right.replace("asks: reach}", "asks: [reach]}")}


def test_an_expectation_of_a_severity_alone_is_written_out(tmp_path: Path) -> None:
    """So that an author begins with a guess; what is left out beside something else is meant so."""
    policy = Path(shutil.copytree(OFFICES, tmp_path / "policy"))
    file = policy / "policy.yml"
    right = file.read_text()
    whole = "expect: {severity: null, asks: reach}"
    anew = "{severity: null, asks: [reach], escalation: oslo}"
    for before, rough in (("expect: ", "{severity: 3}"), ("expect:\n      ", "severity: null")):
        file.write_text(right.replace(whole, before + rough))
        source = load_policy(policy)
        assert fixed(source, unwritten(source)) == {file: right.replace(whole, before + anew)}
        said = [problem.message for problem in severities_replaced(source, unwritten(source))]
        guessed = ["the example 'which-mail' expected severity 3; now null"]
        assert said == (guessed if "3" in rough else [])


LOG = "{state: waiting-for-customer, since: 2026-03-02T10:00+11:00, until: 2026-03-02T12:30+11:00}"


def with_log(place: Path, entry: str) -> Path:
    policy = Path(shutil.copytree(WAITS, place / "policy"))
    file = policy / "examples.yml"
    text = file.read_text()
    assert text.count(LOG) == 1
    file.write_text(text.replace(LOG, entry))
    return policy


def test_an_example_is_answered_by_what_happened_since(tmp_path: Path) -> None:
    waits = LOG.replace("12:30", "12:00")
    (miss,) = misses(load_policy(with_log(tmp_path, waits)))
    assert miss.example.id == "network-waits"
    deadline = miss.comes_to["deadline"]
    assert deadline == datetime.fromisoformat("2026-03-02T14:00+11:00")


def test_a_clock_that_stands_gives_no_deadline(tmp_path: Path) -> None:
    (miss,) = misses(load_policy(with_log(tmp_path, LOG.split(", until")[0] + "}")))
    assert miss.comes_to["deadline"] is None


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{at: 2026-03-02T10:00Z}", "an entry has one of the keys 'state', 'severity' and 'done'"),
        ("{severity: P2}", "the entry lacks the key 'at'"),
        ("{state: asleep, since: 2026-03-02T10:00Z}", "'asleep' pauses no clock; known are"),
        ("{severity: P9, at: 2026-03-02T10:00Z}", "there is no severity 'P9'; known are P1"),
        ("{done: lunch, at: 2026-03-02T10:00Z}", "there is no kind of promise 'lunch'; known are"),
        (
            "{severity: P2, since: 2026-03-02T10:00Z}",
            "'severity' goes without 'since'; it has at",
        ),
        (
            "{state: waiting-for-customer, since: 2026-03-02T10:00Z, until: 2026-03-02T09:00Z}",
            "it ends before it starts",
        ),
    ],
)
def test_an_entry_that_cannot_have_happened_is_a_mistake(
    tmp_path: Path, entry: str, problem: str
) -> None:
    with pytest.raises(PolicyError) as found:
        load_policy(with_log(tmp_path, entry))
    (only,) = found.value.problems
    assert only.message.startswith(problem)
    line = Path(only.place.path).read_text().splitlines()[only.place.line - 1]
    assert entry in line
