"""What combinations of facts come to in two policies, followed only where the two differ.

Facts are fixed one after the other.  Where what is left of both decision tables is the same,
nothing below can differ; where nothing that is left asks for more, everything comes to the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculator.authoring.boxes import Box
from calculator.engine.policy import Policy, SeverityId
from calculator.engine.severity import Table

type Outcome = tuple[tuple[SeverityId, ...], str | None] | None
"""The possible severities and the criterion that decides; None if a policy lacks the value."""

MOST_LOOKED_AT = 20_000
"""Partial combinations that are looked at; where the policies differ in more, the rest is left."""


@dataclass(frozen=True)
class Change:
    """What a combination of facts came to, and what it comes to."""

    old: Outcome
    new: Outcome


@dataclass(frozen=True)
class _Side:
    """A policy's table, and the values of its facts."""

    table: Table
    values: Mapping[str, Sequence[str]]

    def knows(self, known: Mapping[str, str]) -> bool:
        """Whether the policy has every value that is known of its facts."""
        return all(v in self.values[f] for f, v in known.items() if f in self.values)

    def of_its_own(self, known: Mapping[str, str]) -> dict[str, str]:
        return {f: v for f, v in known.items() if f in self.values}


def changes(old: Policy, new: Policy) -> dict[Change, list[Box]]:
    """Under each change of outcome, where it happens; the boxes have the facts of :func:`facts`."""
    sides = tuple(_Side(table, table.values) for table in (Table(old), Table(new)))
    return _Walk(facts(old, new), *sides).below(0, {})


def facts(old: Policy, new: Policy) -> dict[str, list[str]]:
    """The values of all that decides in either policy, the new policy's first."""
    found: dict[str, list[str]] = {}
    for policy in (new, old):
        for fact, values in Table(policy).values.items():
            known = found.setdefault(fact, [])
            known += [value for value in values if value not in known]
    return found


class _Walk:
    def __init__(self, facts: Mapping[str, list[str]], old: _Side, new: _Side) -> None:
        self.facts = list(facts.items())
        self.old, self.new = old, new
        self.looked_at = 0

    def below(self, place: int, known: dict[str, str]) -> dict[Change, list[Box]]:
        """The changes where the facts before a place are known, told by the facts from there on."""
        self.looked_at += 1
        if self.looked_at > MOST_LOOKED_AT:
            return {}
        rest = len(self.facts) - place
        lacks = {f for f, values in self.facts[place:] if self._differ(f, values)}
        asked = set(self._asked(known, bool(lacks)))
        if not asked and not lacks:
            change = Change(self._outcome(self.old, known), self._outcome(self.new, known))
            return {} if change.old == change.new else {change: [((),) * rest]}
        fact, values = self.facts[place]
        if fact not in asked | lacks:
            further = self.below(place + 1, known)
            return {change: [((), *box) for box in boxes] for change, boxes in further.items()}
        return self._joined(
            len(values),
            {value: self.below(place + 1, {**known, fact: value}) for value in values},
        )

    def _differ(self, fact: str, values: list[str]) -> bool:
        """Whether one of the policies has the fact, but not each of these values."""
        sides = (side.values.get(fact, values) for side in (self.old, self.new))
        return any(set(side) != set(values) for side in sides)

    def _asked(self, known: dict[str, str], lacks: bool) -> Iterator[str]:
        """The facts that are still asked for, unless what is left of both tables is the same.

        It may still become different if one of them lacks values.
        """
        sides = [s for s in (self.old, self.new) if s.knows(known)]
        left = [side.table.left(side.of_its_own(known)) for side in sides]
        if len(left) == 2 and left[0] == left[1] and not lacks:
            return
        for some in left:
            for one in some:
                yield from one.asks

    def _outcome(self, side: _Side, known: dict[str, str]) -> Outcome:
        if not side.knows(known):
            return None
        verdict = side.table.outlook(side.of_its_own(known))
        return verdict.possible, verdict.criterion

    def _joined(
        self, size: int, branches: Mapping[str, dict[Change, list[Box]]]
    ) -> dict[Change, list[Box]]:
        """For each change, values that lead to the same boxes taken together."""
        found: dict[Change, list[Box]] = {}
        for change in dict.fromkeys(change for below in branches.values() for change in below):
            alike: dict[tuple[Box, ...], list[str]] = {}
            for value, below in branches.items():
                if change in below:
                    alike.setdefault(tuple(below[change]), []).append(value)
            found[change] = [
                ((() if len(values) == size else tuple(values)), *box)
                for boxes, values in alike.items()
                for box in boxes
            ]
        return found
