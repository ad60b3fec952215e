"""What stands around a report and is no part of it: headers, quotes, greetings, thanks, signatures.

It is found by its form (a block of headers, ``>`` before a line, ``--`` above a signature) and by
phrases that :mod:`calculator.language` knows in many languages.  A subject line and what is
forwarded say something; what an answer quotes does not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from calculator.engine.reading.text import spellings, words

_KEY = re.compile(r"[\s>*|]*([^\W\d_][\w -]{0,14}?)\s*[:：]\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_RULE_WITH_WORDS = re.compile(r"\s*[-_=*]{3,}\s*\S")
_ENDS_WITH_COLON = re.compile(r"[:：]\s*$")
_DASHES = re.compile(r"\s*(?:--|__)[-_ ]*\s*$")
_POSTSCRIPT = re.compile(r"\s*p\.? ?s\.?\b", re.IGNORECASE)
_LOGGED = re.compile(r"\s*\[?(?:\d|[A-Z][a-z]{2} +\d{1,2} )[\d:.,TZ/ -]*\d")
_SENTENCE = re.compile(r"[.!?]\s*$")
_NAME = re.compile(r"(?:(?!\s[-–—]\s)[^,!:.\n;]){0,40}?(?:[,!:;]|\s[-–—]\s)|[^,!:.\n;]{0,25}\Z")
_REFERENCE = re.compile(r"\d{3}")
_AFTER_CLOSING = re.compile(r"\s*(?:[,&.!;:-]|$|(?:and|et|und|y|e|en|och|i|ve)\b)")

SAYS_SOMETHING = 3
"""A line of at least as many words may be a report."""

LONG_SENTENCE = 8
"""A sentence of at least as many words under a signature is meant to be read."""

LONGEST_NAME = 4
"""Words of a name, titles and all."""

LONGEST_SIGNATURE = 12
"""Words after a closing phrase in the same line, such as a name and a title."""

FORWARDING = 20
"""The words that announce a forwarded or quoted mail are at most as many."""


@dataclass(frozen=True)
class Span:
    """A stretch of text that is laid aside, and what it is: ``header``, ``quoted``, ..."""

    start: int
    end: int
    kind: str


class Phrases:
    """Phrases of plain words, found at a position."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            key = tuple(spellings(phrase))
            if key:
                self._by_first.setdefault(key[0], []).append(key)
        for keys in self._by_first.values():
            keys.sort(key=len, reverse=True)

    def none_in(self, plain: Iterable[str]) -> bool:
        """Whether no phrase can be in some words, as none begins with any of them."""
        return self._by_first.keys().isdisjoint(plain)

    def at(self, plain: Sequence[str], first: int) -> int:
        """How many words the longest phrase has that begins there; 0 if none does."""
        if first >= len(plain):
            return 0
        for key in self._by_first.get(plain[first], ()):
            if tuple(plain[first : first + len(key)]) == key:
                return len(key)
        return 0

    def first(self, plain: Sequence[str]) -> int | None:
        """Where the first phrase begins; None if there is none."""
        return next((i for i in range(len(plain)) if self.at(plain, i)), None)


class _Form:
    """How the beginning of a line may look; nothing looks so that has none of these ``signs``.

    Most descriptions have none of them, and what would find it takes long to make.
    """

    def __init__(self, pattern: str, signs: str) -> None:
        self._pattern, self._signs = pattern, signs

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    def match(self, line: str, start: int = 0) -> re.Match[str] | None:
        """What looks so from an offset on."""
        if not any(sign in line for sign in self._signs):
            return None
        return self._compiled.match(line, start)


