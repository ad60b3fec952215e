"""The words that say so: a phrase that somebody believes who reads nothing else.

A phrase that names a thing is its own evidence.  For what else is read there is one stretch of the
clause that says it most: how many it is stands in its count or in *nobody*, *only me*; what happens
in the words around the weightiest one, up to the next mark.  No stretch cuts a negation or a count
off, none consists of function words, and none is of words that were laid aside.
"""

import re
from collections.abc import Mapping, Sequence, Set

from calculator.engine.reading.chances import Issue, Weigher
from calculator.engine.reading.judged import NEGATED, Clause, Judge, Judged
from calculator.engine.reading.language import WHAT, WHO, Language
from calculator.engine.reading.result import Aside, Evidence
from calculator.engine.reading.showing import shown
from calculator.engine.reading.values import Values

SHORT, PART = 9, 15
"""A clause of at most so many words is shown as a whole, and a part of one between two marks."""

BEFORE, BEHIND = 5, 5
"""Of a longer one so many words before the weightiest one are shown, and behind it."""

CHARACTERS = 3
"""So many Chinese or Japanese characters are taken for a word."""

LEFT = 3
"""So few words up to the next mark are not left out."""

NOT = 5
"""So far from the weightiest word a negation belongs to it."""

CALLED = {"everyone": "everybody", "many": "most", "few": "single", "one": "single"}
"""The cues that say how many are concerned."""

NEARLY: Mapping[str, Mapping[str, float]] = {
    "outage": {"degradation": 0.5},
    "degradation": {"outage": 1.0},
    "question": {"change": 0.8, "fine": 0.3},
    "change": {"question": 0.5},
}
"""What says nearly what a value means."""

LEARNED = 0.5
"""How much a word weighs by what was learned, beside how much by its language."""

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

HEADING = 3
"""A clause of at most so many words before a colon belongs to a short one behind it."""

LETTERS = 0x2FFF
"""Signs behind this one are words or parts of words, no letters."""

_MARK = re.compile(r"[,;:.!?()\[\]|\n、。，；：！？]|\s[-–—]+\s")
_OPENED = {'"': '"', "“": "”", "„": "“", "«": "»", "(": ")", "[": "]"}
"""What opens a stretch, and what closes it."""

_COLON = re.compile(r"\s*:\s*")


