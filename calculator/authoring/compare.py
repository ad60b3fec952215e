"""What changed for readers between two policies, as Markdown; not which lines of YAML.

Both policies are read and asked: combinations of facts go through both decision tables, and worked
examples through both calculators.  What else readers see is compared thing by thing, by id.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

from calculator.authoring import holidays
from calculator.authoring.boxes import Box, boxes
from calculator.authoring.differences import details, item, listed, shown, things, title_of, whole
from calculator.authoring.load import Source
from calculator.authoring.revisions import opened
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.engine.policy import Criterion, Example, Fact, Policy, SeverityId
from calculator.engine.severity import Table, Verdict
from calculator.engine.time.holidays import Holidays, country_code
from calculator.language.knowledge import language

NOTHING = "Nothing changes for readers."

type Outcome = tuple[tuple[SeverityId, ...], str | None] | None
"""The possible severities and the criterion that decides; None if a policy lacks the value."""


def compared(old: str, new: str, policy: Path) -> str:
    """What a reader notices when the policy ``old`` is replaced by ``new``, as Markdown.

    Each is a directory, or a revision of the git repository in which ``policy`` lies.  Raises
    NoPolicyError if there is no such thing, and PolicyError if a policy there cannot be used.
    """
    with opened(old, policy) as before, opened(new, policy) as after:
        parts = [(title, list(lines)) for title, lines in _parts(before, after)]
    told = [f"### {title}\n\n" + "\n".join(lines) for title, lines in parts if lines]
    return "\n\n".join(["## What changes for readers", *told]) if told else NOTHING


# -- what is compared --------------------------------------------------------------------------


def _parts(before: Source, after: Source) -> Iterator[tuple[str, Iterator[str]]]:
    old, new = before.policy, after.policy
    yield (
        "The policy",
        _every(whole(old.about, new.about), things(old.notices, new.notices)),
    )
    yield "Severities and criteria", _severities(old, new)
    yield "What facts come to", _outcomes(old, new)
    yield "Questions", things(old.facts, new.facts)
    yield "How descriptions are read", _reading(before, after)
    yield "Response targets", things(old.response, new.response)
    yield "Calendars", things(old.calendars, new.calendars)
    yield "Public holidays", _public_holidays(old, new)
    yield "Telephone numbers", things(old.phones, new.phones)
    yield "Regions and contacts", things(old.regions, new.regions)
    yield "Ways to reach support", things(old.channels, new.channels)
    yield "What to do", things(old.actions, new.actions)
    yield "Process", things(old.process, new.process)
    yield "Escalation", whole(old.escalation, new.escalation)
    yield "Interpretations", things(old.interpretations, new.interpretations)
    yield (
        "Worked examples",
        _every(things(old.examples, new.examples), _answers(before, after)),
    )
    yield "Other pages", things(old.topics, new.topics)


def _every(*lines: Iterable[str]) -> Iterator[str]:
    for some in lines:
        yield from some


# -- severities and what decides on them --------------------------------------------------------


def _severities(old: Policy, new: Policy) -> Iterator[str]:
    yield from things(old.severities, new.severities)
    before, after = _criteria(old), _criteria(new)
    for id, (severity, criterion) in before.items():
        if id not in after:
            yield f"- Removed from {severity}: **{criterion.label}** (`{id}`)"
    for id, (severity, criterion) in after.items():
        if id not in before:
            yield f"- Added to {severity}: **{criterion.label}** (`{id}`): {shown(criterion.text)}"
            continue
        was, other = before[id]
        moved = [f"{was} -> {severity}"] if was != severity else []
        changed = details(other, criterion)
        yield from item(f"**{criterion.label}** (`{id}`)", [*moved, *changed])
    for level in new.severities:
        order = [c.id for c in level.criteria if c.id in before]
        if order != [id for id in before if id in order]:
            labels = ", ".join(c.label for c in level.criteria)
            yield f"- {level.name}, in another order of weight: {labels}"


def _criteria(policy: Policy) -> dict[str, tuple[str, Criterion]]:
    return {c.id: (s.name, c) for s in policy.severities for c in s.criteria}


@dataclass(frozen=True)
class _Change:
    """What a combination of facts came to, and what it comes to."""

    old: Outcome
    new: Outcome


def _outcomes(old: Policy, new: Policy) -> Iterator[str]:
    """Combinations of facts that come to something else, in as few rows as tell the same."""
    facts = _facts_of_both(old, new)
    before, after = Table(old), Table(new)
    both = _criteria(old).keys() & _criteria(new).keys()
    grouped: dict[_Change, list[tuple[str, ...]]] = {}
    for values in product(*facts.values()):
        known = dict(zip(facts, values, strict=True))
        change = _Change(_outcome(old, before, known), _outcome(new, after, known))
        if _matters(change, both):
            grouped.setdefault(change, []).append(values)
    for change, combinations in grouped.items():
        for box in boxes(list(facts.values()), set(combinations)):
            yield f"- {_facts(box)}: {_change(old, new, change)}"


def _facts_of_both(old: Policy, new: Policy) -> dict[str, list[str]]:
    """The values of every fact that either policy has, the new policy's first."""
    found: dict[str, list[str]] = {}
    for fact in (*new.facts, *old.facts):
        known = found.setdefault(fact.id, [])
        known += [v.id for v in fact.values if v.id not in known]
    return found


def _outcome(policy: Policy, table: Table, known: Mapping[str, str]) -> Outcome:
    facts = {fact.id: known[fact.id] for fact in policy.facts}
    if any(facts[fact.id] not in [v.id for v in fact.values] for fact in policy.facts):
        return None
    verdict = table.verdict(facts)
    return verdict.possible, verdict.criterion


