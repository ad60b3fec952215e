"""Combinations of values in as few rows as say the same."""

type Box = tuple[tuple[str, ...], ...]
"""For each fact the values that it may have; empty stands for any."""


def boxes(facts: list[list[str]], combinations: set[tuple[str, ...]]) -> list[Box]:
    """The combinations as products of values, values that lead to the same taken together."""
    if not facts:
        return [()] if combinations else []
    branches: dict[tuple[Box, ...], list[str]] = {}
    for value in facts[0]:
        rest = boxes(facts[1:], {c[1:] for c in combinations if c[0] == value})
        branches.setdefault(tuple(rest), []).append(value)
    return [
        ((() if len(values) == len(facts[0]) else tuple(values)), *box)
        for rest, values in branches.items()
        for box in rest
    ]
