"""One issue to one answer: the policies' own worked examples, and whatever a reporter may say."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.authoring import holidays
from calculator.authoring.check import load_policy
from calculator.engine import browser
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import Issue, Mistake, issue_from
from calculator.engine.policy import Example, to_json
from calculator.engine.reading import prepared
from calculator.engine.time.holidays import Holidays
from calculator.engine.told import told
from tests.conftest import ROOT

DIRECTORIES = {"policy_data": ROOT / "policy_data"} | {
    d.name: d for d in sorted((ROOT / "tests" / "policies").iterdir())
}
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def desk(directory: Path) -> Desk:
    """A desk that knows the holidays of every country its policy and its examples speak of."""
    source = load_policy(directory)
    policy = source.policy
    places = [e.country for e in policy.examples] + [c.holidays for c in policy.calendars]
    countries = tuple(sorted({place.partition("-")[0] for place in places if place}))
    rules = replace(policy.holidays, countries=countries, first_year=2025, last_year=2029)
    return Desk(policy, source.learned, Holidays(holidays.build(rules, TODAY)))


DESKS = {name: desk(directory) for name, directory in DIRECTORIES.items()}
EXAMPLES = {f"{n}: {e.id}": (d, e) for n, d in DESKS.items() for e in d.policy.examples}
DESK = DESKS["kestrel-mail"]


def answered(desk: Desk, example: Example) -> Answer:
    return desk.answer(
        Issue(
            now=example.opened or NOW,
            text=example.text,
            facts=example.facts,
            opened=example.opened,
            called=example.called,
            place=example.country,
            timezone=example.timezone,
        )
    )


def request(**fields: Any) -> Answer:
    return DESK.answer(issue_from(DESK.policy, fields, NOW))


# -- worked examples ---------------------------------------------------------------------------


@pytest.mark.parametrize(("desk", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_worked_examples(desk: Desk, example: Example) -> None:
    expect = example.expect
    answer = answered(desk, example)
    body = told(answer)
    assert body["severity"] == expect.severity
    if expect.criterion:
        assert body["criterion"] == expect.criterion
    assert tuple(body["asks"]) == expect.asks
    if expect.target:
        assert body["target"] == expect.target
    if expect.deadline:
        assert datetime.fromisoformat(body["deadline"]) == expect.deadline
    if expect.escalation:
        assert body["escalation"] == expect.escalation


@pytest.mark.parametrize(("desk", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_answers_hold_together(desk: Desk, example: Example) -> None:
    body = told(answered(desk, example))
    assert json.loads(json.dumps(body)) == body
    assert (body["severity"] is None) == bool(body["asks"])
    assert body["severity"] in (None, *body["possible"])
    assert [f["fact"] for f in body["facts"]] == [f.id for f in desk.policy.facts]
    governing = [t for t in body["targets"] if t["governs"]]
    assert [t["id"] for t in governing] == ([body["target"]] if body["target"] else [])
    assert all(t["deadline"] == body["deadline"] for t in governing)
    for evidence in body["evidence"]:
        assert 0 <= evidence["start"] < evidence["end"] <= len(example.text)
    known = {(f["fact"], f["value"]) for f in body["facts"]}
    assert not known & {(c["fact"], c["value"]) for c in body["changes"]}


def test_what_the_examples_show() -> None:
    """Each severity of the policy, and a question that has to be asked."""
    for desk in DESKS.values():
        shown = {e.expect.severity for e in desk.policy.examples}
        assert shown == {None, *(s.id for s in desk.policy.severities)}


# -- facts and their states --------------------------------------------------------------------


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


def test_an_assumption_says_on_what_it_rests() -> None:
    (reach,) = (f for f in told(request(text="archive"))["facts"] if f["fact"] == "reach")
    assert (reach["value"], reach["because"]) == ("many", "archives-are-shared")
    assert reach["evidence"] == []


def test_what_is_read_is_shown_with_its_words() -> None:
    text = "Dear all, the archive is very slow."
    (effect,) = (f for f in told(request(text=text))["facts"] if f["fact"] == "effect")
    assert [text[e["start"] : e["end"]] for e in effect["evidence"]] == ["slow"]


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


# -- time and people -----------------------------------------------------------------------------


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


# -- requests ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field", "code", "says"),
    [
        ({"text": 7}, "text", "no-text", "7"),
        ({"text": ["a"]}, "text", "no-text", "['a']"),
        ({"facts": "mail"}, "facts", "no-facts", "mail"),
        ({"facts": ["mail"]}, "facts", "no-facts", "['mail']"),
        ({"facts": {"color": "red"}}, "facts", "unknown-fact", "service, effect, reach"),
        ({"facts": {"effect": "red"}}, "facts", "unknown-value", "lost, stopped, slow, wish"),
        ({"facts": {"effect": None}}, "facts", "unknown-value", "None"),
        ({"facts": {"effect": []}}, "facts", "unknown-value", "[]"),
        ({"opened": "yesterday"}, "opened", "bad-instant", "yesterday"),
        ({"opened": "2026-11-24"}, "opened", "bad-instant", "2026-11-24"),
        ({"opened": "2026-11-24T10:00"}, "opened", "bad-instant", "no offset"),
        ({"opened": "2026-02-30T10:00Z"}, "opened", "bad-instant", "does not exist"),
        ({"opened": "0001-01-01T00:00+14:00"}, "opened", "bad-instant", "1900 to 2199"),
        ({"opened": 1795514400}, "opened", "no-text", "1795514400"),
        ({"called": "soon"}, "called", "bad-instant", "soon"),
        ({"answered": "later"}, "answered", "bad-instant", "later"),
        ({"now": "now"}, "now", "bad-instant", "now"),
        ({"timezone": "Mars/Olympus"}, "timezone", "unknown-zone", "Mars/Olympus"),
        ({"timezone": "../etc/passwd"}, "timezone", "unknown-zone", "passwd"),
        ({"timezone": 5}, "timezone", "no-text", "5"),
        ({"country": "Norway"}, "country", "unknown-country", "Norway"),
        ({"country": "1"}, "country", "unknown-country", "1"),
        ({"country": {}}, "country", "no-text", "{}"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_used_is_a_mistake(
    fields: dict[str, Any], field: str, code: str, says: str
) -> None:
    issue = issue_from(DESK.policy, fields, NOW)
    (mistake,) = issue.mistakes
    assert (mistake.field, mistake.code) == (field, code)
    assert says in " ".join(mistake.params.values())
    (error,) = told(DESK.answer(issue))["errors"]
    assert error == {"field": field, "code": code, "params": dict(mistake.params)}


def test_every_mistake_is_told_at_once() -> None:
    wrong = {"text": 1, "facts": {"a": "b", "effect": "c"}, "opened": "x", "country": "yyy"}
    codes = [(m.field, m.code) for m in issue_from(DESK.policy, wrong, NOW).mistakes]
    assert codes == [
        ("text", "no-text"),
        ("opened", "bad-instant"),
        ("facts", "unknown-fact"),
        ("facts", "unknown-value"),
        ("country", "unknown-country"),
    ]


def test_what_is_absent_or_empty_is_no_mistake() -> None:
    empty = dict.fromkeys(("text", "facts", "opened", "called", "country", "timezone"))
    assert issue_from(DESK.policy, empty, NOW) == Issue(NOW)
    blank = dict.fromkeys(("opened", "called", "answered", "country", "timezone"), "  ")
    assert issue_from(DESK.policy, blank, NOW) == Issue(NOW)


def test_an_instant_without_an_offset_is_civil_time_in_the_zone_that_is_given() -> None:
    said = {"opened": "2026-07-01T10:00", "timezone": "Europe/Oslo"}
    issue = issue_from(DESK.policy, said, NOW)
    assert issue.opened == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert issue.mistakes == ()


@pytest.mark.parametrize(
    ("opened", "code"),
    [("2026-03-29T02:30", "civil-skipped"), ("2026-10-25T02:30", "civil-repeated")],
)
def test_a_civil_time_that_the_clocks_skip_or_repeat_is_noted(opened: str, code: str) -> None:
    body = told(request(opened=opened, timezone="Europe/Oslo"))
    assert [(n["code"], n["params"]["field"]) for n in body["notes"]] == [(code, "opened")]


# -- the browser's entrance ----------------------------------------------------------------------


def test_messages_of_the_browser() -> None:
    browser.load(json.dumps(to_json(DESK.policy)), prepared.pack({"calendars": "calendar"}, None))
    norway = DESK.holidays.countries["NO"]
    browser.handle("holidays", json.dumps({"country": "NO", "holidays": norway}))
    said = {"text": "Calendar down!", "opened": "2026-05-14T09:00+02:00", "country": "NO"}
    body = json.loads(browser.handle("answer", json.dumps(said)))
    assert (body["severity"], body["criterion"]) == (2, "p2-stopped")
    with pytest.raises(ValueError, match="unknown message 'sing'"):
        browser.handle("sing", "{}")


# -- whatever is said ----------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
INSTANTS = st.datetimes(datetime(1800, 1, 1), datetime(2300, 1, 1)).map(str) | st.datetimes(
    timezones=st.just(UTC)
).map(str)
ZONES = st.sampled_from(
    ["Europe/Oslo", "Asia/Kolkata", "Pacific/Apia", "UTC", "GMT", "Factory", "x"]
)
FACTS = st.fixed_dictionaries(
    {}, optional={f.id: st.sampled_from([v.id for v in f.values]) for f in DESK.policy.facts}
)
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(max_size=200) | JSON,
        "facts": FACTS | JSON,
        **dict.fromkeys(("opened", "called", "answered", "now"), INSTANTS | JSON),
        "country": st.sampled_from(["NO", "NZ-WGN", "XX", "us-ca", "UK"]) | JSON,
        "timezone": ZONES | JSON,
    },
)


@settings(max_examples=300, deadline=None)
@given(REQUESTS)
def test_whatever_a_reporter_says_is_answered(said: dict[str, Any]) -> None:
    issue = issue_from(DESK.policy, said, NOW)
    assert all(isinstance(m, Mistake) and m.field in said for m in issue.mistakes)
    body = told(DESK.answer(issue))
    assert json.loads(json.dumps(body)) == body