def _matters(change: _Change, both: Iterable[str]) -> bool:
    """Whether the severity differs, or else the criterion, where neither is added nor removed."""
    if change.new is None or change.old is None:
        return change.new is not None
    if change.old[0] != change.new[0]:
        return True
    return change.old[1] != change.new[1] and {change.old[1], change.new[1]} <= set(both)


def _facts(box: Box) -> str:
    return " + ".join(" or ".join(values) for values in box if values) or "any facts"


def _change(old: Policy, new: Policy, change: _Change) -> str:
    if change.old is None:
        return f"{_outcome_name(new, change.new)} (new)"
    assert change.new is not None
    if change.old[0] == change.new[0]:
        before, after = old.criterion(str(change.old[1])), new.criterion(str(change.new[1]))
        severity = _outcome_name(new, change.new)
        return f"{severity}, now by *{after.label}* instead of *{before.label}*"
    by = f" (`{change.new[1]}`)" if change.new[1] else ""
    return f"{_outcome_name(old, change.old)} -> {_outcome_name(new, change.new)}{by}"


def _outcome_name(policy: Policy, outcome: Outcome) -> str:
    severities = outcome[0] if outcome else ()
    return " or ".join(policy.severity(s).name for s in severities) or "none"


# -- reading -----------------------------------------------------------------------------------


def _reading(before: Source, after: Source) -> Iterator[str]:
    was, now = _phrases(before.policy), _phrases(after.policy)
    for id in dict.fromkeys((*now, *was)):
        (name, one), (title, other) = was.get(id, ("", ())), now.get(id, ("", ()))
        if set(one) != set(other):
            yield from item(f"**{title or name}**", listed("phrases", one, other))
    yield from things(before.policy.cues, after.policy.cues)
    if before.learned != after.learned:
        yield "- The weights that descriptions are read with were learned anew."


def _phrases(policy: Policy) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each thing that phrases can say, its name and the phrases."""
    values = [(f, v) for f in policy.facts for v in f.values]
    return {
        **{f"{f.id}={v.id}": (f"{f.name}: {v.label}", v.phrases) for f, v in values},
        **{cue.id: (title_of(cue), cue.phrases) for cue in policy.cues},
    }


# -- days ----------------------------------------------------------------------------------------


def _public_holidays(old: Policy, new: Policy) -> Iterator[str]:
    one, other = old.holidays, new.holidays
    days = (
        ("A holiday", other.add, one.add),
        ("No longer listed as a holiday", one.add, other.add),
        ("Not a holiday", other.remove, one.remove),
        ("A holiday again", one.remove, other.remove),
    )
    for said, having, lacking in days:
        known = {(d.place, d.date, d.name) for d in lacking}
        for day in having:
            if (day.place, day.date, day.name) not in known:
                yield f"- {said}: {day.date.isoformat()} in {day.place} {day.name}".rstrip()
    bare_one, bare_other = (replace(rules, add=(), remove=()) for rules in (one, other))
    yield from (f"- {detail}" for detail in details(bare_one, bare_other))


# -- worked examples -----------------------------------------------------------------------------


def _answers(before: Source, after: Source) -> Iterator[str]:
    """The worked examples of either policy that the two answer differently."""
    examples = {e.id: e for e in (*before.policy.examples, *after.policy.examples)}
    now = datetime.now(UTC)
    countries = {country_code(e.country) for e in examples.values() if e.country}
    old, new = _desk(before, countries, now.date()), _desk(after, countries, now.date())
    for example in examples.values():
        was, is_now = _answer(old, example, now), _answer(new, example, now)
        changes = [
            f"{what}: {was[what][1]} -> {is_now[what][1]}"
            for what in was
            if was[what][0] != is_now[what][0]
        ]
        yield from item(f"**{example.title}** is answered otherwise", changes)


def _desk(source: Source, countries: set[str], today: date) -> Desk:
    policy = source.policy
    days = holidays.build_some(policy.holidays, countries | holidays.closing(policy), today)
    return Desk(policy, language(), source.learned, Holidays(days))


def _answer(desk: Desk, example: Example, now: datetime) -> dict[str, tuple[Any, str]]:
    """Under the name of each part of an answer, what to compare it by, and how to say it."""
    policy = desk.policy
    answer = desk.answer(
        Issue(
            now=example.opened or now,
            text=example.text,
            facts=_usable(policy.facts, example.facts),
            opened=example.opened,
            called=example.called,
            place=example.country,
            timezone=example.timezone,
        )
    )
    verdict, governing = answer.verdict, answer.response.governing
    region = answer.escalation
    deadline = governing.deadline if governing else None
    where = example.opened.tzinfo if example.opened else UTC
    return {
        "severity": (verdict.possible, _verdict_name(policy, verdict)),
        "criterion": (verdict.criterion, verdict.criterion or "none"),
        "asks": (verdict.asks, ", ".join(verdict.asks) or "nothing"),
        "target": (governing and governing.target, governing.target if governing else "none"),
        "deadline": (deadline, shown(deadline.astimezone(where) if deadline else None)),
        "escalation": (region, policy.region(region).name if region else "none"),
    }


def _verdict_name(policy: Policy, verdict: Verdict) -> str:
    return " or ".join(policy.severity(s).name for s in verdict.possible) or "none"


def _usable(facts: Iterable[Fact], stated: Mapping[str, str]) -> dict[str, str]:
    known = {f.id: [v.id for v in f.values] for f in facts}
    return {fact: value for fact, value in stated.items() if value in known.get(fact, ())}
