"""Words that speak for a value though its policy does not say so.

A maintainer names a thing in one or two ways; readers have twenty, in their own languages.  What a
value's phrases name stands in families of everyday things that the language knows: the others of a
family speak for the value, too, and so do the words that only its own phrases are made of.  They
are weaker than hints: a policy's own words always count before them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.language import Language
from calculator.engine.reading.phrases import longest
from calculator.engine.reading.text import Word, words

SHORT = 4
"""In so few words a label is a name; a longer one is a sentence."""

THINGS = 4
"""A fact of which so many values name things of some family says what an issue is about."""

CLEAR = 2
"""A family speaks for a value unless another names its things more than so many times as often."""

FAR = 3
"""A family that a value names less than its first one by more than this is beside the point."""

WORD = 4
"""Letters of the shortest word that is taken for itself out of a phrase."""


class Implied:
    """Finds what values imply by one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        # Each name is looked at twice while hints are found, and never after.
        self._split: Callable[[str], list[Word]] = cache(words)

    def hints(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """Words and the value that they speak for, of a fact whose values are things."""
        families = {v.id: self._families(v) for v in fact.values}
        if sum(map(bool, families.values())) < THINGS:
            return
        for value, found in families.items():
            for family, count in found.items():
                most = max(others[family] for others in families.values())
                if count * CLEAR > most:
                    yield from ((name, value) for name in self._language.things[family])
        yield from self._own_words(fact)

    def _families(self, value: FactValue) -> Counter[str]:
        """The families that a value's names stand in, and how often."""
        found = Counter(
            family
            for name in _names(value)
            # In an order of its own, so that what is made of it is the same in every build.
            for family in sorted(
                {h.concept for h in longest(self._language.families.hits(self._split(name)))}
            )
        )
        most = max(found.values(), default=0)
        return Counter({f: n for f, n in found.items() if n == most or (n > 1 and n * FAR >= most)})

    def _own_words(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """Words that several names of one value have, and no other value's."""
        of: dict[str, list[str]] = {}
        for value in fact.values:
            for name in _names(value):
                for word in sorted({word.plain for word in self._split(name)}):
                    of.setdefault(word, []).append(value.id)
        for word, values in of.items():
            if len(set(values)) == 1 < len(values) and len(word) >= WORD and word.isalpha():
                known = word in self._language.function or self._language.families.hits(words(word))
                if not known and not self._language.context.hits(words(word)):
                    yield word, values[0]


def _names(value: FactValue) -> tuple[str, ...]:
    label = value.label if len(value.label.split()) <= SHORT else ""
    return (*value.phrases, *value.hints, label)
