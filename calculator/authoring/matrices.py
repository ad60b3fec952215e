"""The matrices of a policy made what the engine decides by: criteria and targets, one for a cell.

What follows from a cell has an id made of the matrix's and those of its row and column, and the
place of the cell in the files.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from calculator.engine.derived import derived_facts
from calculator.engine.policy import (
    REGION,
    UPDATE,
    Condition,
    Criterion,
    Matrix,
    Policy,
    SeverityId,
    Target,
    severity_id,
)

SEVERITY = "severity"
NOTHING = ("-", "–", "none")
"""Cells in which nothing is promised."""

type Where = tuple[str | int, ...]
type Cell = tuple[Where, Matrix, str, str, str]
"""Where it stands, its matrix, the values of its row and its column, and what stands in it."""


def expanded(policy: Policy) -> tuple[Policy, dict[Where, Where]]:
    """The policy with what its matrices give; and where what came from them was written."""
    places: dict[Where, Where] = {}
    criteria: dict[SeverityId, list[tuple[Where, Criterion]]] = {}
    targets: list[tuple[Where, Target]] = []
    derived = derived_facts(policy)
    for cell in _cells(policy):
        where, matrix, _, _, value = cell
        if matrix.gives == SEVERITY:
            criteria.setdefault(severity_id(value), []).append((where, _criterion(policy, cell)))
        elif matrix.gives not in derived and value not in NOTHING:
            targets.append((where, _target(policy, cell)))
    severities = []
    for s, severity in enumerate(policy.severities):
        own = criteria.get(severity.id, [])
        for c, (where, _) in enumerate(own, len(severity.criteria)):
            places["severities", s, "criteria", c] = where
        added = tuple(criterion for _, criterion in own)
        severities.append(replace(severity, criteria=(*severity.criteria, *added)))
    for t, (where, _) in enumerate(targets, len(policy.response)):
        places["response", t] = where
    response = (*policy.response, *(target for _, target in targets))
    return replace(policy, severities=tuple(severities), response=response), places


def headings(policy: Policy, name: str) -> dict[str, str]:
    """What can head the rows or columns that a matrix names, and its label; nothing: no such."""
    if name == SEVERITY:
        return {str(severity.id): severity.name for severity in policy.severities}
    if name == REGION:
        return {region.id: region.name for region in policy.regions}
    fact = next((fact for fact in policy.facts if fact.id == name), None)
    return {value.id: value.label for value in fact.values} if fact else {}


def title(policy: Policy, name: str) -> str:
    """What a fact that heads rows or columns is called; severities and regions name themselves."""
    return next((fact.name for fact in policy.facts if fact.id == name), "")


def _cells(policy: Policy) -> Iterator[Cell]:
    """Every cell in a row and a column that there are."""
    for m, matrix in enumerate(policy.matrices):
        rows, columns = headings(policy, matrix.rows), headings(policy, matrix.columns)
        for row, cells in matrix.cells.items():
            for column, value in cells.items():
                if row in rows and column in columns:
                    yield ("matrices", m, "cells", row, column), matrix, row, column, value


def cell_id(matrix: Matrix, row: str, column: str) -> str:
    """The id of the criterion or target that a cell gives."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", x.lower()) for x in (matrix.id, row, column))


def _when(matrix: Matrix, row: str, column: str) -> Condition:
    return {**matrix.when, matrix.rows: (row,), matrix.columns: (column,)}


def _labels(policy: Policy, matrix: Matrix, row: str, column: str) -> tuple[str, str]:
    """The names of a cell's row and column, as in ``Impact: A faculty``."""
    pairs = ((matrix.rows, row), (matrix.columns, column))
    labels = ((title(policy, name), headings(policy, name)[value]) for name, value in pairs)
    first, second = (": ".join(x for x in pair if x) for pair in labels)
    return first, second


def _where(policy: Policy, matrix: Matrix) -> Iterator[str]:
    """Where a matrix holds, as in ``Ticket: Incident / Problem``."""
    for name, values in matrix.when.items():
        labels = headings(policy, name)
        said = " / ".join(labels.get(value, value) for value in values)
        yield ": ".join(x for x in (title(policy, name), said) if x)


def _criterion(policy: Policy, cell: Cell) -> Criterion:
    _, matrix, row, column, _ = cell
    label = ", ".join(_labels(policy, matrix, row, column))
    where = ", ".join([*_where(policy, matrix), label])
    text = f"{matrix.title}. {where}." if matrix.when else f"{label}."
    return Criterion(cell_id(matrix, row, column), label, text, (_when(matrix, row, column),))


def _target(policy: Policy, cell: Cell) -> Target:
    _, matrix, row, column, value = cell
    within, _, calendar = (part.strip() for part in value.partition(","))
    label = ", ".join(_labels(policy, matrix, row, column))
    given: Mapping[str, Any] = {"every": within} if matrix.every else {"within": within}
    return Target(
        cell_id(matrix, row, column),
        f"{matrix.title}: {label}",
        f"{matrix.title}. {', '.join([*_where(policy, matrix), label])}: {within}.",
        starts=matrix.starts,
        calendar=calendar
        or matrix.calendars.get(row)
        or matrix.calendars.get(column)
        or matrix.calendar,
        when=_when(matrix, row, column),
        kind=UPDATE if matrix.every else matrix.gives,
        share=matrix.share,
        **given,
    )
