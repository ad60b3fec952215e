"""A decision table followed only where it leads: what facts come to, without every combination.

What is left of a table once some facts are fixed is the set of conditions that may still hold, kept
as bits.  From there the fact that most of them speak of is fixed next, to each of its values.  So
the work grows with what the criteria say, not with the number of combinations.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_STATES = 200_000
"""States of a table that are looked into; the reader's browser does the same."""


class TooLargeError(Exception):
    """The rules combine facts in more ways than can be told apart."""


@dataclass(frozen=True)
class Rule:
    """A criterion: conditions (from the place of a fact to the values it may have, as bits)."""

    conditions: Sequence[Mapping[int, int]]
    rank: int
    over: frozenset[int] = frozenset()
    """The places of the rules that it outranks where both hold."""


@dataclass(frozen=True)
class Box:
    """Combinations with one outcome: facts to their values as bits, and the rule (None: none)."""

    fixed: Mapping[int, int]
    rule: int | None


class Diagram:
    """The rules, first ones first, over facts with so many values each.

    ``live`` are conditions as bits, ``open_`` the facts that are not fixed, as bits too.
    """

    def __init__(self, sizes: Sequence[int], rules: Sequence[Rule]) -> None:
        self.sizes = sizes
        self._rules = rules
        self._conditions = [(r, c) for r, rule in enumerate(rules) for c in rule.conditions]
        self._conditions_of = [0] * len(rules)
        spoken_of = [0] * len(sizes)
        self._compatible = [[0] * size for size in sizes]
        # Most conditions of a fact are alike: those are put together first.
        alike: dict[tuple[int, int], list[int]] = {}
        for bit, (r, condition) in enumerate(self._conditions):
            self._conditions_of[r] |= 1 << bit
            for pair in condition.items():
                alike.setdefault(pair, []).append(bit)
        for (fact, values), those in alike.items():
            together = sum(1 << bit for bit in those)
            spoken_of[fact] |= together
            for value in bits(values):
                self._compatible[fact][value] |= together
        self._all = (1 << len(self._conditions)) - 1
        self._free = [self._all & ~those for those in spoken_of]
        self._outranking = 0
        self._outranked_by = [0] * len(rules)
        self._of_rank: dict[int, int] = {}
        for r, rule in enumerate(rules):
            own = self._conditions_of[r]
            self._of_rank[rule.rank] = self._of_rank.get(rule.rank, 0) | own
            if rule.over:
                self._outranking |= own
            for other in rule.over:
                self._outranked_by[other] |= own
        self._reached: dict[tuple[int, int], int] = {}
        self._differ: dict[tuple[int, int, int], bool] = {}

    def reached(self, fixed: Mapping[int, int]) -> int:
        """The rules that may decide where some facts are fixed, as bits."""
        return self._reach(*self._start(fixed))

    def left(self, fixed: Mapping[int, int]) -> Iterator[tuple[int, Mapping[int, int]]]:
        """Where facts are fixed: the rules that may decide, and what they ask of the others."""
        live, open_ = self._start(fixed)
        for bit in bits(live):
            rule, condition = self._conditions[bit]
            yield rule, {f: some for f, some in condition.items() if open_ >> f & 1}

    def matters(self, fact: int, fixed: Mapping[int, int]) -> bool:
        """Whether the rank that is come to can depend on a fact that is not fixed."""
        live, open_ = self._start(fixed)
        if not self._asked(live, open_) >> fact & 1:
            return False
        left = list(dict.fromkeys(self._after(live, fact, v) for v in range(self.sizes[fact])))
        rest = open_ & ~(1 << fact)
        return any(self._differs(left[0], other, rest) for other in left[1:]) or any(
            # What one of them does not cover may hide a difference between the others.
            self._differs(one, other, rest)
            for i, one in enumerate(left[1:], 1)
            for other in left[i + 1 :]
            if self._uncovered(left[0], rest)
        )

    def boxes(self) -> Iterator[Box]:
        """All combinations, those that come to the same on the same way taken together."""
        live, open_ = self._start({})
        yield from self._boxes(live, open_, {})

    def overlapping(self) -> Iterator[tuple[int, int, list[int]]]:
        """Pairs of rules that hold together somewhere, and the first values where they do."""
        for bit, (rule, condition) in enumerate(self._conditions):
            others = self._all >> (bit + 1) << (bit + 1) & ~self._conditions_of[rule]
            for fact, allowed in condition.items():
                some = self._free[fact]
                for value in range(self.sizes[fact]):
                    if allowed >> value & 1:
                        some |= self._compatible[fact][value]
                others &= some
            for other in bits(others):
                holds = self._conditions[other]
                yield rule, holds[0], self._first_of_both(condition, holds[1])

    # -- states ----

    def _start(self, fixed: Mapping[int, int]) -> tuple[int, int]:
        live, open_ = self._all, (1 << len(self.sizes)) - 1
        for fact, value in fixed.items():
            live = self._after(live, fact, value)
            open_ &= ~(1 << fact)
        return self._settled(live, open_)

    def _after(self, live: int, fact: int, value: int) -> int:
        return live & (self._free[fact] | self._compatible[fact][value])

    def _settled(self, live: int, open_: int) -> tuple[int, int]:
        """Without conditions that cannot decide any more, and facts that none speaks of."""
        live = self._pruned(live, self._sure(live, open_))
        return live, self._asked(live, open_)

    def _sure(self, live: int, open_: int) -> int:
        """The conditions that hold whatever the open facts."""
        for fact in _places(open_):
            live &= self._free[fact]
        return live

    def _asked(self, live: int, open_: int) -> int:
        """The open facts that a live condition speaks of."""
        asked = 0
        for fact in _places(open_):
            if live & ~self._free[fact]:
                asked |= 1 << fact
        return asked

    def _pruned(self, live: int, sure: int) -> int:
        while sure:
            rule = self._conditions[(sure & -sure).bit_length() - 1][0]
            own = self._conditions_of[rule]
            if not live & self._outranked_by[rule]:
                before = (own & -own) - 1
                first = sure & own & -(sure & own)
                return live & (before | self._outranking) & ~own | first
            sure &= ~own
        return live

    def _decided(self, live: int) -> int | None:
        held = []
        while live:
            rule = self._conditions[(live & -live).bit_length() - 1][0]
            held.append(rule)
            live &= ~self._conditions_of[rule]
        outranked = {other for rule in held for other in self._rules[rule].over}
        return next((rule for rule in held if rule not in outranked), None)

    def _next(self, live: int, open_: int) -> int:
        """The open fact that most live conditions speak of."""
        most, found = -1, 0
        for fact in _places(open_):
            count = (live & ~self._free[fact]).bit_count()
            if count > most:
                most, found = count, fact
        return found

    def _branches(self, live: int, open_: int) -> Iterator[tuple[int, int, int]]:
        """The values of the fact that is fixed next, as bits, and what each leaves."""
        fact = self._next(live, open_)
        values: dict[int, int] = {}
        for value in range(self.sizes[fact]):
            left = self._after(live, fact, value)
            values[left] = values.get(left, 0) | 1 << value
        for left, some in values.items():
            yield some, *self._settled(left, open_ & ~(1 << fact))

    # -- ways through them ----

    def _reach(self, live: int, open_: int) -> int:
        if not open_:
            rule = self._decided(live)
            return 0 if rule is None else 1 << rule
        key = live, open_
        if key not in self._reached:
            if len(self._reached) >= MOST_STATES:
                raise TooLargeError
            reached = 0
            for _, left, rest in self._branches(live, open_):
                reached |= self._reach(left, rest)
            self._reached[key] = reached
        return self._reached[key]

    def _uncovered(self, live: int, open_: int) -> bool:
        """Whether some combination has no rule."""
        live, open_ = self._settled(live, open_)
        if not open_:
            return self._decided(live) is None
        return any(self._uncovered(left, rest) for _, left, rest in self._branches(live, open_))

    def _differs(self, one: int, other: int, open_: int) -> bool:
        """Whether the open facts can come to ranks that differ between two states."""
        one = self._pruned(one, self._sure(one, open_))
        other = self._pruned(other, self._sure(other, open_))
        if one == other or not one or not other:
            return False
        either = one | other
        if any(not either & ~own for own in self._of_rank.values()):
            return False
        open_ = self._asked(either, open_)
        if not open_:
            first, second = self._decided(one), self._decided(other)
            return None not in (first, second) and self._rank(first) != self._rank(second)
        key = min(one, other), max(one, other), open_
        if key not in self._differ:
            if len(self._differ) >= MOST_STATES:
                raise TooLargeError
            fact = self._next(either, open_)
            rest = open_ & ~(1 << fact)
            pairs = {
                (self._after(one, fact, v), self._after(other, fact, v))
                for v in range(self.sizes[fact])
            }
            self._differ[key] = any(self._differs(a, b, rest) for a, b in pairs)
        return self._differ[key]

    def _rank(self, rule: int | None) -> int:
        assert rule is not None
        return self._rules[rule].rank

    def _boxes(self, live: int, open_: int, fixed: dict[int, int]) -> Iterator[Box]:
        if not open_:
            yield Box(fixed, self._decided(live))
            return
        fact = self._next(live, open_)
        for values, left, rest in self._branches(live, open_):
            yield from self._boxes(left, rest, {**fixed, fact: values})

    def _first_of_both(self, one: Mapping[int, int], other: Mapping[int, int]) -> list[int]:
        both = [one.get(f, -1) & other.get(f, -1) for f in range(len(self.sizes))]
        return [(allowed & -allowed).bit_length() - 1 if allowed > 0 else 0 for allowed in both]


@lru_cache(maxsize=20_000)
def _places(open_: int) -> tuple[int, ...]:
    """The places of facts that are open, which are few, and asked for all the time."""
    return tuple(bits(open_))


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1
