"""The decision table as people read it."""

from itertools import product
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.severity import Table
from calculator.guide.decisions import Row, decisions
from tests.policies import ALL


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_the_table_tells_what_the_engine_decides(directory: Path) -> None:
    policy = load_policy(directory).policy
    table = Table(policy)
    first, *rest = table.facts
    shown = decisions(table)
    for value in first.values:
        for values in product(*(f.values for f in rest)):
            known = {first.id: value.id} | {f.id: v.id for f, v in zip(rest, values, strict=True)}
            rows = [r for r in shown[value.label] if _covers(r, [v.label for v in values])]
            assert [r.criterion for r in rows] == [table.verdict(known).criterion], known


def _covers(row: Row, labels: list[str]) -> bool:
    pairs = zip(row.labels, labels, strict=True)
    return all(not cell or label in cell for cell, label in pairs)
