"""The steps of an escalation: when each begins by its calendar, and whether it still may."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import issue_from
from calculator.engine.policy import (
    Calendar,
    Criterion,
    Escalation,
    EscalationStep,
    Fact,
    FactValue,
    Level,
    Policy,
    Severity,
    Target,
)
from calculator.engine.told import told
from calculator.language.knowledge import language
from tests.policies import SMALLEST

FRIDAY = "2026-03-27T15:00+01:00"
"""In the night from the Saturday after it, the clocks in Vienna go forward."""

PAUSED = ("waiting-for-customer",)
HOURS = Calendar("hours", "Hours", zone="Europe/Vienna", hours={"mon-fri": ("09:00-17:00",)})
NIGHTS = replace(HOURS, id="nights", hours={"mon-sun": ("22:00-04:00",)})
ALWAYS = Calendar("always", "Always", always=True, pauses=PAUSED)


def fact(id: str, values: str) -> Fact:
    return Fact(id, id, f"Which {id}?", tuple(FactValue(v, v) for v in values.split()))


def target(id: str, within: str, calendar: str, **more: Any) -> Target:
    return Target(id, id, id, within, calendar=calendar, **more)


POLICY = replace(
    load_policy(SMALLEST).policy,
    facts=(fact("state", "down slow"), fact("plan", "gold free")),
    severities=(
        Severity("P1", "P1", "", "", (Criterion("u", "", "", ({"state": ("down",)},)),)),
        Severity("P2", "P2", "", "", (Criterion("z", "", "", ({"state": ("slow",)},)),)),
    ),
    calendars=(HOURS, NIGHTS, ALWAYS),
    response=(
        target("answer", "4 h", "hours"),
        target("called", "1 h", "always", kind="workaround", starts=("phone-call",)),
        target("fix", "2 days", "always", kind="resolution"),
    ),
    matrices=(),
    regions=(),
    phones=(),
    actions=(),
    interpretations=(),
    examples=(),
)
LEVELS = (Level("duty", "Duty manager", "Call."), Level("board", "The board", "Write."))


def step(id: str = "first", after: str = "2 h", calendar: str = "always", **more: Any) -> Any:
    return EscalationStep(id, "duty", after, calendar, **more)


def answered(*steps: EscalationStep, policy: Policy = POLICY, **request: Any) -> Answer:
    policy = replace(policy, escalation=Escalation(levels=LEVELS, steps=steps))
    usual = {"opened": FRIDAY, "timezone": "Europe/Vienna", "facts": {"state": "down"}}
    issue = issue_from(
        policy, {**usual, "now": FRIDAY, **request}, datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert issue.mistakes == ()
    return Desk(policy, language()).answer(issue)


def stages(*steps: EscalationStep, **request: Any) -> list[tuple[str, str, str | None]]:
    found = told(answered(*steps, **request))["steps"]
    return [(one["id"], one["stage"], one["at"]) for one in found]


INSTANTS = [
    pytest.param(step(), "2026-03-27T16:00:00Z", id="elapsed"),
    pytest.param(step(after="4 h", calendar="hours"), "2026-03-30T09:00:00Z", id="in-hours"),
    pytest.param(
        step(after="2 business days", calendar="hours"), "2026-03-31T13:00:00Z", id="days"
    ),
    # Friday night has 6 h, that of Saturday 5: an hour is skipped in it.
    pytest.param(step(after="10 h", calendar="nights"), "2026-03-29T01:00:00Z", id="short-night"),
    pytest.param(step("d", "", "", since="deadline"), "2026-03-30T09:00:00Z", id="deadline"),
    pytest.param(
        step("d", "1 h", "always", since="deadline"), "2026-03-30T10:00:00Z", id="after-deadline"
    ),
    pytest.param(
        step("d", "30 min", "always", since="deadline", unless="resolution"),
        "2026-03-29T14:30:00Z",
        id="after-another-deadline",
    ),
    pytest.param(step(since="severity-changed"), "2026-03-27T16:00:00Z", id="never-changed"),
]


@pytest.mark.parametrize(("one", "at"), INSTANTS)
def test_a_step_begins_after_its_time(one: EscalationStep, at: str) -> None:
    assert stages(one) == [(one.id, "ahead", at)]
    assert stages(one, now=at) == [(one.id, "begun", at)]


def test_the_steps_that_begin_first_come_first() -> None:
    late, early = step("late", "9 h"), step("early", "1 h")
    unknown, other = step("unknown", since="phone-call"), step("other", when={"severity": ("P2",)})
    found = stages(unknown, late, other, early)
    assert [id for id, _, _ in found] == ["early", "late", "unknown"]


def test_time_that_counts_from_a_call_waits_for_one() -> None:
    call = step(since="phone-call")
    assert stages(call) == [("first", "waiting", None)]
    assert stages(call, called="2026-03-27T15:30+01:00") == [
        ("first", "ahead", "2026-03-27T16:30:00Z")
    ]
    due = step(since="deadline", unless="workaround")
    assert stages(due) == [("first", "waiting", None)]


LATER = "2026-03-27T20:00+01:00"


@pytest.mark.parametrize(
    ("unless", "request_", "stage"),
    [
        ("response", {"answered": "2026-03-27T15:30+01:00"}, "kept"),
        ("response", {"answered": "2026-03-27T19:00+01:00"}, "kept"),
        ("response", {"answered": "2026-03-27T21:00+01:00"}, "begun"),
        ("resolution", {"answered": "2026-03-27T15:30+01:00"}, "begun"),
        ("workaround", {"log": [{"done": "workaround", "at": "2026-03-27T16:00+01:00"}]}, "kept"),
        ("response", {"log": [{"done": "resolution", "at": "2026-03-27T16:00+01:00"}]}, "kept"),
        ("resolution", {"log": [{"done": "workaround", "at": "2026-03-27T16:00+01:00"}]}, "begun"),
    ],
)
def test_what_has_come_ends_a_step(unless: str, request_: dict[str, Any], stage: str) -> None:
    at = "2026-03-27T16:00:00Z"
    assert stages(step(unless=unless), now=LATER, **request_) == [("first", stage, at)]


def test_its_time_stands_where_its_calendar_says_so() -> None:
    waits = {"state": PAUSED[0], "from": "2026-03-27T16:00+01:00"}
    hours = step("hours", "1 h", "hours")
    assert stages(step(), hours, log=[waits], now=LATER) == [
        ("hours", "begun", "2026-03-27T15:00:00Z"),
        ("first", "paused", None),
    ]
    ended = {**waits, "to": "2026-03-27T16:45+01:00"}
    assert stages(step(), log=[ended]) == [("first", "ahead", "2026-03-27T16:45:00Z")]


def test_a_changed_severity_has_its_own_steps() -> None:
    one = step("one", when={"severity": ("P1",)})
    two = step("two", when={"severity": ("P2",)}, since="severity-changed")
    changed = [{"severity": "P2", "at": "2026-03-27T16:00+01:00"}]
    assert [id for id, _, _ in stages(one, two)] == ["one"]
    assert stages(one, two, log=changed) == [("two", "ahead", "2026-03-27T17:00:00Z")]


def test_what_decides_a_step_is_asked() -> None:
    gold = step(when={"plan": ("gold",)})
    assert answered(gold).decides == {"plan": ("contact",)}
    assert stages(gold) == []
    assert len(stages(gold, facts={"state": "down", "plan": "gold"})) == 1


def test_no_step_of_an_issue_whose_severity_is_open() -> None:
    assert stages(step(), facts={}) == []
