"""Facts to the criterion that decides, or to the questions still worth asking.

The policy's criteria form a decision table.  A fact that is unknown may have each of its values: if
everything that is left comes to the same severity there is nothing to ask; otherwise the facts
whose value can change the outcome are the questions, in the policy's order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculator.engine.derived import derived_facts, in_base_facts
from calculator.engine.diagram import Diagram, Node, Rule, Shared
from calculator.engine.policy import PLACE_FACTS, Condition, Policy, SeverityId, allows

ELSEWHERE = "elsewhere"
"""Any country or region that no criterion names."""


@dataclass(frozen=True)
class Verdict:
    """What a set of facts comes to.

    ``criterion`` is the id of the weightiest criterion still possible when the severity is decided,
    and None otherwise.  ``possible`` lists severities, weightiest first.
    """

    severity: SeverityId | None
    criterion: str | None
    possible: tuple[SeverityId, ...]
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
    """The decision table of a policy."""

    def __init__(self, policy: Policy) -> None:
        self._matrices = derived_facts(policy)
        self.facts = tuple(fact for fact in policy.facts if fact.id not in self._matrices)
        self._criteria = [(s, c) for s in policy.severities for c in s.criteria]
        self._ranks = [policy.rank(s.id) for s, _ in self._criteria]
        self._severities = [s.id for s in policy.severities]
        told = [
            [told for when in c.when for told in in_base_facts(self._matrices, when)]
            for _, c in self._criteria
        ]
        self._values = self._values_of([when for whens in told for when in whens])
        places = {c.id: i for i, (_, c) in enumerate(self._criteria)}
        # Facts that most criteria speak of come first: so what is left to tell apart stays little.
        self._order = sorted(
            self._values, key=lambda fact: -sum(fact in when for whens in told for when in whens)
        )
        self._diagram = Diagram(
            [len(self._values[fact]) for fact in self._order],
            [
                Rule(
                    [self._bits(when) for when in whens],
                    frozenset(places[id] for id in c.over if id in places),
                )
                for whens, (_, c) in zip(told, self._criteria, strict=True)
            ],
        )
        self._by_severity = Shared()
        self._wholly: dict[Node, Node] = {}
        self._reach: dict[Node, int] = {}

    def verdict(self, known: Mapping[str, str]) -> Verdict:
        """What the known facts (fact id to value id) come to.

        A combination that no criterion covers contributes nothing; if none is covered, severity and
        criterion are None and nothing is possible.
        """
        fixed = self._fixed(known)
        reached, left = self._restricted(fixed)
        candidates = tuple(c.id for i, (_, c) in enumerate(self._criteria) if reached >> i & 1)
        ranks = {self._ranks[i] for i in range(len(self._criteria)) if reached >> i & 1}
        possible = tuple(self._severities[rank - 1] for rank in sorted(ranks))
        if len(possible) == 1:
            return Verdict(possible[0], candidates[0], possible, (), candidates)
        asked = {self._order[level] for level in _levels(left)}
        asks = tuple(fact for fact in self._values if fact in asked)
        return Verdict(None, None, possible, asks, candidates)

    def severity(self, known: Mapping[str, str]) -> int | None:
        """The rank of the severity that the known facts come to (1: the weightiest), or None."""
        _, left = self._restricted(self._fixed(known))
        return left.outcome if not left.branches else None

    # -- what a check wants to know ----

    def gaps(self) -> Iterator[dict[str, str]]:
        """Every combination of facts that no criterion covers."""
        yield from self._gaps(self._diagram.root, 0, {})

    def gap_count(self) -> int:
        """How many combinations no criterion covers."""
        counts: dict[Node, int] = {}

        def count(node: Node) -> int:
            if node not in counts:
                counts[node] = (
                    sum(count(b) * self._between(node, b) for b in node.branches)
                    if node.branches
                    else int(node.outcome is None)
                )
            return counts[node]

        root = self._diagram.root
        return count(root) * self._skipped(0, root.level)

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
            facts = {
                fact: self._values[fact][value]
                for fact, value in zip(self._order, values, strict=True)
            }
            yield Conflict(
                self._criteria[one][1].id,
                self._criteria[other][1].id,
                {fact: facts[fact] for fact in self._values},
            )

    def unreachable(self) -> tuple[str, ...]:
        """Ids of the criteria that no combination of facts ever comes to."""
        reached = self._reached(self._diagram.root)
        return tuple(c.id for i, (_, c) in enumerate(self._criteria) if not reached >> i & 1)

    # -- facts as levels and bits ----

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
            level: sum(
                1 << i for i, v in enumerate(self._values[fact]) if allows(fact, when[fact], v)
            )
            for level, fact in enumerate(self._order)
            if fact in when
        }

    def _fixed(self, known: Mapping[str, str]) -> dict[int, int]:
        """The levels whose value is known, and it."""
        fixed = {}
        for level, fact in enumerate(self._order):
            value = known.get(fact)
            if value is None:
                continue
            values = self._values[fact]
            if value not in values and fact in PLACE_FACTS:
                country = value.partition("-")[0]
                value = country if country in values else ELSEWHERE
            fixed[level] = values.index(value)
        return fixed

    # -- ways through the diagram ----

    def _restricted(self, fixed: Mapping[int, int]) -> tuple[int, Node]:
        """The criteria that known facts leave possible, as bits, and what is left to decide."""
        last = max(fixed, default=-1)
        seen: dict[Node, tuple[int, Node]] = {}

        def walk(node: Node) -> tuple[int, Node]:
            if not node.branches or node.level > last:
                return self._reached(node), self._told(node)
            if node.level in fixed:
                return walk(node.branches[fixed[node.level]])
            if node not in seen:
                parts = {branch: walk(branch) for branch in dict.fromkeys(node.branches)}
                reached = 0
                for bits, _ in parts.values():
                    reached |= bits
                seen[node] = (
                    reached,
                    self._joined(node.level, [parts[branch][1] for branch in node.branches]),
                )
            return seen[node]

        return walk(self._diagram.root)

    def _told(self, node: Node) -> Node:
        """A node of criteria as one of severities."""
        if node not in self._wholly:
            if node.branches:
                told = self._joined(node.level, [self._told(branch) for branch in node.branches])
            else:
                rank = None if node.outcome is None else self._ranks[node.outcome]
                told = self._by_severity.leaf(node.level, rank)
            self._wholly[node] = told
        return self._wholly[node]

    def _joined(self, level: int, branches: list[Node]) -> Node:
        """A node of severities.  What nothing covers is no reason to ask."""
        covered = [b for b in branches if b.branches or b.outcome is not None]
        if covered and all(b is covered[0] for b in covered):
            return covered[0]
        return self._by_severity.node(level, tuple(branches))

    def _reached(self, node: Node) -> int:
        """The criteria that a node leads to, as bits."""
        if node not in self._reach:
            if node.branches:
                reached = 0
                for branch in set(node.branches):
                    reached |= self._reached(branch)
            else:
                reached = 0 if node.outcome is None else 1 << node.outcome
            self._reach[node] = reached
        return self._reach[node]

    def _gaps(self, node: Node, level: int, chosen: dict[int, int]) -> Iterator[dict[str, str]]:
        if not node.branches and node.outcome is not None:
            return
        if level == len(self._order):
            facts = {self._order[at]: value for at, value in chosen.items()}
            yield {fact: values[facts[fact]] for fact, values in self._values.items()}
            return
        for value in range(len(self._values[self._order[level]])):
            after = node.branches[value] if node.branches and node.level == level else node
            yield from self._gaps(after, level + 1, {**chosen, level: value})

    def _between(self, node: Node, branch: Node) -> int:
        return self._skipped(node.level + 1, branch.level)

    def _skipped(self, first: int, last: int) -> int:
        product = 1
        for size in self._diagram.sizes[first:last]:
            product *= size
        return product


def _levels(node: Node) -> set[int]:
    """The levels of all the questions in a diagram."""
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each not in seen and each.branches:
            seen.add(each)
            waiting += set(each.branches)
    return {each.level for each in seen}
