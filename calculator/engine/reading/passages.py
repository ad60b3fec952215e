"""The words of a statement that are shown: all of it, or what a reader understands of a long one.

What is left out of a long statement begins and ends at its marks, or where it has none, a few words
before and behind those that tell most.  No count, negation or quotation is cut, and nothing that
only links it to what stands before is shown.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from calculator.engine.reading.judged import Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.marks import is_character, marked, quoted
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.statements import Statement, written

WHOLE = 28
"""A statement of at most so many words is shown as a whole."""

PART = 16
"""Parts between two marks are joined up to so many words."""

BEFORE, BEHIND = 6, 8
"""Of a long part so many words before those that tell most are shown, and behind."""

LEFT = 4
"""So few words up to the next mark are not left out."""

NEAR = 5
"""So far from what tells most a negation belongs to it."""

CHARACTERS = 3
"""So many Chinese or Japanese characters are taken for a word."""

_OPENED = {'"': '"', "“": "”", "„": "“", "«": "»", "(": ")", "[": "]"}
"""What opens a stretch, and what closes it."""

_BEFORE = re.compile(r"[\w./@'’-]*[\w]$|[\w./@'’-]*(?<=\w)[-_./@'’]$")
_BEHIND = re.compile(r"\w+(?:[-_./@'’]\w+)*|(?:[-_./@'’]\w+)+")


class Passages:
    """Finds the stretches of statements that are shown."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._empty = language.function | {"?", "!", "%"}

    @staticmethod
    def is_short(judged: Judged, of: Statement) -> bool:
        """Whether a statement is shown as a whole."""
        if is_character(judged.plain[of.first]):
            return of.size <= WHOLE * CHARACTERS
        return written(judged, of.first, of.last) <= WHOLE

    def whole(self, judged: Judged, of: Statement) -> tuple[int, int]:
        """Where a statement is written (character offsets)."""
        return self._written(judged, of, of.first, of.last)

    def part(
        self, judged: Judged, of: Statement, weights: Sequence[float], least: tuple[int, int]
    ) -> tuple[int, int]:
        """Where what tells most of a long statement is written (character offsets): the parts
        between marks around some words, those that tell more first.

        ``weights`` are what its words tell, in order; the words ``least`` are always shown.
        """
        times = CHARACTERS if is_character(judged.plain[of.first]) else 1
        bounds = self._bounds(judged, of)
        first = max(b for b in bounds if b <= least[0])
        last = min(b for b in bounds if b >= least[1])

        while more := self._more(bounds, first, last, PART * times):
            # The part that tells more is added.
            first, last = max(
                more, key=lambda span: sum(weights[span[0] - of.first : span[1] - of.first])
            )
        if last - first > WHOLE * times:
            first, last = self._cut(judged, of, least, (first, last), times)
        return self._written(judged, of, first, last)

    @staticmethod
    def _more(bounds: Sequence[int], first: int, last: int, most: int) -> list[tuple[int, int]]:
        """What stands between two bounds with the part before it or behind, up to so many words."""
        before = [(b, last) for b in bounds if b < first][-1:]
        behind = [(first, b) for b in bounds if b > last][:1]
        return [span for span in (*before, *behind) if span[1] - span[0] <= most]

    def _bounds(self, judged: Judged, of: Statement) -> list[int]:
        """Where the parts of a statement begin and end."""
        inside = quoted(judged, of.first, of.last) | self._kept(of)
        free = [i for i in range(of.first + 1, of.last) if i not in inside]
        links = self._language.thought["links"]
        found = [of.first, *(i for i in free if marked(judged, i)), of.last]
        if any(b - a > PART for a, b in pairwise(found)):
            more = [i for i in free if links.at(judged.plain, i)]
            found = sorted({*found, *(i for i in more if i - of.first > LEFT < of.last - i)})
        return found

    @staticmethod
    def _kept(of: Statement) -> set[int]:
        """The words before which no count is cut."""
        return {i for c in of.clauses for n in c.counts for i in range(n.first + 1, n.last)}

    def _cut(
        self,
        judged: Judged,
        of: Statement,
        least: tuple[int, int],
        part: tuple[int, int],
        times: int,
    ) -> tuple[int, int]:
        """A stretch within a part between marks; what little is left of that belongs to it."""
        near = [
            cue
            for c in of.clauses
            for cue in c.cues
            if cue.concept == NEGATED
            and part[0] <= cue.first < part[1]
            and least[0] - NEAR <= cue.first < least[1] + NEAR
        ]
        first = min([least[0] - BEFORE * times, *(cue.first - 1 for cue in near)])
        last = max([least[1] + BEHIND * times, *(cue.last + 2 for cue in near)])
        first = first if first - part[0] > LEFT else part[0]
        last = last if part[1] - last > LEFT else part[1]
        inside = quoted(judged, of.first, of.last) | self._kept(of)
        while first > part[0] and (first in inside or self._is_empty(judged, first)):
            first -= 1
        while last < part[1] and (last in inside or self._is_empty(judged, last - 1)):
            last += 1
        return first, last

    def _is_empty(self, judged: Judged, i: int) -> bool:
        return judged.plain[i] in self._empty

    def _written(self, judged: Judged, of: Statement, first: int, last: int) -> tuple[int, int]:
        """Where words are written, without what only links them to those before or behind."""
        plain, thought = judged.plain, self._language.thought
        while last - first > 1 and 0 < (size := thought["links"].at(plain, first)) < last - first:
            first += size
        links = thought["links"], thought["subject"]
        while of.cut and last - first > 1 and any(link.at(plain, last - 1) for link in links):
            last -= 1
        return _closed(judged.text, judged.words[first].start, judged.words[last - 1].end)


def named(judged: Judged, first: int, last: int) -> tuple[int, int]:
    """Where a name is written, with what is written together with it (character offsets):
    *roam-a.acme.lan*, *embargo_watch*."""
    text, start, end = judged.text, judged.words[first].start, judged.words[last - 1].end
    line = text.rfind("\n", 0, start) + 1
    if before := _BEFORE.search(text, line, start):
        start = before.start()
    if behind := _BEHIND.match(text, end):
        end = behind.end()
    return start, end


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the marks around words of it, if one of a pair stands in it."""
    opened = _OPENED.get(text[start - 1 : start])
    if opened and opened in text[start : end + 1]:
        start -= 1
    inside = text[start:end]
    for opens, closes in _OPENED.items():
        open_ = inside.count(opens) % 2 if opens == closes else inside.count(opens)
        if open_ > inside.count(closes) * (opens != closes):
            close = re.compile(r"[.!?,]?" + re.escape(closes)).match(text, end)
            return (start, close.end()) if close else (start, end)
    return start, end
