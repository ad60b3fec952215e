"""Promises of every kind, without a time, at intervals, by region, and while a case waits."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.report import report
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import issue_from
from calculator.engine.policy import (
    Action,
    Calendar,
    Criterion,
    Fact,
    FactValue,
    Matrix,
    Policy,
    Region,
    Severity,
    Target,
)
from calculator.engine.told import Json, told
from calculator.language.knowledge import language
from tests.policies import SMALLEST

MONDAY = "2026-03-02T10:00+01:00"


def fact(id: str, values: str, **more: Any) -> Fact:
    return Fact(id, id, f"Which {id}?", tuple(FactValue(v, v) for v in values.split()), **more)


HOURS = Calendar("hours", "Hours", zone="Europe/Vienna", hours={"mon-fri": ("09:00-17:00",)})
ALWAYS = Calendar("always", "Always", always=True)
POLICY = replace(
    load_policy(SMALLEST).policy,
    facts=(fact("state", "down slow"), fact("plan", "gold free", setting=True)),
    severities=(
        Severity("Urgent", "Urgent", "", "", (Criterion("u", "", "", ({"state": ("down",)},)),)),
        Severity(0, "Zero", "", "", (Criterion("z", "", "", ({"state": ("slow",)},)),)),
    ),
    calendars=(HOURS, ALWAYS),
    response=(),
    matrices=(),
    regions=(),
    phones=(),
    actions=(),
    interpretations=(),
    examples=(),
)


def answered(policy: Policy, **request: Any) -> Answer:
    desk = Desk(policy, language())
    issue = issue_from(policy, {"opened": MONDAY, "timezone": "Europe/Vienna", **request}, NOW)
    assert issue.mistakes == ()
    return desk.answer(issue)


NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def body(*targets: Target, policy: Policy = POLICY, **request: Any) -> Json:
    request.setdefault("facts", {"state": "down", "plan": "gold"})
    return told(answered(replace(policy, response=targets), **request))


def target(id: str, within: str = "", calendar: str = "always", **more: Any) -> Target:
    return Target(id, id, id, within, calendar=calendar, **more)


def statuses(told: Json) -> dict[str, tuple[str, str]]:
    return {t["id"]: (t["status"], t["why"]) for t in told["targets"]}


# -- kinds ----


def test_one_kind_never_governs_another() -> None:
    found = body(
        target("reply", "2 h"), target("fix", "1 h", kind="resolution"), target("later", "3 h")
    )
    assert found["target"] == "reply"
    assert statuses(found) == {
        "reply": ("governs", "governs"),
        "fix": ("governs", "governs"),
        "later": ("later", "later"),
    }
    due = {kind["kind"]: kind["deadline"] for kind in found["kinds"]}
    assert due == {"response": "2026-03-02T11:00:00Z", "resolution": "2026-03-02T10:00:00Z"}


def test_what_was_answered_meets_no_promise_to_resolve() -> None:
    targets = (target("reply", "2 h"), target("fix", "1 h", kind="resolution"))
    late = "2026-03-02T14:00+01:00"
    met = body(*targets, answered="2026-03-02T10:30+01:00", now=late)["review"]
    assert met == [{"target": "reply", "met": True, "by": 5400}]
    log = [{"done": "resolution", "at": "2026-03-02T11:30+01:00"}]
    missed = body(*targets, log=log, now=late)["review"]
    assert missed == [{"target": "fix", "met": False, "by": 1800}]


@pytest.mark.parametrize("words", ["as agreed", "best effort", "as scheduled"])
def test_what_promises_no_time_has_no_deadline(words: str) -> None:
    found = body(target("someday", words, calendar=""))
    assert (found["target"], found["deadline"]) == ("someday", None)
    assert statuses(found) == {"someday": ("governs", words.replace(" ", "-"))}
    timed = body(target("someday", words, calendar=""), target("reply", "2 h"))
    assert statuses(timed)["someday"] == ("untimed", words.replace(" ", "-"))
    assert timed["target"] == "reply"


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-03-02T10:00+01:00", "2026-03-03T16:00:00Z"),
        ("2026-03-02T20:00+01:00", "2026-03-03T16:00:00Z"),
        ("2026-03-06T16:59+01:00", "2026-03-09T16:00:00Z"),
        ("2026-03-07T12:00+01:00", "2026-03-09T16:00:00Z"),
    ],
)
def test_the_next_business_day_ends_when_it_closes(opened: str, due: str) -> None:
    found = body(target("nbd", "next business day", calendar="hours"), opened=opened)
    assert found["deadline"] == due


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        pytest.param("2026-03-02T10:00+01:00", "2026-03-02T16:00:00Z", id="while it is open"),
        pytest.param("2026-03-02T06:00+01:00", "2026-03-02T16:00:00Z", id="before it opens"),
        pytest.param("2026-03-02T20:00+01:00", "2026-03-03T16:00:00Z", id="after it has closed"),
        pytest.param("2026-03-07T12:00+01:00", "2026-03-09T16:00:00Z", id="at the weekend"),
    ],
)
def test_the_same_business_day_is_that_on_which_the_clock_starts(opened: str, due: str) -> None:
    for words in ("same business day", "same working day"):
        found = body(target("sbd", words, calendar="hours"), opened=opened)
        assert found["deadline"] == due


# -- updates ----


def test_updates_come_first_and_then_at_intervals() -> None:
    (kind,) = body(target("news", "1 h", kind="update", every="4 h"))["kinds"]
    assert kind["deadline"] == "2026-03-02T10:00:00Z"
    assert kind["upcoming"] == [f"2026-03-02T{hour}:00:00Z" for hour in (14, 18, 22)]


NEWS = target("news", "1 h", kind="update", every="4 h")


def updates(*times: str) -> list[dict[str, str]]:
    return [{"done": "update", "at": f"2026-03-02T{time}+01:00"} for time in times]


@pytest.mark.parametrize(
    ("now", "given", "due", "unsaid", "asked", "met"),
    [
        pytest.param("10:30", (), "10:00", None, False, [], id="nothing was due"),
        pytest.param("11:00", (), "10:00", None, False, [], id="it is due now"),
        pytest.param("15:30", (), "18:00", "14:00", True, [None], id="nothing is said of two"),
        pytest.param("12:30", ("10:50",), "13:50", None, False, [True], id="it came"),
        pytest.param("12:30", ("12:10",), "15:10", "10:00", False, [None], id="one came later"),
        pytest.param("16:30", ("10:50", "14:00"), "17:00", None, False, [True], id="each came"),
        pytest.param(
            "16:30", ("10:50", "16:00"), "19:00", "13:50", False, [None], id="one between"
        ),
        pytest.param(
            "16:30", ("16:00", "10:50"), "19:00", "13:50", False, [None], id="told backwards"
        ),
        pytest.param("16:30", ("10:50",), "17:50", "13:50", True, [None], id="the first alone"),
    ],
)
def test_an_update_of_which_nothing_is_said_is_not_taken_as_given(
    now: str,
    given: tuple[str, ...],
    due: str,
    unsaid: str | None,
    asked: bool,
    met: list[bool | None],
) -> None:
    found = body(NEWS, log=updates(*given), now=f"2026-03-02T{now}+01:00")
    (kind,) = found["kinds"]
    assert kind["deadline"] == f"2026-03-02T{due}:00Z"
    last = unsaid and f"2026-03-02T{unsaid}:00Z"
    assert found["targets"][0]["unsaid"] == last
    assert kind["unsaid"] == (last if asked else None)
    assert [outcome["met"] for outcome in found["review"] or ()] == met


def test_how_early_the_last_update_came_is_told() -> None:
    found = body(NEWS, log=updates("10:50", "14:00"), now="2026-03-02T16:30+01:00")
    assert found["review"] == [{"target": "news", "met": True, "by": 3000}]


def test_of_what_was_due_before_the_end_or_a_pause_it_is_asked_too() -> None:
    log = [*updates("10:50"), {"done": "resolution", "at": "2026-03-02T16:00+01:00"}]
    late = "2026-03-04T10:00+01:00"
    (news,) = body(NEWS, log=log, now=late)["targets"]
    assert (news["why"], news["unsaid"]) == ("ended", "2026-03-02T13:50:00Z")
    stands = replace(ALWAYS, pauses=("waiting",))
    policy = replace(POLICY, calendars=(HOURS, stands))
    waits = [{"state": "waiting", "from": "2026-03-02T12:00+01:00"}]
    (news,) = body(NEWS, policy=policy, log=waits, now=late)["targets"]
    assert (news["status"], news["unsaid"]) == ("paused", "2026-03-02T10:00:00Z")
    (news,) = body(NEWS, policy=policy, log=[*waits, *updates("10:50")], now=late)["targets"]
    assert news["unsaid"] is None


def test_updates_without_a_time_are_not_asked_for() -> None:
    news = target("news", kind="update", every="as agreed", calendar="")
    resolved = [{"done": "resolution", "at": "2026-03-02T16:00+01:00"}]
    for log in ([], resolved):
        (found,) = body(news, log=log, now="2026-03-04T10:00+01:00")["targets"]
        assert found["unsaid"] is None


def test_no_update_is_due_once_the_issue_is_resolved() -> None:
    log = [{"done": "resolution", "at": "2026-03-02T12:10+01:00"}]
    found = body(target("news", kind="update", every="4 h"), log=log)
    assert statuses(found) == {"news": ("inapplicable", "ended")}


# -- what decides is asked ----


def test_a_fact_that_decides_a_promise_is_asked_once_the_severity_stands() -> None:
    gold = target("gold", "1 h", when={"plan": ("gold",)})
    free = target("free", "8 h", when={"plan": ("free",)})
    found = body(gold, free, facts={"state": "down"})
    assert (found["severity"], found["asks"]) == ("Urgent", ["plan"])
    assert found["decides"] == {"plan": ["response"]}
    assert found["deadline"] is None
    assert statuses(found) == {"gold": ("open", "unknown"), "free": ("open", "unknown")}
    first = body(gold, free, facts={})
    assert (first["severity"], first["asks"], first["decides"]) == (
        None,
        ["state"],
        {"state": ["severity"]},
    )


def test_what_holds_whatever_the_answer_is_promised_meanwhile() -> None:
    found = body(
        target("gold", "1 h", when={"plan": ("gold",)}),
        target("all", "8 h"),
        facts={"state": "slow"},
    )
    assert (found["severity"], found["target"], found["asks"]) == (0, "all", ["plan"])


def test_what_no_longer_matters_is_not_asked() -> None:
    gold = target("gold", "1 h", when={"plan": ("gold",), "severity": ("0",)})
    assert body(gold, facts={"state": "down"})["asks"] == []


def test_facts_that_decide_a_contact_or_an_action_are_asked() -> None:
    desk = Region("gold-desk", "Gold desk", "Europe/Vienna", when={"plan": ("gold",)})
    action = Action("call", "Call", "Call.", when={"plan": ("gold",)})
    policy = replace(POLICY, regions=(desk,), actions=(action,))
    found = body(target("all", "8 h"), policy=policy, facts={"state": "down"})
    assert found["decides"] == {"plan": ["contact", "action"]}
    assert (found["escalation"], found["actions"]) == (None, [])
    found = body(target("all", "8 h"), policy=policy)
    assert (found["escalation"], found["actions"]) == ("gold-desk", ["call"])


# -- places ----


def test_a_country_may_decide_and_is_asked() -> None:
    there = target("there", "1 h", when={"country": ("IN", "US")})
    assert body(there)["asks"] == ["country"]
    assert statuses(body(there))["there"] == ("open", "unknown")
    assert body(there, country="US-CA")["target"] == "there"
    assert statuses(body(there, country="AT"))["there"] == ("inapplicable", "facts")


def test_a_criterion_may_depend_on_the_country() -> None:
    at_home = Criterion("home", "", "", ({"state": ("slow",), "country": ("AT",)},), over=("z",))
    first, second = POLICY.severities
    policy = replace(
        POLICY, severities=(replace(first, criteria=(*first.criteria, at_home)), second)
    )
    found = body(target("all", "8 h"), policy=policy, facts={"state": "slow", "plan": "gold"})
    assert (found["severity"], found["asks"], found["possible"]) == (
        None,
        ["country"],
        ["Urgent", 0],
    )
    facts = {"state": "slow", "plan": "gold"}
    for country, severity in (("AT", "Urgent"), ("IN", 0)):
        told_ = body(target("all", "8 h"), policy=policy, facts=facts, country=country)
        assert told_["severity"] == severity


def test_hours_may_be_those_of_the_region_that_serves() -> None:
    tokyo = replace(HOURS, id="tokyo", zone="Asia/Tokyo")
    regions = (
        Region("europe", "Europe", "Europe/Vienna", office_hours="hours"),
        Region("asia", "Asia", "Asia/Tokyo", office_hours="tokyo", countries=("JP", "AT")),
    )
    policy = replace(POLICY, calendars=(HOURS, tokyo, ALWAYS), regions=regions)
    reply = target("reply", "4 h", calendar="region")
    assert body(reply, policy=policy, country="DE")["deadline"] == "2026-03-02T13:00:00Z"
    assert body(reply, policy=policy, country="AT")["deadline"] == "2026-03-03T04:00:00Z"


def test_hours_may_be_the_reporters() -> None:
    theirs = replace(HOURS, id="theirs", zone="reporter", holidays="reporter")
    policy = replace(POLICY, calendars=(theirs,))
    for zone, due in (
        ("Europe/Vienna", "2026-03-02T10:00:00Z"),
        ("America/New_York", "2026-03-02T15:00:00Z"),
    ):
        found = body(target("reply", "1 h", calendar="theirs"), policy=policy, timezone=zone)
        assert found["deadline"] == due


# -- facts that follow from others ----

PRIORITY = Matrix(
    "m",
    "Priority",
    "state",
    "plan",
    {"down": {"gold": "high", "free": "low"}, "slow": {"gold": "low", "free": "low"}},
    "priority",
)


def test_a_fact_follows_from_a_matrix_and_its_facts_are_asked() -> None:
    policy = replace(
        POLICY, facts=(*POLICY.facts, fact("priority", "high low")), matrices=(PRIORITY,)
    )
    high = target("high", "1 h", when={"priority": ("high",)})
    found = body(high, policy=policy)
    assert {f["fact"]: (f["value"], f["state"]) for f in found["facts"]}["priority"] == (
        "high",
        "derived",
    )
    assert found["target"] == "high"
    assert body(high, policy=policy, facts={"state": "down"})["asks"] == ["plan"]


# -- what happens to a case ----

WAITING = "waiting-for-customer"


def paused(*targets: Target, **request: Any) -> Json:
    calendars = (replace(HOURS, pauses=(WAITING,)), replace(ALWAYS, pauses=(WAITING,)))
    return body(*targets, policy=replace(POLICY, calendars=calendars), **request)


def wait(start: str, end: str | None) -> dict[str, Any]:
    return {"state": WAITING, "from": start, **({"to": end} if end else {})}


def test_time_does_not_count_while_the_case_waits() -> None:
    log = [wait("2026-03-02T11:00+01:00", "2026-03-02T14:00+01:00")]
    found = paused(target("reply", "2 h"), log=log)
    assert found["deadline"] == "2026-03-02T14:00:00Z"
    (reply,) = found["targets"]
    assert [(s["counted"], s["reason"], s["name"]) for s in reply["segments"]] == [
        (True, "open", ""),
        (False, "paused", WAITING),
        (True, "open", ""),
    ]
    assert body(target("reply", "2 h"))["deadline"] == "2026-03-02T11:00:00Z"


def test_days_are_put_off_by_the_open_time_of_the_pause() -> None:
    log = [wait("2026-03-02T11:00+01:00", "2026-03-02T14:00+01:00")]
    days = target("days", "2 business days", calendar="hours")
    assert paused(days)["deadline"] == "2026-03-04T09:00:00Z"
    assert paused(days, log=log)["deadline"] == "2026-03-04T12:00:00Z"


def test_a_clock_that_stands_says_what_is_left() -> None:
    log = [wait("2026-03-02T11:00+01:00", None)]
    found = paused(target("reply", "2 h"), target("days", "2 business days", "hours"), log=log)
    assert found["deadline"] is None
    assert [(t["status"], t["left"]) for t in found["targets"]] == [
        ("paused", 3600),
        ("paused", None),
    ]


def test_a_changed_severity_counts_from_then_on_where_the_policy_says_so() -> None:
    log = [{"severity": "0", "at": "2026-03-02T12:00+01:00"}]
    kept = target("kept", "4 h", when={"severity": ("0",)})
    anew = target(
        "anew", "3 h", when={"severity": ("0",)}, starts=("case-opened", "severity-changed")
    )
    found = body(kept, anew, log=log)
    assert (found["severity"], found["criterion"]) == (0, None)
    at = "2026-03-02T11:00:00Z"
    described = body(kept, anew)
    assert found["changed"] == {"at": at} | {k: described[k] for k in ("severity", "criterion")}
    assert described["changed"] is None
    due = {t["id"]: t["deadline"] for t in found["targets"]}
    assert due == {"kept": "2026-03-02T13:00:00Z", "anew": "2026-03-02T14:00:00Z"}


@pytest.mark.parametrize(
    "entry",
    [
        {"state": "asleep", "from": MONDAY},
        {"state": WAITING, "from": MONDAY, "to": "2026-03-01T10:00+01:00"},
        {"severity": "P9", "at": MONDAY},
        {"done": "miracle", "at": MONDAY},
        {"event": "danced", "at": MONDAY},
        {"at": MONDAY},
        "nonsense",
    ],
)
def test_what_no_log_holds_is_a_mistake(entry: Any) -> None:
    policy = replace(POLICY, calendars=(replace(HOURS, pauses=(WAITING,)),))
    issue = issue_from(policy, {"log": [entry]}, NOW)
    assert [(m.field, m.code) for m in issue.mistakes] == [("log", "bad-entry")]


def test_what_was_done_is_judged_by_the_severity_that_held_then() -> None:
    quick, slow = (
        target(name, within, when={"severity": (severity,)})
        for name, within, severity in (("quick", "15 min", "Urgent"), ("slow", "2 h", "0"))
    )
    fix = target("fix", "3 h", kind="resolution", when={"severity": ("Urgent",)})
    request = {
        "facts": {"state": "slow", "plan": "gold"},
        "answered": "2026-03-02T10:40+01:00",
        "log": [
            {"done": "resolution", "at": "2026-03-02T12:30+01:00"},
            {"severity": "Urgent", "at": "2026-03-02T11:00+01:00"},
        ],
        "now": "2026-03-02T14:00+01:00",
    }
    assert body(quick, slow, fix, **request)["review"] == [
        {"target": "fix", "met": True, "by": 1800},
        {"target": "slow", "met": True, "by": 4800},
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"state": "asleep", "from": MONDAY}, "'asleep' pauses no clock; no calendar has any"),
        ({"severity": "P9", "at": MONDAY}, "there is no severity 'P9'; known are Urgent, 0"),
        ({"done": "tea", "at": MONDAY}, "there is no kind of promise 'tea'; known are response,"),
        ({"done": "update"}, "it lacks 'at'"),
        ("x", "it is none"),
    ],
)
def test_an_entry_of_the_log_that_cannot_be_used_says_why(entry: Any, message: str) -> None:
    issue = issue_from(POLICY, {"log": [entry]}, NOW)
    (mistake,) = issue.mistakes
    assert mistake.params["entry"] == "1"
    assert mistake.params["message"].startswith(f"entry 1: {message}")


@pytest.mark.parametrize(
    ("since", "given", "left"),
    [
        ("10:30", None, 1800),
        ("11:00", None, 4 * 3600),
        ("12:00", None, 3 * 3600),
        ("15:30", None, 3.5 * 3600),
        ("15:30", "12:30", 3600),
    ],
)
def test_a_pause_leaves_the_time_until_the_next_update(
    since: str, given: str | None, left: float
) -> None:
    """The first is due at 11:00, the next at 15:00; or 4 hours after the last that was given."""
    policy = replace(POLICY, calendars=(HOURS, replace(ALWAYS, pauses=("waiting",))))
    log = [{"state": "waiting", "from": f"2026-03-02T{since}+01:00"}]
    log += [{"done": "update", "at": f"2026-03-02T{given}+01:00"}] if given else []
    update = target("news", "1 h", kind="update", every="4 h")
    (found,) = body(update, policy=policy, log=log, now="2026-03-02T16:00+01:00")["targets"]
    assert (found["status"], found["left"]) == ("paused", left)


def test_a_pause_that_has_not_begun_is_told() -> None:
    policy = replace(POLICY, calendars=(HOURS, replace(ALWAYS, pauses=("waiting",))))
    log = [{"state": "waiting", "from": "2026-03-02T12:00+01:00"}]
    found = body(target("reply", "1 h"), policy=policy, log=log, now="2026-03-02T10:30+01:00")
    assert "paused-in-future" in [note["code"] for note in found["notes"]]
    assert found["deadline"] == "2026-03-02T10:00:00Z"


def test_a_promise_that_waits_for_a_call_has_no_deadline_without_one() -> None:
    """Nobody is told a deadline of a clock that only a call starts."""
    called = (
        Target("called", "Called", "", "1 h", starts=("phone-call",), calendar="always"),
        Target("mended", "", "", "8 h", ("phone-call",), "always", kind="resolution"),
    )
    policy = replace(POLICY, response=called)
    answer = answered(policy, facts={"state": "down"}, now=MONDAY)
    body = told(answer)
    assert (body["deadline"], body["target"]) == (None, None)
    assert [(k["kind"], k["deadline"], k["target"]) for k in body["kinds"]] == [
        ("response", None, None),
        ("resolution", None, None),
    ]
    assert [t["waits_for"] for t in body["targets"]] == [["phone-call"]] * 2
    lines = report(policy, answer).splitlines()
    assert "  Its clock has not started, as no call was made." in lines
    assert "  Resolution: Its clock has not started, as no call was made." in lines
    now = told(answered(policy, facts={"state": "down"}, called=MONDAY, now=MONDAY))
    assert now["deadline"] == "2026-03-02T10:00:00Z"
