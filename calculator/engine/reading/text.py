"""A description as words and sentences, each with its place in the text (character offsets)."""

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST_TEXT = 20_000
"""Characters that are read; nobody describes an issue in more, and time grows with them."""

_WORD = re.compile(r"[^\W_]+(?:['’´`-][^\W_]+)*|[?!%]")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_APOSTROPHES = str.maketrans("’´`", "'''")
_stemmer = snowballstemmer.stemmer("english")

KNOWN_STEMS: dict[str, str] = {}
"""Stems that were worked out before, as stemming is what takes longest when a policy is loaded."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or one of the marks ``? ! %``: its stem in lower case, and where it stands."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words ``first`` up to, not including, ``last``; ``asks`` if it ends with a ``?``."""

    first: int
    last: int
    asks: bool


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English stem of a word in lower case; words of other languages lose little by it."""
    return KNOWN_STEMS.get(word) or str(_stemmer.stemWord(word))


def words(text: str) -> list[Word]:
    """The words of the first :data:`LONGEST_TEXT` characters, in order."""
    return [
        Word(stem(_plain(m.group())), m.start(), m.end())
        for m in _WORD.finditer(text[:LONGEST_TEXT])
    ]


def spellings(text: str) -> list[str]:
    """The words as they are stemmed: in lower case, with one kind of apostrophe."""
    return [_plain(m.group()) for m in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return word.lower().translate(_APOSTROPHES)


def sentences(text: str, of: list[Word]) -> list[Sentence]:
    """The sentences of a text, by punctuation and line breaks; those without words are left out."""
    ends = [m.start() for m in _SENTENCE_END.finditer(text[:LONGEST_TEXT])]
    ends.append(LONGEST_TEXT)
    found: list[Sentence] = []
    first = 0
    for end in ends:
        last = first
        while last < len(of) and of[last].start < end:
            last += 1
        if last > first:
            found.append(Sentence(first, last, of[last - 1].stem == "?"))
        first = last
    return found
