"""The stretch of a clause around some words of it: what a reader understands who reads only that.

A short clause is shown as a whole; of a longer one the part between two marks in which the words
stand, or of a long part what is near.  No stretch cuts a count, a negation or a quotation, and none
begins or ends with function words where it was cut.
"""

import re
from collections.abc import Sequence, Set

from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.text import is_shortened

SHORT, LONGER, PART = 9, 12, 20
"""A clause of at most so many words is shown as a whole; one that is nearly as short without what
it tells besides; and a part of one between two marks."""

WHOLE = 14
"""A part that tells how many is shown as a whole up to so many words."""

BEFORE, BEHIND = 5, 5
"""Of a longer one so many words before the weightiest one are shown, and behind it."""

CHARACTERS = 3
"""So many Chinese or Japanese characters are taken for a word."""

LEFT = 3
"""So few words up to the next mark are not left out."""

HEADING = 3
"""A clause of at most so many words before a colon belongs to a short one behind it."""

QUOTED = 12
"""A quotation of at most so many words is not cut."""

JOINING = 3
"""Shorter words that join sentences in one language are others in the next."""

LETTERS = 0x2FFF
"""Signs behind this one are words or parts of words, no letters."""

_MARK = re.compile(r"[,;:.!?\[\]|\n、。，；：！？]|\s[-–—]+\s")

_OPENED = {'"': '"', "“": "”", "„": "“", "«": "»", "(": ")", "[": "]"}
"""What opens a stretch, and what closes it."""

_QUOTATION = re.compile(r"\([^()\n]+\)|\"[^\"\n]+\"|“[^”\n]+”|„[^“”\n]+[“”]|«[^»\n]+»")
_COLON = re.compile(r"\s*:\s*")

NOT = 5
"""So far from the weightiest word a negation belongs to it."""


