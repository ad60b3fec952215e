"""The words that name what an issue is about: phrases, hints, what is implied or was learned."""

from collections.abc import Sequence, Set

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.passages import marked
from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.values import Values

KINDS, DIRECT, HINT = "=~^", frozenset("=~"), "~"
"""How a thing may be named: by a phrase, a hint, or what is implied; the first two by itself."""

WORKS, RATHER = 0.6, 0.3
"""What a clause names of which this is the probability that it works, another one names rather; so
it is with less where there is a word for what works."""

WORKING = "working"
"""The cue of what works."""

ABOUT = frozenset(("people", "place", "everybody", "most", "single"))
"""The cues of who and where, and of how many."""

ALONE = 0.3
"""A word that adds so much of all that words add to a value tells it alone."""


def names_best(
    values: Values, judged: Judged, deciding: Clause, fact: str, value: str
) -> tuple[str, list[tuple[int, int]]]:
    """The words that name a thing best, and how they do: a phrase rather than a hint, of what
    counts first."""
    best, named, how = None, [], ""
    for clause in judged.clauses:
        hits = values.speaking(fact, value, clause)
        for first, last in joined(judged, hits):
            inside = (h for h in hits if first <= h.first < last)
            kind = min(KINDS.index(h.concept[len(fact)]) for h in inside)
            cues = {cue.concept for cue in clause.cues}
            works = clause.level == 1 or clause.what["fine"] >= WORKS
            rather = clause.what["fine"] >= RATHER and WORKING in cues and NEGATED not in cues
            rank = works or rather, kind, -clause.level, clause is not deciding, first - last, first
            if best is None or rank < best:
                best, named, how = rank, [(first, last)], KINDS[kind]
    return how, named


def telling_word(judged: Judged, shares: Sequence[float], empty: Set[str]) -> list[tuple[int, int]]:
    """The word that tells nearly alone by what was learned, if one does.

    ``shares`` are what each word adds; words that are ``empty`` mean nothing alone.
    """
    counted = [i for c in judged.clauses for i in who_and_where(c)]
    full = [
        i
        for c in judged.counting
        for i in range(c.first, c.last)
        if judged.words[i].plain not in empty and i not in counted
    ]
    best = max(full, key=lambda i: shares[i], default=0)
    whole = sum(share for share in shares if share > 0)
    return [(best, best + 1)] if shares[best] >= ALONE * whole > 0 else []


def is_others(values: Values, judged: Judged, fact: str, value: str) -> bool:
    """Whether a thing is named only where it is said to be somebody else's."""
    named = [c for c in judged.clauses if values.speaking(fact, value, c)]
    return bool(named) and all(c.level == 1 and c.other == "others" for c in named)


def joined(judged: Judged, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where hits stand, those side by side as one, unless a mark stands between."""
    found: list[tuple[int, int]] = []
    for hit in hits:
        if found and hit.first <= found[-1][1] and not marked(judged, hit.first):
            found[-1] = found[-1][0], max(found[-1][1], hit.last)
        else:
            found.append((hit.first, hit.last))
    return found


def who_and_where(clause: Clause) -> set[int]:
    """The words that tell of whom or where something is said, not what."""
    spans = [(cue.first, cue.last) for cue in clause.cues if cue.concept in ABOUT]
    spans += [(count.first, count.last) for count in clause.counts]
    return {i for first, last in spans for i in range(first, last)}
