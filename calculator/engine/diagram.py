"""A decision table as a diagram: what facts come to, without trying every combination of them.

A node asks for one fact and leads on by its value.  Nodes are made when they are needed, once for
each set of conditions that may still hold; those whose branches all lead to the same are left out.
So a diagram grows with what the criteria say, not with the number of combinations.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

type Outcome = int | None
"""The place of a criterion in the table; None where none holds."""


@dataclass(frozen=True, eq=False)
class Node:
    """A question about the fact at ``level`` with a branch for each value; or an outcome."""

    level: int
    branches: tuple["Node", ...] = ()
    outcome: Any = None


@dataclass(frozen=True)
class Rule:
    """A criterion: conditions (from the level of a fact to the values it may have, as bits)."""

    conditions: Sequence[Mapping[int, int]]
    over: frozenset[int] = frozenset()
    """The places of the rules that it outranks where both hold."""


@dataclass
class Shared:
    """Nodes that mean the same made one."""

    nodes: dict[Any, Node] = field(default_factory=dict)

    def leaf(self, level: int, outcome: Any) -> Node:
        """The node of an outcome."""
        return self.nodes.setdefault(("leaf", outcome), Node(level, (), outcome))

    def node(self, level: int, branches: tuple[Node, ...]) -> Node:
        """The node with these branches, or what they all lead to."""
        if all(branch is branches[0] for branch in branches):
            return branches[0]
        return self.nodes.setdefault((level, branches), Node(level, branches))


MOST_NODES = 100_000
"""Up to so many questions a diagram is made; the reader's browser makes it, too."""


class TooLargeError(Exception):
    """The rules combine facts in more ways than can be told apart."""


class Diagram:
    """The rules, first ones first, over facts with so many values each."""

    def __init__(self, sizes: Sequence[int], rules: Sequence[Rule]) -> None:
        self.sizes = sizes
        self._rules = rules
        self._levels = len(sizes)
        conditions = [(r, c) for r, rule in enumerate(rules) for c in rule.conditions]
        self._rule_of = [r for r, _ in conditions]
        self._conditions_of = [0] * len(rules)
        self._compatible = [[0] * size for size in sizes]
        self._free = [0] * self._levels
        self._done = [0] * (self._levels + 1)
        for bit, (r, condition) in enumerate(conditions):
            one = 1 << bit
            self._conditions_of[r] |= one
            for level, size in enumerate(sizes):
                allowed = condition.get(level)
                if allowed is None:
                    self._free[level] |= one
                    continue
                for value in range(size):
                    if allowed >> value & 1:
                        self._compatible[level][value] |= one
            for level in range(max(condition, default=-1) + 1, self._levels + 1):
                self._done[level] |= one
        self._all = (1 << len(conditions)) - 1
        self._outranking = 0
        self._outranked_by = [0] * len(rules)
        for r, rule in enumerate(rules):
            if rule.over:
                self._outranking |= self._conditions_of[r]
            for other in rule.over:
                self._outranked_by[other] |= self._conditions_of[r]
        self._shared = Shared()
        self._made: dict[tuple[int, int], Node] = {}
        self._root: Node | None = None

    @property
    def root(self) -> Node:
        """Where a way through the diagram begins."""
        if self._root is None:
            self._root = self._node(0, self._all)
        return self._root

    def _node(self, level: int, live: int) -> Node:
        live = self._pruned(level, live)
        while level < self._levels and live & ~self._free[level] == 0:
            level += 1
            live = self._pruned(level, live)
        if level == self._levels or live & ~self._done[level] == 0:
            return self._shared.leaf(self._levels, self._decided(live))
        key = level, live
        if key not in self._made:
            if len(self._made) > MOST_NODES:
                raise TooLargeError
            free = live & self._free[level]
            children: dict[int, Node] = {}
            branches = []
            for compatible in self._compatible[level]:
                rest = free | live & compatible
                if rest not in children:
                    children[rest] = self._node(level + 1, rest)
                branches.append(children[rest])
            self._made[key] = self._shared.node(level, tuple(branches))
        return self._made[key]

    def _pruned(self, level: int, live: int) -> int:
        """Without the conditions that can no longer decide, as one that holds goes before them."""
        sure = live & self._done[level]
        while sure:
            rule = self._rule_of[(sure & -sure).bit_length() - 1]
            if not live & self._outranked_by[rule]:
                own = self._conditions_of[rule]
                before = (own & -own) - 1
                return live & (before | self._outranking) | sure & own & -(sure & own)
            sure &= ~self._conditions_of[rule]
        return live

    def _decided(self, live: int) -> Outcome:
        held = []
        while live:
            rule = self._rule_of[(live & -live).bit_length() - 1]
            held.append(rule)
            live &= ~self._conditions_of[rule]
        outranked = {other for rule in held for other in self._rules[rule].over}
        return next((rule for rule in held if rule not in outranked), None)

    def overlapping(self) -> Iterator[tuple[int, int, list[int]]]:
        """Pairs of rules that hold together somewhere, and the first values where they do."""
        bits = [
            (bit, r, condition)
            for bit, (r, condition) in enumerate(
                (r, c) for r, rule in enumerate(self._rules) for c in rule.conditions
            )
        ]
        for bit, rule, condition in bits:
            others = self._all >> (bit + 1) << (bit + 1) & ~self._conditions_of[rule]
            for level, allowed in condition.items():
                some = self._free[level]
                for value in range(self.sizes[level]):
                    if allowed >> value & 1:
                        some |= self._compatible[level][value]
                others &= some
            while others:
                other = (others & -others).bit_length() - 1
                others &= others - 1
                yield rule, bits[other][1], self._first_of_both(condition, bits[other][2])

    def _first_of_both(self, one: Mapping[int, int], other: Mapping[int, int]) -> list[int]:
        both = [one.get(lv, -1) & other.get(lv, -1) for lv in range(self._levels)]
        return [(allowed & -allowed).bit_length() - 1 if allowed > 0 else 0 for allowed in both]
