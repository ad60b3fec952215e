"""Which unit of a description says a fact by itself, so that a reader believes it of these words.

A unit is asked twice: what it says by its language, and what was learned of such words alone.  Both
have to say the value, or nearly that; where no unit does, no words are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from calculator.engine.reading.absence import befalls_none
from calculator.engine.reading.chances import Weigher
from calculator.engine.reading.judged import COUNTS, Clause, Judge, Judged
from calculator.engine.reading.language import HAPPENS, KIND_OF, Language
from calculator.engine.reading.naming import who_and_where
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.passages import LONGER, PART, SHORT, is_character, marked
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.text import Word
from calculator.engine.reading.turns import begins_with_others, is_empty, tells_besides, turns
from calculator.engine.reading.units import within
from calculator.engine.reading.values import Values
from calculator.engine.reading.weights import Chances
from calculator.engine.reading.whom import telling, troubled

NEARLY: Mapping[str, Mapping[str, float]] = {
    "outage": {"degradation": 0.6, "unsaid": 0.3},
    "degradation": {"outage": 0.8, "unsaid": 0.3},
    "question": {"change": 0.9, "fine": 0.7},
    "change": {"question": 0.5},
}
"""What says nearly what a value means."""

BROKEN = frozenset(("outage", "degradation", "wrong", "lost"))
"""What has words that say nearly the same."""

ASIDE = 0.5
"""What is not live says so much at least of what is broken: *he says that nobody gets in*."""

NOT_LIVE = 0.7
"""What is over, planned or an exercise says so clearly that nothing is broken."""

TURNED = 0.6
"""What stands behind *but* or *and* tells it if it says it so much as clearly as what stands
before, where that has no word for it."""

ASKED = 0.5
"""A question word says so clearly that something is asked."""

LEAST, CLEARLY = 0.2, 0.35
"""A unit says a value if it says so by its language and by what was learned at least so much, and
so much by both together."""

NAMED, HINTED, DENIES = 0.3, 0.25, 0.1
"""So much more clearly says it what names the thing, has a word for what happens, or says what does
not happen."""

SHARE = 0.5
"""So much more clearly if all that words add by what was learned stands in it."""

UNHEARD = 0.15
"""So much less clearly if the language hears nothing of it."""

SILENCE = 0.3
"""What was learned says nothing of a short unit by itself: so much of that speaks for a value."""

BESIDES, HEADING, EMPTY = 0.3, 0.3, 0.5
"""So much less clearly says it what tells since when or why or begins with others; what may be a
heading, or does not count; what is empty."""

CALLED = {"everyone": "everybody", "many": "most", "few": "single", "one": "single"}
"""The cues that say how many are concerned."""

COUNTED, TOLD, ALONE, OF_WHOLE, DECIDING = 3.0, 1.5, 1.0, 0.5, 0.3
"""So clearly tells a count how many are concerned, or a word; so much more clearly a word that
tells it alone, a share of a whole, and what stands where it is said what happens."""

WORKS = 0.6
"""What works with this probability concerns nobody."""

SLIGHT = 0.01
"""A smaller share is no word for many."""

BRIEF = 3
"""A heading has at most so many words."""

WINDOW = 14
"""So many words are shown of a long unit, at most."""

ASKED_TWICE = 5
"""So many units are asked by what was learned, too: those that seem to tell most."""

NOTHING = 0.95
"""What says nothing with this probability tells nothing, whatever was learned."""

SILENT = 0.8
"""What says nothing with this probability has a word for what happens by chance."""

LEARNED, SURELY = 0.8, 0.95
"""What was learned says so surely that a unit tells it of which the language hears nothing, or
rather that it works."""

HARDLY = 0.05
"""The least by what was learned beside a word that tells it alone."""

WHO, HEARD, FAINTLY = 0.45, 0.4, 0.1
"""By both so clearly, or by its language if it tells what happens, and by either at least so, a
unit as a whole tells how many are concerned."""

LIKELY = 0.5
"""With this probability a unit is about a thing."""


class Clearest:
    """Finds the clearest of the units of an issue."""

    def __init__(self, values: Values, weigher: Weigher, language: Language) -> None:
        self._values = values
        self._weigher = weigher
        self._language = language
        self._classes = dict(weigher.weights.questions) if weigher.weights else {}
        self._words: Sequence[Word] = ()
        self._known: dict[tuple[int, int], dict[str, Chances]] = {}
        """What was learned of the units of the description with these words."""

    def of_what(
        self, judged: Judged, facts: Mapping[str, str], fact: str, shares: Sequence[float]
    ) -> Clause | None:
        """The unit that says most clearly what happens; None if none says it.

        ``shares`` are what each word adds to its value by what was learned.
        """
        if only := self._only(judged):
            return only
        told = [*self._told(judged, facts, fact, shares)]
        best = max(told, key=lambda each: each[0])[1] if told else None
        behind = next((unit for unit in judged.clauses if best and unit.first == best.last), None)
        if told and best and behind and self._goes_on(judged, behind, [u for _, u in told]):
            told_so = any(c.concept == NEGATED for c in best.cues)
            told_so = told_so or bool(self._values.speaking(fact, facts[fact], best))
            least = self.says(best, fact, facts[fact]) * (1.0 if told_so else TURNED)
            if self.says(behind, fact, facts[fact]) >= least:
                return behind
        return best

    def is_of(self, judged: Judged, unit: Clause | None, fact: str, value: str) -> bool:
        """Whether a unit is about a thing by what was learned."""
        return unit is not None and (self.learned(judged, unit, fact, value) or 0.0) >= LIKELY

    def of_thing(
        self, judged: Judged, fact: str, value: str, deciding: Clause | None
    ) -> Clause | None:
        """The unit that is about a thing by what was learned, rather the one that decides."""
        likely = []
        for unit in judged.clauses:
            if unit is not deciding and (unit.level == 1 or unit.what["fine"] >= WORKS):
                continue
            learned = self.learned(judged, unit, fact, value) or 0.0
            if learned >= LIKELY and unit is deciding:
                return unit
            likely.append((learned * (1 - unit.what["none"] / 2), unit))
        best = max(likely, key=lambda each: each[0], default=None)
        return best[1] if best and best[0] >= LIKELY else None

    def narrowed(self, judge: Judge, judged: Judged, unit: Clause, fact: str, value: str) -> Clause:
        """A unit, or so many words of it that say a value most clearly, if it is long."""
        if unit.last - unit.first <= PART or is_character(judged.plain[unit.first]):
            return unit
        function, plain = self._language.function, judged.plain
        inside = {i for c in unit.counts for i in range(c.first + 1, c.last)}
        free = [i for i in range(unit.first + 1, unit.last) if i not in inside]
        begin = [unit.first, *(i for i in free if plain[i - 1] not in function)]
        end = [*(i for i in free if plain[i] in function and i - 1 in begin), unit.last]
        spans = [
            (i, max((k for k in end if i + SHORT <= k <= i + WINDOW), default=0)) for i in begin
        ]
        parts = [within(self._language, judge, judged, unit, i, k) for i, k in spans if k]

        def clearly(part: Clause) -> float:
            begins = range(part.first, part.first + BRIEF)
            besides = any(tells_besides(self._language, judged, part, i) for i in begins)
            learned = self.learned(judged, part, fact, value) or 0.0
            return self.says(part, fact, value) + learned - BESIDES * besides

        return max(parts, key=clearly, default=unit)

    def _told(
        self, judged: Judged, facts: Mapping[str, str], fact: str, shares: Sequence[float]
    ) -> Iterator[tuple[float, Clause]]:
        value, broken = facts[fact], self._is_broken(fact, facts[fact])
        whole = sum(share for share in shares if share > 0) or 1.0

        def tells(unit: Clause) -> float:
            added = sum(share for share in shares[unit.first : unit.last] if share > 0)
            return self.says(unit, fact, value) + added / whole

        likely = sorted(judged.clauses, key=tells, reverse=True)[:ASKED_TWICE]
        for unit in sorted(likely, key=lambda unit: unit.first):
            spoken = self._values.speaking(fact, value, unit)
            hinted = any("^" not in h.concept for h in spoken) and unit.what["none"] < SILENT
            if unit.what["none"] >= NOTHING and self.says(unit, fact, value) < LEAST:
                continue
            if not hinted and any(count.kind == "all-but" for count in unit.counts):
                # What the others can is no word for what some cannot.
                continue
            says, learned = self.both(judged, unit, fact, value)
            if not hinted and not self._is_told(judged, unit, says, learned, broken=broken):
                continue
            both = (says + learned) / 2
            more = self._besides(unit, facts) * min(max(says, 0.0), 1.0)
            more += HINTED * hinted * says - self._less(judged, unit)
            more += HINTED * (unit.asks and not broken)
            more += SHARE * sum(s for s in shares[unit.first : unit.last] if s > 0) / whole
            yield both + more - UNHEARD * (says < LEAST), unit

    def _goes_on(self, judged: Judged, unit: Clause, told: Sequence[Clause]) -> bool:
        """Whether a unit begins with *but*, and tells it, or behind a mark with *and*."""
        if turns(self._language, judged, unit):
            return unit in told
        joins = self._language.thought["joins"].at(judged.plain, unit.first) > 0
        return joins and marked(judged, unit.first) and unit.what["none"] < LIKELY

    @staticmethod
    def _only(judged: Judged) -> Clause | None:
        """The only unit that says anything, if there is one."""
        saying = [unit for unit in judged.clauses if unit.level] or [*judged.clauses]
        return (
            saying[0] if len(saying) == 1 and saying[0].last - saying[0].first <= LONGER else None
        )

    def of_whom(
        self, judged: Judged, facts: Mapping[str, str], fact: str, deciding: Clause | None
    ) -> tuple[Clause, tuple[int, int]] | None:
        """The words that say most clearly how many are concerned, and their unit: a count, words
        for how many, else a unit that says so as a whole; None if none does."""
        found = [*self._concerned(judged, facts, fact, deciding)]
        who = {meaning for meaning, v in self._values.means[fact].items() if v == facts[fact]}
        if word := telling(self._language, judged, deciding or judged.clauses[0], who):
            learned = self.learned(judged, word[0], fact, facts[fact])
            slight = "many" in who and any(map(_is_slight, word[0].counts))
            if not slight and (learned is None or learned >= HARDLY):
                found.append((TOLD + ALONE + troubled(word[0]), *word))
        best = max(found, key=lambda each: each[0], default=None)
        return best[1:] if best else None

    def _concerned(
        self, judged: Judged, facts: Mapping[str, str], fact: str, deciding: Clause | None
    ) -> Iterator[tuple[float, Clause, tuple[int, int]]]:
        value, values = facts[fact], self._values
        what = {m for f, v in facts.items() for m, w in values.means[f].items() if v == w}
        broken = bool(what & BROKEN) or not what & {*HAPPENS}
        called = {CALLED.get(m) for m, v in values.means[fact].items() if v == value}
        all_, many = (values.means[fact].get(m) == value for m in ("everyone", "many"))
        for unit in judged.clauses:
            if unit.level == 1 and unit.other not in ("others", "over"):
                continue
            told = [*self._weigher.counted(unit)]
            slight = many and any(map(_is_slight, unit.counts))
            counts = [c for c, says in told if says.get(fact) == value and not slight]
            none_of = [c for c in unit.counts if c.kind == "none-of" and c.people and all_]
            if none_of and self.both(judged, unit, fact, value)[1] >= LIKELY:
                counts += none_of
            against = any(says.get(fact, value) != value for _, says in told)
            near = DECIDING * (unit is deciding) + troubled(unit)
            for count in counts:
                shared = count.whole is not None or unit.what["fine"] < WORKS
                if count.people or (broken and shared):
                    clear = COUNTED + count.people + OF_WHOLE * (count.whole is not None) + near
                    yield clear, unit, (count.first, count.last)
            works = unit.what["fine"] >= WORKS and not counts
            others = self._speaks_of_others(judged, unit)
            if against or slight or others or not broken or works or troubled(unit) < LEAST:
                continue
            says, learned = self.both(judged, unit, fact, value)
            both, size = (says + learned) / 2, unit.last - unit.first
            spoken = [(h.first, h.last) for h in values.speaking(fact, value, unit)]
            none = {*befalls_none(self._language, judged.plain, unit.first, unit.last)}
            spoken += [(c.first, c.last) for c in unit.cues if c.concept in called]
            spoken = [span for span in spoken if span[0] not in none]
            decides = unit is deciding and says >= HEARD
            if spoken and max(says, learned) >= LEAST:
                yield TOLD + both + near, unit, max(spoken, key=lambda s: s[1] - s[0])
            elif size > BRIEF and (both >= WHO or decides) and min(says, learned) >= FAINTLY:
                yield both + near, unit, (unit.first, unit.last)

    def _speaks_of_others(self, judged: Judged, unit: Clause) -> bool:
        """Whether a unit tells of others than those that are concerned."""
        others = self._language.extent["others"]
        return any(others.at(judged.plain, i) for i in range(unit.first, unit.last))

    def both(self, judged: Judged, unit: Clause, fact: str, value: str) -> tuple[float, float]:
        """How clearly a unit says a value by its language, and by what was learned."""
        says = self.says(unit, fact, value)
        learned = self.learned(judged, unit, fact, value)
        return says, max(says, LIKELY) if learned is None else learned

    @staticmethod
    def _is_told(
        judged: Judged, unit: Clause, says: float, learned: float, *, broken: bool
    ) -> bool:
        """Whether a unit tells what happens: by both, or surely by what was learned."""
        works = broken and unit.what["fine"] >= LIKELY
        whole = unit.first == 0 or marked(judged, unit.first) or unit.level == COUNTS
        if learned >= (SURELY if works else LEARNED) and learned > says and whole:
            return True
        silent = broken and unit.what["none"] >= LIKELY and not unit.asks
        least = min(says, learned) >= LEAST and says + learned >= 2 * CLEARLY
        return least and not silent and not works

    def _is_broken(self, fact: str, value: str) -> bool:
        return any(v == value and m in BROKEN for m, v in self._values.means[fact].items())

    def says(self, unit: Clause, fact: str, value: str) -> float:
        """How clearly a unit says by its language what a value means, or nearly that."""
        says, live = 0.0, unit.status["live"]
        for meaning, means in self._values.means[fact].items():
            if means != value:
                continue
            if meaning not in HAPPENS:
                says += unit.who.get(meaning, 0.0)
                continue
            kind = KIND_OF.get(meaning, meaning)
            told = unit.status["planned"] if meaning == "planned" else unit.what.get(kind, 0.0)
            said = max(told, unit.kinds.get(meaning, 0.0))
            said += sum(unit.what[m] * p for m, p in NEARLY.get(kind, {}).items())
            if meaning in BROKEN:
                said = (said - unit.what["fine"]) * max(live, ASIDE)
            if meaning == "question":
                said += NOT_LIVE * (1 - live) * (1 - unit.what["none"])
                if unit.asks or any(cue.concept == "asking" for cue in unit.cues):
                    said = max(said, ASKED)
            says = max(says, said)
        return min(says, 1.0)

    def learned(self, judged: Judged, unit: Clause, fact: str, value: str) -> float | None:
        """How likely a unit says a value, or nearly that, by what was learned; None if nothing
        was."""
        weights = self._weigher.weights
        if not weights or value not in self._classes.get(fact, ()):
            return None
        if unit.idle:
            return 0.0
        if self._words is not judged.words:
            self._words, self._known = judged.words, {}
        if (place := (unit.first, unit.last)) not in self._known:
            self._known[place] = weights.chances(shown(replace(judged, clauses=(unit,))))
        told = self._known[place][fact]
        means = self._values.means[fact]
        near = {
            means[m]: p
            for meaning, v in means.items()
            if v == value
            for m, p in NEARLY.get(meaning, {}).items()
            if means.get(m, value) != value
        }
        silence = told.get("", 0.0) * SILENCE * (unit.last - unit.first <= SHORT and bool(near))
        return told[value] + sum(told.get(v, 0.0) * p for v, p in near.items()) + silence

    def _besides(self, unit: Clause, facts: Mapping[str, str]) -> float:
        """How much more clearly a unit says it that names the thing, or what does not happen."""
        values = self._values
        named = any(values.speaking(f, facts[f], unit) for f in values.named if f in facts)
        return NAMED * named + DENIES * any(cue.concept == NEGATED for cue in unit.cues)

    def _less(self, judged: Judged, unit: Clause) -> float:
        """How much less clearly a unit says it for what it tells instead."""
        language = self._language
        less = BESIDES * tells_besides(language, judged, unit, unit.first)
        less += BESIDES * begins_with_others(language, judged, unit)
        size = sum(word not in "?!%" for word in judged.plain[unit.first : unit.last])
        less += HEADING * ((size <= BRIEF) + (unit.level < COUNTS))
        return less + EMPTY * is_empty(language, judged, unit, who_and_where(unit))


def _is_slight(count: Count) -> bool:
    """Whether a share is less than one in a hundred: *3 people in 2,600* are a few."""
    return count.whole is not None and 0 < count.part < count.whole * SLIGHT
