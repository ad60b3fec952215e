"""What was laid aside: furniture, and what a word says to be over, planned, supposed, or not so.

Nobody is told that something does not count which may: what the language takes for aside without a
word for it, and without what nothing is the matter, is not shown so.
"""

from collections.abc import Callable, Mapping, Sequence

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.result import Aside, Evidence

CUES: Mapping[str, frozenset[str]] = {
    "over": frozenset(("resolved", "past")),
    "planned": frozenset(("planned",)),
    "supposed": frozenset(("hypothetical",)),
    "denied": frozenset(("negated",)),
}
"""The cues of what is not so, or not now."""

LASTS = frozenset(("relapsed", "negated"))
"""The cues of what is not over for good."""

BEGINS = 2
"""Within so many words something is supposed."""

CERTAIN = 0.9
"""With this probability it is so without a cue, where there is none: *fire drill*."""

SURE = 0.9
"""With this probability it is so with a cue."""

SAYING = 0.6
"""What says with this probability that something is the matter would be missed."""


def asides(
    judged: Judged,
    evidence: Sequence[Evidence] = (),
    counts: Callable[[Clause], bool] = lambda _: True,
) -> tuple[Aside, ...]:
    """Furniture, and the clauses that are not evidence and have a word that says why they do not
    count; none of those that ``counts`` says to count all the same.
    """
    found = [Aside(span.start, span.end, span.kind) for span in judged.aside]
    for clause in judged.clauses:
        if clause.level == 1 and _surely(clause) and not counts(clause):
            start, end = judged.words[clause.first].start, judged.words[clause.last - 1].end
            found.append(Aside(start, end, clause.other))
    aside = [a for a in found if all(e.end <= a.start or a.end <= e.start for e in evidence)]
    return tuple(sorted(aside, key=lambda a: a.start))


def _surely(clause: Clause) -> bool:
    said, other = clause.what, clause.other
    broken = clause.broken if other == "over" else clause.troubled
    if (1 - said["none"] if other == "planned" else broken) < SAYING:
        return False
    cues = {cue.concept for cue in clause.cues if other != "supposed" or _begins(clause, cue)}
    if other in CUES:
        lasts = not LASTS.isdisjoint(cues) and other == "over"
        return clause.status[other] >= SURE and not cues.isdisjoint(CUES[other]) and not lasts
    # Whose issue it is, is told of what is named.
    return clause.status[other] >= CERTAIN and (other != "others" or bool(clause.hits))


def _begins(clause: Clause, cue: Hit) -> bool:
    """Whether a clause begins with a cue: *if it fails*, not *they ask if it fails*."""
    return cue.first - clause.first < BEGINS
