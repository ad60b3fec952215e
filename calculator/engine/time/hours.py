"""Weekly hours as their author writes them: ``mon-fri`` and ``09:00-17:00``."""

import re
from collections.abc import Iterator, Mapping, Sequence

from calculator.engine.time.problem import Problem

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

type Week = tuple[tuple[tuple[int, int], ...], ...]
"""Per weekday, Monday first: when it is open, in minutes since 00:00, in order."""

_DAY_MINUTES = 1440
_WEEK_MINUTES = 7 * _DAY_MINUTES
_INTERVAL = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")

_CLOCK = r"(\d{1,2})(?:[:.h](\d\d))?\s*([ap]\.?m\.?)?"


def parse_interval(text: str) -> tuple[int, int]:
    """``"09:00-17:00"`` in minutes since 00:00; what ends before it starts ends on the next day.

    So do ``"22:00-06:00"`` and ``"04:00-01:00"``.  Raises ValueError if it is not of this form, or
    empty.
    """
    found = _INTERVAL.fullmatch(text.strip())
    if not found:
        right = _meant(text) or "09:00-17:00"
        raise ValueError(f'"{text}" is not a span of hours: write it like "{right}"')
    hours = [int(found[1]), int(found[3])]
    minutes = [int(found[2]), int(found[4])]
    start, end = (hour * 60 + minute for hour, minute in zip(hours, minutes, strict=True))
    if max(minutes) > 59 or start >= _DAY_MINUTES or end > _DAY_MINUTES:
        raise ValueError(f'"{text}" has a time that no clock shows: 00:00 to 24:00 can be written')
    if start == end:
        raise ValueError(f'"{text}" is empty: write "00:00-24:00" for the whole day')
    return (start, end) if end > start else (start, end + _DAY_MINUTES)


def _meant(text: str) -> str | None:
    """What somebody meant who wrote hours in another form, such as ``9-17`` or ``9am - 5.30pm``."""
    found = re.fullmatch(rf"{_CLOCK}\s*(?:[-–]|to|bis)\s*{_CLOCK}", text.strip().lower())
    if not found:
        return None
    times = []
    for hour, minute, half in (found.groups()[:3], found.groups()[3:]):
        hours = int(hour) % 12 + 12 * (half[0] == "p") if half else int(hour)
        times.append(f"{hours:02}:{minute or '00'}")
    return "-".join(times)


def parse_weekdays(text: str) -> tuple[int, ...]:
    """``"mon"`` or ``"mon-fri"`` (``"sun-thu"`` too) as weekdays, Monday = 0.

    Raises ValueError for an unknown weekday.
    """
    names = [name.strip().lower() for name in text.split("-")]
    for name in names:
        if name not in WEEKDAYS:
            hint = f'; did you mean "{name[:3]}"?' if name[:3] in WEEKDAYS else "."
            raise ValueError(
                f'"{text}": "{name}" is not a weekday{hint} Write one of {", ".join(WEEKDAYS)}, '
                'or a span such as "mon-fri"'
            )
    if len(names) > 2:
        raise ValueError(f'"{text}" is not a span of weekdays: write it like "mon-fri"')
    first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def hours_problems(hours: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Every mistake in weekly hours; the paths are ``(weekdays,)`` or ``(weekdays, index)``."""
    problems, spans = _spans(hours)
    for (_, end, path, text), (start, _, other_path, other) in _neighbours(spans):
        if start < end:
            problems.append(Problem(other_path, f'"{other}" overlaps "{text}" of {path[0]}'))
    if not problems and not spans:
        problems.append(
            Problem((), "these hours never open: give at least one weekday an interval")
        )
    return list(dict.fromkeys(problems))


type _Span = tuple[int, int, tuple[str | int, ...], str]


def _spans(hours: Mapping[str, Sequence[str]]) -> tuple[list[Problem], list[_Span]]:
    """Hours as minutes of the week, split where the week ends, with where each was written."""
    problems: list[Problem] = []
    spans: list[_Span] = []
    for key, texts in hours.items():
        try:
            weekdays = parse_weekdays(key)
        except ValueError as error:
            problems.append(Problem((key,), str(error)))
            weekdays = ()
        for index, text in enumerate(texts):
            try:
                start, end = parse_interval(text)
            except ValueError as error:
                problems.append(Problem((key, index), str(error)))
                continue
            for weekday in weekdays:
                begin, stop = weekday * _DAY_MINUTES + start, weekday * _DAY_MINUTES + end
                spans.append((begin, min(stop, _WEEK_MINUTES), (key, index), text))
                if stop > _WEEK_MINUTES:
                    spans.append((0, stop - _WEEK_MINUTES, (key, index), text))
    return problems, sorted(spans)


def _neighbours(spans: list[_Span]) -> Iterator[tuple[_Span, _Span]]:
    latest: _Span | None = None
    for span in spans:
        if latest:
            yield latest, span
        if not latest or span[1] > latest[1]:
            latest = span


def day_hours_problems(texts: Sequence[str]) -> list[Problem]:
    """Every mistake in the hours of a single date (or in none); the paths are ``(index,)``."""
    found = hours_problems({WEEKDAYS[0]: texts}) if texts else []
    return [Problem(problem.path[1:], problem.message) for problem in found]


def day_hours(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The hours of a single date in minutes since its 00:00; a night ends after 24 h.

    Raises ValueError with every problem.
    """
    if problems := day_hours_problems(texts):
        raise ValueError("; ".join(problem.message for problem in problems))
    return tuple(sorted(parse_interval(text) for text in texts))


def weekly_hours(hours: Mapping[str, Sequence[str]]) -> Week:
    """Weekly hours by weekday, cut at midnight.  Raises ValueError with every problem."""
    if problems := hours_problems(hours):
        raise ValueError("; ".join(problem.message for problem in problems))
    week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
    for start, end, *_ in _spans(hours)[1]:
        for weekday in range(start // _DAY_MINUTES, (end - 1) // _DAY_MINUTES + 1):
            midnight = weekday * _DAY_MINUTES
            cut = max(start - midnight, 0), min(end - midnight, _DAY_MINUTES)
            week[weekday].append(cut)
    return tuple(tuple(sorted(day)) for day in week)