class Witness:
    """Finds the words that say a policy's facts."""

    def __init__(self, values: Values, weigher: Weigher, judge: Judge, language: Language) -> None:
        self._values = values
        self._weigher = weigher
        self._judge = judge
        self._language = language
        self._classes = dict(weigher.weights.questions) if weigher.weights else {}
        self._empty = language.function | {"?", "!", "%"}

    def evidence(self, issue: Issue, facts: Mapping[str, str]) -> tuple[Evidence, ...]:
        """The words of an issue that say these facts, in order."""
        words, found = issue.judged.words, []
        for fact, value in facts.items():
            for first, last in self._spans(issue, facts, fact):
                span = _closed(issue.judged.text, words[first].start, words[last - 1].end)
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
                return [self._around(judged, clause, found[0])]
            named = {tuple(judged.stems[first:last]): (first, last) for first, last in found[::-1]}
            return sorted(named.values())
        shares = self._learned(issue, fact, value)
        clause = self._deciding(judged, facts, fact, shares)
        exact = self._exact(clause, fact, value)
        if exact and fact in self._values.named:
            return [exact]
        if exact and self._asks_who(fact):
            return [self._near(judged, clause, exact)]
        weightiest = exact or self._weightiest(judged, clause, fact, value, shares)
        return [self._around(judged, clause, weightiest)]

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
                said = HINTED * bool(spoken) + NAMED * named * min(max(says, 0.0), 1.0)
            besides = BESIDES if self._besides(judged, clause, clause.first) else 0.0
            return says + learned + TOLD * told + said - besides

        said = judged.counting
        if self._asks_who(fact):
            said = tuple(c for c in judged.clauses if c in said or self._names(c, fact, value))
        return max(said, key=clearly)

    def _names(self, clause: Clause, fact: str, value: str) -> bool:
        """Whether a clause that says nothing else says how many are concerned: *it is only me*."""
        return clause.level == 0 and self._exact(clause, fact, value) is not None

    def _says(self, fact: str, value: str, clause: Clause) -> float:
        """How clearly a clause says what a value means, or nearly that."""
        says, live = 0.0, clause.status["live"]
        for meaning in self._meanings(fact, value):
            says += clause.what.get(meaning, 0.0) * live
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
        return any(meaning in WHAT for meaning in self._values.means[fact])

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
            first, last = spoken[0].first, spoken[0].last
            for hit in spoken[1:]:
                if hit.first <= last:
                    last = max(last, hit.last)
            return first, last
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
            question = "what" if meaning in WHAT else "who"
            adds = traced.shares(question, meaning)
            spoken = [a + b for a, b in zip(spoken, adds, strict=True)]
        most, learned = max(map(abs, spoken)) or 1.0, max(map(abs, shares[first:last])) or 1.0
        weight = [
            spoken[at[i - first]] / most + LEARNED * shares[i] / learned for i in range(first, last)
        ]
        named = self._named(clause) if fact not in self._values.named else set()
        full = [
            i
            for i in range(first, last)
            if judged.words[i].plain not in self._empty and i not in named
        ]
        main = [
            i
            for i in full
            if not self._besides(judged, clause, self._part(judged, clause, (i, i + 1))[0])
        ]
        best = max(main or full or range(first, last), key=lambda i: weight[i - first])
        return best, best + 1

    def _besides(self, judged: Judged, clause: Clause, i: int) -> bool:
        """Whether words that tell since when, why or although what begin at a word."""
        plain = [word.plain for word in judged.words[i : min(i + NOT, clause.last)]]
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

    # -- what stands around it --------------------------------------------------------------------

    def _around(self, judged: Judged, clause: Clause, of: tuple[int, int]) -> tuple[int, int]:
        """A short clause, or the words around some of it up to the next mark."""
        times = CHARACTERS if _is_character(judged.words[of[0]].plain) else 1
        if clause.last - clause.first <= SHORT * times:
            whole = self._headed(judged, clause), clause.last
            return self._trimmed(judged, clause, whole, of, whole)
        begin, end = self._part(judged, clause, of)
        if end - begin > PART * times:
            far_left, far_right = of[0] - NOT, of[1] + NOT
            cues = [c for c in clause.cues if c.concept == NEGATED and begin <= c.first < end]
            belonging = [c for c in cues if far_left <= c.first < far_right]
            first = min([of[0] - BEFORE * times, *(c.first for c in belonging)])
            last = max([of[1] + BEHIND * times, *(c.last + 1 for c in belonging)])
            last = self._further(judged, last, end)
            return self._cut(judged, clause, (first, last), (begin, end), of)
        return self._trimmed(judged, clause, (begin, end), of, (begin, end))

    def _further(self, judged: Judged, last: int, end: int) -> int:
        """Up to where something else begins a few words further; else where it was cut."""
        plain = [word.plain for word in judged.words[: min(end, last + NOT)]]
        phrases = (self._language.further, self._language.besides, self._language.contrast)
        further = (i for i in range(last, len(plain)) if any(p.at(plain, i) for p in phrases))
        return next(further, last)

    @staticmethod
    def _headed(judged: Judged, clause: Clause) -> int:
        """Where a short clause begins, together with what it is the answer to: *answering: 0*."""
        before = next((c for c in judged.clauses if c.last == clause.first), None)
        if before and judged.text[judged.words[before.last - 1].end :][:1] == ")":
            # What stands in brackets parts nothing.
            opens = next((c for c in judged.clauses if c.last == before.first), None)
            if opens and clause.last - opens.first <= PART:
                return opens.first
        if clause.last - clause.first > HEADING:
            return clause.first
        if not before or before.last - before.first > HEADING:
            return clause.first
        words = judged.words
        colon = _COLON.fullmatch(judged.text, words[before.last - 1].end, words[clause.first].start)
        return before.first if colon else clause.first

    def _cut(
        self,
        judged: Judged,
        clause: Clause,
        span: tuple[int, int],
        part: tuple[int, int],
        of: tuple[int, int],
    ) -> tuple[int, int]:
        """A stretch within a part between marks; what little is left of that belongs to it."""
        first = span[0] if span[0] - part[0] > LEFT else part[0]
        last = span[1] if part[1] - span[1] > LEFT else part[1]
        return self._trimmed(judged, clause, (first, last), of, part)

    def _near(self, judged: Judged, clause: Clause, of: tuple[int, int]) -> tuple[int, int]:
        """Some words with what belongs to them: *38 % of the logins*, *nobody can log in*."""
        begin, end = self._part(judged, clause, of)
        governing = [c.first for c in clause.cues if c.concept == NEGATED]
        first = min([of[0], *(i for i in governing if max(begin, of[0] - NOT) <= i < of[0])])
        if first == of[0] > begin and not judged.words[first - 1].plain.isdecimal():
            first -= 1
        last = end if end - first <= PART else of[1] + BEHIND
        if first > begin and judged.words[begin].plain.isdecimal():
            begin = first
        return self._cut(judged, clause, (first, last), (begin, end), of)

    @staticmethod
    def _part(judged: Judged, clause: Clause, of: tuple[int, int]) -> tuple[int, int]:
        """The part of a clause between two marks in which some words stand."""
        first, last = of
        while first > clause.first and not _marked(judged, first):
            first -= 1
        while last < clause.last and not _marked(judged, last):
            last += 1
        return first, last

    def _trimmed(
        self,
        judged: Judged,
        clause: Clause,
        span: tuple[int, int],
        of: tuple[int, int],
        part: tuple[int, int],
    ) -> tuple[int, int]:
        """A stretch without function words where it was cut, its counts and negations whole."""
        first, last = span
        kept = {i for c in clause.cues if c.concept == NEGATED for i in range(c.first, c.last)}
        kept |= set(range(*of))
        for count in clause.counts:
            if count.first < last and first < count.last:
                first, last = min(first, count.first), max(last, count.last)
                kept |= set(range(count.first, count.last))
        plain = [word.plain for word in judged.words]
        while part[0] < first < last - 1 and first not in kept and plain[first] in self._empty:
            first += 1
        while first < last - 1 and last < part[1] and self._ends_badly(plain, last - 1, kept):
            last -= 1
        while first > clause.first and plain[first - 1].isdecimal() and first not in kept:
            first -= 1
        if all(plain[i] in self._empty for i in range(first, last)):
            return clause.first, clause.last
        return first, last

    def _ends_badly(self, plain: Sequence[str], i: int, kept: Set[int]) -> bool:
        return i not in kept and plain[i] in self._empty


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the marks around words of it, if one of a pair stands in it."""
    opened = _OPENED.get(text[start - 1 : start])
    if opened and opened in text[start : end + 1]:
        start -= 1
    inside = text[start:end]
    for opens, closes in _OPENED.items():
        open_ = inside.count(opens) % 2 if opens == closes else inside.count(opens)
        if open_ > inside.count(closes) * (opens != closes) and text[end : end + 1] == closes:
            return start, end + 1
    return start, end


def _is_character(word: str) -> bool:
    return len(word) == 1 and ord(word) > LETTERS


def _marked(judged: Judged, i: int) -> bool:
    """Whether a mark stands before a word; none within a number or a name does."""
    between = judged.text[judged.words[i - 1].end : judged.words[i].start]
    found = _MARK.search(between)
    return found is not None and (len(between) > 1 or ord(between) > LETTERS)


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
