"""What a clause says of none: *none of the three starts*, *nobody has been refused*."""

from collections.abc import Iterator, Sequence

from calculator.engine.reading.language import Language
from calculator.engine.reading.weights import Chances

BETWEEN = 1
"""At most so many words that mean something stand between *none* and what befalls none."""


def of_none(language: Language, what: Chances, plain: Sequence[str]) -> Chances:
    """What a clause of these words says: if none of them does it, it is no sign that it works; and
    no sign that it does not, if it is bad: *not one install has failed*."""
    who, of_trouble, befalls = (language.absent[kind] for kind in ("who", "of-trouble", "befalls"))
    none = [i + size for i in range(len(plain)) if (size := who.at(plain, i))]
    if any(befalls.at(plain, i) for behind in none for i in _soon(language, plain, behind)):
        broken = what["outage"] + what["degradation"] + what["unsaid"]
        fine = what["fine"] + broken
        return {**what, "outage": 0.0, "degradation": 0.0, "unsaid": 0.0, "fine": fine}
    if not none or any(of_trouble.at(plain, i) for i in range(len(plain))):
        return what
    return {**what, "outage": what["outage"] + what["fine"], "fine": 0.0}


def _soon(language: Language, plain: Sequence[str], i: int) -> Iterator[int]:
    """The words from one on, as long as hardly any that means something stands between."""
    left = BETWEEN
    while i < len(plain) and left >= 0:
        yield i
        left -= plain[i] not in language.function
        i += 1
