"""The marks between the words of a description, and what they hold together."""

import re

from calculator.engine.reading.judged import Judged
from calculator.engine.reading.text import is_shortened

QUOTED = 12
"""A quotation of at most so many words is one thing."""

LETTERS = 0x2FFF
"""Signs behind this one are words or parts of words, no letters."""

_MARK = re.compile(r"[,;:.!?\[\]|\n、。，；：！？]|\s[-–—]+\s")
_QUOTATION = re.compile(r"\([^()\n]+\)|\"[^\"\n]+\"|“[^”\n]+”|„[^“”\n]+[“”]|«[^»\n]+»")


def quoted(judged: Judged, first: int, last: int) -> set[int]:
    """The words within short quotations and brackets among some, but the first of each."""
    words, found = judged.words, set[int]()
    start, end = words[first].start, words[last - 1].end
    for said in _QUOTATION.finditer(judged.text, max(0, start - 1), end + 1):
        own = [i for i in range(first, last) if said.start() <= words[i].start < said.end()]
        if len(own) <= QUOTED:
            found |= {*own[1:]}
    return found


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
