"""How two policies answer: the same situations, examples and descriptions, asked of both.

A grid stands for all situations: each criterion's facts, with and without a call, on a working day,
in the evening, at a weekend and on a holiday, in the places that the examples speak of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from calculator.authoring.differences import item, prose, shown
from calculator.authoring.load import Source
from calculator.authoring.problem import cut
from calculator.authoring.proof import NOON, answered, found, ready, written_in
from calculator.authoring.proof import shown as as_written
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import Issue
from calculator.engine.policy import Example, Expectation, Policy, SeverityId
from calculator.engine.severity import Verdict
from calculator.engine.time.zone import zone
from calculator.language.lines import labelled_lines

DAYS = {
    "on a Tuesday morning": datetime(2026, 11, 24, 10),
    "on a Tuesday night": datetime(2026, 11, 24, 22),
    "on a Saturday": datetime(2026, 11, 28, 10),
    "on New Year's Day": datetime(2027, 1, 1, 10),
}

MOST_CONDITIONS = 150
"""Criteria whose facts are tried; of more, some that are evenly apart."""

MOST_PLACES = 4
MOST_LINES = 300
"""Labelled descriptions of which it is told how they are read."""

SHOWN = 8
"""Kinds of change of which the first is shown."""


@dataclass(frozen=True)
class Desks:
    """The two policies, ready to answer about the same days and countries."""

    before: Source
    after: Source
    old: Desk
    new: Desk


def desks(before: Source, after: Source) -> Desks:
    """Desks for two policies and for the examples of both."""
    some = Example("", "", "", Expectation(None), opened=NOON)
    examples = [*before.policy.examples, *after.policy.examples, some]
    return Desks(before, after, ready(before, examples), ready(after, examples))


def examples(both: Desks) -> Iterator[str]:
    """The worked examples of either policy that the two answer differently."""
    all_of_them = {e.id: e for e in (*both.before.policy.examples, *both.after.policy.examples)}
    for example in all_of_them.values():
        was, now = answered(both.old, example), answered(both.new, example)
        old, new = _told(both.old.policy, was, example), _told(both.new.policy, now, example)
        differ = [n for n in old if old[n][0] != new[n][0]]
        # Steps begin otherwise where the deadline is another one.
        named = [n for n in differ if n != "steps" or not {"severity", "deadline"} & {*differ}]
        changes = [f"{n}: {old[n][1]} -> {new[n][1]}" for n in named]
        yield from item(f"**{prose(example.title)}** is answered otherwise", changes)


def _told(policy: Policy, answer: Answer, example: Example) -> dict[str, tuple[Any, str]]:
    """Under the name of each part of an answer, what to compare it by, and how to say it."""
    has = found(answer)
    region = has["escalation"]
    told = {
        "severity": (answer.verdict.possible, _severity(policy, answer.verdict)),
        "criterion": (has["criterion"], has["criterion"] or "none"),
        "asks": (has["asks"], ", ".join(has["asks"]) or "nothing"),
        "target": (has["target"], has["target"] or "none"),
    }
    if example.opened:
        due = has["deadline"]
        told["deadline"] = (due, shown(due.astimezone(written_in(example, due)) if due else None))
        told["steps"] = (
            has["steps"],
            as_written(has["steps"], example) if has["steps"] else "none",
        )
    told["escalation"] = (region, policy.region(region).name if region else "none")
    return told


def _severity(policy: Policy, verdict: Verdict) -> str:
    return " or ".join(prose(policy.severity(s).name) for s in verdict.possible) or "none"


# -- the grid --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Situation:
    """One square of the grid: what is known, and when and where it is reported."""

    facts: Mapping[str, str]
    called: bool
    day: str
    country: str | None
    timezone: str


def grid(both: Desks) -> Iterator[str]:
    """Situations in which an answer is due otherwise: counted, and the first of each kind."""
    squares = list(situations(both))
    kinds: dict[tuple[str, str, str], list[tuple[Situation, str, str]]] = {}
    for square in squares:
        old, new = _due(both.old, square), _due(both.new, square)
        if old and new and old != new:
            severity = (
                new.severity
                if old.possible == new.possible
                else (f"{old.severity} -> {new.severity}")
            )
            kind = severity, old.target, new.target
            kinds.setdefault(kind, []).append((square, str(old), str(new)))
    if not kinds:
        return
    count = sum(map(len, kinds.values()))
    yield f"- {count} of {len(squares)} situations are answered otherwise; the first of each kind:"
    for (severity, *_), some in list(kinds.items())[:SHOWN]:
        first, was, now = some[0]
        call = "case and call" if first.called else "case alone"
        place = f", in {first.country}" if first.country else ""
        times = f" ({len(some)} like it)" if len(some) > 1 else ""
        yield f"    - {severity}, {call}, {first.day}{place}: {was} -> {now}{times}"
    yield from _more(len(kinds))


def _more(kinds: int) -> Iterator[str]:
    if kinds > SHOWN:
        yield f"    - kinds of change that are not shown: {kinds - SHOWN}"


def situations(both: Desks) -> Iterator[Situation]:
    """Every square of the grid, of the criteria, channels and places of both policies."""
    facts = {
        tuple(sorted(known.items())): known
        for policy in (both.after.policy, both.before.policy)
        for severity in policy.severities
        for criterion in severity.criteria
        for condition in criterion.when[:1]
        if (known := {f: v[0] for f, v in condition.items() if v})
    }
    step = max(1, -(-len(facts) // MOST_CONDITIONS))
    targets = (*both.before.policy.response, *both.after.policy.response)
    calls = any("phone-call" in target.starts for target in targets)
    for known in [*facts.values()][::step]:
        for called in (False, True) if calls else (False,):
            for day in DAYS:
                for country, timezone in places(both):
                    yield Situation(known, called, day, country, timezone)


def places(both: Desks) -> list[tuple[str | None, str]]:
    """Places of the examples, and if there are none, those of the regions."""
    some: dict[tuple[str | None, str], None] = {}
    for policy in (both.after.policy, both.before.policy):
        some |= {(e.country, e.timezone): None for e in policy.examples if e.timezone}
    regions = {(None, r.zone): None for r in both.after.policy.regions}
    return list(some or regions or {(None, "UTC"): None})[:MOST_PLACES]


@dataclass(frozen=True)
class Due:
    """What an answer promises: the severity, the promise that governs, and when it is due."""

    severity: str = field(compare=False)
    """By its name, which may change without anything being due otherwise."""
    possible: tuple[SeverityId, ...]
    target: str
    minutes: int

    def __str__(self) -> str:
        return f"due in {_length(self.minutes)} (`{self.target}`)" if self.target else "nothing due"


def _due(desk: Desk, square: Situation) -> Due | None:
    """What is due in a situation; None where the policy does not know its facts."""
    known = {f.id: [v.id for v in f.values] for f in desk.policy.facts}
    if any(value not in known.get(fact, ()) for fact, value in square.facts.items()):
        return None
    at = DAYS[square.day].replace(tzinfo=zone(square.timezone))
    issue = Issue(
        now=at,
        facts=square.facts,
        opened=at,
        called=at + timedelta(minutes=5) if square.called else None,
        place=square.country,
        timezone=square.timezone,
    )
    answer = desk.answer(issue)
    governing, possible = answer.response.governing, answer.verdict.possible
    severity = _severity(desk.policy, answer.verdict)
    if governing is None or governing.deadline is None:
        return Due(severity, possible, "", 0)
    minutes = int((governing.deadline - at.astimezone(UTC)).total_seconds() // 60)
    return Due(severity, possible, governing.target, minutes)


def _length(minutes: int) -> str:
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 min"


# -- descriptions ----------------------------------------------------------------------------------


def descriptions(both: Desks) -> Iterator[str]:
    """Labelled descriptions that are read otherwise: counted, and the first of each kind."""
    if _reads_alike(both):
        return
    lines = labelled_lines(both.after.directory) or labelled_lines(both.before.directory)
    step = max(1, len(lines) // MOST_LINES)
    some = lines[::step][:MOST_LINES]
    kinds: dict[tuple[str, str], list[str]] = {}
    for line in some:
        text = str(line.get("text", ""))
        old, new = _read(both.old, text), _read(both.new, text)
        if old != new:
            kinds.setdefault((old, new), []).append(text)
    count = sum(map(len, kinds.values()))
    if not count:
        return
    yield (
        f"- {count} of {len(some)} labelled descriptions are read otherwise; the first of each "
        "kind:"
    )
    for (old, new), texts in list(kinds.items())[:SHOWN]:
        times = f" ({len(texts)} like it)" if len(texts) > 1 else ""
        yield f'    - "{prose(cut(texts[0], 80))}": {old} -> {new}{times}'
    yield from _more(len(kinds))


def _reads_alike(both: Desks) -> bool:
    one, other = both.before, both.after
    return (
        one.policy.facts == other.policy.facts
        and one.policy.cues == other.policy.cues
        and one.learned == other.learned
        and [(s.id, s.criteria) for s in one.policy.severities]
        == [(s.id, s.criteria) for s in other.policy.severities]
    )


def _read(desk: Desk, text: str) -> str:
    answer = desk.answer(Issue(now=NOON, text=text))
    criterion = answer.verdict.criterion
    severity = _severity(desk.policy, answer.verdict)
    return f"{severity} (`{criterion}`)" if criterion else f"{severity}, by what is asked"
