"""Texts that contradict the numbers beside them: two places of which one was changed.  Warnings.

Each rule is a generator of (where, message) pairs over the policy; :mod:`.doubts` tells them.
"""

import re
from collections.abc import Iterator
from datetime import date

from calculator.authoring.problem import quoted
from calculator.authoring.scalars import dates_in
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, Rule
from calculator.engine.policy import UNTIMED, Policy, Target
from calculator.engine.time.duration import Duration, parse_duration

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


def _said(text: str) -> list[tuple[str, Duration]]:
    """The durations in a text: as written, and what they come to; ``1 hour 30 minutes`` is one."""
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


def texts_of_targets(policy: Policy) -> Iterator[Finding]:
    """A promise whose text says another time than its number."""
    for i, target in enumerate(policy.response):
        numbers = list(promised(target))
        for name in ("text", "label"):
            said = _said(getattr(target, name))
            if numbers and said and not {d for _, d in said} & set(numbers):
                words = " and ".join(quoted(w) for w, _ in said)
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


def texts_elsewhere(policy: Policy) -> Iterator[Finding]:
    """A text that says within which time something is answered, where nothing promises that."""
    known = {d for target in policy.response for d in promised(target)}
    # Where a promise's own text says otherwise, that is told there.
    known |= {d for target in policy.response for _, d in _said(target.text)}
    if not known:
        return
    for where, text in written(policy):
        # A question may ask how soon it hurts; what a fact says is no promise.
        if where[0] in ("response", "matrices", "examples", "facts"):
            continue
        for sentence in re.split(r"(?<=[.!?;])\s", text):
            for words, duration in _said(sentence) if _PROMISING.search(sentence) else ():
                if f"within {words}" in sentence and duration not in known:
                    yield where, f"the text says {quoted('within ' + words)}, which no promise is"


def dates(policy: Policy) -> Iterator[Finding]:
    """A text that names the date of a revision, and not the one that this is."""
    revision = policy.about.revision
    if _is_to_come(revision):
        return
    for where, text in written(policy):
        if where[0] == "revisions":
            continue
        for sentence in re.split(r"(?<=[.!?])\s", text):
            is_title = where == ("about", "source", "title")
            if not (is_title or re.search(r"\b(revision|version|edition)\b", sentence, re.I)):
                continue
            for words, day in dates_in(sentence):
                if day != revision:
                    yield (
                        where,
                        f"the text says {quoted(words)}, but the revision is {revision}; write "
                        "{revision} in the text, and it follows the date",
                    )


def _is_to_come(revision: date) -> bool:
    """Whether a revision is of a year that has slipped, which is told as that alone."""
    return revision.year > date.today().year + 1


def untold(policy: Policy) -> Iterator[Finding]:
    """A revision of which readers of the revisions are not told."""
    told = [revision.day for revision in policy.revisions]
    revision = policy.about.revision
    if told and max(told) < revision and not _is_to_come(revision):
        yield (
            ("about", "revision"),
            f"'revisions' tells of nothing after {max(told)}; what to put there, at the top: "
            "python -m calculator diff --format yaml",
        )


ALONE: tuple[Rule, ...] = (texts_of_targets, dates)
"""Those that need to know nothing of other things."""

CONTRADICTIONS: tuple[Rule, ...] = (texts_of_targets, texts_elsewhere, dates, untold)
