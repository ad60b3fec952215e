"""Slips of the pen are mended by what is known, and by what stands beside them."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.reading.phrases import PhraseIndex
from calculator.engine.reading.slips import Slips
from calculator.engine.reading.text import words
from calculator.language.knowledge import language
from tests.policies import WHOLE

SLIPS = Slips(
    language(),
    PhraseIndex([("turnstile", "thing=gate"), ("drum washer", "thing=washer"), ("our rs", "rs=1")]),
    None,
)


def mended(text: str) -> str:
    found, _ = SLIPS.mended(text, words(text))
    return " ".join(word.plain for word in found)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("we cannot conenct", "we cannot connect"),
        ("our managemnet complains", "our management complains"),
        ("an authenticatioz error", "an authentication error"),
        ("loggign in fails", "logging in fails"),
        ("whtaever we do", "whatever we do"),
        ("the turnstle", "the turnstile"),
        ("seit huete", "seit heute"),
        # Short words, by those beside them and by how frequent they are.
        ("it wss unavailable", "it was unavailable"),
        ("one for thhe boss", "one for the boss"),
        # What is known, but rare, beside what is not.
        ("the smae again", "the same again"),
        # Two slips in a long word, and a name, if phrases have it.
        ("the turnsstiel", "the turnstile"),
        ("our Turnsstiel", "our turnstile"),
        # Two words of a phrase that are written together are no reason to leave a slip.
        ("in ourr house", "in our house"),
        # At the beginning of a sentence a capital tells nothing.
        ("Nothign works", "nothing works"),
    ],
)
def test_a_slip_is_mended(written: str, meant: str) -> None:
    assert mended(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "it rains again",
        "our newest shelves",
        "a call from Brandvold",
        "it runs on PXQR",
        "olu: same here",
        "qwzx",
        "it is q7conect",
        "in Stansted",
        "the screen saver",
        "a sufficient architect",
    ],
)
def test_names_and_known_words_stay(text: str) -> None:
    assert mended(text) == " ".join(word.plain for word in words(text))


def test_it_is_told_what_nobody_knows() -> None:
    text = "the turnstle is brrkz"
    assert SLIPS.mended(text, words(text))[1] == {1, 3}


JUDGE = Desk(load_policy(WHOLE).policy, language()).reader.judge


def test_learning_sees_what_was_written() -> None:
    text = "our managemnet"
    assert JUDGE.judge(text).stems[-1] == "manag"
    assert JUDGE.judge(text, as_written=True).stems[-1] == "managemnet"


def test_evidence_stands_where_it_was_written() -> None:
    text = "The lfit is dead"
    judged = JUDGE.judge(text)
    assert [text[word.start : word.end] for word in judged.words] == text.split()
