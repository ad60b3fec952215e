"""What changed for readers between two policies, as Markdown; not which lines of YAML.

Both policies are read and asked: combinations of facts go through both decision tables, and worked
examples through both calculators.  What else readers see is compared thing by thing, by id.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from calculator.authoring.behaviour import descriptions, desks, examples, grid
from calculator.authoring.boxes import Box
from calculator.authoring.differences import (
    details,
    full,
    item,
    listed,
    plain,
    prose,
    things,
    title_of,
    whole,
)
from calculator.authoring.load import Source
from calculator.authoring.outcomes import Change, Outcome, changes
from calculator.authoring.revisions import opened
from calculator.authoring.texts import written
from calculator.authoring.walk import things as walked
from calculator.engine.policy import Criterion, Policy

NOTHING = "Nothing changes for readers."


@dataclass(frozen=True)
class Comparison:
    """What readers notice, in lines of Markdown under titles."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def changed(self) -> bool:
        """Whether readers notice anything."""
        return bool(self.parts)

    def markdown(self) -> str:
        """For a pull request."""
        told = [f"### {title}\n\n" + "\n".join(lines) for title, lines in self.parts]
        return "\n\n".join(["## What changes for readers", *told]) if told else NOTHING

    def text(self) -> str:
        """For a terminal."""
        told = [
            f"{title}\n" + "\n".join(f"  {plain(line)}" for line in lines)
            for title, lines in self.parts
        ]
        return "\n\n".join(told) or NOTHING

    def yaml(self, day: date) -> str:
        """For ``revisions``, where readers are told of it."""
        told = [f"  - day: {day}"]
        if self.parts:
            told.append("    changes:")
        for title, lines in self.parts:
            told += [f"      - title: {title}", "        text: |-"]
            told += [f"          {line}" for line in lines]
        return "\n".join(told)

    def json(self) -> dict[str, Any]:
        """For programs."""
        parts = [
            {"title": title, "lines": [plain(line) for line in lines]}
            for title, lines in self.parts
        ]
        return {"changed": self.changed, "parts": parts}


def compared(old: str, new: str, policy: Path) -> Comparison:
    """What a reader notices when the policy ``old`` is replaced by ``new``.

    Each is a directory, or a revision of the git repository in which ``policy`` lies.  Raises
    NoPolicyError if there is no such thing, and PolicyError if a policy there cannot be used.
    """
    with opened(old, policy) as before, opened(new, policy) as after:
        if before.policy == after.policy and before.learned == after.learned:
            return Comparison(())
        parts = ((title, tuple(lines)) for title, lines in _parts(before, after))
        return Comparison(tuple((title, lines) for title, lines in parts if lines))


def day_of_change(policy: Policy) -> date:
    """The day of the revision, if readers are told of none since; else today."""
    told = max((revision.day for revision in policy.revisions), default=None)
    revision = policy.about.revision
    return revision if told is None or told < revision else datetime.now(UTC).date()


# -- what is compared --------------------------------------------------------------------------


def _parts(before: Source, after: Source) -> Iterator[tuple[str, Iterator[str]]]:
    old, new = before.policy, after.policy
    both = desks(before, after)
    yield "Links that break", _broken_links(before, after)
    yield (
        "The policy",
        _every(whole(old.about, new.about), things(old.notices, new.notices)),
    )
    yield "Severities and criteria", _severities(old, new)
    yield "What facts come to", _outcomes(old, new)
    yield "Questions", things(old.facts, new.facts)
    yield "How descriptions are read", _every(_reading(before, after), descriptions(both))
    yield "Response targets", things(old.response, new.response)
    yield "When an answer is due", grid(both)
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
        _every(things(old.examples, new.examples), examples(both)),
    )
    yield "Other pages", things(old.topics, new.topics)


def _every(*lines: Iterable[str]) -> Iterator[str]:
    for some in lines:
        yield from some


# -- ids ------------------------------------------------------------------------------------------


def gone(old: Policy, new: Policy) -> dict[str, str]:
    """Published addresses of things that there are no longer, and what they named."""
    here = _anchors(new)
    return {id: title for id, title in _anchors(old).items() if id not in here}


