"""What ticketing systems write around a report: fields of who, when and how, and references.

A field of what is concerned says something; one that names a person, a time or a number of the
ticket does not.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from calculator.engine.reading.page import Form, Page, Phrases, plain_of
from calculator.engine.reading.text import words

_MARKUP = re.compile(r"\s*(?:\{/?\w+\}|\[/?\w+\]|</?\w+>|`{3,}|~{3,}|[=*#+]{4,})\s*$")
_CODES = re.compile(r"\s*(?:[A-Z]{2,6}\s*\|\s*)?#?\d{4,}\s*\|(?:\s*[A-Z]{2,6}\s*\|)*\s*")
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")
_NUMBER = re.compile(r"\b\d+\b")
_CELLS = re.compile(r"\s*[|•·]\s*|\s+/\s+|\s*;\s+|\t+|\s{3,}|,\s+(?=[^\W\d_][\w -]{2,20}:)")
_CODE = re.compile(r"(?:INC|REQ|RITM|CS|SR|TASK|PRB)\w*")
_FIELD = re.compile(
    r"(?:\s*\d{1,2}[.)]\s)?[\s>*|_•·#\"'-]*"
    r"([^\W\d_][\w .#()/-]{0,28}?)[*_\"']*\s*(?:\([^)\n]{0,50}\)\s*)?"
    r"(?:(?:[:：=]|>>)[*_]*(?:\s+|$)|\t+|\s{3,})"
)
_DECORATED = re.compile(r"\s*(?:[\[({<]|[-=_*#~]{2,}).*(?:[\])}>]|[-=_*#~]{2,})\s*$")
_LABEL = re.compile(r"[:：]\s*$")

LONGEST_HEADING = 16
"""Words of a line that a system wrote."""

LONGEST_VALUE = 9
"""Words of a person, a time, a number, a channel."""


class Fields:
    """Knows the fields of tickets in many languages."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], known: Callable[[str], bool]) -> None:
        """``phrases``: the keys whose values say nothing (ticket-keys), those whose values do not
        if they are names (named-keys) or words for any ticket (sorted-keys, any-ticket), those
        before the report itself (report-keys), what stands before a number (numbered), lines
        above a report (headings), and words of such lines (system-words, system-core)."""
        self._keys, self._named, self._sorted, self._report = (
            {_key(key) for key in phrases[kind]}
            for kind in ("ticket-keys", "named-keys", "sorted-keys", "report-keys")
        )
        self._headings = {" ".join(plain_of(heading)) for heading in phrases["headings"]}
        self._system, self._core = (frozenset(phrases[k]) for k in ("system-words", "system-core"))
        self._any = Phrases(phrases["any-ticket"])
        self._known = known
        named = "|".join(sorted(map(re.escape, phrases["numbered"]), key=len, reverse=True))
        number = r"#?\s*(?:[A-Z]{1,10}[-_ ]?)?(?:\d{3,}(?:[-_.]\d+)*|\d+-\d{3,})"
        called = rf"(?:{named})\s*(?:id|no\.?|nr\.?|number|n[°º])?\s*[#:.-]*\s*"
        ends = r"\s*(?:[:|,]|\s(?:[-–—]+|//?)(?=\s)|\s*$)\s*"
        coded = r"(?:inc|req|ritm|cs|sr|sd|tkt|hd)[-_]?\d{4,}(?:-\d+)*"
        bare = rf"(?:{called}{number}|#\d{{3,}}|{coded})"
        within = rf"[\[{{]\s*(?!\d{{4}}-\d\d)(?:{called})?{number}\s*[\]}}]"
        self._reference = Form(
            rf"\s*(?:{within}\s*[:-]?\s*|{bare}{ends}"
            rf"|\(\s*{bare}\s*\)\s*)",
            "0123456789",
        )

    def reference_end(self, line: str, start: int) -> int:
        """Behind the number of a ticket that stands at a place in a line."""
        found = self._reference.match(line, start)
        return found.end() if found else start

    def lay_aside(self, page: Page) -> None:
        """Lays aside the fields that say nothing in what is left of a page."""
        some = False
        for i in range(len(page.lines)):
            if page.empty(i):
                continue
            rest = page.rest(i)
            if codes := _CODES.match(rest):
                page.drop(i, "header", page.begins[i] - page.lines[i][0] + codes.end())
                continue
            if _MARKUP.match(rest) or self._is_heading(rest):
                page.drop(i, "header")
                some = True
                continue
            end, count = self._fields_end(rest)
            if end == len(rest):
                page.drop(i, "header")
            elif count:
                page.drop(i, "header", page.begins[i] - page.lines[i][0] + end)
            some = some or count > 0
            found = _FIELD.match(page.rest(i))
            if some and found and _key(found[1]) in self._report:
                page.drop(i, "header", page.begins[i] - page.lines[i][0] + found.end())

    def _is_heading(self, line: str) -> bool:
        """Whether a system wrote a line above a report, or below it."""
        line = _ADDRESS.sub("", line)
        plain = plain_of(line)
        if " ".join(plain) in self._headings:
            return True
        formed = _DECORATED.match(line) or _LABEL.search(line) or _NUMBER.search(line)
        if not formed or len(plain) > LONGEST_HEADING or self._core.isdisjoint(plain):
            return False
        return all(
            w.plain in self._system
            or not w.plain.isalpha()
            or len(w.plain) == 1
            or (line[w.start].isupper() and not self._known(w.stem))
            for w in words(line)
        )

    def _fields_end(self, line: str) -> tuple[int, int]:
        """Behind the fields that a line begins with, and how many they are."""
        if self._says_nothing(line):
            return len(line), 1
        at = count = 0
        while at < len(line):
            mark = _CELLS.search(line, at + 1)
            end = mark.start() if mark else len(line)
            cell = line[at:end]
            if not (self._says_nothing(cell) or (count and self._is_of_any(plain_of(cell)))):
                break
            count += 1
            at = mark.end() if mark else end
        return at, count

    def _says_nothing(self, cell: str) -> bool:
        """Whether a cell is a field whose value says nothing of an issue."""
        found = _FIELD.match(cell)
        if not found:
            return False
        key, value = _key(found[1]), cell[found.end() :]
        plain = plain_of(value)
        if len(plain) > LONGEST_VALUE:
            return False
        if key in self._keys and " " in key:
            return True
        if key in self._keys or key in self._named:
            return self._is_of_any(plain, value)
        coded = bool(_CODE.fullmatch(value.strip()))
        return key in self._sorted and (coded or self._is_of_any(plain))

    def _is_of_any(self, plain: Sequence[str], value: str = "") -> bool:
        """Whether words may stand in any ticket: what systems write, numbers, and names in what was
        written as a ``value``."""
        found, i = words(value), 0
        while i < len(plain):
            size = self._any.at(plain, i)
            if not size and not plain[i].isdecimal():
                capital = bool(value) and value[found[i].start].isupper()
                if not value or not (capital or not self._known(found[i].stem)):
                    return False
            i += size or 1
        return True


def _key(written: str) -> str:
    """The name of a field, however it is put together."""
    return " ".join(plain_of(_NUMBER.sub("", written).replace("-", " ")))
