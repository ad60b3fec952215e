"""Texts that say another time than the number beside them: durations, intervals, hours."""

import re
from collections.abc import Iterator
from contextlib import suppress

from calculator.authoring.problem import quoted
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, Rule
from calculator.engine.policy import (
    UNTIMED,
    Policy,
    Target,
)
from calculator.engine.time.duration import Duration, parse_duration
from calculator.engine.time.hours import parse_interval, weekly_hours
from calculator.language.times.grammar import folded, grammar

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip

_SPOKEN = {word: n for n, word in enumerate(_ONES)} | {"an": 1, "a": 1, "fifteen": 15, "twenty": 20}
_SPOKEN |= {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}

_AMOUNT = re.compile(
    rf"\b(\d+(?:\.\d+)?|{'|'.join(_SPOKEN)})[\s-](minutes?|mins?|min|hours?|h|days?|weeks?|"
    r"(?:business|working)[\s-]days?)\b",
    re.IGNORECASE,
)

_JOINED = re.compile(r"\s*(and|,)?\s*")

_INTERVAL = re.compile(
    r"\b(?:every|each|once an?|once per)\s+"
    rf"(?:(?P<number>\d+|{'|'.join(_SPOKEN)}|other|second)\s+)?"
    r"(?P<unit>minute|hour|day|week|month|(?:business|working) day)s?\b"
    r"|\b(?P<adverb>hourly|daily|weekly|fortnightly|monthly)\b",
    re.IGNORECASE,
)

_ADVERBS = {
    "hourly": (1, "hour"), "daily": (1, "day"), "weekly": (1, "week"), "fortnightly": (2, "week"),
    "monthly": (1, "month"),
}  # fmt: skip

_LENGTHS = {
    "minute": (60,), "hour": (3600,), "day": (86400,), "week": (7 * 86400,),
    "month": tuple(days * 86400 for days in (28, 29, 30, 31)),
}  # fmt: skip
"""Seconds that a unit may have."""

_PROMISING = re.compile(
    r"\b(answer|respon|repl[iy]|react|resol|repair|fix|mend|restor|work|start|begin|call|hear|tell|told"
    r"|updat|report|inform|acknowledg|promis|target|deadline|due)",
    re.IGNORECASE,
)
"""What a sentence speaks of if its time is a promise's."""


def _said(text: str, language: str) -> list[tuple[str, Duration]]:
    """The durations in a text: as written, and what they may come to; ``1 hour 30 minutes`` is
    one."""
    return _said_in_english(text) if language == "en" else list(_said_otherwise(text, language))


_UNITS = {"I": 60, "H": 3600, "Y": 86400}
"""Seconds of what the words of a language stand for: minutes, hours and days."""


def _said_otherwise(text: str, language: str) -> Iterator[tuple[str, Duration]]:
    """The same of another language, as far as its words of time are known; days may be such as
    are worked."""
    meant = grammar()["words"].get(language, {})
    for found in re.finditer(r"(\d+|[^\W\d_]+)\s+(?=([^\W\d_]+))", text):
        number = next((v for letter, v in meant.get(folded(found[1]), ()) if letter == "n"), None)
        number = found[1] if found[1].isdigit() else number
        letters = {letter for letter, _ in meant.get(folded(found[2]), ())}
        for letter in sorted(letters & _UNITS.keys()) if number else ():
            words = f"{found[1]} {found[2]}"
            yield words, Duration(int(str(number)) * _UNITS[letter])
            if letter == "Y":
                yield words, Duration(business_days=int(str(number)))