def _anchors(policy: Policy) -> dict[str, str]:
    values = {f"{f.id}-{v.id}": title_of(v) for f in policy.facts for v in f.values}
    named = (t for _, t in walked(policy) if hasattr(t, "id") and type(t).__name__ != "FactValue")
    return {str(thing.id): title_of(thing) for thing in named} | values


def _broken_links(before: Source, after: Source) -> Iterator[str]:
    """Ids that are gone: permalinks to them stop working, and links in this site, too."""
    texts = [text for _, text in written(after.policy)]
    for id, title in gone(before.policy, after.policy).items():
        links = sum(len(re.findall(rf"#{re.escape(id)}(?![\w-])", text)) for text in texts)
        inside = (
            f"; {links} link{'s' if links != 1 else ''} in its texts lead there" if links else ""
        )
        yield f"- `{id}` ({prose(title)}): permalinks and links to it stop working{inside}"


# -- severities and what decides on them --------------------------------------------------------


def _severities(old: Policy, new: Policy) -> Iterator[str]:
    yield from things(old.severities, new.severities)
    before, after = _criteria(old), _criteria(new)
    homes = [{c.id: s.id for s in p.severities for c in s.criteria} for p in (old, new)]
    for id, (severity, criterion) in before.items():
        if id not in after:
            yield f"- Removed from {severity}: **{prose(criterion.label)}** (`{id}`)"
    for id, (severity, criterion) in after.items():
        if id not in before:
            yield f"- Added to {severity}: **{prose(criterion.label)}** (`{id}`){full(criterion)}"
            continue
        was, other = before[id]
        moved = [f"{was} -> {severity}"] if homes[0][id] != homes[1][id] else []
        changed = details(other, criterion)
        yield from item(f"**{prose(criterion.label)}** (`{id}`)", [*moved, *changed])
    for level in new.severities:
        order = [c.id for c in level.criteria if c.id in before]
        if order != [id for id in before if id in order]:
            labels = ", ".join(prose(c.label) for c in level.criteria)
            yield f"- {prose(level.name)}, in another order of weight: {labels}"


def _criteria(policy: Policy) -> dict[str, tuple[str, Criterion]]:
    return {c.id: (prose(s.name), c) for s in policy.severities for c in s.criteria}


def _outcomes(old: Policy, new: Policy) -> Iterator[str]:
    """Combinations of facts that come to something else, in as few rows as tell the same."""
    both = _criteria(old).keys() & _criteria(new).keys()
    for change, boxes in changes(old, new).items():
        if _matters(change, both):
            for box in boxes:
                yield f"- {_facts(box)}: {_change(old, new, change)}"


def _matters(change: Change, both: Iterable[str]) -> bool:
    """Whether the severity differs, or else the criterion, where neither is added nor removed."""
    if change.new is None or change.old is None:
        return change.new is not None
    if change.old[0] != change.new[0]:
        return True
    return change.old[1] != change.new[1] and {change.old[1], change.new[1]} <= set(both)


def _facts(box: Box) -> str:
    return " + ".join(" or ".join(values) for values in box if values) or "any facts"


def _change(old: Policy, new: Policy, change: Change) -> str:
    if change.old is None:
        return f"{_outcome_name(new, change.new)} (new)"
    assert change.new is not None
    if change.old[0] == change.new[0]:
        before, after = old.criterion(str(change.old[1])), new.criterion(str(change.new[1]))
        severity = _outcome_name(new, change.new)
        return f"{severity}, now by *{prose(after.label)}* instead of *{prose(before.label)}*"
    by = f" (`{change.new[1]}`)" if change.new[1] else ""
    return f"{_outcome_name(old, change.old)} -> {_outcome_name(new, change.new)}{by}"


def _outcome_name(policy: Policy, outcome: Outcome) -> str:
    severities = outcome[0] if outcome else ()
    return " or ".join(prose(policy.severity(s).name) for s in severities) or "none"


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
        **{f"{f.id}={v.id}": (prose(f"{f.name}: {v.label}"), v.phrases) for f, v in values},
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
                parts = "" if "-" in day.place else " and all its parts"
                name = f": {prose(day.name)}" if day.name else ""
                yield f"- {said}: {day.date.isoformat()} in {prose(day.place)}{parts}{name}"
    bare_one, bare_other = (replace(rules, add=(), remove=()) for rules in (one, other))
    yield from (f"- {detail}" for detail in details(bare_one, bare_other))
