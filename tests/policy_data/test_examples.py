"""The policy's worked examples: each comes to what it says, and together they show every rule."""

import pytest

from calculator.engine.policy import Example
from tests.policy_data import POLICY
from tests.worked_examples import desk, expected, found

DESK = desk(POLICY)
EXAMPLES = DESK.policy.examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.id)
def test_worked_examples(example: Example) -> None:
    assert found(DESK, example) == expected(example)


def test_every_criterion_has_an_example() -> None:
    criteria = {c.id for s in DESK.policy.severities for c in s.criteria}
    assert criteria - {e.expect.criterion for e in EXAMPLES} == set()


def test_every_region_has_an_example() -> None:
    regions = {r.id for r in DESK.policy.regions}
    assert regions - {e.expect.escalation for e in EXAMPLES} == set()


def test_a_question_has_an_example() -> None:
    assert any(e.expect.severity is None and e.expect.asks for e in EXAMPLES)
