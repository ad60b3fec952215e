"""The words that are shown for each fact, by any policy: a phrase that is believed."""

from dataclasses import replace

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from tests.policies import GERMAN, WHOLE

READER = Desk(load_policy(WHOLE).policy, language()).reader


def shown(text: str, fact: str) -> list[str]:
    return [text[e.start : e.end] for e in READER.read(text).evidence if e.fact == fact]


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        # A short clause as a whole, its negation included.
        ("The turnstile is not responding since 9.", "state",
         "The turnstile is not responding since 9"),
        ("How do I add a visitor to the list?", "state", "How do I add a visitor to the list?"),
        ("Nobody in the whole house can get in.", "people",
         "Nobody in the whole house can get in"),
        # Of several clauses the one that reports.
        ("I log in and everything opens. The list in the console is wrong.", "state",
         "The list in the console is wrong"),
        ("The console fails each time with an error, although nothing was changed for a year.",
         "state", "The console fails each time with an error, although nothing was "
                  "changed for a year"),
        # Of a long one the part between two marks.
        ("The gateway is dead, since about when the painters left the house.", "state",
         "The gateway is dead, since about when the painters left the house"),
        ("Since Monday, none of our three guards can get in: after the badge is read, nothing "
         "opens.", "state", "Since Monday, none of our three guards can get in: after the"
                            " badge is read, nothing opens"),
        # A count with what is counted, and what a short clause is the answer to.
        ("3 of 800 users cannot get in, all others can.", "people",
         "3 of 800 users cannot get in, all others can"),
        ("Gateways: 4. Answering: 0.", "state", "Answering: 0"),
        ("It is only my badge. By my colleagues not.", "people", "It is only my badge"),
        # What governs a count, and both marks of what is quoted.
        ("Consequently no door opens for anyone in the house.", "people",
         "Consequently no door opens for anyone in the house"),
        ('The console is dead, it shows us a big red "error 5".', "state",
         'The console is dead, it shows us a big red "error 5"'),
        ('It fails. The console says "error 5 of the list".', "state",
         'The console says "error 5 of the list"'),
        # A name is its own evidence.
        ("Gateways: 4. Answering: 0.", "part", "Gateways"),
        ("Nobody in the whole house can get in.", "part", "get in"),
    ],
)  # fmt: skip
def test_evidence_is_a_phrase_that_is_believed(text: str, fact: str, words: str) -> None:
    assert shown(text, fact) == [words]


def test_a_phrase_that_joins_two_thoughts_is_evidence_still() -> None:
    policy = load_policy(WHOLE).policy
    state = policy.fact("state")
    impaired = next(v for v in state.values if "degradation" in v.means)
    saying = replace(impaired, phrases=(*impaired.phrases, "now and then"))
    facts = [
        replace(f, values=tuple(saying if v is impaired else v for v in f.values))
        if f is state
        else f
        for f in policy.facts
    ]
    reader = Desk(replace(policy, facts=tuple(facts)), language()).reader
    text = (
        "Customer: the console answers only now and then, "
        "the night staff have to try four five times"
    )
    reading = reader.read(text)
    assert reading.facts["state"] == impaired.id
    shown_for = [text[e.start : e.end] for e in reading.evidence if e.fact == "state"]
    assert len(shown_for) == 1
    assert "now" in shown_for[0]


def test_a_phrase_that_counts_only_with_the_words_around_it_is_shown() -> None:
    """Cut off from them, it stands in what may be over: *neuen Artikel* is a wish all the same."""
    text = "formal grievance.0x80070005eine is high here, in ist heute sehr langsam.neuen Artikel"
    reading = Desk(load_policy(GERMAN).policy, language()).reader.read(text)
    assert reading.facts["lage"] == "wunsch"
    assert [text[e.start : e.end] for e in reading.evidence if e.fact == "lage"]
