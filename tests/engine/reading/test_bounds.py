"""What numbers come to where a policy draws its lines by them."""

from dataclasses import replace

import pytest

from calculator.engine.policy import Assumption, Fact, FactValue
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
    assert bounds.rank("much") > bounds.rank("few")
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
        pytest.param("Three washers are down.", "one", id="a thing is a device"),
        pytest.param("Seven washers are down.", "some", id="more of them"),
        pytest.param("The washer at Mill Hill is down.", "one", id="a place by its name"),
        pytest.param("Washers at Orton, Carr and Rigg are down.", "some", id="three of them"),
        pytest.param("Die washer im Keller steht seit der Nacht.", "", id="nouns are no names"),
        pytest.param("Not one site has a washer that works.", "region", id="none of them"),
        pytest.param("Washers 14 and 15 show an error for site 12.", "one", id="names"),
        pytest.param("The washer is down, depot=4740 sites.", "one", id="a setting"),
        pytest.param("The washer is down since 14:30, 3 h now.", "", id="no number of anything"),
    ],
)
def test_numbers_in_a_text_are_what_the_policy_says(text: str, value: str) -> None:
    chances = WEIGHER.issue(JUDGE.judge(text)).chances["many"]
    likeliest = max(chances, key=lambda one: chances[one])
    assert likeliest == value or (not value and chances[likeliest] < 0.9)


HOUSE = (
    FactValue("one", "One", help="One person, one device, or a single guest", means=("one",)),
    FactValue(
        "house",
        "The house",
        help="One hotel, or 2 to 500 people, devices (washers, tablets, lifts) or guests",
        means=("few", "many", "everyone"),
    ),
    FactValue("chain", "The chain", help="2 to 30 hotels (houses, sites), or all of us"),
)
FLEET = (
    FactValue(
        "one",
        "One",
        help="One person, one machine (washer, lift), one bus (tram) or one hotel, whatever number "
        "of machines is in it",
        means=("one",),
    ),
    FactValue(
        "several",
        "Several",
        help="More than one person, machine (washer, lift), bus (tram) or hotel, but not all",
        means=("few", "many"),
    ),
    FactValue("wide", "Wide", help="All machines of a kind", means=("everyone",)),
)


def _likeliest(values: tuple[FactValue, ...], text: str, around: Fact = AROUND) -> str:
    fact = replace(MANY, values=values)
    known = Values(replace(WHOLE_POLICY, facts=(THING, STATE, fact, around)), language())
    judge = Judge(language(), known.index, known.masked, counts_things=True)
    chances = Weigher(known, None).issue(judge.judge(text)).chances["many"]
    value = max(chances, key=lambda one: chances[one])
    return value if chances[value] >= 0.9 else ""


@pytest.mark.parametrize(
    ("unit", "number", "value"),
    [
        ("hotel", 1, "house"),
        pytest.param("site", 1, "house", id="what stands with it in brackets is counted as it is"),
        ("hotel", 2, "chain"),
        pytest.param("lift", 1, "one", id="a device"),
        ("lift", 2, "house"),
        pytest.param("guest", 40, "house", id="behind the brackets"),
    ],
)
def test_each_thing_has_lines_of_its_own(unit: str, number: float, value: str) -> None:
    assert Bounds(replace(MANY, values=HOUSE), language()).values(number, unit) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The lift in the hotel at Orton does not move.", "one"),
        ("Three tablets are dead.", "house"),
        pytest.param("Three dryers are dead.", "house", id="a thing that no line names"),
        ("Washers of two of our six hotels are dead.", "chain"),
        ("Every hotel is without washers, all dead.", "chain"),
        ("All our lifts are dead.", "house"),
        pytest.param("No hotel can start a washer.", "chain", id="none of them"),
        pytest.param("All 30 hotels: washers dead.", "chain", id="a heading"),
        pytest.param("Hotel Orton: washers dead.", "house", id="a heading of one"),
        pytest.param("Washers are dead at the Orton hotel, whole building.", "house", id="added"),
        pytest.param("The whole hotel has no washers, all dead.", "house", id="all of one"),
        pytest.param("Washers dead at both Bath and Orton.", "chain", id="by their names"),
        pytest.param(
            "The washer does not start. Same at Carr and Rigg.", "chain", id="added names"
        ),
        pytest.param(
            "Washer dead. Just me, the two colleagues beside me are fine.", "one", id="me"
        ),
    ],
)
def test_what_is_counted_decides(text: str, value: str) -> None:
    assert _likeliest(HOUSE, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Buses 12, 14 and 19: washers dead.", "several"),
        pytest.param("Bus 12: washer dead.", "one", id="a bus is no buse"),
        pytest.param("0 of 38 washers respond.", "wide", id="none of them"),
        pytest.param("38/38 washers are dead.", "wide", id="all, whatever their number"),
        pytest.param("Washers 1-24 of 24 are dead.", "wide", id="all by their numbers"),
        pytest.param("Washers 1-20 of 24 are dead.", "several", id="not all"),
        ("Washers 3 and 4 are dead.", "several"),
        pytest.param("Washers at Carr and at Rigg are dead.", "several", id="two places"),
        pytest.param("The washer is dead for ten guests.", "several", id="no Polish *this*"),
    ],
)
def test_all_is_all_where_no_line_is_drawn_for_it(text: str, value: str) -> None:
    assert _likeliest(FLEET, text) == value


QUEUE = Fact(
    "queue",
    "Waiting",
    "Do people wait?",
    (
        FactValue("yes", "Yes", phrases=("people are waiting", "queue", "guests waiting")),
        FactValue("no", "No", phrases=("nobody waits", "nobody is waiting")),
    ),
    assume=(Assumption("no", "silence"),),
)


PLANTS = (
    FactValue("one", "One", help="1 person or 1 device (washer)", means=("one",)),
    FactValue(
        "several",
        "Several",
        help="2 or more people or devices (washers)",
        means=("few", "many", "everyone"),
    ),
    FactValue("plant", "Plant", help="1 or more plants or sites"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("All washers are dead at Mill Hill.", "plant"),
        ("Not one washer at Mill Hill starts.", "plant"),
        pytest.param("All washers are dead.", "several", id="no place is named"),
        pytest.param("Three washers at Mill Hill are dead.", "several", id="not all"),
    ],
)
def test_all_at_a_place_with_a_name_is_the_place(text: str, value: str) -> None:
    assert _likeliest(PLANTS, text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Washer 5 does not start, 20 guests waiting.",
        "The washer at my desk does not start, 200 people are waiting here.",
        "My washer is dead. Nobody is waiting yet.",
    ],
)
def test_who_waits_is_not_who_is_concerned(text: str) -> None:
    assert _likeliest(PLANTS, text, QUEUE) in ("", "one")


def test_names_of_people_are_no_places() -> None:
    assert _likeliest(HOUSE, "Washer dead, Anna and Piotr have seen it.") != "chain"
