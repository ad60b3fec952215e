"""Durations: counted time, a number of business days, or the same or the next business day.

What "a day" means: ``2 days`` is 48 h of counted time, whatever the calendar; ``2 business days``
is the same civil time on the second later day on which the calendar opens (see
:func:`calculator.engine.time.counting.add`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches

LONGEST_DURATION = timedelta(days=3660)

_SECONDS = {"min": 60, "h": 3600, "day": 86400}
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("business day", "business days"), "business day"),
    **dict.fromkeys(("working day", "working days"), "business day"),
}
_NEXT = ("next business day", "next working day")
_SAME = ("same business day", "same working day")
_AMOUNT = re.compile(r"([-+]?)(\d+)(?:\.(\d{1,3}))?\s*((?:business\s+|working\s+)?[a-z]+)?\s*")
_LONGEST_TEXT = 200
_WRITE = 'write one such as "15 min", "8 h", "1 h 30 min", "2 days" or "3 business days"'


@dataclass(frozen=True)
class Duration:
    """Counted time in seconds, a number of business days, or a business day until it closes: the
    next one, or the same on which the clock starts."""

    seconds: int = 0
    business_days: int = 0
    next_business_day: bool = False
    same_business_day: bool = False


def parse_duration(text: str) -> Duration:
    """``"15 min"``, ``"8 h"``, ``"2 days"``, ``"1 h 30 min"`` or ``"3 business days"``.

    ``"next business day"`` and ``"same business day"``, too.  Raises ValueError if it is none of
    these, zero, negative, or longer than ten years.
    """
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f'"{text[:20]}..." is not a duration: {_WRITE}')
    if " ".join(text.lower().split()) in _NEXT:
        return Duration(next_business_day=True)
    if " ".join(text.lower().split()) in _SAME:
        return Duration(same_business_day=True)
    amounts = list(_amounts(text))
    if any(unit == "business day" for _, unit in amounts):
        (thousandths, _), *others = amounts
        days, rest = divmod(thousandths, 1000)
        if others or rest:
            raise ValueError(f'"{text}": business days stand alone and whole: {_WRITE}')
        return _checked(text, Duration(business_days=days), days * 86400)
    seconds, rest = divmod(sum(amount * _SECONDS[unit] for amount, unit in amounts), 1000)
    if rest:
        raise ValueError(f'"{text}" is not a whole number of seconds')
    return _checked(text, Duration(seconds=seconds), seconds)


def _amounts(text: str) -> Iterator[tuple[int, str]]:
    """Thousandths and unit of each part: ``(1500, "h")`` of ``1.5 h``."""
    rest = text.strip().lower()
    if not rest:
        raise ValueError(f"a duration is empty: {_WRITE}")
    while rest:
        found = _AMOUNT.match(rest)
        if not found:
            raise ValueError(f'"{text}" is not a duration: {_WRITE}')
        sign, whole, part, unit = found.groups("")
        if sign == "-":
            raise ValueError(f'"{text}" is negative: a duration is longer than nothing')
        yield int(whole) * 1000 + int(part.ljust(3, "0")), _unit(text, " ".join(unit.split()))
        rest = rest[found.end() :]


def _unit(text: str, unit: str) -> str:
    if not unit and (found := re.match(r"(\d+),(\d{1,2})(?!\d)(.*)", text.strip())):
        right = f"{found[1]}.{found[2]}{found[3]}"
        raise ValueError(f'"{text}" has a comma; write "{right}"')
    if not unit:
        raise ValueError(f'"{text}" has a number without a unit: {_WRITE}')
    if unit not in _UNITS:
        near = get_close_matches(unit, _UNITS, n=1)
        hint = f'; did you mean "{near[0]}"?' if near else f": {_WRITE}"
        raise ValueError(f'"{text}": "{unit}" is not a unit of time{hint}')
    return _UNITS[unit]


def _checked(text: str, duration: Duration, seconds: int) -> Duration:
    if not seconds:
        raise ValueError(f'"{text}" is zero: a duration is longer than nothing')
    if seconds > LONGEST_DURATION.total_seconds():
        raise ValueError(f'"{text}" is longer than ten years')
    return duration
