"""A description to facts, each with the words that say so.

Two ways lead there.  The policy's *phrases* say what words mean; *cues* say when they don't count
(negated, over, still to come, only supposed).  Where the policy has *learned weights* as well,
these judge which situation the whole description is in, with the phrases among their features, and
the phrases then only add what the situation leaves open.  Either way the result is facts; what they
come to is for the policy's table (:mod:`calculator.engine.severity`) alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculator.engine.policy import Policy
from calculator.engine.reading.features import Marked
from calculator.engine.reading.phrases import Hit, PhraseIndex, phrase_key
from calculator.engine.reading.text import Sentence, Word, sentences, words
from calculator.engine.reading.weights import Score, Weights

__all__ = ["Aside", "Evidence", "OtherIssue", "Reader", "Reading", "phrase_key"]

type Outcome = Callable[[Mapping[str, str]], int | None]
"""The severity that facts come to, or None if a question is worth asking."""

NEGATION_REACH = 5
"""How many words after a negation it covers, unless the clause ends before (as in NegEx)."""

SETS_ASIDE = ("resolved", "planned", "hypothetical", "working", "quoted")
"""Cues that set their clause aside, if nothing in it says that the problem is there again."""

SURE = 0.9
"""What a sentence says by itself with this probability may decide where the whole text does not."""

POSSIBLE = 0.1
"""The least probability, given the whole text, of what a sentence may decide."""

TELLING = 0.33
"""Words that weigh at least this part of the weightiest one are shown as evidence."""

PLAUSIBLE = 0.03
"""A situation less likely than this, given the severity, is not considered."""


@dataclass(frozen=True)
class Evidence:
    """Words (character offsets) that say a fact has a value."""

    fact: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Aside:
    """Words (character offsets) that were read but don't count, and the cue that says why."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True)
