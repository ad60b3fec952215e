"""How many things of a kind a description speaks of: *no door*, *tills 2 and 5*, *our only one*.

Some policies count users, others the things themselves: terminals, lines, wards.  Of things it is
told by the words around their names, and by numbers; of users the language was taught to hear it.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise, zip_longest

from calculator.engine.reading.amounts import singular
from calculator.engine.reading.concerned import PERCENT, extent
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbered import is_code, is_setting
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.things import BEFORE, BROKEN, FAR, HEADING, ROOM, Things
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
    only_names,
)

ELSE = "else"
"""Behind *nobody*, it is not all of them."""

SURELY = 0.7
"""A clause in which people are all or none says with this probability that something is broken."""

ODD = 0.5
"""So much clearer it is that not *a single one* is none."""

SPARES = 0.6
"""What works with this probability is spared, where it tells some of a kind."""

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


class _Telling(Things):
    """What is told in one description."""

    around: Sequence[bool] = ()
    """Whether each clause only tells what stands around an issue."""
    spared = False
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
            broken = clause.troubled
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
                    for one in self._singular(clause):
                        if not only_names(self._language, one):
                            yield one
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
                own = (*single, *mine, *(e for e in told_around if e.weight == SINGLE))
                stands = any(e.first < told.first for e in own) and not told.of_group
                if told.weight == GROUP and stands and self._stands_in(told, clause):
                    continue
                # In *every sign in hall 2* there is more than one.
                if told.who != "one" or not any(first < told.first for first in alls):
                    yield told
            yield from mine
            yield from self._anywhere(clause)
            yield from self._appended(clause)
            yield from single

    def _other_one(self, clause: Clause) -> Iterator[Extent]:
        """What works beside one that does not: *the other machine is fine*."""
        for i in range(clause.first, clause.last):
            size = self._at("other-one", i)
            behind = self._plain[i + size] if i + size < clause.last else ""
            if size and (singular(behind) == behind or behind in self._language.function):
                yield Extent("one", COUNT, i, i + size)

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
                yield Extent("everyone", SHARE, i, number[1] + 1, unit=unit)
            if size := self._at("every", i):
                yield from self._every_known(clause, i, size)
            if size := self._at("every-one", i):
                unit = self._unit_behind(clause, i + size)
                yield Extent("everyone", SHARE, i, i + size, unit=unit)
            number = self._language.numbers.number(self._judged.words, i)
            if number and number[0] > 1 and (size := self._at("of-them", number[1])):
                yield Extent(extent(number[0]), NAMED, i, number[1] + size, number[0])

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

    def _wholes(self, clause: Clause, weight: float) -> Iterator[Extent]:
        for i in range(clause.first, clause.last):
            size = self._at("whole", i)
            behind = self._plain[i + size] if i + size < clause.last else ""
            if size and not self._at("others", i) and not behind.startswith(ELSE):
                yield Extent("everyone", weight, i, i + size)

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
                unit = any(map(self._is_unit, range(first, last)))
                if kind == "single" and not unit and not number and not self._at("own", i):
                    # *His file*, *this page* are not what is concerned.
                    weight = LACK
                if not unit and singular(word) == word:
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

    def _counted(self, clause: Clause, first: int, last: int) -> Iterator[Extent]:
        """Things by their numbers, or how many of them: *tills 2 and 5*, *printers on 31 and 32*,
        *four of our hand scanners*."""
        numbers, end = self._named_by.numbered(last, clause.last)
        if not numbers and last < clause.last and self._at("within", last) == 1:
            some, behind = self._named_by.numbered(last + 1, clause.last)
            numbers, end = (some, behind) if some > 1 else (0, last)
        if numbers:
            yield replace(self._by_number(numbers, NAMED, last - 1, end, clause), first=first)
            return
        begin = max([clause.first, *(c for c in clause.commas if c <= first)])
        for i in range(max(begin, first - FAR), first):
            number = self._language.numbers.number(self._judged.words, i)
            if number and is_setting(self._judged.text, self._judged.words[i].start):
                return
            if number and number[0] > 1 and self._same_name(number[1], first):
                if not (self._at("within", i - 1) and ROOM.fullmatch(self._plain[i])):
                    unit = self._plain[last - 1]
                    who = extent(number[0])
                    yield Extent(who, COUNT, i, last, number[0], unit=unit, counted=True)
                return
