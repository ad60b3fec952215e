"""The words that say so: what somebody believes who reads nothing else.

A phrase that names a thing is its own evidence.  For what else is read there is the statement that
decided: how many it is stands in its count or in *nobody*, *only me*; what happens in the statement
without which it is believed least.  Where no statement says it, no words are shown: then the whole
description was weighed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculator.engine.reading.beliefs import BROKEN, Beliefs, works
from calculator.engine.reading.chances import Issue, Weigher
from calculator.engine.reading.clearest import LIKELY, Clearest
from calculator.engine.reading.concerning import Whom
from calculator.engine.reading.judged import Clause, Judge, Judged
from calculator.engine.reading.laid import CUES
from calculator.engine.reading.language import HAPPENS, KIND_OF, WHAT, WHO, Language
from calculator.engine.reading.passages import Passages, named
from calculator.engine.reading.phrases import HINT, PHRASE
from calculator.engine.reading.result import Evidence
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import RESOLVED
from calculator.engine.reading.statements import Statement, statements
from calculator.engine.reading.values import Values

HINTED = 0.2
"""What is believed so much of a thing by a statement that hints at it, is believed by the hint."""

NAMES = 2
"""So many names of a thing are shown, at most."""

NEEDED = 0.05
"""What a fact is so much less likely without, counts for it."""

type Span = tuple[int, int]


class Witness:
    """Finds the words that say a policy's facts."""

    def __init__(self, values: Values, weigher: Weigher, judge: Judge, language: Language) -> None:
        self._values = values
        self._weigher = weigher
        self._judge = judge
        self._language = language
        self._passages = Passages(language)
        self._asked: Beliefs | None = None
        """What was worked out for the issue that was asked about last."""
        self._classes = dict(weigher.weights.questions) if weigher.weights else {}

    def evidence(self, issue: Issue, facts: Mapping[str, str]) -> tuple[Evidence, ...]:
        """The words of an issue that say these facts, in order."""
        if not facts:
            return ()
        beliefs = self._beliefs(issue)
        what = next((f for f in facts if self._asks_what(f)), None)
        decides = Clearest(beliefs, facts).of_what(what) if what else None
        found = [
            Evidence(fact, value, *span)
            for fact, value in facts.items()
            for span in self._spans(beliefs, issue, facts, fact, decides)
        ]
        return tuple(sorted(found, key=lambda e: (e.start, e.end, e.fact)))

    def _beliefs(self, issue: Issue) -> Beliefs:
        if self._asked is None or self._asked.issue is not issue:
            said = statements(self._language, self._judge, issue.judged)
            self._asked = Beliefs(self._values, self._weigher, self._language, issue, said)
        return self._asked

    def vouches(self, issue: Issue, facts: Mapping[str, str], fact: str) -> bool:
        """Whether there are words for a fact, rather than a likeness to what was learned."""
        value = facts[fact]
        if fact in self._values.circumstances:
            return any(spoken.tells(value) for spoken in issue.around[fact])
        if self._asks_what(fact) or issue.said.get(fact) == value:
            return True
        if self._counted(issue, fact, value):
            return True
        if fact in self._values.named and self._is_others(issue.judged, fact, value):
            return False
        return self._beliefs(issue).has_words_for(fact, value)

    def counts(
        self, issue: Issue, facts: Mapping[str, str], evidence: Sequence[Evidence], clause: Clause
    ) -> bool:
        """Whether a clause counts for facts: what they are is less likely without it, or nothing
        else says what is the matter."""
        told = {e.fact for e in evidence}
        if not any(map(self._asks_what, facts)) and clause.other not in CUES:
            return True
        for fact, value in facts.items():
            means = {m for m, v in self._values.means[fact].items() if v == value}
            asked = "question" in means and clause.other == "supposed"
            if means & {*HAPPENS} and (fact not in told or asked):
                return True
            if means & BROKEN and self._only_earlier(facts, clause):
                return True
        rest = tuple(c for c in issue.judged.clauses if c is not clause)
        if not rest or len(rest) == len(issue.judged.clauses):
            return not rest
        part = replace(issue.judged, clauses=rest)
        without = self._weigher.issue(part, partly=issue.partly, within=issue.judged).chances
        return any(
            issue.chances[f].get(v, 0.0) - without[f].get(v, 0.0) >= NEEDED
            for f, v in facts.items()
        )

    def _only_earlier(self, facts: Mapping[str, str], clause: Clause) -> bool:
        """Whether a clause tells of the thing what happened earlier, and not that it is over."""
        over = any(cue.concept == RESOLVED for cue in clause.cues)
        named = any(
            v in self._values.spoken_for(f, clause)
            for f, v in facts.items()
            if f in self._values.named
        )
        return clause.other == "over" and named and not over

    def _spans(
        self,
        beliefs: Beliefs,
        issue: Issue,
        facts: Mapping[str, str],
        fact: str,
        decides: Statement | None,
    ) -> list[Span]:
        judged, value = issue.judged, facts[fact]
        if fact in self._values.circumstances:
            told = [(s.first, s.last) for s in issue.around[fact] if s.tells(value)]
            return self._told(beliefs, issue, fact, value, told)
        if fact not in issue.said and (counted := self._counted(issue, fact, value)):
            return self._told(beliefs, issue, fact, value, [counted])
        if self._asks_what(fact):
            said = self._values.spans(fact, value, judged.counting)
            if issue.said.get(fact) == value and said:
                decides = self._saying(beliefs, facts, fact, said)
            return [self._shown(issue, decides, fact, value)] if decides else []
        if self._asks_who(fact):
            found = Whom(beliefs).of_whom(facts, fact, decides)
            return [self._shown(issue, found[0], fact, value, found[1])] if found else []
        return self._thing(beliefs, issue, facts, fact, decides)

    def _saying(
        self, beliefs: Beliefs, facts: Mapping[str, str], fact: str, said: Sequence[Span]
    ) -> Statement:
        """Of the statements with phrases that say a value, the clearest one."""
        having = [s for s in beliefs.said if any(s.first <= i < s.last for i, _ in said)]
        return max(having, key=lambda s: beliefs.believed(s, fact, facts[fact]))

    def _told(
        self, beliefs: Beliefs, issue: Issue, fact: str, value: str, told: Sequence[Span]
    ) -> list[Span]:
        """The words that tell a value; all of their statement, if they mean nothing alone."""
        full = [span for span in told if self._is_full(issue.judged, span)]
        if full or not told:
            return self._names(issue.judged, full)
        having = (of for of in beliefs.said if of.first <= told[0][0] < of.last)
        return [self._shown(issue, of, fact, value, told[0]) for of in having][:1]

    def _is_full(self, judged: Judged, span: Span) -> bool:
        """Whether words mean something alone: *gate B12*, not *any* or *for now*."""
        plain, function = judged.plain, self._language.function
        full = [i for i in range(*span) if plain[i] not in function and plain[i].isalnum()]
        number = any(plain[i].isdecimal() for i in range(*span))
        return len(full) >= NAMES or (bool(full) and (number or span[1] - span[0] > 1))

    # -- what it is about -------------------------------------------------------------------------

    def _thing(
        self,
        beliefs: Beliefs,
        issue: Issue,
        facts: Mapping[str, str],
        fact: str,
        decides: Statement | None,
    ) -> list[Span]:
        """The words that name a thing, or the statement that tells of it without a name."""
        judged, value = issue.judged, facts[fact]
        if issue.said.get(fact) == value:
            return self._names(judged, self._values.spans(fact, value, judged.counting))
        if self._is_others(judged, fact, value):
            return []
        hinted = [(self._hinted(of, fact, value), of) for of in beliefs.said]
        hinted = [(spans, of) for spans, of in hinted if spans]
        for spans, of in hinted:
            if of is decides and (spans := self._only_names(of, facts, spans)):
                return self._names(judged, spans[:1])
        telling = [each for each in hinted if beliefs.believed(each[1], fact, value) >= HINTED]
        if telling:
            telling = [(self._only_names(of, facts, spans), of) for spans, of in telling]
            spans, of = min(telling, key=lambda each: (works(each[1]), not each[0]))
            if spans:
                return self._names(judged, spans[:1])
            return [self._shown(issue, of, fact, value)] if of is decides else []
        if not decides or issue.chances[fact].get(value, 0.0) < LIKELY:
            return []
        found = Clearest(beliefs, facts).of_thing(fact, decides)
        return [self._shown(issue, found, fact, value)] if found else []

    def _is_others(self, judged: Judged, fact: str, value: str) -> bool:
        """Whether a thing is named only where it is said to be somebody else's."""
        naming = [c for c in judged.clauses if self._values.speaking(fact, value, c)]
        return bool(naming) and all(c.level == 1 and c.other == "others" for c in naming)

    def _only_names(
        self, of: Statement, facts: Mapping[str, str], spans: Sequence[Span]
    ) -> list[Span]:
        """The words that hint at a thing without those that rather tell what happens: *refused*."""
        happens = {
            i
            for f in facts
            if self._asks_what(f)
            for c in of.clauses
            for value in self._values.of[f]
            for h in self._values.speaking(f, value, c)
            for i in range(h.first, h.last)
        }
        return [span for span in spans if happens.isdisjoint(range(*span))]

    def _hinted(self, of: Statement, fact: str, value: str) -> list[Span]:
        """The words of a statement that name a thing, by phrases or hints."""
        found = []
        for clause in of.clauses:
            if clause.status["denied"] >= LIKELY:
                continue
            hits = self._values.speaking(fact, value, clause)
            direct = [h for h in hits if h.concept[len(fact)] in (PHRASE, HINT)]
            found += [(h.concept[len(fact)] == HINT, h) for h in direct]
        phrases = [h for hint, h in found if not hint] or [h for _, h in found]
        return [(h.first, h.last) for h in sorted(phrases, key=lambda h: h.first - h.last)]

    @staticmethod
    def _names(judged: Judged, spans: Sequence[Span]) -> list[Span]:
        """Where names are written, each once."""
        once = {tuple(judged.stems[i:j]): (i, j) for i, j in [*spans][::-1]}
        return [named(judged, *span) for span in sorted(once.values())[:NAMES]]

    def _counted(self, issue: Issue, fact: str, value: str) -> Span | None:
        """The words that tell how many things are concerned, if they are what tells a value."""
        if fact not in self._values.counting_things or not issue.told.extents:
            return None
        clearest = issue.told.extents[0]
        tells = self._weigher.value_of_things(fact, clearest) == value
        return (clearest.first, clearest.last) if tells else None

    def _asks_what(self, fact: str) -> bool:
        return any(meaning in HAPPENS for meaning in self._values.means[fact])

    def _asks_who(self, fact: str) -> bool:
        return any(meaning in WHO for meaning in self._values.means[fact])

    # -- which of its words -----------------------------------------------------------------------

    def _shown(
        self, issue: Issue, of: Statement, fact: str, value: str, least: Span | None = None
    ) -> Span:
        """Where a statement is shown that says a value, most of all by the words ``least``."""
        judged = issue.judged
        if self._passages.is_short(judged, of):
            return self._passages.whole(judged, of)
        weights = self._weights(issue, of, fact, value)
        if least is None or least == (of.first, of.last):
            best = max(range(of.size), key=lambda i: weights[i]) + of.first
            least = self._phrase(of, fact, value) or (best, best + 1)
        return self._passages.part(judged, of, weights, least)

    def _phrase(self, of: Statement, fact: str, value: str) -> Span | None:
        hits = [h for c in of.clauses for h in self._values.speaking(fact, value, c)]
        best = max(hits, key=lambda h: (HINT not in h.concept, h.last - h.first), default=None)
        return (best.first, best.last) if best else None

    def _weights(self, issue: Issue, of: Statement, fact: str, value: str) -> list[float]:
        """What each word of a statement adds to a value, by language and by what was learned."""
        told = [0.0] * of.size
        for clause in of.clauses:
            masked, at = self._judge.masked(issue.judged.stems, clause)
            traced = self._language.weights.traced(masked)
            for meaning, v in self._values.means[fact].items():
                kind = KIND_OF.get(meaning, meaning) if meaning != "planned" else meaning
                if v == value:
                    question = "what" if kind in WHAT else "who" if kind in WHO else "status"
                    shares = traced.shares(question, kind)
                    for i in range(clause.first, clause.last):
                        told[i - of.first] += shares[at[i - clause.first]]
        weights = self._weigher.weights
        if weights and value in self._classes.get(fact, ()):
            traced = issue.traced or weights.traced(shown(issue.judged))
            learned = traced.shares(fact, value)[of.first : of.last]
            most, top = max(map(abs, told)) or 1.0, max(map(abs, learned)) or 1.0
            told = [a / most + b / top for a, b in zip(told, learned, strict=True)]
        full = self._language.function | {"?", "!", "%"}
        plain = issue.judged.plain
        return [0.0 if plain[i] in full else told[i - of.first] for i in range(of.first, of.last)]
