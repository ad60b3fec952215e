"""Kinds of trouble and of wishes that some policies tell apart: wrong, lost, planned."""

from dataclasses import replace

import pytest

from calculator.engine.policy import FactValue
from calculator.engine.reading.chances import Weigher
from calculator.engine.reading.judged import COUNTS, Judge
from calculator.engine.reading.odds import told_apart
from calculator.engine.reading.values import Values
from calculator.language.knowledge import language
from tests.engine.reading.laundry import AROUND, JUDGE, REACH, STATE, THING, WHOLE_POLICY

TOLD = replace(
    STATE,
    values=(
        *STATE.values,
        FactValue("false", "Wrong data", means=("wrong",)),
        FactValue("gone", "Lost data", means=("lost",)),
        FactValue("work", "Planned work", means=("planned",)),
    ),
)
VALUES = Values(replace(WHOLE_POLICY, facts=(THING, TOLD, REACH, AROUND)), language())
WEIGHER = Weigher(VALUES, None)
APART = Judge(language(), VALUES.index, VALUES.masked, plans=True, tells_kinds=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The washer shows the wrong programme.", "false"),
        ("Every receipt of the dryer comes out twice.", "false"),
        ("Die Waschmaschine: washer zeigt falsche Werte.", "false"),
        ("All bookings of the washer have vanished.", "gone"),
        ("The washer is slow.", "faulty"),
        ("The washer is down.", "stopped"),
        ("On Tuesday the washer will be switched off for maintenance.", "work"),
        ("The dryer will be replaced next Monday, from 8 to 10.", "work"),
        pytest.param("Please add a second washer to our list.", "question", id="only a wish"),
    ],
)
def test_what_happens_is_told_apart(text: str, value: str) -> None:
    chances = WEIGHER.issue(APART.judge(text)).chances["state"]
    assert max(chances, key=lambda one: chances[one]) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The washer is dead since last night's update.", "stopped"),
        ("Dryer dead after yesterday's storm.", "stopped"),
        ("The washer shows yesterday's programme.", "false"),
    ],
)
def test_since_when_it_is_so_makes_nothing_false(text: str, value: str) -> None:
    chances = WEIGHER.issue(APART.judge(text)).chances["state"]
    assert max(chances, key=lambda one: chances[one]) == value


def test_what_is_surely_down_is_down_where_false_is_no_more_than_bad() -> None:
    what = {"outage": 0.95, "degradation": 0.05, "fine": 0.0}
    bad = told_apart(what, {"wrong": 1.0}, {"wrong": "bad", "degradation": "bad", "outage": "down"})
    own = told_apart(what, {"wrong": 1.0}, {"wrong": "false", "degradation": "bad"})
    assert bad["outage"] == what["outage"]
    assert own["outage"] < what["outage"]


def test_what_is_announced_counts_only_where_a_value_means_it() -> None:
    text = "On Tuesday the washer will be switched off for maintenance."
    assert [clause.level for clause in JUDGE.judge(text).clauses] == [1]
    assert [clause.level for clause in APART.judge(text).clauses] == [COUNTS]


def test_kinds_are_within_the_rest_where_no_value_means_them() -> None:
    text = "The washer shows the wrong programme."
    (clause,) = JUDGE.judge(text).clauses
    assert not clause.kinds
    assert max(clause.what, key=lambda one: clause.what[one]) == "degradation"
