"""How many things of a kind: by what stands before their names, by numbers, by the others."""

import pytest

from calculator.engine.reading.values import Values
from calculator.language.knowledge import language
from tests.engine.reading.laundry import VALUES, likeliest
from tests.engine.reading.test_reader import POLICY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("All our washers are dead.", "all"),
        ("None of the washers starts.", "all"),
        ("Every single dryer has stopped.", "all"),
        ("Both dryers do not heat any more.", "all"),
        pytest.param("All six of our washers are dead.", "all", id="longer than a phrase"),
        pytest.param("We have just the one washer and it is dead.", "all", id="the sole one"),
        pytest.param("Our only press does not close.", "all", id="our only one"),
        pytest.param("Kein einziger Trockner: alle dryers tot.", "all", id="in German"),
        pytest.param("The washer is dead everywhere.", "all", id="everywhere"),
        ("Dryers 3 to 9 do not start.", "some"),
        ("Dryers 3, 4 and 7 are dead.", "some"),
        ("Six of our forty washers are dead.", "some"),
        ("Three dryers are dead.", "some"),
        ("Some of the washers do not spin.", "some"),
        pytest.param(
            "No dryer in Leeds starts at all. The other houses are fine.", "some", id="others work"
        ),
        pytest.param("Dryers 3,4,5 and 7 are dead.", "some", id="a list without spaces"),
        pytest.param("Dryers C1 to C4 are dead.", "some", id="from one to another"),
        pytest.param("The dryers at 22 and 23 both show an error.", "some", id="both of a list"),
        pytest.param("The dryers on 31, 32 and 36 eat the linen.", "some", id="at their places"),
        pytest.param("Four of our new dryers are dead.", "some", id="of what kind"),
        pytest.param("The dryers stop, five of them today.", "some", id="so many of them"),
        pytest.param("The two dryers beside the desk are dead.", "some", id="beside is no *beide*"),
        pytest.param("D1, D3, D4: the dryers are dead.", "some", id="a heading of codes"),
        pytest.param("Tills 2 to 9 are dead.", "some", id="things of no phrase"),
        pytest.param("Dryers in Leeds all down since 4.", "all", id="all, behind the thing"),
        pytest.param("Every dryer in room 12 is dead.", "all", id="every one at a place"),
        pytest.param(
            "Les dryers 2, 5 et 6 s'arrêtent toutes les dix minutes.", "some", id="every so often"
        ),
        pytest.param("The dryers stop every few minutes, 2 and 3.", "", id="now and then"),
        ("Washer 12 does not start.", "one"),
        ("One of our nine washers is dead.", "one"),
        pytest.param("Washer 2 of our 4 is dead.", "one", id="the number is its name"),
        pytest.param("Room 12: the dryer is dead.", "one", id="the number of a place"),
        pytest.param("The dryer in 603 does not start.", "one", id="a number alone"),
        pytest.param("W7 does not spin.", "one", id="a code"),
        pytest.param("The washer is dead, only mine.", "one", id="nobody else"),
        pytest.param("The dryers of the third floor are all dead.", "some", id="a group"),
        pytest.param("The washer does not start for anyone.", "all", id="not for anyone"),
        pytest.param("The dryer is dead for every one of our people.", "all", id="no *one of*"),
        pytest.param("My dryer on the third floor is dead.", "one", id="where it stands"),
        pytest.param("Not one shirt goes in on any of the dryers.", "all", id="on any of them"),
        pytest.param(
            "The dryer by the lift is dead. The other one is fine.", "one", id="the other"
        ),
        pytest.param("Every desk is dead, no dryer runs.", "all", id="what no policy names"),
        pytest.param("Thought it was just me but the dryer is dead.", "some", id="not just me"),
        pytest.param("The dryer does not turn, all houses.", "all", id="added"),
    ],
)
def test_how_many_things_are_meant(text: str, value: str) -> None:
    assert likeliest("reach", text) == value


@pytest.mark.parametrize(
    "text",
    [
        "The washer 4 minutes behind is dead.",
        "The washer shows error E4.",
    ],
)
def test_numbers_of_something_else_are_none(text: str) -> None:
    assert likeliest("reach", text) == ""


@pytest.mark.parametrize("text", ["The washer is dead.", "Something is wrong with the dryers."])
def test_what_is_not_said_is_not_taken_for_said(text: str) -> None:
    assert likeliest("reach", text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The washer does not spin any more.",
        "The washer does not take any coin.",
        "The washer eats every coin.",
        "The washer is dead, says the shift lead.",
        "The washer is loud all day.",
        "The washer stops, I've only got one shirt in it.",
        "The washer ruins her shirts.",
    ],
)
def test_what_is_done_with_one_thing_makes_it_not_many(text: str) -> None:
    assert likeliest("reach", text) in ("one", "")


def test_some_dead_things_are_dead_and_no_thing_that_works_in_part() -> None:
    assert likeliest("state", "Six of our forty washers are completely dead.") == "stopped"


def test_a_policy_counts_things_if_its_values_speak_of_them() -> None:
    assert VALUES.counting_things == {"reach"}
    assert not Values(POLICY, language()).counting_things
