"""One issue to one answer: the policies' own worked examples, facts and their states."""

from dataclasses import replace
from typing import Any

import pytest

from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import issue_from
from calculator.engine.policy import Assumption, Example
from calculator.engine.told import told
from calculator.language.knowledge import language
from tests.policies import ALL, OFFICES, WHOLE
from tests.worked_examples import NOW, desk, expected, found

DESKS = {directory.name: desk(directory) for directory in ALL}
EXAMPLES = {f"{n}: {e.id}": (d, e) for n, d in DESKS.items() for e in d.policy.examples}
DESK = DESKS[OFFICES.name]


def request(**fields: Any) -> Answer:
    return DESK.answer(issue_from(DESK.policy, fields, NOW))


# -- worked examples ------------------------------------------------------------------------------


@pytest.mark.parametrize(("desk", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_worked_examples(desk: Desk, example: Example) -> None:
    assert found(desk, example) == expected(example)


@pytest.mark.parametrize("desk", [d for d in DESKS.values() if d.policy.examples])
def test_what_the_examples_show(desk: Desk) -> None:
    """Each severity of the policy, and a question that has to be asked."""
    shown = {e.expect.severity for e in desk.policy.examples}
    assert shown == {None, *(s.id for s in desk.policy.severities)}


# -- facts and their states -----------------------------------------------------------------------


def states(answer: Answer) -> dict[str, tuple[str | None, str]]:
    return {f.fact: (f.value, f.state) for f in answer.facts}


def test_a_fact_is_read_assumed_or_unknown() -> None:
    answer = request(text="The archive is very slow.")
    assert states(answer) == {
        "service": ("archive", "read"),
        "effect": ("slow", "read"),
        "reach": ("many", "assumed"),
    }
    assert states(request(text="")) == dict.fromkeys(
        ("service", "effect", "reach"), (None, "unknown")
    )


def test_what_is_stated_outweighs_what_is_read() -> None:
    answer = request(text="The archive is very slow.", facts={"service": "mail", "effect": "lost"})
    assert states(answer)["service"] == ("mail", "stated")
    assert states(answer)["effect"] == ("lost", "stated")
    # What is assumed of archives no longer is.
    assert states(answer)["reach"] == (None, "unknown")
    assert told(answer)["criterion"] == "p1-loss"


def test_what_is_read_outweighs_what_is_assumed() -> None:
    answer = request(text="One mailbox has nothing in its archive, it is down.")
    assert states(answer)["reach"] == ("one", "read")


def test_what_is_stated_outweighs_what_is_assumed() -> None:
    answer = request(text="The archive is very slow.", facts={"reach": "one"})
    assert states(answer)["reach"] == ("one", "stated")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"service": "mail"}, {"service": "archive"}),
        ({"service": "archive", "effect": "slow"}, {}),
        ({"effect": "lost", "service": "mail"}, {"service": "archive", "effect": "slow"}),
        # Of what is assumed, the words say nothing.
        ({"reach": "one"}, {}),
    ],
)
def test_words_that_contradict_what_is_stated(facts: dict[str, str], said: dict[str, str]) -> None:
    answer = request(text="The archive is very slow.", facts=facts)
    assert {f.fact: f.said for f in answer.facts if f.said} == said


def test_a_question_that_cannot_matter_is_not_asked() -> None:
    assert told(request(text="Messages lost"))["asks"] == []
    assert told(request(text="Mail has stopped."))["asks"] == ["reach"]


def test_what_would_change_the_answer() -> None:
    body = told(request(facts={"service": "mail", "effect": "stopped", "reach": "one"}))
    changes = {(c["fact"], c["value"]): (c["severity"], c["criterion"]) for c in body["changes"]}
    assert changes == {
        ("effect", "lost"): (1, "p1-loss"),
        ("effect", "slow"): (3, "p3-slow"),
        ("effect", "wish"): (4, "p4-wish"),
        ("reach", "many"): (1, "p1-mail-stopped"),
    }


# -- time and people ------------------------------------------------------------------------------


def test_a_case_that_is_not_opened_yet_is_opened_now() -> None:
    body = told(request(facts={"effect": "lost"}))
    assert (body["opened"], body["deadline"]) == ("2026-11-24T12:00:00Z", "2026-11-24T12:30:00Z")
    assert body["remaining"] == 30 * 60


def test_a_deadline_that_has_passed() -> None:
    body = told(request(facts={"effect": "lost"}, opened="2026-11-24T11:00Z"))
    assert body["remaining"] == -30 * 60


def test_what_a_call_would_do() -> None:
    body = told(
        request(
            facts={"service": "calendar", "effect": "stopped"},
            opened="2026-11-24T09:00+01:00",
            now="2026-11-24T09:10+01:00",
        )
    )
    assert body["target"] == "p2-target"
    assert body["if_called_now"] == {"deadline": "2026-11-24T09:10:00Z", "target": "p2-called"}


