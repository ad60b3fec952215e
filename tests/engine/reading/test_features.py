"""Features: readable, and with the words that they stand on."""

from collections.abc import Iterable

import pytest

from calculator.engine.reading.features import (
    Feature,
    Stretch,
    letter_features,
    phrase_features,
    word_features,
)
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.phrases import Hit


def names(features: Iterable[Feature]) -> list[str]:
    return [name for name, _, _ in features]


def test_words_in_a_row_and_at_a_distance() -> None:
    found = list(word_features(["door", "stay", "shut", "today"]))
    assert {"wdoor", "wdoor stay", "wdoor stay shut", "wdoor_shut", "wdoor_today"} <= {
        *names(found)
    }
    assert ("wstay shut today", 1, 4) in found
    assert ("wdoor_today", 0, 4) in found


@pytest.mark.parametrize(
    ("number", "magnitude"), [("1", "#one"), ("4", "#few"), ("12", "#some"), ("300", "#many")]
)
def test_numbers_count_by_their_magnitude(number: str, magnitude: str) -> None:
    assert names(word_features([number])) == [f"w{magnitude}"]


def test_parts_of_a_word_with_its_ends() -> None:
    assert letter_features("door") == (
        "c<do", "cdoo", "coor", "cor>", "c<doo", "cdoor", "coor>", "c<door", "cdoor>",
    )  # fmt: skip
    assert letter_features("x") == ()
    assert letter_features("4711") == ()


def test_phrases_alone_and_beside_words_phrases_and_numbers() -> None:
    clause = Stretch(
        ["our", "gateway", "is", "down"],
        [Hit("part=gateway", 1, 2), Hit("state=stuck", 3, 4)],
        [Count("few", 0, 1, 3)],
        asks=True,
        place="first",
    )
    found = list(phrase_features(clause))
    assert ("ppart=gateway", 1, 2) in found
    assert ("ppart=gateway-our", 0, 2) in found
    assert ("ppart=gateway+is", 1, 3) in found
    assert ("ppart=gateway>state=stuck", 1, 4) in found
    assert ("nfew&state=stuck", 0, 1) in found
    assert {"p?our", "p$down", "ppart=gateway&state=stuck", "p?state=stuck", "p@first?"} <= {
        *names(found)
    }
