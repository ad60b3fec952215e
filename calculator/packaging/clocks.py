"""The clocks of every time zone for the page, from the zone data that the engine counts by.

Browsers have zone data of their own, of another release: a page that read civil times by theirs
would disagree with the engine it asks.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import unpack_from
from typing import Any

from calculator.engine.time.zone import zone_data, zone_names
from calculator.language.times.grammar import FIRST_YEAR

_HEADER = 44
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NAME = r"(?:<[^>]+>|[A-Za-z]+)"
_TIME = r"([-+]?\d+(?::\d+)?)"
_CHANGE = rf",M(\d+)\.(\d)\.(\d)(?:/{_TIME})?"
_FOOTER = re.compile(rf"{_NAME}{_TIME}(?:{_NAME}{_TIME}?{_CHANGE}{_CHANGE})?")


@dataclass(frozen=True)
class Clock:
    """What a zone's clocks show: the changes that are listed, and the rule for all later years.

    Offsets are minutes east of UTC; times are minutes since the beginning of :data:`FIRST_YEAR` in
    UTC.  ``offsets`` has one more entry than ``times``.  ``rule`` is standard and summer offset,
    then month, week, weekday and minute (by the clock that ends) of the changes to and from summer.
    """

    times: tuple[int, ...]
    offsets: tuple[int, ...]
    rule: tuple[int, ...]


def clocks_json() -> str:
    """The clocks of every zone that the engine knows."""
    return json.dumps(clocks(zone_names()), separators=(",", ":"))


def clocks(names: Iterable[str]) -> dict[str, Any]:
    """``since``: the first year; ``clocks``: each with those of the zones that have it.

    A clock's offsets stand once in ``offsets``; ``steps`` names them in turn, by one letter each;
    ``times`` has the minutes from change to change, in base 36.
    """
    zones: dict[Clock, list[str]] = {}
    for name in names:
        zones.setdefault(clock(name), []).append(name)
    return {
        "since": FIRST_YEAR,
        "clocks": [{"zones": " ".join(names), **_packed(one)} for one, names in zones.items()],
    }


def _packed(one: Clock) -> dict[str, Any]:
    offsets = sorted(set(one.offsets))
    before = (0, *one.times)
    return {
        "offsets": offsets,
        "steps": "".join(_DIGITS[offsets.index(offset)] for offset in one.offsets),
        "times": " ".join(_base36(t - b) for b, t in zip(before, one.times, strict=False)),
        "rule": one.rule,
    }


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def clock(name: str) -> Clock:
    """The clock of a zone, from its TZif data (RFC 9636).

    Raises ValueError for a change between two minutes, or a rule of a form that no zone has yet.
    """
    times, offsets, rule = _tzif(zone_data(f"zoneinfo/{name}"))
    first = int(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC).timestamp())
    at: list[int] = []
    shown = offsets[:1]
    for time, offset in zip(times, offsets[1:], strict=True):
        if time <= first:
            shown = [offset]
        elif offset != shown[-1] or time == times[-1]:  # from the last one on, the rule holds
            at.append(time - first)
            shown.append(offset)
    if odd := [seconds for seconds in (*at, *shown) if seconds % 60]:
        raise ValueError(f"{name} changes between two minutes: {odd}")
    return Clock(tuple(t // 60 for t in at), tuple(o // 60 for o in shown), _rule(rule))


def _tzif(data: bytes) -> tuple[list[int], list[int], str]:
    """The times of the changes, the offsets before and after each in seconds, and the footer."""
    start = _HEADER + _length(data, 0, 4)
    body = start + _HEADER
    *_, count, kinds, _ = _counts(data, start)
    times = [*unpack_from(f">{count}q", data, body)]
    which = data[body + 8 * count : body + 9 * count]
    offsets = [unpack_from(">lbB", data, body + 9 * count + 6 * i)[0] for i in range(kinds)]
    footer = data[body + _length(data, start, 8) :].decode().strip()
    return times, [offsets[0], *(offsets[i] for i in which)], footer


def _counts(data: bytes, at: int) -> tuple[int, ...]:
    """From a header: marks in UTC and in standard time, leap seconds, changes, kinds, letters."""
    return unpack_from(">6l", data, at + 20)


def _length(data: bytes, at: int, size: int) -> int:
    """How long the block behind a header is, whose times have this size."""
    utc, standard, leaps, changes, kinds, letters = _counts(data, at)
    return utc + standard + leaps * (size + 4) + changes * (size + 1) + kinds * 6 + letters


def _rule(footer: str) -> tuple[int, ...]:
    found = _FOOTER.fullmatch(footer)
    if not found:
        raise ValueError(f'"{footer}" is a rule of another form')
    standard, summer, *changes = found.groups()
    east = -_clock_minutes(standard)
    if not changes[0]:
        return (east,)
    rule = [east, -_clock_minutes(summer) if summer else east + 60]
    for month, week, weekday, time in (changes[:4], changes[4:]):
        rule += [int(month), int(week), int(weekday), _clock_minutes(time or "2")]
    return tuple(rule)


def _clock_minutes(text: str) -> int:
    """The minutes of ``-3:30`` or ``26``."""
    hours, _, minutes = text.lstrip("+-").partition(":")
    total = int(hours) * 60 + int(minutes or 0)
    return -total if text.startswith("-") else total
