"""The decision table of a policy, in as few rows as tell the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import ref

from calculator.engine.derived import derived_facts
from calculator.engine.policy import Fact, Policy
from calculator.engine.severity import Table


@dataclass(frozen=True)
class Row:
    """What facts come to: for each of them, in order, its values' labels, and the criterion's id.

    No labels: the fact changes nothing.
    """

    labels: tuple[tuple[str, ...], ...]
    criterion: str | None


MOST_ROWS = 400
"""Rows up to which people can still use the table."""

MOST_LOOKED_AT = 20_000
"""Partial combinations of facts that are looked at to tell how many rows there are."""


class _TooLongError(Exception):
    """The table has too many rows to be shown, or to tell how many."""


_known: dict[int, tuple[ref[Policy], bool]] = {}
"""Of policies that are in use, whether their tables can be shown: it is asked on every page."""


def can_be_shown(policy: Policy) -> bool:
    """Whether the table is short enough to be read, and tells more than the criteria do."""
    key = id(policy)
    known = _known.get(key)
    if known is None or known[0]() is not policy:
        known = (ref(policy, lambda _: _known.pop(key, None)), _can_be_shown(policy))
        _known[key] = known
    return known[1]


def _can_be_shown(policy: Policy) -> bool:
    if len(policy.facts) - len(derived_facts(policy)) < 2:
        return False
    # Each criterion has a row of its own at least.
    if sum(len(severity.criteria) for severity in policy.severities) > MOST_ROWS:
        return False
    try:
        return sum(map(len, decisions(Table(policy)).values())) <= MOST_ROWS
    except _TooLongError:
        return False


def decisions(table: Table, facts: Sequence[Fact] | None = None) -> dict[str, list[Row]]:
    """Rows for the facts after the first, under the label of each value of the first.

    ``facts`` are the table's as they are shown, where their labels are other ones.
    """
    shown = facts or table.facts
    first = shown[0]
    walk = _Walk(table, shown)
    return {v.label: walk.rows({first.id: v.id}, 1) for v in first.values}


class _Walk:
    def __init__(self, table: Table, facts: Sequence[Fact]) -> None:
        self.table = table
        self.facts = facts
        self.looked_at = 0

    def rows(self, known: Mapping[str, str], place: int) -> list[Row]:
        """Rows for the facts from a place on; nothing is fixed that nothing asks any more."""
        self.looked_at += 1
        if self.looked_at > MOST_LOOKED_AT:
            raise _TooLongError
        rest = self.facts[place:]
        left = self.table.left(known)
        asked = {fact for some in left for fact in some.asks}
        if len({some.criterion for some in left}) == 1:
            return [Row(((),) * len(rest), left[0].criterion)]
        if not asked.intersection(fact.id for fact in rest):
            return [Row(((),) * len(rest), self.table.outlook(known).criterion)]
        if rest[0].id not in asked:
            return [Row(((), *r.labels), r.criterion) for r in self.rows(known, place + 1)]
        branches: list[tuple[tuple[str, ...], list[Row]]] = []
        for value in rest[0].values:
            rows = self.rows({**known, rest[0].id: value.id}, place + 1)
            if branches and branches[-1][1] == rows:
                branches[-1] = ((*branches[-1][0], value.label), rows)
            else:
                branches.append(((value.label,), rows))
            if sum(len(some) for _, some in branches) > MOST_ROWS:
                raise _TooLongError
        return [Row((labels, *r.labels), r.criterion) for labels, rows in branches for r in rows]
