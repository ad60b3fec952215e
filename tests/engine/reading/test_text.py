"""Words and sentences, each with its place in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.reading.text import LONGEST_TEXT, sentences, spellings, stem, words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Doors fail.", ["Doors", "fail"]),
        ("Isn't it don’t", ["Isn't", "it", "don’t"]),
        ("sign-on, VPN_2", ["sign-on", "VPN", "2"]),
        ("90 % down?!", ["90", "%", "down", "?", "!"]),
        ("Größe 漢字", ["Größe", "漢", "字"]),
        ("wi-fi and log-in, gateway-server", ["wi-fi", "and", "log-in", "gateway", "server"]),
        ("l'accès d’Ada", ["l", "accès", "d", "Ada"]),
        (
            "MailServerTargetDown of DoorServer",
            ["Mail", "Server", "Target", "Down", "of", "DoorServer"],
        ),
        ("... --- 😀", []),
    ],
)
def test_words_are_found_in_their_places(text: str, shown: list[str]) -> None:
    assert [text[w.start : w.end] for w in words(text)] == shown


@pytest.mark.parametrize(
    ("one", "other"), [("Failing", "fails"), ("DOORS", "door"), ("don’t", "don't")]
)
def test_words_that_differ_by_their_ending_have_one_stem(one: str, other: str) -> None:
    assert words(one)[0].stem == words(other)[0].stem


def test_spellings_are_what_is_stemmed() -> None:
    text = "Don’t OPEN doors"
    assert spellings(text) == ["don't", "open", "doors"]
    assert [stem(word) for word in spellings(text)] == [w.stem for w in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fails. Does it? Yes!", [("It fails", False), ("Does it ?", True), ("Yes !", False)]),
        ("Hello,\n\nit fails", [("Hello", False), ("it fails", False)]),
        ("at 9.30; at 10", [("at 9 30", False), ("at 10", False)]),
        ("  \n ", []),
    ],
)
def test_sentences_end_by_punctuation_and_line_breaks(
    text: str, found: list[tuple[str, bool]]
) -> None:
    of = words(text)
    shown = [text[w.start : w.end] for w in of]
    assert [(" ".join(shown[s.first : s.last]), s.asks) for s in sentences(text, of)] == found


@given(st.text(max_size=200))
def test_every_word_stands_in_one_sentence(text: str) -> None:
    of = words(text)
    found = sentences(text, of)
    assert [i for s in found for i in range(s.first, s.last)] == list(range(len(of)))


def test_no_more_is_read_than_anybody_writes() -> None:
    assert words("a " * LONGEST_TEXT)[-1].end <= LONGEST_TEXT
