"""What changed for readers between two policies, as Markdown; not which lines of YAML.

Both policies are read and asked: combinations of facts go through both decision tables, and worked
examples through both calculators.  What else readers see is compared thing by thing, by id.
"""

import os
import re
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from calculator.authoring import holidays
from calculator.authoring.check import load_policy
from calculator.authoring.load import Place, PolicyError, Problem, Source
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.engine.policy import Criterion, Example, Fact, Policy
from calculator.engine.severity import Table, Verdict
from calculator.engine.time.holidays import Holidays, country_code

NOTHING = "Nothing changes for readers."

SHORT = 60
"""Characters up to which a text is shown before and after; a longer one by the differing words."""

type Outcome = tuple[tuple[int, ...], str | None] | None
"""The possible severities and the criterion that decides; None if a policy lacks the value."""

type Box = tuple[tuple[str, ...], ...]
"""For each fact the values that it may have; empty stands for any."""


class NoPolicyError(Exception):
    """Raised when what was named is neither a directory nor a git revision with a policy."""


def compared(old: str, new: str, policy: Path) -> str:
    """What a reader notices when the policy ``old`` is replaced by ``new``, as Markdown.

    Each is a directory, or a revision of the git repository in which ``policy`` lies.  Raises
    NoPolicyError if there is no such thing, and PolicyError if a policy there cannot be used.
    """
    with _opened(old, policy) as before, _opened(new, policy) as after:
        parts = [(title, list(lines)) for title, lines in _parts(before, after)]
    told = [f"### {title}\n\n" + "\n".join(lines) for title, lines in parts if lines]
    return "\n\n".join(["## What changes for readers", *told]) if told else NOTHING


# -- reading both ------------------------------------------------------------------------------


@contextmanager
def _opened(name: str, policy: Path) -> Iterator[Source]:
    if Path(name).is_dir():
        yield load_policy(Path(name))
        return
    with TemporaryDirectory() as directory:
        _unpack(name, policy, Path(directory))
        try:
            source = load_policy(Path(directory))
        except PolicyError as error:
            raise PolicyError([_renamed(p, directory, name) for p in error.problems]) from None
        yield source


