"""How many things of a kind a description speaks of: *no door*, *tills 2 and 5*, *our only one*.

Some policies count users, others the things themselves: terminals, lines, wards.  Of things it is
told by the words around their names, and by numbers; of users the language was taught to hear it.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise, zip_longest

from calculator.engine.reading.amounts import singular
from calculator.engine.reading.concerned import PERCENT, extent
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbered import ByNumber, is_code, is_setting
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.told import (
    ALONE,
    COUNT,
    EVERY,
    GROUP,
    LACK,
    NAMED,
    ONE,
    PLACED,
    SHARE,
    SINGLE,
    SOLE,
    WHOLE,
    Extent,
    Told,
)

PEOPLE = 8
"""Within so many words behind people a place is where they are."""

FAR = 4
"""So many words may stand between what tells how many, and the thing."""

BEFORE = 3
"""So many words before a single thing may say that it is not one."""

NEGATED = 8
"""So many words before *a single one* says a negation that it is none."""

PERSONS = "people"
"""What *us* and *them* are."""

ELSE = "else"
"""Behind *nobody*, it is not all of them."""

BROKEN = 0.4
"""A clause that says with this probability that something is broken tells of how much."""

SURELY = 0.7
"""A clause in which people are all or none says with this probability that something is broken."""

ODD = 0.5
"""So much clearer it is that not *a single one* is none."""

SPARES = 0.6
"""What works with this probability is spared, where it tells some of a kind."""

HEADING, ADDRESSED = 4, 0.97
"""In so many words a heading says where it is; what says nothing with this probability, to whom."""

_ROOM = re.compile(r"\d{3,4}")
_YEAR = re.compile(r"(19|20)\d\d")

SPARED = 0.3
"""So much less clearly all are meant where others are spoken of that work."""


def of_things(
    language: Language,
    judged: Judged,
    things: Set[str],
    units: Set[str],
    is_around: Callable[[Clause], bool],
) -> Told:
    """What a description says of how many things are concerned.

    ``things`` are the concepts of phrases that name things, ``units`` the words for what a policy
    counts, if it says so.  A clause that ``is_around`` an issue only tells whether others work.
    """
    found = _Telling(language, judged, things, units)
    found.around = [is_around(clause) for clause in judged.clauses]
    extents = list(found.extents())
    extents = [
        replace(e, who="many", weight=e.weight - SPARED)
        if e.who == "everyone" and e.weight < SOLE and found.spared
        else replace(e, who="many", weight=min(e.weight, GROUP), of_group=True)
        if e.who == "everyone" and e.weight < SOLE and found.within_group(e)
        else e
        for e in extents
    ]
    extents.sort(key=lambda e: not e.of_group)
    return Told(sorted(extents, key=lambda e: -e.weight), found.spared)


class _Telling:
    """One description, and what is told in it."""

    def __init__(
        self, language: Language, judged: Judged, things: Set[str], units: Set[str]
    ) -> None:
        self._language = language
        self._judged = judged
        self._things = things
        self._units = units
        self._plain = judged.plain
        self._named_by = ByNumber(language, judged)
        self.around: Sequence[bool] = ()
        """Whether each clause only tells what stands around an issue."""
        self.spared = False
        """Whether others are spoken of that work."""

    def within_group(self, extent: Extent) -> bool:
        """Whether all that are meant are those of a group: *every phone on the third floor*."""
        clauses = self._judged.clauses
        for before, clause in pairwise([None, *clauses]):
            if clause and clause.first <= extent.first < clause.last:
                heads = [before] if before and self._is_heading(before) else []
                return any(e.weight == GROUP for c in (*heads, clause) for e in self._placed(c))
        return False

    def extents(self) -> Iterator[Extent]:
        aside = () if all(self.around) else self.around
        for clause, around in zip_longest(self._judged.clauses, aside):
            if clause.level == 1:
                continue
            if around:
                if self._speaks_of_others(clause) and clause.what["fine"] >= BROKEN:
                    self.spared = True
                    yield from self._other_one(clause)
                continue
            yield from self._soles(clause)
            yield from self._alone(clause)
            works = clause.what["fine"]
            broken = clause.what["outage"] + clause.what["degradation"] + clause.what["unsaid"]
            wished = clause.what["change"]
            if self._speaks_of_others(clause):
                rather_works = broken < 2 * works + 0.2
                self.spared |= rather_works or not self._named(clause)
                if rather_works:
                    yield from self._other_one(clause)
                    continue
            if clause.level < COUNTS or broken + wished < BROKEN:
                if self._is_heading(clause) and not clause.counts:
                    yield from self._placed(clause)
                    for first, last in self._named(clause):
                        yield from self._around(clause, first, last)
                elif works > broken:
                    self.spared |= works >= SPARES and self._tells_some(clause)
                    yield from self._shares(clause, broken=False)
                continue
            yield from self._shares(clause, broken=True)
            named = self._named(clause)
            if broken >= SURELY:
                yield from self._wholes(clause, WHOLE if named else COUNT)
            told_around = [e for first, last in named for e in self._around(clause, first, last)]
            alls = [e.first for e in told_around if e.who == "everyone" and e.weight >= COUNT]
            single = [*self._singular(clause)] if broken >= SURELY else []
            mine = [*self._of_mine(clause)]
            for told in (*told_around, *self._placed(clause)):
                # *My tablet, when I am in the ward*: that is where it stands.
                if told.weight == GROUP and not told.of_group and self._stands_in(told, clause):
                    if any(one.first < told.first for one in (*single, *mine)):
                        continue
                # In *every sign in hall 2* there is more than one.
                if told.who != "one" or not any(first < told.first for first in alls):
                    yield told
            yield from mine
            yield from self._anywhere(clause)
            yield from self._appended(clause)
            yield from single

    def _at(self, kind: str, i: int) -> int:
        return self._language.extent[kind].at(self._plain, i)

    def _speaks_of_others(self, clause: Clause) -> bool:
        return any(
            self._at("others", i)
            and not (i > clause.first and (self._at("none", i - 1) or self._plain[i - 1] == "any"))
            for i in range(clause.first, clause.last)
        )

    def _other_one(self, clause: Clause) -> Iterator[Extent]:
        """What works beside one that does not: *the other machine is fine*."""
        for i in range(clause.first, clause.last):
            size = self._at("other-one", i)
            behind = self._plain[i + size] if i + size < clause.last else ""
            if size and (singular(behind) == behind or behind in self._language.function):
                yield Extent("one", COUNT, i, i + size)

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

    def _soles(self, clause: Clause) -> Iterator[Extent]:
        for i in range(clause.first, clause.last):
            size = self._at("sole", i)
            behind = i + size
            if size and not (behind < clause.last and self._at("of", behind)):
                if self._is_of_something_else(clause, behind):
                    continue
                yield Extent(
                    "everyone", SOLE, max(clause.first, i - 1), min(clause.last, behind + FAR)
                )

    def _is_of_something_else(self, clause: Clause, i: int) -> bool:
        """Whether the only one is of what nobody counts: *only got one document open*."""
        if i >= clause.last or self._plain[i] in self._language.function or i in clause.commas:
            return False
        return not any(first <= i + FAR - 1 and last > i for first, last in self._named(clause))

    def _anywhere(self, clause: Clause) -> Iterator[Extent]:
        """What is so for none of them: *will not load for anyone*, *not on any device*."""
        for i in range(clause.first, clause.last):
            size = self._at("anyone", i)
            if size and self._is_negated(clause, i):
                yield Extent("everyone", EVERY, i, i + size)
            size = self._at("any", i)
            if size and self._is_negated(clause, i) and (unit := self._any_unit(clause, i, size)):
                yield Extent("everyone", EVERY, i, i + size, unit=unit)
            size = self._at("all", i)
            number = self._language.numbers.number(self._judged.words, i + size) if size else None
            timed = number and self._at("measure", number[1])
            if number and not timed and not self._at("others", i + size):
                unit = self._unit_behind(clause, number[1])
                yield Extent("everyone", SHARE, i, number[1] + 1, number[0], unit=unit)
            if size := self._at("every", i):
                yield from self._every_known(clause, i, size)
            if size := self._at("every-one", i):
                unit = self._unit_behind(clause, i + size)
                yield Extent("everyone", SHARE, i, i + size, unit=unit)
            number = self._language.numbers.number(self._judged.words, i)
            if number and number[0] > 1 and (size := self._at("of-them", number[1])):
                yield Extent(extent(number[0]), NAMED, i, number[1] + size, number[0])

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

    def _every_known(self, clause: Clause, i: int, size: int) -> Iterator[Extent]:
        """Every one of what there are many of in every trade: *every desk has frozen*."""
        k = i + size
        if k < clause.last and self._begins(clause, clause.first, i) and not self._at("others", k):
            word = self._plain[k]
            known = self._language.extent["unit"].at([singular(word)], 0)
            if known and not any(first <= k < last for first, last in self._named(clause)):
                yield Extent("everyone", EVERY, i, k + 1, unit=word)

    def _appended(self, clause: Clause) -> Iterator[Extent]:
        """What is added behind the last comma to say where it is so: *..., whole building*."""
        begin = max([clause.first, *clause.commas])
        size = self._at("every", begin)
        behind = range(begin + size, clause.last)
        if not size or not 0 < len(behind) < HEADING:
            return
        if any(self._at("time", k) or self._at("others", k) for k in behind):
            return
        unit, entire = self._plain[clause.last - 1], bool(self._at("entire", begin))
        yield Extent("everyone", WHOLE, begin, clause.last, unit=unit, entire=entire)

    def _stands_in(self, told: Extent, clause: Clause) -> bool:
        """Whether a place is named only as that where something stands."""
        before = range(max(clause.first, told.first - BEFORE), told.first)
        return any(self._at("within", k) for k in before)

    def _wholes(self, clause: Clause, weight: float) -> Iterator[Extent]:
        for i in range(clause.first, clause.last):
            size = self._at("whole", i)
            behind = self._plain[i + size] if i + size < clause.last else ""
            if size and not self._at("others", i) and not behind.startswith(ELSE):
                yield Extent("everyone", weight, i, i + size)

    def _is_heading(self, clause: Clause) -> bool:
        """Whether a clause only says where it is: *Room 331:*, *4th floor -*, *D1, D3:*."""
        said = clause.what
        if (
            is_code(self._plain[clause.first])
            and self._named_by.numbered(clause.first, clause.last)[1] == clause.last
        ):
            return True
        return (
            clause.last - clause.first <= HEADING
            and said["fine"] < BROKEN
            and said["none"] < ADDRESSED
        )

    def _tells_some(self, clause: Clause) -> bool:
        """Whether a clause speaks of some by a number, or of somebody beside who reports."""
        if clause.counts or any(True for _ in self._placed(clause)):
            return True
        return any(self._at("beside", i) for i in range(clause.first, clause.last)) or any(
            self._named_by.numbered(last, clause.last)[0] for _, last in self._named(clause)
        )

    def _alone(self, clause: Clause) -> Iterator[Extent]:
        """What says that nobody else is concerned: *only me*, *just his*."""
        for i in range(clause.first, clause.last):
            size = self._at("alone", i)
            if size:
                denied = any(c.concept == "negated" and c.last == i for c in clause.cues) or any(
                    k + self._at("thought", k) == i for k in range(max(clause.first, i - FAR), i)
                )
                yield Extent("many" if denied else "one", ALONE - denied, i, i + size)

    def _of_mine(self, clause: Clause) -> Iterator[Extent]:
        for i in range(clause.first, clause.last):
            if size := self._at("mine", i):
                yield Extent("one", SINGLE, i, i + size)

    def _singular(self, clause: Clause) -> Iterator[Extent]:
        """A single one of what the policy counts, called by its name: *the camera at the gate*."""
        inside = {
            i for h in clause.hits if h.concept in self._things for i in range(h.first, h.last - 1)
        }
        for i in range(clause.first, clause.last):
            behind = singular(self._plain[i + 1]) if i + 1 < clause.last else ""
            if self._plain[i] not in self._units or i in inside or behind in self._units:
                continue
            before = range(max(clause.first, i - BEFORE), i)
            if not any(self._at(kind, k) for k in before for kind in ("every", "none", "whose")):
                yield Extent("one", ONE, i, i + 1, 1.0, unit=self._plain[i])

    def _is_unit(self, i: int) -> bool:
        """Whether a word names what the policy counts, or people; so do all if it does not say."""
        counted = self._language.numbers.is_counted(self._plain, i)
        return not self._units or counted or singular(self._plain[i]) in self._units

    def _placed(self, clause: Clause) -> Iterator[Extent]:
        """Places by their numbers, and groups: *room 12*, *in 603*, *T7*, *the third floor*."""
        i = clause.first
        while i < clause.last:
            size = self._at("unit", i)
            size = size or self._language.extent["unit"].at([singular(self._plain[i])], 0)
            if size and self._at("others", i - 1) == 0:
                numbers, end = self._named_by.numbered(i + size, clause.last)
                if numbers:
                    yield self._by_number(numbers, PLACED, i, end, clause)
                    i = end
                    continue
            if self._is_code(clause, i):
                codes, end = (
                    self._named_by.numbered(i, clause.last)
                    if is_code(self._plain[i])
                    else (1, i + 1)
                )
                yield Extent("one" if codes == 1 else "few", PLACED, i, end, codes)
                i = end
                continue
            if self._is_group(clause, i):
                begin = max(clause.first, i - FAR)
                whole = any(self._at("every", k) for k in range(begin, i))
                yield Extent("many", GROUP, i, i + 1, of_group=whole)
            i += 1

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
        named = bool(within) and _ROOM.fullmatch(word) is not None and not _YEAR.fullmatch(word)
        counted = any(c.first <= i < c.last for c in clause.counts)
        return named and not counted and (not behind or behind in self._language.function)

    def _shares(self, clause: Clause, *, broken: bool) -> Iterator[Extent]:
        for count in clause.counts:
            if count.whole is None:
                continue
            if count.whole == PERCENT:
                yield from self._fraction(clause, count, broken=broken)
                continue
            if self._is_name(clause, count):
                if broken:
                    yield Extent("one", SHARE, max(clause.first, count.first - 1), count.last)
                continue
            concerned = count.part if broken else count.whole - count.part
            if broken and not count.part:
                yield Extent("everyone", EVERY, count.first, count.last)
            elif concerned > 0:
                who = "everyone" if concerned == count.whole else extent(concerned)
                unit = self._unit_behind(clause, count.last)
                if broken and count.part == 1 and self._is_negated(clause, count.first):
                    who = "everyone"
                first = count.first
                if first > clause.first and self._at("every", first - 1):
                    who, first = "everyone", first - 1
                yield Extent(who, SHARE, first, count.last, concerned, count.whole, unit)

    def _fraction(self, clause: Clause, count: Count, *, broken: bool) -> Iterator[Extent]:
        """A share in percent, or *half of*, of what the policy counts."""
        end = min(count.last + FAR, clause.last)
        if not self._units or not any(map(self._is_unit, range(count.last, end))):
            return
        concerned = count.part if broken else PERCENT - count.part
        if concerned > 0:
            who = "everyone" if concerned == PERCENT else "many"
            yield Extent(
                who, SHARE, count.first, count.last, PERCENT, PERCENT * PERCENT / concerned
            )

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

    def _around(self, clause: Clause, first: int, last: int) -> Iterator[Extent]:
        """What the words before a thing and the numbers behind it say."""
        begin = max([clause.first, *(c for c in clause.commas if c <= first)])
        for i in range(max(begin, first - FAR - 2), first):
            for kind, who, weight in (
                ("every", "everyone", EVERY),
                ("some", "many", EVERY),
                ("single", "one", SINGLE),
                ("none", "everyone", LACK),
            ):
                size = self._at(kind, i)
                if not size or i + size > first or self._at("others", i):
                    continue
                if self._at("now-and-then", i):
                    continue
                if kind != "none" and i > clause.first and self._named_by.is_number(i - 1):
                    # *Gates 3 and 4 both*
                    continue
                if not self._joined(i + size, first, kind):
                    continue
                number = self._language.numbers.number(self._judged.words, i)
                if kind == "single" and number and number[0] > 1:
                    # One language's *this* is the other's *ten*.
                    continue
                word = self._plain[last - 1]
                if not any(map(self._is_unit, range(first, last))) and singular(word) == word:
                    each = self._at("each", i) and self._begins(clause, begin, i)
                    weight = min(weight, COUNT if each else LACK)
                    if self._at("own", i) == size and not self._at("group", last - 1):
                        yield Extent("one", SINGLE, i, last, 1.0, unit=word)
                if kind == "none" and self._is_subject(clause, i, last):
                    weight = NAMED
                if kind == "single" and self._is_negated(clause, i) and self._counts_one(i):
                    yield Extent("everyone", weight + ODD, i, last)
                elif kind != "single" or self._plain[i] not in ("a", "an", "the"):
                    entire = bool(self._at("entire", i)) and singular(word) == word
                    yield Extent(who, weight, i, last, unit=word, entire=entire)
        yield from self._counted(clause, first, last)

    def _begins(self, clause: Clause, begin: int, i: int) -> bool:
        """Whether a word begins what is spoken of, or where: not *it rejects every card*."""
        function = self._language.function
        placed = i > clause.first and self._at("within", i - 1) and not self._units
        return bool(placed) or all(self._plain[k] in function for k in range(begin, i))

    def _is_subject(self, clause: Clause, i: int, last: int) -> bool:
        """Whether none of what is counted does something: *no gate opens*; not *we have no gate*."""
        if not self._units or not self._is_unit(last - 1) or last >= clause.last:
            return False
        if self._named_by.is_number(i + 1):
            # *Customer no. 40 771*
            return False
        return not (i > clause.first and self._at("has", i - 1)) and last not in clause.commas

    def _counted(self, clause: Clause, first: int, last: int) -> Iterator[Extent]:
        """Things by their numbers, or how many of them: *tills 2 and 5*, *printers on 31 and 32*,
        *four of our hand scanners*."""
        numbers, end = self._named_by.numbered(last, clause.last)
        if not numbers and last < clause.last and self._at("within", last) == 1:
            some, behind = self._named_by.numbered(last + 1, clause.last)
            numbers, end = (some, behind) if some > 1 else (0, last)
        if numbers:
            yield replace(
                self._by_number(numbers, NAMED, last - 1, end, clause), first=first
            )
            return
        begin = max([clause.first, *(c for c in clause.commas if c <= first)])
        for i in range(max(begin, first - FAR), first):
            number = self._language.numbers.number(self._judged.words, i)
            if number and is_setting(self._judged.text, self._judged.words[i].start):
                return
            if number and number[0] > 1 and self._same_name(number[1], first):
                if not (self._at("within", i - 1) and _ROOM.fullmatch(self._plain[i])):
                    unit = self._plain[last - 1]
                    who = extent(number[0])
                    yield Extent(who, COUNT, i, last, number[0], unit=unit, counted=True)
                return

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
