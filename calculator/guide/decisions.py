"""The decision table of a policy, in as few rows as tell the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.policy import Policy
from calculator.engine.severity import Table


@dataclass(frozen=True)
class Row:
    """What facts come to: a label for each of them, in order, and the id of the criterion."""

    labels: tuple[str, ...]
    criterion: str | None


def decisions(policy: Policy) -> dict[str, list[Row]]:
    """Rows for the facts after the first, under the label of each value of the first.

    A label is ``any`` where the fact changes nothing, and joins values that come to the same.
    """
    table, first = Table(policy), policy.facts[0]
    return {v.label: _rows(policy, table, {first.id: v.id}) for v in first.values}


def _rows(policy: Policy, table: Table, known: Mapping[str, str]) -> list[Row]:
    verdict = table.verdict(known)
    rest = policy.facts[len(known) :]
    if not rest or len(verdict.candidates) == 1:
        return [Row(("any",) * len(rest), verdict.criterion)]
    branches: list[tuple[str, list[Row]]] = []
    for value in rest[0].values:
        rows = _rows(policy, table, {**known, rest[0].id: value.id})
        if branches and branches[-1][1] == rows:
            branches[-1] = (f"{branches[-1][0]} *or* {value.label}", rows)
        else:
            branches.append((value.label, rows))
    return [Row((label, *row.labels), row.criterion) for label, rows in branches for row in rows]