def _unpack(revision: str, policy: Path, into: Path) -> None:
    if not policy.is_dir():
        raise NoPolicyError(f"there is no directory '{policy}'")
    wanted = f"{revision}^{{commit}}"
    found = _git(policy, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if found.returncode:
        raise NoPolicyError(
            f"'{revision}' is neither a directory nor a revision of the git repository "
            f"in which '{policy}' lies"
        )
    # In a subdirectory, git packs that directory alone.
    packed = _git(policy, "archive", "--format=tar", found.stdout.decode().strip())
    if packed.returncode:
        raise NoPolicyError(f"the git revision '{revision}' has no directory '{policy}'")
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(into, filter="data")


def _git(directory: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # Within a hook, git's own variables would name another repository than the directory's.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    command = ["git", "-C", str(directory), *arguments]
    try:
        return subprocess.run(command, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoPolicyError("git is needed to compare revisions; it is not installed") from None


def _renamed(problem: Problem, directory: str, revision: str) -> Problem:
    """The problem with the name of the revision in place of the temporary directory's."""
    place, path = problem.place, problem.place.path.replace(directory, revision)
    message = problem.message.replace(directory, revision)
    return Problem(Place(path, place.line, place.column), message)


# -- what is compared --------------------------------------------------------------------------


def _parts(before: Source, after: Source) -> Iterator[tuple[str, Iterator[str]]]:
    old, new = before.policy, after.policy
    yield "The policy", _every(_whole(old.about, new.about), _things(old.notices, new.notices))
    yield "Severities and criteria", _severities(old, new)
    yield "What facts come to", _outcomes(old, new)
    yield "Questions", _things(old.facts, new.facts)
    yield "How descriptions are read", _reading(before, after)
    yield "Response targets", _things(old.response, new.response)
    yield "Calendars", _things(old.calendars, new.calendars)
    yield "Public holidays", _public_holidays(old, new)
    yield "Telephone numbers", _things(old.phones, new.phones)
    yield "Regions and contacts", _things(old.regions, new.regions)
    yield "Ways to reach support", _things(old.channels, new.channels)
    yield "What to do", _things(old.actions, new.actions)
    yield "Process", _things(old.process, new.process)
    yield "Escalation", _whole(old.escalation, new.escalation)
    yield "Interpretations", _things(old.interpretations, new.interpretations)
    yield "Worked examples", _every(_things(old.examples, new.examples), _answers(before, after))
    yield "Other pages", _things(old.topics, new.topics)


def _every(*lines: Iterable[str]) -> Iterator[str]:
    for some in lines:
        yield from some


# -- thing by thing ----------------------------------------------------------------------------

APART = {
    "FactValue": ("phrases",),
    "Cue": ("phrases",),
    "Severity": ("criteria",),
    "Example": ("expect",),
}
"""What has a section of its own, or is not for readers."""

CHOICES = ("starts", "any_of", "countries", "asks", "over", "applies_to")
"""Lists that are short, and say more as a whole than by what was added to them."""


def _things(old: Iterable[Any], new: Iterable[Any], within: str = "") -> Iterator[str]:
    """What was added, removed, changed and moved among things that have ids."""
    before, after = {t.id: t for t in old}, {t.id: t for t in new}
    for id, thing in before.items():
        if id not in after:
            yield f"- Removed: **{within}{_title(thing)}**"
    for id, thing in after.items():
        if id not in before:
            yield f"- Added: **{within}{_title(thing)}**{_summary(thing)}"
        else:
            yield from _thing(before[id], thing, within + _title(thing))
    kept = [id for id in before if id in after]
    if kept != [id for id in after if id in before]:
        order = ", ".join(_title(thing) for thing in after.values())
        yield f"- In another order{' in ' + within.rstrip(': ') if within else ''}: {order}"


def _thing(old: Any, new: Any, title: str) -> Iterator[str]:
    yield from _item(f"**{title}**", _details(old, new))
    yield from _parts_of(old, new, f"{title}: ")


def _whole(old: Any, new: Any) -> Iterator[str]:
    """Like :func:`_thing`, for what there is only one of."""
    yield from (f"- {detail}" for detail in _details(old, new))
    yield from _parts_of(old, new, "")


def _parts_of(old: Any, new: Any, within: str) -> Iterator[str]:
    for name in _seen(new):
        one, other = getattr(old, name), getattr(new, name)
        if _are_things(one) or _are_things(other):
            yield from _things(one, other, within)


def _item(title: str, details: Iterable[str]) -> Iterator[str]:
    lines = list(details)
    if len(lines) == 1:
        yield f"- {title}: {lines[0]}"
    elif lines:
        yield f"- {title}:"
        yield from (f"    - {line}" for line in lines)


def _details(old: Any, new: Any, trail: str = "") -> Iterator[str]:
    """Each field that differs, as "name: before -> after"."""
    for name in _seen(new):
        one, other = getattr(old, name), getattr(new, name)
        label = trail + name.replace("_", " ")
        if one == other or _are_things(one) or _are_things(other):
            continue
        if is_dataclass(one) and is_dataclass(other):
            yield from _details(one, other, f"{label}, ")
        elif isinstance(other, tuple) and name not in CHOICES:
            yield from _listed(label, one, other)
        else:
            yield f"{label}: {_arrow(_shown(one), _shown(other))}"


def _seen(thing: Any) -> Iterator[str]:
    hidden = ("id", *APART.get(type(thing).__name__, ()))
    return (f.name for f in fields(thing) if f.name not in hidden)


def _are_things(value: Any) -> bool:
    return isinstance(value, tuple) and any(hasattr(v, "id") for v in value)


def _listed(label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    removed = [_quoted(v) for v in old if v not in new]
    added = [_quoted(v) for v in new if v not in old]
    if removed:
        yield f"{label}: removed {', '.join(removed)}"
    if added:
        yield f"{label}: added {', '.join(added)}"
    if not (removed or added):
        yield f"{label}: in another order"


def _title(thing: Any) -> str:
    # A severity has a name and a label; the name is what people say.
    names = ("name", "title", "label", "location")
    return str(next((getattr(thing, n) for n in names if hasattr(thing, n)), thing.id))


def _summary(thing: Any) -> str:
    told = [getattr(thing, n, None) for n in ("text", "reading", "summary", "number", "within")]
    return "".join(f": {_line(t)}" for t in told if isinstance(t, str) and t)


def _shown(value: Any) -> str:
    """A value in one line, as a reader would say it."""
    if value is None or value in ("", (), {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        between = "; or " if any(isinstance(v, Mapping) for v in value) else ", "
        return between.join(_shown(v) for v in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {' or '.join(_several(v))}" for k, v in value.items())
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if is_dataclass(value):
        return ", ".join(_shown(v) for f in fields(value) if (v := getattr(value, f.name)))
    return _line(str(value))


def _several(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _quoted(value: Any) -> str:
    return f'"{_shown(value)}"'


def _line(text: str) -> str:
    return " ".join(text.split())


def _arrow(old: str, new: str) -> str:
    if max(len(old), len(new)) <= SHORT:
        return f"{old} -> {new}"
    return _reworded(old, new)


def _reworded(old: str, new: str) -> str:
    """The new text with what it replaces struck out, far from changes cut short."""
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    shown: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            first, last = c == 0, d == len(after)
            shown += _shortened(after[c:d], head=not first, tail=not last)
            continue
        if a < b:
            shown.append(f"~~{' '.join(before[a:b])}~~")
        if c < d:
            shown.append(f"**{' '.join(after[c:d])}**")
    return " ".join(shown)


def _shortened(words: list[str], *, head: bool, tail: bool, kept: int = 4) -> list[str]:
    start, end = (kept if head else 0), (kept if tail else 0)
    if len(words) <= start + end + 1:
        return words
    return [*words[:start], "…", *words[len(words) - end :]]


# -- severities and what decides on them --------------------------------------------------------


def _severities(old: Policy, new: Policy) -> Iterator[str]:
    yield from _things(old.severities, new.severities)
    before, after = _criteria(old), _criteria(new)
    for id, (severity, criterion) in before.items():
        if id not in after:
            yield f"- Removed from {severity}: **{criterion.label}** (`{id}`)"
    for id, (severity, criterion) in after.items():
        if id not in before:
            yield f"- Added to {severity}: **{criterion.label}** (`{id}`): {_line(criterion.text)}"
            continue
        was, other = before[id]
        moved = [f"{was} -> {severity}"] if was != severity else []
        details = _details(other, criterion)
        yield from _item(f"**{criterion.label}** (`{id}`)", [*moved, *details])
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
        for box in _boxes(list(facts.values()), set(combinations)):
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


def _boxes(facts: list[list[str]], combinations: set[tuple[str, ...]]) -> list[Box]:
    """The combinations as products of values, values that lead to the same taken together."""
    if not facts:
        return [()] if combinations else []
    branches: dict[tuple[Box, ...], list[str]] = {}
    for value in facts[0]:
        rest = _boxes(facts[1:], {c[1:] for c in combinations if c[0] == value})
        branches.setdefault(tuple(rest), []).append(value)
    return [
        ((() if len(values) == len(facts[0]) else tuple(values)), *box)
        for rest, values in branches.items()
        for box in rest
    ]


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
            yield from _item(f"**{title or name}**", _listed("phrases", one, other))
    yield from _things(before.policy.cues, after.policy.cues)
    if before.learned != after.learned:
        yield "- The weights that descriptions are read with were learned anew."


def _phrases(policy: Policy) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each thing that phrases can say, its name and the phrases."""
    values = [(f, v) for f in policy.facts for v in f.values]
    return {
        **{f"{f.id}={v.id}": (f"{f.name}: {v.label}", v.phrases) for f, v in values},
        **{cue.id: (_title(cue), cue.phrases) for cue in policy.cues},
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
    yield from (f"- {detail}" for detail in _details(bare_one, bare_other))


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
        yield from _item(f"**{example.title}** is answered otherwise", changes)


def _desk(source: Source, countries: set[str], today: date) -> Desk:
    policy = source.policy
    named = {country_code(c.holidays) for c in policy.calendars if c.holidays}
    days = holidays.build_some(policy.holidays, countries | named, today)
    return Desk(policy, source.learned, Holidays(days))


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
        "deadline": (deadline, _shown(deadline.astimezone(where) if deadline else None)),
        "escalation": (region, policy.region(region).name if region else "none"),
    }


def _verdict_name(policy: Policy, verdict: Verdict) -> str:
    return " or ".join(policy.severity(s).name for s in verdict.possible) or "none"


def _usable(facts: Iterable[Fact], stated: Mapping[str, str]) -> dict[str, str]:
    known = {f.id: [v.id for v in f.values] for f in facts}
    return {fact: value for fact, value in stated.items() if value in known.get(fact, ())}
