"""Facts to the criterion that decides, or to the questions still worth asking.

The policy's criteria form a decision table.  A fact that is unknown is tried with each of its
values: if every completion comes to the same severity there is nothing to ask; otherwise the facts
whose value can change the outcome are the questions, in the policy's order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from calculator.engine.policy import Criterion, Policy, holds


@dataclass(frozen=True)
class Verdict:
    """What a set of facts comes to.

    ``criterion`` is the id of the weightiest criterion still possible when the severity is decided,
    and None otherwise.  ``possible`` lists severities, weightiest first.
    """

    severity: int | None
    criterion: str | None
    possible: tuple[int, ...]
    asks: tuple[str, ...]
    candidates: tuple[str, ...]
    """Ids of every criterion that the unknown facts leave possible, in the policy's order."""


@dataclass(frozen=True)
class Conflict:
    """Two criteria of different severity that hold for the same facts, with no order between."""

    first: str
    second: str
    facts: Mapping[str, str]


class Table:
    """The decision table of a policy, worked out once for every combination of its facts."""

    def __init__(self, policy: Policy) -> None:
        self.facts = policy.facts
        self._criteria = [(s.id, c) for s in policy.severities for c in s.criteria]
        self._severity = {c.id: s for s, c in self._criteria}
        self._decided = {
            values: self._decide(dict(zip((f.id for f in self.facts), values, strict=True)))
            for values in self._combinations({})
        }

    def verdict(self, known: Mapping[str, str]) -> Verdict:
        """What the known facts (fact id to value id) come to.

        A combination that no criterion covers contributes nothing; if none is covered, severity and
        criterion are None and nothing is possible.
        """
        outcomes = {v: self._decided[v] for v in self._combinations(known)}
        reached = {c.id for c in outcomes.values() if c}
        candidates = tuple(c.id for _, c in self._criteria if c.id in reached)
        possible = tuple(sorted({self._severity[c] for c in candidates}))
        if len(possible) == 1:
            return Verdict(possible[0], candidates[0], possible, (), candidates)
        asks = tuple(
            f.id
            for i, f in enumerate(self.facts)
            if f.id not in known and self._matters(i, outcomes)
        )
        return Verdict(None, None, possible, asks, candidates)

    def gaps(self) -> Iterator[dict[str, str]]:
        """Every combination of facts that no criterion covers."""
        for values, criterion in self._decided.items():
            if criterion is None:
                yield dict(zip((f.id for f in self.facts), values, strict=True))

    def conflicts(self) -> Iterator[Conflict]:
        """Pairs of criteria that claim the same facts for different severities, unordered.

        Each pair is reported once, with the first combination on which they clash.
        """
        seen: set[tuple[str, str]] = set()
        for values in self._decided:
            facts = dict(zip((f.id for f in self.facts), values, strict=True))
            held = [(s, c) for s, c in self._criteria if _criterion_holds(c, facts)]
            for i, (s1, c1) in enumerate(held):
                for s2, c2 in held[i + 1 :]:
                    ordered = c2.id in c1.over or c1.id in c2.over
                    if s1 != s2 and not ordered and (c1.id, c2.id) not in seen:
                        seen.add((c1.id, c2.id))
                        yield Conflict(c1.id, c2.id, facts)

    def unreachable(self) -> tuple[str, ...]:
        """Ids of the criteria that no combination of facts ever comes to."""
        reached = {c.id for c in self._decided.values() if c}
        return tuple(c.id for _, c in self._criteria if c.id not in reached)

    def _combinations(self, known: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        return product(
            *(
                (known[f.id],) if f.id in known else tuple(v.id for v in f.values)
                for f in self.facts
            )
        )

    def _decide(self, facts: Mapping[str, str]) -> Criterion | None:
        held = [c for _, c in self._criteria if _criterion_holds(c, facts)]
        outranked = {id for c in held for id in c.over}
        return next((c for c in held if c.id not in outranked), None)

    def _matters(self, position: int, outcomes: Mapping[tuple[str, ...], Criterion | None]) -> bool:
        groups: dict[tuple[str, ...], set[int]] = {}
        for values, criterion in outcomes.items():
            if criterion:
                rest = values[:position] + values[position + 1 :]
                groups.setdefault(rest, set()).add(self._severity[criterion.id])
        return any(len(severities) > 1 for severities in groups.values())


def _criterion_holds(criterion: Criterion, facts: Mapping[str, str]) -> bool:
    return any(holds(condition, facts) for condition in criterion.when)
