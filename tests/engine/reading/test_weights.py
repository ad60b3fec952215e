"""Weights: the chances of every answer to every question, and what each word adds."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.reading.showing import shown
from calculator.engine.reading.weights import Shown, Weights
from calculator.language.knowledge import language
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
JUDGE = Desk(POLICY, language()).reader.judge
WEIGHTS = Weights(taught(POLICY, LESSONS))


def shows(text: str) -> Shown:
    return shown(JUDGE.judge(text))


@pytest.mark.parametrize(
    ("facts", "text"), [(facts, text) for facts, texts in LESSONS for text in texts]
)
def test_every_lesson_is_remembered(facts: dict[str, str], text: str) -> None:
    for fact, chances in WEIGHTS.chances(shows(text)).items():
        assert sum(chances.values()) == pytest.approx(1)
        assert max(chances, key=lambda value: chances[value]) == facts.get(fact, "")


def test_of_what_no_lesson_shows_the_bias_decides() -> None:
    for chances in WEIGHTS.chances(Shown(([], [], []), [], 0)).values():
        *others, nothing = sorted(chances, key=lambda value: chances[value])
        assert nothing == ""
        assert all(chances[value] < chances[""] for value in others)


def test_the_words_that_speak_for_a_value_add_most() -> None:
    shares = WEIGHTS.traced(shows("hello, the cellar smokes")).shares("part", "gateway")
    assert len(shares) == 4
    assert min(shares[2:]) > max(shares[:2])
    assert min(shares[2:]) > 0


def test_a_question_that_nobody_asks() -> None:
    with pytest.raises(KeyError):
        WEIGHTS.traced(shows("the cellar smokes")).shares("colour", "red")
