"""What a policy says of few, of most, and of what it counts, in its labels and helps."""

import pytest

from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.amounts import Amounts, amounts, singular
from calculator.engine.reading.numbers import FEW
from calculator.language.knowledge import language


def reach(all_: str, part: str, few: str) -> Fact:
    return Fact(
        "reach",
        "Reach",
        "How many?",
        (
            FactValue("all", "All", help=all_, means=("everyone",)),
            FactValue("part", "Part", help=part, means=("many",)),
            FactValue("few", "A few", help=few, means=("few", "one")),
        ),
    )


@pytest.mark.parametrize(
    ("fact", "few", "most"),
    [
        pytest.param(reach("", "A wing", "Up to three looms"), 3, None, id="up to"),
        pytest.param(reach("", "A wing", "One to eight looms"), 8, None, id="from one"),
        pytest.param(reach("", "Four looms or more", ""), FEW, None, id="not beside the number"),
        pytest.param(reach("", "4 or more looms", ""), 3, None, id="or more"),
        pytest.param(reach("", "More than 6 looms", ""), 6, None, id="more than"),
        pytest.param(reach("More than half of the looms", "", ""), FEW, "all", id="most are all"),
        pytest.param(reach("Every loom", "Some", "One loom"), FEW, None, id="nothing"),
    ],
)
def test_a_policy_tells_where_few_end(fact: Fact, few: float, most: str | None) -> None:
    found = amounts(fact, language())
    assert (found.few, found.most) == (few, most)


def test_what_several_values_name_is_counted() -> None:
    fact = reach("All looms, switches and spools", "Many looms or switches", "A loom")
    assert amounts(fact, language()).units == {"loom", "switch"}
    assert Amounts().units == frozenset()


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("looms", "loom"),
        ("switches", "switch"),
        ("ferries", "ferry"),
        ("glass", "glass"),
        ("buses", "bus"),
        ("bus", "bus"),
        ("houses", "house"),
        ("clauses", "clause"),
        ("gpus", "gpu"),
    ],
)
def test_the_name_of_one(word: str, one: str) -> None:
    assert singular(word) == one
