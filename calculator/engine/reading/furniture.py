"""What stands around a report and is no part of it: headers, quotes, greetings, thanks, signatures.

It is found by its form (a block of headers, ``>`` before a line, ``--`` above a signature) and by
phrases that :mod:`calculator.language` knows in many languages.  A subject line and what is
forwarded say something; what an answer quotes does not.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from calculator.engine.reading.below import Below
from calculator.engine.reading.fields import Fields
from calculator.engine.reading.page import Form, Page, Phrases, Span, plain_of
from calculator.engine.reading.talk import Talk

_KEY = re.compile(r"[\s>*|]*([^\W\d_][\w -]{0,14}?)\s*[:：]\s*")
_RULE_WITH_WORDS = re.compile(r"\s*[-_=*]{3,}\s*\S")
_ENDS_WITH_COLON = re.compile(r"[:：]\s*$")
_REFERENCE = re.compile(r"\d{3}")

NOTICE_BEGINS = 3
"""Within so many words what only passes on a mail begins to say so."""

FORWARDING = 20
"""The words that announce a forwarded or quoted mail are at most as many."""


class Furniture:
    """Knows the furniture of many languages; :meth:`laid_aside` is a pure function of the text."""

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        function: Iterable[str],
        known: Callable[[str], bool],
    ) -> None:
        """``phrases`` by kind, as ``furniture`` in :mod:`calculator.language` has them, which tells
        what each is for; ``function``: words that mean nothing alone; ``known`` tells whether
        people write a stem in reports."""
        self._talk = Talk(phrases, function, known)
        self._fields = Fields(phrases, known)
        self._below = Below(phrases, self._talk)
        self._titles = Phrases(phrases["titles"])
        self._forwarded, self._pointing, self._forwarding = (
            Phrases(phrases[kind]) for kind in ("forwarded", "pointing", "forwarding")
        )
        self._subject = {key.lower() for key in phrases["subject"]}
        self._headers = {key.lower() for key in phrases["headers"]} | self._subject
        prefixes = sorted(map(re.escape, phrases["prefixes"]), key=len, reverse=True)
        automatic, tags = ("|".join(map(re.escape, phrases[k])) for k in ("automatic", "tags"))
        self._prefix = Form(rf"\s*(?:(?:{'|'.join(prefixes)})(?:\[\d+\])?\s*[:：]\s*)+", ":：")
        self._automatic = Form(
            rf"(?:[^:：\n]{{0,20}}[:：]){{0,3}}\s*(?:{automatic})\s*[:：]", ":："
        )
        self._tag = Form(
            rf"\s*(?:[\[({{<](?:{tags})\b[^\])}}>\n]*[\])}}>]|[*#]{{2,}}\s*(?:{tags})\b[^*#\n]*[*#]{{2,}})\s*",
            "[*#({<",
        )

    def laid_aside(self, text: str, *, quotes: bool = False) -> tuple[Span, ...]:
        """The stretches of a text that say nothing of an issue, in order, none overlapping.

        With ``quotes``, and where the author points to it, what is quoted is part of the report.
        """
        page = Page(text)
        self._lay_notice_aside(page)
        self._lay_threads_aside(page, quotes=quotes)
        if any(span.kind == "quoted" for span in page.spans) and self._points_below(page):
            page = Page(text)
            self._lay_threads_aside(page, quotes=True)
        self._fields.lay_aside(page)
        self._below.lay_aside(page)
        self._talk.lay_aside(page)
        return tuple(sorted(page.spans, key=lambda span: span.start))

    # -- headers, and what is quoted --------------------------------------------------------------

    def _lay_notice_aside(self, page: Page) -> None:
        """Lays aside lines that only pass on what follows below headers: *Please see below.*"""
        for i in range(len(page.lines)):
            if page.empty(i):
                continue
            if self._headers_end(page, i) > i or self._announces(page.line(i)):
                for k in range(i):
                    page.drop(k, "small-talk", surely=False)
                return
            plain = plain_of(page.line(i))
            begins = any(self._forwarding.at(plain, k) for k in range(NOTICE_BEGINS))
            if self._talk.may_report(page.line(i)) and not (len(plain) <= FORWARDING and begins):
                return

    def _points_below(self, page: Page) -> bool:
        """Whether what is left says that the report is below."""
        left = (page.rest(i) for i in range(len(page.lines)))
        return any(self._pointing.first(plain_of(line)) is not None for line in left)

    def _lay_threads_aside(self, page: Page, *, quotes: bool) -> None:
        body, i = False, 0
        while i < len(page.lines):
            if page.empty(i):
                i += 1
                continue
            end = self._headers_end(page, i)
            announced = self._announces(page.line(i))
            if body and not quotes and (announced or end > i):
                for k in range(i, len(page.lines)):
                    page.drop(k, "quoted")
                return
            if end > i or announced:
                for k in range(i, max(end, i + 1)):
                    self._lay_header_aside(page, k)
                i = max(end, i + 1)
                continue
            if self._automatic.match(page.line(i)):
                page.drop(i, "quoted")
                i += 1
                continue
            self._lay_prefix_aside(page, i)
            quoted = page.line(i).lstrip().startswith(">") and not quotes
            if quoted and (body or page.quotes_in_part(i)):
                page.drop(i, "quoted")
            else:
                body = body or self._talk.may_report(page.rest(i))
            i += 1

    def _headers_end(self, page: Page, first: int) -> int:
        """Behind a block of two or more headers; ``first`` if there is none."""
        found, i = 0, first
        while i < len(page.lines):
            if self._key(page.line(i))[0] in self._headers:
                found += 1
            elif not (found and page.empty(i) and self._key(page.line(i + 1))[0] in self._headers):
                break
            i += 1
        return i if found > 1 else first

    def _key(self, line: str) -> tuple[str, int]:
        found = _KEY.match(line)
        return (found[1].strip().lower(), found.end()) if found else ("", 0)

    def _announces(self, line: str) -> bool:
        plain = plain_of(line)
        form = _RULE_WITH_WORDS.match(line) or _ENDS_WITH_COLON.search(line)
        return bool(form and len(plain) <= FORWARDING and self._forwarded.first(plain) is not None)

    def _lay_header_aside(self, page: Page, i: int) -> None:
        key, end = self._key(page.line(i))
        if key not in self._subject or self._automatic.match(page.line(i)):
            page.drop(i, "header")
            return
        behind = self._prefix_end(page.line(i), end)
        title = [word for word in plain_of(page.line(i)[behind:]) if not _REFERENCE.search(word)]
        empty = self._talk.says_nothing(title, self._titles)
        goes_on = any(map(self._talk.may_report, page.text[page.lines[i][1] :].split("\n")))
        page.drop(i, "header", None if empty and goes_on else behind)

    def _lay_prefix_aside(self, page: Page, i: int) -> None:
        line = page.line(i)
        if self._key(line)[0] in self._subject:
            self._lay_header_aside(page, i)
            return
        begin = page.begins[i] - page.lines[i][0]
        end = self._prefix_end(line, begin)
        if end > begin:
            page.drop(i, "header", end, surely=False)

    def _prefix_end(self, line: str, start: int) -> int:
        """Behind tags, prefixes and the numbers of tickets that stand at a place in a line."""
        at, end = -1, start
        while end > at:
            at = end
            for form in (self._tag, self._prefix):
                if found := form.match(line, end):
                    end = found.end()
            end = self._fields.reference_end(line, end)
        return end
