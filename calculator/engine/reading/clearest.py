"""Which statement of a description says a fact: the one that is believed by itself, and without
which it is believed least.

Both are asked of the reading itself, so that what is shown is what decided.  Of statements that say
it alike, the one counts that has words for it, and that names what it is about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from calculator.engine.reading.absence import befalls_none
from calculator.engine.reading.chances import Chances, Issue, Weigher
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import HAPPENS, Language
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import NEGATED, RESOLVED
from calculator.engine.reading.statements import Statement
from calculator.engine.reading.values import Values
from calculator.engine.reading.whom import begins_with_others, telling, who_and_where

NEARLY: Mapping[str, Mapping[str, float]] = {
    "outage": {"degradation": 0.6},
    "degradation": {"outage": 0.6, "wrong": 0.6, "lost": 0.6},
    "wrong": {"degradation": 0.6},
    "lost": {"degradation": 0.6, "outage": 0.6},
    "question": {"change": 0.6},
    "change": {"question": 0.6, "planned": 0.6},
}
"""What says nearly what a value means, and how much of it."""

BROKEN = frozenset(("outage", "degradation", "wrong", "lost"))
"""What something may mean that is the matter."""

WISHES: Mapping[str, frozenset[str]] = {
    "question": frozenset(("asking", "requesting", "working", "resolved", "exempt")),
    "change": frozenset(("requesting", "doing")),
}
"""The cues of what is asked for, or of that nothing is broken."""

LEFT_OUT = 0.6
"""How much it weighs how much less is believed without a statement, beside what it says alone."""

WORDS, NAMES, EMPTY = 0.5, 0.5, (0.8, 0.5, 0.0)
"""So much more clearly says it what has a word for it, or says the other facts, too; so much less
what has no word that means something, or only one."""

LATER, MOST = 0.01, 5
"""So little less each statement behind the first one, up to so many."""

OTHERS, TROUBLE, ASKED = 0.8, 0.6, 0.3
"""So much less clearly says it what begins with others, or only supposes it; and that nothing is
broken what has words for what is, and so much more what asks."""

SPOKEN = 1.2
"""So much are phrases and hints of the policy, where other words are one."""

SLIGHTLY, MANY = 0.02, 4
"""So little more for each word that means something, up to so many."""

ABOUT, BRIEF = 0.3, 3
"""What has hardly more words is asked how far it says the other facts."""

LEAST, SURELY = 0.4, 0.65
"""What is believed by a statement alone, at least, if it has a word for it; and if it has none."""

LIKELY = 0.55
"""What is read with less than this probability, and not by words for it, has no evidence."""

CLEARLY = 0.9
"""What is believed so much by a statement, its clauses are not asked."""

SURE = 0.95
"""What is believed so much says what is the matter, whatever it sounds like."""

FINE = 0.6
"""What works with this probability is not the matter."""

SAYS = 0.8
"""What the language says with this probability, there is a word for."""

FULL = 2
"""So many words that mean something has what tells something, at least."""

CALLED = {"everyone": "everybody", "many": "most", "few": "single", "one": "single"}
"""The cues that say how many are concerned."""

COUNTED, TOLD, ALONE, OF_WHOLE, DECIDING = 3.0, 1.5, 1.0, 0.5, 0.3
"""So clearly tells a count how many are concerned, or a word; so much more clearly a word that
tells it alone, a share of a whole, and what stands where it is said what happens."""

SLIGHT = 0.01
"""A smaller share is no word for many."""

NEARLY_ALL = 0.8
"""What is believed by a clause so much as by another is believed by both."""

HARDLY = 0.05
"""The least that is believed beside a word that tells it alone."""


class Clearest:
    """Finds the clearest of the statements of an issue."""

    def __init__(
        self,
        values: Values,
        weigher: Weigher,
        language: Language,
        issue: Issue,
        said: Sequence[Statement],
    ) -> None:
        self._values = values
        self._weigher = weigher
        self._language = language
        self.issue = issue
        self.said = said
        self._beside = {
            *values.named,
            *(f for f, m in values.means.items() if not {*m} & {*HAPPENS}),
        }
        self._beside -= values.circumstances
        self._surely = LEAST if weigher.alone else SURELY
        self._saying = [of for of in said if any(c.level for c in of.clauses)] or [*said]
        self._alone: dict[tuple[int, int, int], Mapping[str, Mapping[str, float]]] = {}
        self._without: dict[int, Mapping[str, Mapping[str, float]]] = {}

    @property
    def _judged(self) -> Judged:
        return self.issue.judged

    # -- what is believed -------------------------------------------------------------------------

    def believed(self, of: Statement, fact: str, value: str) -> float:
        """How likely a statement makes a value, or nearly that, by itself."""
        if all(clause.idle for clause in of.clauses):
            return 0.0
        most = self._likely(self._told(of.clauses), fact, value)
        if most < CLEARLY and len(of.clauses) > 1:
            parts = (self._told((c,)) for c in of.clauses if not c.idle)
            most = max(most, *(self._likely(part, fact, value) for part in parts))
        return most

    def lost(self, of: Statement, fact: str, value: str) -> float:
        """How much less likely a value, or nearly that, is without a statement."""
        if of.first not in self._without:
            rest = tuple(c for s in self.said if s is not of for c in s.clauses)
            self._without[of.first] = self._told(rest) if rest else {}
        whole = self._told(tuple(c for s in self.said for c in s.clauses))
        without = self._likely(self._without[of.first], fact, value)
        return max(0.0, self._likely(whole, fact, value) - without)

    def _told(self, clauses: tuple[Clause, ...]) -> Mapping[str, Mapping[str, float]]:
        """What some clauses tell as if there were no others: by what was learned of such words,
        whether they count or not, else as they are read."""
        place = clauses[0].first, clauses[-1].last, len(clauses)
        if place not in self._alone:
            weights, part = self._weigher.weights, replace(self._judged, clauses=clauses)
            learned = weights is not None and not self._weigher.alone
            self._alone[place] = (
                weights.chances(shown(part)) if learned and weights else self._read(part)
            )
        return self._alone[place]

    def _read(self, part: Judged) -> Chances:
        return self._weigher.issue(part, partly=self.issue.partly, within=self._judged).chances

    def _likely(self, chances: Mapping[str, Mapping[str, float]], fact: str, value: str) -> float:
        told, means = chances.get(fact, {}), self._values.means[fact]
        near: dict[str, float] = {}
        for meaning, v in means.items():
            for m, share in NEARLY.get(meaning, {}).items() if v == value else ():
                if means.get(m, value) != value:
                    near[means[m]] = share
        return told.get(value, 0.0) + sum(told.get(v, 0.0) * p for v, p in near.items())

    # -- what happens -----------------------------------------------------------------------------

    def of_what(self, facts: Mapping[str, str], fact: str) -> Statement | None:
        """The statement that says most clearly what happens; None if none says it."""
        value = facts[fact]
        if len(self._saying) == 1:
            return self._saying[0]
        sure = self.issue.chances[fact].get(value, 0.0) >= LIKELY
        asks, broken = self._asks(fact, value), self._is_broken(fact, value)
        beside = [f for f in facts if f in self._beside]
        found = []
        for later, of in enumerate(self.said):
            alone, hinted = self.believed(of, fact, value), self._is_spoken(of, fact, value)
            words = SPOKEN if hinted else self._has_words(of, fact, value)
            about = sum(self.believed(of, f, facts[f]) for f in beside) / (len(beside) or 1)
            trouble = asks and (self._is_trouble(of, fact) or reports(of))
            about *= not trouble
            full = self.full(of)
            least = (
                LEAST if words and (not beside or about >= ABOUT or full > BRIEF) else self._surely
            )
            if words and LEAST / 2 <= alone < least:
                least = self._surely - self.lost(of, fact, value) if full > BRIEF else least
            if alone < least or not (words or sure) or (broken and not full and not hinted):
                continue
            clear = alone + WORDS * words + NAMES * about + SLIGHTLY * min(full, MANY)
            clear -= EMPTY[min(full, FULL)] * (not hinted) * (0.5 if asks else 1.0)
            clear -= LATER * min(later, MOST)
            clear += ASKED * (asks and any(c.asks for c in of.clauses)) - TROUBLE * trouble
            clear -= OTHERS * (broken and (supposed(of) or self._begins_with_others(of)))
            spare = broken and (self._spares(of) or (not hinted and alone < SURE and works(of)))
            found.append((clear, spare, of))
        most = max((clear for clear, _, _ in found), default=0.0)
        found = [
            (clear + LEFT_OUT * self.lost(of, fact, value), spare, of)
            for clear, spare, of in found
            if clear + LEFT_OUT > most and len(found) > 1
        ] or found
        if not found and asks:
            both = (
                (self.believed(of, fact, value) + self.lost(of, fact, value), of)
                for of in self.said
            )
            found = [
                (p, False, of) for p, of in both if p >= LEAST and self._has_words(of, fact, value)
            ]
        if not found:
            found = [(self.lost(of, fact, value), False, of) for of in self._troubled(facts, fact)]
        if not found:
            return None
        _, spare, of = max(found, key=lambda each: each[0])
        # What is broken by words that say that it works, is so by something else.
        return None if spare else of

    def _troubled(self, facts: Mapping[str, str], fact: str) -> Iterator[Statement]:
        """The statements that have a word for what is the matter, whatever was learned of them."""
        named = [f for f in facts if f in self._values.named]
        for of in self.said:
            said = sum(c.what[m] for c in of.clauses for m in ("outage", "degradation", "unsaid"))
            about = max((self.believed(of, f, facts[f]) for f in named), default=0.0)
            if max(said, about) >= SURELY and self._is_spoken(of, fact, facts[fact]):
                yield of

    def _asks(self, fact: str, value: str) -> bool:
        return any(v == value and m == "question" for m, v in self._values.means[fact].items())

    def _spares(self, of: Statement) -> bool:
        """Whether a statement says that nobody is concerned: *nobody has been rejected*."""
        plain = self._judged.plain
        return any(
            True for c in of.clauses for _ in befalls_none(self._language, plain, c.first, c.last)
        ) and works(of)

    def _is_trouble(self, of: Statement, fact: str) -> bool:
        """Whether a statement has phrases or hints for what is the matter, and does not ask."""
        values = [v for m, v in self._values.means[fact].items() if m in BROKEN]
        return not any(c.asks for c in of.clauses) and any(
            self._values.speaking(fact, v, c) for c in of.clauses for v in values
        )

    def _is_spoken(self, of: Statement, fact: str, value: str) -> bool:
        """Whether a statement has phrases or hints for what happens, or nearly that."""
        alike = {value}
        if self._is_broken(fact, value):
            alike |= {v for m, v in self._values.means[fact].items() if m in BROKEN}
        return any(self._values.speaking(fact, v, c) for c in of.clauses for v in alike)

    def _has_words(self, of: Statement, fact: str, value: str) -> float:
        """Whether a statement has other words for what happens; half, if it is rather no word."""
        means = {m for m, v in self._values.means[fact].items() if v == value}
        words = 0.0
        for clause in of.clauses:
            cues = {cue.concept for cue in clause.cues}
            says = sum(clause.what.get(m, 0.0) for m in BROKEN)
            if any(cues & WISHES.get(meaning, frozenset()) for meaning in means):
                return 1.0
            if "question" in means and clause.asks:
                return 1.0
            told = says >= SURE or self._denies(clause) or self._is_bad(clause)
            if means & BROKEN and told:
                return 1.0
            aside = "question" in means and clause.status["live"] <= 1 - SAYS
            if aside or (means & BROKEN and says >= CLEARLY):
                words = 0.5
        return words

    def _denies(self, clause: Clause) -> bool:
        """Whether a clause says that something is not so, rather than of nobody."""
        none = self._language.absent["who"]
        return self.full(Statement(clause.first, clause.last, (clause,))) >= FULL and any(
            cue.concept == NEGATED and not none.at(self._judged.plain, cue.first)
            for cue in clause.cues
        )

    def full(self, of: Statement) -> int:
        """How many words a statement has that mean something, but those of whom and where."""
        plain, function = self._judged.plain, self._language.function
        who = self._language.thought["subject"]
        return sum(
            i not in beside
            and plain[i] not in function
            and plain[i][0].isalpha()
            and not who.at(plain, i)
            for c in of.clauses
            for beside in [who_and_where(c) | _denying(c)]
            for i in range(c.first, c.last)
        )

    def _is_bad(self, clause: Clause) -> bool:
        plain = self._judged.plain
        kinds = [self._language.absent[kind] for kind in ("of-trouble", "befalls")]
        return any(k.at(plain, i) for k in kinds for i in range(clause.first, clause.last))

    def _is_broken(self, fact: str, value: str) -> bool:
        return any(v == value and m in BROKEN for m, v in self._values.means[fact].items())

    # -- what it is about -------------------------------------------------------------------------

    def of_thing(self, fact: str, value: str, deciding: Statement | None) -> Statement | None:
        """The statement that is about a thing without naming it, rather the one that decides."""
        likely = [
            (of is deciding, self.believed(of, fact, value) + self.lost(of, fact, value), of)
            for of in self.said
            if self.believed(of, fact, value) >= SURELY and self.full(of) >= FULL
        ]
        return max(likely, key=lambda each: each[:2])[2] if likely else None

    def has_words_for(self, fact: str, value: str) -> bool:
        """Whether a clause by which a value is believed most has words for it."""
        called = {CALLED.get(m) for m, v in self._values.means[fact].items() if v == value}
        clauses = [c for of in self.said for c in of.clauses]
        counting = [c for c in clauses if c.level == COUNTS] or clauses
        told = [
            (self._likely(self._read(replace(self._judged, clauses=(c,))), fact, value), c)
            for c in counting
        ]
        most = max(likely for likely, _ in told)
        return any(
            self._values.speaking(fact, value, clause)
            or any(says.get(fact) == value for _, says in self._weigher.counted(clause))
            or any(cue.concept in called for cue in clause.cues)
            for likely, clause in told
            if likely >= NEARLY_ALL * most
        )

    # -- how many ---------------------------------------------------------------------------------

    def of_whom(
        self, facts: Mapping[str, str], fact: str, deciding: Statement | None
    ) -> tuple[Statement, tuple[int, int]] | None:
        """The words that say most clearly how many are concerned, and their statement: a count,
        words for how many, else a statement that says so as a whole; None if none does."""
        judged, value = self._judged, facts[fact]
        found = [*self._concerned(facts, fact, deciding)]
        who = {meaning for meaning, v in self._values.means[fact].items() if v == value}
        clauses = tuple(c for of in self.said for c in of.clauses)
        first = next((c for of in self.said if of is deciding for c in of.clauses), clauses[0])
        if word := telling(self._language, replace(judged, clauses=clauses), first, who):
            of = next(s for s in self.said if word[0] in s.clauses)
            slight = "many" in who and any(map(_is_slight, word[0].counts))
            if not slight and self.believed(of, fact, value) >= HARDLY:
                clear = TOLD + ALONE + self.believed(of, fact, value) + self.lost(of, fact, value)
                found.append((clear, of, word[1]))
        best = max(found, key=lambda each: each[0], default=None)
        return best[1:] if best else None

    def _concerned(
        self, facts: Mapping[str, str], fact: str, deciding: Statement | None
    ) -> Iterator[tuple[float, Statement, tuple[int, int]]]:
        value, values = facts[fact], self._values
        means = values.means[fact]
        what = {m for f, v in facts.items() for m, w in values.means[f].items() if v == w}
        broken = bool(what & BROKEN) or not what & {*HAPPENS}
        called = {CALLED.get(m) for m, v in means.items() if v == value}
        all_, many = (means.get(m) == value for m in ("everyone", "many"))
        sure = self.issue.chances[fact].get(value, 0.0) >= SURELY
        for of in self.said:
            alone = self.believed(of, fact, value)
            both = alone + self.lost(of, fact, value)
            for clause in of.clauses:
                if clause.level == 1 and clause.other not in ("others", "over"):
                    continue
                told = [*self._weigher.counted(clause)]
                slight = many and any(map(_is_slight, clause.counts))
                counts = [c for c, says in told if says.get(fact) == value and not slight]
                if all_ and alone >= SURELY:
                    counts += [c for c in clause.counts if c.kind == "none-of" and c.people]
                against = any(says.get(fact, value) != value for _, says in told)
                near = DECIDING * (of is deciding) + both
                for count in counts:
                    shared = count.whole is not None or clause.what["fine"] < FINE
                    if count.people or (broken and shared):
                        clear = COUNTED + count.people + OF_WHOLE * (count.whole is not None)
                        yield clear + near, of, (count.first, count.last)
                works = clause.what["fine"] >= FINE and not counts
                if against or slight or not broken or works or self._speaks_of_others(clause):
                    continue
                plain = self._judged.plain
                spoken = [(h.first, h.last) for h in values.speaking(fact, value, clause)]
                none = {*befalls_none(self._language, plain, clause.first, clause.last)}
                spoken += [(c.first, c.last) for c in clause.cues if c.concept in called]
                spoken = [span for span in spoken if span[0] not in none]
                if spoken and alone >= HARDLY:
                    yield TOLD + near, of, max(spoken, key=lambda s: s[1] - s[0])
            tells = of is deciding or any(map(who_and_where, of.clauses))
            if sure and alone >= SAYS and self.full(of) >= FULL and tells:
                yield both, of, (of.first, of.last)

    def _begins_with_others(self, of: Statement) -> bool:
        return begins_with_others(self._language, self._judged, of.clauses[0])

    def _speaks_of_others(self, clause: Clause) -> bool:
        """Whether a clause tells of others than those that are concerned."""
        others = self._language.extent["others"]
        return begins_with_others(self._language, self._judged, clause) or any(
            others.at(self._judged.plain, i) for i in range(clause.first, clause.last)
        )


def reports(of: Statement) -> bool:
    """Whether a statement says that something is the matter now, and asks nothing."""
    return any(
        (c.what["outage"] + c.what["degradation"]) * c.status["live"] >= FINE and not c.asks
        for c in of.clauses
    )


def supposed(of: Statement) -> bool:
    """Whether a statement only supposes what it says."""
    cues = {cue.concept for c in of.clauses for cue in c.cues}
    return "hypothetical" in cues and all(
        c.level == 1 and c.other == "supposed" for c in of.clauses
    )


def works(of: Statement) -> bool:
    """Whether a statement says no more than that something works, or does again."""
    return all(
        c.what["fine"] >= FINE
        or not c.level
        or (c.what["fine"] >= LEAST and any(cue.concept == RESOLVED for cue in c.cues))
        for c in of.clauses
    )


def _denying(clause: Clause) -> set[int]:
    return {i for c in clause.cues if c.concept == NEGATED for i in range(c.first, c.last)}


def _is_slight(count: Count) -> bool:
    """Whether a share is less than one in a hundred: *3 people in 2,600* are a few."""
    return count.whole is not None and 0 < count.part < count.whole * SLIGHT
