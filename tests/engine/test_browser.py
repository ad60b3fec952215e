"""The engine's entrance for the browser: messages of JSON in, JSON out."""

import json

import pytest

from calculator.engine import browser
from calculator.engine.policy import to_json
from calculator.engine.reading import prepared
from calculator.engine.reading.phrases import PhraseIndex
from calculator.language.knowledge import knowledge
from tests.policies import OFFICES
from tests.worked_examples import desk

DESK = desk(OFFICES)


def test_messages_of_the_browser() -> None:
    reading = prepared.pack({"calendars": "calendar"}, knowledge(), None)
    browser.load(json.dumps(to_json(DESK.policy)), reading)
    norway = DESK.holidays.countries["NO"]
    browser.handle("holidays", json.dumps({"country": "NO", "holidays": norway}))
    said = {"text": "Calendar down!", "opened": "2026-05-14T09:00+02:00", "country": "NO"}
    body = json.loads(browser.handle("answer", json.dumps(said)))
    assert (body["severity"], body["criterion"]) == (2, "p2-stopped")
    with pytest.raises(ValueError, match="unknown message 'sing'"):
        browser.handle("sing", "{}")


def test_a_clock_that_is_far_ahead_is_taken_as_it_is() -> None:
    """A machine whose clock stands wrong gets a deadline by its own clock, not one in 1970."""
    browser.load(json.dumps(to_json(DESK.policy)), prepared.pack({}, knowledge(), None))
    asked = {"text": "Calendar down!", "now": "2300-01-05T10:00:00Z", "timezone": "Europe/Oslo"}
    body = json.loads(browser.handle("answer", json.dumps(asked)))
    due = [target["deadline"] or target["if_now"] for target in body["targets"]]
    assert any(due)
    assert all(moment is None or moment.startswith("2300-01-") for moment in due)


@pytest.mark.parametrize(
    ("digest", "read"), [("of this policy", ["effect"]), ("of another", ["service", "effect"])]
)
def test_nothing_is_read_by_the_index_of_another_policy(digest: str, read: list[str]) -> None:
    silent = PhraseIndex([]).prepared() | {"counting": [], "digest": "of this policy"}
    policy = json.dumps(to_json(DESK.policy))
    browser.load(policy, prepared.pack({}, knowledge(), None, silent), digest)
    body = json.loads(browser.handle("answer", '{"text": "The calendar is down!"}'))
    assert [f["fact"] for f in body["facts"] if f["state"] == "read"] == read
