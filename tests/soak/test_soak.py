"""The first runs of each campaign; ``make soak`` goes on from there."""

import pytest

from tests.soak import issues, policies
from tests.soak.__main__ import PASSED, once


@pytest.mark.parametrize("start", range(0, 12, 6))
def test_policies_changed_by_chance(start: int) -> None:
    count, found = once(policies.run, "policies-1", start, 6)
    assert count == 6
    assert [line for line in found if line != PASSED] == []


@pytest.mark.parametrize("start", [0, 50])
def test_issues_by_chance(start: int) -> None:
    assert once(issues.run, "issues-1", start, 50) == (50, [])
