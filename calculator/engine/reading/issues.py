"""An issue that a description speaks of, and how likely it makes each value of each fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.reading.circumstances import Spoken
from calculator.engine.reading.judged import Judged
from calculator.engine.reading.told import Told
from calculator.engine.reading.weights import Traced

type Chances = dict[str, dict[str, float]]
"""For each fact the probability of its values; ``""`` stands for what the text does not say."""


@dataclass(frozen=True)
class Issue:
    """An issue of a text: the clauses it stands in, and how likely each fact is by them."""

    judged: Judged
    chances: Chances
    said: Mapping[str, str]
    """Values that phrases establish."""
    partly: bool
    """Whether what is down is down in part only."""
    comes: Mapping[str, float]
    """How likely it comes to each criterion by what was learned; ``""`` stands for a question."""
    alike: Mapping[str, float]
    """The same, even where phrases say otherwise."""
    around: Mapping[str, Sequence[Spoken]]
    """For each circumstance what is said of it."""
    told: Told
    """What tells how many things are concerned, if the policy counts things."""
    traced: Traced | None = None
    """What its words add to what was learned."""

    def span(self) -> tuple[int, int]:
        """Where it stands (character offsets)."""
        words, clauses = self.judged.words, self.judged.clauses
        return words[clauses[0].first].start, words[clauses[-1].last - 1].end