def _said_in_english(text: str) -> list[tuple[str, Duration]]:
    some: list[tuple[str, Duration]] = []
    end = -1
    for amount in _AMOUNT.finditer(text):
        number = _SPOKEN.get(amount[1].lower(), amount[1])
        if amount[1].lower() in ("a", "an") and amount[2].lower() not in ("hour", "day", "week"):
            continue
        try:
            if amount[2].lower().startswith("week"):
                duration = parse_duration(f"{float(number) * 7:g} days")
            else:
                duration = parse_duration(f"{number} {amount[2].replace('-', ' ')}")
        except ValueError:
            continue
        if some and end >= 0 and _JOINED.fullmatch(text[end : amount.start()]):
            words, before = some[-1]
            if before.seconds > duration.seconds > 0:
                whole = text[end - len(words) : amount.end()]
                some[-1] = (whole, Duration(before.seconds + duration.seconds))
                end = amount.end()
                continue
        some.append((amount[0], duration))
        end = amount.end()
    return some


def _intervals(text: str) -> Iterator[tuple[str, set[Duration]]]:
    """The intervals in a text, such as ``every week``: as written, and what they may come to."""
    for found in _INTERVAL.finditer(text):
        if found["adverb"]:
            number, unit = _ADVERBS[found["adverb"].lower()]
        else:
            said, unit = (found["number"] or "1").lower(), found["unit"].lower()
            number = 2 if said in ("other", "second") else int(_SPOKEN.get(said, said))
        durations = {Duration(number * seconds) for seconds in _LENGTHS.get(unit, ())}
        if unit.endswith("day"):
            durations.add(Duration(business_days=number))
        if unit == "week":
            durations.add(Duration(business_days=5 * number))
        yield found[0], durations


def promised(target: Target) -> Iterator[Duration]:
    for text in (target.within, target.every):
        if text and text not in UNTIMED:
            try:
                yield parse_duration(text)
            except ValueError:
                continue


def _texts_of_targets(policy: Policy) -> Iterator[Finding]:
    """A promise whose text says another time than its number."""
    for i, target in enumerate(policy.response):
        numbers = list(promised(target))
        for name in ("text", "label"):
            said = _said(getattr(target, name), policy.about.language.partition("-")[0])
            if numbers and said and not {d for _, d in said} & set(numbers):
                words = " and ".join(quoted(w) for w in dict.fromkeys(w for w, _ in said))
                figure = "{within}" if target.within else "{every}"
                yield (
                    ("response", i, name),
                    f"the {name} says {words}, but the promise is {target.within or target.every}; "
                    f"write {figure} in the text, and it follows the number",
                )
            elif target.every and not target.within and numbers and not said:
                for words, durations in _intervals(getattr(target, name)):
                    if not durations & set(numbers):
                        yield (
                            ("response", i, name),
                            f"the {name} says {quoted(words)}, but the promise is every "
                            f"{target.every}",
                        )
                        break


def _afters(policy: Policy) -> dict[int, Duration]:
    """From the steps of the escalation, by their place, to the times after which they begin."""
    found = {}
    for i, step in enumerate(policy.escalation.steps):
        with suppress(ValueError):
            found[i] = parse_duration(step.after)
    return found


def _texts_of_steps(policy: Policy) -> Iterator[Finding]:
    """A step of the escalation whose text says another time than its number."""
    for i, after in _afters(policy).items():
        step = policy.escalation.steps[i]
        said = _said(step.text, policy.about.language.partition("-")[0])
        if said and after not in {d for _, d in said}:
            words = " and ".join(quoted(w) for w in dict.fromkeys(w for w, _ in said))
            told = f"the text says {words}, but the step begins after {step.after}; write "
            yield ("escalation", "steps", i, "text"), told + "{after}, and it follows the number"


def _texts_elsewhere(policy: Policy) -> Iterator[Finding]:
    """A text that says within which time something is answered, where nothing promises that."""
    known = {d for target in policy.response for d in promised(target)}
    # Where a promise's own text says otherwise, that is told there.
    known |= {d for target in policy.response for _, d in _said_in_english(target.text)}
    known |= {*_afters(policy).values()}
    if not known:
        return
    for where, text in written(policy):
        # A question may ask how soon it hurts; what a fact says is no promise.
        if where[0] in ("response", "matrices", "examples", "facts"):
            continue
        for sentence in re.split(r"(?<=[.!?;])\s", text):
            for words, duration in (
                _said_in_english(sentence) if _PROMISING.search(sentence) else ()
            ):
                if f"within {words}" in sentence and duration not in known:
                    yield where, f"the text says {quoted('within ' + words)}, which no promise is"


