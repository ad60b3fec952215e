"""A request to an issue: what can be used of it, and a mistake for what cannot."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.issue import Issue, Mistake, issue_from
from calculator.engine.told import told
from tests.policies import OFFICES
from tests.worked_examples import NOW, desk

DESK = desk(OFFICES)


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
        ({"opened": "0001-01-01T00:00+14:00"}, "opened", "bad-instant", "1900 to 2399"),
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
    issue = issue_from(DESK.policy, {"opened": opened, "timezone": "Europe/Oslo"}, NOW)
    assert [(note.code, note.params["field"]) for note in issue.notes] == [(code, "opened")]
    assert [note["code"] for note in told(DESK.answer(issue))["notes"]] == [code]


# -- whatever is said -----------------------------------------------------------------------------

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
