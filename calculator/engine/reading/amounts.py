"""What a policy means by a few, by some and by most: it says so in its own words.

*A few: one to three turbines*, *Part: more than five rooms*, *Whole: more than half of them*: the
labels and helps of the values that tell how many also tell where one ends and the next begins, and
what is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbers import FEW
from calculator.engine.reading.text import Word, words

SPOKEN_OF = 2
"""The names of so many values speak of what is counted."""

SHORTEST = 2


@dataclass(frozen=True)
class Amounts:
    """Up to how many are ``few``, the value of ``most`` of them if it is told, and the ``units``
    that are counted, as their names are written."""

    few: float = FEW
    most: str | None = None
    units: frozenset[str] = frozenset()


def amounts(fact: Fact, language: Language) -> Amounts:
    """What a fact that tells how many says of numbers."""
    told = {value: words(f"{value.label}. {value.help or ''}") for value in fact.values}
    few = next(_bounds(told.items(), language), FEW)
    most = next((v.id for v, of in told.items() if _has(language, "most", of)), None)
    return Amounts(few, most, frozenset(_units(told.values(), language)))


def _bounds(told: Iterable[tuple[FactValue, list[Word]]], language: Language) -> Iterator[float]:
    """The most that are few: by what is said of these, else by what is said of more."""
    more: list[float] = []
    for value, of in told:
        if {"few", "one"} & {*map(str, value.means)} and "everyone" not in value.means:
            yield from (
                number for number in _numbers(language, of, "up-to", "or-fewer") if number > 1
            )
        elif "many" in value.means and "everyone" not in value.means:
            more += _numbers(language, of, "more-than", "")
            more += [number - 1 for number in _numbers(language, of, "at-least", "or-more")]
    yield from (number for number in more if number >= 1)


def _numbers(language: Language, of: list[Word], before: str, behind: str) -> Iterator[float]:
    """The numbers with some phrase before them, or behind."""
    plain = [word.plain for word in of]
    for i in range(len(of)):
        found = language.numbers.number(of, i)
        if found is None:
            continue
        number, end = found
        led = any(
            size and k + size == i
            for k in range(max(0, i - 4), i)
            for size in [language.amounts[before].at(plain, k)]
        )
        if led or (behind and language.amounts[behind].at(plain, end)):
            yield number


def _has(language: Language, kind: str, of: list[Word]) -> bool:
    plain = [word.plain for word in of]
    return any(language.amounts[kind].at(plain, i) for i in range(len(plain)))


def _units(told: Iterable[list[Word]], language: Language) -> Iterator[str]:
    """Words that the names of several values have, and that are neither numbers nor nothing."""
    seen = Counter(word.plain for of in told for word in {w.plain: w for w in of}.values())
    for word, count in seen.items():
        known = word in language.function or language.numbers.number(words(word), 0)
        named = count >= SPOKEN_OF and len(word) >= SHORTEST and word.isalpha() and not known
        if named and singular(word) != word:
            yield singular(word)


def singular(word: str) -> str:
    """A word without the ending of several: *turbines*, *switches*, *buses*, *tv's*."""
    if word.endswith("uses") and not word.endswith(("ouses", "auses", "fuses")) and len(word) > 4:
        return word.removesuffix("es")
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("'s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return (
        word[:-1]
        if word.endswith("s") and not word.endswith(("ss", "bus", "irus", "ampus"))
        else word
    )
