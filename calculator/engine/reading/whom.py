"""The words that say how many are concerned, where no phrase and no count does: *kein einziger*.

What the language hears in a clause as a whole is no word of it.  Looked for are words that tell it
alone, in whatever clause tells of trouble or hardly anything else: *hers only*, *not a soul*.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language

WORKS, TROUBLED = 0.5, 0.3
"""A clause that says with this probability that something works tells whom it spares; one that says
with this that something is the matter, or in few words nothing at all, tells whom it concerns."""

BROKEN = 0.6
"""With this probability it tells that of a group, or of people by what they are called."""

FEW_WORDS = 6

TOLD: Mapping[str, Sequence[tuple[str, float]]] = {
    "everyone": (("whole", 2.2), ("every", 2.0)),
    "many": (("some", 2.0), ("group", 1.6)),
    "one": (("alone", 2.5), ("mine", 1.8), ("single", 1.5)),
}
"""Kinds of words by what they mean, and how clearly they tell it."""

ABOUT = frozenset(("people", "place", "everybody", "most", "single"))
"""The cues of who and where, and of how many."""

OTHERS = 6
"""Within so many words a clause begins with those that it tells of."""

PEOPLE = 1.0
"""How clearly it tells that many are concerned who they are."""

NONE = 2.4
"""How clearly *nobody* tells that all are concerned."""

DECIDING = 0.3
"""So much clearer is what stands in the clause that decides."""


def telling(
    language: Language, judged: Judged, deciding: Clause, who: Set[str]
) -> tuple[Clause, tuple[int, int]] | None:
    """The words that tell most clearly that so many are concerned, and their clause; None if no
    words do."""
    plain = judged.plain
    best, found = 0.0, None
    for clause in judged.clauses:
        if not _tells(clause):
            continue
        for weight, first, last in _words(language, plain, clause, who):
            if weight == PEOPLE and clause is not deciding:
                continue
            clear = weight + DECIDING * (clause is deciding)
            if clear > best:
                best, found = clear, (clause, (first, last))
    return found


def who_and_where(clause: Clause) -> set[int]:
    """The words that tell of whom or where something is said, not what."""
    spans = [(cue.first, cue.last) for cue in clause.cues if cue.concept in ABOUT]
    spans += [(count.first, count.last) for count in clause.counts]
    return {i for first, last in spans for i in range(first, last)}


def begins_with_others(language: Language, judged: Judged, clause: Clause) -> bool:
    """Whether a clause begins with those that are not meant: *all other places*."""
    mark = min((i for i in clause.commas if i > clause.first), default=clause.last)
    begins = range(clause.first, min(clause.first + OTHERS, mark))
    return any(language.extent["others"].at(judged.plain, i) for i in begins)


def _tells(clause: Clause) -> bool:
    brief = clause.last - clause.first <= FEW_WORDS
    spoken = clause.troubled >= TROUBLED or brief
    return clause.level != 1 and clause.what["fine"] < WORKS and spoken


def _words(
    language: Language, plain: Sequence[str], clause: Clause, who: Set[str]
) -> Iterator[tuple[float, int, int]]:
    kinds = [
        kind for meaning in ("everyone", "many", "one") if meaning in who for kind in TOLD[meaning]
    ]
    others, broken = language.extent["others"], clause.troubled >= BROKEN
    people = {cue.first for cue in clause.cues if cue.concept == "people"}
    for i in range(clause.first, clause.last):
        for kind, weight in kinds:
            size = language.extent[kind].at(plain, i)
            if not size or i + size > clause.last or (kind == "single" and size == 1):
                continue
            if language.contrast.at(plain, i) or (kind == "group" and not broken):
                continue
            if kind == "alone" or not (others.at(plain, i) or others.at(plain, i + size)):
                yield weight, i, i + size
        if "many" in who and broken and i in people:
            yield PEOPLE, i, i + 1
        if "everyone" in who and (size := language.absent["who"].at(plain, i)):
            yield NONE, i, min(i + size, clause.last)
