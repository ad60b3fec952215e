"""What is said around a report in its own lines: greetings, who writes, thanks, urgency, names.

It is found by phrases that :mod:`calculator.language` knows in many languages; a name is what has
capitals, or what nobody writes in reports.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from calculator.engine.reading.page import Page, Phrases, plain_of
from calculator.engine.reading.text import stem, words

_NAME = re.compile(r"(?:(?!\s[-–—]\s)[^,!:.\n;]){0,40}?(?:[,!:;]|\s[-–—]\s)|[^,!:.\n;]{0,25}\Z")
_AFTER_CLOSING = re.compile(r"\s*(?:[,&.!;:-]|$|(?:and|et|und|y|e|en|och|i|ve)\b)")
_SENTENCE = re.compile(r"[.!?]\s*$")
_MARK = re.compile(r"[,;:!|~•(]|\.(?=\s|$)|(?:^|\s)[-–—/*]+|[-–—/]+(?=\s)")
_ENDS_CLAUSE = re.compile(r"\s*(?:[,;:!.|]|[-–—]+(?:\s|$))|\s+[-–—]+")
_SIGNED = re.compile(r"\s(?:--+|~|—|//?)\s*(?=\S)")

SAYS_SOMETHING = 3
"""A line of at least as many words may be a report."""

LONGEST_NAME = 4
"""Words of a name, titles and all."""

LONGEST_SIGNATURE = 12
"""Words after a closing phrase in the same line, such as a name and a title."""

LONGEST_END = 40
"""Within so many words at the end of a line or sentence begins what only thanks, urges or signs."""

LONGEST_INTRODUCTION = 9
"""Words that tell who writes, and for whom."""

GREETING_LINES = 3
"""Lines above a report that only greet, at most."""

LONGEST_CALL = 5
"""Words of a line that only calls to whom it is written: *Esteemed colleagues,*."""

LONGEST_ASIDE, SHORT_ASIDE = 20, 6
"""Words of a sentence about who writes; and those behind a comma in it."""

LETTERS = 3
"""Letters of what is written in short at the end of a report: *mvh Lars*."""

ONLY_NAME = 3
"""So many words are a name, where only a dash tells that somebody signs."""


class Talk:
    """Knows the small talk of many languages."""

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        function: Iterable[str],
        known: Callable[[str], bool],
    ) -> None:
        """``phrases`` by kind, as :class:`~calculator.engine.reading.furniture.Furniture` has them;
        ``known`` tells whether people write a stem in reports."""
        self._greeting, self._addressed, self.closing, self._thanks, self._urgency = (
            Phrases(phrases[kind])
            for kind in ("greeting", "addressed", "closing", "thanks", "urgency")
        )
        self._announcing, self._polite, self._that = (
            Phrases(phrases[kind]) for kind in ("announcing", "polite", "that")
        )
        self._short, self._begging, self._introducing, self._present, self._linking = (
            Phrases(phrases[kind])
            for kind in ("short-closing", "begging", "introducing", "present", "linking")
        )
        self._here = Phrases(phrases["here"])
        self._roles, self._pointing, self._politely, self._denying = (
            Phrases(phrases[kind]) for kind in ("roles", "pointing", "asking-politely", "denying")
        )
        self._acting, self._reaching, self._copied, self._relations = (
            Phrases(phrases[kind]) for kind in ("acting", "reaching", "copied", "relations")
        )
        self._empty = {*function, "!", "?", "%"}
        self._known = known

    def lay_aside(self, page: Page) -> None:
        """Lays aside what is said around the report in what is left of a page."""
        first = True
        left = [i for i in range(len(page.lines)) if not page.empty(i)]
        if left:
            left = list(self._lay_greeting_lines_aside(page, left))
            self._lay_signing_aside(page, left)
            left = [i for i in left if not page.empty(i)]
        for i in left:
            for start, end in page.sentences(i):
                plain = plain_of(page.text[start:end])
                if not plain:
                    continue
                if self.says_nothing(plain) or self._tells_of_writer(page.text[start:end]):
                    page.lay(start, end, "small-talk", surely=False)
                elif not first and i == left[-1] and self._signs(page, i, start, end):
                    page.lay(start, page.lines[i][1], "signature")
                    break
                else:
                    first = not self._lay_ends_aside(page, start, end, first=first) and first

    def _lay_ends_aside(self, page: Page, start: int, end: int, *, first: bool) -> bool:
        """Lays aside the beginning and the end of a sentence that say nothing; whether any is
        left."""
        greeting = self._greeting_end(page.text, start, end) if first else start
        if greeting > start:
            page.lay(start, greeting, "greeting")
        if first:
            told = self._introduction_end(page.text, greeting, end)
            if told > greeting:
                page.lay(greeting, told, "greeting", surely=False)
                greeting = told
            urged = self._talk_end(page.text, greeting, end)
            if urged > greeting:
                page.lay(greeting, urged, "small-talk", surely=False)
                greeting = urged
        told = self._announced(page.text, greeting, end)
        if told > greeting:
            page.lay(greeting, told, "small-talk")
        thanks = self._thanks_begin(page.text, greeting, end)
        if thanks < end:
            page.lay(thanks, end, "small-talk", surely=False)
        return bool(plain_of(page.text[greeting:end]))

    # -- who signs -------------------------------------------------------------------------------

    def _lay_signing_aside(self, page: Page, left: Sequence[int]) -> None:
        """Lays aside thanks or greetings with a name, with which the last line ends, and a name
        behind a dash."""
        i = left[-1]
        start, end = page.begins[i], page.lines[i][1]
        begin, surely = self._signing_begins(page.text[start:end])
        above = (page.rest(k) for k in left[:-1])
        if begin is not None and any(
            map(self.may_report, (*above, page.text[start : start + begin]))
        ):
            page.cut(i, start + begin, "signature", surely=surely)

    def _signing_begins(self, line: str) -> tuple[int | None, bool]:
        """Where a line begins to say who signs, if it does, and whether that is sure."""
        plain, found = plain_of(line), words(line)
        if self.says_nothing(plain):
            return None, True
        for i in range(max(0, len(plain) - LONGEST_END), len(plain)):
            if not self._closes(plain, i):
                continue
            marked = i == 0 or _MARK.search(line[found[i - 1].end : found[i].start + 1]) is not None
            marked = marked or _is_capital(line, found[i].start)
            last = self._run_end(plain, i)
            if self._short.at(plain, i) and not marked:
                marked = self._only_closes(line, i, last)
                if not marked:
                    continue
            if last < len(plain) and self.are_names(line, last, marked=marked):
                surely = not any(self._known(stem(word)) for word in plain[last:])
                return _with_mark(line, found[i].start), surely
        dashes = [*_SIGNED.finditer(line)]
        if dashes:
            last = next((k for k, w in enumerate(found) if w.start >= dashes[-1].end()), len(found))
            if 0 < len(found) - last <= ONLY_NAME and all(
                _is_capital(line, word.start) for word in found[last:]
            ):
                return dashes[-1].start(), False
        return None, True

    def _only_closes(self, line: str, i: int, last: int) -> bool:
        """Whether words that may close a report do so for what follows: a comma, or a name behind
        letters that mean nothing else: *mvh Lars*."""
        plain, found = plain_of(line), words(line)
        if last >= len(plain) or len(plain) - last > ONLY_NAME:
            return False
        if "," in line[found[last - 1].end : found[last].start]:
            return True
        return len(plain[i]) <= LETTERS and _is_capital(line, found[last].start)

    def _closes(self, plain: Sequence[str], i: int) -> int:
        """How many words of thanks or greetings begin there that a name may follow."""
        if plain[i] in self._empty:
            return self._short.at(plain, i)
        return max(kind.at(plain, i) for kind in (self.closing, self._short, self._thanks))

    def _run_end(self, plain: Sequence[str], i: int) -> int:
        """Behind thanks, greetings and urgency that stand in a row."""
        last = i
        while i < len(plain):
            size = max(self._closes(plain, i), self._urgency.at(plain, i))
            if not size and plain[i] not in self._empty:
                break
            last = i + size if size else i + 1 if plain[i] in "!?%" else last
            i += size or 1
        return last

    def are_names(self, line: str, first: int = 0, *, marked: bool = False) -> bool:
        """Whether nothing but names, titles, firms and numbers follow from a word on."""
        plain, found = plain_of(line), words(line)
        if len(plain) - first > LONGEST_SIGNATURE or line.rstrip().endswith("?"):
            return False
        i, common = first, 0
        while i < len(plain):
            kinds = (self._linking, self._addressed, self._roles)
            size = max(kind.at(plain, i) for kind in kinds)
            capital = _is_capital(line, found[i].start)
            if len(plain[i]) == 1 or (capital and line[found[i].start : found[i].end].isupper()):
                size = size or 1
            if not size and plain[i] in self._empty and (not capital or i > first):
                return False
            if not size and not capital and not plain[i].isdecimal():
                common += self._known(stem(plain[i]))
            i += size or 1
        return not common or (marked and common == len(plain) - first == 1)

    def names_somebody(self, line: str) -> bool:
        """Whether a line is the name of somebody or of a firm, with a word that nobody writes in
        reports."""
        plain = plain_of(line)
        strange = any(word.isalpha() and not self._known(stem(word)) for word in plain)
        strange = strange and any(letter.isupper() for letter in line)
        return strange and len(plain) <= LONGEST_NAME + 1 and self.are_names(line)

    def names_role(self, line: str) -> bool:
        """Whether a line has a word for what somebody is, or how to reach them."""
        return self._roles.first(plain_of(line)) is not None

    def ends_with_closing(self, line: str) -> int | None:
        """Where a line begins to thank or to greet at its end; None if it does not."""
        plain = plain_of(line)
        for i in range(max(1, len(plain) - LONGEST_END), len(plain)):
            if self._closes(plain, i) and self._run_end(plain, i) == len(plain):
                return words(line)[i].start
        return None

    def _signs(self, page: Page, i: int, start: int, end: int) -> bool:
        """Whether the last sentence is a closing phrase with a name."""
        plain = plain_of(page.text[start:end])
        closing = self.closing.at(plain, 0)
        if not closing or end < page.lines[i][1] or len(plain) - closing > LONGEST_SIGNATURE:
            return False
        if self.is_sentence(page.text[start:end], closing):
            return False
        found = words(page.text[start:end])
        return bool(_AFTER_CLOSING.match(page.text[start:end], found[closing - 1].end))

    def is_sentence(self, line: str, closing: int) -> bool:
        """Whether a line is a sentence or a question behind a closing phrase: no name has more than
        one word that means nothing alone."""
        behind = plain_of(line)[closing:]
        empty = sum(word in self._empty for word in behind)
        return line.rstrip().endswith("?") or (_SENTENCE.search(line) is not None and empty > 1)

    # -- lines and sentences beside the report ---------------------------------------------------

    def _lay_greeting_lines_aside(self, page: Page, left: Sequence[int]) -> Sequence[int]:
        """Lays aside lines above the report that only greet; the lines that are left."""
        for k in range(min(GREETING_LINES, len(left) - 1)):
            i = left[k]
            line, below = page.rest(i), map(page.rest, left[k + 1 :])
            count = self._greeting.at(plain_of(line), 0)
            greets = count > 0 and self.are_names(line, count)
            calls = line.rstrip().endswith(",") and len(plain_of(line)) <= LONGEST_CALL
            calls = calls and left[k + 1] > i + 1
            if not (greets or calls) or not any(map(self.may_report, below)):
                return left[k:]
            page.drop(i, "greeting", surely=greets)
        return [i for i in left if not page.empty(i)]

    def _tells_of_writer(self, sentence: str) -> bool:
        """Whether a sentence only tells of who writes: how to reach them, or who is in copy."""
        plain = plain_of(sentence)
        if len(plain) > LONGEST_ASIDE:
            return False
        begin = 0
        while begin < len(plain) and plain[begin] in self._empty:
            begin += 1
        reaching = any(self._reaching.at(plain, i) for i in range(min(begin + 1, len(plain))))
        _, comma, behind = sentence.partition(",")
        if reaching and not (comma and len(plain_of(behind)) > SHORT_ASIDE):
            return True
        if self._copied.first(plain) is None:
            return False
        found, i = words(sentence), 0
        while i < len(plain):
            size = self._copied.at(plain, i) or self._relations.at(plain, i)
            name = _is_capital(sentence, found[i].start) or not self._known(stem(plain[i]))
            if not size and not name and plain[i] not in self._empty:
                return False
            i += size or 1
        return True

    # -- how a sentence begins and ends ----------------------------------------------------------

    def _greeting_end(self, text: str, start: int, end: int) -> int:
        """Behind the greeting that a sentence begins with, and the name of who is greeted."""
        plain = plain_of(text[start:end])
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

    def _introduction_end(self, text: str, start: int, end: int) -> int:
        """Behind words that only tell who writes: *this is Ada from Example*, *Ada here*."""
        line = text[start:end]
        plain, found = plain_of(line), words(line)
        i = self._introducing.at(plain, 0)
        introduced, named = i > 0, False
        while i < min(len(plain), LONGEST_INTRODUCTION):
            if size := self._present.at(plain, i):
                introduced = introduced or self._here.at(plain, i) > 0
            elif size := self._linking.at(plain, i):
                pass
            elif _is_capital(line, found[i].start) and plain[i] not in self._empty:
                size, named = 1, named or not self._known(stem(plain[i]))
            else:
                return start
            i += size
            ends = _ENDS_CLAUSE.match(line, found[i - 1].end)
            if introduced and named and (ends or i == len(plain)):
                return start + (ends.end() if ends else len(line))
        return start

    def _talk_end(self, text: str, start: int, end: int) -> int:
        """Behind thanks or urgency, and a mark, with which a sentence begins: *URGENT - ...*."""
        line = text[start:end]
        plain, found = plain_of(line), words(line)
        behind, i, talk = start, 0, False
        while i < len(plain):
            size = max(kind.at(plain, i) for kind in (self._urgency, self._thanks, self.closing))
            if not size and plain[i] not in self._empty:
                break
            talk = talk or size > 0
            i += size or 1
            ends = _ENDS_CLAUSE.match(line, found[i - 1].end)
            if (size and ends) or (talk and plain[i - 1] == "!"):
                behind = start + (ends.end() if ends else found[i - 1].end)
        return behind if i < len(plain) else start

    def _announced(self, text: str, start: int, end: int) -> int:
        """Behind words that only say that a report follows: *I regret to inform you that*."""
        plain, i, announced = plain_of(text[start:end]), 0, False
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
        """Where the thanks begin that end a sentence without a mark before them, or the urgency
        with one; else its end."""
        line = text[start:end]
        plain, found = plain_of(line), words(line)
        for i in range(max(1, len(plain) - LONGEST_END), len(plain)):
            begins = self._thanks.at(plain, i) or self._begging.at(plain, i)
            begins = begins and plain[i] not in self._empty
            marked = _MARK.search(line[found[i - 1].end : found[i].start + 1]) is not None
            capital = _is_capital(line, found[i].start) and len(plain[i]) > 1
            capital = capital and plain[i] in self._empty
            if (begins or marked or capital) and self.says_nothing(plain[i:]):
                says = self._pointing.first(plain[i:]) is not None or self._asks(plain[i:])
                return end if says else start + found[i].start
        return end

    def _asks(self, plain: Sequence[str]) -> bool:
        """Whether words only ask politely, or deny something: *please*; *no hurry*."""
        marks = sum(word in "!?" for word in plain)
        asks = self._politely.at(plain, 0) == len(plain) - marks
        return asks or self._denying.at(plain, 0) > 0

    def may_report(self, line: str) -> bool:
        """Whether a line may say something of an issue."""
        plain = plain_of(line)
        return len(plain) >= SAYS_SOMETHING and not self.says_nothing(plain, acting=False)

    def says_nothing(self, plain: Sequence[str], *besides: Phrases, acting: bool = True) -> bool:
        """Whether greetings, thanks, urgency and function words are all there is, and what is
        ``besides``; or, if ``acting``, what may stand beside them."""
        i, talk, acts = 0, False, False
        kinds = (self._thanks, self._urgency, self._greeting, self.closing, *besides)
        while i < len(plain):
            size = max(kind.at(plain, i) for kind in kinds)
            if not size and talk:
                size = self._addressed.at(plain, i)
            talk = talk or size > 0
            if not size and plain[i] not in self._empty:
                size = self._acting.at(plain, i) if acting else 0
                acts = True
                if not size:
                    return False
            i += size or 1
        return talk and not (acts and self._denying.first(plain) is not None)


def _with_mark(line: str, at: int) -> int:
    """Where a dash, a bracket or the like before a place begins, if one stands there."""
    return len(line[:at].rstrip(" \t-–—~/(|;*_"))


def _is_capital(line: str, at: int) -> bool:
    """Whether a word begins with a capital in a line that is not all of them."""
    return line[at].isupper() and not _is_shouted(line)


@lru_cache(maxsize=64)
def _is_shouted(line: str) -> bool:
    return line.isupper()


def _is_name(said: str) -> bool:
    """Whether words may be the name of who is greeted: with capitals, or one word without."""
    parts = [part for part in said.split() if part[0].isalnum()]
    named = len(parts) <= LONGEST_NAME and all(part[:1].isupper() for part in parts)
    return len(plain_of(said)) <= 1 or (named and not said.isupper())
