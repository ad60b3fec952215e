"""How many are concerned by the numbers in clauses."""

import pytest

from calculator.engine.reading.concerned import all_concerned, most_concerned, summed
from tests.engine.reading.test_judged import JUDGE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Shares in a row are one: 64 + 2 + 0 of 165.
        ("Jakarta 0 of 64, Manila 58 of 60, Hanoi 41 of 41 online", ("many", True)),
        ("Leeds 1 of 88 guests, Cork 1 of 90 guests cannot get in", ("few", True)),
        ("3 of 800 guests cannot get in", ("few", True)),
        ("412 of 415 guests cannot get in", ("many", True)),
        # All of them is no share.
        ("412 of 412 guests cannot get in", None),
        # All of one place, none of others.
        ("0/38 open in Prague. Vienna 60/60. Brno 21/21.", ("many", True)),
        ("4 of 4 guests cannot get in. 0 of 1,900 visitors are affected.", ("few", True)),
        ("61 of 61 cannot get in here. Everywhere else 5 out of 1,209 cannot.", ("many", True)),
        # Twice the same is one.
        ("412 of 412 guests cannot get in, 0 of 412 get in", None),
        # A few are still a few if they are not one in a hundred.
        ("8 of 2,300 guests cannot get in", ("few", True)),
        ("8 of 300 guests cannot get in", ("many", True)),
        # *All* behind a share is all of that.
        ("6 of 5,400 guests cannot get in, all with old phones", ("few", True)),
        # A field of a form says that they are concerned.
        ("Guests affected: 3 of 900", ("few", True)),
        ("All but two of the 56 guests got online without any trouble", ("few", True)),
    ],
)
def test_the_most_that_are_concerned(text: str, told: tuple[str, bool] | None) -> None:
    clauses = JUDGE.judge(text).clauses
    assert most_concerned(clauses, clauses) == told


def test_shares_in_a_row_are_added_up() -> None:
    (clause,) = JUDGE.judge("Jakarta 0 of 64, Manila 58 of 60, Hanoi 41 of 41 online").clauses
    (count,) = summed(clause)
    assert (count.part, count.whole) == (99, 165)


@pytest.mark.parametrize(
    "text", ["3 of 800 guests and 12 doors", "5 % of the guests, 40 % of the cards", "no number"]
)
def test_what_else_is_counted_stays_as_it_is(text: str) -> None:
    (clause,) = JUDGE.judge(text).clauses
    assert summed(clause) == clause.counts


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        ("412 of our 412 guests cannot get in", True),
        ("100 % of the guests cannot get in", True),
        ("411 of our 412 guests cannot get in", False),
        # Few are all of few.
        ("4 of our 4 guests cannot get in", False),
        # A place has its own whole.
        ("412 of 412 guests at the hotel cannot get in", False),
        ("412 of our 412 guests are fine", False),
    ],
)
def test_a_count_of_all(text: str, concerned: bool) -> None:
    assert all_concerned(JUDGE.judge(text).clauses) is concerned
