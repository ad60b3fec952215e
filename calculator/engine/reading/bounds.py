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
from calculator.engine.reading.numbered import ByNumber
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.text import Word, words

LINES = 2
"""So many values have to be told by numbers."""

NOUN = 5
"""Within so many words behind a number stands what it counts."""

SURELY, RATHER = 0.95, 0.93
"""So likely is what a number comes to, if it is told of what is counted, or of something else."""

_NAME = re.compile(r"[A-Z][a-z]{2,}")
_ENDS = ".!?:;\n|>*]"
_LEADS = 4
_PARTS = re.compile(r"[;.:(]")
_SEPARATES = re.compile(r"\s*[,/()]\s*")
_SETS = ("=", "#", "_")
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
        told = Counter(unit for line in self._lines for unit in line.units)
        often = sorted(self.units, key=lambda unit: (-told[unit], unit))
        counted = language.numbers.is_counted
        self.people = [unit for unit in often if counted([unit], 0)]
        """People, and what they work with; that of which most lines are drawn first."""
        self.places = [unit for unit in often if not counted([unit], 0)]
        """The others: what may have a name."""

    def __bool__(self) -> bool:
        return bool(self._lines)

    def values(self, number: float, unit: str | None = None) -> list[str]:
        """The values that so many may be: of a unit if it is one that is counted, else of any."""
        of = [line for line in self._lines if unit in line.units] or self._lines
        highest = max(line.most for line in of)
        found = {line.value for line in of if line.least <= min(number, highest) <= line.most}
        return [value for value in self._order if value in found]

    def told(
        self, judged: Judged, clauses: Sequence[Clause], things: Set[str], known: str | None
    ) -> Mapping[str, float] | None:
        """How likely each value is by the numbers in clauses; the widest counts.

        ``things`` are the concepts of phrases that name things; ``known`` is the value that other
        words tell.  None where nothing is counted, or no more than these tell.
        """
        counted = [one for clause in clauses for one in self._counted(judged, clause, things)]
        named = 0
        if known is None and not counted and not any(self._has_numbers(judged, c) for c in clauses):
            named = max((self._named(judged, c) for c in clauses), default=0)
        if named:
            counted = [(float(named), self.places[0])]
        if not counted:
            return None
        number, unit = max(counted)
        values = self.values(number, unit or None)
        if not values or (known and self.rank(known) >= self.rank(values[0])):
            return None
        chance = (SURELY if unit and not named else RATHER) / len(values)
        return {**dict.fromkeys(values, chance), "": 1 - chance * len(values)}

    def _counted(
        self, judged: Judged, clause: Clause, things: Set[str]
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
                if unit is not None and share.whole != PERCENT and share.part:
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
            measured = _MEASURED.match(judged.text, of[end - 1].end) or judged.text.startswith(
                _SETS, max(0, of[i].start - 1)
            )
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
        behind = i + 1 < clause.last and self._unit(judged, clause, i + 1, things)
        if not (thing or unit or (self._extent("within", judged, i - 1) and not behind)):
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

    def rank(self, value: str) -> float:
        """From how many on it is a value; the more, the wider."""
        return max((line.least for line in self._lines if line.value == value), default=0.0)

    def _named(self, judged: Judged, clause: Clause) -> int:
        """How many places a clause calls by their names: *Whin Hill, Langrigg or Beck Foot*.

        Of several that no comma joins, one is the other's address.
        """
        if not self.places or not _tells(clause):
            return 0
        of, text = judged.words, judged.text
        taken = {i for h in (*clause.hits, *clause.cues) for i in range(h.first, h.last)}
        begun = [
            i
            for i in range(clause.first, clause.last)
            if i not in taken
            and _NAME.fullmatch(text, of[i].start, of[i].end)
            and of[i].plain not in self._language.function
        ]
        runs: list[list[int]] = []
        for i in begun:
            if runs and runs[-1][-1] == i - 1 and of[i].start - of[i - 1].end == 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        names, end = 0, 0
        for run in runs:
            before = text[: of[run[0]].start].rstrip(" \t\"'")
            begins = not before or before[-1] in _ENDS
            # Some languages begin every noun with a capital.
            if len(run) == 1 and (begins or self._language.knows(of[run[0]].stem)):
                continue
            joined = all(_joins(self._language, of[m].plain) for m in range(end, run[0]))
            names, end = names + 1 if joined or not names else names, run[-1] + 1
        return names

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
                return name if name in self.units else word.plain
            named = any(h.first <= k < h.last and h.concept in things for h in clause.hits)
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


def _joins(language: Language, word: str) -> bool:
    """Whether a word joins things: *and*, *or*."""
    return bool(language.joining.at([word], 0) or language.amounts["or"].at([word], 0))


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
        joins = word in language.function
        if last and (joins or _SEPARATES.fullmatch(between)):
            yield singular(last)
            last = None
        if ")" in between and inside:
            break
        if not joins and word.isalpha():
            last = word
        elif joins and not _joins(language, word):
            break
    if last:
        yield singular(last)


def bounded(facts: Iterable[Fact], language: Language) -> dict[str, Bounds]:
    """The facts that draw lines by numbers, each with its lines."""
    found = {fact.id: Bounds(fact, language) for fact in facts}
    return {fact: bounds for fact, bounds in found.items() if bounds}
