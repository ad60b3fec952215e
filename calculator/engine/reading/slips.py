"""Mends slips of the pen in words that nobody knows: *emploeye*, *authenticatioz*, *no tone*.

A word is left alone if a phrase has it, a cue, or anything that was learned.  Of the known words
that one slip makes it of, the one counts that was seen beside the same words; if none was, the one
that is seen most.  Names are left alone, as far as a capital tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from calculator.engine.reading.features import pair
from calculator.engine.reading.language import Language
from calculator.engine.reading.phrases import PhraseIndex, one_slip, starting
from calculator.engine.reading.text import Word, stem
from calculator.engine.reading.weights import Weights

SHORTEST = 3
"""Shorter words may be anything."""

ALONE = 5
"""Shorter ones are mended only to what was seen beside the same words."""

LONG = 8
"""In words of at least so many letters two slips are mended, and those in names, if that makes them
words that phrases have."""

BESIDE = 2
"""Having been seen beside the word before, or behind, weighs as much as being so many steps less
rare."""

NAMED = 6.0
"""At most so rare is what phrases consist of."""

SELDOM = 10.0
"""What is rarer is not what somebody meant, unless it was seen beside the same words."""

COMMON = 5.0
"""So little rare is a word that a short one is mended to, beside whatever it stands."""

RARE = 8.0
RARER = 4.5
"""A word that is as rare, and rarer by so much than one that is near, is a slip that many make."""

UNHEARD = 99.0
"""The rarity of a word that nobody knows."""

SENTENCE_ENDS = ".!?:\n"

_ENDINGS = (
    *("", "s", "e", "d", "ed", "ing", "ings", "es", "er", "ers", "ly", "ion", "ions", "ation"),
    *("ations", "al", "ally", "ate", "ated", "ent", "ity", "able", "ible", "ment", "ement"),
    *("ance", "ence", "y", "en", "n", "est", "th", "ication"),
)
_DOUBLING = ("ed", "ing", "er", "ings")
"""Endings before which a letter is doubled: *logging*."""


_SPEAKS = re.compile(r":\s")


class Slips:
    """Mends slips by the words that phrases have, and those that were learned from."""

    def __init__(self, language: Language, index: PhraseIndex, learned: Weights | None) -> None:
        """``learned`` are a policy's weights: like the language's, they tell beside what words
        stand."""
        self._learned = [language.weights, *([learned] if learned else [])]
        self._named = frozenset({*index.words, *language.context.words})
        self._told = language.words
        self._function = language.function
        self._index, self._names = index, index.deciding
        self._rarity = lru_cache(maxsize=20_000)(self._known_rarity)
        self._near = lru_cache(maxsize=20_000)(self._known_near)

    def _known_rarity(self, word: str) -> float | None:
        """How rare a word is, by what says it to be least so; None for one that nobody knows."""
        rarities = [self._told.get(word), *(weights.rarity(word) for weights in self._learned)]
        known = [NAMED] if word in self._named else []
        return min((*known, *(r for r in rarities if r is not None)), default=None)

    # Made for the first word that nobody knows.
    @cached_property
    def _words(self) -> list[str]:
        learned = (weights.words() for weights in self._learned)
        words = self._named.union(self._told, *learned)
        return sorted(w for w in words if w.isalpha() and len(w) >= SHORTEST - 1)

    @cached_property
    def _turned(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)

    def mended(self, text: str, of: Sequence[Word]) -> tuple[list[Word], frozenset[int]]:
        """The words of a text with slips mended, and which of them nobody knows as written."""
        found, strange = list(of), set()
        for i, word in enumerate(of):
            rarity = self._seldom(word)
            named = bool(rarity) and _is_named(text, of, i)
            if rarity and not (named and (len(word.plain) < LONG or self._is_found(word))):
                before = found[i - 1].stem if i else ""
                behind = of[i + 1].stem if i + 1 < len(of) else ""
                form = self._best(word, rarity, before, behind)
                if named and not (form and form[1] in self._names):
                    continue
                if form:
                    found[i] = replace(word, plain=form[0], stem=form[1])
                if form or rarity == UNHEARD:
                    strange.add(i)
        return found, frozenset(strange)

    def _is_found(self, word: Word) -> bool:
        """Whether phrases have a word for this one."""
        return self._index.spelled(word.stem) != word.stem

    def _seldom(self, word: Word) -> float:
        """How rare a word is, if it may be a slip; otherwise 0."""
        if len(word.plain) < SHORTEST or not word.plain.isalpha() or word.plain in self._function:
            return 0.0
        known = [r for r in map(self._rarity, (word.plain, word.stem)) if r is not None]
        if not known and self._is_derived(word.plain):
            return 0.0
        rarity = min(known, default=UNHEARD)
        return rarity if rarity > RARE else 0.0

    def _is_derived(self, plain: str) -> bool:
        """Whether it is a known word with another ending."""
        bases = (_without(plain, ending) for ending in _ENDINGS if len(ending) > 1 or ending == "s")
        return any(
            len(base) >= SHORTEST
            and (self._rarity(base) is not None or self._rarity(base + "e") is not None)
            for base in bases
        )

    def _best(self, of: Word, rarity: float, before: str, behind: str) -> tuple[str, str] | None:
        """The form and stem that a word is meant for; None if nothing is near."""
        plain, most = of.plain, rarity - RARER

        def beside(word: str) -> int:
            pairs = pair(before, word), pair(word, behind)
            return sum(any(w.knows(two) for w in self._learned) for two in pairs)

        found = []
        for form, word in self._near(plain):
            rare = self._rarity(word)
            if rare is None or rare > most or word == of.stem:
                continue
            together = beside(word)
            if not together and (form[0] not in plain[:2] or rare > SELDOM):
                continue
            if together or len(plain) >= ALONE or rare <= COMMON:
                found.append((rare - BESIDE * together, len(form), form, word))
        return min(found)[2:] if found else None

    def _known_near(self, plain: str) -> list[tuple[str, str]]:
        """The forms that one slip makes a word of, with their stems."""
        half = min(len(plain) // 2, SHORTEST)
        found: dict[str, str] = {}
        for word in starting(self._words, plain[:half]):
            if len(word) <= len(plain) + 1:
                for form, ending in _forms(word, len(plain)):
                    if one_slip(plain, form) and (not ending or stem(form) == word):
                        found.setdefault(word, form)
        for ending in _ENDINGS:
            base = _without(plain, ending)
            if len(base) < SHORTEST:
                continue
            for turned in starting(self._turned, base[len(base) // 2 + 1 :][::-1]):
                word = turned[::-1]
                near = abs(len(word) - len(base)) <= 1 and one_slip(base, word)
                if near and (not ending or stem(word + ending) == word):
                    found.setdefault(word, word + ending)
        if not found and len(plain) >= LONG:
            found = self._known_far(plain)
        return [(form, word) for word, form in found.items()]

    def _known_far(self, plain: str) -> dict[str, str]:
        """The same of two slips, of the words that phrases have."""
        turned = (word[::-1] for word in starting(self._turned, plain[: -SHORTEST - 1 : -1]))
        found: dict[str, str] = {}
        for word in (*starting(self._words, plain[:SHORTEST]), *turned):
            forms = _forms(word, len(plain), 2) if word in self._names else ()
            near = [f for f, end in forms if _two_slips(plain, f) and (not end or stem(f) == word)]
            if near:
                found[word] = min(near, key=lambda form: abs(len(form) - len(plain)))
        return found


def _two_slips(a: str, b: str) -> bool:
    """Whether one slip makes ``a`` something that another slip makes ``b``."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    ways = ((x[1:], y), (x, y[1:]), (x[1:], y[1:]))
    swapped = x[:2] == y[1::-1] and one_slip(x[2:], y[2:])
    return swapped or any(abs(len(one) - len(two)) <= 1 and one_slip(one, two) for one, two in ways)


def _forms(word: str, length: int, off: int = 1) -> Iterator[tuple[str, str]]:
    """A word with the endings that make it so long, or ``off`` by so many letters, and these."""
    for begins, endings in ((word, _ENDINGS), (word + word[-1], _DOUBLING)):
        least, most = length - len(begins) - off, length - len(begins) + off
        for ending in endings:
            if least <= len(ending) <= most:
                yield begins + ending, ending


def _without(word: str, ending: str) -> str:
    """What a word is without an ending; empty if it has another one."""
    return word.removesuffix(ending) if word.endswith(ending) else ""


def _is_named(text: str, of: Sequence[Word], i: int) -> bool:
    """Whether a word is a name, as far as a capital within a sentence tells, or its place before
    what somebody says: *olu: same here*."""
    start, end = of[i].start, of[i].end
    if not text[start].isupper():
        return _SPEAKS.match(text, end) is not None and text[:start].rpartition("\n")[2] == ""
    if text[start:end].isupper() and end - start > 1:
        return any(text[w.start : w.end].islower() for w in of)
    between = text[of[i - 1].end : start] if i else SENTENCE_ENDS
    return not any(mark in between for mark in SENTENCE_ENDS)
