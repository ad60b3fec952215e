"""What numbers come to where a policy draws its lines by them."""

from dataclasses import replace

import pytest

from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.bounds import Bounds
from calculator.engine.reading.chances import Weigher
from calculator.engine.reading.judged import Judge
from calculator.engine.reading.values import Values
from calculator.language.knowledge import language
from tests.engine.reading.laundry import AROUND, REACH, STATE, THING, WHOLE_POLICY

REGION = "Everybody; more than 10 sites; or more than 100 people, devices or customers"
SOME = "2 to 10 sites (depots); or 6 to 100 people, devices or customers"
ONE = "One site, or up to 5 people, devices or customers"
MANY = Fact(
    "many",
    "How many",
    "How many?",
    (
        FactValue("region", "Region", help=REGION, means=("everyone",)),
        FactValue("some", "Some", help=SOME, phrases=("a number of",), means=("many", "few")),
        FactValue("one", "One", help=ONE, means=("one",)),
    ),
)
BOUNDS = Bounds(MANY, language())
VALUES = Values(replace(WHOLE_POLICY, facts=(THING, STATE, MANY, AROUND)), language())
WEIGHER = Weigher(VALUES, None)
JUDGE = Judge(language(), VALUES.index, VALUES.masked, counts_things=True)


@pytest.mark.parametrize(
    ("number", "unit", "values"),
    [
        (1, "site", ["one"]),
        (2, "site", ["some"]),
        (10, "site", ["some"]),
        (11, "site", ["region"]),
        (5, "device", ["one"]),
        (6, "people", ["some"]),
        (100, "customer", ["some"]),
        (101, "customer", ["region"]),
        pytest.param(3, "depot", ["some"], id="what stands in brackets counts"),
        pytest.param(3, None, ["some", "one"], id="of either, if it is not said of what"),
        pytest.param(300, None, ["region"], id="of all alike"),
    ],
)
def test_a_number_is_what_the_policy_says(number: float, unit: str, values: list[str]) -> None:
    assert BOUNDS.values(number, unit) == values


@pytest.mark.parametrize(
    ("help_", "value"),
    [
        ("mehr als 20 Züge", (21.0, "züge")),
        ("20 or more trains", (20.0, "train")),
        ("at least 20 trains", (20.0, "train")),
        ("over 20 trains", (21.0, "train")),
    ],
)
def test_lines_are_drawn_in_many_words(help_: str, value: tuple[float, str]) -> None:
    least, unit = value
    few = FactValue("few", "Few", help=f"one {unit}")
    bounds = Bounds(replace(MANY, values=(FactValue("much", "Much", help=help_), few)), language())
    assert bounds.rank("much") == least
    assert bounds.values(least, unit) == ["much"]
    assert bounds.values(1, unit) == ["few"]


def test_a_fact_without_numbers_draws_no_lines() -> None:
    assert not Bounds(REACH, language())
    assert not Bounds(replace(MANY, values=MANY.values[2:]), language())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Three of our devices are dead.", "one"),
        ("The washers of 14 sites are down.", "region"),
        ("27 of 27 devices do not respond.", "some"),
        pytest.param("A number of washers, 200 customers stand here, down.", "region", id="widest"),
        pytest.param("Three washers are down.", "some", id="a thing is no person"),
        pytest.param("The washer at Mill Hill is down.", "one", id="a place by its name"),
        pytest.param("Washers at Orton, Carr and Rigg are down.", "some", id="three of them"),
        pytest.param("Die washer im Keller steht seit der Nacht.", "", id="nouns are no names"),
        pytest.param("Not one site has a washer that works.", "region", id="none of them"),
        pytest.param("Washers 14 and 15 show an error for site 12.", "some", id="names"),
        pytest.param("The washer is down, depot=4740 sites.", "one", id="a setting"),
        pytest.param("The washer is down since 14:30, 3 h now.", "", id="no number of anything"),
    ],
)
def test_numbers_in_a_text_are_what_the_policy_says(text: str, value: str) -> None:
    chances = WEIGHER.issue(JUDGE.judge(text)).chances["many"]
    likeliest = max(chances, key=lambda one: chances[one])
    assert likeliest == value or (not value and chances[likeliest] < 0.9)
