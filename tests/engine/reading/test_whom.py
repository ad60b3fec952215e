"""The words that say how many are concerned, where no phrase and no count does."""

import pytest

from calculator.engine.reading.whom import begins_with_others, telling, who_and_where
from calculator.language.knowledge import language
from tests.engine.reading.test_judged import JUDGE


def told(text: str, *who: str, deciding: int = 0) -> str | None:
    judged = JUDGE.judge(text)
    found = telling(language(), judged, judged.clauses[deciding], {*who})
    if found is None:
        return None
    first, last = found[1]
    return text[judged.words[first].start : judged.words[last - 1].end]


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("Heute früh kommt kein einziger Gast mehr rein", "everyone", "kein einziger"),
        ("The lift rejects the lot since noon", "everyone", "the lot"),
        ("The lift is stuck - just the one", "one", "just the one"),
        ("The lift refuses the card. Only him.", "one", "Only him"),
        ("Several of the guests cannot get in", "many", "Several of"),
        ("The guests cannot get in", "many", "guests"),
        # Of those that are spared nothing is told.
        ("The lift is stuck for me. Everybody else is fine.", "everyone", None),
        ("The lift is stuck", "everyone", None),
    ],
)
def test_words_that_tell(text: str, who: str, words: str | None) -> None:
    assert told(text, who) == words


def test_people_are_told_of_only_where_it_is_decided() -> None:
    text = "The lift is stuck. The guests shout and the door is broken."
    assert told(text, "many") is None
    assert told(text, "many", deciding=1) == "guests"


def test_words_of_whom_and_where_are_none_of_what_happens() -> None:
    judged = JUDGE.judge("3 guests at the hotel shout")
    (clause,) = judged.clauses
    assert who_and_where(clause) == {0, 1, 4}


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("All other doors open", True),
        ("Door 3 is stuck, the others open", False),
        ("Door 3 is stuck for the others", False),
    ],
)
def test_a_clause_that_begins_with_others(text: str, begins: bool) -> None:
    judged = JUDGE.judge(text)
    assert begins_with_others(language(), judged, judged.clauses[0]) is begins
