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
class Reading:
    """What a description establishes."""

    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    aside: tuple[Aside, ...] = ()
    others: tuple[OtherIssue, ...] = ()
