"""What a description says one after the other, and how it is written where it is shown."""

import pytest

from calculator.engine.reading.passages import Passages, named
from calculator.engine.reading.statements import statements
from calculator.language.knowledge import language
from tests.engine.reading.test_judged import JUDGE


def told(text: str) -> list[str]:
    judged, passages = JUDGE.judge(text), Passages(language())
    spans = [passages.whole(judged, of) for of in statements(language(), JUDGE, judged)]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A sentence is one, whatever clauses it has.
        ("The lift opens but does not move (floor 3). The door is stuck.",
         ["The lift opens but does not move (floor 3)", "The door is stuck"]),
        # A long one has as many as it has clauses; what links them belongs to none.
        ("The lift of the tower opens at every floor for all of the guests who call it in the "
         "morning, but since the painters came to the house on Monday it does not move at all",
         ["The lift of the tower opens at every floor for all of the guests who call it in the "
          "morning",
          "since the painters came to the house on Monday it does not move at all"]),
        # Without marks, as many as thoughts begin there.
        ("its the porter of the tower we have no lift since noon and the guests are all shouting "
         "at me so please call me back soon",
         ["its the porter of the tower", "we have no lift since noon",
          "the guests are all shouting at me", "please call me back soon"]),
        # Who says it is no part of it, a label is.
        ("ann: the lift is stuck\nbob: which one?\nann: the one in the tower",
         ["the lift is stuck", "which one?", "the one in the tower"]),
        ("Lift: stuck\nDoor: open", ["Lift: stuck", "Door: open"]),
    ],
)  # fmt: skip
def test_statements(text: str, said: list[str]) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("[embargo_watch] fired", 0, "embargo_watch"),
        ("host gate-a.house.example is down", 2, "gate-a.house.example"),
        ("The gate/lift is stuck.", 1, "gate/lift"),
        ("The lift's door. It is stuck", 2, "door"),
    ],
)
def test_a_name_is_shown_as_it_is_written(text: str, word: int, written: str) -> None:
    start, end = named(JUDGE.judge(text), word, word + 1)
    assert text[start:end] == written
