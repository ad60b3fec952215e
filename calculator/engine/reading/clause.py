"""A clause: words between two breaks of a description, and what they say by their language."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from calculator.engine.reading.language import STATUS
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.phrases import PHRASE, Hit
from calculator.engine.reading.weights import Chances, Shown

NOTHING = 0.85
"""A clause that says nothing with this probability is left out."""

IDLE = 0.99
"""A clause that says nothing with this probability changes nothing."""

EMPTY = 0.5
"""A clause that says nothing with this probability only points to what is quoted."""

UNREPORTED = frozenset({"none", "question", "unsaid"})
"""What a clause says that tells of nothing that happened, or not of what: *Please have a look.*"""

LIVE = 0.2
"""A clause that is live with at most this probability is taken to speak of something else."""

NEGATED = "negated"
"""The cue of what is not so."""

RESOLVED = "resolved"
"""The cue of what is over, or ended."""

SPARE = "spare"
"""The cue of what stands in for another of its kind."""

RUN_ON = 40
"""In more words without a mark several things are said: a phrase there is weighed, not obeyed."""

SENTENCE = 3
"""In fewer words nobody says that something is not so, not now, or not theirs."""

COUNTS = 2
"""The level of a clause that counts; see :attr:`Clause.level`."""


@dataclass(frozen=True)
class Clause:
    """Words between two breaks, what was found in them, and what they say.

    ``first`` and ``last`` are places among the words of the text; those of hits and counts, too.
    """

    first: int
    last: int
    asks: bool
    hits: tuple[Hit, ...]
    """Phrases of the policy."""
    cues: tuple[Hit, ...]
    counts: tuple[Count, ...]
    what: Chances
    who: Chances
    status: Chances
    partial: bool
    """Whether only a share of the thing it speaks of is concerned: *one of our two servers*."""
    commas: frozenset[int] = frozenset()
    """The words in it that have a comma before them."""
    kinds: Chances = field(default_factory=dict)
    """What it may be of a kind that some policies tell apart, and how much of the rest is."""
    around: Chances = field(default_factory=dict)
    """What it may tell of what stands around an issue."""
    shown: Shown | None = field(default=None, compare=False, repr=False)
    """What it was judged by."""
    noted: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was worked out of it, for who asks again: a clause is part of several issues."""

    def says(self, meaning: str) -> float:
        """How likely it says what a value may mean of what happens."""
        return self.what.get(meaning, self.kinds.get(meaning, 0.0))

    @cached_property
    def broken(self) -> float:
        """How likely it says that something is down or works badly."""
        return self.what["outage"] + self.what["degradation"]

    @cached_property
    def troubled(self) -> float:
        """How likely it says that something is the matter."""
        return self.broken + self.what["unsaid"]

    @property
    def spare(self) -> bool:
        """Whether it says that another one of the same kind does the work."""
        stands_in = any(cue.concept == SPARE for cue in self.cues)
        return stands_in and self.what["fine"] > 0.5 and self.level == COUNTS

    @cached_property
    def denied(self) -> frozenset[int]:
        """The words right behind a negation."""
        return frozenset(cue.last for cue in self.cues if cue.concept == NEGATED)

    @cached_property
    def level(self) -> int:
        """0: says nothing; 1: speaks of what is not so, not now, or not theirs; 2: counts."""
        named = any(PHRASE in hit.concept for hit in self.hits)
        counted = any(count.people and count.whole is not None for count in self.counts)
        if self.what["none"] >= NOTHING and not named and not counted:
            return 0
        short = self.last - self.first < SENTENCE and self.status["live"] > 0
        return COUNTS if short or self.status["live"] > LIVE else 1

    @property
    def runs_on(self) -> bool:
        """Whether several things may be said in it without a mark between."""
        return self.last - self.first > RUN_ON

    @property
    def idle(self) -> bool:
        """Whether it surely says nothing, and adds no word of the policy and no count."""
        return self.what["none"] >= IDLE and not self.hits and not self.counts

    @property
    def reports(self) -> bool:
        """Whether it is a report of its own, and what is quoted beside it none.

        A question that names nothing of the policy, and what is nothing for sure, are about what
        is quoted: *When is that over?*  So are one or two words.  What says that it is over, or
        not so, is an answer to it.
        """
        nothing = self.what["none"] >= EMPTY
        asked = self.what["question"] >= EMPTY
        cues = {cue.concept for cue in self.cues}
        if RESOLVED in cues or (NEGATED in cues and not nothing and not asked):
            return True
        if self.last - self.first < SENTENCE and self.what["fine"] < EMPTY:
            return self.status["live"] < EMPTY
        if self.hits or self.counts:
            return not nothing
        return any(self.what[kind] >= EMPTY for kind in self.what if kind not in UNREPORTED)

    @property
    def other(self) -> str:
        """What it is likeliest, if it is not live."""
        return max(STATUS[1:], key=lambda status: self.status.get(status, 0.0))