class OtherIssue:
    """A further issue in the same text, by its facts, and the sentence it stands in."""

    facts: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What a description establishes."""

    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    aside: tuple[Aside, ...] = ()
    others: tuple[OtherIssue, ...] = ()


@dataclass(frozen=True)
class _Clause:
    """Words between two breaks, the phrases that count in them, and the cues found."""

    first: int
    last: int
    asks: bool
    hits: tuple[Hit, ...]
    cues: frozenset[str]


class Reader:
    """Reads descriptions by one policy.  Built once; reading is a pure function of the text."""

    def __init__(
        self, policy: Policy, outcome: Outcome, learned: Mapping[str, Any] | None = None
    ) -> None:
        self._outcome = outcome
        self._facts = [f.id for f in policy.facts]
        self._values = {f"{f.id}={v.id}": (f.id, v.id) for f in policy.facts for v in f.values}
        self._rank = {name: i for i, name in enumerate(self._values)}
        self._index = PhraseIndex(
            [
                *((p, f"{f.id}={v.id}") for f in policy.facts for v in f.values for p in v.phrases),
                *((p, cue.id) for cue in policy.cues for p in cue.phrases),
            ]
        )
        self._weights = Weights(learned) if learned else None
        self._confidence: float = learned["confidence"] if learned else 0.0
        self._guard: float = learned["guard"] if learned else 1.0

    def marked(self, text: str) -> tuple[Marked, list[str]]:
        """The text in words, sentences and phrases, and its stems with spelling slips mended."""
        found = words(text)
        marked = Marked(found, sentences(text, found), self._index.hits(found))
        return marked, [self._index.spelled(w.stem) for w in found]

    def read(self, text: str, stated: Mapping[str, str] | None = None) -> Reading:
        """What ``text`` establishes, given what its author ``stated`` about it besides.

        Stated facts are not repeated in the result; they help to understand the words.
        """
        stated = stated or {}
        marked, stems = self.marked(text)
        if not marked.words:
            return Reading()
        clauses = self._clauses(text, marked)
        by_phrase, said = self._by_phrases(clauses, marked.words)
        if not self._weights:
            facts = {f: v for f, v in by_phrase.items() if f not in stated}
            return Reading(facts, _proving(facts, said), _asides(clauses, marked.words))
        judged, others = self._by_weights(self._weights, marked, stems, stated, by_phrase)
        facts = self._completed(judged, by_phrase, stated)
        proven = _proving(facts, said)
        silent = {f: v for f, v in judged.items() if not any(e.fact == f for e in proven)}
        weighed = self._weighed(self._weights, marked, stems, silent)
        evidence = tuple(sorted((*proven, *weighed), key=lambda e: (e.start, e.end, e.fact)))
        return Reading(facts, evidence, _asides(clauses, marked.words), others)

    def _completed(
        self, judged: Mapping[str, str], by_phrase: Mapping[str, str], stated: Mapping[str, str]
    ) -> dict[str, str]:
        """The judged facts, and what phrases add without a change to what was judged."""
        facts = {f: v for f, v in judged.items() if f not in stated}
        outcome = self._outcome({**facts, **stated})
        for fact in self._facts:
            if fact in by_phrase and fact not in facts and fact not in stated and outcome:
                more = {**facts, fact: by_phrase[fact]}
                if self._outcome({**more, **stated}) == outcome:
                    facts = more
        return {f: facts[f] for f in self._facts if f in facts}

    # -- by weights -------------------------------------------------------------------------------

    def _by_weights(
        self,
        weights: Weights,
        marked: Marked,
        stems: list[str],
        stated: Mapping[str, str],
        by_phrase: Mapping[str, str],
    ) -> tuple[dict[str, str], tuple[OtherIssue, ...]]:
        alone = (
            {s: weights.scores(*_part(marked, stems, [s])) for s in marked.sentences}
            if len(marked.sentences) > 1
            else {}
        )
        scores = weights.scores(*_part(marked, stems, marked.sentences))
        facts = self._judged(scores, stated, by_phrase)
        if self._outcome({**facts, **stated}) is None:
            telling = self._telling(scores, alone.values(), stated)
            facts = self._judged(telling or scores, stated, by_phrase)
        return facts, self._others(marked, alone, {**facts, **stated})

    def _telling(
        self,
        scores: Sequence[Score],
        alone: Iterable[Sequence[Score]],
        stated: Mapping[str, str],
    ) -> Sequence[Score] | None:
        """Of a text that is undecided, the sentence that surely says the weightiest severity.

        What stands around it may be small talk, or another issue, which is lighter.
        """
        whole = self._chances(scores, stated)
        found: dict[int, Sequence[Score]] = {}
        for said in alone:
            outcome, chance = max(self._chances(said, stated).items(), key=lambda o: o[1])
            if outcome and chance >= SURE and whole.get(outcome, 0.0) >= POSSIBLE:
                weightier = sum(p for o, p in whole.items() if o and o < outcome)
                if weightier <= self._guard:
                    found.setdefault(outcome, said)
        return found[min(found)] if found else None

    def _chances(
        self, scores: Sequence[Score], stated: Mapping[str, str]
    ) -> dict[int | None, float]:
        """How likely each severity is; none stands for a question that is worth asking."""
        chances: dict[int | None, float] = {}
        for score in scores:
            outcome = self._outcome({**score.facts, **stated})
            chances[outcome] = chances.get(outcome, 0.0) + score.probability
        return chances

    def _judged(
        self, scores: Sequence[Score], stated: Mapping[str, str], by_phrase: Mapping[str, str]
    ) -> dict[str, str]:
        """The facts of the likeliest situation, or as many of them as are sure enough.

        Among situations of one severity, of which several may be true at once (a server is down,
        and so nobody can connect), the one that the phrases name is preferred.
        """
        chances = self._chances(scores, stated)
        best = max(chances, key=lambda outcome: chances[outcome])
        weightier = [p for outcome, p in chances.items() if outcome and best and outcome < best]
        sure = chances[best] >= self._confidence and sum(weightier) <= self._guard
        if best is not None and not sure:
            return self._undecided(scores, stated)
        alike = [
            s
            for s in scores
            if self._outcome({**s.facts, **stated}) == best
            and s.probability >= PLAUSIBLE * chances[best]
        ]
        if best is None:
            return dict(max(alike, key=lambda s: s.probability).facts)
        return dict(max(alike, key=lambda s: (_agreement(s.facts, by_phrase), s.probability)).facts)

    def _undecided(self, scores: Sequence[Score], stated: Mapping[str, str]) -> dict[str, str]:
        """The facts that are likely each by itself, as long as together they decide nothing."""
        likely: list[tuple[float, str, str]] = []
        for fact in self._facts:
            chances: dict[str, float] = {}
            for score in scores:
                if fact in score.facts:
                    value = score.facts[fact]
                    chances[value] = chances.get(value, 0.0) + score.probability
            if chances:
                value = max(chances, key=lambda v: chances[v])
                likely.append((chances[value], fact, value))
        facts: dict[str, str] = {}
        for chance, fact, value in sorted(likely, reverse=True):
            more = {**facts, fact: value}
            if chance >= 0.5 and self._outcome({**more, **stated}) is None:
                facts = more
        return facts

    def _others(
        self,
        marked: Marked,
        said: Mapping[Sentence, Sequence[Score]],
        governing: Mapping[str, str],
    ) -> tuple[OtherIssue, ...]:
        severity = self._outcome(governing)
        if severity is None or len(said) < 2:
            return ()
        found: dict[int, OtherIssue] = {}
        for sentence, scores in said.items():
            facts = self._judged(scores, {}, {})
            lighter = self._outcome(facts)
            subject = self._facts[0]
            same = facts.get(subject) in (None, governing.get(subject))
            if lighter and lighter > severity and not same:
                start, end = _span(marked.words, sentence.first, sentence.last)
                found.setdefault(lighter, OtherIssue(facts, start, end))
        return tuple(found[s] for s in sorted(found))

    def _weighed(
        self, weights: Weights, marked: Marked, stems: list[str], facts: Mapping[str, str]
    ) -> tuple[Evidence, ...]:
        """The words that weigh most for each fact against its other values, each word once."""
        found = []
        taken: set[int] = set()
        choices = [
            [k for k, s in enumerate(weights.situations) if s.get(fact) == value]
            for fact, value in facts.items()
        ]
        contributions = weights.contributions(marked, stems, choices) if choices else []
        for (fact, value), shares in zip(facts.items(), contributions, strict=True):
            least = max(TELLING * max(shares), 0.02)
            flags = [s >= least and i not in taken for i, s in enumerate(shares)]
            for first, last in _runs(flags):
                taken.update(range(first, last))
                start, end = _span(marked.words, first, last)
                found.append(Evidence(fact, value, start, end))
        return tuple(found)

    # -- by phrases -------------------------------------------------------------------------------

    def _clauses(self, text: str, marked: Marked) -> list[_Clause]:
        found = []
        for sentence in marked.sentences:
            contrasts = {h.first for h in marked.hits if h.concept == "contrast"}
            first = sentence.first
            for i in range(sentence.first + 1, sentence.last + 1):
                ends = i == sentence.last
                if not ends:
                    between = text[marked.words[i - 1].end : marked.words[i].start]
                    ends = i in contrasts or any(c in between for c in ",;:()–—")
                if ends:
                    found.append(self._clause(marked.hits, first, i, sentence.asks))
                    first = i
        return found

    def _clause(self, hits: list[Hit], first: int, last: int, asks: bool) -> _Clause:
        inside = [h for h in hits if first <= h.first and h.last <= last]
        says = [h for h in inside if h.concept in self._values]
        covered = {i for h in says for i in range(h.first, h.last)}
        cues = [h for h in inside if h.concept not in self._values]
        free = [c for c in cues if not covered.issuperset(range(c.first, c.last))]
        negations = [c.last for c in free if c.concept == "negated"]
        counting = [
            h
            for h in says
            if not any(0 <= h.first - after <= NEGATION_REACH for after in negations)
        ]
        return _Clause(first, last, asks, tuple(counting), frozenset(c.concept for c in free))

    def _by_phrases(
        self, clauses: list[_Clause], of: list[Word]
    ) -> tuple[dict[str, str], tuple[Evidence, ...]]:
        """The longest phrase for each fact, in the clause that says most among those that count."""
        counting = [c for c in clauses if not _set_aside(c)]
        best: dict[str, Hit] = {}
        for clause in sorted(counting, key=lambda c: -len({h.concept for h in c.hits})):
            here: dict[str, Hit] = {}
            for hit in clause.hits:
                fact, _ = self._values[hit.concept]
                if fact not in here or self._weight(hit) > self._weight(here[fact]):
                    here[fact] = hit
            for fact, hit in here.items():
                best.setdefault(fact, hit)
        facts = {fact: self._values[h.concept][1] for fact, h in best.items()}
        evidence = tuple(
            Evidence(*self._values[h.concept], *_span(of, h.first, h.last))
            for clause in counting
            for h in clause.hits
            if facts.get(self._values[h.concept][0]) == self._values[h.concept][1]
        )
        return facts, evidence

    def _weight(self, hit: Hit) -> tuple[int, int]:
        return hit.last - hit.first, -self._rank[hit.concept]


def _set_aside(clause: _Clause) -> bool:
    return "relapsed" not in clause.cues and any(c in clause.cues for c in SETS_ASIDE)


def _asides(clauses: list[_Clause], of: list[Word]) -> tuple[Aside, ...]:
    return tuple(
        Aside(*_span(of, c.first, c.last), next(cue for cue in SETS_ASIDE if cue in c.cues))
        for c in clauses
        if _set_aside(c)
    )


def _agreement(facts: Mapping[str, str], with_: Mapping[str, str]) -> int:
    shared = [with_[f] == v for f, v in facts.items() if f in with_]
    return 2 * sum(shared) - len(shared)


def _part(marked: Marked, stems: list[str], kept: Sequence[Sentence]) -> tuple[Marked, list[str]]:
    """The text reduced to some of its sentences."""
    if len(kept) == len(marked.sentences):
        return marked, stems
    found: list[Word] = []
    parts: list[Sentence] = []
    hits: list[Hit] = []
    shown: list[str] = []
    for s in kept:
        shift = len(found) - s.first
        parts.append(Sentence(s.first + shift, s.last + shift, s.asks))
        hits += (
            Hit(h.concept, h.first + shift, h.last + shift)
            for h in marked.hits
            if s.first <= h.first and h.last <= s.last
        )
        found += marked.words[s.first : s.last]
        shown += stems[s.first : s.last]
    return Marked(found, parts, hits), shown


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Where flags are set, as half-open runs."""
    runs: list[tuple[int, int]] = []
    for i, flag in enumerate(flags):
        if flag and runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        elif flag:
            runs.append((i, i + 1))
    return runs


def _span(of: list[Word], first: int, last: int) -> tuple[int, int]:
    return of[first].start, of[last - 1].end


def _proving(facts: Mapping[str, str], evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if facts.get(e.fact) == e.value)
