"""A description to facts, each with the words that say so.

The text is taken apart into clauses, and each is judged by its *language*: what is happening, to
how many, whether it is live.  The policy's *values* say which of these they mean, or have phrases
of their own; where it keeps labelled lines, *learned weights* help where phrases are silent: they
tell how likely each value is, and how likely the criterion is that all facts come to together.

A phrase in a clause that counts establishes its value, unless a phrase of another value of that
fact does too; nothing that is learned overrules it.  Facts are independent: stating one changes no
other.  What they come to is for the policy's table (:mod:`calculator.engine.severity`) alone.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import product
from math import prod
from typing import Any, Protocol

from calculator.engine.policy import Policy, assumption
from calculator.engine.reading.amounts import Amounts
from calculator.engine.reading.bounds import Bounds
from calculator.engine.reading.chances import Chances, Issue, Weigher
from calculator.engine.reading.evidence import Witness
from calculator.engine.reading.judged import COUNTS, Clause, Judge, Judged
from calculator.engine.reading.laid import asides
from calculator.engine.reading.language import Language
from calculator.engine.reading.matters import WORKS, is_talk, reporting_clauses, without_talk
from calculator.engine.reading.odds import FAINT
from calculator.engine.reading.phrases import Hit, PhraseIndex
from calculator.engine.reading.result import Heard, OtherIssue, Reading
from calculator.engine.reading.slips import Slips
from calculator.engine.reading.standing import HEADING
from calculator.engine.reading.told import hides
from calculator.engine.reading.values import Values


class Outcome(Protocol):
    """The severity that facts come to, None for a question; and the criterion if any.

    Of facts that are ``doubted`` nothing is assumed.
    """

    def __call__(
        self, facts: Mapping[str, str], doubted: Set[str] = ...
    ) -> tuple[int | None, str]: ...


type Weighed = Sequence[tuple[dict[str, str], float, int | None, float]]
"""Facts that may hold together, how likely that is, the severity that they come to, and how likely
they are by each of them alone; 0 where nothing was learned of them together."""

CONFIDENCE = 0.5
"""The least probability of a severity that is answered rather than asked about, if a policy's
weights do not say."""

AGREED, APART = 0.7, 0.93
"""So much less sure may be what facts tell one by one as well as what was learned of them together,
and what only both tell by their product: how sure it has to be was learned without asking that."""

SLIGHTLY = 0.5
"""Only where something weightier is so much less likely than it may be, less sure is enough."""

SURER = 0.7
"""The same where a policy counts things, or asks for what stands around an issue: of those the
language is less sure than of users and of what happens."""

GUARD = 0.1
"""The greatest probability of a weightier severity beside which a lighter one is answered."""

LIKELY = 0.5
"""A fact that is likelier is kept, even where it decides nothing."""

SLIGHT = 0.01
"""Values less likely than this are not considered."""

NOTHING: Mapping[str, float] = {}
"""Of facts that somebody stated, nothing was learned together with the text."""

MOST_COMBINATIONS = 2_000
"""Combinations of values that are weighed against each other; beyond it, slight ones are not."""

SURE = 0.97
"""What a clause says by itself with this probability is an issue of its own."""

HALF = 0.5
"""A clause with words that nobody knows governs only what is as likely by the whole."""

SILENT = 0.5
"""Where every clause says nothing with this probability, nobody says what facts come to."""

TAKEN = 0.8
"""With more than this probability a text with slips is taken for one of weightier criteria."""

HEAD = 0.5
"""What says nothing with this probability before a clause tells where it is, or of what."""

IDLE = 0.7
"""A clause that says nothing with this probability is no issue of its own."""


class Reader:
    """Reads descriptions by one policy.  Built once; reading is a pure function of the text."""

    def __init__(
        self,
        policy: Policy,
        outcome: Outcome,
        language: Language,
        learned: Mapping[str, Any] | None = None,
        index: Mapping[str, Any] | None = None,
    ) -> None:
        """``index`` is what was prepared of :attr:`index` for the same policy and language."""
        self._comes_to = outcome
        self._ranks = {c.id: policy.rank(s.id) for s in policy.severities for c in s.criteria}
        self._gravest = min(self._ranks.values(), default=1)
        self._assuming = [fact for fact in policy.facts if fact.assume]
        self._values = Values(policy, language, index)
        self._weigher = Weigher(self._values, learned)
        meant = {meaning for means in self._values.means.values() for meaning in means}
        slips = Slips(language, self._values.index, self._weigher.weights)
        self.judge = Judge(
            language,
            self._values.index,
            self._values.masked,
            self._values.cues,
            slips,
            counts_things=bool(self._values.counting_things),
            plans="planned" in meant,
            tells_kinds=not {"wrong", "lost"}.isdisjoint(meant),
            unlearned=self._weigher.alone,
        )
        self._witness = Witness(self._values, self._weigher, self.judge, language)
        unsurely = self._values.counting_things or self._values.circumstances
        unlearned = SURER if unsurely else CONFIDENCE
        self.confidence: float = learned["confidence"] if learned else unlearned
        self.guard: float = learned["guard"] if learned else GUARD
        self._base = lru_cache(maxsize=64)(self._read)

    @property
    def index(self) -> PhraseIndex:
        """Finds the phrases of the policy, and what they imply in the language."""
        return self._values.index

    @property
    def lines(self) -> Mapping[str, Bounds]:
        """The facts that tell how many by numbers, and the lines that their values draw."""
        return self._values.bounds

    @property
    def counted(self) -> Mapping[str, Amounts]:
        """The facts that tell how many things are concerned, and what they say of numbers."""
        return self._values.amounts

    def read(self, text: str, stated: Mapping[str, str] | None = None) -> Reading:
        """What ``text`` establishes, given what its author ``stated`` about it besides.

        Stated facts are not repeated in the result.  They never change what was read; they may let
        more of it be sure enough.
        """
        reading, issue = self._base(text)
        if not stated or issue is None:
            return reading
        if stated.items() <= reading.facts.items():
            facts = {f: v for f, v in reading.facts.items() if f not in stated}
            return replace(reading, facts=facts, evidence=self._witness.evidence(issue, facts))
        settled = self._settled_by(issue, reading.facts, stated)
        evidence = self._witness.evidence(issue, settled.facts)
        return replace(reading, facts=settled.facts, evidence=evidence, doubted=settled.doubted)

    def opinions(self, text: str) -> tuple[Mapping[str, Mapping[str, float]], Set[str]]:
        """How likely each value of each fact is by a whole text, and the facts that it says."""
        issue = self._weigher.issue(self.judge.judge(text, as_written=True))
        return issue.chances, issue.said.keys()

    def severities(self, text: str) -> Mapping[int | None, float]:
        """How likely each severity is by a text as a whole; None stands for a question."""
        issue = self._weigher.issue(self.judge.judge(text))
        return self._severities(self._of(issue))

    def heard(self, text: str) -> tuple[Heard, ...]:
        """Every phrase and hint of the policy in a text, and what became of it, in order."""
        judged = self.judge.judge(text)
        issue = self._weigher.issue(judged) if judged.clauses else None
        said = issue.said if issue else {}
        reporting = reporting_clauses([c for c in judged.counting if c.level == COUNTS])
        found = []
        for hit in self._values.index.hits(judged.words):
            known = self._values.heard(hit)
            if known:
                fact, value, hint = known
                clause = next((c for c in judged.clauses if c.first <= hit.first < c.last), None)
                why = self._refused(judged, fact, hit, clause)
                if not why and issue and fact in self._values.counting_things:
                    why = "longer" if hides(issue.told.extents, hit.first, hit.last) else ""
                if not why and (hint or (clause and clause.runs_on)):
                    why = "weighed"
                elif not why and fact in self._values.circumstances:
                    why = "" if said.get(fact) == value else "several"
                elif not why and clause not in reporting:
                    why = "works"
                elif not why and said.get(fact) != value:
                    why = "several" if len(self._values.said(fact, reporting)) > 1 else "in-part"
                start, end = judged.words[hit.first].start, judged.words[hit.last - 1].end
                found.append(Heard(start, end, fact, value, hint, why))
        return tuple(found)

    def _refused(self, judged: Judged, fact: str, hit: Hit, clause: Clause | None) -> str:
        if clause is None:
            return "aside"
        if fact in self._values.circumstances and clause.level != 1:
            return "denied" if self._values.is_denied_around(judged, clause, hit) else ""
        if clause.level < COUNTS:
            return clause.other if clause.level else "nothing"
        return self._values.refused(fact, hit, clause)

    def _read(self, text: str) -> tuple[Reading, Issue | None]:
        judged = self.judge.judge(text)
        if not judged.clauses:
            return Reading(aside=asides(judged)), None
        whole = self._weigher.issue(judged)
        weighed = self._of(whole)
        settled = self._settled(whole.chances, whole.said, weighed)
        whole, weighed, settled = self._without_idle_talk(whole, weighed, settled)
        governing, settled, others = self._governing(judged, whole, weighed, settled)
        if judged.strange and self._is_taken_for_weightier(whole, self._outcome(settled)):
            # What phrases say may be about something else than what slips hide.
            settled, others = self._open(whole.chances, {}), ()
        facts = self._vouched(governing, settled)
        evidence = self._witness.evidence(governing, facts)
        aside = asides(judged, evidence, partial(self._witness.counts, governing, facts, evidence))
        return Reading(facts, evidence, aside, others, settled.doubted), governing

    def _without_idle_talk(
        self, whole: Issue, weighed: Weighed, settled: "Settled"
    ) -> tuple[Issue, Weighed, "Settled"]:
        """The same, or without the clauses that say nothing, where only they leave it unsure or
        make it lighter."""
        likely, outcome = self._severities(weighed), self._outcome(settled)
        for saying in without_talk(whole.judged) if outcome != self._gravest else ():
            part = self._weigher.issue(replace(whole.judged, clauses=saying), within=whole.judged)
            rest = self._of(part)
            own = self._settled(part.chances, part.said, rest)
            best = self._outcome(own)
            talk = [c for c in whole.judged.clauses if c not in saying]
            grave = best == self._gravest and all(map(is_talk, talk))
            weightier = sum(p for s, p in likely.items() if s and best and s < best)
            surest = best == max(likely, key=lambda s: likely[s]) and weightier <= self.guard
            if best is not None and (grave or (outcome is None and surest)):
                return part, rest, own
        return whole, weighed, settled

    def _vouched(self, issue: Issue, settled: "Settled") -> dict[str, str]:
        """Facts without those that decide nothing and that no word speaks for."""
        facts, doubted = settled.facts, settled.doubted
        comes_to = self._comes_to(facts, doubted)
        for fact in list(facts):
            rest = {f: v for f, v in facts.items() if f != fact}
            same = self._comes_to(rest, doubted) == comes_to
            if same and not self._witness.vouches(issue, facts, fact):
                facts = rest
        return facts

    def _settled_by(
        self, issue: Issue, read: Mapping[str, str], stated: Mapping[str, str]
    ) -> "Settled":
        """What is sure besides the facts that somebody stated.

        They are taken one by one, as they are asked: what one makes sure, the next keeps.
        """
        settled, given = Settled(dict(read)), {}
        for fact in self._values.of:
            if fact in stated:
                given[fact] = stated[fact]
                known = {**settled.facts, **given}
                settled = self._settled(issue.chances, known, self._weighed(issue.chances, known))
        facts = {fact: value for fact, value in settled.facts.items() if fact not in stated}
        return Settled(facts, settled.doubted)

    def _is_taken_for_weightier(self, issue: Issue, severity: int | None) -> bool:
        """Whether what was learned of texts like this one rather comes to a weightier severity."""
        known = ((chance, self._ranks.get(c)) for c, chance in issue.alike.items())
        return sum(p for p, rank in known if rank and severity and rank < severity) > TAKEN

    # -- which issue governs ------------------------------------------------------------------

    def _governing(
        self, judged: Judged, whole: Issue, weighed: Weighed, settled: "Settled"
    ) -> tuple[Issue, "Settled", tuple[OtherIssue, ...]]:
        """The weightiest issue of a text with several, its facts, and the lighter ones.

        A clause governs by itself where it surely says something weightier than the whole, or
        where the whole says nothing surely and nothing weightier is likely.
        """
        clauses = judged.counting
        if len(clauses) < 2 or clauses[0].level < COUNTS:
            return whole, settled, ()
        possible = self._severities(weighed)
        governing, severity = whole, self._outcome(settled)
        others: dict[int, tuple[dict[str, str], OtherIssue]] = {}
        heads = () if not self._weigher.alone else [c for c in clauses if _heads(c)]
        for clause in clauses:
            if clause.what["none"] > IDLE or self._values.is_around(clause):
                continue
            if clause.what["fine"] >= WORKS and self._weigher.alone:
                continue
            head = tuple(c for c in heads if c.last == clause.first)
            alone = replace(judged, clauses=(*head, clause))
            part = self._weigher.issue(alone, partly=whole.partly, within=judged)
            weighed = self._of(part)
            chances = self._severities(weighed)
            outcome = max(chances, key=lambda s: chances[s])
            if outcome is None or chances[outcome] < SURE:
                continue
            own = self._settled(part.chances, part.said, weighed)
            if self._outcome(own) != outcome or self._changes_subject(whole, clause, own.facts):
                continue
            weightier = sum(p for s, p in possible.items() if s and s < outcome)
            governs = severity is None and weightier <= self.guard
            governs = governs or (severity is not None and outcome < severity)
            if governs and judged.has_slips(clause) and possible.get(outcome, 0.0) < HALF:
                # Which of them is misread?
                if severity is not None:
                    settled, severity = self._open(whole.chances, whole.said), None
                continue
            if governs:
                governing, settled, severity = part, own, outcome
            others.setdefault(outcome, (own.facts, OtherIssue(own.facts, *part.span())))
        return (
            governing,
            settled,
            tuple(
                other
                for outcome, (own, other) in sorted(others.items())
                if severity is not None
                and outcome > severity
                and any(
                    own.get(fact) not in (None, settled.facts.get(fact))
                    for fact in self._values.named
                )
            ),
        )

    def _changes_subject(self, whole: Issue, clause: Clause, own: Mapping[str, str]) -> bool:
        """Whether a clause is taken to be about another thing than phrases name, and has no word
        for it: what it says, it rather says of what was named."""
        return any(
            whole.said.get(fact, own.get(fact)) != own.get(fact)
            and own.get(fact) not in self._values.spoken_for(fact, clause)
            for fact in self._values.named
        )

    # -- which facts stand -------------------------------------------------------------------------

    def _outcome(self, settled: "Settled") -> int | None:
        return self._comes_to(settled.facts, settled.doubted)[0]

    def _settled(self, chances: Chances, known: Mapping[str, str], weighed: Weighed) -> "Settled":
        """Facts that are known, and those that are sure enough together, or each by itself."""
        severities = self._severities(weighed)
        best = max(severities, key=lambda s: severities[s])
        weightier = sum(p for s, p in severities.items() if s and best and s < best)
        ease = _ease(weighed, best) if weightier <= SLIGHTLY * self.guard else 1.0
        confidence = self.confidence * ease
        if best is None or severities[best] < confidence or weightier > self.guard:
            return self._open(chances, known)
        found = max((c for c in weighed if c[2] == best), key=lambda c: c[1])[0]
        return Settled({fact: found[fact] for fact in self._values.of if fact in found})

    def _open(self, chances: Chances, known: Mapping[str, str]) -> "Settled":
        """Facts that are likely, with which a question is left."""
        found = self._undecided(chances, known)
        doubted = self._doubted(chances, found)
        return Settled({fact: found[fact] for fact in self._values.of if fact in found}, doubted)

    @staticmethod
    def _severities(weighed: Weighed) -> dict[int | None, float]:
        """How likely each severity is; none stands for a question that is worth asking."""
        found: dict[int | None, float] = {}
        for _, chance, outcome, _ in weighed:
            found[outcome] = found.get(outcome, 0.0) + chance
        whole = sum(found.values())
        return {outcome: chance / whole for outcome, chance in found.items()}

    def _of(self, issue: Issue) -> Weighed:
        weighed = self._weighed(issue.chances, issue.said, issue.comes)
        if all(clause.what["none"] >= SILENT for clause in issue.judged.clauses):
            # What facts come to one by one is nothing that anybody said.
            return [(facts, chance, outcome, 0.0) for facts, chance, outcome, _ in weighed]
        return weighed

    def _weighed(
        self, chances: Chances, known: Mapping[str, str], comes: Mapping[str, float] = NOTHING
    ) -> Weighed:
        """Facts that may hold together, and how likely by each of them and by all together.

        Where they may come to a criterion that was not learned, what is known of each tells alone.
        """
        combinations = [(f, p, *self._comes_to(f)) for f, p in self._combinations(chances, known)]
        whole = sum(p for _, p, _, _ in combinations)
        each: dict[str, float] = {}
        for _, chance, _, criterion in combinations:
            each[criterion] = each.get(criterion, 0.0) + chance / whole
        if not each.keys() <= comes.keys():
            return [(f, p, outcome, 0.0) for f, p, outcome, _ in combinations]
        share = self._weigher.comes
        together = {c: ((comes[c] + FAINT) / (p + FAINT)) ** share for c, p in each.items()}
        return [(f, p * together[c], outcome, p) for f, p, outcome, c in combinations]

    def _combinations(
        self, chances: Chances, known: Mapping[str, str]
    ) -> Iterator[tuple[dict[str, str], float]]:
        """Facts that may hold together, and how likely that is."""
        least = SLIGHT
        open_ = {f: c for f, c in chances.items() if f not in known}
        while True:
            lists = [
                [(fact, v, p) for v, p in values.items() if p >= least or p == max(values.values())]
                for fact, values in open_.items()
            ]
            if prod(map(len, lists)) <= MOST_COMBINATIONS:
                break
            least *= 2
        for combination in product(*lists):
            facts = {fact: value for fact, value, _ in combination if value}
            yield {**known, **facts}, prod(p for _, _, p in combination)

    def _undecided(self, chances: Chances, known: Mapping[str, str]) -> dict[str, str]:
        """The facts that are likely each by itself, as long as together they decide nothing."""
        likely = [
            (p, fact, value)
            for fact, values in chances.items()
            for value, p in values.items()
            if fact not in known and value and p > LIKELY
        ]
        facts = dict(known)
        for _, fact, value in sorted(likely, key=lambda each: -each[0]):
            more = {**facts, fact: value}
            if self._comes_to(more, self._doubted(chances, more))[0] is None:
                facts = more
        return facts

    def _doubted(self, chances: Chances, facts: Mapping[str, str]) -> frozenset[str]:
        """The facts that are not settled, but read too well to assume something else."""
        found = set()
        for fact in self._assuming:
            assumed = assumption(fact, facts)
            if fact.id in facts or not assumed:
                continue
            lightly = self._comes_to({**facts, fact.id: assumed.value})[0]
            weightier = sum(
                chance
                for value, chance in chances[fact.id].items()
                if value not in ("", assumed.value)
                and self._is_weightier({**facts, fact.id: value}, lightly)
            )
            if weightier > self.guard or self._is_read_otherwise(chances[fact.id], assumed.value):
                found.add(fact.id)
        return frozenset(found)

    @staticmethod
    def _is_read_otherwise(chances: Mapping[str, float], assumed: str) -> bool:
        """Whether another value is likelier than the one that is assumed, or than silence."""
        heard = (
            max(p for value, p in chances.items() if value not in ("", assumed))
            if set(chances) - {"", assumed}
            else 0.0
        )
        return heard > chances.get("", 0.0) + chances.get(assumed, 0.0)

    def _is_weightier(self, facts: Mapping[str, str], than: int | None) -> bool:
        """Whether facts come to a weightier severity."""
        severity = self._comes_to(facts)[0]
        return severity is not None and than is not None and severity < than


def _ease(weighed: Weighed, best: int | None) -> float:
    """How much less sure the likeliest severity may be, by whether facts one by one rather come to
    it, too, than to any other."""
    found: dict[int | None, float] = {}
    for _, _, outcome, chance in weighed:
        found[outcome] = found.get(outcome, 0.0) + chance
    most = max(found.values())
    return 1.0 if not most else AGREED if found[best] == most else APART


def _heads(clause: Clause) -> bool:
    """Whether a clause only tells where it is, or of what: *4th floor -*."""
    return clause.what["none"] > HEAD or clause.last - clause.first <= HEADING


@dataclass(frozen=True)
class Settled:
    """Facts that stand, and those of which nothing may be assumed."""

    facts: dict[str, str]
    doubted: frozenset[str] = frozenset()
