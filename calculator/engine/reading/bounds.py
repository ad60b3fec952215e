"""What numbers come to where a policy says so: *one site*, *2 to 10 sites*, *more than 100 people*.

Labels and helps of the values that tell how many may draw all lines by numbers, each for what is
counted: *2 to 10 sites (outstations); or 6 to 100 people, devices or customers*.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from calculator.engine.policy import Fact
from calculator.engine.reading.amounts import singular
from calculator.engine.reading.concerned import PERCENT, TELLS
from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbered import ByNumber, is_setting
from calculator.engine.reading.phrases import PHRASE
from calculator.engine.reading.places import joins, place_names
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.text import Word, words
from calculator.engine.reading.told import BEHIND, Extent

LINES = 2
"""So many values have to be told by numbers."""

NOUN = 5
"""Within so many words behind a number stands what it counts."""

SURELY, RATHER = 0.95, 0.93
"""So likely is what a number comes to, if it is told of what is counted, or of something else."""

PLACE = "place"
"""The cue of where something is."""

_LEADS = 4
_PARTS = re.compile(r"[;.:(]")
_SEPARATES = re.compile(r"\s*[,/()]+\s*")
_MEASURED = re.compile(r":\d|[.,/]\d|\s?[%°€$£]|\s?/\s?\d|[-–]\d")


@dataclass(frozen=True)
class _Line:
    """From so many to so many of some units, and the value that is."""

    value: str
    least: float
    most: float
    units: frozenset[str]


class Bounds:
    """The lines that one fact draws."""

    def __init__(self, fact: Fact, language: Language) -> None:
        self._language = language
        self._order = [value.id for value in fact.values]
        found = [
            line
            for value in fact.values
            for line in _lines(value.id, f"{value.label}; {value.help or ''}", language)
        ]
        self._lines = found if len({line.value for line in found}) >= LINES else []
        self.units = frozenset(unit for line in self._lines for unit in line.units)
        """What is counted, in the singular."""
        drawn = {line.value for line in self._lines}
        self._all_is_no_number = any(
            "everyone" in map(str, value.means) and value.id not in drawn for value in fact.values
        )
        """Whether all of them are a value for which no line is drawn."""
        self._widths = self._ordered()
        self._kin = {unit: self._akin(unit) for unit in self.units}
        told = Counter(unit for line in self._lines for unit in line.units)
        often = sorted(self.units, key=lambda unit: (-told[unit], unit))
        counted = language.numbers.is_counted
        self.people = [unit for unit in often if counted([unit], 0)]
        """People, and what they work with; that of which most lines are drawn first."""
        self.places = [unit for unit in often if not counted([unit], 0)]
        """The others."""
        self.named = next((unit for unit in often if language.amounts["named"].at([unit], 0)), None)
        """That of them which has a name of its own, such as a site."""
        devices = (unit for unit in often if language.amounts["devices"].at([unit], 0))
        self.devices = next(devices, None)
        """What stands for any thing that is not named."""

    def _ordered(self) -> Mapping[str, int]:
        """How wide each value is: they stand from the narrowest to the widest, or the other way."""
        place = {value: k for k, value in enumerate(self._order)}
        rises = sum(
            (place[a.value] < place[b.value]) - (place[a.value] > place[b.value])
            for a in self._lines
            for b in self._lines
            if a.least < b.least and a.value != b.value and not a.units.isdisjoint(b.units)
        )
        return {value: k if rises >= 0 else -k for value, k in place.items()}

    def drawn(self) -> Iterator[tuple[str, float, float, Sequence[str]]]:
        """The lines as they were understood: a value, from how many to how many (infinite if there
        is no end), and of what, in the singular."""
        for line in self._lines:
            yield line.value, line.least, line.most, sorted(line.units)

    def __bool__(self) -> bool:
        return bool(self._lines)

    def _akin(self, unit: str) -> frozenset[str]:
        """The units that are counted as one is: all that some line names together."""
        found, before = {unit}, 0
        while len(found) > before:
            before = len(found)
            for line in self._lines:
                found |= line.units if not found.isdisjoint(line.units) else set()
        return frozenset(found)

    def values(self, number: float, unit: str | None = None) -> list[str]:
        """The values that so many may be: of a unit if a line is drawn for it, else of those that
        are counted with it, else of any."""
        own = [line for line in self._lines if unit in line.units]
        kin = self._kin.get(unit or "", frozenset())
        akin = [line for line in self._lines if not kin.isdisjoint(line.units)]
        highest = max((line.most for line in akin), default=0.0)
        for of, so_many in (
            (own, number),
            (akin, min(number, highest)),
            (self._lines, min(number, max(line.most for line in self._lines))),
        ):
            found = {line.value for line in of if line.least <= so_many <= line.most}
            if found:
                return [value for value in self._order if value in found]
        return []

    def unit(self, word: str) -> str:
        """What a word counts as: itself if a line is drawn for it, people, any device, or a place.

        Empty if no line is drawn for any of them.
        """
        name = singular(word)
        if name in self.units or word in self.units:
            return name if name in self.units else word
        return self._among(people=self._language.numbers.is_counted([word], 0))

    def of_things(self, extent: Extent, everyone: str | None) -> str | None:
        """The value of so many things; ``everyone`` is that which means all of them.  None if the
        lines do not tell."""
        unit = self.unit(extent.unit) if extent.unit else None
        drawn = {line.value for line in self._lines}
        entire = extent.entire and singular(extent.unit) in self.units
        if extent.who == "everyone" and everyone and everyone not in drawn and not entire:
            return everyone
        number = 1.0 if entire else extent.number
        if number and len(known := self.values(number, unit)) == 1:
            return known[0]
        if extent.who == "everyone" and everyone:
            own = [line.value for line in self._lines if unit in line.units]
            return max([everyone, *own], key=self.rank)
        return None

    def told(
        self,
        judged: Judged,
        clauses: Sequence[Clause],
        things: Set[str],
        known: str | None,
        of_all: bool,
        around: Set[int],
    ) -> Mapping[str, float] | None:
        """How likely each value is by the numbers in clauses; the widest counts.

        ``things`` are the concepts of phrases that name things; ``known`` is the value that other
        words tell, and ``of_all`` whether they tell of all: at a place that has a name, that is the
        place.  Right before the words ``around`` an issue, others are counted.  None where nothing
        is counted, or no more than these tell.
        """
        counted = [
            one for clause in clauses for one in self._counted(judged, clause, things, around)
        ]
        named, listed = self._named(judged, {*map(id, clauses)})
        alone = known is None and not counted
        alone &= not any(self._has_numbers(judged, c) for c in clauses)
        by_name = bool(named) and (listed or alone or of_all)
        if by_name:
            counted = [*counted, (float(named), self.named or next(iter(self.places), ""))]
        if not counted:
            return None
        values, unit = max(
            ((self.values(number, unit or None), unit) for number, unit in counted),
            key=lambda each: max(map(self.rank, each[0]), default=-1),
        )
        if not values or (known and self.rank(known) >= self.rank(values[0])):
            return None
        chance = (SURELY if unit and not by_name else RATHER) / len(values)
        return {**dict.fromkeys(values, chance), "": 1 - chance * len(values)}

    def _counted(
        self, judged: Judged, clause: Clause, things: Set[str], around: Set[int]
    ) -> Iterator[tuple[float, str]]:
        """Numbers of what is counted in a clause that tells of trouble or work, and their units."""
        if not _tells(clause):
            return
        of, numbers = judged.words, self._language.numbers
        shares = {i: c for c in clause.counts if c.whole for i in range(c.first, c.last)}
        i = clause.first
        while i < clause.last:
            if share := shares.get(i):
                unit = self._unit(judged, clause, share.last, things)
                whole = share.part == share.whole and self._all_is_no_number
                if unit is not None and share.whole != PERCENT and share.part and not whole:
                    yield share.part, unit
                i = share.last
                continue
            number = numbers.number(of, i)
            if number is None:
                i += 1
                continue
            amount, end = number
            if names := self._names(judged, clause, i, things):
                i = names
                continue
            denied = any(c.concept == NEGATED and 0 <= i - c.last <= 1 for c in clause.cues)
            measured = bool(_MEASURED.match(judged.text, of[end - 1].end))
            measured |= is_setting(judged.text, of[i].start)
            measured |= not around.isdisjoint(range(i, end + BEHIND))
            if amount >= 1 and not measured and not (denied and amount == 1):
                unit = self._unit(judged, clause, end, things)
                if unit is not None:
                    yield amount, unit
            i = end

    def _names(self, judged: Judged, clause: Clause, i: int, things: Set[str]) -> int:
        """Where numbers end that only name things or places: *stand 5*, *exit 4*, *at 22 and 23*;
        0 if a number counts."""
        before = judged.plain[i - 1] if i > clause.first else ""
        if not before or not judged.plain[i].isdecimal():
            return 0
        if judged.text[judged.words[i - 1].end : judged.words[i].start].strip():
            return 0
        thing = any(h.last == i and h.concept in things for h in clause.hits)
        unit = {before, singular(before)} & self.units or self._extent("unit", judged, i - 1)
        behind = judged.plain[i + 1] if i + 1 < clause.last else ""
        counts = singular(behind) in self.units or self._language.numbers.is_counted([behind], 0)
        if not (thing or unit or (self._extent("within", judged, i - 1) and not counts)):
            return 0
        return max(ByNumber(self._language, judged).numbered(i, clause.last)[1], i + 1)

    def _extent(self, kind: str, judged: Judged, i: int) -> int:
        found = self._language.extent[kind]
        return found.at(judged.plain, i) or found.at([singular(judged.plain[i])], 0)

    def _has_numbers(self, judged: Judged, clause: Clause) -> bool:
        """Whether a clause tells a number of more than one, of whatever."""
        found = (
            self._language.numbers.number(judged.words, i) for i in range(clause.first, clause.last)
        )
        return any(one and one[0] > 1 for one in found)

    def rank(self, value: str) -> int:
        """How wide a value is among the others: the more it takes, the higher."""
        return self._widths[value]

    def _named(self, judged: Judged, counting: Set[int]) -> tuple[int, bool]:
        """How many places are called by their names, and whether they are listed: *the same at
        Carr and Rigg*; one alone only in a clause that is among the ``counting``."""
        if not self.places:
            return 0, False
        clauses = judged.clauses
        taken = {
            i
            for c in clauses
            for h in (*c.hits, *c.cues)
            if h.concept != PLACE
            for i in range(h.first, h.last)
        }
        found = [
            names
            for clause in clauses
            if clause.what["fine"] < TELLS and clause.level != 1
            for names in place_names(self._language, judged, clause, taken)
            if (names.listed or self.named)
            and (names.listed or (id(clause) in counting and _tells(clause)))
        ]
        listed = max((names.number for names in found if names.listed), default=0)
        return max((names.number for names in found), default=0), listed > 1

    def _unit(self, judged: Judged, clause: Clause, i: int, things: Set[str]) -> str | None:
        """What a number counts that ends before a word; empty if no line is drawn for it, None if
        it counts nothing that is known."""
        spare = 1
        for k in range(i, min(i + NOUN, clause.last)):
            word = judged.words[k]
            if judged.text[judged.words[k - 1].end : word.start].strip(" -"):
                break
            name = singular(word.plain)
            if name in self.units or word.plain in self.units:
                return self.unit(word.plain)
            named = any(
                h.first <= k < h.last and h.concept in things and PHRASE in h.concept
                for h in clause.hits
            )
            if self._language.numbers.is_counted([word.plain], 0):
                return self._among(people=True)
            if named and name != word.plain:
                return self._among(people=False)
            if word.plain in self._language.function:
                if self._extent("within", judged, k) and not self._extent("of", judged, k):
                    break
            elif not named:
                spare -= 1
            if spare < 0:
                break
        words_ = [word.plain for word in judged.words[i : i + 2]]
        return self._among(people=True) if self._language.numbers.is_part(words_) else None

    def _among(self, *, people: bool) -> str:
        """A unit of a kind, if there is one."""
        if not people and self.devices:
            return self.devices
        return next(iter(self.people if people else self.places), "")


def _tells(clause: Clause) -> bool:
    """Whether a clause tells of trouble or of work."""
    said = clause.what
    broken = said["outage"] + said["degradation"] + said["unsaid"] + said["change"]
    return broken >= max(said["fine"], TELLS / 2)


def _lines(value: str, told: str, language: Language) -> Iterator[_Line]:
    """The lines that the words of a value draw."""
    of = words(told)
    plain = [word.plain for word in of]
    i = 0
    while i < len(of):
        found = language.numbers.number(of, i)
        if not found:
            i += 1
            continue
        number, end = found
        least = most = number
        if _led(language, "more-than", plain, i):
            least, most = number + 1, float("inf")
        elif _led(language, "at-least", plain, i):
            most = float("inf")
        elif _led(language, "up-to", plain, i):
            least = 1.0
        if end < len(of) and language.amounts["ranges"].at(plain, end):
            upper = language.numbers.number(of, end + 1)
            if upper:
                (most, end), least = upper, number
        elif end < len(of) and (upper := language.numbers.number(of, end)) and upper[0] > number:
            # Parted by a stroke, which is no word: *2-10*.
            (most, end), least = upper, number
        if size := language.amounts["or-more"].at(plain, end):
            most, end = float("inf"), end + size
        elif size := language.amounts["or-fewer"].at(plain, end):
            least, end = 1.0, end + size
        units = frozenset(_units(told, of, end, language))
        if units:
            yield _Line(value, least, most, units)
        i = max(end, i + 1)


def _led(language: Language, kind: str, plain: Sequence[str], i: int) -> bool:
    """Whether some phrase ends right before a word."""
    return any(
        size and k + size == i
        for k in range(max(0, i - _LEADS), i)
        for size in [language.amounts[kind].at(plain, k)]
    )


def _units(told: str, of: Sequence[Word], i: int, language: Language) -> Iterator[str]:
    """The last words of what is named behind a number, up to the next number or thought."""
    last: str | None = None
    inside = False
    for k in range(i, len(of)):
        between = told[of[k - 1].end : of[k].start] if k else ""
        if "(" in between:
            inside = True
        elif _PARTS.search(between) or (k > i and language.numbers.number(of, k)):
            break
        word = of[k].plain
        function = word in language.function
        if language.amounts["ends"].at([word], 0):
            break
        if last and (function or _SEPARATES.fullmatch(between)):
            yield singular(last)
            last = None
        if ")" in between and inside:
            inside = False
            if not joins(language, word) and "," not in between:
                break
        if not function and word.isalpha():
            last = word
        elif function and not joins(language, word):
            break
    if last:
        yield singular(last)


def bounded(facts: Iterable[Fact], language: Language) -> dict[str, Bounds]:
    """The facts that draw lines by numbers, each with its lines."""
    found = {fact.id: Bounds(fact, language) for fact in facts}
    return {fact: bounds for fact, bounds in found.items() if bounds}
