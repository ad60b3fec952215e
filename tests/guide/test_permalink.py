"""Examples as addresses of the calculator."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.policy import Example, Expectation, LogEntry
from calculator.guide.permalink import fragment
from tests.policies import WHOLE

EXAMPLES = load_policy(WHOLE).policy.examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.id)
def test_an_address_says_what_the_example_does(example: Example) -> None:
    said = dict(parse_qsl(fragment(example)))
    assert said.pop("text") == example.text
    for name, moment in (("opened", example.opened), ("called", example.called)):
        assert said.pop(name, None) == (f"{moment:%Y-%m-%d %H:%M}" if moment else None)
    assert said.pop("country", None) == example.country
    assert said.pop("zone", None) == example.timezone
    assert said == dict(example.facts)


@pytest.mark.parametrize("text", ["100 %", 'said "no"', "a&b=c#d", "C:\\\\door", "ü 漢 😀"])
def test_marks_survive_the_address(text: str) -> None:
    made = fragment(Example("e", "E", text, Expectation(severity=None)))
    assert set('&#\\" ').isdisjoint(made)
    assert unquote(unquote(made)) == f"text={text}"


def test_a_fact_with_the_name_of_a_field_is_told_apart() -> None:
    opened = datetime(2026, 11, 24, 10, tzinfo=UTC)
    example = Example("e", "E", "", Expectation(severity=None), {"opened": "by-mail"}, opened)
    assert fragment(example) == "opened=2026-11-24%2010:00&fact-opened=by-mail"


def test_an_address_says_what_happened_since() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 11, 24, hour, tzinfo=UTC)

    log = (
        LogEntry(state="waiting", since=at(11), until=at(12)),
        LogEntry(state="waiting-for-parts", since=at(13)),
        LogEntry(severity="P2", at=at(14)),
        LogEntry(done="response", at=at(15)),
        LogEntry(done="update", at=at(16)),
        LogEntry(done="resolution", at=at(17)),
    )
    example = Example("e", "E", "", Expectation(severity=None), opened=at(10), log=log)
    assert dict(parse_qsl(fragment(example))) == {
        "opened": "2026-11-24 10:00",
        "done-since-waiting": "2026-11-24 11:00",
        "done-until-waiting": "2026-11-24 12:00",
        "done-since-waiting-for-parts": "2026-11-24 13:00",
        "done-changed-P2": "2026-11-24 14:00",
        "answered": "2026-11-24 15:00",
        "done-resolution": "2026-11-24 17:00",
    }
