"""Nothing grows with the product of the facts: a large policy is checked, loaded and answered."""

import json
from datetime import UTC, datetime
from time import process_time

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.as_json import from_json, to_json
from calculator.engine.issue import Issue
from calculator.engine.policy import Policy
from calculator.engine.severity import Table
from calculator.language.knowledge import language
from tests.growth import grown
from tests.policies import WHOLE
from tests.worst import TOKENS, of_nothing_but

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SLOW = 3
"""How much longer it may take than it should, on a machine that is busy or slow."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Policy, float]:
    """100 subjects, 2,000 criteria, 20,000 phrases and 12 facts; and the seconds of its check."""
    directory = grown(tmp_path_factory.mktemp("large"), 100, 2000, 20_000, 12)
    start = process_time()
    policy = load_policy(directory).policy
    return policy, process_time() - start


def test_a_large_policy_is_what_it_says(large: tuple[Policy, float]) -> None:
    policy, _ = large
    assert sum(len(s.criteria) for s in policy.severities) == 2000
    assert sum(len(v.phrases) for f in policy.facts for v in f.values) == 20_000
    assert (len(policy.facts), len(policy.facts[0].values)) == (12, 100)


def test_it_is_checked_in_seconds(large: tuple[Policy, float]) -> None:
    assert large[1] < 5 * SLOW


def test_its_table_is_made_and_asked_in_moments(large: tuple[Policy, float]) -> None:
    policy = from_json(Policy, json.loads(json.dumps(to_json(large[0]))))
    start = process_time()
    verdict = Table(policy).verdict({})
    assert process_time() - start < 0.5 * SLOW
    assert verdict.possible == (1, 2, 3, 4, 5)
    assert verdict.asks == tuple(fact.id for fact in policy.facts)


def test_it_answers_in_moments(large: tuple[Policy, float]) -> None:
    policy, _ = large
    desk = Desk(policy, language())
    phrase = policy.facts[0].values[3].phrases[5]
    desk.answer(Issue(now=NOW, text="The first answer makes ready.", opened=NOW))
    start = process_time()
    answer = desk.answer(Issue(now=NOW, text=f"The {phrase} is slow again.", opened=NOW))
    assert process_time() - start < 0.05 * SLOW
    assert answer.known == {"subject": "s3"}
    assert answer.verdict.severity is None


@pytest.fixture(scope="module")
def desk() -> Desk:
    desk = Desk(load_policy(WHOLE).policy, language())
    desk.answer(Issue(now=NOW, text="The first answer makes ready."))
    return desk


@pytest.mark.parametrize("token", TOKENS)
def test_time_grows_with_the_length_of_a_text(desk: Desk, token: str) -> None:
    """Not with its square, by which four times the text would take sixteen times as long."""

    def seconds(length: int) -> float:
        start = process_time()
        desk.answer(Issue(now=NOW, text=of_nothing_but(token, length)))
        return process_time() - start

    short, long = (min(seconds(length) for _ in range(2)) for length in (5000, 20_000))
    assert long < 0.05 or long < 9 * short
