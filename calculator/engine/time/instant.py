"""Instants (aware ``datetime``) and the civil times that clocks on the wall show for them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from calculator.engine.time.note import Note

YEARS = range(1900, 2400)
"""The years in which instants are accepted."""

_SHAPE = 'write it like "2026-11-24T10:00+05:30"'
_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?"
    r"\s*(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?",
    re.IGNORECASE,
)


def parse_instant(text: str) -> datetime:
    """An ISO 8601 date and time with an offset, such as ``2026-11-24T10:00+05:30``; it is kept.

    Raises ValueError if it has no offset, is not of this form, or names no moment there is.
    """
    moment = parse_moment(text)
    if moment.tzinfo is None:
        raise ValueError(f'"{text}" has no offset from UTC, so it could be any of many: {_SHAPE}')
    return moment


def parse_moment(text: str) -> datetime:
    """An ISO 8601 date and time; naive, a civil time, if it has no offset.

    Raises ValueError if it is not of this form, or names no moment there is.
    """
    found = _INSTANT.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a date and time with an offset: {_SHAPE}')
    year, month, day, hour, minute, second, micro, zulu, sign, off_hour, off_minute = found.groups()
    offset = timedelta(hours=int(off_hour or 0), minutes=int(off_minute or 0))
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            int((micro or "").ljust(6, "0")),
            timezone(-offset if sign == "-" else offset) if zulu or sign else None,
        )
    except ValueError:
        raise ValueError(f'"{text}" is a date, time or offset that does not exist') from None
    return _in_years(moment)


def _in_years(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError(f"{moment.year} is not a year from {YEARS[0]} to {YEARS[-1]}")
    return moment


def utc(instant: datetime) -> datetime:
    """The instant in UTC.  Raises ValueError if it has no offset."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"{instant.isoformat()} has no offset from UTC")
    return instant.astimezone(UTC)


@dataclass(frozen=True)
class Civil:
    """What a civil time means: the instant, and a note where the clocks change.

    A time that the clocks skip moves forward by the gap (``civil-skipped``).  A time that they show
    twice is taken the first time (``civil-repeated``), and ``other`` is the second.
    """

    instant: datetime
    note: Note | None = None
    other: datetime | None = None


def civil_instant(civil: datetime, where: tzinfo) -> Civil:
    """The instant at which the clocks in this zone show a civil time (a naive ``datetime``).

    Raises ValueError outside :data:`YEARS`.
    """
    return any_civil_instant(_in_years(civil), where)


def any_civil_instant(civil: datetime, where: tzinfo) -> Civil:
    """As :func:`civil_instant`, for every year that ``datetime`` has."""
    wall = civil.replace(tzinfo=where, fold=0)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first == second:
        return Civil(first)
    shown = {"time": civil.isoformat(timespec="minutes"), "zone": str(where)}
    if first < second:
        return Civil(first, Note("civil-repeated", {**shown, "other": second.isoformat()}), second)
    moved = first.astimezone(where).replace(tzinfo=None).isoformat(timespec="minutes")
    return Civil(first, Note("civil-skipped", {**shown, "moved": moved}))