class Passages:
    """Finds the stretches of clauses that are shown."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._empty = language.function | {"?", "!", "%"}

    def around(
        self, judged: Judged, clause: Clause, of: tuple[int, int], spared: Set[int] = frozenset()
    ) -> tuple[int, int]:
        """A short clause, or the words around some of it up to the next mark; no words that tell of
        what is ``spared``."""
        times = CHARACTERS if is_character(judged.words[of[0]].plain) else 1
        if clause.last - clause.first <= SHORT * times:
            whole = self._headed(judged, clause), self._answered(judged, clause)
            return self._trimmed(judged, clause, whole, of, whole)
        begin, end = part(judged, clause, of)
        if clause.last - clause.first <= LONGER * times:
            begin, end = self._parts(judged, clause, (begin, end), spared)
        end = self._answered(judged, clause) if end == clause.last else end
        if end - begin > PART * times:
            far_left, far_right = of[0] - NOT, of[1] + NOT
            cues = [c for c in clause.cues if c.concept == NEGATED and begin <= c.first < end]
            belonging = [c for c in cues if far_left <= c.first < far_right]
            first = min([of[0] - BEFORE * times, *(c.first for c in belonging)])
            last = max([of[1] + BEHIND * times, *(c.last + 1 for c in belonging)])
            last = self._further(judged, last, end)
            return self._cut(judged, clause, (first, last), (begin, end), of)
        return self._trimmed(judged, clause, (begin, end), of, (begin, end))

    def _parts(
        self, judged: Judged, clause: Clause, of: tuple[int, int], spared: Set[int]
    ) -> tuple[int, int]:
        """A part of a clause with those before and behind that tell nothing besides."""
        first, last = of
        plain = judged.plain

        def belongs(i: int) -> bool:
            return i not in spared and not self._language.besides.at(plain, i)

        while first > clause.first and belongs(
            (before := part(judged, clause, (first - 1, first)))[0]
        ):
            first = before[0]
        while last < clause.last and belongs(last):
            last = part(judged, clause, (last, last + 1))[1]
        return first, last

    def _further(self, judged: Judged, last: int, end: int) -> int:
        """Up to where something else begins a few words further; else where it was cut."""
        plain = judged.plain
        phrases = (self._language.further, self._language.besides, self._language.contrast)
        further = (
            i for i in range(last, min(end, last + NOT)) if any(p.at(plain, i) for p in phrases)
        )
        return next(further, last)

    @staticmethod
    def _headed(judged: Judged, clause: Clause) -> int:
        """Where a short clause begins, together with what it is the answer to: *answering: 0*."""
        before = next((c for c in judged.clauses if c.last == clause.first), None)
        if clause.last - clause.first > HEADING:
            return clause.first
        if not before or before.last - before.first > HEADING:
            return clause.first
        words = judged.words
        colon = _COLON.fullmatch(judged.text, words[before.last - 1].end, words[clause.first].start)
        return before.first if colon else clause.first

    @staticmethod
    def _answered(judged: Judged, clause: Clause) -> int:
        """Where a heading ends, together with the short answer to it: *logins since noon: 0*."""
        behind = next((c for c in judged.clauses if c.first == clause.last), None)
        if not behind:
            return clause.last
        through = _through_brackets(judged, clause, behind)
        if clause.last < through <= clause.first + PART:
            return through
        heading, answer = clause.last - clause.first, behind.last - behind.first
        if answer > (LONGER if heading <= HEADING else HEADING):
            return clause.last
        words = judged.words
        colon = _COLON.fullmatch(judged.text, words[clause.last - 1].end, words[behind.first].start)
        return behind.last if colon else clause.last

    def _cut(
        self,
        judged: Judged,
        clause: Clause,
        span: tuple[int, int],
        part: tuple[int, int],
        of: tuple[int, int],
    ) -> tuple[int, int]:
        """A stretch within a part between marks; what little is left of that belongs to it."""
        first = span[0] if span[0] - part[0] > LEFT else part[0]
        last = span[1] if part[1] - span[1] > LEFT else part[1]
        inside = quoted(judged, clause)
        while first in inside:
            first -= 1
        while last in inside:
            last += 1
        plain = judged.plain
        while last < part[1] and self._goes_on(judged, plain, last):
            last += 1
        return self._trimmed(judged, clause, (first, last), of, part)

    def _goes_on(self, judged: Judged, plain: Sequence[str], i: int) -> bool:
        """Whether a word belongs to the one before: *every* hour, *ten to* fifteen minutes."""
        numbers, before = self._language.numbers, judged.words
        every = self._language.extent["every"].at(plain, i - 1) == 1
        counted = numbers.number(before, i - 1) or numbers.number(before, i)
        return every or (counted is not None and not marked(judged, i))

    def near(self, judged: Judged, clause: Clause, of: tuple[int, int]) -> tuple[int, int]:
        """Some words with what belongs to them: *38 % of the logins*, *nobody can log in*."""
        whole = clause.first, clause.last
        others = self._language.extent["others"]
        alone = not any(others.at(judged.plain, i) for i in range(*whole))
        if alone and clause.last - clause.first <= SHORT:
            return self._trimmed(judged, clause, whole, of, whole)
        begin, end = part(judged, clause, of)
        governing = [c.first for c in clause.cues if c.concept == NEGATED]
        shares = [
            c.first for c in clause.counts if begin <= c.first and c.last <= of[0] < c.last + NOT
        ]
        of = min([of[0], *shares]), of[1]
        first = min([of[0], *(i for i in governing if max(begin, of[0] - NOT) <= i < of[0])])
        if first == of[0] > begin and not judged.words[first - 1].plain.isdecimal():
            first -= 1
        if end - begin <= WHOLE:
            first = begin
        last = end if end - first <= PART else of[1] + BEHIND
        if first > begin and judged.words[begin].plain.isdecimal():
            begin = first
        return self._cut(judged, clause, (first, last), (begin, end), of)

    def _trimmed(
        self,
        judged: Judged,
        clause: Clause,
        span: tuple[int, int],
        of: tuple[int, int],
        part: tuple[int, int],
    ) -> tuple[int, int]:
        """A stretch without function words where it was cut, its counts and negations whole."""
        first, last = span
        kept = {i for c in clause.cues if c.concept == NEGATED for i in range(c.first, c.last)}
        kept |= set(range(*of))
        for count in clause.counts:
            if count.first < last and first < count.last:
                first, last = min(first, count.first), max(last, count.last)
                kept |= set(range(count.first, count.last))
        plain = judged.plain
        joined = len(plain[first]) >= JOINING and self._language.joining.at(plain, first)
        joined = joined or _behind_bracket(judged, first)
        if joined and first == part[0] < last - 1 and self._ends_badly(plain, first, kept):
            first += 1
        while (
            part[0] < first
            and not joined
            and first < last - 1
            and self._ends_badly(plain, first, kept)
        ):
            first += 1
        while first < last - 1 and last < part[1] and self._ends_badly(plain, last - 1, kept):
            last -= 1
        while first > clause.first and plain[first - 1].isdecimal() and not marked(judged, first):
            first -= 1
        while last + 1 < part[1] and plain[last - 1].isdecimal() and plain[last + 1].isdecimal():
            last += 2
        if all(plain[i] in self._empty for i in range(first, last)):
            return clause.first, clause.last
        return first, last

    def _ends_badly(self, plain: Sequence[str], i: int, kept: Set[int]) -> bool:
        return i not in kept and plain[i] in self._empty


def part(judged: Judged, clause: Clause, of: tuple[int, int]) -> tuple[int, int]:
    """The part of a clause between two marks in which some words stand."""
    first, last = of
    inside = quoted(judged, clause)
    while first > clause.first and (first in inside or not marked(judged, first)):
        first -= 1
    while last < clause.last and (last in inside or not marked(judged, last)):
        last += 1
    return first, last


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the marks around words of it, if one of a pair stands in it."""
    opened = _OPENED.get(text[start - 1 : start])
    if opened and opened in text[start : end + 1]:
        start -= 1
    inside = text[start:end]
    for opens, closes in _OPENED.items():
        open_ = inside.count(opens) % 2 if opens == closes else inside.count(opens)
        if open_ > inside.count(closes) * (opens != closes) and text[end : end + 1] == closes:
            return start, end + 1
    return start, end


