"""Finds phrases in words: inflected, written together or apart, and with slips in long words.

The index is built once.  Looking up a text costs a step per word and phrase that begins with it, so
more phrases do not make reading slower unless they begin alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from calculator.engine.reading.text import Word, stem, words

type Split = Callable[[str], Sequence[Word]]
"""Gives the words of a text."""

LONG_WORD = 6
"""From this length on, one letter may be wrong, missing, too many or swapped with the next."""

LONG_STEM = 7
"""From this length on, the last letter of a stem may differ where another ending follows."""

ENDING = 2
"""Letters by which an ending that is not English may make a word longer."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: what it names, and the words ``first`` up to, not including, ``last``."""

    concept: str
    first: int
    last: int


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The stems that a text must have, one after the other, for the phrase to be found."""
    return tuple(word.stem for word in words(phrase))


class PhraseIndex:
    """Phrases by their first stem, and their long words by what a spelling slip leaves alone."""

    def __init__(self, phrases: Iterable[tuple[str, str]], split: Split = words) -> None:
        """``phrases`` are pairs of phrase and concept."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: set[str] = set()
        for phrase, concept in phrases:
            found = split(phrase)
            self._add(tuple(word.stem for word in found), concept)
            if len(found) == 2 and all(word.plain.isalpha() for word in found):
                # Many names are written together as often: load balancer, LoadBalancer.
                self._add((stem("".join(word.plain for word in found)),), concept)
        self._near: dict[tuple[str, int], list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        for known in sorted(self._stems):
            if len(known) >= LONG_WORD and known.isalpha():
                for end in _ends(known):
                    self._near.setdefault((end, len(known)), []).append(known)
            if len(known) >= LONG_WORD - 1 and known.isalpha():
                self._begun.setdefault(known[:4], []).append(known)
        self.spelled = lru_cache(maxsize=20_000)(self._spelled)

    def _add(self, key: tuple[str, ...], concept: str) -> None:
        if key:
            self._by_first.setdefault(key[0], []).append((key, concept))
            self._stems.update(key)

    def _spelled(self, stem: str) -> str:
        """The stem that phrases have for this one: itself, a slip mended, or another ending."""
        if stem in self._stems or len(stem) < LONG_WORD - 1 or not stem.isalpha():
            return stem
        if len(stem) >= LONG_WORD:
            for end in _ends(stem):
                for length in (len(stem), len(stem) + 1, len(stem) - 1):
                    for known in self._near.get((end, length), ()):
                        if _one_slip(stem, known):
                            return known
        for known in self._begun.get(stem[:4], ()):
            if _another_ending(stem, known):
                return known
        return stem

    def hits(self, of: Sequence[Word]) -> list[Hit]:
        """Every phrase found, in order; of two that name the same thing the longer one counts."""
        stems = [self.spelled(w.stem) for w in of]
        found: list[Hit] = []
        for first, begins in enumerate(stems):
            best: dict[str, int] = {}
            for key, concept in self._by_first.get(begins, ()):
                last = first + len(key)
                if tuple(stems[first:last]) == key:
                    best[concept] = max(last, best.get(concept, 0))
            found += (Hit(concept, first, last) for concept, last in best.items())
        return found


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that lie within a longer one: in *billing portal* there is no *portal*."""
    whole = list(hits)
    reach: dict[int, int] = {}
    for hit in whole:
        reach[hit.first] = max(hit.last, reach.get(hit.first, 0))
    # From each beginning to how far hits reach that begin before it.
    before, far = {}, 0
    for first in sorted(reach):
        before[first] = far
        far = max(far, reach[first])
    return [hit for hit in whole if before[hit.first] < hit.last == reach[hit.first]]


def _ends(word: str) -> tuple[str, str]:
    """A beginning and an end of a long word, of which one slip leaves one alone."""
    return "<" + word[:2], word[-3:]


def _one_slip(a: str, b: str) -> bool:
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
