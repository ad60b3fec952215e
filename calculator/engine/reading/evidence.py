"""The words that say so: a phrase that somebody believes who reads nothing else.

A phrase that names a thing is its own evidence.  For what else is read there is one stretch of the
clause that says it most: how many it is stands in its count or in *nobody*, *only me*; what happens
in the words around the weightiest one, up to the next mark.  No stretch cuts a negation or a count
off, none consists of function words, and none is of words that were laid aside.
"""

from collections.abc import Mapping, Sequence

from calculator.engine.reading.chances import Issue, Weigher
from calculator.engine.reading.judged import Clause, Judge, Judged
from calculator.engine.reading.language import HAPPENS, KIND_OF, WHO, Language
from calculator.engine.reading.passages import Passages, closed
from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.result import Aside, Evidence
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.values import Values

BEGINS = 5
"""By so many words it is told how a stretch begins."""

CALLED = {"everyone": "everybody", "many": "most", "few": "single", "one": "single"}
"""The cues that say how many are concerned."""

NEARLY: Mapping[str, Mapping[str, float]] = {
    "outage": {"degradation": 0.5},
    "degradation": {"outage": 1.0},
    "question": {"change": 0.8, "fine": 0.3},
    "change": {"question": 0.5},
    "wrong": {"degradation": 0.5},
    "lost": {"degradation": 0.5, "outage": 0.5},
    "planned": {"change": 0.5},
}
"""What says nearly what a value means."""

LEARNED, CLEARLY = 0.5, 2.0
"""How much a word weighs by what was learned, beside how much by its language, and a clause."""

ABOUT = frozenset(("people", "place"))
"""The cues of who and where."""

BROKEN = frozenset(("outage", "degradation"))
"""What has words that say nearly the same."""

TOLD = 2.0
SPOKEN = 1.0
"""What a count says of how many are concerned, or a hint, is said more clearly than otherwise."""

HINTED, NAMED = 0.4, 0.3
"""So much more clearly says a clause what happens that has a word for it, or a name for what it
happens to."""

BESIDES = 0.5
"""So much less clearly says a clause what happens that tells since when, why or although what."""

WORKING = 0.8
"""So much less clearly says a clause what is broken that has a word for what works."""

HEARD = 0.2
"""What no clause says as clearly as this, and no phrase, has no words of its own."""

ALONE = 0.3
"""A word that adds so much of all that words add to a value tells it alone."""

BRIEF = 3
"""In at most so many words nobody tells how many are concerned without a word for it."""

