"""An answer as the terminal shows it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.report import counted, report
from calculator.engine.policy import Example, Fact, FactValue, LogEntry
from calculator.engine.reading.reader import Reader
from calculator.language.knowledge import language
from tests.policies import ALL, WHOLE
from tests.worked_examples import answered, desk


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_the_severity_comes_first(directory: Path) -> None:
    policy = load_policy(directory).policy
    here = desk(directory)
    for example in policy.examples:
        text = report(policy, answered(here, example), explain=here.reader)
        severity = example.expect.severity
        possible = [policy.severity(severity)] if severity else policy.severities
        assert text.startswith(tuple(s.name for s in possible))


@pytest.mark.parametrize("example", load_policy(WHOLE).policy.examples, ids=lambda e: e.id)
def test_what_decides_what_is_asked_first_and_whom_to_turn_to_are_told(example: Example) -> None:
    here = desk(WHOLE)
    text = report(here.policy, answered(here, example), explain=None)
    expect = example.expect
    for id in (expect.criterion, expect.target):
        assert id is None or f"[{id}]" in text
    for fact in expect.asks[:1]:
        assert here.policy.fact(fact).question in text
    if expect.escalation:
        assert f"* {here.policy.region(expect.escalation).contact.name}" in text


def test_that_support_changed_the_severity_is_told_where_a_criterion_would_be() -> None:
    here = desk(WHOLE)
    example = next(e for e in here.policy.examples if e.opened and e.expect.severity == 1)
    assert example.opened
    changed = LogEntry(severity=2, at=example.opened + timedelta(minutes=30))
    lines = report(
        here.policy, answered(here, replace(example, log=(changed,))), explain=None
    ).splitlines()
    assert lines[0].startswith("Grade 2")
    assert lines[1].startswith("  Support set this severity: ")
    assert lines[1].endswith(" By the description it is Grade 1.")


def test_what_was_understood_of_how_many_is_told() -> None:
    here = desk(WHOLE)
    fact = Fact(
        "many",
        "How many",
        "How many?",
        (
            FactValue("one", "One", help="One ferry, or one device", means=("one",)),
            FactValue("some", "Some", help="2 to 9 ferries (boats, sites)", means=("few",)),
            FactValue("lots", "Lots", help="10 or more ferries", means=("many",)),
        ),
    )
    policy = replace(here.policy, facts=(fact,))
    reader = Reader(policy, lambda *_: (None, ""), language())
    assert list(counted(policy, reader)) == [
        "  How many: One: 1 of ferry",
        "  How many: One: 1 of device",
        "  How many: Some: 2 to 9 of boat, ferry, site",
        "  How many: Lots: 10 or more of ferry",
        "  How many: any other thing counts as device; a place by its name as site",
    ]
