"""The decision table as people read it."""

from itertools import product
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.severity import Table
from calculator.guide.decisions import Row, can_be_shown, decisions
from tests.growth import grown
from tests.policies import ALL, PUBLISHED


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_the_table_tells_what_the_engine_decides(directory: Path) -> None:
    policy = load_policy(directory).policy
    table = Table(policy)
    first, *rest = table.facts
    shown = decisions(table, table.facts)
    for value in first.values:
        for values in product(*(f.values for f in rest)):
            known = {first.id: value.id} | {f.id: v.id for f, v in zip(rest, values, strict=True)}
            rows = [r for r in shown[value.label] if _covers(r, [v.label for v in values])]
            assert [r.criterion for r in rows] == [table.verdict(known).criterion], known


def _covers(row: Row, labels: list[str]) -> bool:
    pairs = zip(row.labels, labels, strict=True)
    return all(not cell or label in cell for cell, label in pairs)


@pytest.mark.parametrize("directory", [*ALL, *PUBLISHED], ids=lambda d: d.name)
def test_a_table_is_shown_that_can_be_read_and_tells_more_than_the_criteria(
    directory: Path,
) -> None:
    """Of a single fact, each value has its criterion."""
    policy = load_policy(directory).policy
    assert can_be_shown(policy) == (len(policy.facts) > 1)


def test_the_number_of_rows_decides_and_not_the_product_of_the_facts(tmp_path: Path) -> None:
    """12 facts have 160 million combinations; 300 criteria a few hundred rows, if each is asked."""
    assert can_be_shown(load_policy(grown(tmp_path / "a", 10, 60, 60, 12)).policy)
    assert not can_be_shown(load_policy(grown(tmp_path / "b", 20, 500, 60, 12)).policy)
