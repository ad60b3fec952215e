"""What stands below a report: signatures, what the device adds, disclaimers."""

import re
from collections.abc import Mapping, Sequence

from calculator.engine.reading.page import Page, Phrases, plain_of
from calculator.engine.reading.talk import LONGEST_SIGNATURE, Talk

_DASHES = re.compile(r"\s*(?:--|__)[-_ ]*\s*$")
_POSTSCRIPT = re.compile(r"\s*p\.? ?s\.?\b", re.IGNORECASE)
_LOGGED = re.compile(r"\s*\[?(?:\d|[A-Z][a-z]{2} +\d{1,2} )[\d:.,TZ/ -]*\d")
_SENTENCE = re.compile(r"[.!?]\s*$")
_REACHED = re.compile(r"\S@\S|\bwww\.|https?://|\+\d{1,3}[ \d()/.-]{6}|\b0\d{1,4}[ )/-]+\d{3}")

LONG_SENTENCE = 8
"""A sentence of at least as many words under a signature is meant to be read."""

LONGEST_LINE = 12
"""Words of a line of a signature."""


class Below:
    """Knows what stands below reports in many languages."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], talk: Talk) -> None:
        """``phrases`` by kind, as :class:`~calculator.engine.reading.furniture.Furniture` has
        them."""
        self._talk = talk
        self._sent, self._disclaimer = (
            Phrases(phrases[kind]) for kind in ("sent-from", "disclaimer")
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
            plain = plain_of(rest)
            closing = self._talk.closing.at(plain, 0)
            short = (
                closing and len(plain) - closing <= 4 and not self._talk.is_sentence(rest, closing)
            )
            dashes = _DASHES.match(rest) and not self._parts_a_log(page, i)
            if said and (short or dashes):
                self._lay_lines_aside(page, i, to_the_end=not short)
                return
            ends = self._talk.ends_with_closing(rest) if i + 1 < len(page.lines) else None
            if (
                ends is not None
                and self._talk.may_report(rest[:ends])
                and any(map(self._talk.names_somebody, self._below(page, i)[:1]))
            ):
                self._lay_lines_aside(page, i + 1, to_the_end=False)
                return
            said = said or self._talk.may_report(rest)

    def _lay_lines_aside(self, page: Page, first: int, *, to_the_end: bool) -> None:
        for i in range(first, len(page.lines)):
            if page.empty(i):
                continue
            if i > first and not to_the_end and self._goes_on(page.line(i)):
                return
            page.drop(i, "signature")

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
            and self._disclaimer.first(plain) is None
            and not self._talk.says_nothing(plain)
        )

    def _lay_disclaimers_aside(self, page: Page) -> None:
        going_on = said = False
        for i in range(len(page.lines)):
            if not page.line(i).strip():
                going_on = False
            if page.empty(i):
                continue
            before = said
            said = True
            plain = plain_of(page.rest(i))
            sent = self._sent.first(plain)
            if going_on:
                page.drop(i, "disclaimer")
            elif sent is not None and sent <= 1 and len(plain) <= LONGEST_SIGNATURE:
                page.drop(i, "sent-from")
            elif self._disclaimer.first(plain) is not None:
                page.cut(i, self._first_disclaiming(page, i), "disclaimer")
                # Above a report a notice is a line; below it, it goes on to the end of the passage.
                going_on = before

    def _first_disclaiming(self, page: Page, i: int) -> int:
        for start, end in page.sentences(i):
            if self._disclaimer.first(plain_of(page.text[start:end])) is not None:
                return start
        return page.begins[i]

    @staticmethod
    def _below(page: Page, i: int) -> list[str]:
        """What is left of the lines below one."""
        return [page.rest(k) for k in range(i + 1, len(page.lines)) if not page.empty(k)]

    def _lay_block_aside(self, page: Page) -> None:
        """Lays aside lines at the end that tell who somebody is and how to reach them."""
        left = [i for i in range(len(page.lines)) if not page.empty(i)]
        first = len(left)
        while first > 1 and self._is_short(page.rest(left[first - 1])):
            first -= 1
        for k in range(first, len(left)):
            block = [page.rest(i) for i in left[k:]]
            apart = left[k] > left[k - 1] + 1 or _SENTENCE.search(page.rest(left[k - 1]))
            if apart and self._talk.names_somebody(block[0]) and self._signs(block):
                for i in left[k:]:
                    page.drop(i, "signature", surely=False)
                return

    def _is_short(self, line: str) -> bool:
        """Whether a line may be one of a signature."""
        if _REACHED.search(line):
            return len(plain_of(line)) <= 2 * LONGEST_LINE
        return len(plain_of(line)) <= LONGEST_LINE and _SENTENCE.search(line) is None

    def _signs(self, block: Sequence[str]) -> bool:
        """Whether lines are those of a signature: a name alone, or most of them with names, what
        somebody is, or how to reach them."""
        reached = sum(_REACHED.search(line) is not None for line in block)
        roles = sum(self._talk.names_role(line) for line in block)
        named = sum(
            self._talk.are_names(line)
            or self._talk.names_role(line)
            or _REACHED.search(line) is not None
            for line in block
        )
        return len(block) == 1 or (reached + roles > 0 and 2 * named > len(block))
