"""What stands around an issue: it is said by phrases and by what they imply, unless denied."""

from dataclasses import replace

import pytest

from calculator.engine.policy import Assumption, Fact, FactValue
from calculator.engine.reading.chances import Weigher
from calculator.engine.reading.circumstances import implied
from calculator.engine.reading.judged import Judge
from calculator.engine.reading.values import Values
from calculator.language.knowledge import language
from tests.engine.reading.laundry import (
    AROUND,
    REACH,
    STATE,
    THING,
    VALUES,
    WHOLE_POLICY,
    likeliest,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The washer is dead. We do it by hand.", "bridged"),
        ("The dryer is dead, we use the spare one meanwhile.", "bridged"),
        pytest.param("The press is dead. We manage.", "bridged", id="no phrase says it"),
        pytest.param("Die Presse: press tot, wir behelfen uns.", "bridged", id="in German"),
        ("The washer is dead. There is no alternative.", "none"),
        pytest.param("The washer is dead, nobody can do that by hand.", "none", id="denied before"),
        pytest.param("The dryer is dead. The spare is broken too.", "none", id="failing"),
        pytest.param("The dryer is dead. We tried the spare.", "none", id="only tried"),
        pytest.param("The washer is dead. Sheets are piling up.", "none", id="what follows"),
        pytest.param(
            "The washer is dead. By hand it goes, nothing else.", "bridged", id="far behind"
        ),
        pytest.param("The washer is dead. The manager knows.", "", id="no *managing*"),
        pytest.param("The washer is dead.", "", id="not said"),
    ],
)
def test_what_stands_around_it(text: str, value: str) -> None:
    assert likeliest("around", text) == value


QUEUE = Fact(
    "queue",
    "Waiting",
    "Do people wait?",
    (
        FactValue("yes", "Yes", phrases=("people waiting", "queue")),
        FactValue("no", "No", phrases=("nobody waits",)),
    ),
    assume=(Assumption("no", "silence"),),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Forty people are in my hall and shouting.", "yes"),
        ("Seven ladies have been standing here since half past eight.", "yes"),
        ("Everybody stands at the counter and nobody gets a towel.", "yes"),
        pytest.param("The manager has been told.", "", id="about somebody"),
        pytest.param("Could someone call back?", "", id="nothing of the kind"),
    ],
)
def test_it_is_heard_without_any_word_of_the_policy(text: str, value: str) -> None:
    known = Values(replace(WHOLE_POLICY, facts=(THING, STATE, QUEUE)), language())
    judge = Judge(language(), known.index, known.masked, counts_things=True)
    chances = Weigher(known, None).issue(judge.judge(f"The washer is dead. {text}")).chances
    assert max(chances["queue"], key=lambda one: chances["queue"][one]) == value


def test_of_what_a_policy_does_not_name_nothing_is_heard() -> None:
    assert likeliest("around", "The washer is dead. Forty people are in my hall.") == ""


def test_an_assumption_that_always_holds_is_without_condition() -> None:
    whens = (("thing", ("washers", "dryers", "presses", "doors")), ("thing", ("washers",)))
    found = []
    for fact, values in whens:
        assume = (Assumption("none", "silence", when={fact: values}),)
        around = replace(AROUND, assume=assume)
        policy = replace(WHOLE_POLICY, facts=(THING, STATE, REACH, around))
        found.append(Values(policy, language()).circumstances)
    assert found == [{"around"}, frozenset()]


def test_what_is_assumed_where_nobody_speaks_of_it_names_no_thing() -> None:
    assert VALUES.circumstances == {"around"}
    assert VALUES.named == ("thing",)


TIMING = Fact(
    "timing",
    "Timing",
    "Does it run now?",
    (
        FactValue("now", "Now", phrases=("lesson is running", "in progress")),
        FactValue("later", "Later", phrases=("next week", "no lesson until tomorrow")),
    ),
)


@pytest.mark.parametrize(
    ("words", "value"),
    [("clock is ticking", "now"), ("minutes left", "now"), ("weekend", "later")],
)
def test_what_runs_now_is_said_in_many_ways(words: str, value: str) -> None:
    assert (words, value) in set(implied(language(), TIMING))


def test_a_value_that_names_no_family_implies_nothing() -> None:
    fact = Fact("plan", "Plan", "Which?", (FactValue("gold", "Gold", phrases=("gold plan",)),))
    assert list(implied(language(), fact)) == []


LEAKS = replace(
    THING, values=(*THING.values, FactValue("leaks", "Leaks", phrases=("leak report",)))
)
DANGER = Fact(
    "danger",
    "Danger",
    "Is anybody in danger?",
    (
        FactValue("yes", "Yes", phrases=("injured", "smoke", "danger"), hints=("ozone", "steam")),
        FactValue("no", "No"),
    ),
    assume=(Assumption("no", "silence"),),
)


def test_words_that_name_things_say_nothing_of_danger() -> None:
    named = frozenset(("leak", "report"))
    assert ("leak", "yes") in set(implied(language(), DANGER))
    told = set(implied(language(), DANGER, named))
    assert ("leak", "yes") not in told
    assert ("fire", "yes") in told
    policy = replace(WHOLE_POLICY, facts=(LEAKS, STATE, REACH, DANGER))
    values = Values(policy, language())
    judge = Judge(language(), values.index, values.masked)
    assert not values.around("danger", judge.judge("The leak report is slow."))


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("There is ozone at the washer.", 0.5),
        ("There is ozone and steam at the washer.", 0.85),
        ("The washer hums.", 0.0),
        ("The washer is dead. Someone is injured.", 1.0),
    ],
)
def test_a_single_hint_leaves_it_open(text: str, likely: float) -> None:
    values = Values(replace(WHOLE_POLICY, facts=(THING, STATE, REACH, DANGER)), language())
    judge = Judge(language(), values.index, values.masked)
    chances = Weigher(values, None).issue(judge.judge(text)).chances["danger"]
    assert chances.get("yes", 0.0) == pytest.approx(likely)
