"""The words that say so: a phrase that somebody believes who reads nothing else.

A phrase that names a thing is its own evidence.  For what else is read there is one stretch of the
clause that says it most: how many it is stands in its count or in *nobody*, *only me*; what happens
in the words around the weightiest one, up to the next mark.  No stretch cuts a negation or a count
off, none consists of function words, and none is of words that were laid aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculator.engine.reading.absence import befalls_none
from calculator.engine.reading.chances import Issue, Weigher
from calculator.engine.reading.clearest import Clearest
from calculator.engine.reading.judged import Clause, Judge, Judged
from calculator.engine.reading.language import HAPPENS, KIND_OF, WHAT, WHO, Language
from calculator.engine.reading.naming import (
    DIRECT,
    HINT,
    is_others,
    joined,
    names_best,
    telling_word,
    who_and_where,
)
from calculator.engine.reading.passages import LONGER, SHORT, Passages, closed, part
from calculator.engine.reading.result import Aside, Evidence
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.turns import (
    begins_with_others,
    goes_on_with_others,
    is_empty,
    tells_besides,
)
from calculator.engine.reading.units import in_units
from calculator.engine.reading.values import Values

MUCH = 0.3
"""A clause that adds so much of all that words add to a value tells it."""

CALLED = {"everyone": "everybody", "many": "most", "few": "single", "one": "single"}
"""The cues that say how many are concerned."""

NEARLY: Mapping[str, Mapping[str, float]] = {
    "outage": {"degradation": 0.5},
    "degradation": {"outage": 1.0},
    "question": {"change": 0.8, "fine": 0.3},
    "change": {"question": 0.5},
    "wrong": {"degradation": 0.5},
    "lost": {"degradation": 0.5},
}
"""What says nearly what a value means."""

LEARNED, CLEARLY = 0.5, 2.0
"""How much a word weighs by what was learned, beside how much by its language, and a clause."""

WORKING_CUE = "working"
"""The cue of what works."""

BROKEN = frozenset(("outage", "degradation"))
"""What has words that say nearly the same."""

TOLD = 2.0
SPOKEN = 1.0
"""What a count says of how many are concerned, or a hint, is said more clearly than otherwise."""

NAMED = 0.3
"""So much more weighs a word beside the name of what it happens to."""

BESIDES = 0.5
"""So much less clearly says a clause what happens that tells since when, why or although what."""


ASKED = 0.4
"""So much more clearly says what ends with a question mark that it is a question."""


TELLING = 0.4
"""What stands between two marks tells it if some word there weighs as much beside the weightiest
one of the clause."""


SPARED = 0.8
"""So much less clearly says a clause what happens that begins with others."""

WORKS, LIVE = 0.2, 0.5
"""What works with this probability concerns nobody, if it has a word for it, nor does what is live
with less than this."""

WORKING = 0.8
"""So much less clearly says a clause what is broken that has a word for what works."""


LABEL = 2
"""What says nothing in at most so many words is a label or a name."""

SAID = 0.6
"""With this probability a clause says something rather than anything else."""


class Witness:
    """Finds the words that say a policy's facts."""

    def __init__(self, values: Values, weigher: Weigher, judge: Judge, language: Language) -> None:
        self._values = values
        self._weigher = weigher
        self._judge = judge
        self._language = language
        self._passages = Passages(language)
        self._clearest = Clearest(values, weigher, language)
        self._classes = dict(weigher.weights.questions) if weigher.weights else {}
        self._empty = language.function | {"?", "!", "%"}

    def evidence(self, issue: Issue, facts: Mapping[str, str]) -> tuple[Evidence, ...]:
        """The words of an issue that say these facts, in order."""
        if not facts:
            return ()
        words, found = issue.judged.words, []
        issue = self._in_units(issue)
        what = next((f for f in facts if self._asks_what(f)), None)
        shares = self._learned(issue, what, facts[what]) if what else ()
        decides = self._clearest.of_what(issue.judged, facts, what, shares) if what else None
        for fact, value in facts.items():
            for first, last in self._spans(issue, facts, fact, decides):
                span = closed(issue.judged.text, words[first].start, words[last - 1].end)
                found.append(Evidence(fact, value, *span))
        return tuple(sorted(found, key=lambda e: (e.start, e.end, e.fact)))

    def _in_units(self, issue: Issue) -> Issue:
        """The same issue, its longer clauses cut into units of sense."""
        judged, weights = issue.judged, self._weigher.weights
        units = in_units(self._language, self._judge, judged)
        traced = issue.traced or (weights.traced(shown(judged)) if weights else None)
        return replace(issue, judged=units, traced=traced)

    def _spans(
        self, issue: Issue, facts: Mapping[str, str], fact: str, decides: Clause | None
    ) -> list[tuple[int, int]]:
        judged, value = issue.judged, facts[fact]
        if fact in self._values.circumstances:
            told = [(s.first, s.last) for s in issue.around[fact] if s.tells(value)]
            return sorted({tuple(judged.stems[i:j]): (i, j) for i, j in told[::-1]}.values())
        if fact not in issue.said and (counted := self._counted(issue, fact, value)):
            return [counted]
        found = self._values.spans(fact, value, judged.counting)
        if found and issue.said.get(fact) == value:
            if self._asks_what(fact):
                clause = max(judged.counting, key=lambda c: c.first <= found[0][0] < c.last)
                return [self._passages.around(judged, clause, found[0])]
            named = {tuple(judged.stems[first:last]): (first, last) for first, last in found[::-1]}
            return sorted(named.values())
        shares = self._learned(issue, fact, value)
        if self._asks_what(fact):
            return [self._what(judged, decides, fact, value, shares)] if decides else []
        if self._asks_who(fact):
            return self._who(judged, facts, fact, decides)
        clause = self._deciding(judged, facts, fact, shares)
        if fact in self._values.named:
            kind, best = names_best(self._values, judged, clause, fact, value)
            direct = kind in DIRECT or any(last - first > 1 for first, last in best)
            spared = kind == HINT and self._names_what_works(judged, best)
            if direct and not (spared and self._clearest.is_of(judged, decides, fact, value)):
                return best
            return self._thing(issue, facts, fact, decides, best)
        return [self._telling(judged, clause, fact, value, shares)]

    @staticmethod
    def _names_what_works(judged: Judged, named: Sequence[tuple[int, int]]) -> bool:
        """Whether a thing is only named where something may well work."""
        clauses = judged.clauses
        told = (c for c in clauses if any(c.first <= first < c.last for first, _ in named))
        return len(clauses) > 1 and all(c.what["fine"] >= MUCH for c in told)

    def _what(
        self, judged: Judged, unit: Clause, fact: str, value: str, shares: Sequence[float]
    ) -> tuple[int, int]:
        """The words of a unit that say what happens."""
        part = self._clearest.narrowed(self._judge, judged, unit, fact, value)
        return self._telling(judged, part, fact, value, shares)

    def _thing(
        self,
        issue: Issue,
        facts: Mapping[str, str],
        fact: str,
        decides: Clause | None,
        implied: Sequence[tuple[int, int]],
    ) -> list[tuple[int, int]]:
        """The words that tell what it is about, where none names it by itself."""
        judged, shares = issue.judged, self._learned(issue, fact, facts[fact])
        if not any(shares):
            return self._implying(judged, shares, implied) or [*implied]
        unit = self._clearest.of_thing(judged, fact, facts[fact], decides)
        if not unit:
            return [*implied]
        what = next((f for f in facts if self._asks_what(f)), None)
        if what and unit is decides:
            value = facts[what]
            return [self._what(judged, unit, what, value, self._learned(issue, what, value))]
        inside = [span for span in implied if unit.first <= span[0] < unit.last]
        best = max(range(unit.first, unit.last), key=lambda i: shares[i])
        return [self._around(judged, unit, (inside or [(best, best + 1)])[0])]

    def _who(
        self, judged: Judged, facts: Mapping[str, str], fact: str, decides: Clause | None
    ) -> list[tuple[int, int]]:
        """The words that say how many are concerned, with what belongs to them."""
        found = self._clearest.of_whom(judged, facts, fact, decides)
        if not found:
            return []
        unit, span = found
        if span == (unit.first, unit.last):
            nothing = [0.0] * len(judged.words)
            span = self._weightiest(judged, unit, fact, facts[fact], nothing)
            return [self._around(judged, unit, span)]
        return [self._passages.near(judged, unit, span)]

    def _telling(
        self, judged: Judged, unit: Clause, fact: str, value: str, shares: Sequence[float]
    ) -> tuple[int, int]:
        """The words of a unit that say a value."""
        if unit.last - unit.first <= SHORT:
            return self._passages.around(judged, unit, (unit.last - 1, unit.last))
        best = self._exact(judged, unit, fact, value)
        best = best or self._weightiest(judged, unit, fact, value, shares)
        return self._around(judged, unit, best)

    def _around(self, judged: Judged, clause: Clause, of: tuple[int, int]) -> tuple[int, int]:
        brief = SHORT < clause.last - clause.first <= LONGER and clause.commas
        spared = self._spared(judged, clause, self._fine(judged, clause)) if brief else set[int]()
        return self._passages.around(judged, clause, of, spared)

    def _fine(self, judged: Judged, clause: Clause) -> Sequence[float]:
        """What each word of a clause adds to its saying that something works."""
        masked, at = self._judge.masked(judged.stems, clause)
        works = self._language.weights.traced(masked).shares("what", "fine")
        return [works[place] for place in at]

    def _implying(
        self, judged: Judged, shares: Sequence[float], implied: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """What stands around words that imply a thing, or tell most by what was learned, in the
        clause that tells much of it."""
        whole = sum(share for share in shares if share > 0)
        told = [
            (sum(s for s in shares[c.first : c.last] if s > 0), c)
            for c in judged.clauses
            if c.what["fine"] < SAID or len(judged.clauses) == 1
        ]
        share, clause = max(told, key=lambda each: each[0], default=(0.0, judged.clauses[0]))
        if not whole or share < MUCH * whole:
            return telling_word(judged, shares, self._empty)
        full = [
            i for i in range(clause.first, clause.last) if judged.words[i].plain not in self._empty
        ]
        if not full:
            return []
        best = max(full, key=lambda i: shares[i])
        inside = [span for span in implied if clause.first <= span[0] < clause.last]
        return [self._around(judged, clause, (inside or [(best, best + 1)])[0])]

    def vouches(self, issue: Issue, facts: Mapping[str, str], fact: str) -> bool:
        """Whether there are words for a value, rather than a likeness to what was learned."""
        value = facts[fact]
        if fact in self._values.circumstances:
            return any(spoken.tells(value) for spoken in issue.around[fact])
        if issue.said.get(fact) == value or self._asks_what(fact):
            return True
        if fact in self._values.named and is_others(self._values, issue.judged, fact, value):
            return False
        if self._counted(issue, fact, value):
            return True
        shares = self._learned(issue, fact, value)
        clause = self._deciding(issue.judged, facts, fact, shares)
        return self._exact(issue.judged, clause, fact, value) is not None

    def _counted(self, issue: Issue, fact: str, value: str) -> tuple[int, int] | None:
        """The words that tell how many things are concerned, if they are what tells a value."""
        if fact not in self._values.counting_things or not issue.told.extents:
            return None
        clearest = issue.told.extents[0]
        tells = self._weigher.value_of_things(fact, clearest) == value
        return (clearest.first, clearest.last) if tells else None

    # -- which clause says it ---------------------------------------------------------------------

    def _deciding(
        self, judged: Judged, facts: Mapping[str, str], fact: str, shares: Sequence[float]
    ) -> Clause:
        """The clause that says most clearly that a fact has a value."""
        value = facts[fact]
        whole = sum(share for share in shares if share > 0) or 1.0

        asks_who = self._asks_who(fact)

        def clearly(clause: Clause) -> float:
            learned = sum(s for s in shares[clause.first : clause.last] if s > 0) / whole
            told = any((fact, value) in v.items() for _, v in self._weigher.counted(clause))
            spoken = self._values.speaking(fact, value, clause)
            said = SPOKEN if any("^" not in hit.concept for hit in spoken) else 0.0
            says = self._says(fact, value, clause)
            besides = BESIDES * tells_besides(self._language, judged, clause, clause.first)
            others = begins_with_others(self._language, judged, clause)
            besides += SPARED * others
            works = {WORKING_CUE, NEGATED} & {c.concept for c in clause.cues} == {WORKING_CUE}
            unlikely = clause.what["fine"] >= WORKS or clause.status["live"] < LIVE
            if works and asks_who and unlikely and (learned < MUCH or others):
                says -= WORKING
            if goes_on_with_others(self._language, judged, clause):
                # That these work says nothing of those.
                says += clause.what["fine"] * clause.status["live"]
            besides += ASKED * (clause.asks and asks_who)
            return says + CLEARLY * learned + TOLD * told + said - besides

        said = tuple(c for c in judged.counting if not is_empty(self._language, judged, c, set()))
        said = said or judged.counting
        if asks_who:
            said = tuple(
                c for c in judged.clauses if c in said or self._names(judged, c, fact, value)
            )
        return max(said, key=clearly)

    def _names(self, judged: Judged, clause: Clause, fact: str, value: str) -> bool:
        """Whether a clause that says nothing else says how many are concerned: *it is only me*."""
        return clause.level == 0 and self._exact(judged, clause, fact, value) is not None

    def _says(self, fact: str, value: str, clause: Clause) -> float:
        """How clearly a clause says how many are concerned; how many are spared is said of
        others."""
        works = clause.what["fine"]
        return sum(
            clause.who.get(meaning, 0.0) * (1 - clause.what["none"] - works)
            - works * clause.status["live"]
            for meaning in self._meanings(fact, value)
            if meaning in WHO
        )

    def _meanings(self, fact: str, value: str) -> list[str]:
        return [meaning for meaning, v in self._values.means[fact].items() if v == value]

    def _asks_what(self, fact: str) -> bool:
        return any(meaning in HAPPENS for meaning in self._values.means[fact])

    def _asks_who(self, fact: str) -> bool:
        return any(meaning in WHO for meaning in self._values.means[fact])

    def _learned(self, issue: Issue, fact: str, value: str) -> Sequence[float]:
        """What each word adds to a value by what was learned, if anything was."""
        weights = self._weigher.weights
        if weights and value in self._classes.get(fact, []):
            traced = issue.traced or weights.traced(shown(issue.judged))
            return traced.shares(fact, value)
        return [0.0] * len(issue.judged.words)

    # -- which of its words -----------------------------------------------------------------------

    def _exact(
        self, judged: Judged, clause: Clause, fact: str, value: str
    ) -> tuple[int, int] | None:
        """The count, phrase or cue in a clause that says a value."""
        for count, told in self._weigher.counted(clause):
            if told.get(fact) == value:
                return count.first, count.last
        spoken = self._values.speaking(fact, value, clause)
        if not spoken and self._asks_what(fact):
            near = {m for meaning in self._meanings(fact, value) for m in NEARLY.get(meaning, ())}
            values = {v for m, v in self._values.means[fact].items() if m in near & BROKEN}
            spoken = [h for v in sorted(values) for h in self._values.speaking(fact, v, clause)]
        none = self._befalls_none(judged, clause)
        if heard := [hit for hit in spoken if hit.first not in none]:
            return joined(judged, heard)[0]
        if clause.what["fine"] > SAID and self._asks_who(fact):
            return None
        called = {CALLED.get(meaning) for meaning in self._meanings(fact, value)}
        cues = [cue for cue in clause.cues if cue.concept in called and cue.first not in none]
        best = max(cues, key=lambda cue: cue.last - cue.first, default=None)
        return (best.first, best.last) if best else None

    def _weightiest(
        self, judged: Judged, clause: Clause, fact: str, value: str, shares: Sequence[float]
    ) -> tuple[int, int]:
        """The word that adds most to a value, by language and by what was learned."""
        first, last = clause.first, clause.last
        masked, at = self._judge.masked(judged.stems, clause)
        traced = self._language.weights.traced(masked)
        spoken = [0.0] * masked.size
        for meaning in self._meanings(fact, value):
            kind = KIND_OF.get(meaning, meaning) if meaning != "planned" else meaning
            question = "what" if kind in WHAT else "who" if kind in WHO else "status"
            adds = zip(spoken, traced.shares(question, kind), strict=True)
            spoken = [a + b for a, b in adds]
        most, learned = max(map(abs, spoken)) or 1.0, max(map(abs, shares[first:last])) or 1.0
        weight = [
            spoken[at[i - first]] / most + LEARNED * shares[i] / learned for i in range(first, last)
        ]
        named, base = self._named(clause), list(weight)
        if self._asks_what(fact):
            for first_named in named if clause.commas else ():
                begin, end = part(judged, clause, (first_named, first_named + 1))
                for i in range(begin, end):
                    weight[i - first] = max(weight[i - first], base[i - first] + NAMED)
            named |= who_and_where(clause)
        full = [
            i
            for i in range(first, last)
            if (self._asks_who(fact) or judged.words[i].plain not in self._empty) and i not in named
        ]
        works = traced.shares("what", "fine")
        spared = self._spared(judged, clause, [works[at[i - first]] for i in range(first, last)])
        main = [
            i
            for i in full
            if i not in spared
            and not tells_besides(
                self._language, judged, clause, part(judged, clause, (i, i + 1))[0]
            )
        ]
        top = max((weight[i - first] for i in full), default=0.0)
        if max((weight[i - first] for i in main), default=0.0) < TELLING * top:
            main = full
        best = max(main or range(first, last), key=lambda i: weight[i - first])
        return best, best + 1

    def _spared(self, judged: Judged, clause: Clause, works: Sequence[float]) -> set[int]:
        """The words between two marks of a clause that tell of what works, or of others: *40 are
        fine*, *a los demás sí*."""
        found = set[int]()
        plain = judged.plain
        others = self._language.extent["others"]
        said = [cue.first for cue in clause.cues if cue.concept == WORKING_CUE]
        for i in (*said, *(i for i in range(clause.first, clause.last) if others.at(plain, i))):
            first, last = part(judged, clause, (i, i + 1))
            denied = any(c.concept == NEGATED and first <= c.first < last for c in clause.cues)
            fine = sum(works[first - clause.first : last - clause.first]) > 0
            if not denied and (fine or i not in said):
                found |= set(range(first, last))
        return found | self._befalls_none(judged, clause)

    def _befalls_none(self, judged: Judged, clause: Clause) -> set[int]:
        """The words between two marks of a clause that tell of nobody: *nobody fails*."""
        none = befalls_none(self._language, judged.plain, clause.first, clause.last)
        parts = (part(judged, clause, (i, i + 1)) for i in none)
        return {i for first, last in parts for i in range(first, last)}

    def _named(self, clause: Clause) -> set[int]:
        """The words by which a clause names what it is about."""
        facts = self._values.named
        hits = (
            h
            for f in facts
            for v in self._values.of[f]
            for h in self._values.speaking(f, v, clause)
        )
        return {i for hit in hits for i in range(hit.first, hit.last)}


def asides(judged: Judged, evidence: Sequence[Evidence]) -> tuple[Aside, ...]:
    """Furniture, and the clauses that neither count beside those that do nor are evidence.

    What may say something after all is not told to say nothing; bare labels and names are nothing
    that anybody would miss.
    """
    found = [Aside(span.start, span.end, span.kind) for span in judged.aside]
    top = max((clause.level for clause in judged.clauses), default=0)
    for clause in judged.clauses:
        label = clause.last - clause.first <= LABEL
        if clause.level < top and (clause.level or (clause.idle and not label)):
            start, end = judged.words[clause.first].start, judged.words[clause.last - 1].end
            found.append(Aside(start, end, "nothing" if clause.level == 0 else clause.other))
    aside = [a for a in found if all(e.end <= a.start or a.end <= e.start for e in evidence)]
    return tuple(sorted(aside, key=lambda a: a.start))
