"""Numbers that tell how many are concerned: ``3 of 800``, ``all but one``, ``five users``.

They are read, not guessed: a count is *one*, *few* (up to :data:`FEW`) or *many*; a share of a
whole is none, some, most or all of it besides.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from calculator.engine.reading.page import Phrases
from calculator.engine.reading.text import Word

FEW = 5
"""Up to so many are a few; more are many."""

SMALL = 20
"""Of so few things one rather counts steps or servers than those who use them."""

_FAR = 3
"""Words that may stand between the parts of a share: ``412 of our 415``, ``3 of the last 4``."""

_NAME = 4
"""So many words the name of a field has at most: ``number of users affected: 40``."""

_FIELDS = 10
"""Within so many words behind how many are concerned a field tells of how many."""

_IS = re.compile(r"\s*[:=]\s*")
_OF_THE = 7
"""Words that may stand between a whole and its part: ``of the 88 on the road today, 31``."""

_DIGITS = re.compile(r"(\d+)(k?)")
_CLOCK = re.compile(r"\d:\d\d")
_OVER = re.compile(r"\s?/\s?")
_MONTHS = 31
"""Two numbers with a stroke between them of which none is greater may be a date."""

_HUNDRED = 100
_DIGITS_READ = 12


@dataclass(frozen=True)
class Count:
    """A number of things, ``part`` of a ``whole`` if that is told, and the words it stands on.

    ``kind`` is one of ``one``, ``few``, ``many`` for a bare count, and for a share of a whole
    ``none-of``, ``one-of``, ``few-of``, ``many-of``, ``most-of``, ``all-but``, ``all-of``.
    ``people`` tells whether those who use a thing are counted, and not the thing; ``concerned``
    whether it is said that they are concerned: *users affected: 40*.
    """

    kind: str
    first: int
    last: int
    part: float
    whole: float | None = None
    people: bool = False
    concerned: bool = False


class Numbers:
    """Reads numbers in the words of a text."""

    def __init__(
        self,
        values: Mapping[str, int],
        fractions: Mapping[str, int],
        out_of: Sequence[str],
        all_but: Sequence[str],
        counted: Sequence[str],
        uses: Sequence[str],
        but_one: Sequence[str],
        one_in: Sequence[str],
        fields: Mapping[str, Sequence[str]],
    ) -> None:
        """``values`` of words; phrases for a fraction, in percent; phrases between part and whole;
        phrases before an exception; nouns whose number tells how many are concerned, and what
        these do, of which a share tells that; exceptions of one; words as in *one in six*; and in
        the names of fields, those for who is ``concerned`` and for the ``whole``."""
        self._values = values
        self._fractions = [(Phrases([phrase]), share) for phrase, share in fractions.items()]
        self._begins = frozenset(phrase.split()[0] for phrase in fractions)
        self._out_of, self._all_but, self._counted = map(Phrases, (out_of, all_but, counted))
        self._shared = Phrases([*counted, *uses])
        self._uses = Phrases(uses)
        self._but_one = Phrases(but_one)
        self._one_in = frozenset(one_in)
        self._fields = {kind: frozenset(names) for kind, names in fields.items()}

    def counts(self, of: Sequence[Word], text: str) -> tuple[Count, ...]:
        """The counts in these words of a text, in order, none overlapping."""
        plain = [word.plain for word in of]
        hours = [i for i in range(len(of) - 1) if _CLOCK.match(text, of[i].end - 1)]
        clock = {*hours, *(i + 1 for i in hours)}
        found: list[Count] = []
        i = 0
        while i < len(plain):
            count = None if i in clock else self._count(of, plain, text, i)
            if count:
                found.append(count)
            i = count.last if count else i + 1
        return tuple(found)

    def is_counted(self, plain: Sequence[str], i: int) -> bool:
        """Whether a noun stands there whose number tells how many are concerned."""
        return bool(self._counted.at(plain, i) or self._counted.at([plain[i].removesuffix("s")], 0))

    def is_share_of_uses(self, near: Sequence[str], count: Count) -> bool:
        """Whether a share is told of what people do with a thing each time: *38% of requests*;
        ``near`` are its words and those right behind."""
        part = count.whole is not None and 0 < count.part < count.whole
        return part and any(self._uses.at([word.removesuffix("s")], 0) for word in near)

    def is_part(self, plain: Sequence[str]) -> bool:
        """Whether words behind a number say of whom: *of us*, *of the gang*."""
        size = self._out_of.at(plain, 0)
        return bool(size) and size < len(plain)

    def excepts(self, plain: Sequence[str], i: int) -> bool:
        """Whether words begin there that except some from all: *all but the ships*."""
        return i >= 0 and self._all_but.at(plain, i) > 0

    def number(self, of: Sequence[Word], i: int) -> tuple[float, int] | None:
        """The number that begins at a word, and its end: ``4,000``, ``22k``, ``two hundred``."""
        return self._number(of, i)

    def _count(self, of: Sequence[Word], plain: Sequence[str], text: str, i: int) -> Count | None:
        if size := self._but_one.at(plain, i):
            return Count("all-but", i, i + size, 1.0)
        if size := self._all_but.at(plain, i):
            number = self._number(of, i + size)
            return self._but(of, plain, i, *number) if number else None
        if plain[i] in self._begins and (count := self._fraction(of, plain, i)):
            return count
        if count := self._part_of(of, plain, i):
            return count
        number = self._decimal(of, i) or self._number(of, i)
        if number is None:
            return None
        if text.startswith("/", of[i].end) and of[i].plain.isdecimal():
            # No thousands: *218/218*.
            number = float(of[i].plain[:_DIGITS_READ]), i + 1
        share = self._share(of, plain, text, i, *number)
        named = self._field(of, plain, text, i)
        if named & self._fields["concerned"]:
            return self._concerned(of, plain, text, i, number, share, named)
        total = named & self._fields["whole"]
        return share or (None if total else self._bare(of, plain, i, *number))

    def _field(self, of: Sequence[Word], plain: Sequence[str], text: str, i: int) -> Set[str]:
        """The words of the name of a field whose value begins there: ``users affected: 40``."""
        if i == 0 or not _IS.fullmatch(text, of[i - 1].end, of[i].start):
            return frozenset()
        first = i - 1
        while first > 0 and i - first < _NAME and self._follows(of, first):
            first -= 1
        return frozenset(plain[first:i])

    def _concerned(
        self,
        of: Sequence[Word],
        plain: Sequence[str],
        text: str,
        i: int,
        number: tuple[float, int],
        share: Count | None,
        named: Set[str],
    ) -> Count | None:
        """How many are concerned by a field that tells it, and of how many if another tells that:
        ``users affected: 40, users in total: 900``."""
        if share:
            return replace(share, last=number[1], people=True, concerned=True)
        part, end = number
        for j in range(end, min(end + _FIELDS, len(of))):
            whole = self._number(of, j)
            if (
                whole
                and part <= whole[0]
                and self._field(of, plain, text, j) & self._fields["whole"]
            ):
                kind = share_kind(part, whole[0])
                return Count(kind, i, end, part, whole[0], people=True, concerned=True)
        if not any(self.is_counted([word], 0) for word in named):
            return None
        return Count(_bare_kind(part), i, end, part, people=True, concerned=True)

    def _but(
        self, of: Sequence[Word], plain: Sequence[str], i: int, part: float, end: int
    ) -> Count:
        """An exception, with the whole that it is made from: ``all but 3 of our 90``."""
        size = self._out_of.at(plain, end)
        whole = self._whole(of, end + size) if size else None
        return Count("all-but", i, whole[1] if whole else end, part)

    def _share(
        self, of: Sequence[Word], plain: Sequence[str], text: str, i: int, part: float, end: int
    ) -> Count | None:
        """A number with the whole that it is a part of."""
        if end < len(plain) and plain[end] == "%":
            size = self._out_of.at(plain, end + 1)
            people = self._counts_people(of, plain, i, end + 1 + size, _FAR if size else 1)
            return Count(share_kind(part, 100.0), i, end + 1, part, 100.0, people)
        if count := self._of_every(of, plain, i, part, end):
            return count
        for j in range(end, min(end + _FAR, len(plain))):
            if self._decimal(of, j) or self._number(of, j):
                # What follows is a share of its own: *05-02: 2 of 977*.
                break
            size = self._out_of.at(plain, j)
            whole = self._whole(of, j + size) if size else None
            if whole and whole[0] >= part and (whole[0] > 1 or part == 0):
                return self._told(of, plain, i, whole[1], part, whole[0], _FAR)
        return self._over(of, plain, text, i, part, end)

    def _of_every(
        self, of: Sequence[Word], plain: Sequence[str], i: int, part: float, end: int
    ) -> Count | None:
        """``one login in six``, ``1 in 5 users``."""
        noun = self._noun(of, plain, end, 2, self._shared)
        at = noun or end
        whole = self._number(of, at + 1) if at < len(plain) and plain[at] in self._one_in else None
        if not whole or not 0 < part < whole[0]:
            return None
        if whole[0] > _HUNDRED and self._noun(of, plain, end, 2) is not None:
            # So many of them there are: *3 people in 2,600*.
            return Count(share_kind(part, whole[0]), i, whole[1], part, whole[0], people=True)
        shared = self._noun(of, plain, whole[1], 2, self._shared)
        if noun is None and (shared is None or self._out_of.at(plain, at)):
            return None
        share = 100.0 * part / whole[0]
        return Count(share_kind(share, 100.0), i, whole[1], share, 100.0, people=True)

    def _over(
        self, of: Sequence[Word], plain: Sequence[str], text: str, i: int, part: float, end: int
    ) -> Count | None:
        """``0/88``, ``2,013 / 2,013``; but no date."""
        if end >= len(of) or not _OVER.fullmatch(text, of[end - 1].end, of[end].start):
            return None
        whole = self._number(of, end)
        if not whole or not whole[0] >= max(part, 2.0):
            return None
        count = self._told(of, plain, i, whole[1], part, whole[0], 2)
        dated = 0 < part <= _MONTHS and whole[0] <= _MONTHS and part != whole[0]
        return None if dated and not count.people else count

    def _told(
        self,
        of: Sequence[Word],
        plain: Sequence[str],
        first: int,
        last: int,
        part: float,
        whole: float,
        far: int,
    ) -> Count:
        """A share of people or things; one of what people do is told in percent."""
        kind = share_kind(part, whole)
        if not self._counts_people(of, plain, first, last, far):
            return Count(kind, first, last, part, whole)
        if self._noun(of, plain, last, far) is None and part:
            part, whole = 100.0 * part / whole, 100.0
        return Count(kind, first, last, part, whole, people=True)

    def _part_of(self, of: Sequence[Word], plain: Sequence[str], i: int) -> Count | None:
        """``of the 88 people on the road, 31``."""
        if i and self._follows(of, i):
            return None
        size = self._out_of.at(plain, i)
        whole = self._whole(of, i + size) if size else None
        if not whole or whole[0] < 2:
            return None
        people = self._noun(of, plain, whole[1], _FAR) is not None
        for j in range(whole[1] + 1, min(whole[1] + _OF_THE, len(of))):
            part = self._number(of, j)
            if part and part[0] <= whole[0]:
                share = share_kind(part[0], whole[0])
                return Count(share, i, part[1], part[0], whole[0], people)
        return None

    def _bare(
        self, of: Sequence[Word], plain: Sequence[str], i: int, part: float, end: int
    ) -> Count | None:
        size = self._out_of.at(plain, end)
        noun = self._noun(of, plain, end + size, 2) if self._follows(of, end) else None
        return None if noun is None else Count(_bare_kind(part), i, noun, part, people=True)

    def _counts_people(
        self, of: Sequence[Word], plain: Sequence[str], first: int, behind: int, far: int
    ) -> bool:
        """Whether those who use a thing, or what they do, are named behind a share or before."""
        if self._noun(of, plain, behind, far, self._shared) is not None:
            return True
        before = range(max(0, first - _FAR), first)
        return any(
            self._noun(of, plain, i, 1, self._shared) is not None
            and all(self._follows(of, k) for k in range(i + 1, first + 1))
            for i in before
        )

    def _fraction(self, of: Sequence[Word], plain: Sequence[str], i: int) -> Count | None:
        for phrase, share in self._fractions:
            if size := phrase.at(plain, i):
                people = self._noun(of, plain, i + size, _FAR, self._shared) is not None
                return Count(share_kind(share, 100.0), i, i + size, share, 100.0, people)
        return None

    @staticmethod
    def _decimal(of: Sequence[Word], i: int) -> tuple[float, int] | None:
        """A percentage with a fraction: ``99.2 %``."""
        if i + 2 < len(of) and of[i + 2].plain == "%" and of[i + 1].start == of[i].end + 1:
            whole, part = of[i].plain, of[i + 1].plain
            if whole.isdecimal() and part.isdecimal() and len(whole) + len(part) < _DIGITS_READ:
                return float(f"{whole}.{part}"), i + 2
        return None

    def _noun(
        self,
        of: Sequence[Word],
        plain: Sequence[str],
        first: int,
        far: int,
        among: Phrases | None = None,
    ) -> int | None:
        """Behind the first noun that counts, within a few words that nothing parts."""
        nouns = among or self._counted
        for i in range(first, min(first + far, len(of))):
            if i > first and not self._follows(of, i):
                break
            if size := nouns.at(plain, i) or nouns.at([plain[i].removesuffix("s")], 0):
                return i + size
        return None

    @staticmethod
    def _follows(of: Sequence[Word], i: int) -> bool:
        """Whether nothing but a space parts a word from the one before."""
        return i < len(of) and of[i].start - of[i - 1].end <= 1

    def _whole(self, of: Sequence[Word], first: int) -> tuple[float, int] | None:
        for i in range(first, min(first + _FAR, len(of))):
            number = self._number(of, i)
            if number is not None:
                return number
        return None

    def _number(self, of: Sequence[Word], i: int) -> tuple[float, int] | None:
        """The number that begins at a word, and its end: ``4,000``, ``22k``, ``two hundred``."""
        if i >= len(of):
            return None
        digits = _DIGITS.fullmatch(of[i].plain)
        if digits:
            return self._grouped(of, i, digits[1][:_DIGITS_READ], 1000 if digits[2] else 1)
        value = self._values.get(of[i].plain)
        if value is None:
            return None
        plain = [word.plain for word in of[i + 1 : i + 1 + _FAR]]
        size = self._out_of.at(plain, 0) if value > 1 else 0
        times = self._values.get(plain[size], 0) if size < len(plain) else 0
        if times >= _HUNDRED > value:
            return float(value * times), i + size + 2
        return float(value), i + 1

    def _grouped(self, of: Sequence[Word], i: int, digits: str, times: int) -> tuple[float, int]:
        """Digits with the groups of three that follow behind a point, comma or apostrophe."""
        end = i + 1
        while (
            end < len(of)
            and times == 1
            and len(of[end].plain) == 3
            and of[end].plain.isdecimal()
            and of[end].start == of[end - 1].end + 1
            and len(digits) < 10
        ):
            digits += of[end].plain
            end += 1
        return float(int(digits) * times), end


def _bare_kind(number: float) -> str:
    return (
        "none-of" if number == 0 else "one" if number == 1 else "few" if number <= FEW else "many"
    )


def share_kind(part: float, whole: float) -> str:
    """The kind of a :class:`Count` that is a part of a whole."""
    if part == 0:
        return "none-of"
    if part == whole:
        return "all-of"
    if part == 1:
        return "one-of"
    if whole != 100.0 and part <= FEW and part * 2 <= whole:
        return "few-of"
    return "most-of" if part * 2 > whole else "many-of"
