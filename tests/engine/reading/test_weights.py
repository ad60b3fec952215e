"""Weights: probabilities of situations, and what each word adds."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.reading.weights import Weights
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
READER = Desk(POLICY).reader
WEIGHTS = Weights(taught(POLICY, LESSONS))
NAMES = list(LESSONS)


@pytest.mark.parametrize(
    ("lesson", "text"), [(name, text) for name, (_, texts) in LESSONS.items() for text in texts]
)
def test_every_lesson_is_remembered(lesson: str, text: str) -> None:
    scores = WEIGHTS.scores(*READER.marked(text))
    assert sum(score.probability for score in scores) == pytest.approx(1)
    best = max(range(len(scores)), key=lambda k: scores[k].probability)
    assert NAMES[best] == lesson
    assert dict(scores[best].facts) == LESSONS[lesson][0]


def test_of_what_no_lesson_shows_the_bias_decides() -> None:
    *others, nothing = WEIGHTS.scores(*READER.marked("漢字"))
    assert nothing.facts == {}
    assert {score.probability < nothing.probability for score in others} == {True}


def test_the_words_that_speak_for_a_situation_add_most() -> None:
    marked, stems = READER.marked("hello, the cellar smokes")
    (shares,) = WEIGHTS.contributions(marked, stems, [[NAMES.index("gateway dead")]])
    hello, the, cellar, smokes = shares
    assert min(cellar, smokes) > max(hello, the)
    assert min(cellar, smokes) > 0


def test_a_choice_of_none_or_all_has_no_rest_to_weigh_against() -> None:
    marked, stems = READER.marked("the cellar smokes")
    none, all_of_them = WEIGHTS.contributions(marked, stems, [[], [*range(len(NAMES))]])
    assert set(none) == set(all_of_them) == {0.0}
