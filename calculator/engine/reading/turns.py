"""How a clause begins and goes on: with *but*, with others that are spared, with what is told
besides."""

from collections.abc import Set

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language

OTHERS = 6
"""Within so many words a clause begins with those that it tells of."""


def begins_with_others(language: Language, judged: Judged, clause: Clause) -> bool:
    """Whether a clause begins with those that are not meant: *all other places*."""
    mark = min((i for i in clause.commas if i > clause.first), default=clause.last)
    begins = range(clause.first, min(clause.first + OTHERS, mark))
    return any(language.extent["others"].at(judged.plain, i) for i in begins)


def goes_on_with_others(language: Language, judged: Judged, clause: Clause) -> bool:
    """Whether a clause that goes on behind a comma speaks there of others."""
    behind = range(min(clause.commas, default=clause.last), clause.last)
    return any(language.extent["others"].at(judged.plain, i) for i in behind)


def turns(language: Language, judged: Judged, clause: Clause) -> bool:
    """Whether a clause begins with *but* or the like."""
    return language.contrast.at(judged.plain, clause.first) > 0


def tells_besides(language: Language, judged: Judged, clause: Clause, i: int) -> bool:
    """Whether words that tell since when, why or although what begin at a word of a clause."""
    return 0 < language.besides.at(judged.plain, i) <= clause.last - i


def is_empty(language: Language, judged: Judged, clause: Clause, beside: Set[int]) -> bool:
    """Whether a clause has no word that means something alone, but those ``beside``."""
    return all(
        i in beside
        or judged.plain[i] in "?!%"
        or judged.plain[i] in language.function
        or language.contrast.at(judged.plain, i)
        for i in range(clause.first, clause.last)
    )
