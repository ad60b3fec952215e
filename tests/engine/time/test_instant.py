"""Instants as text, and civil times as instants."""

from datetime import UTC, datetime

import pytest

from calculator.engine.time.instant import Civil, civil_instant, parse_instant, utc
from calculator.engine.time.zone import zone
from tests.engine.time.cases import (
    at,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T10:00+05:30", datetime(2026, 11, 24, 4, 30, tzinfo=UTC)),
        ("2026-11-24 10:00:30 +05:30", datetime(2026, 11, 24, 4, 30, 30, tzinfo=UTC)),
        ("2026-11-24T10:00Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("2026-11-24T10:00:00.25z", datetime(2026, 11, 24, 10, 0, 0, 250000, tzinfo=UTC)),
        ("2026-11-24T10:00-0800", datetime(2026, 11, 24, 18, tzinfo=UTC)),
        ("2026-11-24T10:00-08", datetime(2026, 11, 24, 18, tzinfo=UTC)),
    ],
)
def test_instant(text: str, expected: datetime) -> None:
    assert utc(parse_instant(text)) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-11-24T10:00", "no offset"),
        ("2026-11-24", "not a date and time"),
        ("tomorrow", "not a date and time"),
        ("2026-02-29T10:00Z", "that does not exist"),
        ("2026-11-24T24:00Z", "that does not exist"),
        ("2026-11-24T10:00+25:00", "that does not exist"),
        ("9999-12-31T10:00Z", "not a year from 1900 to 2399"),
    ],
)
def test_bad_instant(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_instant(text)


def test_civil_time_that_the_clocks_skip_moves_forward_by_the_gap() -> None:
    civil = civil_instant(datetime(2027, 3, 28, 2, 30), zone("Europe/Brussels"))
    assert civil.instant == at("2027-03-28T03:30+02:00")
    assert civil.note
    assert civil.note.code == "civil-skipped"
    assert civil.note.params == {
        "time": "2027-03-28T02:30",
        "zone": "Europe/Brussels",
        "moved": "2027-03-28T03:30",
    }
    assert civil.other is None


def test_civil_time_that_the_clocks_show_twice_is_taken_the_first_time() -> None:
    civil = civil_instant(datetime(2026, 11, 1, 1, 30), zone("America/Los_Angeles"))
    assert civil.instant == at("2026-11-01T01:30-07:00")
    assert civil.other == at("2026-11-01T01:30-08:00")
    assert civil.note
    assert civil.note.code == "civil-repeated"
    assert civil.note.params == {
        "time": "2026-11-01T01:30",
        "zone": "America/Los_Angeles",
        "other": "2026-11-01T09:30:00+00:00",
    }


def test_any_other_civil_time_is_one_instant_and_needs_no_note() -> None:
    civil = civil_instant(datetime(2026, 7, 1, 1, 30, fold=1), zone("Europe/Brussels"))
    assert civil == Civil(at("2026-06-30T23:30Z"))
    assert civil.instant.tzinfo is UTC


def test_civil_time_on_a_day_that_was_skipped_whole() -> None:
    civil = civil_instant(datetime(2011, 12, 30, 12), zone("Pacific/Apia"))
    assert civil.instant == at("2011-12-31T12:00+14:00")
