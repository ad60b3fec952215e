"""What the engine answers while the guide is made: sentences, near misses, worked deadlines.

Nothing here is written down twice: each is asked of the same desk that answers in the calculator.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, islice

from calculator.engine.answer import Answer, Desk
from calculator.engine.derived import derived_facts, in_base_facts
from calculator.engine.issue import Issue
from calculator.engine.log import last_moment, log_of
from calculator.engine.policy import Criterion, Example, Expectation, Policy, Severity
from calculator.engine.response import Promise

MOST_SAID = 2
MOST_WORKED = 6
KINDS = ("working-day", "weekend", "holiday", "clock-change", "not-called", "called-late")
"""What worked deadlines can show, in the order in which they are shown."""
LATE = timedelta(hours=2)
"""How long after opening a call is late, where the guide shows what a late call does."""


@dataclass(frozen=True)
class Asked:
    """Something a reader might report, and what it comes to."""

    example: Example
    answer: Answer

    @property
    def governing(self) -> Promise | None:
        """The response whose deadline governs; None if nothing promises a time."""
        governing = self.answer.response.governing
        return governing if governing and governing.deadline else None


def ask(desk: Desk, example: Example) -> Asked:
    """The engine's answer to an example, at the moment when it is told to be opened."""
    issue = Issue(
        now=last_moment(example) or datetime(desk.policy.about.revision.year, 1, 1, tzinfo=UTC),
        text=example.text,
        facts=example.facts,
        opened=example.opened,
        called=example.called,
        place=example.country,
        timezone=example.timezone,
        log=log_of(desk.policy, example),
    )
    return Asked(example, desk.answer(issue))


def reported(text: str = "", facts: Mapping[str, str] | None = None) -> Example:
    """A report without a time or a place of its own."""
    return Example("", "", text, Expectation(severity=None), facts or {})


# -- criteria ------------------------------------------------------------------------------------


def said(desk: Desk, *criteria: Criterion) -> list[Asked]:
    """Up to two reports that come to one of these criteria: sentences where there are some, of as
    many criteria as possible, else facts."""
    return list(islice(chain(_in_turn(desk, criteria), _in_facts(desk, criteria)), MOST_SAID))


def _in_turn(desk: Desk, criteria: Iterable[Criterion]) -> Iterator[Asked]:
    """A sentence of each criterion, then the others."""
    others: list[Asked] = []
    for criterion in criteria:
        said = sentences(desk, criterion)
        yield from said[:1]
        others += said[1:]
    yield from others


def _in_facts(desk: Desk, criteria: Iterable[Criterion]) -> Iterator[Asked]:
    for criterion in criteria:
        for facts in situations(desk.policy, criterion):
            asked = ask(desk, reported(facts=facts))
            if asked.answer.verdict.criterion == criterion.id:
                yield asked


def sentences(desk: Desk, criterion: Criterion) -> list[Asked]:
    """What people say that comes to a criterion: its own sentences, and those of the examples."""
    texts = dict.fromkeys(criterion.said)
    texts |= dict.fromkeys(
        e.text
        for e in desk.policy.examples
        if e.expect.criterion == criterion.id and e.text and not e.facts
    )
    asked = [ask(desk, reported(text)) for text in texts]
    return [a for a in asked if a.answer.verdict.criterion == criterion.id]


def near_misses(desk: Desk, severity: Severity, criterion: Criterion) -> list[Asked]:
    """What sounds like a criterion and comes to another severity: sentences, else one fact less."""
    asked = [ask(desk, reported(text)) for text in criterion.near]
    asked = [a for a in asked if a.answer.verdict.severity not in (None, severity.id)]
    return asked or list(_one_fact_off(desk, severity, criterion))


def _one_fact_off(desk: Desk, severity: Severity, criterion: Criterion) -> Iterator[Asked]:
    """Reports in which one fact of the criterion has another value, the nearest severity first."""
    ranks = [s.id for s in desk.policy.severities]
    found = []
    for facts in situations(desk.policy, criterion):
        for fact in reversed(desk.policy.facts):
            for value in fact.values if fact.id in facts else ():
                other = {**facts, fact.id: value.id}
                decided = desk.verdict(other).severity
                if decided is not None and decided != severity.id:
                    found.append((abs(ranks.index(decided) - ranks.index(severity.id)), other))
    for _, facts in sorted(found, key=lambda pair: pair[0])[:1]:
        yield _in_words(desk, facts) or ask(desk, reported(facts=facts))


def _in_words(desk: Desk, facts: Mapping[str, str]) -> Asked | None:
    """A sentence of the policy that says just these facts, as far as they decide."""
    decides = desk.verdict(facts).criterion
    criteria = (c for s in desk.policy.severities for c in s.criteria if c.id == decides)
    heard = (a for criterion in criteria for a in sentences(desk, criterion))
    return next((a for a in heard if facts.items() <= a.answer.known.items()), None)


def situations(policy: Policy, criterion: Criterion) -> Iterator[Mapping[str, str]]:
    """Facts that meet a criterion: of each of its conditions, the first value of each fact.

    Nothing that follows from other facts, nor a place, can be filled in.
    """
    derived = derived_facts(policy)
    order = [fact.id for fact in policy.facts if fact.id not in derived]
    for told in criterion.when:
        for condition in in_base_facts(derived, told):
            yield {f: condition[f][0] for f in order if f in condition}


# -- deadlines -----------------------------------------------------------------------------------


def worked_deadlines(desk: Desk) -> dict[str, Asked]:
    """Under what it shows (a key of the words), an example with a deadline worth drawing.

    One of each kind that the policy's examples have: a working day, a weekend, a holiday, the night
    in which the clocks change, no call, and a call that came late.
    """
    found: dict[str, Asked] = {}
    asked = [ask(desk, e) for e in desk.policy.examples if e.opened and e.expect.severity]
    for one in asked:
        if one.governing:
            for kind in _kinds(one):
                found.setdefault(kind, one)
    called = next((a for a in asked if a.example.called and a.governing), None)
    if called and called.example.opened:
        late = replace(called.example, called=called.example.opened + LATE)
        found.setdefault("called-late", ask(desk, late))
    shown: dict[str, Asked] = {}
    for kind in KINDS:
        if kind in found and found[kind] not in shown.values():
            shown[kind] = found[kind]
    return dict(list(shown.items())[:MOST_WORKED])


def _kinds(asked: Asked) -> Iterator[str]:
    governing = asked.governing
    assert governing
    if governing.changes:
        yield "clock-change"
    elif governing.day and (asked.example.called or governing.day.kind != "working-day"):
        yield governing.day.kind
    elif any("phone-call" in p.waits_for for p in asked.answer.response.promises):
        yield "not-called"
    elif governing.day:
        yield governing.day.kind
