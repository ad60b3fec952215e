"""Words that name things in a description, or tell how many there are."""

import re
from collections.abc import Set

from calculator.engine.reading.amounts import singular
from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbered import ByNumber, is_code
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.told import SHARE, Extent

FAR = 4
"""So many words may stand between what tells how many, and the thing."""

PEOPLE = 8
"""Within so many words behind people a place is where they are."""

BEFORE = 3
"""So many words before a single thing may say that it is not one, or where it stands."""

NEGATED = 8
"""So many words before *a single one* says a negation that it is none."""

PERSONS = "people"
"""What *us* and *them* are."""

BROKEN = 0.4
"""A clause that says with this probability that something is broken tells of how much."""

HEADING, ADDRESSED = 4, 0.97
"""In so many words a heading says where it is; what says nothing with this probability, to whom."""

ROOM = re.compile(r"\d{3,4}")
"""The number of a room."""

_YEAR = re.compile(r"(19|20)\d\d")


class Things:
    """One description, and the words in it that name things, or how many."""

    def __init__(
        self, language: Language, judged: Judged, things: Set[str], units: Set[str]
    ) -> None:
        self._language = language
        self._judged = judged
        self._things = things
        self._units = units
        self._plain = judged.plain
        self._named_by = ByNumber(language, judged)

    def _at(self, kind: str, i: int) -> int:
        return self._language.extent[kind].at(self._plain, i)

    def _speaks_of_others(self, clause: Clause) -> bool:
        return any(
            self._at("others", i)
            and not (i > clause.first and (self._at("none", i - 1) or self._plain[i - 1] == "any"))
            for i in range(clause.first, clause.last)
        )

    def _named(self, clause: Clause) -> list[tuple[int, int]]:
        """Where a clause names things, each stretch once."""
        found: list[tuple[int, int]] = []
        things = [(h.first, h.last) for h in clause.hits if h.concept in self._things]
        counted = self._language.numbers.is_counted
        units = [
            (i, i + 1)
            for i in range(clause.first, clause.last)
            if singular(self._plain[i]) in self._units or counted(self._plain, i)
        ]
        for first, last in sorted([*things, *units]):
            if found and first <= found[-1][1]:
                found[-1] = found[-1][0], max(last, found[-1][1])
            else:
                found.append((first, last))
        return found

    def _is_of_something_else(self, clause: Clause, i: int) -> bool:
        """Whether the only one is of what nobody counts: *only got one document open*."""
        if i >= clause.last or self._plain[i] in self._language.function or i in clause.commas:
            return False
        return not any(first <= i + FAR - 1 and last > i for first, last in self._named(clause))

    def _any_unit(self, clause: Clause, i: int, size: int) -> str:
        """What is meant by *any of* something that is not so: what is counted, or what stands
        behind *on* or *for*; not what it is done with: *does not take any card*, *any more*."""
        unit = self._unit_behind(clause, i + size)
        placed = i > clause.first and self._at("within", i - 1)
        known = bool(self._units) and bool(unit) and self._is_counted(unit)
        return unit if known or (placed and not self._at("measure", i + size)) else ""

    def _unit_behind(self, clause: Clause, i: int) -> str:
        """The word for what is counted that stands behind words for how many; else the first that
        names several; empty if there is none."""
        several = ""
        for k in range(i, min(i + FAR, clause.last)):
            word = self._plain[k]
            if self._at("us", k):
                return PERSONS
            if self._is_counted(word):
                return word
            if self._at("within", k) and not self._at("of", k):
                break
            if word not in self._language.function and singular(word) != word:
                several = several or word
        return several

    def _is_counted(self, word: str) -> bool:
        return singular(word) in self._units or self._language.numbers.is_counted([word], 0)

    def _stands_in(self, told: Extent, clause: Clause) -> bool:
        """Whether a place is named only as that where something stands."""
        before = range(max(clause.first, told.first - BEFORE), told.first)
        return any(self._at("within", k) for k in before)

    def _is_heading(self, clause: Clause) -> bool:
        """Whether a clause only says where it is: *Room 331:*, *4th floor -*, *D1, D3:*."""
        said = clause.what
        if (
            is_code(self._plain[clause.first])
            and self._named_by.numbered(clause.first, clause.last)[1] == clause.last
        ):
            return True
        found, end = self._named_by.numbered(clause.first + 1, clause.last)
        if found and end == clause.last:
            return True
        return (
            clause.last - clause.first <= HEADING
            and said["fine"] < BROKEN
            and said["none"] < ADDRESSED
        )

    def _is_unit(self, i: int) -> bool:
        """Whether a word names what the policy counts, or people; so do all if it does not say."""
        counted = self._language.numbers.is_counted(self._plain, i)
        return not self._units or counted or singular(self._plain[i]) in self._units

    def _is_group(self, clause: Clause, i: int) -> bool:
        """Whether a word names a group, and does not tell of what kind something or somebody is:
        *the shift*, not *the shift lead*, *the ward printer*."""
        if not self._at("group", i) or (i and self._at("others", i - 1)):
            return False
        behind = i + 1
        if behind >= clause.last or behind in clause.commas:
            return True
        named = any(h.first == behind and h.concept in self._things for h in clause.hits)
        return not (named or self._at("roles", behind) or self._plain[behind] in self._units)

    def _by_number(
        self, numbers: int, weight: float, first: int, last: int, clause: Clause
    ) -> Extent:
        """So many things called by numbers; all of them where that is how many there are: *bays 1
        to 24 of 24*."""
        unit = self._plain[first]
        if last + 1 < clause.last and self._at("of", last) and numbers > 1:
            whole = self._language.numbers.number(self._judged.words, last + 1)
            if whole and whole[0] == numbers:
                return Extent("everyone", SHARE, first, whole[1], numbers, numbers, unit)
        return Extent("one" if numbers == 1 else "few", weight, first, last, numbers, unit=unit)

    def _is_code(self, clause: Clause, i: int) -> bool:
        """Whether a word is the number of a place or a thing: *in 603*, *for T07*."""
        word = self._plain[i]
        within = i > clause.first and self._at("within", i - 1)
        if is_code(word):
            people = range(max(clause.first, i - PEOPLE), i)
            of_people = any(self._language.numbers.is_counted(self._plain, k) for k in people)
            return (bool(within) or i == clause.first) and not of_people
        behind = self._plain[i + 1] if i + 1 < clause.last else ""
        named = bool(within) and ROOM.fullmatch(word) is not None and not _YEAR.fullmatch(word)
        counted = any(c.first <= i < c.last for c in clause.counts)
        return named and not counted and (not behind or behind in self._language.function)

    def _is_name(self, clause: Clause, count: Count) -> bool:
        """Whether the part of a whole is the number of one thing: *line 2 of our 4*."""
        if not count.part:
            return False
        if self._at("number", count.last - 2):
            return True
        before = count.first - 1
        named = any(h.last - 1 == before for h in clause.hits if h.concept in self._things)
        placed = any(c.last - 1 == before and c.concept == "place" for c in clause.cues)
        return before >= clause.first and (named or placed)

    def _is_negated(self, clause: Clause, i: int) -> bool:
        return any(cue.concept == "negated" and i - NEGATED <= cue.first < i for cue in clause.cues)

    def _begins(self, clause: Clause, begin: int, i: int) -> bool:
        """Whether a word begins what is spoken of, or where: not *it rejects every card*."""
        function = self._language.function
        placed = i > clause.first and self._at("within", i - 1) and not self._units
        return bool(placed) or all(self._plain[k] in function for k in range(begin, i))

    def _is_subject(self, clause: Clause, i: int, last: int) -> bool:
        """Whether none of what is counted does it: *no gate opens*; not *we have no gate*."""
        if not self._units or not self._is_unit(last - 1) or last >= clause.last:
            return False
        if self._named_by.is_number(i + 1):
            # *Customer no. 40 771*
            return False
        return not (i > clause.first and self._at("has", i - 1)) and last not in clause.commas

    def _counts_one(self, i: int) -> bool:
        """Whether a word counts, rather than says whose it is: *a single one*, not *his*."""
        known = self._plain[i] in self._language.function
        return not known or self._language.numbers.number(self._judged.words, i) is not None

    def _same_name(self, i: int, thing: int) -> bool:
        """Whether nothing but whose they are, and one word of what kind, stands before things."""
        spare = 1
        for k in range(i, thing):
            if self._plain[k] in self._language.function or self._at("of", k):
                if self._at("within", k) and not self._at("of", k):
                    return False
                continue
            spare -= 1
            if self._at("measure", k) or singular(self._plain[k]) != self._plain[k]:
                return False
        return spare >= 0

    def _joined(self, i: int, thing: int, kind: str) -> bool:
        """Whether what stands between is of the same name: *all our three ... doors*."""
        spare = 1 if kind == "every" else 0
        for k in range(i, thing):
            word = self._plain[k]
            known = word in self._language.function or word in ("single", "of")
            if not known and not self._language.numbers.number(self._judged.words, k):
                spare -= 1
        return spare >= 0 and thing - i <= FAR and not self._at("others", i)
