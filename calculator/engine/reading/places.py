"""Places that a description calls by their names: *at Mill Hill*, *Carr, Rigg and Orton*.

Of places and people alike the names begin with capitals: what stands before them tells which.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language

SEVERAL = 3
"""So many names in a list are places, wherever they stand."""

_NAME = re.compile(r"[A-Z][a-z]{2,}")
_ENDS = ".!?:;\n|>*]"


@dataclass(frozen=True)
class Names:
    """Places that are named together."""

    number: int
    listed: bool
    """Whether they are surely places: there are several, and they are told as such."""

    @property
    def several(self) -> bool:
        return self.number > 1


def place_names(
    language: Language, judged: Judged, clause: Clause, taken: Set[int], known: Set[str]
) -> Iterator[Names]:
    """The places that a clause calls by their names: *Whin Hill, Langrigg or Beck Foot*.

    Of several that no comma joins, one is the other's address.  Words that are ``taken`` name
    something else; a single word whose stem is ``known`` is no name.
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
    number, begun, end = 0, 0, 0
    for run in runs:
        joined = bool(number) and _joined(language, judged, end, run[0])
        before = text[: of[run[0]].start].rstrip(" \t\"'")
        begins = not before or before[-1] in _ENDS
        # Some languages begin every noun with a capital.
        if not joined and len(run) == 1 and (begins or of[run[0]].stem in known):
            continue
        if number and not joined:
            yield _names(language, judged, begun, number)
            number = 0
        number, begun, end = number + 1, begun if number else run[0], run[-1] + 1
    if number:
        yield _names(language, judged, begun, number)


def _names(language: Language, judged: Judged, first: int, number: int) -> Names:
    placed = first > 0 and bool(
        language.extent["within"].at(judged.plain, first - 1)
        or language.extent["every"].at(judged.plain, first - 1)
    )
    return Names(number, number > 1 and (placed or number >= SEVERAL))


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
