"""The first runs of each campaign; ``make soak`` goes on from there."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.soak import issues, policies
from tests.soak.__main__ import PASSED, once


def apart(run: Callable[[str], list[str]], name: str, start: int, size: int) -> list[str]:
    """What some runs find in a process of their own, whose memory is theirs alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        count, found = pool.submit(once, run, name, start, size).result()
    assert count == size
    return found


@pytest.mark.parametrize("start", [0, 6])
def test_policies_changed_by_chance(start: int) -> None:
    found = apart(policies.run, "policies-1", start, 6)
    assert [line for line in found if line != PASSED] == []


def test_issues_by_chance() -> None:
    assert apart(issues.run, "issues-1", 0, 100) == []
