"""What a value's names imply: the rest of a family of things, and words that only they have."""

import pytest

from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.implied import Implied
from calculator.language.knowledge import language

THINGS = Fact(
    "subject",
    "Subject",
    "What does it concern?",
    (
        FactValue("mail", "Mail", phrases=("mailbox", "spam filter")),
        FactValue("printing", "Printing", phrases=("print queue", "toner")),
        FactValue("network", "Network", phrases=("wifi", "campus gateway", "lab gateway")),
        FactValue("login", "Accounts", phrases=("password", "single sign-on")),
    ),
)
IMPLIED = Implied(language())


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("inbox", "mail"),
        ("Drucker", "printing"),
        ("réseau", "network"),
        ("contraseña", "login"),
        pytest.param("gateway", "network", id="a word that several of its phrases have"),
    ],
)
def test_what_a_value_implies(word: str, value: str) -> None:
    hints = {(w.lower(), v) for w, v in IMPLIED.hints(THINGS)}
    assert (word.lower(), value) in hints
    assert {v for w, v in hints if w == word.lower()} == {value}


def test_a_fact_that_names_no_things_implies_nothing() -> None:
    when = Fact(
        "timing",
        "Timing",
        "When is it due?",
        (
            FactValue("now", "Now", phrases=("exam is running", "students wait")),
            FactValue("later", "Later", phrases=("no hurry",)),
        ),
    )
    assert list(IMPLIED.hints(when)) == []


def test_a_family_of_two_values_speaks_for_both() -> None:
    fact = Fact(
        "subject",
        "Subject",
        "What?",
        (
            FactValue("internal", "Internal mail", phrases=("mailbox",)),
            FactValue("external", "External mail", phrases=("webmail",)),
            *THINGS.values[1:],
        ),
    )
    assert {v for w, v in IMPLIED.hints(fact) if w == "inbox"} == {"internal", "external"}
