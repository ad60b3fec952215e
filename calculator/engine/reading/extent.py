"""How many things of a kind a description speaks of: *no door*, *tills 2 and 5*, *our only one*.

Some policies count users, others the things themselves: terminals, lines, wards.  Of things it is
told by the words around their names, and by numbers; of users the language was taught to hear it.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from calculator.engine.reading.concerned import PERCENT, extent
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbers import Count

FAR = 4
"""So many words may stand between what tells how many, and the thing."""

NEGATED = 8
"""So many words before *a single one* says a negation that it is none."""

BROKEN = 0.4
"""A clause that says with this probability that something is broken tells of how much."""

SURELY = 0.7
"""A clause in which people are all or none says with this probability that something is broken."""

SOLE, SHARE, EVERY, NAMED, WHOLE, SINGLE, COUNT, LACK = 3.0, 2.5, 2.0, 1.8, 1.7, 1.5, 1.4, 1.0
"""How clearly it is said: that there is only one; a share of a whole; *every*, *some*; things by
their numbers; *nobody*; *one*; a bare number; *no* of something."""

CHANCES = ((1.6, 0.9), (1.2, 0.8), (0.0, 0.5))
"""What is said more clearly than this is so likely."""

SPARED = 0.3
"""So much less clearly all are meant where others are spoken of that work."""


@dataclass(frozen=True)
class Extent:
    """How many are meant (``everyone``, ``many``, ``few`` or ``one``), how clearly it is said, and
    by which words."""

    who: str
    weight: float
    first: int
    last: int


def of_things(language: Language, judged: Judged, things: Set[str]) -> list[Extent]:
    """What a description says of how many things are concerned, clearest first.

    ``things`` are the concepts of phrases that name things.
    """
    found = _Telling(language, judged, things)
    extents = list(found.extents())
    if found.spared:
        extents = [
            replace(e, who="many", weight=e.weight - SPARED)
            if e.who == "everyone" and e.weight < SOLE
            else e
            for e in extents
        ]
    return sorted(extents, key=lambda e: -e.weight)


class _Telling:
    """One description, and what is told in it."""

    def __init__(self, language: Language, judged: Judged, things: Set[str]) -> None:
        self._language = language
        self._judged = judged
        self._things = things
        self._plain = [word.plain for word in judged.words]
        self.spared = False
        """Whether others are spoken of that work."""

    def extents(self) -> Iterator[Extent]:
        for clause in self._judged.clauses:
            if clause.level == 1:
                continue
            yield from self._soles(clause)
            works = clause.what["fine"]
            broken = clause.what["outage"] + clause.what["degradation"] + clause.what["unsaid"]
            if self._speaks_of_others(clause):
                rather_works = broken < 2 * works + 0.2
                self.spared |= rather_works or not self._named(clause)
                if rather_works:
                    continue
            if clause.level < COUNTS or broken < BROKEN:
                if works > broken:
                    yield from self._shares(clause, broken=False)
                continue
            yield from self._shares(clause, broken=True)
            named = self._named(clause)
            if named and broken >= SURELY:
                yield from self._wholes(clause)
            for first, last in named:
                yield from self._around(clause, first, last)

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
        for first, last in sorted(
            (h.first, h.last) for h in clause.hits if h.concept in self._things
        ):
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
                yield Extent(
                    "everyone", SOLE, max(clause.first, i - 1), min(clause.last, behind + FAR)
                )

    def _wholes(self, clause: Clause) -> Iterator[Extent]:
        for i in range(clause.first, clause.last):
            size = self._at("whole", i)
            if size and not self._at("others", i):
                yield Extent("everyone", WHOLE, i, i + size)

    def _shares(self, clause: Clause, *, broken: bool) -> Iterator[Extent]:
        for count in clause.counts:
            if count.whole is None or count.whole == PERCENT:
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
                if broken and count.part == 1 and self._is_negated(clause, count.first):
                    who = "everyone"
                first = count.first
                if first > clause.first and self._at("every", first - 1):
                    who, first = "everyone", first - 1
                yield Extent(who, SHARE, first, count.last)

    def _is_name(self, clause: Clause, count: Count) -> bool:
        """Whether the part of a whole is the number of one thing: *line 2 of our 4*."""
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
                if not self._joined(i + size, first, kind):
                    continue
                if kind == "single" and self._is_negated(clause, i):
                    yield Extent("everyone", EVERY, i, last)
                elif kind != "single" or self._plain[i] not in ("a", "an", "the"):
                    yield Extent(who, weight, i, last)
        numbers, end = self._numbered(last, clause.last)
        if numbers:
            yield Extent("one" if numbers == 1 else "few", NAMED, first, end)
            return
        for i in range(max(begin, first - 2), first):
            number = self._language.numbers.number(self._judged.words, i)
            if number and number[1] == first and number[0] > 1:
                yield Extent(extent(number[0]), COUNT, i, last)
                return

    def _joined(self, i: int, thing: int, kind: str) -> bool:
        """Whether what stands between is of the same name: *all our three ... doors*."""
        spare = 1 if kind == "every" else 0
        for k in range(i, thing):
            word = self._plain[k]
            known = word in self._language.function or word in ("single", "of")
            if not known and not self._language.numbers.number(self._judged.words, k):
                spare -= 1
        return spare >= 0 and thing - i <= FAR and not self._at("others", i)

    def _numbered(self, i: int, end: int) -> tuple[int, int]:
        """How many numbers name things behind a word, and where they end: *tills 2, 5 and 6*."""
        found = 0
        while i < end:
            if self._is_number(i):
                found, i = found + 1, i + 1
                continue
            size = self._at("ranges", i) if found else 0
            if not size or i + size >= end or not self._is_number(i + size):
                break
            i += size
        return found, i

    def _is_number(self, i: int) -> bool:
        word = self._plain[i]
        return (word.isdecimal() and word != "0") or (len(word) == 1 and word in "bcdfgh")


def likely(extents: Sequence[Extent]) -> tuple[str, float] | None:
    """How many are meant by the clearest words, and how likely that is; None if none tell."""
    if not extents:
        return None
    clearest = extents[0]
    return clearest.who, next(p for least, p in CHANCES if clearest.weight > least)


def hides(extents: Sequence[Extent], first: int, last: int) -> bool:
    """Whether words that tell how many hold others, and more: in *all six of our shops* there is
    no *six of*."""
    return any(
        e.first <= first and last <= e.last and last - first < e.last - e.first for e in extents
    )
