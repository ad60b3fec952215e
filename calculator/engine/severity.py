"""Facts to the criterion that decides, or to the questions still worth asking.

The policy's criteria form a decision table.  A fact that is unknown may have each of its values: if
everything that is left comes to the same severity there is nothing to ask; otherwise the facts
whose value can change the outcome are the questions, in the policy's order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product
from math import prod
from operator import or_

from calculator.engine.derived import derived_facts, in_base_facts
from calculator.engine.diagram import Diagram, Rule, bits
from calculator.engine.policy import PLACE_FACTS, Condition, Policy, SeverityId

ELSEWHERE = "elsewhere"
"""Any country or region that no criterion names."""


@dataclass(frozen=True)
class Verdict:
    """What a set of facts comes to.

    ``criterion`` is the id of the first criterion that holds whatever the unknown facts, else of
    the first that may hold, when the severity is decided, and None otherwise.  ``possible`` lists
    severities, weightiest first.
    """

    severity: SeverityId | None
    criterion: str | None
    possible: tuple[SeverityId, ...]
    asks: tuple[str, ...]
    candidates: tuple[str, ...]
    """Ids of every criterion that the unknown facts leave possible, in the policy's order."""


@dataclass(frozen=True)
class Left:
    """A criterion that may still decide, and what it asks of the facts that are not known."""

    severity: SeverityId
    criterion: str
    over: tuple[str, ...]
    asks: Condition


@dataclass(frozen=True)
class Conflict:
    """Two criteria of different severity that hold for the same facts, with no order between."""

    first: str
    second: str
    facts: Mapping[str, str]


