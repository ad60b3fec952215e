"""What a clause says in the light of whom it concerns: nobody, or nobody who works with it yet."""

import pytest

from calculator.engine.reading.absence import on_trial, status_of
from calculator.engine.reading.judged import COUNTS
from calculator.engine.reading.language import STATUS
from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.text import words
from calculator.language.knowledge import language
from tests.engine.reading.test_judged import JUDGE, likeliest


@pytest.mark.parametrize(
    "text",
    [
        "Not one delivery has failed",
        "Nobody has been turned away",
        "None of the tills has crashed",
        "Nobody's been locked out",
    ],
)
def test_what_befalls_nobody_works(text: str) -> None:
    (clause,) = JUDGE.judge(text).clauses
    assert likeliest(clause) == "fine"


@pytest.mark.parametrize(
    "text",
    [
        "None of the tills starts",
        "Nobody can open the failed door",
        # Behind a comma something else is said.
        "Nobody was turned away, all of them had to wait for an hour",
    ],
)
def test_what_nobody_can_do_does_not_work(text: str) -> None:
    (clause,) = JUDGE.judge(text).clauses
    assert clause.what["outage"] + clause.what["degradation"] > clause.what["fine"]


@pytest.mark.parametrize(
    "text",
    [
        "The lift in our test lab is stuck",
        "The lift of the staging environment is stuck",
        "The lift in building 9 (not in production) is stuck",
        "Der Aufzug in der Testumgebung steht",
    ],
)
def test_what_nobody_works_with_yet_is_an_exercise(text: str) -> None:
    clauses = JUDGE.judge(text).clauses
    assert any(clause.status["exercise"] == 1 for clause in clauses)


def test_what_is_in_use_is_none() -> None:
    (clause,) = JUDGE.judge("The lift in the production hall is stuck").clauses
    assert clause.level == COUNTS


def test_what_a_policy_has_a_name_for_is_in_use() -> None:
    plain = ["the", "sandbox", "is", "down"]
    assert on_trial(language(), plain, (), 7)
    assert not on_trial(language(), plain, [Hit("thing=sandbox", 8, 9)], 7)


@pytest.mark.parametrize(
    "text", ["This is a drill! The lift is stuck.", "Fire drill: the lift is stuck."]
)
def test_all_behind_a_sentence_that_says_so_is_an_exercise(text: str) -> None:
    *_, last = JUDGE.judge(text).clauses
    assert last.status["exercise"] == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("0 of 80 scanners respond", "outage"),
        ("0 / 24 pumps online", "outage"),
        ("0 of 80 parcels were rejected", "fine"),
    ],
)
def test_of_a_number_none(text: str, what: str) -> None:
    (clause,) = JUDGE.judge(text).clauses
    assert likeliest(clause) == what


LIVE = {**dict.fromkeys(STATUS, 0.0), "live": 0.05}
BROKEN = {"outage": 0.9, "degradation": 0.1, "unsaid": 0.0}


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("a guest stands outside and the gate will not come up", False),
        ("the licence of the kiosk runs out in 5 days", False),
        ("what if the gate were stuck", True),
        ("is the kiosk dead", True),
        ("the gate is stuck?", True),
        ("we want to know whether the gate sticks", True),
    ],
)
def test_only_words_that_suppose_make_it_supposed(text: str, supposed: bool) -> None:
    status = {**LIVE, "supposed": 0.95}
    of = words(text)
    plain = [word.plain for word in of]
    found = status_of(language(), status, BROKEN, plain, 0, language().context.hits(of))
    assert (found["supposed"] > found["live"]) is supposed
    assert sum(found.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("nobody has any tickets", False),
        ("no one gets paper", False),
        ("nobody has a problem", True),
        ("nobody is locked out", True),
        ("nobody has not paid", True),
    ],
)
def test_that_nobody_has_something_denies_nothing(text: str, denied: bool) -> None:
    status = {**LIVE, "denied": 0.95}
    of = words(text)
    plain = [word.plain for word in of]
    found = status_of(language(), status, BROKEN, plain, 0, language().context.hits(of))
    assert (found["denied"] > found["live"]) is denied
