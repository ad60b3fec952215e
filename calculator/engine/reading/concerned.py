"""How many are concerned by the numbers in clauses: *3 of 800 users*, *all but one*."""

from collections.abc import Sequence
from dataclasses import replace

from calculator.engine.reading.judged import Clause
from calculator.engine.reading.language import WHO
from calculator.engine.reading.numbers import FEW, SMALL, Count, share_kind

TELLS = 0.6
"""What a clause says with this probability tells whom a number in it counts."""

NOT_ONE = 2
"""So many words may stand between a negation and *one* of a whole."""

HARDLY = 2
"""So many times as many are still a few, where they are not one in a hundred of all."""

PERCENT = 100.0
"""The whole of what is told in percent."""


def most_concerned(clauses: Sequence[Clause], within: Sequence[Clause]) -> tuple[str, bool] | None:
    """The most that are concerned by counts, and whether that is a share of a whole.

    None if nobody is counted, or all are named.  What stands ``within`` the same text tells of
    whom others are told apart.
    """
    if not any(clause.counts for clause in clauses):
        return None
    here, spared = _apart(within)
    if here:
        return here, True
    told: list[tuple[int, bool]] = []
    for clause in clauses:
        for count in summed(clause):
            who = "many" if spared and _all_here(count) else concerned(count, clause)
            if who is not None:
                told.append((WHO.index(who), count.whole is None and count.kind != "all-but"))
    said = any(c.concerned and c.whole is not None for clause in clauses for c in clause.counts)
    if not told or (not said and any(_names_all(clause, spared) for clause in clauses)):
        return None
    index, bare = min(told)
    return WHO[index], not bare


def _apart(within: Sequence[Clause]) -> tuple[str | None, bool]:
    """How many are concerned at one place, and whether others are told apart, in all of a text:
    worked out once, since each of its clauses asks for it."""
    noted: dict[object, tuple[str | None, bool]] = within[0].noted
    asked = "apart", len(within), within[-1].last
    if asked not in noted:
        noted[asked] = _of_one_place(within), any(map(_others, within))
    return noted[asked]


def _of_one_place(clauses: Sequence[Clause]) -> str | None:
    """How many are concerned where one clause tells that all of some are and another that none of
    others are: *0/38 usable in Prague. 60/60 in Vienna.*; *4 of 4 testers fail; 0 of 1,900 do*."""
    failing: list[float] = []
    spared = False
    wholes = set()
    for clause in clauses:
        broken = clause.broken >= TELLS
        for count in clause.counts:
            if count.whole in (None, PERCENT):
                continue
            wholes.add(count.whole)
            if broken and count.kind in ("all-of", "none-of"):
                failing.append(count.whole or 0.0)
            spared |= not broken and count.kind in ("all-of", "none-of")
    # One and the same whole is told twice, or of two times.
    return extent(sum(failing)) if failing and spared and len(wholes) > 1 else None


def summed(clause: Clause) -> Sequence[Count]:
    """The counts of a clause, the shares that stand in a row as one: *0 of 64, 58 of 60 online*.

    Of two that make up the whole, the one that fails: *73 of 75 connect, 2 of 75 do not*.
    """
    shares = [c for c in clause.counts if c.whole is not None and SMALL < c.whole != PERCENT]
    if len(shares) < 2 or len(shares) < len(clause.counts):
        return clause.counts
    if len(shares) == 2 and shares[0].whole == shares[1].whole == shares[0].part + shares[1].part:
        fails = shares[1 if clause.what["fine"] >= TELLS else 0]
        return [replace(fails, concerned=True)]
    part, whole = sum(c.part for c in shares), sum(c.whole or 0.0 for c in shares)
    people = any(c.people for c in shares)
    kind, last = share_kind(part, whole), shares[-1].last
    return [replace(shares[0], kind=kind, part=part, whole=whole, last=last, people=people)]


def all_concerned(clauses: Sequence[Clause]) -> bool:
    """Whether a count says that all of many are concerned, wherever they are: *412 of our 412*."""
    return any(
        count.kind == "all-of"
        and (count.whole or 0.0) > SMALL
        and (count.concerned or clause.broken >= TELLS)
        and not any(cue.concept == "place" for cue in clause.cues)
        for clause in clauses
        for count in clause.counts
    )


def names_each(clause: Clause) -> bool:
    """Whether each of a number of them is broken: *60 of 60 badges open nothing*."""
    broken = clause.broken >= TELLS
    return broken and any(count.kind == "all-of" for count in clause.counts)


def _others(clause: Clause) -> frozenset[int]:
    """The places of words that name all others, and not all: *everywhere else*."""
    single = {cue.first for cue in clause.cues if cue.concept == "single"}
    return frozenset(c.first for c in clause.cues if c.concept == "everybody" and c.first in single)


def _all_here(count: Count) -> bool:
    """Whether all of some are counted, of whom others are told apart: *61 of 61 in Brussels*."""
    return count.kind == "all-of" and (count.whole or 0.0) > FEW


def _names_all(clause: Clause, spared: bool) -> bool:
    """Whether all are named or counted, elsewhere than in *all but one* or *all others*."""
    inside = [range(n.first, n.last) for n in clause.counts]
    if names_each(clause) and not spared:
        return True
    others = _others(clause)
    # *All* alone behind a share is all of that: *6 of 5,400, all with old phones*.
    shared = min((n.last for n in clause.counts if n.whole is not None), default=None)
    return any(
        cue.concept == "everybody"
        and cue.first not in others
        and not any(cue.first in span for span in inside)
        and not (shared is not None and shared <= cue.first == cue.last - 1)
        for cue in clause.cues
    )


def concerned(count: Count, clause: Clause) -> str | None:
    """How many are concerned by a count in a clause; None if it does not tell.

    A bare count never means all of them.
    """
    broken = count.concerned or clause.broken >= TELLS
    if _is_denied(count, clause):
        return None
    if count.kind == "all-but":
        working = [cue.first for cue in clause.cues if cue.concept == "working"]
        denied = any(
            cue.concept == "negated" and (not working or cue.first < max(working))
            for cue in clause.cues
        )
        return extent(count.part) if (working or not broken) and not denied else "many"
    if count.whole is None:
        return extent(count.part) if broken and count.part >= 1 else None
    if not 0 < count.part < count.whole or not (count.people or SMALL < count.whole != PERCENT):
        return None
    works = clause.what["fine"] >= TELLS
    number = count.part if broken else count.whole - count.part if works else 0
    if not number:
        return None
    if count.whole == PERCENT or number * 2 > count.whole:
        return "many"
    return (
        "few"
        if FEW < number <= HARDLY * FEW and number * PERCENT <= count.whole
        else extent(number)
    )


def _is_denied(count: Count, clause: Clause) -> bool:
    """Whether a negation stands right before one: *not one user*, *not a single one of 800*."""
    return count.part == 1 and any(
        cue.concept == "negated" and 0 <= count.first - cue.last <= NOT_ONE for cue in clause.cues
    )


def extent(number: float) -> str:
    """What a number of people or things is: ``one``, ``few`` or ``many``."""
    return "one" if number == 1 else "few" if number <= FEW else "many"