_ALWAYS = re.compile(
    r"\b(at any time|at all times|around the clock|day and night|24 ?x ?7|24/7|24 hours a day)\b",
    re.IGNORECASE,
)

_HOURS = re.compile(
    r"\b((?:business|office|working|service|opening|support) hours|business days?)\b", re.IGNORECASE
)


def _hours_in_texts(policy: Policy) -> Iterator[Finding]:
    """A promise whose text says when time counts, and whose calendar says otherwise."""
    always = {c.id: c.always for c in policy.calendars}
    for i, target in enumerate(policy.response):
        if target.calendar not in always:
            continue
        for name in ("text", "label"):
            text = getattr(target, name)
            said = (_HOURS if always[target.calendar] else _ALWAYS).search(text)
            if said:
                does = "always counts" if always[target.calendar] else "does not always count"
                # Where nothing is counted on what the text says any more, the calendar is wrong.
                lost = lost_calendars(policy).get(i)
                yield (
                    ("response", i, "calendar" if lost else name),
                    f"the {name} says {quoted(said[0])}, but time on {quoted(target.calendar)} "
                    f"{does}" + (f"; write {lost}" if lost else ""),
                )


def lost_calendars(policy: Policy) -> dict[int, str]:
    """Promises whose text says that time always counts, and the calendar on which it does, if
    nothing is counted on it."""
    used = {t.calendar for t in policy.response} | {m for c in policy.calendars for m in c.any_of}
    idle = [c.id for c in policy.calendars if c.always and c.id not in used]
    always = {c.id for c in policy.calendars if c.always}
    said = [
        i
        for i, t in enumerate(policy.response)
        if t.calendar not in always and _ALWAYS.search(t.text)
    ]
    return {i: idle[0] for i in said if len(idle) == 1}


_SPAN = re.compile(
    r"(?<![\d:.-])(\d{1,2})(?:[:.](\d\d))? ?([ap]\.?m\.?)?"
    r"(?: ?[–-] ?| to | and | until | till | bis )"
    r"(\d{1,2})(?:[:.](\d\d))? ?([ap]\.?m\.?)?(?![\d:.-]\d|\w)",
    re.IGNORECASE,
)
"""From one time of day to another: ``9:00 to 17:00``, ``9 am - 5 pm``."""


def _times_in_texts(policy: Policy) -> Iterator[Finding]:
    """A text with hours of the day that no calendar has."""
    known: list[tuple[set[int], set[int]]] = []
    for calendar in policy.calendars:
        try:
            spans = [span for day in weekly_hours(calendar.hours) for span in day]
            spans += [parse_interval(text) for day in calendar.days for text in day.hours]
        except ValueError:
            continue
        if spans:
            known.append(({start for start, _ in spans}, {end % 1440 for _, end in spans}))
    if not known:
        return
    for where, text in written(policy):
        if where[0] in ("calendars", "examples", "matrices"):
            continue
        for found in _SPAN.finditer(text):
            span = _times(found)
            if span and not any(span[0] in starts and span[1] in ends for starts, ends in known):
                yield where, f"the text says {quoted(found[0].strip())}, which no calendar has"
                break


def _times(found: re.Match[str]) -> tuple[int, int] | None:
    """Minutes of the day from which to which; None if these are numbers of something else."""
    hour, minute, half, to_hour, to_minute, to_half = found.groups()
    if not ((minute and to_minute) or to_half):
        return None
    start, end = _minutes(hour, minute, half or ""), _minutes(to_hour, to_minute, to_half or "")
    return None if start is None or end is None else (start, end % 1440)


def _minutes(hour: str, minute: str | None, half: str) -> int | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    minutes = int(minute or 0)
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None


ALONE: tuple[Rule, ...] = (_texts_of_targets, _texts_of_steps)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _texts_elsewhere,
    _hours_in_texts,
    _times_in_texts,
)
