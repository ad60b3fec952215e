"""How much clauses of a description matter, and which of them report something."""

from collections.abc import Iterator, Sequence

from calculator.engine.reading.clause import NEGATED, RESOLVED, SPARE
from calculator.engine.reading.concerned import TELLS
from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.phrases import PHRASE

WORKS = 0.5
"""What a clause is about of which this is the probability that it works, is not the issue."""

DENIED = 0.7
"""What a clause denies with this probability, no phrase in it says."""

TELLING = frozenset({NEGATED, RESOLVED, SPARE, "exempt", "exercise", "past", "hypothetical"})
"""Cues that say of what stands elsewhere that it is not so, or not now."""

TALK = 0.4
"""What says nothing with this probability at the beginning or the end may be talk."""

LITTLE = 0.4
"""What says nothing with this probability says little beside what is over, or planned."""

TROUBLED = 0.3
PLACE = 4
"""What a clause says of how many, it says of trouble that is as likely; or in so few words."""


def reporting_clauses(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses that say more than that something works; all, if none does.

    What a clause rather denies is no report of it: *it is not the gateway*.
    """
    trouble = [clause for clause in clauses if clause.what["fine"] < WORKS] or clauses
    return [clause for clause in trouble if clause.status["denied"] < DENIED]


def works_in_part(clauses: Sequence[Clause]) -> bool:
    """Whether all that is broken is a share of a thing, or another stands in for it.

    Where most people are concerned, nothing stands in.
    """
    broken = [c for c in clauses if c.broken >= TELLS]
    if any(c.spare for c in clauses):
        rest = [c for c in clauses if not c.spare]
        return not any(c.who["everyone"] + c.who["many"] >= TELLS for c in rest)
    return bool(broken) and all(c.partial for c in broken)


def says_little(clause: Clause) -> bool:
    """Whether a clause rather says nothing, and names nothing."""
    return clause.what["none"] >= LITTLE and not any(PHRASE in hit.concept for hit in clause.hits)


def without_talk(judged: Judged) -> Iterator[tuple[Clause, ...]]:
    """The clauses of a description without those that say nothing; and, as far as the first and
    the last go, without those that rather say nothing."""
    clauses = judged.clauses
    saying = tuple(clause for clause in clauses if clause.level)
    if saying and saying != judged.telling:
        yield saying
    first, last = 0, len(clauses)
    while first < last and is_talk(clauses[first]):
        first += 1
    while last > first and is_talk(clauses[last - 1]):
        last -= 1
    inner = tuple(clause for clause in clauses[first:last] if clause.level)
    if inner and inner != saying:
        yield inner


def is_talk(clause: Clause) -> bool:
    """Whether a clause rather says nothing: it has no word of the policy, no count, and no cue that
    something is not so."""
    telling = any(cue.concept in TELLING for cue in clause.cues)
    empty = not clause.hits and not clause.counts and not telling
    return clause.what["none"] >= TALK and empty


def tells_of_how_many(clause: Clause) -> bool:
    """Whether a clause that speaks of how many does so of what is the matter, or of the place."""
    return clause.troubled >= TROUBLED or clause.last - clause.first <= PLACE


def weight(clause: Clause) -> float:
    """How much a clause matters: what is broken more than what is wished."""
    said = clause.what
    broken = said["outage"] + 0.8 * said["degradation"] + 0.6 * said["unsaid"]
    wished = 0.5 * said["change"] + 0.4 * said["question"] + 0.1 * said["fine"]
    return (broken + wished) * clause.status["live"]
