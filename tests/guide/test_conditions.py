"""Conditions in words: where a thing is done, and how far a case has come by then."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.policy import Action
from calculator.guide.conditions import by_stage, stage_of, where
from calculator.guide.wording import Wording
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
WORDS = Wording(POLICY)


def says(key: str) -> str:
    return WORDS.t(f"state.{key}")


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([], ""),
        (["not-opened"], says("before")),
        (["opened"], says("opened")),
        (["overdue"], says("overdue")),
        (["not-opened", "opened"], says("until-called")),
        (["not-opened", "opened", "called"], says("until-answered")),
        (["opened", "called", "answered"], says("once-opened")),
        (["opened", "called", "overdue", "answered"], says("once-opened")),
        (["called", "answered"], says("once-called")),
        (["not-opened", "opened", "called", "answered"], ""),
        (["opened", "called"], WORDS.either([says("opened"), says("called")])),
        (["opened", "overdue"], WORDS.either([says("opened"), says("overdue")])),
        (["not-opened", "called"], WORDS.either([says("not-opened"), says("called")])),
    ],
)
def test_stages_are_told_by_where_they_begin_or_end(states: list[str], told: str) -> None:
    assert stage_of(WORDS, states) == told


def test_values_say_what_they_are_values_of() -> None:
    fact = POLICY.facts[0]
    value, severity = fact.values[0], POLICY.severities[0]
    told = where(
        POLICY,
        WORDS,
        {"severity": (str(severity.id),), fact.id: (value.id,), "case": ("called", "answered")},
    )
    parts = f"{severity.name} · {value.label} · {says('once-called')}"
    assert told == WORDS.t("applies-where", condition=parts)


def test_a_stage_alone_begins_its_line() -> None:
    told = where(POLICY, WORDS, {"case": ("overdue",)})
    assert told.lower() == says("overdue").lower()
    assert told[0].isupper()


def test_what_to_do_follows_the_case() -> None:
    late, early, always, both = (
        Action(id=name, label=name, text=name, when={"case": states} if states else {})
        for name, states in (
            ("late", ("overdue",)),
            ("early", ("opened",)),
            ("always", ()),
            ("both", ("answered", "not-opened")),
        )
    )
    assert by_stage([late, early, always, both]) == [always, both, early, late]
