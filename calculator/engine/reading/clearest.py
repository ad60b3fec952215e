"""Which statement of a description says a fact: the one that is believed by itself, and without
which it is believed least.

Both are asked of the reading itself, so that what is shown is what decided.  Of statements that say
it alike, the one counts that has words for it, and that names what it is about.
"""

from collections.abc import Iterator, Mapping

from calculator.engine.reading.absence import befalls_none
from calculator.engine.reading.beliefs import (
    BROKEN,
    CLEARLY,
    FINE,
    FULL,
    LEAST,
    SAYS,
    SURELY,
    Beliefs,
    works,
)
from calculator.engine.reading.judged import Clause
from calculator.engine.reading.language import HAPPENS
from calculator.engine.reading.standing import NEGATED
from calculator.engine.reading.statements import Statement
from calculator.engine.reading.whom import begins_with_others

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

BESIDES = 0.3
"""So much less clearly says it what begins with since or because, tells of what works, too, or asks
whether something is the matter."""

LATER, MOST = 0.01, 5
"""So little less each statement behind the first one, up to so many."""

OTHERS, TROUBLE, ASKED = 0.8, 0.6, 0.3
"""So much less clearly says it what begins with others, or only supposes it; and that nothing is
broken what has words for what is, and so much more what asks."""

SPOKEN = 1.3
"""So much are phrases and hints of the policy, where other words are one."""

SLIGHTLY, MANY = 0.02, 4
"""So little more for each word that means something, up to so many."""

ABOUT, BRIEF = 0.3, 3
"""What has hardly more words is asked how far it says the other facts."""

LIKELY = 0.55
"""What is read with less than this probability, and not by words for it, has no evidence."""

SURE = 0.95
"""What is believed so much says what is the matter, whatever it sounds like."""


