"""The words that say so: phrases where they do, else the words that weigh most.

They are words of clauses that count, never function words alone, never words laid aside.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from calculator.engine.reading.chances import Issue
from calculator.engine.reading.judged import Clause, Judged, shown
from calculator.engine.reading.result import Aside, Evidence
from calculator.engine.reading.values import Values
from calculator.engine.reading.weights import Shown, Weights

TELLING = 0.33
"""Words that weigh at least this part of the weightiest one are shown as evidence."""


class Witness:
    """Finds the words that say a policy's facts."""

    def __init__(self, values: Values, weights: Weights | None, empty: Set[str]) -> None:
        """``empty`` are words that mean nothing alone."""
        self._values = values
        self._weights = weights
        self._classes = dict(weights.questions) if weights else {}
        self._empty = empty | {"?", "!", "%"}

    def evidence(self, issue: Issue, facts: Mapping[str, str]) -> tuple[Evidence, ...]:
        """The words of an issue that say these facts, in order."""
        words, found = issue.judged.words, []
        shows = shown(issue.judged) if self._weights else None
        for fact, value in facts.items():
            for first, last in self._spans(issue, shows, fact, value):
                found.append(Evidence(fact, value, words[first].start, words[last - 1].end))
        return tuple(sorted(found, key=lambda e: (e.start, e.end, e.fact)))

    def _spans(
        self, issue: Issue, shows: Shown | None, fact: str, value: str
    ) -> list[tuple[int, int]]:
        counting = issue.judged.counting
        if issue.said.get(fact) == value:
            return self._values.spans(fact, value, counting)
        if shows and value in self._classes.get(fact, []):
            return self._weighed(issue.judged, shows, fact, value)
        return [self._meaning(counting, fact, value)]

    def _weighed(
        self, judged: Judged, shows: Shown, fact: str, value: str
    ) -> list[tuple[int, int]]:
        """The words that weigh most, in the clause in which they do; or that clause."""
        assert self._weights
        shares = self._weights.shares(shows, fact, value)
        best = max(judged.counting, key=lambda c: sum(s for s in shares[c.first : c.last] if s > 0))
        own = shares[best.first : best.last]
        flags = [share > 0 and share >= TELLING * max(own) for share in own]
        empty = [judged.words[i].plain in self._empty for i in range(best.first, best.last)]
        runs = [(best.first + a, best.first + b) for a, b in _runs(flags, empty)]
        return runs or [(best.first, best.last)]

    def _meaning(self, clauses: Sequence[Clause], fact: str, value: str) -> tuple[int, int]:
        """The clause that says most clearly what a value means."""
        meanings = [m for m, v in self._values.means[fact].items() if v == value]

        def weight(clause: Clause) -> float:
            return sum(clause.what.get(m, 0.0) + clause.who.get(m, 0.0) for m in meanings)

        best = max(clauses, key=weight)
        return best.first, best.last


def asides(judged: Judged) -> tuple[Aside, ...]:
    """Furniture, and the clauses that do not count beside those that do."""
    found = [Aside(span.start, span.end, span.kind) for span in judged.aside]
    top = max((clause.level for clause in judged.clauses), default=0)
    for clause in judged.clauses:
        if clause.level < top:
            start, end = judged.words[clause.first].start, judged.words[clause.last - 1].end
            found.append(Aside(start, end, "nothing" if clause.level == 0 else clause.other))
    return tuple(sorted(found, key=lambda a: a.start))


def _runs(flags: Sequence[bool], empty: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where flags are set, as half-open runs over empty words between; none of those alone."""
    first = None
    for i in range(len(flags) + 1):
        inside = i < len(flags) and (flags[i] or (first is not None and empty[i]))
        if inside and first is None:
            first = i
        elif not inside and first is not None:
            last = i
            while last > first and empty[last - 1] and not flags[last - 1]:
                last -= 1
            if not all(empty[first:last]):
                yield first, last
            first = None
