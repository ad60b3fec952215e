"""What a clause says of none, or of what none works with: *none of the three starts*, *nobody has
been refused*, *the test system is down*."""

from collections.abc import Iterator, Sequence, Set

from calculator.engine.reading.language import Language
from calculator.engine.reading.weights import Chances

BETWEEN = 1
"""At most so many words that mean something stand between *none* and what befalls none."""


def of_none(language: Language, what: Chances, plain: Sequence[str], last_mark: int = 0) -> Chances:
    """What a clause of these words says: if none of them does it, it is no sign that it works; and
    no sign that it does not, if it is bad and nothing else follows behind the last comma, which
    stands before the word ``last_mark``: *not one install has failed*."""
    who, of_trouble, befalls = (language.absent[kind] for kind in ("who", "of-trouble", "befalls"))
    none = [i + size for i in range(len(plain)) if (size := who.at(plain, i))]
    bad = {i for behind in none for i in _soon(language, plain, behind) if befalls.at(plain, i)}
    if bad and last_mark <= max(bad):
        broken = what["outage"] + what["degradation"] + what["unsaid"]
        fine = what["fine"] + broken
        return {**what, "outage": 0.0, "degradation": 0.0, "unsaid": 0.0, "fine": fine}
    if bad or not none or any(of_trouble.at(plain, i) for i in range(len(plain))):
        return what
    return {**what, "outage": what["outage"] + what["fine"], "fine": 0.0}


def _soon(language: Language, plain: Sequence[str], i: int) -> Iterator[int]:
    """The words from one on, as long as hardly any that means something stands between."""
    left = BETWEEN
    while i < len(plain) and left >= 0:
        yield i
        left -= plain[i] not in language.function
        i += 1


def on_trial(language: Language, plain: Sequence[str], named: Set[int]) -> bool:
    """Whether a clause of these words speaks of what nobody works with yet, elsewhere than in what
    the policy has a name for (places of words that are ``named``)."""
    trial = language.absent["in-use"]
    return any(i not in named and trial.at(plain, i) for i in range(len(plain)))
