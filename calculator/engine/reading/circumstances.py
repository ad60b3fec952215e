"""What stands around an issue: another way in which the work goes on, a test, a lesson that runs.

No clause is about it, and it may stand in any of them; what is tried in vain, or is not there, is
said in the same words as what helps.  So it is for the words right before and behind to tell.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.judged import Clause
from calculator.engine.reading.language import Language
from calculator.engine.reading.phrases import Hit, longest
from calculator.engine.reading.text import spellings, stem, words

NAMES = 2
"""So many names of a family a value has to have to be meant by the others."""

BEFORE, BEHIND, NEAR = 8, 5, 2
"""So many words before a phrase, and behind it, may say that it is not so; a mere negation behind
it has to be near."""

LIKELY = 0.85
"""So likely is what only hints say, or words that a policy implies."""

HINTED = 0.5
"""The same of a single hint: it seldom suffices alone."""

FAILED = 0.75
"""So likely is it that what one could do does not help, where it is said that it does, too."""

HEARD = 0.5
"""What a clause tells with this probability, it is taken to tell."""

WORKS = 0.5
"""A clause that says with this probability that something works denies nothing behind."""


@dataclass(frozen=True)
class Spoken:
    """Words that speak for a value of a circumstance, or against it."""

    value: str
    surely: bool
    """Whether a phrase of the policy does."""
    denied: bool
    first: int
    """The words: ``first`` up to, not including, ``last``."""
    last: int
    hint: bool = False
    """Whether a hint of the policy does."""

    def tells(self, value: str) -> bool:
        """Whether they say a value, or that another one is not so."""
        return (self.value == value) is not self.denied


def families(language: Language, fact: Fact) -> dict[str, str]:
    """The families of what may stand around an issue that a policy means, each with the value that
    it speaks for: which names the family more than any other, and more than any other value does.
    """
    named = {value.id: _named(language, value) for value in fact.values}
    found: dict[str, str] = {}
    for family in language.circumstances:
        value = max(named, key=lambda v: named[v][family])
        most = named[value][family]
        if most >= NAMES and most == max(named[value].values()):
            found[family] = value
    return found


def implied(
    language: Language, fact: Fact, things: Set[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """Words for circumstances, and the value that they speak for: those of its families.

    Words by whose stems the policy names ``things`` say nothing of danger: *leak* where leaks are
    reported.
    """
    for family, value in families(language, fact).items():
        names = language.circumstances[family]
        yield from ((n, value) for n in names if not {*map(stem, spellings(n))} <= things)


def _named(language: Language, value: FactValue) -> Counter[str]:
    names = (*value.phrases, *value.hints, value.label, value.help or "")
    hits = (longest(language.rounds.hits(words(name))) for name in names)
    return Counter(family for some in hits for family in {hit.concept for hit in some})


def is_denied(plain: Sequence[str], clause: Clause, hit: Hit, language: Language) -> bool:
    """Whether words around a phrase in a clause say that it does not help, or is not there."""
    negated = {cue.first for cue in clause.cues if cue.concept == "negated"}
    begins = {
        *clause.commas,
        *(i for i in range(clause.first, clause.last) if language.joining.at(plain, i)),
    }
    first = max((i for i in begins if i <= hit.first), default=clause.first)
    for i in range(max(first, hit.first - BEFORE), hit.first):
        if i in negated or language.nothing.at(plain, i) or language.attempted.at(plain, i):
            return True
    last = min((i for i in begins if i >= hit.last), default=clause.last)
    near = min(last, hit.last + NEAR)
    return any(
        language.failing.at(plain, i) for i in range(hit.last, min(last, hit.last + BEHIND))
    ) or (
        clause.what["fine"] < WORKS
        and any(i in negated or language.nothing.at(plain, i) for i in range(hit.last, near))
    )


def weighed(values: Sequence[str], spoken: Iterable[Spoken]) -> tuple[str | None, dict[str, float]]:
    """The value that is said if one is, and how likely each is.

    What is denied speaks for the other of two values, and for that which is assumed.
    """
    said, hinted, failed = Counter[str](), Counter[str](), Counter[str]()
    hints = 0
    for one in spoken:
        if one.denied:
            others = [value for value in values if value != one.value]
            if len(values) == 2:
                failed[others[0]] += 1
        elif one.surely:
            said[one.value] += 1
        else:
            hinted[one.value] += 1
            hints += one.hint
    told = said or hinted
    if not told and not failed:
        return None, {"": 1.0}
    if len(told) == 1 and not (failed.keys() - told.keys()):
        value = next(iter(told))
        if said:
            return value, {value: 1.0}
        chance = HINTED if hints == hinted.total() == 1 else LIKELY
        return None, {value: chance, "": 1 - chance}
    whole, against = sum(told.values()), sum(failed.values())
    share = FAILED if told else LIKELY
    chances = {value: count / whole for value, count in told.items()}
    if against:
        chances = {value: (1 - share) * p for value, p in chances.items()}
        for value, count in failed.items():
            chances[value] = chances.get(value, 0.0) + share * count / against
    chances[""] = max(0.0, 1 - sum(chances.values()))
    return None, chances
