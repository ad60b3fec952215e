"""What people write without marks, cut where another thought begins, each judged by itself.

Facts are read from whole clauses; this is for the words that are shown: *nobody gets on*, not the
words before and behind it in the same breath.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from calculator.engine.reading.absence import counted, of_none
from calculator.engine.reading.judged import Clause, Judge, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.marks import is_character, marked, quoted

MARKED, UNMARKED, LONGER = 24, 20, 12
"""A clause of at most so many words is no more than one unit, nor is a part of one between two
marks; so is one without marks, and of a longer one no more words."""

LEAST = 3
"""So few words are no unit beside others."""

SENTENCE = 5
"""So few words behind *since* or *when* are no unit."""

MOST = 40
"""In at most so many words what stands around brackets is one thought."""

BRACKETS = 12
"""So many words stand in brackets that tell something by the way, at most."""

LIST = 2
"""Between two marks so few words are part of a list."""

QUANTITY = "everybody"
"""The cue of all and none, with which a thought may begin."""


def in_units(
    language: Language, judge: Judge, judged: Judged, clauses: Sequence[Clause]
) -> Iterator[Clause]:
    """Some clauses of a description in units that are judged by themselves: the longer ones cut,
    and what stands around brackets joined."""
    cut = _Cut(language, judge, judged, clauses)
    return (unit for clause in cut.joined() for unit in cut.units(clause))


class _Cut:
    def __init__(
        self, language: Language, judge: Judge, judged: Judged, clauses: Sequence[Clause]
    ) -> None:
        self._language = language
        self._judge = judge
        self._judged = judged
        self._clauses = clauses
        self._plain = judged.plain

    def joined(self) -> Iterator[Clause]:
        """The clauses, those before and behind what stands in brackets as one with it."""
        clauses, i = self._clauses, 0
        while i < len(clauses):
            behind = self._behind_brackets(i)
            last = clauses[behind].last if behind else 0
            if behind and last - clauses[i].first <= MOST:
                wide = self._wide(clauses[i : behind + 1])
                yield self._unit(wide, wide.first, last)
                i = behind + 1
            else:
                yield clauses[i]
                i += 1

    def _behind_brackets(self, i: int) -> int:
        """The clause that goes on behind brackets that open behind another one, or the one in them;
        0 if none open."""
        clauses = self._clauses
        opens = i + 1 < len(clauses) and self._is_between(clauses[i], clauses[i + 1], "(")
        closes = (k for k in range(i + 2, len(clauses)) if self._parts(clauses[k - 1], clauses[k]))
        k = next(closes, len(clauses)) if opens else 0
        if not k or clauses[k - 1].last - clauses[i].last > BRACKETS:
            return 0
        goes_on = k < len(clauses) and self._is_between(clauses[k - 1], clauses[k], ")")
        return k if goes_on else k - 1

    def _parts(self, one: Clause, other: Clause) -> bool:
        """Whether a bracket stands between two clauses, or a sentence ends."""
        return not {*self._between(one, other)}.isdisjoint("().!?\n")

    def _between(self, one: Clause, other: Clause) -> str:
        words = self._judged.words
        return self._judged.text[words[one.last - 1].end : words[other.first].start]

    def _is_between(self, one: Clause, other: Clause, bracket: str) -> bool:
        return one.last == other.first and self._between(one, other).strip(" ") == bracket

    @staticmethod
    def _wide(clauses: Sequence[Clause]) -> Clause:
        """Clauses as one."""
        return replace(
            clauses[-1],
            first=clauses[0].first,
            hits=tuple(h for c in clauses for h in c.hits),
            cues=tuple(h for c in clauses for h in c.cues),
            counts=tuple(n for c in clauses for n in c.counts),
            commas=frozenset(i for c in clauses for i in c.commas),
        )

    def units(self, clause: Clause) -> list[Clause]:
        """A clause, or its units if it is long."""
        marks = any(marked(self._judged, i) for i in range(clause.first + 1, clause.last))
        longest = MARKED if marks else UNMARKED
        if clause.last - clause.first <= longest or is_character(self._plain[clause.first]):
            return [clause]
        whole = {i for h in (*clause.hits, *clause.cues) for i in range(h.first + 1, h.last)}
        whole |= {i for c in clause.counts for i in range(c.first + 1, c.last + 1)}
        whole |= quoted(self._judged, clause.first, clause.last)
        free = [i for i in range(clause.first + LEAST, clause.last - LEAST + 1) if i not in whole]
        bounds, joins = [clause.first, clause.last], self._language.thought["joins"]
        for longest, least, begins in self._beginnings(clause, longest=MARKED if marks else LONGER):
            found = [i - (joins.at(self._plain, i - 1) == 1) for i in free if begins(i)]
            for first, last in pairwise(bounds):
                if last - first > longest:
                    bounds = sorted({*bounds, *self._spread(found, first, last, least)})
        if len(bounds) == 2:
            return [clause]
        return [self._unit(clause, *span) for span in pairwise(bounds)]

    @staticmethod
    def _spread(found: Sequence[int], first: int, last: int, least: int) -> Iterator[int]:
        """The places between two others that are far enough from each other."""
        for i in found:
            if first + least <= i <= last - least:
                yield i
                first = i

    def _beginnings(
        self, clause: Clause, longest: int
    ) -> Iterator[tuple[int, int, Callable[[int], bool]]]:
        """Ways to tell where a unit begins, the surest first, and how long one may be without."""
        plain, language = self._plain, self._language
        thought, each = language.thought, language.thought["each"]
        many = {
            c.first for c in clause.cues if c.concept == QUANTITY and not each.at(plain, c.first)
        }

        def own(i: int) -> bool:
            return thought["own"].at(plain, i) > 0

        def ends(i: int) -> bool:
            return thought["object"].at(plain, i) > 0

        def is_free(i: int) -> bool:
            return plain[i - 1] not in language.function or ends(i - 1)

        def subject(i: int) -> bool:
            return thought["subject"].at(plain, i) > 0 or i in many

        def begins_one(i: int) -> bool:
            return (
                (is_free(i) and thought["subject"].at(plain, i) > 0)
                or thought["aside"].at(plain, i) > 0
                or (thought["joins"].at(plain, i) > 0 and (subject(i + 1) or own(i + 1)))
            )

        marks = [k for k in range(clause.first + 1, clause.last) if marked(self._judged, k)]
        parts = {k for k in marks if self._is_part(clause, k, marks)}
        yield MARKED, LEAST, lambda i: i in parts
        yield longest, LEAST, begins_one
        yield longest, LEAST, lambda i: (i in many and is_free(i)) or (own(i) and ends(i - 1))
        yield MARKED, SENTENCE, lambda i: language.besides.at(plain, i) > 0

    @staticmethod
    def _is_part(clause: Clause, i: int, marks: Sequence[int]) -> bool:
        """Whether no list goes on at a word behind one of the ``marks``: *no mail, no printer, no
        phone*."""
        at = bisect_left(marks, i)
        first = marks[at - 1] if at else clause.first
        last = marks[at + 1] if at + 1 < len(marks) else clause.last
        return i - first > LIST and last - i > LIST

    def _unit(self, clause: Clause, first: int, last: int) -> Clause:
        return within(self._language, self._judge, self._judged, clause, first, last)


def within(
    language: Language, judge: Judge, judged: Judged, clause: Clause, first: int, last: int
) -> Clause:
    """Some words of a clause, judged by themselves."""
    unit = replace(
        clause,
        first=first,
        last=last,
        asks=clause.asks and last == clause.last,
        hits=tuple(h for h in clause.hits if first <= h.first and h.last <= last),
        cues=tuple(c for c in clause.cues if first <= c.first and c.last <= last),
        counts=tuple(c for c in clause.counts if first <= c.first and c.last <= last),
        commas=frozenset(i for i in clause.commas if first < i < last),
    )
    shown, _ = judge.masked(judged.stems, unit)
    chances = language.weights.chances(shown)
    partial = clause.partial and bool(unit.counts)
    what = counted(chances["what"], unit.counts, exempt=False, partial=partial)
    what = of_none(language, what, judged.plain[first:last])
    return replace(unit, what=what, who=chances["who"], status=chances["status"])
