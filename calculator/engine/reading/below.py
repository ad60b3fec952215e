"""What stands below a report: signatures, what the device adds, disclaimers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, islice, takewhile

from calculator.engine.reading.page import Page, Phrases, plain_of
from calculator.engine.reading.talk import LONGEST_NAME, LONGEST_SIGNATURE, Talk

_DASHES = re.compile(r"\s*(?:--|__)[-_ ]*\s*$")
_POSTSCRIPT = re.compile(r"\s*p\.? ?s\.?\b", re.IGNORECASE)
_LOGGED = re.compile(r"\s*\[?(?:\d|[A-Z][a-z]{2} +\d{1,2} )[\d:.,TZ/ -]*\d")
_SENTENCE = re.compile(r"(?<!\.\w)(?<!\.\w\w)[.!?]\s*$")
_REACHED = re.compile(
    r"\S@\S|(?:^|\s)@\w{2}|\bwww\.|https?://|\+\d{1,3}[ \d()/.-]{6}|\b0\d{1,4}[ )/-]+\d{3}"
    r"|\b(?:tel|phone|ph|mob|mobile|cell|fax|t|m|p|f|dw|ext)\b[ .:]*[+(]?\d{2}"
    r"|(?<![\d-])\(?\d{3}\)?[ .-]\d{3,4}[ .-]?\d{3,4}\b(?!-)"
    r"|^\D{0,12}\d{3}[ -]\d{4}\s*$"
    r"|\b[\w-]+\.(?:com|org|net|eu|example|de|co\.uk|fr|es|it|nl|se|pl|pt|ch|at)\b",
    re.IGNORECASE,
)

LONG_SENTENCE = 8
"""A sentence of at least as many words under a signature is meant to be read."""

LEGAL = 2
"""So many words of the law together are as much as a phrase that disclaims something."""

MOST_LINES = 20
"""Lines of a signature at most."""

MANY_LINES = 3
"""So many lines of names are a signature, even if none tells what somebody is."""

LONGEST_LINE = 12
"""Words of a line of a signature."""


class Below:
    """Knows what stands below reports in many languages."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], talk: Talk) -> None:
        """``phrases`` by kind, as :class:`~calculator.engine.reading.furniture.Furniture` has
        them."""
        self._talk = talk
        self._legal = frozenset(phrases["legal"])
        self._sent, self._disclaimer, self._disclaiming = (
            Phrases(phrases[kind]) for kind in ("sent-from", "disclaimer", "disclaiming")
        )

    def lay_aside(self, page: Page) -> None:
        """Lays aside what stands below the report in what is left of a page."""
        self._lay_signature_aside(page)
        self._lay_disclaimers_aside(page)
        self._lay_block_aside(page)

    def _lay_signature_aside(self, page: Page) -> None:
        said = False
        for i in range(len(page.lines)):
            if page.empty(i):
                continue
            rest = page.rest(i)
            dashes = said and _DASHES.match(rest) and self._begins_signature(page, i)
            short = self._closes(rest)
            if said and (short or dashes):
                self._lay_lines_aside(page, i, to_the_end=not short)
                return
            below = next((page.rest(k) for k in self._below(page, i)), "")
            named = self._talk.names_somebody(below)
            if said and named and rest.rstrip().endswith(",") and self._is_short(rest):
                lines = islice(self._below(page, i), MOST_LINES)
                surely = any(self._tells_of_somebody(page.rest(k)) for k in lines)
                self._lay_lines_aside(page, i, to_the_end=False, surely=surely)
                return
            ends = self._talk.ends_with_closing(rest) if named else None
            if ends is not None and (said or self._talk.may_report(rest[:ends])):
                self._lay_lines_aside(page, i + 1, to_the_end=False)
                return
            said = said or self._talk.may_report(rest)

    def _begins_signature(self, page: Page, i: int) -> bool:
        """Whether who signs stands below dashes, and not a part of a form or of a log."""
        below = [page.rest(k) for k in islice(self._below(page, i), MOST_LINES)]
        within = [*takewhile(lambda line: not _DASHES.match(line), below)]
        parts = len(within) < len(below) and not all(map(self._is_of_signature, within))
        return not parts and not self._parts_a_log(page, i)

    def _is_of_signature(self, line: str) -> bool:
        """Whether a line has names, or tells of somebody."""
        if _REACHED.search(line):
            return True
        named = self._talk.are_names(line) or self._talk.names_role(line)
        return named and ": " not in line

    def _closes(self, line: str) -> bool:
        """Whether a line closes a report: with hardly anything behind, or with names."""
        plain = plain_of(line)
        closing = self._talk.closing.at(plain, 0)
        if not closing or self._talk.is_sentence(line, closing):
            return False
        return len(plain) - closing <= LONGEST_NAME or self._talk.are_names(line, closing)

    def _lay_lines_aside(
        self, page: Page, first: int, *, to_the_end: bool, surely: bool = True
    ) -> None:
        for i in range(first, len(page.lines)):
            if page.empty(i):
                continue
            if i > first and not to_the_end and self._goes_on(page.line(i)):
                return
            page.drop(i, "signature", surely=surely)

    def _parts_a_log(self, page: Page, i: int) -> bool:
        """Whether dashes part a log from what somebody says of it, who signs nothing."""
        above = [page.line(k) for k in range(i) if not page.empty(k)]
        below = [page.line(k) for k in range(i + 1, len(page.lines)) if not page.empty(k)]
        logged = 2 * sum(_LOGGED.match(line) is not None for line in above) > len(above)
        return logged and any(map(self._goes_on, below))

    def _goes_on(self, line: str) -> bool:
        """Whether a line under a closing phrase is meant to be read."""
        plain = plain_of(line)
        return bool(_POSTSCRIPT.match(line)) or (
            len(plain) >= LONG_SENTENCE
            and _SENTENCE.search(line) is not None
            and self._weight(plain) < LEGAL
            and not self._talk.says_nothing(plain)
        )

    def _lay_disclaimers_aside(self, page: Page) -> None:
        said = False
        above = min((s.start for s in page.spans if s.kind == "signature"), default=len(page.text))
        for lines in _paragraphs(page):
            going_on = False
            whole = [word for i in lines for word in plain_of(page.rest(i))]
            signed = above < page.begins[lines[0]]
            enough = LEGAL if signed else 2 * LEGAL
            if signed and whole[:1] and whole[0] in self._legal:
                enough = 1
            if said and self._weight(whole) >= enough:
                surely = self._disclaimer.first(whole) is not None
                for i in dropwhile(lambda i: not self._weight(plain_of(page.rest(i))), lines):
                    page.drop(i, "disclaimer", surely=surely)
                continue
            for i in lines:
                plain = plain_of(page.rest(i))
                sent = self._sent.first(plain)
                if going_on:
                    page.drop(i, "disclaimer")
                elif sent is not None and sent <= 1 and len(plain) <= LONGEST_SIGNATURE:
                    above = min(above, page.begins[i])
                    page.drop(i, "sent-from")
                elif not said and self._is_notice(page, i):
                    page.drop(i, "disclaimer")
                elif self._disclaimer.first(plain) is not None:
                    page.cut(i, self._first_disclaiming(page, i), "disclaimer")
                    # Above a report a notice is a line; below it, it goes on to the end of the
                    # passage.
                    going_on = said
                said = said or self._talk.may_report(page.rest(i))

    def _is_notice(self, page: Page, i: int) -> bool:
        """Whether a line above the report only disclaims something, in each of its sentences."""
        told = [plain_of(page.text[start:end]) for start, end in page.sentences(i)]
        return self._weight(plain_of(page.rest(i))) >= 2 * LEGAL and all(
            self._hits(plain) or len(plain) <= LONGEST_NAME + 1 for plain in told
        )

    def _weight(self, plain: Sequence[str]) -> int:
        """How much some words disclaim: a phrase as much as :data:`LEGAL` words."""
        return LEGAL * self._hits(plain) + len(self._legal & {*plain})

    def _hits(self, plain: Sequence[str]) -> int:
        """How many words of some begin what disclaims something."""
        kinds = self._disclaimer, self._disclaiming
        return sum(any(kind.at(plain, i) for kind in kinds) for i in range(len(plain)))

    def _first_disclaiming(self, page: Page, i: int) -> int:
        for start, end in page.sentences(i):
            if self._disclaimer.first(plain_of(page.text[start:end])) is not None:
                return start
        return page.begins[i]

    @staticmethod
    def _below(page: Page, i: int) -> Iterator[int]:
        """The lines below one of which something is left."""
        return (k for k in range(i + 1, len(page.lines)) if not page.empty(k))

    def _lay_block_aside(self, page: Page) -> None:
        """Lays aside lines at the end that tell who somebody is and how to reach them."""
        left = [i for i in range(len(page.lines)) if not page.empty(i)]
        first = len(left)
        least = max(1, len(left) - MOST_LINES)
        while first > least and self._is_short(page.rest(left[first - 1])):
            first -= 1
        said = any(self._talk.may_report(page.rest(i)) for i in left[:first])
        for k in range(first, len(left)):
            block = [page.rest(i) for i in left[k:]]
            said = said or self._talk.may_report(page.rest(left[k - 1]))
            if not said:
                continue
            tells = len(block) > 1 and any(map(self._tells_of_somebody, block))
            begins = self._talk.names_somebody(block[0]) or (
                tells and self._talk.are_names(block[0])
            )
            apart = left[k] > left[k - 1] + 1 or _SENTENCE.search(page.rest(left[k - 1]))
            if apart and begins and self._signs(block):
                surely = any(map(_REACHED.search, block))
                for i in left[k:]:
                    page.drop(i, "signature", surely=surely)
                return

    def _is_short(self, line: str) -> bool:
        """Whether a line may be one of a signature."""
        return len(plain_of(line)) <= (2 * LONGEST_LINE if _REACHED.search(line) else LONGEST_LINE)

    def _signs(self, block: Sequence[str]) -> bool:
        """Whether lines are those of a signature: a name alone, or most of them with names, what
        somebody is, or how to reach them."""
        block = [line for line in block if plain_of(line)]
        named = sum(map(self._is_of_signature, block))
        enough = len(block) >= MANY_LINES or any(map(self._tells_of_somebody, block))
        above = all(map(self._is_of_signature, block[:2]))
        return len(block) == 1 or (enough and above and 2 * named > len(block))

    def _tells_of_somebody(self, line: str) -> bool:
        """Whether a line tells what somebody is, or how to reach them."""
        return self._talk.names_role(line) or _REACHED.search(line) is not None


def _paragraphs(page: Page) -> Iterator[list[int]]:
    """The lines of each passage between lines without words, of which something is left."""
    lines: list[int] = []
    for i in range(len(page.lines)):
        if plain_of(page.rest(i)):
            lines.append(i)
        elif not plain_of(page.line(i)) and lines:
            yield lines
            lines = []
    if lines:
        yield lines
