"""Places that a description calls by their names: *at Mill Hill*, *Carr, Rigg and Orton*.

Of places and people alike the names begin with capitals: what stands before them tells which.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language

_NAME = re.compile(r"[A-Z][a-z]{2,}")
_ENDS = ".!?:;\n|>*]"


@dataclass(frozen=True)
class Names:
    """Places that are named together."""

    number: int
    listed: bool
    """Whether they are surely places: there are several, and they are told as such."""


def place_names(
    language: Language, judged: Judged, clause: Clause, taken: Set[int]
) -> Iterator[Names]:
    """The places that a clause calls by their names: *Whin Hill, Langrigg or Beck Foot*.

    Of several that no comma joins, one is the other's address.  Words that are ``taken`` name
    something else; a single word that the language knows is no name.
    """
    of, text = judged.words, judged.text
    runs: list[list[int]] = []
    for i in range(clause.first, clause.last):
        if (
            i in taken
            or not _NAME.fullmatch(text, of[i].start, of[i].end)
            or of[i].plain in language.function
        ):
            continue
        if runs and runs[-1][-1] == i - 1 and of[i].start - of[i - 1].end == 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    number, begun, end, strange = 0, 0, 0, False
    for run, after in zip_longest(runs, runs[1:]):
        listed = _placed(language, judged, run[0]) and bool(after)
        listed = listed and _joined(language, judged, run[-1] + 1, after[0])
        joined = bool(number) and _joined(language, judged, end, run[0])
        before = text[: of[run[0]].start].rstrip(" \t\"'")
        begins = not before or before[-1] in _ENDS
        # Some languages begin every noun with a capital.
        known = language.knows(of[run[0]].stem)
        if not joined and not listed and len(run) == 1 and (begins or known):
            continue
        if number and not joined:
            if strange:
                yield _names(language, judged, begun, number)
            number, strange = 0, False
        number, begun, end = number + 1, begun if number else run[0], run[-1] + 1
        strange |= len(run) > 1 or not known
    if number and strange:
        yield _names(language, judged, begun, number)


def _names(language: Language, judged: Judged, first: int, number: int) -> Names:
    return Names(number, number > 1 and _placed(language, judged, first))


def _placed(language: Language, judged: Judged, i: int) -> bool:
    """Whether what stands before a name says that it is a place: *at Carr*, *both Carr and*."""
    before = judged.plain[:i]
    return i > 0 and any(language.extent[kind].at(before, i - 1) for kind in ("within", "every"))


def _joined(language: Language, judged: Judged, first: int, last: int) -> bool:
    """Whether nothing but a comma, or words that join, stand between two names."""
    between: Sequence[str] = judged.plain[first:last]
    if not between:
        return "," in judged.text[judged.words[first - 1].end : judged.words[last].start]
    return any(joins(language, word) for word in between) and all(
        joins(language, word) or language.extent["within"].at([word], 0) for word in between
    )


def joins(language: Language, word: str) -> bool:
    """Whether a word joins things: *and*, *or*."""
    return bool(language.joining.at([word], 0) or language.amounts["or"].at([word], 0))
