"""Numbers that tell how many are concerned: ``3 of 800``, ``all but one``, ``five users``.

They are read, not guessed: a count is *one*, *few* (up to :data:`FEW`) or *many*; a share of a
whole is none, some, most or all of it besides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.reading.furniture import Phrases
from calculator.engine.reading.text import Word

FEW = 5
"""Up to so many are a few; more are many."""

_FAR = 3
"""Words that may stand between the parts of a share: ``412 of our 415``, ``3 of the last 4``."""

_DIGITS = re.compile(r"(\d+)(k?)")
_HUNDRED = 100
_DIGITS_READ = 12


@dataclass(frozen=True)
class Count:
    """A number of things, ``part`` of a ``whole`` if that is told, and the words it stands on.

    ``kind`` is one of ``one``, ``few``, ``many`` for a bare count, and for a share of a whole
    ``none-of``, ``one-of``, ``few-of``, ``many-of``, ``most-of``, ``all-but``, ``all-of``.
    ``people`` tells whether those who use a thing are counted, and not the thing.
    """

    kind: str
    first: int
    last: int
    part: float
    whole: float | None = None
    people: bool = False


class Numbers:
    """Reads numbers in the words of a text."""

    def __init__(
        self,
        values: Mapping[str, int],
        fractions: Mapping[str, int],
        out_of: Sequence[str],
        all_but: Sequence[str],
        counted: Sequence[str],
    ) -> None:
        """``values`` of words; phrases for a fraction, in percent; phrases between part and whole;
        phrases before an exception; nouns whose number tells how many are concerned."""
        self._values = values
        self._fractions = [(Phrases([phrase]), share) for phrase, share in fractions.items()]
        self._begins = frozenset(phrase.split()[0] for phrase in fractions)
        self._out_of, self._all_but, self._counted = map(Phrases, (out_of, all_but, counted))

    def counts(self, of: Sequence[Word]) -> tuple[Count, ...]:
        """The counts in these words, in order, none overlapping."""
        plain = [word.plain for word in of]
        found: list[Count] = []
        i = 0
        while i < len(plain):
            count = self._count(of, plain, i)
            if count:
                found.append(count)
            i = count.last if count else i + 1
        return tuple(found)

    def _count(self, of: Sequence[Word], plain: Sequence[str], i: int) -> Count | None:
        if size := self._all_but.at(plain, i):
            number = self._number(of, i + size)
            return Count("all-but", i, number[1], number[0]) if number else None
        if plain[i] in self._begins and (count := self._fraction(of, plain, i)):
            return count
        number = self._decimal(of, i) or self._number(of, i)
        if number is None:
            return None
        part, end = number
        if end < len(plain) and plain[end] == "%":
            size = self._out_of.at(plain, end + 1)
            people = self._noun(of, plain, end + 1 + size, _FAR if size else 1) is not None
            return Count(_share(part, 100.0), i, end + 1, part, 100.0, people)
        for j in range(end, min(end + _FAR, len(plain))):
            size = self._out_of.at(plain, j)
            whole = self._whole(of, j + size) if size else None
            if whole and whole[0] >= part and (whole[0] > 1 or part == 0):
                people = self._noun(of, plain, whole[1], _FAR) is not None
                return Count(_share(part, whole[0]), i, whole[1], part, whole[0], people)
        size = self._out_of.at(plain, end)
        noun = self._noun(of, plain, end + size, 2) if self._follows(of, end) else None
        return None if noun is None else Count(_bare(part), i, noun, part, people=True)

    def _fraction(self, of: Sequence[Word], plain: Sequence[str], i: int) -> Count | None:
        for phrase, share in self._fractions:
            if size := phrase.at(plain, i):
                people = self._noun(of, plain, i + size, _FAR) is not None
                return Count(_share(share, 100.0), i, i + size, share, 100.0, people)
        return None

    @staticmethod
    def _decimal(of: Sequence[Word], i: int) -> tuple[float, int] | None:
        """A percentage with a fraction: ``99.2 %``."""
        if i + 2 < len(of) and of[i + 2].plain == "%" and of[i + 1].start == of[i].end + 1:
            whole, part = of[i].plain, of[i + 1].plain
            if whole.isdecimal() and part.isdecimal() and len(whole) + len(part) < _DIGITS_READ:
                return float(f"{whole}.{part}"), i + 2
        return None

    def _noun(self, of: Sequence[Word], plain: Sequence[str], first: int, far: int) -> int | None:
        """Behind the first noun that counts, within a few words that nothing parts."""
        for i in range(first, min(first + far, len(of))):
            if i > first and not self._follows(of, i):
                break
            if size := self._counted.at(plain, i) or self._counted.at(
                [plain[i].removesuffix("s")], 0
            ):
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
        if i + 1 < len(of) and self._values.get(of[i + 1].plain, 0) >= _HUNDRED > value:
            return float(value * self._values[of[i + 1].plain]), i + 2
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


def _bare(number: float) -> str:
    return (
        "none-of" if number == 0 else "one" if number == 1 else "few" if number <= FEW else "many"
    )


def _share(part: float, whole: float) -> str:
    if part == 0:
        return "none-of"
    if part == whole:
        return "all-of"
    if part == 1:
        return "one-of"
    if whole != 100.0 and part <= FEW and part * 2 <= whole:
        return "few-of"
    return "most-of" if part * 2 > whole else "many-of"
