"""Worked examples answered: what each must come to, what it comes to, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

import yaml

from calculator.authoring import holidays
from calculator.authoring.form import Where
from calculator.authoring.load import Source
from calculator.authoring.problem import Place, Problem, quoted
from calculator.authoring.slips.reader import Loader
from calculator.authoring.stems import recall_stems
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import Issue
from calculator.engine.log import last_moment, log_of
from calculator.engine.policy import RESPONSE, Example, Expectation, Policy
from calculator.engine.response import Response
from calculator.engine.time.holidays import Holidays, country_code
from calculator.engine.time.zone import zone
from calculator.language.knowledge import language

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""The moment of examples that name none, and of which none is asked."""

FIELDS = (
    "severity", "criterion", "asks", "target", "deadline", "promised", "steps", "escalation",
)  # fmt: skip
"""What an example may expect, in the order in which one decides the next."""


@dataclass(frozen=True)
class Miss:
    """An example that comes to something else than it expects, in these fields."""

    where: Where
    example: Example
    comes_to: Mapping[str, Any]
    """Under each field that differs, what the answer has there."""
    because: str
    promise: str | None = None
    """The promise by which it comes out otherwise, if it is one."""


def ready(source: Source, examples: Iterable[Example] | None = None) -> Desk:
    """A desk that knows the holidays of every country and year its examples speak of."""
    recall_stems()
    return Desk(source.policy, language(), source.learned, known_holidays(source.policy, examples))


def known_holidays(policy: Policy, examples: Iterable[Example] | None = None) -> Holidays:
    """The holidays of every country and year that the examples speak of."""
    shown = tuple(policy.examples if examples is None else examples)
    named = {country_code(e.country) for e in shown if e.country}
    countries = sorted(named | holidays.closing(policy))
    moments = [m for e in shown for m in (e.opened, e.called, last_moment(e)) if m] or [NOON]
    first, last = min(moments).year - 1, max(moments).year + 2
    rules = replace(policy.holidays, countries=tuple(countries), first_year=first, last_year=last)
    days = holidays.build_some(rules, set(countries), date(last, 1, 1)) if countries else {}
    return Holidays(days)


def answered(desk: Desk, example: Example) -> Answer:
    """The answer to an example, as of the last moment that it tells of; without a log, as of the
    one in which its case was opened."""
    known = {f.id: [v.id for v in f.values] for f in desk.policy.facts}
    return desk.answer(
        Issue(
            now=(example.log and last_moment(example)) or example.opened or NOON,
            text=example.text,
            facts={f: v for f, v in example.facts.items() if v in known.get(f, ())},
            opened=example.opened,
            called=example.called,
            place=example.country,
            timezone=example.timezone,
            log=log_of(desk.policy, example),
        )
    )


def found(answer: Answer) -> dict[str, Any]:
    """What an answer has under each field that an example may expect."""
    governing = answer.response.governing
    return {
        "severity": answer.verdict.severity,
        "criterion": answer.verdict.criterion,
        "asks": answer.asks,
        "target": governing.target if governing else None,
        "deadline": governing.deadline if governing else None,
        "escalation": answer.escalation,
        "promised": promised(answer.response),
        "steps": {b.step: b.at for b in answer.steps if b.at and b.stage != "kept"},
    }


def promised(response: Response) -> dict[str, datetime]:
    """The deadlines of all kinds of promise but the response, by kind."""
    return {
        p.kind: p.deadline
        for p in response.promises
        if p.status == "governs" and p.kind != RESPONSE and p.deadline
    }


def misses(source: Source, desk: Desk | None = None) -> Iterator[Miss]:
    """The examples that come to something else than they expect."""
    desk = desk or ready(source)
    for i, example in enumerate(source.policy.examples):
        answer = answered(desk, example)
        has = found(answer)
        differs = {
            name: has[name]
            for name in FIELDS
            if _is_expected(example, name) and getattr(example.expect, name) != has[name]
        }
        if differs:
            first = next(iter(differs))
            where = ("examples", i, "expect", first)
            governing = answer.response.governing
            promise = governing.target if governing and first == "deadline" else None
            yield Miss(where, example, differs, _because(desk.policy, answer, first), promise)


def _is_expected(example: Example, name: str) -> bool:
    return name in ("severity", "asks") or getattr(example.expect, name) not in (None, {})


def told(source: Source, miss: Miss) -> Problem:
    """A miss as a problem at the expectation that is wrong."""
    first, *others = miss.comes_to
    wanted = shown(getattr(miss.example.expect, first), miss.example)
    has = shown(miss.comes_to[first], miss.example)
    also = ", ".join(f"{name}: {shown(miss.comes_to[name], miss.example)}" for name in others)
    message = (
        f"the example {quoted(miss.example.id)}: expected {first} {wanted}, comes to {has} because "
        f"{miss.because}" + (f"; also {also}" if also else "")
    )
    return Problem(source.place(miss.where), message)


def unproven(source: Source, desk: Desk) -> str:
    """The examples that come to something else than they say, a line each."""
    return "\n".join(str(p) for p in sorted(told(source, miss) for miss in misses(source, desk)))


def shown(value: Any, example: Example) -> str:
    """A value as it is written in an expectation."""
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        parts = (f"{name}: {shown(one, example)}" for name, one in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, datetime):
        text = value.astimezone(written_in(example, value)).isoformat(timespec="minutes")
        return text.replace("+00:00", "Z")
    return str(value)


