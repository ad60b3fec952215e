"""How clearly words tell how many things are meant, and which of several count."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from calculator.engine.reading.amounts import singular
from calculator.engine.reading.language import Language

SOLE, SHARE, ALONE, EVERY, NAMED, WHOLE, PLACED = 3.0, 2.5, 2.2, 2.0, 1.8, 1.7, 1.65
GROUP, SINGLE, COUNT, ONE, LACK = 1.6, 1.5, 1.4, 1.3, 1.0
"""How clearly it is said: that there is only one; a share of a whole; that it is only mine;
*every*, *some*; things by their numbers; *nobody*; places by their numbers; a group of them; *one*;
a bare number; the name of a single one; *no* of something."""

CHANCES = ((1.55, 0.95), (1.2, 0.93), (0.0, 0.5))
"""What is said more clearly than this is so likely."""

BEHIND = 2
"""So many words behind how many they are stands what they do."""

BESIDE = 8
"""So near to a single thing the place is named where it stands."""


@dataclass(frozen=True)
class Extent:
    """How many are meant (``everyone``, ``many``, ``few`` or ``one``), how clearly it is said, and
    by which words."""

    who: str
    weight: float
    first: int
    last: int
    number: float = 0.0
    """How many, if that is told."""
    whole: float = 0.0
    """Of how many, if that is told."""
    unit: str = ""
    """What is counted, if a word says so."""
    entire: bool = False
    """Whether all of one is meant: *the whole site*."""
    counted: bool = False
    """Whether a bare number tells how many, of whatever it is the number."""
    of_group: bool = False
    """Whether all of a group are meant: *every phone on the third floor*."""


@dataclass(frozen=True)
class Told:
    """What a description says of how many things are concerned, clearest first."""

    extents: Sequence[Extent] = ()
    spared: bool = False
    """Whether others of the kind are spoken of that work."""


def apart(told: Told, around: Set[int]) -> Told:
    """What is told without what tells of those ``around`` an issue: *20 customers are waiting*."""
    extents = [
        e
        for e in told.extents
        if e.weight == SOLE or around.isdisjoint(range(e.first, e.last + BEHIND))
    ]
    return replace(told, extents=extents)


def likely(extents: Sequence[Extent]) -> float:
    """How likely it is that the clearest words tell how many."""
    return next((p for e in extents[:1] for least, p in CHANCES if e.weight > least), 0.0)


def only_names(language: Language, extent: Extent) -> bool:
    """Whether words do no more than name one thing: how many are meant they do not say.  Of a place
    that is named, it is meant."""
    return extent.weight == ONE and not language.amounts["named"].at([singular(extent.unit)], 0)


def hides(extents: Sequence[Extent], first: int, last: int) -> bool:
    """Whether words that tell how many hold others, and more: in *all six of our shops* there is
    no *six of*."""
    return any(
        (e.first <= first and last <= e.last and last - first < e.last - e.first)
        or (e.weight == SHARE and e.first < first < e.last)
        for e in extents
    )


def outweighs(extents: Sequence[Extent], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the clearest words tell how many more clearly than phrases at these places do: a
    share; the sole one; one thing by its name or number, wherever it stands."""
    if not extents:
        return False
    clearest = extents[0]
    if clearest.weight >= SHARE:
        return True
    near = all(abs(first - clearest.first) <= BESIDE for first, _ in spans)
    return clearest.who == "one" and (
        clearest.weight >= PLACED or (clearest.weight == ONE and near)
    )
