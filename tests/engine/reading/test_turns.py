"""How a clause begins and goes on."""

import pytest

from calculator.engine.reading.turns import (
    begins_with_others,
    goes_on_with_others,
    is_empty,
    tells_besides,
    turns,
)
from calculator.language.knowledge import language
from tests.engine.reading.test_judged import JUDGE


@pytest.mark.parametrize(
    ("text", "begins", "goes_on"),
    [
        ("All other doors open", True, False),
        ("Door 3 is stuck, the others open", False, True),
        ("Door 3 is stuck for the others", False, False),
    ],
)
def test_others(text: str, begins: bool, goes_on: bool) -> None:
    judged = JUDGE.judge(text)
    clause = judged.clauses[0]
    assert begins_with_others(language(), judged, clause) is begins
    assert goes_on_with_others(language(), judged, clause) is goes_on


def test_a_turn() -> None:
    judged = JUDGE.judge("The card is taken but the door never opens")
    assert [turns(language(), judged, clause) for clause in judged.clauses] == [False, True]


def test_what_is_told_besides() -> None:
    judged = JUDGE.judge("Since Monday the door is stuck")
    assert tells_besides(language(), judged, judged.clauses[0], 0)
    assert not tells_besides(language(), judged, judged.clauses[0], 2)


def test_what_has_no_words_of_its_own() -> None:
    judged = JUDGE.judge("It is the same on my tablet")
    assert is_empty(language(), judged, judged.clauses[0], {6})
    assert not is_empty(language(), judged, judged.clauses[0], set())
