"""Things that go by numbers: *tills 2, 5 and 6*, *gates C1 to C4*, *desks 41-44*."""

import re

from calculator.engine.reading.judged import Judged
from calculator.engine.reading.language import Language

LONGEST = 500
"""A range of more numbers is none: *gates 4 to 2023*."""

_CODE = re.compile(r"[a-df-oq-z][a-z]{0,2}\d{1,4}|\d{1,4}[a-df-oq-z]")
_SPLIT = re.compile(r"([a-z]*)(\d{1,4})")
_MEASURED = re.compile(r":\d|[.,/]\d|\s?[%°]|\s?/\s?\d")
_LISTED = re.compile(r"[,/]\d{1,2}(?!\d)|\s?/\s?\d")
_TO = re.compile(r"\s?[-–]\s?")


def is_setting(text: str, start: int) -> bool:
    """Whether what begins there belongs to a name or is a value: *stand=44*, *GPU-017*, *#12*."""
    before = text[max(0, start - 2) : start]
    return before.endswith(("=", "#", "_")) or (before.endswith("-") and before[:1].isalpha())


def is_code(word: str) -> bool:
    """Whether a word names a place or a thing by letters and digits: *t07*, *12b*; not *e4*."""
    return _CODE.fullmatch(word) is not None


class ByNumber:
    """The numbers of things in one description."""

    def __init__(self, language: Language, judged: Judged) -> None:
        self._extent = language.extent
        self._judged = judged
        self._plain = judged.plain

    def _at(self, kind: str, i: int) -> int:
        return self._extent[kind].at(self._plain, i)

    def numbered(self, i: int, end: int) -> tuple[int, int]:
        """How many things are named by numbers behind a word, and where these end: *tills 2, 5 and
        6*, *gates C1 to C4*."""
        found = 0
        while i < end and self.is_number(i):
            to = i + 1
            dashed = self._is_range(i, to)
            to += 0 if dashed else self._at("span", to)
            several = self._reach(i, to) if to < end and (dashed or to > i + 1) else 0
            found, i = found + (several or 1), to + 1 if several else i + 1
            size = self._at("ranges", i) if i < end else 0
            if size and i + size < end and self.is_number(i + size):
                i += size
        return found, i

    def _is_range(self, i: int, behind: int) -> bool:
        """Whether a dash joins two numbers: *22-25*."""
        of, text = self._judged.words, self._judged.text
        return behind < len(of) and bool(_TO.fullmatch(text, of[i].end, of[behind].start))

    def _reach(self, first: int, last: int) -> int:
        """How many numbers there are from one to another; 0 if that makes no range."""
        one, other = (_SPLIT.fullmatch(self._plain[i]) for i in (first, last))
        if not one or not other or (other[1] or one[1]) != one[1]:
            return 0
        several = int(other[2]) - int(one[2]) + 1
        return several if 1 < several <= LONGEST and self.is_number(last) else 0

    def is_number(self, i: int) -> bool:
        """Whether a word is the number of a thing: *5*, *C4*, *b*; not *5.2*, *5 min*."""
        word, end = self._plain[i], self._judged.words[i].end
        if self._at("measure", i + 1):
            return False
        if _MEASURED.match(self._judged.text, end) and not _LISTED.match(self._judged.text, end):
            return False
        return (
            (word.isdecimal() and word != "0")
            or (len(word) == 1 and word in "bcdfgh")
            or is_code(word)
        )