class Table:
    """The decision table of a policy."""

    def __init__(self, policy: Policy) -> None:
        self._matrices = derived_facts(policy)
        self.facts = tuple(fact for fact in policy.facts if fact.id not in self._matrices)
        self._criteria = [(s, c) for s in policy.severities for c in s.criteria]
        self._ranks = [rank for rank, s in enumerate(policy.severities, 1) for _ in s.criteria]
        self._severities = [s.id for s in policy.severities]
        self._of_severity = [
            sum(1 << i for i, rank in enumerate(self._ranks) if rank == own)
            for own in range(1, len(policy.severities) + 1)
        ]
        told = [
            [told for when in c.when for told in in_base_facts(self._matrices, when)]
            for _, c in self._criteria
        ]
        self._values = self._values_of([when for whens in told for when in whens])
        self._order = list(self._values)
        self._place_of = {fact: place for place, fact in enumerate(self._order)}
        self._admits = [_admitted(fact, values) for fact, values in self._values.items()]
        self._admitting: dict[tuple[str, tuple[str, ...]], int] = {}
        places = {c.id: i for i, (_, c) in enumerate(self._criteria)}
        self._diagram = Diagram(
            [len(values) for values in self._values.values()],
            [
                Rule(
                    [self._bits(when) for when in whens],
                    rank,
                    frozenset(places[id] for id in c.over if id in places),
                )
                for whens, rank, (_, c) in zip(told, self._ranks, self._criteria, strict=True)
            ],
        )

    def verdict(self, known: Mapping[str, str]) -> Verdict:
        """What the known facts (fact id to value id) come to.

        A combination that no criterion covers contributes nothing; if none is covered, severity and
        criterion are None and nothing is possible.
        """
        fixed = self._fixed(known)
        reached = self._diagram.reached(fixed)
        verdict = self._outlook(reached, fixed)
        candidates = tuple(self._criteria[i][1].id for i in bits(reached))
        asks = tuple(
            fact
            for i, fact in enumerate(self._order)
            if len(verdict.possible) > 1 and i not in fixed and self._diagram.matters(i, fixed)
        )
        return replace(verdict, asks=asks, candidates=candidates)

    def outlook(self, known: Mapping[str, str]) -> Verdict:
        """The verdict without what would be asked and the candidates, which take longest."""
        fixed = self._fixed(known)
        return self._outlook(self._diagram.reached(fixed), fixed)

    def _outlook(self, reached: int, fixed: Mapping[int, int]) -> Verdict:
        possible = tuple(
            severity
            for severity, own in zip(self._severities, self._of_severity, strict=True)
            if reached & own
        )
        if len(possible) != 1:
            return Verdict(None, None, possible, (), ())
        sure = {rule for rule, asks in self._diagram.left(fixed) if not asks}
        first = next((rule for rule in bits(reached) if rule in sure), next(bits(reached)))
        return Verdict(possible[0], self._criteria[first][1].id, possible, (), ())

    def severity(self, known: Mapping[str, str]) -> int | None:
        """The rank of the severity that the known facts come to (1: the weightiest), or None."""
        reached = self._diagram.reached(self._fixed(known))
        ranks = [rank for rank, own in enumerate(self._of_severity, 1) if reached & own]
        return ranks[0] if len(ranks) == 1 else None

    @property
    def values(self) -> Mapping[str, Sequence[str]]:
        """What decides the severity: facts that follow from no others, and places; their values."""
        return self._values

    def left(self, known: Mapping[str, str]) -> tuple[Left, ...]:
        """What may still decide; where nothing in it asks, the outlook is sure."""
        found = []
        for place, asks in self._diagram.left(self._fixed(known)):
            severity, criterion = self._criteria[place]
            told = {
                self._order[f]: tuple(self._values[self._order[f]][n] for n in bits(some))
                for f, some in asks.items()
            }
            found.append(Left(severity.id, criterion.id, criterion.over, told))
        return tuple(found)

    # -- what a check wants to know ----

    def gaps(self) -> Iterator[dict[str, str]]:
        """Every combination of facts that no criterion covers."""
        sides = [(1 << size) - 1 for size in self._diagram.sizes]
        for box in self._diagram.boxes():
            if box.rule is not None:
                continue
            allowed = [box.fixed.get(i, every) for i, every in enumerate(sides)]
            for values in product(*([*bits(some)] for some in allowed)):
                pairs = zip(self._values.items(), values, strict=True)
                yield {fact: known[value] for (fact, known), value in pairs}

    def gap_count(self) -> int:
        """How many combinations no criterion covers."""
        return sum(
            prod(
                box.fixed[i].bit_count() if i in box.fixed else size
                for i, size in enumerate(self._diagram.sizes)
            )
            for box in self._diagram.boxes()
            if box.rule is None
        )

    def conflicts(self) -> Iterator[Conflict]:
        """Pairs of criteria that claim the same facts for different severities, unordered.

        Each pair is reported once, with the first combination on which they clash.
        """
        found: dict[tuple[int, int], list[int]] = {}
        for one, other, values in self._diagram.overlapping():
            first, second = self._criteria[one][1], self._criteria[other][1]
            if self._ranks[one] == self._ranks[other]:
                continue
            if second.id not in first.over and first.id not in second.over:
                found[one, other] = min(found.get((one, other), values), values)
        for (one, other), values in sorted(found.items(), key=lambda pair: (pair[1], pair[0])):
            pairs = zip(self._values.items(), values, strict=True)
            yield Conflict(
                self._criteria[one][1].id,
                self._criteria[other][1].id,
                {fact: known[value] for (fact, known), value in pairs},
            )

    def unreachable(self) -> tuple[str, ...]:
        """Ids of the criteria that no combination of facts ever comes to."""
        reached = self._diagram.reached({})
        return tuple(c.id for i, (_, c) in enumerate(self._criteria) if not reached >> i & 1)

    # -- facts as places and bits ----

    def _values_of(self, conditions: list[Condition]) -> dict[str, list[str]]:
        """The values of every fact that is not derived, and of the places that criteria name."""
        values = {f.id: [v.id for v in f.values] for f in self.facts}
        for fact in PLACE_FACTS:
            named = {value for when in conditions for value in when.get(fact, ())}
            if named:
                values[fact] = [*sorted(named), ELSEWHERE]
        return values

    def _bits(self, when: Condition) -> dict[int, int]:
        return {
            self._place_of[fact]: self._admitted_by(fact, values)
            for fact, values in when.items()
            if fact in self._place_of
        }

    def _admitted_by(self, fact: str, names: tuple[str, ...]) -> int:
        """The values of a fact that a condition admits, as bits; most conditions are alike."""
        if (fact, names) not in self._admitting:
            admits = self._admits[self._place_of[fact]]
            some = reduce(or_, (admits.get(name, 0) for name in names), 0)
            self._admitting[fact, names] = some
        return self._admitting[fact, names]

    def _fixed(self, known: Mapping[str, str]) -> dict[int, int]:
        """The places of the facts that are known, and those of their values."""
        fixed = {}
        for i, fact in enumerate(self._order):
            value = known.get(fact)
            if value is None:
                continue
            values = self._values[fact]
            if value not in values and fact in PLACE_FACTS:
                # A region may be called *east-2* and have nothing to do with *east*.
                whole = value.partition("-")[0] if fact == "country" else ""
                value = whole if whole in values else ELSEWHERE
            fixed[i] = values.index(value)
        return fixed


def _admitted(fact: str, values: Sequence[str]) -> dict[str, int]:
    """From each name that a condition may have for a fact to the values that it admits, as bits."""
    found: dict[str, int] = {}
    for n, value in enumerate(values):
        # A country has its subdivisions.
        for name in {value, value.partition("-")[0]} if fact == "country" else {value}:
            found[name] = found.get(name, 0) | 1 << n
    return found
