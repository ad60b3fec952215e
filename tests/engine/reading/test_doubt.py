"""What was read, but not surely: it is asked about, never assumed to be lighter."""

from dataclasses import replace

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.engine.policy import Assumption, FactValue, Policy
from calculator.engine.severity import Table
from calculator.language.knowledge import language
from tests.policies import WHOLE
from tests.worked_examples import NOW

POLICY = load_policy(WHOLE).policy
PART, STATE, PEOPLE = POLICY.facts


def with_assumptions(*assume: tuple[dict[str, tuple[str, ...]], str]) -> Policy:
    """The policy, with these assumptions of how many people are kept out."""
    made = tuple(Assumption(value, "visitors-come-in-groups", when=when) for when, value in assume)
    return replace(POLICY, facts=(PART, STATE, replace(PEOPLE, assume=made)))


def with_stolen(*, phrases: tuple[str, ...] = (), hints: tuple[str, ...] = ()) -> Policy:
    """The policy, with one more state that has no meaning in the language."""
    stolen = FactValue("stolen", "It is stolen", phrases=phrases, hints=hints)
    state = replace(STATE, values=(*STATE.values, stolen))
    first, *others = POLICY.severities
    criterion = replace(first.criteria[0], id="stolen", when=({"state": ("stolen",)},), over=())
    weightier = replace(first, criteria=(*first.criteria, criterion))
    return replace(POLICY, facts=(PART, state, PEOPLE), severities=(weightier, *others))


def answered(policy: Policy, text: str, **facts: str) -> tuple[int | str, str | None]:
    answer = Desk(policy, language()).answer(Issue(now=NOW, text=text, facts=facts))
    people = next(f for f in answer.facts if f.fact == "people")
    return answer.verdict.severity or "ask", people.state


def test_what_nobody_speaks_of_is_assumed() -> None:
    assert answered(with_assumptions(({}, "one")), "The door is dead.")[1] == "assumed"


@pytest.mark.parametrize(
    "text", ["The doors are dead on many people.", "Doors dead, many of us wait outside."]
)
def test_what_was_read_is_never_assumed_to_be_lighter(text: str) -> None:
    severity, state = answered(with_assumptions(({}, "one")), text)
    assert severity in {"ask", 1, 2}
    assert state != "assumed"


def test_the_first_assumption_that_fits_is_made() -> None:
    policy = with_assumptions(({"part": ("doors",)}, "all"), ({}, "one"))
    desk = Desk(policy, language())
    known = {"part": "doors", "state": "stuck"}
    assert desk.outcome(known) == desk.outcome({**known, "people": "all"})


def test_a_hint_of_what_the_language_has_no_word_for_suffices_or_is_asked() -> None:
    policy = with_stolen(hints=("stolen", "unknown"))
    for text in ("My badge was stolen.", "Somebody unknown used my badge."):
        assert answered(policy, text)[0] in {1, "ask"}


def test_the_criterion_named_is_one_that_surely_holds() -> None:
    severity = POLICY.severities[0]
    first = replace(severity.criteria[0], id="unsure", when=({"people": ("all",)},), over=())
    second = replace(first, id="sure", when=({"state": ("stuck",), "part": ("gateway",)},), over=())
    rest = replace(first, id="rest", when=({},))
    policy = replace(
        POLICY,
        severities=(
            replace(severity, criteria=(first, second)),
            replace(POLICY.severities[1], criteria=(rest,)),
        ),
    )
    assert Table(policy).verdict({"state": "stuck", "part": "gateway"}).criterion == "sure"


def test_what_works_elsewhere_is_not_what_is_concerned() -> None:
    read = Desk(POLICY, language()).reader.read("Door 3 is dead but the others are fine.").facts
    assert read["state"] == "stuck"
    assert read.get("people") in {None, "one"}
