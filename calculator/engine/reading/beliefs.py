"""How far the statements of a description are believed to say a fact: each by itself, and by how
much is missed without it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculator.engine.reading.chances import Chances, Issue, Weigher
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import NEGATED, RESOLVED
from calculator.engine.reading.statements import Statement
from calculator.engine.reading.values import Values
from calculator.engine.reading.whom import who_and_where

NEARLY: Mapping[str, Mapping[str, float]] = {
    "outage": {"degradation": 0.6},
    "degradation": {"outage": 0.6, "wrong": 0.6, "lost": 0.6},
    "wrong": {"degradation": 0.6},
    "lost": {"degradation": 0.6, "outage": 0.6},
    "question": {"change": 0.6},
    "change": {"question": 0.6, "planned": 0.6},
}
"""What says nearly what a value means, and how much of it."""

BROKEN = frozenset(("outage", "degradation", "wrong", "lost"))
"""What something may mean that is the matter."""

CALLED = {"everyone": "everybody", "many": "most", "few": "single", "one": "single"}
"""The cues that say how many are concerned."""

LEAST, SURELY = 0.4, 0.65
"""What is believed by a statement alone, at least, if it has a word for it; and if it has none."""

CLEARLY = 0.9
"""What is believed so much by a statement, its clauses are not asked."""

FINE = 0.6
"""What works with this probability is not the matter."""

SAYS = 0.8
"""What the language says with this probability, there is a word for."""

FULL = 2
"""So many words that mean something has what tells something, at least."""

NEARLY_ALL = 0.8
"""What is believed by a clause so much as by another is believed by both."""


MANY = 40
"""Of more statements none is asked for what would be missed without it: that takes as long again
for each."""


class Beliefs:
    """What is believed of an issue by its statements."""

    def __init__(
        self,
        values: Values,
        weigher: Weigher,
        language: Language,
        issue: Issue,
        said: Sequence[Statement],
    ) -> None:
        self.values = values
        self.weigher = weigher
        self.language = language
        self.issue = issue
        self.said = said
        self._alone: dict[tuple[int, int, int], Mapping[str, Mapping[str, float]]] = {}
        self._without: dict[int, Mapping[str, Mapping[str, float]]] = {}

    @property
    def judged(self) -> Judged:
        """The description."""
        return self.issue.judged

    def believed(self, of: Statement, fact: str, value: str) -> float:
        """How likely a statement makes a value, or nearly that, by itself."""
        if all(clause.idle for clause in of.clauses):
            return 0.0
        most = self._likely(self._told(of.clauses), fact, value)
        if most < CLEARLY and len(of.clauses) > 1:
            parts = (self._told((c,)) for c in of.clauses if not c.idle)
            most = max(most, *(self._likely(part, fact, value) for part in parts))
        return most

    def lost(self, of: Statement, fact: str, value: str) -> float:
        """How much less likely a value, or nearly that, is without a statement; of so many that
        none is missed, not at all."""
        if len(self.said) > MANY:
            return 0.0
        if of.first not in self._without:
            rest = tuple(c for s in self.said if s is not of for c in s.clauses)
            self._without[of.first] = self._weighed(rest) if rest else {}
        whole = self._told(tuple(c for s in self.said for c in s.clauses))
        without = self._likely(self._without[of.first], fact, value)
        return max(0.0, self._likely(whole, fact, value) - without)

    def _told(self, clauses: tuple[Clause, ...]) -> Mapping[str, Mapping[str, float]]:
        """What some clauses tell as if there were no others: by what was learned of such words,
        whether they count or not, else as they are read."""
        place = clauses[0].first, clauses[-1].last, len(clauses)
        if place not in self._alone:
            self._alone[place] = self._weighed(clauses)
        return self._alone[place]

    def _weighed(self, clauses: tuple[Clause, ...]) -> Mapping[str, Mapping[str, float]]:
        weights, part = self.weigher.weights, replace(self.judged, clauses=clauses)
        learned = weights is not None and not self.weigher.alone
        return weights.chances(shown(part)) if learned and weights else self._read(part)

    def _read(self, part: Judged) -> Chances:
        return self.weigher.issue(part, partly=self.issue.partly, within=self.judged).chances

    def _likely(self, chances: Mapping[str, Mapping[str, float]], fact: str, value: str) -> float:
        told, means = chances.get(fact, {}), self.values.means[fact]
        near: dict[str, float] = {}
        for meaning, v in means.items():
            for m, share in NEARLY.get(meaning, {}).items() if v == value else ():
                if means.get(m, value) != value:
                    near[means[m]] = share
        return told.get(value, 0.0) + sum(told.get(v, 0.0) * p for v, p in near.items())

    def has_words_for(self, fact: str, value: str) -> bool:
        """Whether a clause by which a value is believed most has words for it."""
        called = {CALLED.get(m) for m, v in self.values.means[fact].items() if v == value}
        clauses = [c for of in self.said for c in of.clauses]
        counting = [c for c in clauses if c.level == COUNTS] or clauses
        told = [
            (self._likely(self._read(replace(self.judged, clauses=(c,))), fact, value), c)
            for c in counting
        ]
        most = max(likely for likely, _ in told)
        return any(
            self.values.speaking(fact, value, clause)
            or any(says.get(fact) == value for _, says in self.weigher.counted(clause))
            or any(cue.concept in called for cue in clause.cues)
            for likely, clause in told
            if likely >= NEARLY_ALL * most
        )

    def is_broken(self, fact: str, value: str) -> bool:
        """Whether a value says that something is the matter."""
        return any(v == value and m in BROKEN for m, v in self.values.means[fact].items())

    def full(self, of: Statement) -> int:
        """How many words a statement has that mean something, but those of whom and where."""
        plain, function = self.judged.plain, self.language.function
        who = self.language.thought["subject"]
        return sum(
            i not in beside
            and plain[i] not in function
            and plain[i][0].isalpha()
            and not who.at(plain, i)
            for c in of.clauses
            for beside in [who_and_where(c) | _denying(c)]
            for i in range(c.first, c.last)
        )


def works(of: Statement) -> bool:
    """Whether a statement says no more than that something works, or does again."""
    return all(
        c.what["fine"] >= FINE
        or not c.level
        or (c.what["fine"] >= LEAST and any(cue.concept == RESOLVED for cue in c.cues))
        for c in of.clauses
    )


def _denying(clause: Clause) -> set[int]:
    return {i for c in clause.cues if c.concept == NEGATED for i in range(c.first, c.last)}
