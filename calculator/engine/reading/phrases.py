"""Finds phrases in words: inflected, written together or apart, and with slips in long words.

The index is the sorted list of what phrases are found by, which a build prepares, so that nothing
is worked out when it is loaded.  Looking up a text costs a step per word and phrase that begins
with it, so more phrases do not make reading slower unless they begin alike.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, repeat
from typing import Any

from calculator.engine.reading.text import Word, spellings, stem

LONG_WORD = 6
"""From this length on, one letter may be wrong, missing, too many or swapped with the next."""

LONG_STEM = 7
"""From this length on, the last letter of a stem may differ where another ending follows."""

ENDING = 2
"""Letters by which an ending that is not English may make a word longer."""

PHRASE, HINT = "=", "~"
"""Stand in the concepts that phrases establish, and in those at which hints hint."""

GREATEST = "\U0010ffff"
"""Sorts behind whatever a word may go on with."""

FIRST, BEGUN, LAST = 2, 4, 3
"""Letters that a slip leaves alone at the beginning, that another ending does, and at the end."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: what it names, and the words ``first`` up to, not including, ``last``."""

    concept: str
    first: int
    last: int


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The stems that a text must have, one after the other, for the phrase to be found."""
    return tuple(map(stem, spellings(phrase)))


class PhraseIndex:
    """Phrases in the order of their stems, and their long words by what a slip leaves alone."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """``phrases`` are pairs of phrase and concept."""
        keyed = [(key, concept) for phrase, concept in phrases for key in _keys(phrase)]
        places = sorted(range(len(keyed)), key=lambda place: keyed[place][0])
        self._fill([keyed[place][0] for place in places], places, [c for _, c in keyed])

    @classmethod
    def restored(cls, prepared: Mapping[str, Any]) -> "PhraseIndex":
        """The index that :meth:`prepared` described."""
        index = cls.__new__(cls)
        concepts = chain.from_iterable(repeat(name, count) for name, count in prepared["concepts"])
        keys = prepared["keys"].split("\n") if prepared["places"] else []
        index._fill(keys, prepared["places"], list(concepts))
        return index

    def prepared(self) -> dict[str, Any]:
        """All of it as plain JSON values: ``keys``, one a line, sorted; the ``places`` that they
        had before; and the ``concepts`` there, each with how many keys in a row it has."""
        runs: list[tuple[str, int]] = []
        for concept in self._concepts:
            known = bool(runs) and runs[-1][0] == concept
            runs[len(runs) - known :] = [(concept, runs[-1][1] + 1 if known else 1)]
        return {
            "keys": "\n".join(self._keys),
            "places": list(self._places),
            "concepts": [list(run) for run in runs],
        }

    common: Set[str] = frozenset()
    """Stems that people write as they are, and that mean no phrase which is spelled nearly so."""

    def _fill(self, keys: Sequence[str], places: Sequence[int], concepts: Sequence[str]) -> None:
        self._keys, self._places, self._concepts = keys, places, concepts
        self._stems = set(" ".join(keys).split())
        self._begins = lru_cache(maxsize=20_000)(self._beginning)
        self.spelled = lru_cache(maxsize=20_000)(self._spelled)

    # Made for the first word that no phrase has.
    @cached_property
    def _words(self) -> list[str]:
        return sorted(s for s in self._stems if len(s) >= LONG_WORD - 1 and s.isalpha())

    @cached_property
    def _turned(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)

    @property
    def words(self) -> Set[str]:
        """The stems that phrases consist of."""
        return self._stems

    @property
    def deciding(self) -> Set[str]:
        """The same of phrases that establish what they name."""
        pairs = zip(self._keys, self._places, strict=False)
        return {s for k, place in pairs if PHRASE in self._concepts[place] for s in k.split(" ")}

    def _beginning(self, stem: str) -> list[tuple[int, list[str]]]:
        """The phrases that begin with a stem: their places, and all their stems."""
        found = []
        i = bisect_left(self._keys, stem)
        # A blank sorts before whatever a stem may go on with.
        while i < len(self._keys) and (key := self._keys[i].split(" "))[0] == stem:
            found.append((self._places[i], key))
            i += 1
        return sorted(found)

    def _spelled(self, stem: str) -> str:
        """The stem that phrases have for this one: itself, a slip mended, or another ending."""
        if stem in self._stems or len(stem) < LONG_WORD - 1 or not stem.isalpha():
            return stem
        if stem in self.common:
            return stem
        if len(stem) >= LONG_WORD:
            turned = starting(self._turned, stem[: -LAST - 1 : -1])
            for some in (starting(self._words, stem[:FIRST]), (k[::-1] for k in turned)):
                near = [k for k in some if abs(len(k) - len(stem)) <= 1 and one_slip(stem, k)]
                for length in (len(stem), len(stem) + 1, len(stem) - 1):
                    if fit := [k for k in near if len(k) == length >= LONG_WORD]:
                        return min(fit)
        for known in starting(self._words, stem[:BEGUN]):
            if _another_ending(stem, known):
                return known
        return stem

    def hits(self, of: Sequence[Word]) -> list[Hit]:
        """Every phrase found, in order; of two that name the same thing the longer one counts."""
        stems = [self.spelled(w.stem) for w in of]
        found: list[Hit] = []
        for first, begins in enumerate(stems):
            best: dict[str, int] = {}
            for place, key in self._begins(begins):
                last = first + len(key)
                if stems[first:last] == key:
                    concept = self._concepts[place]
                    best[concept] = max(last, best.get(concept, 0))
            found += (Hit(concept, first, last) for concept, last in best.items())
        return found


def _keys(phrase: str) -> Iterator[str]:
    """The stems by which a phrase is found, with blanks between."""
    found = spellings(phrase)
    if found:
        yield " ".join(map(stem, found))
    if len(found) == 2 and all(map(str.isalpha, found)):
        # Many names are written together as often: load balancer, LoadBalancer.
        together = "".join(found)
        if len(together) >= LONG_WORD or stem(together) == together:
            yield stem(together)


def starting(words: Sequence[str], beginning: str) -> Sequence[str]:
    """The words of a sorted list that start like this."""
    return words[bisect_left(words, beginning) : bisect_left(words, beginning + GREATEST)]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that lie within a longer one: in *billing portal* there is no *portal*."""
    whole = list(hits)
    if len(whole) < 2:
        return whole
    reach: dict[int, int] = {}
    for hit in whole:
        reach[hit.first] = max(hit.last, reach.get(hit.first, 0))
    # From each beginning to how far hits reach that begin before it.
    before, far = {}, 0
    for first in sorted(reach):
        before[first] = far
        far = max(far, reach[first])
    return [hit for hit in whole if before[hit.first] < hit.last == reach[hit.first]]


def one_slip(a: str, b: str) -> bool:
    """Whether one letter inserted, dropped, changed or swapped with the next makes ``a`` ``b``."""
    if a == b:
        return True
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    return x[1:] == y or x == y[1:] or x[1:] == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])


def _another_ending(a: str, b: str) -> bool:
    """Whether the longer is the shorter with another ending: *Benutzern*, *conectarse*."""
    short, long = sorted((a, b), key=len)
    begins = short[:-1] if len(short) >= LONG_STEM else short
    return 0 < len(long) - len(short) <= ENDING and long.startswith(begins)
