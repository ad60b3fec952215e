"""What counts of a description where phrases and the language tell by themselves."""

from dataclasses import replace

import pytest

from calculator.engine.policy import FactValue
from calculator.engine.reading.chances import Weigher
from calculator.engine.reading.judged import Judge
from calculator.engine.reading.values import Values
from calculator.language.knowledge import language
from tests.engine.reading.laundry import JUDGE, STATE, WHOLE_POLICY, likeliest

TROUBLE = ("None of the washers works.", "None of the washers has trouble.")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("None of the three washers works.", "stopped", id="none works"),
        pytest.param("Washer DOWN (maintenance window, announced)", "question", id="in brackets"),
        pytest.param("Washer DOWN - fire drill, exercise only", "question", id="behind a dash"),
        pytest.param("Washer DOWN\n(maintenance window, announced)", "question", id="below it"),
        pytest.param("None of the three washers works.\n||||\n\nWe'll be at the stand until six.",
                     "stopped", id="below a line of bars"),
        pytest.param("None of the three washers works.\n\n(We'll be at the stand until six.)",
                     "stopped", id="in a paragraph of its own"),
        pytest.param(
            "The washer will be off on Tuesday from 8 to 10. Anything you need from us?",
            "question",
            id="planned",
        ),
        pytest.param(
            "The washer is slow. Two men with their bags wait for it, dead tired.",
            "faulty",
            id="what stands around it says nothing of what happens",
        ),
    ],
)  # fmt: skip
def test_what_happens(text: str, value: str) -> None:
    assert likeliest("state", text) == value


def test_it_is_no_trouble_that_none_has_any() -> None:
    works, helps = (JUDGE.judge(text).clauses[0].what for text in TROUBLE)
    assert works["fine"] == 0
    assert helps["fine"] > 0


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The dryer is dead. The washers are fine.", "dryers"),
        ("The dryer is dead since the press was moved.", "dryers"),
        ("Dryer dead. Ring us back: the press room knows.", "dryers"),
    ],
)
def test_what_is_named_first_it_is_rather_about(text: str, thing: str) -> None:
    assert likeliest("thing", text) == thing


def test_how_a_report_came_is_no_thing() -> None:
    phones = replace(
        WHOLE_POLICY.facts[0], values=(FactValue("phones", "Phones", phrases=("phone",)),)
    )
    policy = replace(WHOLE_POLICY, facts=(phones, *WHOLE_POLICY.facts[1:]))
    values = Values(policy, language())
    weigher, judge = Weigher(values, None), Judge(language(), values.index, values.masked)
    named = {
        text: weigher.issue(judge.judge(text)).said.get("thing")
        for text in ("Phone: it is dead.", "Leeds on the phone, all dark.", "The phone is dead.")
    }
    assert list(named.values()) == [None, None, "phones"]


def test_a_phrase_that_only_says_when_is_a_hint() -> None:
    state = replace(
        STATE, values=tuple(replace(v, phrases=("next week", "kaput")) for v in STATE.values[:1])
    )
    policy = replace(WHOLE_POLICY, facts=(WHOLE_POLICY.facts[0], state))
    values = Values(policy, language())
    hits = values.index.hits(
        Judge(language(), values.index, values.masked).judge("kaput next week").words
    )
    assert {h.concept for h in hits} == {"state=stopped", "state~stopped"}
