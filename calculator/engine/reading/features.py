"""What a description shows to the learned weights: words in a row, parts of words, and phrases.

Every feature is a readable string and knows the words it stands on, so that a weight can be traced
back to the text.  There are three kinds, told apart by their first letter:

- ``w``: one, two or three words in a row, or two with up to three between them;
- ``c``: three to five letters within a word (spelling slips, endings, other languages);
- ``p``: a phrase of the policy, alone, beside a word, or beside another phrase.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.text import Sentence, Word

type Feature = tuple[str, int, int]
"""The name, and the words it stands on: ``first`` up to, not including, ``last``."""


@dataclass(frozen=True)
class Marked:
    """A description in words, sentences and the phrases found in it."""

    words: list[Word]
    sentences: list[Sentence]
    hits: list[Hit]


def word_features(stems: list[str]) -> Iterator[Feature]:
    """One, two and three words in a row, and pairs at a distance; numbers by their magnitude."""
    shown = [_magnitude(s) for s in stems]
    count = len(shown)
    for i, word in enumerate(shown):
        yield "w" + word, i, i + 1
        if i + 1 < count:
            pair = word + " " + shown[i + 1]
            yield "w" + pair, i, i + 2
            if i + 2 < count:
                yield "w" + pair + " " + shown[i + 2], i, i + 3
        for j in range(i + 2, min(i + 5, count)):
            yield f"w{word}_{shown[j]}", i, j + 1


def _magnitude(stem: str) -> str:
    if not stem.isdecimal():
        return stem
    number = int(stem[:9])
    return "#one" if number == 1 else "#few" if number < 6 else "#some" if number < 20 else "#many"


@lru_cache(maxsize=50_000)
def letter_features(stem: str) -> tuple[str, ...]:
    """Three to five letters in a row, with the word's ends marked."""
    if len(stem) < 2:
        return ()
    whole = "<" + stem + ">"
    return tuple(
        dict.fromkeys(
            "c" + whole[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(whole) - n + 1))
        )
    )


def phrase_features(marked: Marked, stems: list[str]) -> Iterator[Feature]:
    """Phrases alone, with the words beside them, and with the phrases of the same sentence."""
    count = len(stems)
    hits = marked.hits
    for a, hit in enumerate(hits):
        name, first, last = "p" + hit.concept, hit.first, hit.last
        yield name, first, last
        for far in (2, 1):
            if first - far >= 0:
                yield f"{name}-{far} {stems[first - far]}", first - far, last
        for far in (0, 1):
            if last + far < count:
                yield f"{name}+{far + 1} {stems[last + far]}", first, last + far + 1
        for other in hits[a + 1 :]:
            gap = other.first - last
            if gap > 4:
                break
            if gap >= 0:
                yield f"{name}>{other.concept}", first, other.last
    for i, sentence in enumerate(marked.sentences):
        kind = "?" if sentence.asks else "."
        start = sentence.first
        yield f"p{kind}{stems[start]}", start, start + 1
        if sentence.last - start > 1:
            yield f"p{kind}{stems[start]} {stems[start + 1]}", start, start + 2
        if i == 0:
            yield f"p^{stems[start]}", start, start + 1
        inside: dict[str, Hit] = {}
        for hit in hits:
            if start <= hit.first < sentence.last:
                inside.setdefault(hit.concept, hit)
        concepts = sorted(inside)
        for a, concept in enumerate(concepts):
            hit = inside[concept]
            yield f"p{kind}{concept}", hit.first, hit.last
            for second in concepts[a + 1 :]:
                yield f"p{concept}&{second}", hit.first, hit.last
    yield f"p#{min(9, count.bit_length())}", 0, 0