def written_in(example: Example, instant: datetime) -> tzinfo:
    """The zone in which an instant is written: as the old one was, where it was reported."""
    wanted = example.expect.deadline
    place = zone(example.timezone) if example.timezone else None
    if place and (wanted is None or wanted.astimezone(place).utcoffset() == wanted.utcoffset()):
        return place
    known = wanted or example.opened or instant
    return known.tzinfo or UTC


def _because(policy: Policy, answer: Answer, field: str) -> str:
    if field in ("severity", "criterion", "asks"):
        facts = ", ".join(_fact(answer, f.fact, f.value, f.state) for f in answer.facts)
        criterion = answer.verdict.criterion
        if criterion:
            return f"{quoted(criterion)} holds for {facts}"
        return f"it depends, with {facts}"
    governing = answer.response.governing
    if field in ("target", "deadline") and governing:
        target = next(t for t in policy.response if t.id == governing.target)
        start = governing.start.isoformat(timespec="minutes") if governing.start else "?"
        return f"{quoted(target.id)} is {target.within} on {target.calendar!r} from {start}"
    if field == "steps" and answer.steps:
        steps = {step.id: step for step in policy.escalation.steps}
        known = [steps[begin.step] for begin in answer.steps]
        return ", ".join(f"{quoted(s.id)} is {s.after} on {s.calendar!r}" for s in known)
    if field == "escalation" and answer.escalation:
        return f"{quoted(answer.escalation)} is nearest in time when the case is opened"
    return "nothing applies"


def _fact(answer: Answer, fact: str, value: str | None, state: str) -> str:
    text = answer.issue.text
    words = [text[e.start : e.end] for e in answer.reading.evidence if e.fact == fact]
    by = f"from {', '.join(map(quoted, words[:3]))}" if state == "read" and words else state
    return f"{fact}: {value or '?'} ({by})"


# -- writing expectations anew ---------------------------------------------------------------------


def fixed(source: Source, wrong: Iterable[Miss]) -> dict[Path, str]:
    """The files whose expectations are written anew, and nothing else in them, as they become."""
    changes: dict[str, list[tuple[int, int, str]]] = {}
    trees = {
        path: (text := "\n".join(lines), yaml.compose(text, Loader=Loader))
        for path, lines in source.lines.items()
    }
    for miss in wrong:
        place = source.place(miss.where[:2])
        text, tree = trees[place.path]
        expect = _expectation(tree, place)
        if expect and len(miss.where) == 3:
            new = shown(miss.comes_to, miss.example)
            changes.setdefault(place.path, []).append((*_span(expect), new))
            continue
        for key, value in expect.value if expect else ():
            if key.value in miss.comes_to:
                start, end = _span(value)
                behind = key.end_mark.index + 1
                # A list may begin in a line of its own, where nothing else may.
                start = start if text[behind:start].strip() else min(start, behind)
                new = shown(miss.comes_to[key.value], miss.example)
                changes.setdefault(place.path, []).append((start, end, new))
    return {Path(path): _replaced(trees[path][0], edits) for path, edits in changes.items()}


def unwritten(source: Source) -> Iterator[Miss]:
    """The examples to be written anew: those that miss, and as a whole those that
    expect a severity alone.

    What an author leaves out beside something else is left out.
    """
    desk = ready(source)
    rough = set()
    for i, example in enumerate(source.policy.examples):
        if replace(example.expect, severity=None) == Expectation(None):
            has = found(answered(desk, example))
            # Without a moment there is no deadline to hold it to.
            timeless = () if example.opened else ("deadline", "promised", "steps")
            told = {
                name: has[name]
                for name in FIELDS
                if name not in timeless and (has[name] or name == "severity")
            }
            rough.add(i)
            yield Miss(("examples", i, "expect"), example, told, "")
    yield from (miss for miss in misses(source, desk) if miss.where[1] not in rough)


def severities_replaced(source: Source, anew: Iterable[Miss]) -> Iterator[Problem]:
    """What is said of examples that will expect another severity than their author wrote."""
    for miss in anew:
        wanted = miss.example.expect.severity
        if (has := miss.comes_to.get("severity", wanted)) != wanted:
            was, now = (shown(severity, miss.example) for severity in (wanted, has))
            message = f"the example {quoted(miss.example.id)} expected severity {was}; now {now}"
            yield Problem(source.place(miss.where), message)


def _expectation(tree: yaml.Node | None, example: Place) -> yaml.MappingNode | None:
    """The mapping under ``expect`` of the example that begins at a place."""
    for node in _mappings(tree):
        mark = node.start_mark
        if (mark.line + 1, mark.column + 1) == (example.line, example.column):
            values = {k.value: v for k, v in node.value if isinstance(k, yaml.ScalarNode)}
            expect = values.get("expect")
            return expect if isinstance(expect, yaml.MappingNode) else None
    return None


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _span(node: yaml.Node) -> tuple[int, int]:
    """Where a value stands; a list or mapping in lines of its own ends with its last item."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        end = (last[1] if isinstance(last, tuple) else last).end_mark.index
    return start, end


def _replaced(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        lead = " " if text[start - 1 : start] == ":" else ""
        text = text[:start] + lead + new + text[end:]
    return text
