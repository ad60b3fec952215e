"""Opening hours as people write them: ``Mon-Fri 9-12 and 13:00-17:00, Sat 10 am to 2 pm``."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale
from babel.dates import get_day_names

from calculator.authoring.problem import quoted
from calculator.engine.time.hours import WEEKDAYS, hours_problems

LANGUAGES = ("en", "de", "fr", "es", "nl", "it", "pt")

ALWAYS = ("24/7", "24x7", "24-7", "always", "day and night", "around the clock", "rund um die uhr")

_SEVERAL = {
    "weekdays": "mon-fri", "weekday": "mon-fri", "working days": "mon-fri", "workdays": "mon-fri",
    "werktags": "mon-fri", "business days": "mon-fri", "weekends": "sat-sun", "weekend": "sat-sun",
    "am wochenende": "sat-sun", "daily": "mon-sun", "every day": "mon-sun", "taglich": "mon-sun",
    "each day": "mon-sun", "all days": "mon-sun", "tous les jours": "mon-sun",
    "todos los dias": "mon-sun",
}  # fmt: skip

_TIME = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:uhr|h|u)\b)?"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<time>{_TIME})|(?P<to>-|\b(?:to|bis|until|till|through|tot|a)\b)"
    r"|(?P<noon>noon|midday|mittag)\b|(?P<midnight>midnight|mitternacht)\b"
    r"|(?P<apart>[,;:&+/]|\b(?:and|und|et|y|e|en|from|von|de|uur)\b)|(?P<word>[^\W\d_]+\.?))\s*"
)


def _plain(text: str) -> str:
    """Without capitals and accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def opening_hours(text: str) -> Mapping[str, tuple[str, ...]]:
    """From weekdays, ``mon-fri`` or ``sat``, to spans: what a calendar has under ``hours``.

    Hours that name no day are those of Monday to Friday.  Raises ValueError in words.
    """
    said = _plain(re.sub(r"[–—−]", "-", text)).strip()
    if said in ALWAYS:
        return {"mon-sun": ("00:00-24:00",)}
    for words, span in _SEVERAL.items():
        said = re.sub(rf"\b{words}\b", span, said)
    week: dict[int, list[str]] = {}
    for days, spans in _groups(text, said):
        for day in days:
            own = week.setdefault(day, [])
            own += [each for each in spans if each not in own]
    hours = dict(_runs(week))
    if problems := hours_problems(hours):
        raise ValueError(problems[0].message)
    return hours


def _groups(text: str, said: str) -> Iterator[tuple[list[int], list[str]]]:
    """Days, and the spans that are said of them."""
    days: list[int] = []
    spans: list[str] = []
    tokens = [*_tokens(text, said)]
    at = 0
    while at < len(tokens):
        kind, value = tokens[at]
        joined = tokens[at + 1 : at + 3]
        through = len(joined) == 2 and joined[0][0] == "to" and joined[1][0] == kind
        if kind == "day":
            if spans:
                yield days, spans
                days, spans = [], []
            last = int(joined[1][1]) if through else int(value)
            days += [(int(value) + n) % 7 for n in range((last - int(value)) % 7 + 1)]
        elif kind == "time":
            if not through:
                raise ValueError(f"{quoted(text)}: until when? Write spans, such as 09:00-17:00")
            spans.append(_span(text, value, joined[1][1]))
        elif kind == "to":
            raise ValueError(f"{quoted(text)}: from when on? Write spans, such as 09:00-17:00")
        at += 3 if through and kind in ("day", "time") else 1
    if not spans:
        raise ValueError(f"{quoted(text)}: write when it is open, such as mon-fri 09:00-17:00")
    yield days or [0, 1, 2, 3, 4], spans


def _tokens(text: str, said: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(said):
        found = _TOKEN.match(said, at)
        word = found["word"].rstrip(".") if found and found["word"] else ""
        if not found or (word and word not in _day_names()):
            wrong = word or said[at]
            raise ValueError(
                f"{quoted(text)}: {quoted(wrong)} is no time and no weekday; write it like "
                "mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-14:00"
            )
        if word:
            yield "day", str(_day_names()[word])
        elif found["time"]:
            half = (found["half"] or "")[:1]
            yield "time", f"{int(found['hour'])}:{found['minute'] or ''}:{half}"
        elif found["noon"] or found["midnight"]:
            yield "time", "12:00:" if found["noon"] else "24:00:"
        elif found["to"]:
            yield "to", ""
        at = found.end()


@cache
def _day_names() -> Mapping[str, int]:
    """From what weekdays are called, in full and in short, to their place in the week."""
    names = {name: day for day, name in enumerate(WEEKDAYS)}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for width in ("wide", "abbreviated", "short"):
            for day, name in get_day_names(width, "stand-alone", locale).items():
                names.setdefault(_plain(name).rstrip("."), day)
                if width == "wide":
                    names.setdefault(f"{_plain(name)}s", day)
    return names | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def _span(text: str, start: str, end: str) -> str:
    first, second = start.split(":"), end.split(":")
    if second[2] == "p" and not first[2]:
        # "1 to 5 pm" begins in the afternoon, "9 to 5 pm" in the morning.
        first[2] = "p" if int(first[0]) < int(second[0]) % 12 else "a"
    bare = not (first[1] or second[1] or first[2] or second[2])
    hours = _hour(first), _hour(second)
    if bare and hours[1] <= hours[0] <= 12:
        later = f"{hours[0]:02}:00-{hours[1] + 12:02}:00"
        raise ValueError(
            f"{quoted(text)}: write {later}, or with minutes if it is open through the night"
        )
    begin = "00:00" if hours[0] == 24 else f"{hours[0]:02}:{first[1] or '00'}"
    return f"{begin}-{hours[1]:02}:{second[1] or '00'}"


def _hour(time: list[str]) -> int:
    hour = int(time[0])
    return hour % 12 + 12 * (time[2] == "p") if time[2] else hour


def _runs(week: Mapping[int, list[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The week with neighbouring days that have the same hours taken together."""
    day = 0
    while day < 7:
        last = day
        while last < 6 and week.get(last + 1) == week.get(day):
            last += 1
        if spans := week.get(day):
            name = WEEKDAYS[day] if last == day else f"{WEEKDAYS[day]}-{WEEKDAYS[last]}"
            yield name, tuple(sorted(spans))
        day = last + 1
