"""Numbers that tell how many: read, not guessed, in words and digits."""

import pytest

from calculator.engine.reading.numbers import Count
from calculator.engine.reading.text import words
from calculator.language.knowledge import language


def counts(text: str) -> list[Count]:
    return list(language().numbers.counts(words(text), text))


@pytest.mark.parametrize(
    ("text", "kind", "part", "whole"),
    [
        ("3 of 800 users", "few-of", 3, 800),
        ("412 out of 415 accounts", "most-of", 412, 415),
        ("2 of our 3 users", "most-of", 2, 3),
        ("one of our two servers", "one-of", 1, 2),
        ("60 of 60 laptops", "all-of", 60, 60),
        ("0 of 640 laptops", "none-of", 0, 640),
        ("all but one of them", "all-but", 1, None),
        ("99 % of the calls", "most-of", 99, 100),
        ("about 40 people", "many", 40, None),
        ("five users", "few", 5, None),
        ("4,000 travellers", "many", 4000, None),
        ("22k users", "many", 22000, None),
        ("two hundred users", "many", 200, None),
        ("drei von 800 Benutzern", "few-of", 3, 800),
        ("All but one of our users", "all-but", 1, None),
        ("All but 3 of our 90 users", "all-but", 3, None),
        ("five of our users", "few", 5, None),
        ("Lecture theatre 1, 220 students", "many", 220, None),
        ("99.2 % succeed", "most-of", 99.2, 100),
        ("half of our users", "many-of", 50, 100),
        ("die Hälfte der Benutzer", "many-of", 50, 100),
        ("5 of 6 nodes", "most-of", 5, 6),
        ("deux sur quatre utilisateurs", "few-of", 2, 4),
        ("3 de 800 usuarios", "few-of", 3, 800),
    ],
)
def test_counts_and_shares(text: str, kind: str, part: float, whole: float | None) -> None:
    (count,) = counts(text)
    assert (count.kind, count.part, count.whole) == (kind, part, whole)


@pytest.mark.parametrize(
    "text", ["since 9 this morning", "error 1603", "on 4 May 2026", "version 5.2", "", "no number"]
)
def test_other_numbers_count_nobody(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(("text", "people"), [("3 of 800 users", True), ("step 3 of 5", False)])
def test_whether_those_who_use_a_thing_are_counted(text: str, people: bool) -> None:
    assert [count.people for count in counts(text)] == [people]