class Furniture:
    """Knows the furniture of many languages; :meth:`laid_aside` is a pure function of the text."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], function: Iterable[str]) -> None:
        """``phrases`` by kind: greeting, addressed, closing, thanks, urgency, sent-from,
        disclaimer, headers, subject, titles, prefixes, tags, automatic, forwarded, pointing, and
        how a report is announced (announcing, polite and that); ``function``: words that mean
        nothing alone."""
        self._greeting, self._addressed, self._closing, self._thanks, self._urgency = (
            Phrases(phrases[kind])
            for kind in ("greeting", "addressed", "closing", "thanks", "urgency")
        )
        self._announcing, self._polite, self._that = (
            Phrases(phrases[kind]) for kind in ("announcing", "polite", "that")
        )
        self._titles = Phrases(phrases["titles"])
        self._sent, self._disclaimer, self._forwarded, self._pointing = (
            Phrases(phrases[kind]) for kind in ("sent-from", "disclaimer", "forwarded", "pointing")
        )
        self._empty = {*function, "!", "?", "%"}
        self._subject = {key.lower() for key in phrases["subject"]}
        self._headers = {key.lower() for key in phrases["headers"]} | self._subject
        prefixes = sorted(map(re.escape, phrases["prefixes"]), key=len, reverse=True)
        automatic, tags = ("|".join(map(re.escape, phrases[k])) for k in ("automatic", "tags"))
        self._prefix = _Form(rf"\s*(?:(?:{'|'.join(prefixes)})(?:\[\d+\])?\s*[:：]\s*)+", ":：")
        self._automatic = _Form(
            rf"(?:[^:：\n]{{0,20}}[:：]){{0,3}}\s*(?:{automatic})\s*[:：]", ":："
        )
        self._tag = _Form(rf"\s*\[(?:{tags})\b[^\]]*\]\s*", "[")

    def laid_aside(self, text: str, *, quotes: bool = False) -> tuple[Span, ...]:
        """The stretches of a text that say nothing of an issue, in order, none overlapping.

        With ``quotes``, and where the author points to it, what is quoted is part of the report.
        """
        page = _Page(text)
        self._lay_threads_aside(page, quotes=quotes)
        if any(span.kind == "quoted" for span in page.spans) and self._points_below(page):
            page = _Page(text)
            self._lay_threads_aside(page, quotes=True)
        self._lay_signature_aside(page)
        self._lay_disclaimers_aside(page)
        self._lay_small_talk_aside(page)
        return tuple(sorted(page.spans, key=lambda span: span.start))

    # -- headers, and what is quoted --------------------------------------------------------------

    def _points_below(self, page: "_Page") -> bool:
        """Whether what is left says that the report is below."""
        left = (page.rest(i) for i in range(len(page.lines)))
        return any(self._pointing.first(_plain(line)) is not None for line in left)

    def _lay_threads_aside(self, page: "_Page", *, quotes: bool) -> None:
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
                body = body or self._may_report(page.rest(i))
            i += 1

    def _headers_end(self, page: "_Page", first: int) -> int:
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
        plain = _plain(line)
        form = _RULE_WITH_WORDS.match(line) or _ENDS_WITH_COLON.search(line)
        return bool(form and len(plain) <= FORWARDING and self._forwarded.first(plain) is not None)

    def _lay_header_aside(self, page: "_Page", i: int) -> None:
        key, end = self._key(page.line(i))
        if key not in self._subject or self._automatic.match(page.line(i)):
            page.drop(i, "header")
            return
        prefix = self._prefix.match(page.line(i), end)
        behind = prefix.end() if prefix else end
        title = [word for word in _plain(page.line(i)[behind:]) if not _REFERENCE.search(word)]
        empty = self._says_nothing(title, self._titles)
        goes_on = any(map(self._may_report, page.text[page.lines[i][1] :].split("\n")))
        page.drop(i, "header", None if empty and goes_on else behind)

    def _lay_prefix_aside(self, page: "_Page", i: int) -> None:
        line = page.line(i)
        if self._key(line)[0] in self._subject:
            self._lay_header_aside(page, i)
            return
        for form in (self._tag, self._prefix):
            if found := form.match(line, page.begins[i] - page.lines[i][0]):
                page.drop(i, "header", found.end())

    # -- below the report ------------------------------------------------------------------------

    def _lay_signature_aside(self, page: "_Page") -> None:
        said = False
        for i in range(len(page.lines)):
            if page.empty(i):
                continue
            rest = page.rest(i)
            plain = _plain(rest)
            closing = self._closing.at(plain, 0)
            short = closing and len(plain) - closing <= 4 and not self._is_sentence(rest, closing)
            dashes = _DASHES.match(rest) and not self._parts_a_log(page, i)
            if said and (short or dashes):
                self._lay_lines_aside(page, i, to_the_end=not short)
                return
            said = said or self._may_report(rest)

    def _lay_lines_aside(self, page: "_Page", first: int, *, to_the_end: bool) -> None:
        for i in range(first, len(page.lines)):
            if page.empty(i):
                continue
            if i > first and not to_the_end and self._goes_on(page.line(i)):
                return
            page.drop(i, "signature")

    def _is_sentence(self, line: str, closing: int) -> bool:
        """Whether a line is a sentence or a question behind a closing phrase: no name has more than
        one word that means nothing alone."""
        behind = _plain(line)[closing:]
        empty = sum(word in self._empty for word in behind)
        return line.rstrip().endswith("?") or (_SENTENCE.search(line) is not None and empty > 1)

    def _parts_a_log(self, page: "_Page", i: int) -> bool:
        """Whether dashes part a log from what somebody says of it, who signs nothing."""
        above = [page.line(k) for k in range(i) if not page.empty(k)]
        below = [page.line(k) for k in range(i + 1, len(page.lines)) if not page.empty(k)]
        logged = 2 * sum(_LOGGED.match(line) is not None for line in above) > len(above)
        return logged and any(map(self._goes_on, below))

    def _goes_on(self, line: str) -> bool:
        """Whether a line under a closing phrase is meant to be read."""
        plain = _plain(line)
        return bool(_POSTSCRIPT.match(line)) or (
            len(plain) >= LONG_SENTENCE
            and _SENTENCE.search(line) is not None
            and self._disclaimer.first(plain) is None
            and not self._says_nothing(plain)
        )

    def _lay_disclaimers_aside(self, page: "_Page") -> None:
        going_on = said = False
        for i in range(len(page.lines)):
            if not page.line(i).strip():
                going_on = False
            if page.empty(i):
                continue
            before = said
            said = True
            plain = _plain(page.rest(i))
            sent = self._sent.first(plain)
            if going_on:
                page.drop(i, "disclaimer")
            elif sent is not None and sent <= 1 and len(plain) <= LONGEST_SIGNATURE:
                page.drop(i, "sent-from")
            elif self._disclaimer.first(plain) is not None:
                page.cut(i, self._first_disclaiming(page, i), "disclaimer")
                # Above a report a notice is a line; below it, it goes on to the end of the passage.
                going_on = before

    def _first_disclaiming(self, page: "_Page", i: int) -> int:
        for start, end in page.sentences(i):
            if self._disclaimer.first(_plain(page.text[start:end])) is not None:
                return start
        return page.begins[i]

    # -- within the report -----------------------------------------------------------------------

    def _lay_small_talk_aside(self, page: "_Page") -> None:
        first = True
        left = [i for i in range(len(page.lines)) if not page.empty(i)]
        for i in left:
            for start, end in page.sentences(i):
                plain = _plain(page.text[start:end])
                if not plain:
                    continue
                if self._says_nothing(plain):
                    page.lay(start, end, "small-talk")
                elif not first and i == left[-1] and self._signs(page, i, start, end):
                    page.lay(start, page.lines[i][1], "signature")
                    break
                else:
                    greeting = self._greeting_end(page.text, start, end) if first else start
                    if greeting > start:
                        page.lay(start, greeting, "greeting")
                    told = self._announced(page.text, greeting, end)
                    if told > greeting:
                        page.lay(greeting, told, "small-talk")
                    thanks = self._thanks_begin(page.text, greeting, end)
                    if thanks < end:
                        page.lay(thanks, end, "small-talk")
                    first = False

    def _signs(self, page: "_Page", i: int, start: int, end: int) -> bool:
        """Whether the last sentence is a closing phrase with a name."""
        plain = _plain(page.text[start:end])
        closing = self._closing.at(plain, 0)
        if not closing or end < page.lines[i][1] or len(plain) - closing > LONGEST_SIGNATURE:
            return False
        if self._is_sentence(page.text[start:end], closing):
            return False
        found = words(page.text[start:end])
        return bool(_AFTER_CLOSING.match(page.text[start:end], found[closing - 1].end))

    def _greeting_end(self, text: str, start: int, end: int) -> int:
        """Behind the greeting that a sentence begins with, and the name of who is greeted."""
        plain = _plain(text[start:end])
        count = self._greeting.at(plain, 0)
        if not count:
            return start
        while size := self._greeting.at(plain, count) or self._addressed.at(plain, count):
            count += size
        behind = start + words(text[start:end])[count - 1].end
        name = _NAME.match(text, behind, end)
        if name and name.end() < end and _is_name(name.group()):
            return name.end()
        return behind

    def _announced(self, text: str, start: int, end: int) -> int:
        """Behind words that only say that a report follows: *I regret to inform you that*."""
        plain, i, announced = _plain(text[start:end]), 0, False
        while i < len(plain):
            if announced and self._that.at(plain, i):
                return start + words(text[start:end])[i].end if i + 1 < len(plain) else start
            size = self._announcing.at(plain, i)
            announced = announced or size > 0
            size = size or self._polite.at(plain, i) or self._urgency.at(plain, i)
            if not size and plain[i] not in self._empty:
                return start
            i += size or 1
        return start

    def _thanks_begin(self, text: str, start: int, end: int) -> int:
        """Where the thanks begin that end a sentence without a mark before them; else its end."""
        plain = _plain(text[start:end])
        for i in range(1, len(plain)):
            thanks = plain[i] not in self._empty and self._thanks.at(plain, i)
            if thanks and self._says_nothing(plain[i:]):
                return start + words(text[start:end])[i].start
        return end

    def _may_report(self, line: str) -> bool:
        plain = _plain(line)
        return len(plain) >= SAYS_SOMETHING and not self._says_nothing(plain)

    def _says_nothing(self, plain: Sequence[str], *besides: Phrases) -> bool:
        """Whether greetings, thanks, urgency and function words are all there is, and what is
        ``besides``."""
        i, talk = 0, False
        kinds = (self._thanks, self._urgency, self._greeting, self._closing, *besides)
        while i < len(plain):
            size = max(kind.at(plain, i) for kind in kinds)
            if not size and talk:
                size = self._addressed.at(plain, i)
            if not size and plain[i] not in self._empty:
                return False
            talk = talk or size > 0
            i += size or 1
        return talk


def _is_name(said: str) -> bool:
    """Whether words may be the name of who is greeted: with capitals, or one word without."""
    parts = [part for part in said.split() if part[0].isalnum()]
    named = len(parts) <= LONGEST_NAME and all(part[:1].isupper() for part in parts)
    return len(_plain(said)) <= 1 or (named and not said.isupper())


class _Page:
    """A text by its lines, and what of it is laid aside so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.lines: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            self.lines.append((start, start + len(line)))
            start += len(line) + 1
        self.begins = [start for start, _ in self.lines]
        """Where what is left of each line begins."""

    def line(self, i: int) -> str:
        """A line as it was written; empty behind the last one."""
        return self.text[slice(*self.lines[i])] if i < len(self.lines) else ""

    def rest(self, i: int) -> str:
        """What is left of a line."""
        return self.text[self.begins[i] : self.lines[i][1]]

    def empty(self, i: int) -> bool:
        """Whether nothing is left of a line."""
        return not self.rest(i).strip()

    def lay(self, start: int, end: int, kind: str) -> None:
        """Lays a stretch aside."""
        self.spans.append(Span(start, end, kind))

    def drop(self, i: int, kind: str, size: int | None = None) -> None:
        """Lays what is left of a line aside, or its first characters."""
        start, end = self.lines[i]
        stop = end if size is None else start + size
        if stop > self.begins[i]:
            self.lay(self.begins[i], stop, kind)
            self.begins[i] = stop

    def cut(self, i: int, at: int, kind: str) -> None:
        """Lays a line aside from an offset on."""
        start, end = self.lines[i]
        self.lay(at, end, kind)
        self.lines[i] = start, at

    def sentences(self, i: int) -> Iterator[tuple[int, int]]:
        """The sentences of what is left of a line."""
        start, end = self.begins[i], self.lines[i][1]
        for found in _SENTENCE_END.finditer(self.text, start, end):
            yield start, found.end()
            start = found.end()
        if start < end:
            yield start, end

    def quotes_in_part(self, i: int) -> bool:
        """Whether a line without ``>`` follows."""
        left = (self.line(k).strip() for k in range(i + 1, len(self.lines)))
        return any(line and not line.startswith(">") for line in left)


@lru_cache(maxsize=256)
def _plain(text: str) -> tuple[str, ...]:
    """The words of a line or sentence, which several questions are asked about."""
    return tuple(spellings(text))