TOLD_WHO = 0.4
"""With less than this probability no clause tells how many are concerned without a word for it."""

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
        self._classes = dict(weigher.weights.questions) if weigher.weights else {}
        self._empty = language.function | {"?", "!", "%"}

    def evidence(self, issue: Issue, facts: Mapping[str, str]) -> tuple[Evidence, ...]:
        """The words of an issue that say these facts, in order."""
        words, found = issue.judged.words, []
        for fact, value in facts.items():
            for first, last in self._spans(issue, facts, fact):
                span = closed(issue.judged.text, words[first].start, words[last - 1].end)
                found.append(Evidence(fact, value, *span))
        return tuple(sorted(found, key=lambda e: (e.start, e.end, e.fact)))

    def _spans(self, issue: Issue, facts: Mapping[str, str], fact: str) -> list[tuple[int, int]]:
        judged, value = issue.judged, facts[fact]
        if fact in self._values.circumstances:
            told = [(s.first, s.last) for s in issue.around[fact] if s.tells(value)]
            return sorted({tuple(judged.stems[i:j]): (i, j) for i, j in told[::-1]}.values())
        if fact not in issue.said and (counted := self._counted(issue, fact, value)):
            return [counted]
        if issue.said.get(fact) == value:
            found = self._values.spans(fact, value, judged.counting)
            if self._asks_what(fact):
                clause = max(judged.counting, key=lambda c: c.first <= found[0][0] < c.last)
                return [self._passages.around(judged, clause, found[0])]
            named = {tuple(judged.stems[first:last]): (first, last) for first, last in found[::-1]}
            return sorted(named.values())
        shares = self._learned(issue, fact, value)
        clause = self._deciding(judged, facts, fact, shares)
        if fact in self._values.named:
            best = self._names_best(judged, clause, fact, value)
            return best or self._telling_word(judged, shares)
        exact = self._exact(clause, fact, value)
        if exact and self._asks_who(fact):
            return [self._passages.near(judged, clause, exact)]
        if self._asks_who(fact) and not self._tells_who(clause, fact, value):
            return []
        if not exact and self._asks_what(fact) and self._is_unheard(clause, fact, value, shares):
            return []
        weightiest = exact or self._weightiest(judged, clause, fact, value, shares)
        return [self._passages.around(judged, clause, weightiest)]

    def _names_best(
        self, judged: Judged, deciding: Clause, fact: str, value: str
    ) -> list[tuple[int, int]]:
        """The words that name a thing best: a phrase rather than a hint, of what counts first."""
        best, named = None, []
        for clause in judged.clauses:
            hits = self._values.speaking(fact, value, clause)
            for first, last in _joined(hits):
                kind = min(
                    "=~^".index(h.concept[len(fact)]) for h in hits if first <= h.first < last
                )
                rank = kind, -clause.level, clause is not deciding, first - last, first
                if best is None or rank < best:
                    best, named = rank, [(first, last)]
        return named

    def _telling_word(self, judged: Judged, shares: Sequence[float]) -> list[tuple[int, int]]:
        """The word that tells nearly alone by what was learned, if one does."""
        counted = [i for c in judged.clauses for i in _who_and_where(c)]
        full = [
            i
            for c in judged.counting
            for i in range(c.first, c.last)
            if judged.words[i].plain not in self._empty and i not in counted
        ]
        best = max(full, key=lambda i: shares[i], default=0)
        return (
            [(best, best + 1)]
            if shares[best] >= ALONE * sum(s for s in shares if s > 0) > 0
            else []
        )

    def _tells_who(self, clause: Clause, fact: str, value: str) -> bool:
        """Whether a clause surely tells how many are concerned, if in no word of its own."""
        told = sum(clause.who.get(meaning, 0.0) for meaning in self._meanings(fact, value))
        long = clause.last - clause.first > BRIEF
        works = clause.what["fine"] >= SAID and not clause.counts
        return long and told >= TOLD_WHO and not works

    def _is_unheard(self, clause: Clause, fact: str, value: str, shares: Sequence[float]) -> bool:
        """Whether nothing in a clause says in particular what happens."""
        says = self._says(fact, value, clause)
        if "question" in self._meanings(fact, value):
            return says < HEARD and not clause.asks
        return says < 0 and sum(shares[clause.first : clause.last]) <= 0

    def vouches(self, issue: Issue, facts: Mapping[str, str], fact: str) -> bool:
        """Whether there are words for a value, rather than a likeness to what was learned."""
        value = facts[fact]
        if fact in self._values.circumstances:
            return any(spoken.tells(value) for spoken in issue.around[fact])
        if issue.said.get(fact) == value or self._asks_what(fact):
            return True
        if self._counted(issue, fact, value):
            return True
        shares = self._learned(issue, fact, value)
        clause = self._deciding(issue.judged, facts, fact, shares)
        return self._exact(clause, fact, value) is not None

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

        def clearly(clause: Clause) -> float:
            learned = sum(s for s in shares[clause.first : clause.last] if s > 0) / whole
            told = any((fact, value) in v.items() for _, v in self._weigher.counted(clause))
            spoken = self._values.speaking(fact, value, clause)
            said = SPOKEN if any("^" not in hit.concept for hit in spoken) else 0.0
            says = self._says(fact, value, clause)
            if self._asks_what(fact):
                named = any(
                    self._values.speaking(f, facts[f], clause)
                    for f in self._values.named
                    if f in facts
                )
                says_so = min(max(says, 0.0), 1.0)
                said = HINTED * bool(spoken) + (CLEARLY if spoken else NAMED) * named * says_so
            besides = BESIDES if self._besides(judged, clause, clause.first) else 0.0
            works = {"working", NEGATED} & {c.concept for c in clause.cues} == {"working"}
            if works and BROKEN & {*self._meanings(fact, value)}:
                says -= WORKING
            return says + CLEARLY * learned + TOLD * told + said - besides

        said = tuple(c for c in judged.counting if not self._is_empty(judged, c)) or judged.counting
        if self._asks_who(fact):
            said = tuple(c for c in judged.clauses if c in said or self._names(c, fact, value))
        elif "question" in self._meanings(fact, value):
            said = tuple(
                c for c in judged.clauses if c in said or c.asks or c.what["question"] > SAID
            )
        return max(said, key=clearly)

    def _is_empty(self, judged: Judged, clause: Clause) -> bool:
        """Whether a clause has no word that means something alone."""
        plain = [word.plain for word in judged.words[clause.first : clause.last]]
        return all(
            w in self._empty or self._language.contrast.at(plain, i) for i, w in enumerate(plain)
        )

    def _names(self, clause: Clause, fact: str, value: str) -> bool:
        """Whether a clause that says nothing else says how many are concerned: *it is only me*."""
        return clause.level == 0 and self._exact(clause, fact, value) is not None

    def _says(self, fact: str, value: str, clause: Clause) -> float:
        """How clearly a clause says what a value means, or nearly that."""
        says, live = 0.0, clause.status["live"]
        for meaning in self._meanings(fact, value):
            said = clause.what.get(meaning, clause.kinds.get(meaning, 0.0))
            says += said * (1.0 if meaning == "question" else live)
            says += sum(clause.what[m] * p * live for m, p in NEARLY.get(meaning, {}).items())
            if meaning in BROKEN:
                says -= clause.what["fine"] * live
            says += clause.who.get(meaning, 0.0) * (1 - clause.what["none"] - clause.what["fine"])
            if meaning in WHO:
                # How many are spared is said of others.
                says -= clause.what["fine"] * live
            if meaning == "question":
                # What is over or planned is only asked about.
                says += 0.3 * (1 - live)
        return says

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

    def _exact(self, clause: Clause, fact: str, value: str) -> tuple[int, int] | None:
        """The count, phrase or cue in a clause that says a value."""
        for count, told in self._weigher.counted(clause):
            if told.get(fact) == value:
                return count.first, count.last
        spoken = self._values.speaking(fact, value, clause)
        if not spoken and self._asks_what(fact):
            near = {m for meaning in self._meanings(fact, value) for m in NEARLY.get(meaning, ())}
            values = {v for m, v in self._values.means[fact].items() if m in near & BROKEN}
            spoken = [h for v in sorted(values) for h in self._values.speaking(fact, v, clause)]
        if spoken:
            return _joined(spoken)[0]
        if clause.what["fine"] > SAID and self._asks_who(fact):
            return None
        called = {CALLED.get(meaning) for meaning in self._meanings(fact, value)}
        cues = [cue for cue in clause.cues if cue.concept in called]
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
            question = "what" if meaning in HAPPENS else "who"
            question = "status" if meaning == "planned" else question
            known = KIND_OF.get(meaning, meaning) if question == "what" else meaning
            adds = traced.shares(question, known)
            spoken = [a + b for a, b in zip(spoken, adds, strict=True)]
        most, learned = max(map(abs, spoken)) or 1.0, max(map(abs, shares[first:last])) or 1.0
        weight = [
            spoken[at[i - first]] / most + LEARNED * shares[i] / learned for i in range(first, last)
        ]
        named = self._named(clause)
        if self._asks_what(fact):
            named |= _who_and_where(clause)
        full = [
            i
            for i in range(first, last)
            if judged.words[i].plain not in self._empty and i not in named
        ]
        main = [
            i
            for i in full
            if not self._besides(judged, clause, self._passages.part(judged, clause, (i, i + 1))[0])
        ]
        best = max(main or full or range(first, last), key=lambda i: weight[i - first])
        return best, best + 1

    def _besides(self, judged: Judged, clause: Clause, i: int) -> bool:
        """Whether words that tell since when, why or although what begin at a word."""
        plain = [word.plain for word in judged.words[i : min(i + BEGINS, clause.last)]]
        return self._language.besides.at(plain, 0) > 0

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


def _joined(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where hits stand, those side by side as one."""
    found: list[tuple[int, int]] = []
    for hit in hits:
        if found and hit.first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], hit.last)
        else:
            found.append((hit.first, hit.last))
    return found


def _who_and_where(clause: Clause) -> set[int]:
    """The words that tell of whom or where something is said, not what."""
    spans = [(cue.first, cue.last) for cue in clause.cues if cue.concept in ABOUT]
    spans += [(count.first, count.last) for count in clause.counts]
    return {i for first, last in spans for i in range(first, last)}


def asides(judged: Judged, evidence: Sequence[Evidence]) -> tuple[Aside, ...]:
    """Furniture, and the clauses that neither count beside those that do nor are evidence."""
    found = [Aside(span.start, span.end, span.kind) for span in judged.aside]
    top = max((clause.level for clause in judged.clauses), default=0)
    for clause in judged.clauses:
        if clause.level < top:
            start, end = judged.words[clause.first].start, judged.words[clause.last - 1].end
            found.append(Aside(start, end, "nothing" if clause.level == 0 else clause.other))
    aside = [a for a in found if all(e.end <= a.start or a.end <= e.start for e in evidence)]
    return tuple(sorted(aside, key=lambda a: a.start))
