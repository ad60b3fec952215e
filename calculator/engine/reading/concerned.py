"""How many are concerned by the numbers in clauses: *3 of 800 users*, *all but one*."""

from collections.abc import Sequence
from dataclasses import replace

from calculator.engine.reading.judged import Clause
from calculator.engine.reading.language import WHO
from calculator.engine.reading.numbers import FEW, Count, share_kind

TELLS = 0.6
"""What a clause says with this probability tells whom a number in it counts."""

NOT_ONE = 2
"""So many words may stand between a negation and *one* of a whole."""

SMALL = 20
"""Of so few things one rather counts steps or servers than those who use them."""

PERCENT = 100.0
"""The whole of what is told in percent."""


def most_concerned(clauses: Sequence[Clause]) -> tuple[str, bool] | None:
    """The most that are concerned by counts, and whether that is a share of a whole.

    None if nobody is counted, or all are named.
    """
    told = [
        (WHO.index(who), count.whole is None and count.kind != "all-but")
        for clause in clauses
        for count in summed(clause)
        if (who := concerned(count, clause)) is not None
    ]
    if not told or any(_names_all(clause) for clause in clauses):
        return None
    index, bare = min(told)
    return WHO[index], not bare


def summed(clause: Clause) -> Sequence[Count]:
    """The counts of a clause, the shares that stand in a row as one: *0 of 64, 58 of 60 online*."""
    shares = [c for c in clause.counts if c.whole is not None and SMALL < c.whole != PERCENT]
    if len(shares) < 2 or len(shares) < len(clause.counts):
        return clause.counts
    part, whole = sum(c.part for c in shares), sum(c.whole or 0.0 for c in shares)
    people = any(c.people for c in shares)
    kind, last = share_kind(part, whole), shares[-1].last
    return [replace(shares[0], kind=kind, part=part, whole=whole, last=last, people=people)]


def all_concerned(clauses: Sequence[Clause]) -> bool:
    """Whether a count says that all of many are concerned, wherever they are: *412 of our 412*."""
    return any(
        count.kind == "all-of" and (count.whole or 0.0) > SMALL
        for clause in clauses
        if clause.what["outage"] + clause.what["degradation"] >= TELLS
        and not any(cue.concept == "place" for cue in clause.cues)
        for count in clause.counts
    )


def names_each(clause: Clause) -> bool:
    """Whether each of a number of them is broken: *60 of 60 badges open nothing*."""
    broken = clause.what["outage"] + clause.what["degradation"] >= TELLS
    return broken and any(count.kind == "all-of" for count in clause.counts)


def _names_all(clause: Clause) -> bool:
    """Whether all are named or counted, elsewhere than in *all but one* or *all others*."""
    inside = [range(n.first, n.last) for n in clause.counts]
    if names_each(clause):
        return True
    others = {cue.first for cue in clause.cues if cue.concept == "single"}
    return any(
        cue.concept == "everybody"
        and cue.first not in others
        and not any(cue.first in span for span in inside)
        for cue in clause.cues
    )


def concerned(count: Count, clause: Clause) -> str | None:
    """How many are concerned by a count in a clause; None if it does not tell.

    A bare count never means all of them.
    """
    broken = clause.what["outage"] + clause.what["degradation"] >= TELLS
    if _is_denied(count, clause):
        return None
    if count.kind == "all-but":
        said = {cue.concept for cue in clause.cues}
        works = "working" in said or not broken
        return extent(count.part) if works and "negated" not in said else "many"
    if count.whole is None:
        return extent(count.part) if broken and count.part >= 1 else None
    if not 0 < count.part < count.whole or not (count.people or SMALL < count.whole != PERCENT):
        return None
    works = clause.what["fine"] >= TELLS
    number = count.part if broken else count.whole - count.part if works else 0
    if not number:
        return None
    most = count.whole == PERCENT or number * 2 > count.whole
    return "many" if most else extent(number)


def _is_denied(count: Count, clause: Clause) -> bool:
    """Whether a negation stands right before one: *not one user*, *not a single one of 800*."""
    return count.part == 1 and any(
        cue.concept == "negated" and 0 <= count.first - cue.last <= NOT_ONE for cue in clause.cues
    )


def extent(number: float) -> str:
    """What a number of people or things is: ``one``, ``few`` or ``many``."""
    return "one" if number == 1 else "few" if number <= FEW else "many"
