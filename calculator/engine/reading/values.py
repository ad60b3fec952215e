"""What a policy's values say: by phrases that establish them, by hints, and by what they mean."""

from collections.abc import Iterable, Mapping
from typing import Any

from calculator.engine.policy import Condition, Fact, Policy
from calculator.engine.reading import circumstances
from calculator.engine.reading.amounts import amounts
from calculator.engine.reading.bounds import bounded
from calculator.engine.reading.circumstances import Spoken
from calculator.engine.reading.implied import Implied
from calculator.engine.reading.judged import Clause, Judged
from calculator.engine.reading.language import HAPPENS, WHO, Language
from calculator.engine.reading.phrases import Hit, PhraseIndex, longest
from calculator.engine.reading.text import spellings, stem, words

COMMON = 8.6
"""So little rare is a word that is written as it is meant: *retail* is no slip for *detail*."""

TIMES = frozenset(("past", "planned", "relapsed"))
"""Cues that say when something is."""


class Values:
    """The values of a policy's facts, as words in a description name them."""

    def __init__(
        self, policy: Policy, language: Language, index: Mapping[str, Any] | None = None
    ) -> None:
        """``index`` is what :meth:`prepared` gave for the same policy and language."""
        self.language = language
        values = [(f.id, v) for f in policy.facts for v in f.values]
        self.of = {f.id: tuple(v.id for v in f.values) for f in policy.facts}
        """For each fact its values, in the policy's order."""
        self.means = {
            f.id: {str(meaning): v.id for v in f.values for meaning in v.means}
            for f in policy.facts
        }
        """For each fact, from what clauses may mean to its value."""
        self.circumstances = frozenset(
            f.id
            for f in policy.facts
            if not self.means[f.id] and any(self._holds_always(a.when) for a in f.assume)
        )
        """The facts that tell what stands around an issue, such as a way round: where nobody speaks
        of it something is assumed, and no value of theirs has a meaning."""
        self._families = {
            f.id: circumstances.families(language, f)
            for f in policy.facts
            if f.id in self.circumstances
        }
        self.named = tuple(
            id for id, means in self.means.items() if not means and id not in self.circumstances
        )
        """The facts that say what an issue is about: no value of theirs has a meaning."""
        self._says = {f"{fact}={v.id}": (fact, v.id) for fact, v in values}
        self._hints = {f"{fact}~{v.id}": (fact, v.id) for fact, v in values}
        self._implied = {f"{fact}^{v.id}": (fact, v.id) for fact, v in values}
        self._own = {**self._says, **self._hints}
        self._all = {**self._own, **self._implied}
        self.index = PhraseIndex.restored(index) if index else self._indexed(policy, language)
        """Finds what is said, hinted at, implied and taken for a cue."""
        self.index.common = frozenset(w for w, rare in language.words.items() if rare <= COMMON)
        self.masked = frozenset(
            concept for concept, (fact, _) in self._own.items() if fact in self.named
        )
        """The concepts of the index that name what an issue is about."""
        self.bounds = bounded(
            (f for f in policy.facts if any(m in WHO for m in self.means[f.id])), language
        )
        """The facts that tell by numbers how many are concerned."""
        self.counting_things = frozenset(
            index["counting"] if index else self._counting_things(policy)
        )
        """The facts that tell how many things are concerned, rather than how many users: their
        values speak of things."""
        self.amounts = {
            f.id: amounts(f, language) for f in policy.facts if f.id in self.counting_things
        }
        """What those facts say of numbers."""
        self.assumed = frozenset(f.id for f in policy.facts if f.assume)
        """The facts of which something is assumed where nobody speaks of them."""
        self.cues = frozenset(cue.id for cue in policy.cues)

    def prepared(self) -> dict[str, Any]:
        """What takes long to make, as plain JSON values."""
        return {**self.index.prepared(), "counting": sorted(self.counting_things)}

    def _counting_things(self, policy: Policy) -> list[str]:
        return [
            f.id
            for f in policy.facts
            if any(m in WHO for m in self.means[f.id])
            and (self._names_things(f) or f.id in self.bounds)
        ]

    def _indexed(self, policy: Policy, language: Language) -> PhraseIndex:
        values = [(f.id, v) for f in policy.facts for v in f.values]
        implied = Implied(language)
        things = [f for f in policy.facts if f.id in self.named]
        around = [f for f in policy.facts if f.id in self.circumstances]
        named = {
            stem(word)
            for f in things
            for v in f.values
            for name in (*v.phrases, *v.hints, v.label)
            for word in spellings(name)
        }
        return PhraseIndex(
            [
                *(
                    (way, f"{fact}{'~' if self._is_of_time(language, fact, p) else '='}{v.id}")
                    for fact, v in values
                    for p in v.phrases
                    for way in language.ways(p)
                ),
                *(
                    (way, f"{fact}~{v.id}")
                    for fact, v in values
                    for p in v.hints
                    for way in language.ways(p)
                ),
                *((p, f"{f.id}^{value}") for f in things for p, value in implied.hints(f)),
                *(
                    (p, f"{f.id}^{value}")
                    for f in around
                    for p, value in circumstances.implied(language, f, named)
                ),
                *((p, cue.id) for cue in policy.cues for p in cue.phrases),
            ]
        )

    def _holds_always(self, when: Condition) -> bool:
        """Whether a condition names every value of its facts, or nothing."""
        return all(set(self.of.get(fact, ("?",))) <= set(values) for fact, values in when.items())

    def _is_of_time(self, language: Language, fact: str, phrase: str) -> bool:
        """Whether a phrase of what happens only says when: it hints, as it does in the language."""
        of = words(phrase)
        return not set(HAPPENS).isdisjoint(self.means[fact]) and any(
            hit.concept in TIMES and (hit.first, hit.last) == (0, len(of))
            for hit in language.context.hits(of)
        )

    def _names_things(self, fact: Fact) -> bool:
        """Whether the names of a fact's values speak of half the things that there are."""
        told = (name for v in fact.values for name in (*v.phrases, *v.hints, v.label, v.help))
        hits = {h.concept for name in told for h in self.index.hits(words(name))} & self.masked
        there = sum(len(self.of[named]) for named in self.named)
        named = {self._own[concept] for concept in hits}
        return len(named) * 2 >= there > 0

    def said(self, fact: str, clauses: Iterable[Clause]) -> list[str]:
        """The values that phrases in clauses speak for, in the policy's order."""
        found = {
            self._says[hit.concept][1] for clause in clauses for hit in self._saying(fact, clause)
        }
        return [value for value in self.of[fact] if value in found]

    def denied(self, fact: str, clauses: Iterable[Clause]) -> set[str]:
        """The values that clauses say not to be so, right before their phrases or hints."""
        return {
            self._own[hit.concept][1]
            for clause in clauses
            for negated in [clause.denied]
            for hit in clause.hits
            if self._fact(hit) == fact and self._is_denied(hit, negated)
        }

    def hinted(self, fact: str, clauses: Iterable[Clause]) -> list[str]:
        """The values that hints in clauses speak for, as often as they do."""
        return [
            self._hints[hit.concept][1]
            for clause in clauses
            for hit in longest(h for h in clause.hits if self._fact(h) == fact)
            if hit.concept in self._hints
        ]

    def implied(self, fact: str, clauses: Iterable[Clause]) -> list[str]:
        """The values that words in clauses imply, as often as they do."""
        return [
            self._implied[hit.concept][1]
            for clause in clauses
            for hit in longest(h for h in clause.hits if h.concept in self._implied)
            if self._implied[hit.concept][0] == fact
        ]

    def mentions(self, fact: str, clause: Clause) -> list[tuple[str, str, int]]:
        """The values that a clause names, how (``=`` a phrase, ``~`` a hint, ``^`` by what is
        implied), and at which word, in order."""
        known = [h for h in clause.hits if self._known(h)[0] == fact]
        own = longest(h for h in known if h.concept not in self._implied)
        rest = longest(h for h in known if h.concept in self._implied)
        found = [(self._known(h)[1], h.concept[len(fact)], h.first) for h in (*own, *rest)]
        return sorted(found, key=lambda each: each[2])

    def named_in(self, clause: Clause) -> list[Hit]:
        """The phrases and hints in a clause that name things."""
        return [hit for hit in clause.hits if hit.concept in self.masked]

    def is_around(self, clause: Clause) -> bool:
        """Whether a clause only tells what stands around an issue: it names no thing."""
        noted: dict[object, bool] = clause.noted
        if "around" not in noted:
            said = {self._known(hit)[0] for hit in clause.hits}
            around = not said.isdisjoint(self.circumstances)
            noted["around"] = around and not self.named_in(clause)
        return noted["around"]

    def words_around(self, judged: Judged) -> frozenset[int]:
        """The words that tell what stands around an issue, in whatever clause."""
        return frozenset(
            i
            for clause in judged.clauses
            for hit in clause.hits
            if self._known(hit)[0] in self.circumstances
            for i in range(hit.first, hit.last)
        )

    def around(self, fact: str, judged: Judged) -> tuple[Spoken, ...]:
        """What is said of a circumstance, in whatever clause is not about something else: by
        phrases and words that a policy implies, or, where there are none, by what it is like."""
        found: list[Spoken] = []
        for clause in judged.clauses:
            if clause.level == 1:
                continue
            hits = longest(h for h in clause.hits if self._known(h)[0] == fact)
            found += (
                Spoken(
                    self._known(hit)[1],
                    hit.concept in self._says,
                    self.is_denied_around(judged, clause, hit),
                    hit.first,
                    hit.last,
                    hit.concept in self._hints,
                )
                for hit in hits
            )
            if not hits and (value := self._like(fact, clause)):
                found.append(Spoken(value, False, False, clause.first, clause.last))
        return tuple(found)

    def _like(self, fact: str, clause: Clause) -> str | None:
        """The value for which a clause as a whole speaks; None if it likely speaks for none."""
        heard = {
            value: sum(p for f, p in clause.around.items() if self._families[fact].get(f) == value)
            for value in self.of[fact]
        }
        value = max(heard, key=lambda v: heard[v])
        return value if heard[value] >= circumstances.HEARD else None

    def is_denied_around(self, judged: Judged, clause: Clause, hit: Hit) -> bool:
        """Whether words around a circumstance say that it is not so."""
        return circumstances.is_denied(judged.plain, clause, hit, self.language)

    def _known(self, hit: Hit) -> tuple[str, str]:
        """The fact and value that a hit says, hints at or implies."""
        return self._all.get(hit.concept, ("", ""))

    def spoken_for(self, fact: str, clause: Clause) -> set[str]:
        """The values that phrases or hints in a clause speak for."""
        return {*self.said(fact, [clause]), *self.hinted(fact, [clause])}

    def speaking(self, fact: str, value: str, clause: Clause) -> list[Hit]:
        """The phrases and hints in a clause that speak for a value; else what implies it."""
        own = longest(h for h in clause.hits if self._fact(h) == fact)
        negated = clause.denied
        known = self._own
        found = [h for h in own if known[h.concept][1] == value and not self._is_denied(h, negated)]
        implied = longest(h for h in clause.hits if h.concept in self._implied)
        return found or [h for h in implied if self._implied[h.concept] == (fact, value)]

    def spans(self, fact: str, value: str, clauses: Iterable[Clause]) -> list[tuple[int, int]]:
        """The words of the phrases in clauses that say a value."""
        return [
            (hit.first, hit.last)
            for clause in clauses
            for hit in self._saying(fact, clause)
            if self._says[hit.concept][1] == value
        ]

    def heard(self, hit: Hit) -> tuple[str, str, bool] | None:
        """The fact and value that a hit speaks for, and whether only as a hint; None for cues."""
        found = self._says.get(hit.concept)
        if found:
            return *found, False
        found = self._hints.get(hit.concept)
        return (*found, True) if found else None

    def refused(self, fact: str, hit: Hit, clause: Clause) -> str:
        """Why a phrase in a clause that counts does not: ``longer`` or ``denied``."""
        own = [h for h in clause.hits if self._fact(h) == fact]
        if hit not in longest(own):
            return "longer"
        return "denied" if self._is_denied(hit, clause.denied) else ""

    def _saying(self, fact: str, clause: Clause) -> list[Hit]:
        """The phrases in a clause that establish a value: not within longer ones, not denied."""
        noted: dict[object, list[Hit]] = clause.noted
        asked = "saying", fact
        if asked not in noted:
            negated = clause.denied
            noted[asked] = [
                hit
                for hit in longest(h for h in clause.hits if self._fact(h) == fact)
                if hit.concept in self._says and not self._is_denied(hit, negated)
            ]
        return noted[asked]

    def _fact(self, hit: Hit) -> str:
        found = self._own.get(hit.concept)
        return found[0] if found else ""

    def _is_denied(self, hit: Hit, negated: frozenset[int]) -> bool:
        """Whether a negation stands right before a phrase: *not slow*; but *no door opens*."""
        return hit.first in negated and self._fact(hit) not in self.named
