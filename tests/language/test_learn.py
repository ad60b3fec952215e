"""Which labelled lines learning can use, and what it says of the others."""

from typing import Any

import pytest

from calculator.authoring.check import load_policy
from calculator.language.learn import unusable
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"text": "dead", "facts": {"state": "stuck"}, "expected_severity": 1}, None),
        ({"text": "dead", "facts": {"state": "stuck"}, "accept": ["1", "ask"]}, None),
        ({"text": "dead"}, "it needs a text, and facts that the text establishes"),
        ({"text": "dead", "facts": {"colour": "red"}}, "there is no fact 'colour'"),
        ({"text": "dead", "facts": {"state": "red"}}, "'state' is never 'red'"),
        ({"text": "dead", "facts": {}, "expected_severity": "p1"}, "there is no severity 'p1'"),
        ({"text": "dead", "facts": {}, "accept": ["p1"]}, "there is no severity 'p1'"),
    ],
)
def test_lines_that_nothing_can_be_learned_from_are_named(
    line: dict[str, Any], why: str | None
) -> None:
    assert [told for _, told in unusable(POLICY, [line])] == ([why] if why else [])
