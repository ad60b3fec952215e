"""The words that say how many are concerned, where no phrase and no count does."""

import pytest

from calculator.engine.reading.whom import speaks_of_people, telling
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


def test_words_that_name_people() -> None:
    judged = JUDGE.judge("The lift is stuck for 3 guests at gate C")
    (clause,) = judged.clauses
    assert speaks_of_people(language(), judged, clause, (4, 7))
    assert not speaks_of_people(language(), judged, clause, (0, 4))
