"""The words of the interface: complete in every language, and none that nobody says."""

import re
from pathlib import Path

import pytest

from calculator.authoring.words import (
    MODEL,
    WORDS,
    languages,
    problems,
    read_words,
    say,
)

WEB = WORDS.parent
SCRIPTS = [path for path in WEB.rglob("*.mjs") if "engine" not in path.parts]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
ENTRIES = read_words(MODEL)
FILE_ENDINGS = (".mjs", ".json", ".js", ".txt", ".ics")


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_keys_and_placeholders_of_english(language: str) -> None:
    assert problems(language) == []


@pytest.mark.parametrize("language", [name for name in languages() if name != MODEL])
def test_a_translation_is_one(language: str) -> None:
    words = read_words(language)
    long = {key for key, entry in ENTRIES.items() if isinstance(entry, str) and len(entry) > 40}
    untranslated = {key for key in long if words[key] == ENTRIES[key]}
    assert untranslated == set()


def test_every_key_that_the_page_names_has_words() -> None:
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*\.[a-z][a-z-]*)"', SOURCE))
    assert {key for key in named if not key.endswith(FILE_ENDINGS)} - ENTRIES.keys() == set()


def test_what_a_translator_got_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text('a: {b: "{name} is here", c: "{count} left"}\n')
    (tmp_path / "xx.yml").write_text('a: {b: "{nom} est là", d: "trop"}\n')
    assert problems("xx", tmp_path) == [
        "xx.yml: 'a.b' fills in {'nom'}, English {'name'}",
        "xx.yml: has 'a.d', which English has not",
        "xx.yml: lacks 'a.c'",
    ]


def test_a_word_that_yaml_takes_for_something_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text("a: {b: no}\n")
    assert problems("en", tmp_path) == [
        "en.yml: 'a.b' is False; write a text, in quotes if need be"
    ]


def test_words_are_filled_and_counted() -> None:
    words = {"left": {"one": "{count} day", "other": "{count} days"}, "hello": "Hello {name}"}
    assert say(words, "hello", name="Ada") == "Hello Ada"
    assert say(words, "left", count=1) == "1 day"
    assert say(words, "left", count=3) == "3 days"
    assert say(words, "unheard-of") == "unheard-of"
