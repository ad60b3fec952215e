"""The policy's matrices as tables: each cell once, where its document has it."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.authoring.matrices import cell_id, headings, title
from calculator.engine.derived import gives_no_promise
from calculator.engine.policy import Matrix, Policy


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and the id that leads to it."""

    id: str
    value: str
    """As the policy writes it: a severity's id, a value of a fact, or a time."""


@dataclass(frozen=True)
class Shown:
    """A matrix to show: what heads its columns, and its rows."""

    matrix: Matrix
    corner: str
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    """What heads a row and its cells where no column stands over them: ``Urgency: High``."""
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def matrices(policy: Policy, kind: str) -> Iterator[Shown]:
    """The matrices that decide the severity (``severity``), or promise something (``promise``)."""
    for matrix in policy.matrices:
        if gives_no_promise(policy, matrix) == (kind == "severity"):
            yield _shown(policy, matrix)


def _shown(policy: Policy, matrix: Matrix) -> Shown:
    rows, columns = headings(policy, matrix.rows), headings(policy, matrix.columns)
    named = dict.fromkeys(column for cells in matrix.cells.values() for column in cells)
    beside, above = title(policy, matrix.rows), title(policy, matrix.columns)
    heads = tuple(columns[column] for column in named)
    return Shown(
        matrix,
        " / ".join(x for x in (beside, above) if x),
        heads,
        (beside or above, *(": ".join(x for x in (above, head) if x) for head in heads)),
        tuple(
            (
                rows[row],
                tuple(Cell(cell_id(matrix, row, c), cells.get(c, "")) for c in named),
            )
            for row, cells in matrix.cells.items()
        ),
    )


def ids_from_matrices(policy: Policy) -> frozenset[str]:
    """Ids of the criteria and targets that stand in a matrix, and so nowhere else."""
    return frozenset(
        cell_id(matrix, row, column)
        for matrix in policy.matrices
        for row, cells in matrix.cells.items()
        for column in cells
    )
