"""Facts that follow from two others by a matrix of the policy, such as a priority."""

from collections.abc import Iterator, Mapping

from calculator.engine.policy import KINDS, Condition, Matrix, Policy


def derived_facts(policy: Policy) -> dict[str, Matrix]:
    """From the id of each fact that follows from others to the matrix that gives it.

    What is called like a kind of promise is that kind: a policy that promises workarounds may well
    ask whether there is one.
    """
    ids = {fact.id for fact in policy.facts}.difference(KINDS)
    return {matrix.gives: matrix for matrix in policy.matrices if matrix.gives in ids}


def gives_no_promise(policy: Policy, matrix: Matrix) -> bool:
    """Whether a matrix tells the severity or a fact, and not what is promised."""
    return matrix.gives == "severity" or matrix.gives in derived_facts(policy)


def followed(matrices: Mapping[str, Matrix], known: Mapping[str, str]) -> dict[str, str]:
    """The derived facts whose rows and columns are known."""
    found: dict[str, str] = {}
    # One that follows from another derived fact may stand before it.
    for fact, matrix in [*matrices.items()] * len(matrices):
        row, column = ({**known, **found}.get(f, "") for f in (matrix.rows, matrix.columns))
        value = matrix.cells.get(row, {}).get(column)
        if value is not None:
            found[fact] = value
    return found


def in_base_facts(matrices: Mapping[str, Matrix], condition: Condition) -> Iterator[Condition]:
    """A condition told by facts that follow from no others; any of the results is enough."""
    fact = next((fact for fact in condition if fact in matrices), None)
    if fact is None:
        yield condition
        return
    rest = {f: values for f, values in condition.items() if f != fact}
    for cell in _cells(matrices[fact], condition[fact]):
        if (joined := both(rest, cell)) is not None:
            yield from in_base_facts(matrices, joined)


def _cells(matrix: Matrix, values: tuple[str, ...]) -> Iterator[Condition]:
    """Where a matrix has one of some values, rows that have them in the same columns together."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for row, cells in matrix.cells.items():
        columns = tuple(column for column, value in cells.items() if value in values)
        if columns:
            rows.setdefault(columns, []).append(row)
    for columns, names in rows.items():
        yield {matrix.rows: tuple(names), matrix.columns: columns}


def both(one: Condition, other: Condition) -> Condition | None:
    """The condition that holds where both do; None if there is no such case."""
    joined = dict(one)
    for fact, values in other.items():
        kept = tuple(v for v in joined.get(fact, values) if v in values)
        if not kept:
            return None
        joined[fact] = kept
    return joined


def base_facts(matrices: Mapping[str, Matrix], facts: tuple[str, ...]) -> tuple[str, ...]:
    """Facts, with those that others follow from in the place of those that follow."""
    found: list[str] = []
    for fact in facts:
        matrix = matrices.get(fact)
        found += base_facts(matrices, (matrix.rows, matrix.columns)) if matrix else [fact]
    return tuple(dict.fromkeys(found))
