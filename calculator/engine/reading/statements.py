"""What a description says one after the other: its statements, each told by itself.

A short sentence is one; a longer one has as many as it has clauses, and what people write without
marks as many as thoughts begin there.  Who says it in a chat belongs to none of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from calculator.engine.reading.judged import Clause, Judge, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.marks import marked
from calculator.engine.reading.text import sentences
from calculator.engine.reading.units import in_units

SENTENCE = 28
"""A sentence of at most so many words, as they are written between blanks, is one statement."""

UNMARKED = 20
"""One without a mark in it has at most so many."""

ENDS = (".", "!", "?")
"""Marks behind a sentence."""

SPEAKER = 3
"""A speaker is named in at most so many words."""

_SAYS = re.compile(r"[^\w\n]*:\s+[^\w\n]*")
"""What stands between a speaker and what is said."""


@dataclass(frozen=True)
class Statement:
    """Words that say something by themselves, as one or more clauses."""

    first: int
    last: int
    clauses: tuple[Clause, ...]
    cut: bool = False
    """Whether more is said behind it in the same breath."""

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.last - self.first


def statements(language: Language, judge: Judge, judged: Judged) -> tuple[Statement, ...]:
    """What a description says, in order; of its clauses none is lost but the names of speakers."""
    return tuple(_statements(language, judge, judged))


def _statements(language: Language, judge: Judge, judged: Judged) -> Iterator[Statement]:
    speakers = _speakers(judged)
    lasts = [sentence.last for sentence in sentences(judged.text, [*judged.words])]
    place = {
        i: n for n, (first, last) in enumerate(pairwise([0, *lasts])) for i in range(first, last)
    }
    told = [clause for clause in judged.clauses if clause.first not in speakers]
    for _, group in groupby(told, key=lambda clause: place[clause.first]):
        of = [*group]
        whole = all(one.last == other.first for one, other in pairwise(of))
        first, last = of[0].first, of[-1].last
        ends = judged.text[judged.words[last - 1].end :][:1] in ENDS
        marks = ends or len(of) > 1 or any(marked(judged, i) for i in range(first + 1, last))
        if whole and written(judged, first, last) <= (SENTENCE if marks else UNMARKED):
            yield Statement(first, last, tuple(of))
        else:
            for unit in in_units(language, judge, judged, of):
                cut = all(unit.last != clause.last for clause in of)
                yield Statement(unit.first, unit.last, (unit,), cut)


def written(judged: Judged, first: int, last: int) -> int:
    """How many words stand between blanks."""
    words = judged.words
    return len(judged.text[words[first].start : words[last - 1].end].split())


def _speakers(judged: Judged) -> set[int]:
    """Where the clauses begin that only name who says what stands behind them: in a chat some of
    them say something more than once."""
    words, text = judged.words, judged.text
    named = {
        one.first: tuple(judged.plain[one.first : one.last])
        for one, other in pairwise(judged.clauses)
        if one.last - one.first <= SPEAKER
        and not one.hits
        and (not one.first or "\n" in text[words[one.first - 1].end : words[one.first].start])
        and _SAYS.fullmatch(text, words[one.last - 1].end, words[other.first].start)
    }
    often = Counter(named.values())
    return {*named} if max(often.values(), default=0) > 1 else set()
