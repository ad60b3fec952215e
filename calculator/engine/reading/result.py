"""What reading comes to: facts, the words that say so, and what was laid aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Evidence:
    """Words (character offsets) that say a fact has a value."""

    fact: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Aside:
    """Words (character offsets) that don't count, and why: ``signature``, ``over``."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True)
class OtherIssue:
    """A further issue in the same text, by its facts, and the clauses it stands in."""

    facts: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class Heard:
    """A phrase or hint of the policy in a text (character offsets), and whether it counted.

    ``why`` is empty if it established its value, ``weighed`` if it spoke for it; otherwise it tells
    why it did not count: ``aside`` (furniture), ``nothing`` or what its clause is instead of live,
    ``longer`` (it is part of a longer phrase), ``denied``, ``works`` (the clause says so, another
    one reports), ``in-part`` (a share of a thing is down, not the thing), ``several`` (another
    value's phrase counts as well, so that it is weighed among these).
    """

    start: int
    end: int
    fact: str
    value: str
    hint: bool
    why: str


@dataclass(frozen=True)
class Reading:
    """What a description establishes."""

    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    aside: tuple[Aside, ...] = ()
    others: tuple[OtherIssue, ...] = ()
    doubted: frozenset[str] = frozenset()
    """Facts of which something was read, but not surely: nothing is to be assumed of them."""