def test_an_answer_that_was_given_is_reviewed() -> None:
    said = {"facts": {"effect": "lost"}, "opened": "2026-11-24T11:00Z"}
    late = told(request(**said, answered="2026-11-24T11:45Z"))["review"]
    assert late == [{"target": "p1-target", "met": False, "by": 15 * 60}]
    timely = told(request(**said, answered="2026-11-24T11:10Z"))["review"]
    assert timely == [{"target": "p1-target", "met": True, "by": 20 * 60}]
    assert told(request(**said))["review"] is None


def test_without_a_severity_nothing_is_promised_but_somebody_can_be_reached() -> None:
    body = told(request(text="Mail is down", country="CA", timezone="America/Toronto"))
    assert (body["severity"], body["deadline"], body["target"]) == (None, None, None)
    assert body["escalation"] == "toronto"
    assert body["contacts"]["phones"][0] == "phone-ca"


P1 = {"effect": "lost"}
"""Answered within half an hour; it is noon."""


@pytest.mark.parametrize(
    ("events", "case"),
    [
        ({}, "not-opened"),
        ({"called": "2026-11-24T11:55Z"}, "not-opened"),
        ({"opened": "2026-11-24T11:55Z"}, "opened"),
        ({"opened": "2026-11-24T11:55Z", "called": "2026-11-24T11:56Z"}, "called"),
        ({"opened": "2026-11-24T11:30Z"}, "overdue"),
        ({"opened": "2026-11-24T11:30Z", "called": "2026-11-24T11:31Z"}, "overdue"),
        ({"opened": "2026-11-24T11:00Z", "answered": "2026-11-24T11:45Z"}, "answered"),
    ],
)
def test_how_far_a_case_has_come(events: dict[str, str], case: str) -> None:
    assert told(request(facts=P1, **events))["case"] == case


@pytest.mark.parametrize(
    ("facts", "actions"),
    [
        ({"effect": "lost"}, ["fill-in", "ring"]),
        ({"effect": "slow"}, ["fill-in"]),
        ({}, ["fill-in"]),
    ],
)
def test_what_to_do(facts: dict[str, str], actions: list[str]) -> None:
    assert told(request(facts=facts))["actions"] == actions


@pytest.mark.parametrize(
    ("events", "actions"),
    [
        ({}, ["spare-badge", "open-case", "ring"]),
        ({"opened": "2026-11-24T11:55Z"}, ["open-case", "ring"]),
        ({"opened": "2026-11-24T09:00Z"}, ["go-higher", "open-case", "ring"]),
        (
            {"opened": "2026-11-24T09:00Z", "answered": "2026-11-24T11:45Z"},
            ["open-case", "ring", "thank"],
        ),
    ],
)
def test_what_to_do_follows_how_far_the_case_has_come(
    events: dict[str, str], actions: list[str]
) -> None:
    doors = DESKS[WHOLE.name]
    facts = {"part": "gateway", "state": "stuck"}
    issue = issue_from(doors.policy, {"facts": facts, **events}, NOW)
    assert told(doors.answer(issue))["actions"] == actions


# -- what is possible -----------------------------------------------------------------------------


def by_effect() -> Desk:
    """Offices that assume by what happens which service it is, before anybody told that."""
    stopped = Assumption("calendar", "which-mail", when={"effect": ("stopped",)})
    assume = stopped, Assumption("mail", "which-mail")
    facts = [replace(f, assume=assume) if f.id == "service" else f for f in DESK.policy.facts]
    return Desk(replace(DESK.policy, facts=tuple(facts)), language())


@pytest.mark.parametrize("desk", [*DESKS.values(), by_effect()])
def test_no_answer_makes_more_possible(desk: Desk) -> None:
    values = desk.table.values
    for known in ({}, *({fact: value} for fact in values for value in values[fact])):
        asked = desk.verdict(known)
        for fact in asked.asks:
            for value in values[fact]:
                possible = desk.verdict({**known, fact: value}).possible
                assert set(possible) <= set(asked.possible), (known, fact, value)


def test_what_would_change_an_answer_takes_what_is_assumed_then() -> None:
    desk = by_effect()
    stated = {"reach": "many"}
    changes = desk.answer(issue_from(desk.policy, {"facts": stated}, NOW)).changes
    stopped = next(c.verdict for c in changes if (c.fact, c.value) == ("effect", "stopped"))
    then = desk.answer(issue_from(desk.policy, {"facts": {**stated, "effect": "stopped"}}, NOW))
    assert (stopped.severity, stopped.criterion) == (then.verdict.severity, then.verdict.criterion)
    assert then.known["service"] == "calendar"