class Clearest:
    """Finds the clearest of the statements of an issue that comes to some facts."""

    def __init__(self, beliefs: Beliefs, facts: Mapping[str, str]) -> None:
        self._beliefs = beliefs
        self._facts = facts
        values = self._values = beliefs.values
        self._language = beliefs.language
        who = {f for f, means in values.means.items() if not {*means} & {*HAPPENS}}
        self._beside = [f for f in facts if f in who - values.circumstances]
        self._surely = LEAST if beliefs.weigher.alone else SURELY

    def of_what(self, fact: str) -> Statement | None:
        """The statement that says most clearly what happens; None if none says it."""
        beliefs, value = self._beliefs, self._facts[fact]
        saying = [of for of in beliefs.said if any(c.level for c in of.clauses)]
        if len(saying or beliefs.said) == 1:
            return (saying or beliefs.said)[0]
        told = [(self._clear(fact, of, later), of) for later, of in enumerate(beliefs.said)]
        found = [(clear, of) for clear, of in told if clear is not None]
        most = max((clear for clear, _ in found), default=0.0)
        near = [(clear, of) for clear, of in found if clear + LEFT_OUT > most]
        if len(near) > 1:
            near = [(clear + LEFT_OUT * beliefs.lost(of, fact, value), of) for clear, of in near]
        near = near or [*self._rather(fact)]
        best = max(near, key=lambda each: each[0])[1] if near else None
        # What is broken by words that say that it works, is so by something else.
        return None if best and self._spares(fact, best) else best

    def _clear(self, fact: str, of: Statement, later: int) -> float | None:
        """How clearly a statement says what happens, which stands behind so many others; None if
        it does not."""
        beliefs, value = self._beliefs, self._facts[fact]
        alone, hinted = beliefs.believed(of, fact, value), self._is_spoken(of, fact, value)
        words = SPOKEN if hinted else self._has_words(of, fact, value)
        sure = beliefs.issue.chances[fact].get(value, 0.0) >= LIKELY
        asks, broken, full = self._asks(fact), beliefs.is_broken(fact, value), beliefs.full(of)
        if not (words or sure) or (broken and not full and not hinted):
            return None
        trouble = asks and (self._is_trouble(of, fact) or reports(of))
        beside = [beliefs.believed(of, f, self._facts[f]) for f in self._beside]
        about = sum(beside) / len(beside) if beside and not trouble else 0.0
        is_about = not beside or about >= ABOUT or full > BRIEF
        least = LEAST if words and is_about else self._surely
        if words and full > BRIEF and LEAST / 2 <= alone < least:
            least = self._surely - beliefs.lost(of, fact, value)
        if alone < least:
            return None
        clear = alone + WORDS * words + NAMES * about + SLIGHTLY * min(full, MANY)
        if not hinted or of.size == 1:
            clear -= EMPTY[min(full, FULL)] * (0.5 if asks else 1.0)
        besides = self._language.besides.at(beliefs.judged.plain, of.first) > 0
        spares = not hinted and any(c.what["fine"] >= FINE for c in of.clauses)
        asked = any(c.asks for c in of.clauses)
        clear -= BESIDES * (broken and (besides or spares or asked))
        clear += ASKED * (asks and asked) - TROUBLE * trouble
        clear -= OTHERS * (broken and (supposed(of) or self._begins_with_others(of)))
        return clear - LATER * min(later, MOST)

    def _spares(self, fact: str, of: Statement) -> bool:
        """Whether a statement that should tell what is the matter says that it works, or that
        nobody is concerned: *nobody has been rejected*."""
        value = self._facts[fact]
        if not self._beliefs.is_broken(fact, value) or not works(of):
            return False
        plain = self._beliefs.judged.plain
        if any([*befalls_none(self._language, plain, c.first, c.last)] for c in of.clauses):
            return True
        believed = self._beliefs.believed(of, fact, value)
        return believed < SURE and not self._is_spoken(of, fact, value)

    def _rather(self, fact: str) -> Iterator[tuple[float, Statement]]:
        """The statements that rather say what happens, where none says it clearly: those that ask
        for it, or have a word for what is the matter, whatever was learned of them."""
        value, beliefs = self._facts[fact], self._beliefs
        troubled = {*map(id, self._troubled(fact))}
        for of in beliefs.said:
            both = beliefs.believed(of, fact, value) + beliefs.lost(of, fact, value)
            if self._asks(fact) and both >= LEAST and self._has_words(of, fact, value):
                yield both, of
            elif id(of) in troubled:
                yield beliefs.lost(of, fact, value), of

    def _troubled(self, fact: str) -> list[Statement]:
        """The statements that have a word for what is the matter, or for the value, where they say
        so or are about the thing."""
        named = [f for f in self._facts if f in self._values.named]
        found = []
        for of in self._beliefs.said:
            said = sum(c.what[m] for c in of.clauses for m in ("outage", "degradation", "unsaid"))
            about = max((self._beliefs.believed(of, f, self._facts[f]) for f in named), default=0.0)
            if max(said, about) >= SURELY and self._is_spoken(of, fact, self._facts[fact]):
                found.append(of)
        return found

    def _asks(self, fact: str) -> bool:
        return self._values.means[fact].get("question") == self._facts[fact]

    def _is_trouble(self, of: Statement, fact: str) -> bool:
        """Whether a statement has phrases or hints for what is the matter, and does not ask."""
        values = [v for m, v in self._values.means[fact].items() if m in BROKEN]
        return not any(c.asks for c in of.clauses) and any(
            self._values.speaking(fact, v, c) for c in of.clauses for v in values
        )

    def _is_spoken(self, of: Statement, fact: str, value: str) -> bool:
        """Whether a statement has phrases or hints for what happens, or nearly that."""
        alike = {value}
        if self._beliefs.is_broken(fact, value):
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
        return self._beliefs.full(Statement(clause.first, clause.last, (clause,))) >= FULL and any(
            cue.concept == NEGATED and not none.at(self._beliefs.judged.plain, cue.first)
            for cue in clause.cues
        )

    def _is_bad(self, clause: Clause) -> bool:
        plain = self._beliefs.judged.plain
        kinds = [self._language.absent[kind] for kind in ("of-trouble", "befalls")]
        return any(k.at(plain, i) for k in kinds for i in range(clause.first, clause.last))

    def of_thing(self, fact: str, deciding: Statement | None) -> Statement | None:
        """The statement that is about a thing without naming it, rather the one that decides."""
        value, beliefs = self._facts[fact], self._beliefs
        likely = []
        for of in beliefs.said:
            believed = beliefs.believed(of, fact, value)
            if believed >= SURELY and beliefs.full(of) >= FULL:
                likely.append((of is deciding, believed + beliefs.lost(of, fact, value), of))
        return max(likely, key=lambda each: each[:2])[2] if likely else None

    def _begins_with_others(self, of: Statement) -> bool:
        return begins_with_others(self._language, self._beliefs.judged, of.clauses[0])


def reports(of: Statement) -> bool:
    """Whether a statement says that something is the matter now, and asks nothing."""
    return any(c.broken * c.status["live"] >= FINE and not c.asks for c in of.clauses)


def supposed(of: Statement) -> bool:
    """Whether a statement only supposes what it says."""
    cues = {cue.concept for c in of.clauses for cue in c.cues}
    return "hypothetical" in cues and all(
        c.level == 1 and c.other == "supposed" for c in of.clauses
    )
