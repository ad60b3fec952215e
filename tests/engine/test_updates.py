"""Updates at intervals: which is due next, and of which nothing is said."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.time.counting import deadline
from calculator.engine.time.duration import parse_duration
from calculator.engine.updates import Rhythm, Updates, first_after, said_of_updates, upcoming
from tests.engine.time.cases import ALWAYS, NINE_TO_FIVE, at, weekly

OFFICE = weekly(NINE_TO_FIVE)
TUESDAY = at("2026-11-24T10:00Z")


def rhythm(first: str, every: str, schedule: object = ALWAYS) -> Rhythm:
    return Rhythm(schedule, parse_duration(first), parse_duration(every))  # type: ignore[arg-type]


HOURLY = rhythm("2 h", "1 h")


@pytest.mark.parametrize(
    ("now", "since", "due"),
    [
        ("2026-11-24T10:00Z", "2026-11-24T10:00Z", "2026-11-24T12:00Z"),
        ("2026-11-24T12:00Z", "2026-11-24T10:00Z", "2026-11-24T12:00Z"),
        ("2026-11-24T12:01Z", "2026-11-24T12:00Z", "2026-11-24T13:00Z"),
        ("2026-11-24T13:00Z", "2026-11-24T12:00Z", "2026-11-24T13:00Z"),
        ("2026-11-24T13:01Z", "2026-11-24T13:00Z", "2026-11-24T14:00Z"),
        ("2026-11-24T16:30Z", "2026-11-24T16:00Z", "2026-11-24T17:00Z"),
        ("2027-11-24T11:59Z", "2027-11-24T11:00Z", "2027-11-24T12:00Z"),
    ],
)
def test_the_update_that_is_due_next(now: str, since: str, due: str) -> None:
    assert first_after(HOURLY, TUESDAY, HOURLY.first, at(now)) == (at(since), at(due))


EVERY = ["45 min", "3 h", "1 business day", "3 business days", "next business day"]


@settings(deadline=None)
@given(
    st.sampled_from([("1 h", every) for every in EVERY]),
    st.sampled_from([ALWAYS, OFFICE]),
    st.integers(0, 60 * 24 * 20),
)
def test_it_is_the_first_of_all_that_are_due(
    of: tuple[str, str], schedule: object, minutes: int
) -> None:
    """As if each were counted from the one before."""
    beat = rhythm(*of, schedule)
    now = TUESDAY + timedelta(minutes=minutes)
    since, due = TUESDAY, deadline(beat.schedule, TUESDAY, beat.first)
    while due < now:
        since, due = due, deadline(beat.schedule, due, beat.every)
    assert first_after(beat, TUESDAY, beat.first, now) == (since, due)


@pytest.mark.parametrize(
    ("given_at", "until", "unsaid", "came"),
    [
        ([], "2026-11-24T11:00Z", None, None),
        ([], "2026-11-24T12:00Z", None, None),
        ([], "2026-11-24T12:01Z", "2026-11-24T12:00Z", None),
        ([], "2026-11-24T13:30Z", "2026-11-24T13:00Z", None),
        # In time, on the stroke, at the very start, and right now.
        (["11:50"], "2026-11-24T12:10Z", None, ("11:50", "12:00")),
        (["12:00"], "2026-11-24T12:10Z", None, ("12:00", "12:00")),
        (["10:00"], "2026-11-24T10:30Z", None, ("10:00", "12:00")),
        (["11:00"], "2026-11-24T11:00Z", None, ("11:00", "12:00")),
        # The next is counted from the one that came.
        (["11:50"], "2026-11-24T13:10Z", "2026-11-24T12:50Z", ("11:50", "12:00")),
        # Late: nobody knows which one it was.
        (["12:30"], "2026-11-24T12:40Z", "2026-11-24T12:00Z", ("12:30", "13:00")),
        (["12:30", "11:30"], "2026-11-24T12:40Z", None, ("12:30", "12:30")),
        # What lies before the start or ahead was not given.
        (["09:59", "11:01"], "2026-11-24T11:00Z", None, None),
    ],
)
def test_what_is_said_of_updates(
    given_at: list[str], until: str, unsaid: str | None, came: tuple[str, str] | None
) -> None:
    def moment(text: str) -> datetime:
        return at(f"2026-11-24T{text}Z")

    expected = Updates(
        at(unsaid) if unsaid else None, (moment(came[0]), moment(came[1])) if came else None
    )
    assert said_of_updates(HOURLY, TUESDAY, map(moment, given_at), at(until)) == expected


def test_those_after_the_next_one() -> None:
    office = rhythm("1 h", "4 h", OFFICE)
    assert upcoming(office.schedule, at("2026-11-24T15:00Z"), office.every) == tuple(
        at(f"2026-11-{moment}Z") for moment in ("25T11:00", "25T15:00", "26T11:00")
    )
