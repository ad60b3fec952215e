"""A description clause by clause: where another thought begins, and what its clauses count for."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.reading.chances import works_in_part
from calculator.engine.reading.judged import Clause, Judged
from calculator.language.knowledge import language
from tests.policies import WHOLE

JUDGE = Desk(load_policy(WHOLE).policy, language()).reader.judge


def words(judged: Judged, clause: Clause) -> str:
    return judged.text[judged.words[clause.first].start : judged.words[clause.last - 1].end]


def likeliest(clause: Clause) -> str:
    return max(clause.what, key=lambda meaning: clause.what[meaning])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # It goes on with something else behind a comma.
        ("The till is slow, then it is dead", ["The till is slow", "then it is dead"]),
        ("The lift is dead, plus the ramp is shut", ["The lift is dead", "plus the ramp is shut"]),
        ("It was slow, and then dead", ["It was slow", "and then dead"]),
        ("It is slow then dead", ["It is slow then dead"]),
        # Neither an exception nor what has not happened yet is another thought.
        ("All but the lift works", ["All but the lift works"]),
        ("It is slow but it works", ["It is slow", "but it works"]),
        ("The card is not yet read", ["The card is not yet read"]),
        # A sentence ends within a quotation.
        ('It says "no card." Why is that?', ['It says "no card', "Why is that?"]),
        ("It is slow, red and loud", ["It is slow, red and loud"]),
        # What is spared behind a comma is named.
        ("Nobody gets in at house 5, house 6 is not affected",
         ["Nobody gets in at house 5", "house 6 is not affected"]),
        ("Die Kasse ist tot, das Lager ist nicht betroffen",
         ["Die Kasse ist tot", "das Lager ist nicht betroffen"]),
        ("The ward, which is new, is not affected", ["The ward, which is new, is not affected"]),
        ("Ward 3, the new one, is not affected", ["Ward 3, the new one, is not affected"]),
        # A state in brackets.
        ("[RESOLVED] The lift was stuck", ["RESOLVED", "The lift was stuck"]),
        ("[Ward 3] The lift was stuck", ["Ward 3] The lift was stuck"]),
    ],
)  # fmt: skip
def test_another_clause_begins_with_something_else(text: str, found: list[str]) -> None:
    judged = JUDGE.judge(text)
    assert [words(judged, clause) for clause in judged.clauses] == found


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED: the lift is down",
        "[RESOLVED] The till is dead",
        "Fixed: lift dead",
        "Fire drill: lift dead",
        "Solved: the scanner shows an error",
    ],
)
def test_what_stands_behind_a_state_that_is_over_does_not_count(text: str) -> None:
    assert [clause.level for clause in JUDGE.judge(text).clauses][-1] == 1


@pytest.mark.parametrize(
    "text",
    [
        "NOT RESOLVED: the lift is down",
        "Ward 3: the lift is down",
        "It was fixed by Bo yesterday: the lift is down",
        "RESOLVED: the till. The lift is down",
    ],
)
def test_what_stands_elsewhere_counts(text: str) -> None:
    assert [clause.level for clause in JUDGE.judge(text).clauses][-1] == 2


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Ward 3 is not affected", "fine"),
        ("the lift is unaffected", "fine"),
        ("das Lager ist nicht betroffen", "fine"),
        ("unaffected users cannot get in", "outage"),
        ("all but me can get in", "outage"),
    ],
)
def test_what_is_spared_works(text: str, meaning: str) -> None:
    assert [likeliest(clause) for clause in JUDGE.judge(text).clauses] == [meaning]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("I write to you on behalf of 412 of our 415 guests", True),
        ("I write to you on behalf of 7 of 12 colleagues", True),
        ("I write to you on behalf of 2 of the 3 cakes", False),
        ("2 of the 3 cakes and so on", False),
    ],
)
def test_a_share_of_those_who_use_a_thing_says_something(text: str, says: bool) -> None:
    (clause,) = JUDGE.judge(text).clauses
    assert (clause.level > 0) == says, clause.what


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("of our 40 doors, 12 are shut", True),
        ("12 of our 40 doors are shut", True),
        ("of the 88 users, 31 cannot open the door", False),
        ("all 40 doors are shut", False),
    ],
)
def test_a_share_of_a_thing_is_a_part_of_it(text: str, partial: bool) -> None:
    assert [clause.partial for clause in JUDGE.judge(text).clauses] == [partial]


LONG = "and the painters went on with their work on the second floor of the old house "


@pytest.mark.parametrize(("times", "runs_on"), [(1, False), (3, True)])
def test_many_words_without_a_mark_run_on(times: int, runs_on: bool) -> None:
    (clause,) = JUDGE.judge(f"The lift is slow {LONG * times}").clauses
    assert clause.runs_on == runs_on


@pytest.mark.parametrize(
    ("text", "partly"),
    [
        ("The till is dead. Our backup till works.", True),
        # Where most people are concerned, nothing stands in.
        ("Our backup till works. Nobody gets in at any of our houses.", False),
    ],
)
def test_what_stands_in_leaves_a_part(text: str, partly: bool) -> None:
    assert works_in_part(JUDGE.judge(text).counting) == partly


def test_a_german_if_is_no_english_fall() -> None:
    def supposes(text: str) -> bool:
        cues = (cue.concept for clause in JUDGE.judge(text).clauses for cue in clause.cues)
        return "hypothetical" in cues

    assert supposes("Falls die Kasse stehen bleibt")
    assert not supposes("The till did fall down")
