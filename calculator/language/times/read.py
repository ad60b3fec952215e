"""Reading a time as people write it: ``9:30``, ``yesterday 14:00``, ``24 Nov 10:05``, headers.

The same steps, by the same data, are in ``calculator/web/fields/moment.mjs``: words become tokens,
each with a letter; shapes are matched against the letters; what they found becomes a moment.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from itertools import islice, product
from typing import Any

from calculator.language.times.grammar import Meanings, folded, grammar

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)

_MOST_READINGS = 64
_NUMBERS = {1: "n", 2: "n", 3: "t", 4: "q", 6: "6", 8: "8", 10: "e", 12: "c", 13: "e", 14: "c"}


@dataclass(frozen=True)
class Reader:
    """Who wrote it: now by their clocks, their zone, their language, and their order of dates.

    ``order`` is ``dm`` or ``md``, or ``ask`` where nothing tells which.
    """

    now: datetime
    where: tzinfo
    language: str = "en"
    order: str = "ask"


@dataclass(frozen=True)
class Moment:
    """A civil time, an instant, or minutes before now; or the code of what is wrong.

    Codes: ``unreadable``, ``time-missing``, ``time-impossible``, ``date-impossible``; and, where
    the writer is to be asked, ``weekday-wrong``, ``date-ambiguous``, ``time-ambiguous``,
    ``zone-ambiguous`` or, of anything else, ``ambiguous``.
    """

    civil: datetime | None = None
    instant: datetime | None = None
    ago: int | None = None
    error: str | None = None

    def at(self, now: datetime) -> datetime:
        """The instant, with its offset, or the naive civil time; ``now`` is aware.

        Raises ValueError for what is wrong.
        """
        if self.ago is not None:
            return now.replace(second=0, microsecond=0) - self.ago * MINUTE
        moment = self.instant or self.civil
        if not moment:
            raise ValueError(self.error)
        return moment


type Token = tuple[str, Any]
"""A letter of the shapes, and what the token says: its digits, or the value of its word."""

type Fields = Mapping[str, Any]
"""What a shape found, by name; None for what is absent."""

_NEXT = {"unreadable": 9, "time-missing": 8, "time-impossible": 7, "date-impossible": 6}
"""Of several mistakes, the one that knows most is told: the least of these, else 0."""


def read_moment(text: str, reader: Reader) -> Moment:
    """The moment that a text means.

    The reader's own and the English words count, and those of all languages where these fail.
    """
    own = _read(text, reader, (reader.language, "en"))
    return own if own.error != "unreadable" else _read(text, reader, tuple(grammar()["words"]))


def _read(text: str, reader: Reader, languages: tuple[str, ...]) -> Moment:
    found = [
        moment
        for tokens in islice(_readings(_bare(text), languages), _MOST_READINGS)
        for moment in _moments(tokens, reader)
    ]
    good = {moment for moment in found if not moment.error}
    if len(good) == 1:
        return good.pop()
    if good:
        return Moment(error="ambiguous")
    codes = [moment.error or "" for moment in found]
    return Moment(error=min(codes, key=lambda code: _NEXT.get(code, 0), default="unreadable"))


# -- words -----------------------------------------------------------------------------------------


def _bare(text: str) -> str:
    """Without brackets and quotes, and without the name of a zone behind its offset."""
    text = re.sub(r"([-+]\d\d?:?\d*|\dz) ?(\([^()]*\)|\[[^\[\]]*\])$", r"\1", folded(text))
    return re.sub(r"\s+", " ", re.sub(r'[\[\]()"]', " ", text)).strip()


def _readings(text: str, languages: tuple[str, ...]) -> Iterator[list[Token]]:
    """The tokens of a text; several times, if words mean several things."""
    words, lexer = _lexer(languages)
    tokens: list[list[Token]] = []
    for number, word, letters, other in lexer.findall(text):
        if number:
            tokens.append([(_NUMBERS.get(len(number), "z"), number)])
        elif word:
            tokens.append([(letter, value) for letter, value in words[word]])
        else:
            known = other and other in " :./-,+@"
            tokens.append([(other.replace(" ", "_") if known else "?", letters or other)])
    return (list(reading) for reading in product(*tokens))


@cache
def _lexer(languages: tuple[str, ...]) -> tuple[Meanings, re.Pattern[str]]:
    """What words mean in some languages, and what cuts a text into tokens."""
    data = grammar()
    words: Meanings = {}
    for some in (data["shared"], *(data["words"].get(language, {}) for language in languages)):
        for word, meanings in some.items():
            known = words.setdefault(word, [])
            known += [meaning for meaning in meanings if meaning not in known]
    keys = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return words, re.compile(rf"([0-9]+)|({keys})(?![^\W\d_])\.?|([^\W\d_]+)|(.)")


# -- shapes ----------------------------------------------------------------------------------------


@cache
def _shapes(kind: str) -> list[tuple[re.Pattern[str], list[str]]]:
    return [(re.compile(pattern), names) for pattern, names in grammar()[kind]]


def _matches(kind: str, tokens: list[Token]) -> Iterator[Fields]:
    line = "".join(letter for letter, _ in tokens)
    for pattern, names in _shapes(kind):
        if found := pattern.fullmatch(line):
            spans = [found.span(group) for group in range(1, len(names) + 1)]
            yield {
                name: None if start < 0 else tokens[start][1]
                for name, (start, _) in zip(names, spans, strict=True)
            }


def _moments(tokens: list[Token], reader: Reader) -> Iterator[Moment]:
    for fields in _matches("whole", tokens):
        if "epoch" in fields:
            yield _since_1970(fields["epoch"])
        elif stamp := fields.get("stamp"):
            parts = {**fields, "ymd": stamp[:8], "digits": stamp[8:12]}
            yield _moment(parts, parts, reader)
        else:
            yield _ago(fields) if "month" not in fields else _moment(fields, fields, reader)
    for fields in _matches("times", tokens):
        yield _moment(None, fields, reader)
    for fields in _matches("dates", tokens):
        wrong = _date(fields, reader.now, reader.order)
        yield Moment(error=wrong if isinstance(wrong, str) else "time-missing")
    for cut in range(1, len(tokens)):
        for first, then in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
            for day in _matches("dates", first):
                for fields in _matches("times", then):
                    if not _is_year(day, fields):
                        yield _moment(day, fields, reader)


def _is_year(day: Fields, fields: Fields) -> bool:
    """Whether what could be a time, such as 2026, is the year that the date lacks."""
    bare = fields.get("bare")
    return bool(bare and bare[0] != "0" and "year" in day and not day["year"])


# -- meaning ---------------------------------------------------------------------------------------


def _since_1970(digits: str) -> Moment:
    """Of seconds, or of milliseconds, as programs write them."""
    instant = datetime.fromtimestamp(int(digits[:10]), UTC).replace(second=0)
    first, last = grammar()["years"]
    possible = first <= instant.year <= last
    return Moment(instant=instant) if possible else Moment(error="date-impossible")


def _ago(fields: Fields) -> Moment:
    if "now" in fields:
        return Moment(ago=0)
    if "seconds" in fields:
        return Moment(ago=int(fields["seconds"]) // 60)
    if "hour_and_half" in fields:
        return Moment(ago=90)
    if "half" in fields:
        return Moment(ago=int(fields.get("hours") or 0) * 60 + 30)
    if "decimals" in fields:
        return Moment(ago=round(float(f"{fields['hours']}.{fields['decimals']}") * 60))
    return Moment(ago=int(fields.get("hours") or 0) * 60 + int(fields.get("minutes") or 0))


def _moment(day: Fields | None, fields: Fields, reader: Reader) -> Moment:
    offsets = _offsets(fields)
    if isinstance(offsets, str):
        return Moment(error=offsets)
    if not offsets:
        civil = _civil(day, fields, reader.now, reader.order)
        return Moment(error=civil) if isinstance(civil, str) else Moment(civil=civil)
    now = reader.now.replace(tzinfo=reader.where).astimezone(UTC).replace(tzinfo=None)
    found = []
    for offset in offsets:
        civil = _civil(day, fields, now + offset * MINUTE, reader.order)
        if isinstance(civil, str):
            return Moment(error=civil)
        instant = civil.replace(tzinfo=timezone(offset * MINUTE))
        if len(offsets) == 1 or instant.astimezone(reader.where).utcoffset() == offset * MINUTE:
            found.append(Moment(instant=instant))
    return found[0] if len(found) == 1 else Moment(error="zone-ambiguous")


def _offsets(fields: Fields) -> list[int] | str:
    """Minutes ahead of UTC that a zone may mean; none if no zone is given."""
    named, sign = fields.get("zone"), fields.get("sign")
    offsets: list[int] = grammar()["zones"][named] if named else []
    if not sign:
        return offsets
    digits = fields["zone_hours"]
    hours, minutes = (digits[:2], digits[2:]) if len(digits) == 4 else (digits, "0")
    minutes = int(fields["zone_minutes"] or minutes)
    if (named and offsets != [0]) or int(hours) > 14 or minutes > 59:
        return "unreadable"
    return [(int(hours) * 60 + minutes) * (-1 if sign == "-" else 1)]


def _civil(day: Fields | None, fields: Fields, now: datetime, order: str) -> datetime | str:
    """The civil time, or what is wrong with it."""
    at = _time({**fields, "part": _part(day, fields)})
    if isinstance(at, str):
        return at
    if day is None:
        today = datetime.combine(now.date(), at)
        return today if today - now <= HOUR else today - DAY
    if fields.get("clock") == "00:00":
        return "time-ambiguous"  # the night before that day, or after it?
    on = _date(day, now, order)
    if isinstance(on, str):
        return on
    civil = datetime.combine(on, at)
    return civil - 7 * DAY if "on_weekday" in day and civil - now > HOUR else civil


def _part(day: Fields | None, fields: Fields) -> str | None:
    """``am``, ``pm`` or a part of the day, said with the time, or else with the day."""
    own: str | None = fields.get("part") or fields.get("part_after")
    if own or not day:
        return own
    if both := day.get("day_and_part"):
        return str(both.split()[1])
    return day.get("part_of_day") or day.get("last_part")


def _time(fields: Fields) -> time | str:
    if clock := fields.get("clock"):
        return time.fromisoformat(clock)
    digits: str = fields.get("bare") or fields.get("digits") or ""
    full = digits.rjust(4, "0")
    hour = int(full[:2] if digits else fields["hour"])
    minute = int(full[2:4] if digits else fields.get("minute") or 0)
    part = fields.get("part")
    if part in _HALVES and not 1 <= hour <= 12:
        return "time-impossible"
    if part in _HALVES:
        hour = hour % 12 + (12 if part == "pm" else 0)
    elif part and (wrong := _not_in_part(part, hour)):
        return wrong
    elif part in ("evening", "night") and hour < 12:
        hour += 12
    possible = hour < 24 and minute < 60 and int(fields.get("second") or 0) < 61
    return time(hour, minute) if possible else "time-impossible"


_HALVES = ("am", "pm")


def _not_in_part(part: str, hour: int) -> str:
    """What is wrong with an hour of a part of the day: the night begins on one date of two."""
    if part == "night":
        return "time-ambiguous" if hour < 5 or hour == 12 else ""
    return "time-impossible" if (hour >= 12 if part == "morning" else hour == 0) else ""


def _date(fields: Fields, now: datetime, order: str) -> date | str:
    today, weekday = now.date(), now.weekday()
    days: int | None = fields.get("days")
    if both := fields.get("day_and_part"):
        days = int(both.split()[0])
    elif "last_part" in fields:
        days = -1
    elif "days_ago" in fields:
        days = -int(fields["days_ago"])
    elif "on_weekday" in fields:
        days = -((weekday - int(fields["on_weekday"])) % 7)
    elif "last_weekday" in fields:
        days = -((weekday - int(fields["last_weekday"]) - 1) % 7) - 1
    elif "next_weekday" in fields:
        days = (int(fields["next_weekday"]) - weekday - 1) % 7 + 1
    return _calendar_date(fields, today, order) if days is None else today + days * DAY


def _calendar_date(fields: Fields, today: date, order: str) -> date | str:
    year: str | None = fields.get("year")
    day, month = fields.get("day", 0), fields.get("month", 0)
    if digits := fields.get("ymd"):
        year, month, day = digits[:4], digits[4:6], digits[6:]
    elif first := fields.get("first"):
        order = _order(int(first), int(fields["second"]), fields["mark"], order)
        if order == "ask":
            return "date-ambiguous"
        day, month = (first, fields["second"]) if order == "dm" else (fields["second"], first)
    found = _dated(year, int(month), int(day), today)
    if not found:
        return "date-impossible"
    return found if fields.get("weekday") in (None, found.weekday()) else "weekday-wrong"


def _order(first: int, second: int, mark: str, order: str) -> str:
    """A dot is a European habit; else the numbers decide, and the region if they leave a choice."""
    if mark == "." or first > 12 or first == second:
        return "dm"
    return "md" if second > 12 else order


def _dated(year: str | None, month: int, day: int, today: date) -> date | None:
    """Without a year: the one in which the date is nearest to today."""
    first, last = grammar()["years"]
    if year:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    else:
        years = [today.year, today.year - 1, today.year + 1]
    found = []
    for one in years:
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    near = min(found, key=lambda one: abs(one - today), default=None)
    return near if near and first <= near.year <= last else None
