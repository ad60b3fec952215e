"""Dates far off, on another weekday, with another offset; holidays twice, untold revisions."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from calculator.authoring import holidays
from calculator.authoring.form import Where
from calculator.authoring.places import is_elsewhere
from calculator.authoring.problem import quoted
from calculator.authoring.scalars import dates_in
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, Rule, things
from calculator.engine.policy import (
    Policy,
)
from calculator.engine.time.hours import parse_interval
from calculator.engine.time.zone import zone, zone_names
from calculator.language.times.grammar import folded, grammar


def dates(policy: Policy) -> Iterator[Finding]:
    """A text that names the date of a revision, and not the one that this is.

    Where all of several texts name the same one, it is the revision that is wrong.
    """
    revision = policy.about.revision
    if _is_to_come(revision):
        return
    named = [*_named(policy)]
    others = {day for _, _, day in named}
    if len(named) > 1 and len(others) == 1 and revision not in others:
        message = f"{len(named)} texts say {quoted(named[0][1])}, but the revision is {revision}"
        yield ("about", "revision"), message
        return
    for where, words, day in named:
        if day != revision:
            yield (
                where,
                f"the text says {quoted(words)}, but the revision is {revision}; write "
                "{revision} in the text, and it follows the date",
            )


def _named(policy: Policy) -> Iterator[tuple[Where, str, date]]:
    """The dates of revisions that texts name, in which words."""
    for where, text in written(policy):
        if where[0] == "revisions":
            continue
        for sentence in re.split(r"(?<=[.!?])\s", text):
            is_title = where == ("about", "source", "title")
            if not (is_title or re.search(r"\b(revision|version|edition)\b", sentence, re.I)):
                continue
            for words, day in dates_in(sentence):
                yield where, words, day


def _is_to_come(revision: date) -> bool:
    """Whether a revision is of a year that has slipped, which is told as that alone."""
    return revision.year > date.today().year + 1


def _untold(policy: Policy) -> Iterator[Finding]:
    """A revision of which readers of the revisions are not told."""
    told = [revision.day for revision in policy.revisions]
    revision = policy.about.revision
    if told and max(told) < revision and not _is_to_come(revision):
        yield (
            ("about", "revision"),
            f"'revisions' tells of nothing after {max(told)}; what to put there, at the top: "
            "python -m calculator diff --format yaml",
        )


YEARS_BACK, YEARS_ON = 40, 10
"""How far from today a date of a policy may be and still be meant."""


def _far_dates(policy: Policy) -> Iterator[Finding]:
    """A date that is so far from today that its year will have slipped."""
    today = date.today()
    for where, thing in things(policy):
        for name, value in vars(thing).items():
            if not isinstance(value, date):
                continue
            last = today.year + (1 if where == ("about",) else YEARS_ON)
            if not today.year - YEARS_BACK <= value.year <= last:
                yield (*where, name), f"the year {value.year} is far from now"


NIGHT = timedelta(hours=6)
"""So long after midnight people say that it is the night of the day before."""


def _weekdays(policy: Policy) -> Iterator[Finding]:
    """An example whose title names a weekday on which nothing of it happens."""
    for i, example in enumerate(policy.examples):
        named = _weekdays_in(example.title, policy.about.language)
        if len(named) != 1 or example.opened is None:
            continue
        moments = [example.opened, example.called, example.expect.deadline]
        moments += [m for e in example.log for m in (e.since, e.until, e.at)]
        ((weekday, word),) = named.items()
        # A night belongs to the day before, too.
        days = {at.weekday() for m in moments if m for at in (m, m - NIGHT)}
        if weekday not in days:
            day = example.opened.date()
            yield (
                ("examples", i, "opened"),
                f"the title says {quoted(word)}, but {day} is a {day:%A}",
            )


def _weekdays_in(text: str, language: str) -> dict[int, str]:
    """The weekdays in a text, Monday 0, each as it is written; abbreviations are left alone."""
    words = grammar()["words"].get(language.partition("-")[0], {})
    named = [
        (value, word)
        for word in re.findall(r"\w+", text)
        for letter, value in words.get(folded(word), ())
        if letter == "W" and len(word) > len("thurs")
    ]
    return dict(named)


def _holidays_there_already(policy: Policy) -> Iterator[Finding]:
    """A holiday that is added to a day that is one under another name."""
    for i, change in enumerate(policy.holidays.add):
        shown = holidays.years(policy.holidays, date.today())
        for name in holidays.listed_on(change.place, change.date):
            if change.date.year not in shown:
                break
            yield (
                ("holidays", "add", i, "date"),
                f"{change.place} has a holiday on {change.date} already: {name}",
            )
            break


def _examples_elsewhere(policy: Policy) -> Iterator[Finding]:
    """An example from a country whose clocks never show the time of its zone."""
    for i, example in enumerate(policy.examples):
        country = (example.country or "").partition("-")[0]
        if country and example.timezone and is_elsewhere(example.timezone, country):
            yield (
                ("examples", i, "timezone"),
                f"no clock in {country} shows the time of {example.timezone}",
            )


LONG_PAST = 3
"""Years after which a holiday that is added was hardly added in time."""


def _holidays_twice(policy: Policy) -> Iterator[Finding]:
    """A day that is added or removed twice at a place."""
    rules = policy.holidays
    for kind in ("add", "remove"):
        for i, change in enumerate(getattr(rules, kind)):
            key = (change.place, change.date)
            same = [c for c in getattr(rules, kind)[:i] if (c.place, c.date) == key]
            if same and (kind == "add" or same[0].name == change.name):
                done = "added" if kind == "add" else "removed"
                told = f"{change.date} is {done} in {change.place} already"
                yield ("holidays", kind, i, "date"), told


def _long_past(policy: Policy) -> Iterator[Finding]:
    """A holiday of a year that was over long before anybody wrote it down."""
    rules = policy.holidays
    if rules.first_year is not None:
        return
    latest = max((c.date.year for c in (*rules.add, *rules.remove)), default=0)
    for kind in ("add", "remove"):
        for i, change in enumerate(getattr(rules, kind)):
            year = change.date.year
            if year < min(latest, date.today().year) - LONG_PAST:
                yield ("holidays", kind, i, "date"), f"{change.date} is long past; is {year} right?"


def _offsets(policy: Policy) -> Iterator[Finding]:
    """A moment of an example with another offset than its zone has then."""
    for i, example in enumerate(policy.examples):
        country = (example.country or "").partition("-")[0]
        if example.timezone not in zone_names() or is_elsewhere(str(example.timezone), country):
            continue
        for name in ("opened", "called"):
            moment: datetime | None = getattr(example, name)
            if moment is None or not moment.utcoffset():
                continue
            has = moment.astimezone(zone(str(example.timezone)))
            if has.utcoffset() != moment.utcoffset():
                yield (
                    ("examples", i, name),
                    f"{example.timezone} has {_offset(has)} on {has:%Y-%m-%d}, "
                    f"not {_offset(moment)}",
                )


def _called_before(policy: Policy) -> Iterator[Finding]:
    """An example that is called about before it is opened: nothing would be found by its number."""
    shifted = {where[1] for where, _ in _offsets(policy)}
    for i, example in enumerate(policy.examples):
        before = example.opened and example.called and example.called < example.opened
        if before and i not in shifted:
            yield ("examples", i, "called"), "support was called before the case was opened"


def _holidays_elsewhere(policy: Policy) -> Iterator[Finding]:
    """A calendar with the holidays of a country in which no clock shows the time of its zone."""
    for i, calendar in enumerate(policy.calendars):
        country = str(calendar.holidays or "").partition("-")[0]
        clock = str(calendar.zone)
        if len(country) == 2 and clock in zone_names() and is_elsewhere(clock, country):
            told = f"no clock in {country} shows the time of {clock}, where its hours are"
            yield ("calendars", i, "holidays"), told


def _days_the_wrong_way_round(policy: Policy) -> Iterator[Finding]:
    """Hours through a night and more, which are those of a day if they are turned round."""
    for i, calendar in enumerate(policy.calendars):
        lists: list[tuple[Where, tuple[str, ...]]] = [
            (("hours", key), texts) for key, texts in calendar.hours.items()
        ]
        lists += [(("days", n, "hours"), day.hours) for n, day in enumerate(calendar.days)]
        for where, texts in lists:
            for n, text in enumerate(texts):
                if turned := _turned(text):
                    start, end = parse_interval(text)
                    told = f"{quoted(text)} runs through the night, for {(end - start) / 60:g} h"
                    yield ("calendars", i, *where, n), f"{told}; if a day is meant, write {turned}"


def _turned(text: str) -> str | None:
    """The hours of a day, if these are what is left of it, and more than a night."""
    start, end = parse_interval(text)
    opens, closes = end - 24 * 60, start
    if not (end - start > 12 * 60 and 5 * 60 <= opens <= 12 * 60 <= closes):
        return None
    first, last = re.split(r"\s*[-–]\s*", text.strip())
    return f"{last}-{first}"


def _offset(moment: datetime) -> str:
    text = moment.isoformat()[-6:]
    return "Z" if moment.utcoffset() == timedelta() else text


def moments(policy: Policy) -> list[datetime]:
    """Summers and winters of this year and the next, and when the examples are opened: clocks
    change their rules."""
    year = date.today().year
    some = [datetime(year + n, month, 15, 12, tzinfo=UTC) for n in (0, 1) for month in (1, 7)]
    return some + [example.opened for example in policy.examples if example.opened]


ALONE: tuple[Rule, ...] = (
    dates,
    _far_dates,
    _weekdays,
)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _untold,
    _examples_elsewhere,
    _holidays_there_already,
    _holidays_twice,
    _long_past,
    _offsets,
    _called_before,
    _holidays_elsewhere,
    _days_the_wrong_way_round,
)