def quoted(judged: Judged, clause: Clause) -> set[int]:
    """The words within short quotations and brackets, but the first of each."""
    words, found = judged.words, set[int]()
    start, end = words[clause.first].start, words[clause.last - 1].end
    for said in _QUOTATION.finditer(judged.text, max(0, start - 1), end + 1):
        inside = range(clause.first, clause.last)
        own = [i for i in inside if said.start() <= words[i].start < said.end()]
        if len(own) <= QUOTED:
            found |= {*own[1:]}
    return found


def _through_brackets(judged: Judged, clause: Clause, behind: Clause) -> int:
    """Where a clause ends that goes on behind brackets; 0 if it does not."""
    words = judged.words
    opened = judged.text[words[clause.last - 1].end : words[behind.first].start]
    on = next((c for c in judged.clauses if c.first == behind.last), None)
    if "(" not in opened or not on:
        return 0
    closed_ = judged.text[words[behind.last - 1].end : words[on.first].start]
    return on.last if closed_.strip(" ") == ")" else 0


def _behind_bracket(judged: Judged, i: int) -> bool:
    return i > 0 and ")" in judged.text[judged.words[i - 1].end : judged.words[i].start]


def is_character(word: str) -> bool:
    """Whether a word is a Chinese or Japanese character."""
    return len(word) == 1 and ord(word) > LETTERS


def marked(judged: Judged, i: int) -> bool:
    """Whether a mark stands before a word; none within a number or a name does."""
    between = judged.text[judged.words[i - 1].end : judged.words[i].start]
    found = _MARK.search(between)
    if between.startswith(".") and is_shortened(judged.text, judged.words[i - 1].end + 1):
        return False
    return found is not None and (len(between) > 1 or ord(between) > LETTERS)
