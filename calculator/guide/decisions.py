"""The decision table of a policy, in as few rows as tell the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from calculator.engine.policy import Policy
from calculator.engine.severity import Table


@dataclass(frozen=True)
class Row:
    """What facts come to: for each of them, in order, its values' labels, and the criterion's id.

    No labels: the fact changes nothing.
    """

    labels: tuple[tuple[str, ...], ...]
    criterion: str | None


MOST = 5_000
"""Combinations of facts up to which people can still use a table of them."""


def can_be_shown(policy: Policy) -> bool:
    """Whether the table is short enough to be read."""
    return prod(len(fact.values) for fact in policy.facts) <= MOST


def decisions(table: Table) -> dict[str, list[Row]]:
    """Rows for the facts after the first, under the label of each value of the first."""
    first = table.facts[0]
    return {v.label: _rows(table, {first.id: v.id}) for v in first.values}


def _rows(table: Table, known: Mapping[str, str]) -> list[Row]:
    verdict = table.verdict(known)
    rest = table.facts[len(known) :]
    if not rest or len(verdict.candidates) == 1:
        return [Row(((),) * len(rest), verdict.criterion)]
    branches: list[tuple[tuple[str, ...], list[Row]]] = []
    for value in rest[0].values:
        rows = _rows(table, {**known, rest[0].id: value.id})
        if branches and branches[-1][1] == rows:
            branches[-1] = ((*branches[-1][0], value.label), rows)
        else:
            branches.append(((value.label,), rows))
    return [Row((label, *row.labels), row.criterion) for label, rows in branches for row in rows]
