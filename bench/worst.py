"""How long the worst inputs that are known take, in CPython and in seconds of computing."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.authoring.load import policy_directory
from calculator.authoring.problem import PolicyError
from calculator.authoring.proof import ready
from calculator.engine.issue import Issue
from tests.worst import BROKEN_ITEMS, TOKENS, broken, of_nothing_but

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MISTAKES = 500
BARS = {"20,000 characters of one word, answered": 1.5, "a file with 500 mistakes, checked": 3.0}
"""Seconds that the worst of each may take."""


def worst_times(place: Path) -> dict[str, float]:
    """Seconds of the worst of each kind."""
    desk = ready(load_policy(policy_directory()))
    desk.answer(Issue(now=NOW, text="The first answer makes ready."))
    issues = [Issue(now=NOW, text=of_nothing_but(token)) for token in TOKENS]
    policies = [broken(place / kind, kind, MISTAKES) for kind in BROKEN_ITEMS]
    answers = max(_seconds(partial(desk.answer, issue)) for issue in issues)
    checks = max(_seconds(partial(_checked, policy)) for policy in policies)
    return dict(zip(BARS, (answers, checks), strict=True))


def _checked(policy: Path) -> None:
    try:
        load_policy(policy)
    except PolicyError:
        return
    raise AssertionError(f"{policy} is sound")


def _seconds(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun
