"""The words that name what an issue is about."""

from calculator.engine.reading.naming import joined, telling_word, who_and_where
from calculator.engine.reading.phrases import Hit
from tests.engine.reading.test_judged import JUDGE


def test_names_side_by_side_are_one_unless_a_mark_stands_between() -> None:
    judged = JUDGE.judge("badge reader, turnstile")
    assert joined(judged, [Hit("x", 0, 1), Hit("x", 1, 2)]) == [(0, 2)]
    assert joined(judged, [Hit("x", 1, 2), Hit("x", 2, 3)]) == [(1, 2), (2, 3)]


def test_a_word_that_tells_nearly_alone() -> None:
    judged = JUDGE.judge("The badge fails at the gate")
    assert telling_word(judged, [0.0, 0.8, 0.2, 0.0, 0.0, 0.4], {"the", "at"}) == [(1, 2)]
    assert telling_word(judged, [0.9, 0.1, 0.1, 0.1, 0.1, 0.1], {"the", "at"}) == []


def test_words_of_whom_and_where_are_none_of_what_happens() -> None:
    judged = JUDGE.judge("3 guests at the hotel shout")
    (clause,) = judged.clauses
    assert who_and_where(clause) == {0, 1, 4}
