"""What a stretch of text shows to learned weights: words in a row, parts of words, and phrases.

Every feature is a readable string and knows the words it stands on, so that a weight can be traced
back to the text.  Their first letter tells the kinds apart:

- ``w``: one, two or three words in a row, or two with up to three between them;
- ``c``: three to five letters within a word (spelling slips, endings, other languages);
- ``p``: a phrase, alone, beside a word, or beside another phrase; how a clause begins and ends;
- ``n``: a number that tells how many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from calculator.engine.reading.numbers import Count
from calculator.engine.reading.phrases import Hit

type Feature = tuple[str, int, int]
"""The name, and the words it stands on: ``first`` up to, not including, ``last``."""

SUBJECT = "§"
"""Stands in the words of a clause for whatever a policy has a name for."""


@dataclass(frozen=True)
class Stretch:
    """A clause as features see it: its stems, the phrases and counts in them, how it ends."""

    stems: Sequence[str]
    hits: Sequence[Hit]
    counts: Sequence[Count]
    asks: bool
    place: str = ""
    """``only``, ``first`` or ``last`` among the clauses of a text."""


def word_features(stems: Sequence[str], at: int = 0) -> Iterator[Feature]:
    """One, two and three words in a row, and pairs at a distance; numbers by their magnitude.

    The first of the words is the one ``at`` this place.
    """
    shown = [_magnitude(s) for s in stems]
    last = at + len(shown)
    for i, word in enumerate(shown, at):
        yield "w" + word, i, i + 1
        rest = shown[i + 1 - at : i + 5 - at]
        if rest:
            pair_ = "w" + word + " " + rest[0]
            yield pair_, i, i + 2
            if i + 2 < last:
                yield pair_ + " " + rest[1], i, i + 3
        for j, other in enumerate(rest[1:], i + 2):
            yield f"w{word}_{other}", i, j + 1


def pair(one: str, other: str) -> str:
    """The feature of two words in a row."""
    return f"w{_magnitude(one)} {_magnitude(other)}"


def _magnitude(stem: str) -> str:
    if not stem.isdecimal():
        return stem
    number = int(stem[:9])
    return "#one" if number == 1 else "#few" if number < 6 else "#some" if number < 20 else "#many"


@lru_cache(maxsize=50_000)
def letter_features(stem: str) -> tuple[str, ...]:
    """Three to five letters in a row, with the word's ends marked."""
    if len(stem) < 2 or stem.isdecimal():
        return ()
    whole = "<" + stem + ">"
    return tuple(
        dict.fromkeys(
            "c" + whole[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(whole) - n + 1))
        )
    )


def phrase_features(of: Stretch) -> Iterator[Feature]:
    """Phrases alone, with the words beside them and with each other; numbers; the clause's form."""
    stems, hits = of.stems, of.hits
    count, kind = len(stems), "?" if of.asks else "."
    for a, hit in enumerate(hits):
        name, first, last = "p" + hit.concept, hit.first, hit.last
        yield name, first, last
        if first:
            yield f"{name}-{stems[first - 1]}", first - 1, last
        if last < count:
            yield f"{name}+{stems[last]}", first, last + 1
        for other in hits[a + 1 :]:
            gap = other.first - last
            if gap > 4:
                break
            if gap >= 0:
                yield f"{name}>{other.concept}", first, other.last
    inside: dict[str, Hit] = {}
    for hit in hits:
        inside.setdefault(hit.concept, hit)
    concepts = sorted(inside)
    for a, concept in enumerate(concepts):
        hit = inside[concept]
        yield f"p{kind}{concept}", hit.first, hit.last
        for second in concepts[a + 1 :]:
            yield f"p{concept}&{second}", hit.first, hit.last
    for number in of.counts:
        yield "n" + number.kind, number.first, number.last
        for concept in concepts:
            yield f"n{number.kind}&{concept}", number.first, number.last
    if count:
        yield f"p{kind}{stems[0]}", 0, 1
        yield f"p{kind}{' '.join(stems[:2])}", 0, min(2, count)
        yield f"p${stems[-1]}", count - 1, count
        yield f"p^{of.place}{hits[0].concept if hits else ''}", 0, 0
    yield f"p#{min(6, count.bit_length())}", 0, 0
    yield f"p@{of.place}{kind}", 0, 0
