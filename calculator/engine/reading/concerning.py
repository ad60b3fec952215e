"""Which statement says how many are concerned: by a count, a word for how many, or as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from calculator.engine.reading.absence import befalls_none
from calculator.engine.reading.beliefs import (
    BROKEN,
    CALLED,
    FINE,
    FULL,
    SAYS,
    SURELY,
    Beliefs,
    works,
)
from calculator.engine.reading.judged import Clause
from calculator.engine.reading.language import HAPPENS
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.statements import Statement
from calculator.engine.reading.whom import begins_with_others, telling, who_and_where

COUNTED, TOLD, ALONE, OF_WHOLE, DECIDING = 3.0, 1.5, 1.0, 0.5, 0.3
"""So clearly tells a count how many are concerned, or a word; so much more clearly a word that
tells it alone, a share of a whole, and what stands where it is said what happens."""

SLIGHT = 0.01
"""A smaller share is no word for many."""

HARDLY = 0.05
"""The least that is believed beside a word that tells it alone."""


class Whom:
    """Finds the words that say how many are concerned."""

    def __init__(self, beliefs: Beliefs) -> None:
        self._beliefs = beliefs

    def of_whom(
        self, facts: Mapping[str, str], fact: str, deciding: Statement | None
    ) -> tuple[Statement, tuple[int, int]] | None:
        """The words that say most clearly how many are concerned, and their statement: a count,
        words for how many, else a statement that says so as a whole; None if none does."""
        beliefs, value = self._beliefs, facts[fact]
        found = [*self._concerned(facts, fact, deciding)]
        who = {meaning for meaning, v in beliefs.values.means[fact].items() if v == value}
        clauses = tuple(c for of in beliefs.said for c in of.clauses)
        first = deciding.clauses[0] if deciding else clauses[0]
        judged = replace(beliefs.judged, clauses=clauses)
        if word := telling(beliefs.language, judged, first, who):
            of = next(s for s in beliefs.said if word[0] in s.clauses)
            alone = beliefs.believed(of, fact, value)
            slight = "many" in who and any(map(_is_slight, word[0].counts))
            if not slight and alone >= HARDLY:
                found.append((TOLD + ALONE + alone + beliefs.lost(of, fact, value), of, word[1]))
        best = max(found, key=lambda each: each[0], default=None)
        return best[1:] if best else None

    def _concerned(
        self, facts: Mapping[str, str], fact: str, deciding: Statement | None
    ) -> Iterator[tuple[float, Statement, tuple[int, int]]]:
        value, values = facts[fact], self._beliefs.values
        means = values.means[fact]
        what = {m for f, v in facts.items() for m, w in values.means[f].items() if v == w}
        broken = bool(what & BROKEN) or not what & {*HAPPENS}
        called = {CALLED.get(m) for m, v in means.items() if v == value}
        all_, many, one = (means.get(m) == value for m in ("everyone", "many", "one"))
        sure = self._beliefs.issue.chances[fact].get(value, 0.0) >= SURELY
        for of in self._beliefs.said:
            alone = self._beliefs.believed(of, fact, value)
            both = alone + self._beliefs.lost(of, fact, value)
            for clause in of.clauses:
                if clause.level == 1 and clause.other not in ("others", "over"):
                    continue
                told = [*self._beliefs.weigher.counted(clause)]
                slight = many and any(map(_is_slight, clause.counts))
                counts = [c for c, says in told if says.get(fact) == value and not slight]
                if all_ and alone >= SURELY:
                    counts += [c for c in clause.counts if c.kind == "none-of" and c.people]
                against = any(says.get(fact, value) != value for _, says in told)
                near = DECIDING * (of is deciding) + both
                for count in counts:
                    shared = count.whole is not None or clause.what["fine"] < FINE
                    if count.people or (broken and shared):
                        clear = COUNTED + count.people + OF_WHOLE * (count.whole is not None)
                        yield clear + near, of, (count.first, count.last)
                fine = clause.what["fine"] >= FINE and not counts
                if against or slight or not broken or fine or self._speaks_of_others(clause):
                    continue
                plain = self._beliefs.judged.plain
                spoken = [(h.first, h.last) for h in values.speaking(fact, value, clause)]
                none = {*befalls_none(self._beliefs.language, plain, clause.first, clause.last)}
                spoken += [(c.first, c.last) for c in clause.cues if c.concept in called]
                spoken = [span for span in spoken if span[0] not in none]
                if spoken and alone >= HARDLY:
                    yield TOLD + near, of, max(spoken, key=lambda s: s[1] - s[0])
            tells = of is deciding or any(map(who_and_where, of.clauses))
            tells = tells and (one or not works(of))
            if sure and alone >= SAYS and self._beliefs.full(of) >= FULL and tells:
                yield both, of, (of.first, of.last)

    def _speaks_of_others(self, clause: Clause) -> bool:
        """Whether a clause tells of others than those that are concerned."""
        others = self._beliefs.language.extent["others"]
        return begins_with_others(self._beliefs.language, self._beliefs.judged, clause) or any(
            others.at(self._beliefs.judged.plain, i) for i in range(clause.first, clause.last)
        )


def _is_slight(count: Count) -> bool:
    """Whether a share is less than one in a hundred: *3 people in 2,600* are a few."""
    return count.whole is not None and 0 < count.part < count.whole * SLIGHT
