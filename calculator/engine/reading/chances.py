"""How likely each value of each fact is by the clauses of an issue.

The language says what is happening and to how many; hints say what it is about; learned weights
know better where a policy keeps labelled lines.  A phrase that counts outweighs all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculator.engine.reading.channels import without_channels
from calculator.engine.reading.circumstances import Spoken
from calculator.engine.reading.circumstances import weighed as around
from calculator.engine.reading.concerned import (
    TELLS,
    all_concerned,
    concerned,
    most_concerned,
    names_each,
    summed,
)
from calculator.engine.reading.extent import of_things
from calculator.engine.reading.issues import Chances as Chances
from calculator.engine.reading.issues import Issue as Issue
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import HAPPENS, WHO
from calculator.engine.reading.matters import (
    reporting_clauses,
    says_little,
    tells_of_how_many,
    weight,
    works_in_part,
)
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.odds import (
    NEAREST,
    among,
    beside,
    filled,
    meant,
    mended,
    not_all,
    spoken_for,
    tempered,
    told_apart,
)
from calculator.engine.reading.phrases import HINT
from calculator.engine.reading.showing import shown
from calculator.engine.reading.standing import CERTAIN
from calculator.engine.reading.together import heard
from calculator.engine.reading.told import (
    ALONE,
    SOLE,
    Extent,
    Told,
    apart,
    hides,
    likely,
    only_names,
    outweighs,
)
from calculator.engine.reading.values import Values
from calculator.engine.reading.weights import Traced, Weights

TOGETHER = "="
"""The question that weights answer besides the facts: which criterion all of them come to."""

SAYS = 0.2
"""How much what is said in every trade weighs beside what was learned for one policy, if learning
does not say: the fewer lines there were, the more."""

COMES = 0.5
"""How much weighs what was learned of facts together, beside what is known of each, where nearly
nothing but what was learned weighs."""

LIKE = 0.01
"""What was learned of facts together tells nothing where it takes a thing that a phrase names for
something else: with less than this probability for what it is."""

IMPLIED = 0.8
"""So likely is it that a value is meant which words only imply."""

BROKEN = ("outage", "degradation", "wrong", "lost")
"""What trouble may mean."""

SURELY_WORKS = 0.99
"""Where no clause says with less probability that something works, nothing is broken."""

UNTOLD: Mapping[str, float] = {"": 1.0}
"""The chances of a fact of which nobody speaks."""

UNNAMED = 0.6
"""A clause that names no thing weighs so much beside those that do."""

BESIDE = 0.2
"""So much weighs what only tells what stands around an issue."""

LATER = 0.5
"""What a clause names behind another thing, weighs so much less."""

AROUND = 0.5
"""How much what is said of a circumstance weighs beside what was learned of it."""

FAINTLY = 0.05
"""What any clause weighs, where it is asked what it is about."""

HINTED = 0.3
BEHIND = 0.5

CLEARLY = 0.9
"""What words tell of how many with this probability needs no other."""

HEARD = 0.65
"""Of how many things are concerned tells so much what the language hears of users."""


class Weigher:
    """Weighs the clauses of an issue by one policy."""

    def __init__(self, values: Values, learned: Mapping[str, Any] | None) -> None:
        self._values = values
        self._language = values.language
        self.says: float = learned.get("says", SAYS) if learned else SAYS
        self.weights = Weights(learned) if learned else None
        self.few = bool(learned and learned.get("few"))
        """Whether that was learned from few lines: it adds to what is read without them."""
        self.alone = self.weights is None or self.few
        """Whether phrases and the language tell by themselves."""
        questions = self.weights.questions if self.weights else []
        self._learned = {(fact, value) for fact, values in questions for value in values}

    def issue(self, judged: Judged, *, partly: bool = False, within: Judged | None = None) -> Issue:
        """What some clauses say, taken for one issue; ``partly`` if others say that it works.

        ``within`` is the whole description, which tells what stands around it.
        """
        whole = judged
        if self.alone:
            judged = without_channels(judged, self._language)
        counting = judged.counting
        live = [clause for clause in counting if clause.level == COUNTS]
        beside = [c for c in judged.clauses if c.level == 1 and c.other != "others"]
        if self.alone and beside and all(map(says_little, live)):
            live, counting = [], tuple(beside)
        reporting = reporting_clauses(live)
        brief = [clause for clause in reporting if not clause.runs_on]
        named = {fact: self._said(fact, brief) for fact in self._values.of}
        weighed = {fact: self._said(fact, reporting) for fact in self._values.of}
        chances: Chances = {fact: dict(UNTOLD) for fact in self._values.of}
        told: Mapping[str, Mapping[str, float]] = {}
        comes: Mapping[str, float] = {}
        traced: Traced | None = None
        if live:
            chances |= self._by_language(live, (within or judged).counting)
        elif any(clause.level == 1 for clause in counting):
            chances |= self._of_what_is_not(counting)
        if self.weights and not self._is_new(named):
            spoken = chances
            shows = shown(whole)
            told, traced = self.weights.chances(shows), self.weights.traced(shows)
            comes = told.get(TOGETHER, {})
            if not self.alone:
                chances = {**chances, **self._by_weights(told)}
            if live and not self.alone:
                chances |= self._with_language(chances, spoken)
                chances |= self._within_numbers(chances, live, (within or judged).counting)
            if not live and any(c.status["exercise"] >= CERTAIN for c in counting):
                chances, comes = {**chances, **self._of_what_is_not(counting)}, {}
        things = Told()
        if self._values.counting_things and live:
            units = {u for a in self._values.amounts.values() for u in a.units}
            units |= {u for b in self._values.bounds.values() for u in b.units}
            around_ = self._values.is_around
            things = of_things(self._language, judged, self._values.masked, units, around_)
            things = apart(things, self._values.words_around(judged))
            chances |= self._of_things(things, chances)
            by_bounds = self._by_bounds(judged, live, things)
            chances |= by_bounds
            for fact in self._values.counting_things:
                named[fact] = self._told_otherwise(fact, brief, things)
                weighed[fact] = self._told_otherwise(fact, reporting, things)
            for fact, known in by_bounds.items():
                rank = self._values.bounds[fact].rank
                told_by = max(rank(value) for value in known if value)
                named[fact] = [value for value in named[fact] if rank(value) > told_by]
        chances |= self._of_trouble(chances, live)
        if live and all(clause.what["fine"] >= SURELY_WORKS for clause in live):
            chances |= self._unbroken(chances)
            comes = {}
        partly = partly or (works_in_part(live) and not self._values.counting_things)
        if partly:
            chances |= self._in_part(chances)
        spoken_around = {
            f: self._values.around(f, within or judged) for f in self._values.circumstances
        }
        said = self._around(spoken_around, chances)
        if self.few:
            chances |= {
                fact: mended(chances[fact], known, 1 - self.says)
                for fact, known in self._by_weights(told).items()
                if fact not in said
            }
        for fact, values in named.items():
            if fact in self._values.circumstances:
                continue
            if partly and self._values.means[fact].get("outage") in values:
                values.remove(self._values.means[fact]["outage"])
            if len(values) == 1:
                said[fact] = values[0]
                chances[fact] = {values[0]: 1.0}
            elif values:
                chances[fact] = among(values, chances[fact])
            elif weighed[fact]:
                open_ = filled(chances[fact], weighed[fact])
                chances[fact] = spoken_for(open_, weighed[fact])
        if any(told.get(fact, {}).get(value, 0.0) < LIKE for fact, value in said.items()):
            comes = {}
        alike = told.get(TOGETHER, {})
        return Issue(judged, chances, said, partly, comes, alike, spoken_around, things, traced)

    def _said(self, fact: str, clauses: Sequence[Clause]) -> list[str]:
        """The values that phrases say; what stands around an issue is no part of what happens."""
        if self._values.means[fact]:
            clauses = self._without_around(clauses)
        return self._values.said(fact, clauses)

    def _without_around(self, clauses: Sequence[Clause]) -> Sequence[Clause]:
        """Clauses without those that only tell what stands around an issue, if others are left."""
        return [c for c in clauses if not self._values.is_around(c)] or clauses

    def _is_new(self, named: Mapping[str, Sequence[str]]) -> bool:
        """Whether phrases say a value about which nothing was learned.

        What was learned of texts about other things misleads there: the language tells alone.
        """
        return any(
            len(values) == 1 and (fact, values[0]) not in self._learned
            for fact, values in named.items()
        )

    def _by_weights(self, learned: Mapping[str, Mapping[str, float]]) -> Chances:
        """By what was learned; values that it does not know are for phrases to say."""
        found: Chances = {}
        for fact, answers in learned.items():
            known = {v: p for v, p in answers.items() if v in self._values.of.get(fact, ())}
            if known:
                found[fact] = {**known, "": max(0.0, 1.0 - sum(known.values()))}
        return found

    def _with_language(self, chances: Chances, spoken: Chances) -> Chances:
        """What was learned, tempered by what is said in every trade, and by hints."""
        return {
            fact: tempered(chances[fact], spoken[fact], self.says)
            for fact in self._values.of
            if spoken[fact] != UNTOLD
        }

    @property
    def comes(self) -> float:
        """How much what was learned of facts together weighs beside what is known of each."""
        return COMES * (1 - self.says) / (1 - SAYS)

    def _by_language(self, clauses: Sequence[Clause], within: Sequence[Clause]) -> Chances:
        """By the weightiest clause, and by what others add to it; hints name what it is about."""
        names = [bool(self._values.named_in(clause)) for clause in clauses]
        weights = [
            weight(clause)
            * (1.0 if named or not self.alone or not any(names) else UNNAMED)
            * (BESIDE if self._values.is_around(clause) else 1.0)
            for clause, named in zip(clauses, names, strict=True)
        ]
        weightiest = clauses[weights.index(max(weights))]
        reporting = reporting_clauses(clauses) or clauses
        telling = self._without_around(reporting)
        surest = max(telling, key=lambda c: (1 - c.who["unsaid"]) * (1 - c.what["none"]))
        said, who = weightiest.what, surest.who
        if self.alone:
            said, who = heard(self._language, clauses, weightiest, surest)
        found: Chances = {}
        for fact, means in self._values.means.items():
            hinted = self._values.hinted(fact, clauses)
            if any(meaning in HAPPENS for meaning in means):
                what = told_apart(said, weightiest.kinds, means)
                spoken = meant(means, what)
                spoken = spoken_for(spoken, hinted)
                found[fact] = beside(spoken, [v for v in hinted if v not in means.values()])
            elif means:
                found[fact] = spoken_for(meant(means, who), hinted)
            elif hinted or (self.alone and len(self._values.said(fact, clauses)) > 1):
                found[fact] = self._hinted_things(fact, clauses)
            elif implied := self._values.implied(fact, clauses):
                found[fact] = {v: IMPLIED * implied.count(v) / len(implied) for v in implied}
                found[fact][""] = 1 - IMPLIED
        found |= dict(self._by_numbers(clauses, within))
        for fact, chances in found.items():
            for value in self._values.denied(fact, clauses):
                chances[""] = chances.get("", 0.0) + chances.pop(value, 0.0)
        return found

    def _by_bounds(self, judged: Judged, clauses: Sequence[Clause], told: Told) -> Chances:
        """By numbers, where the policy says what they come to."""
        found: Chances = {}
        for fact, of in self._values.bounds.items():
            clearest = next((e for e in told.extents if not e.counted), None)
            if clearest and clearest.weight in (ALONE, SOLE):
                continue
            known = self.value_of_things(fact, clearest) if clearest else None
            of_all = clearest is not None and clearest.who == "everyone"
            aside = self._values.words_around(judged)
            if chances := of.told(judged, clauses, self._values.masked, known, of_all, aside):
                found[fact] = dict(chances)
        return found

    def _around(self, spoken: Mapping[str, Sequence[Spoken]], chances: Chances) -> dict[str, str]:
        """The circumstances that phrases establish; what is known of all is put into chances."""
        said: dict[str, str] = {}
        for fact, words in spoken.items():
            value, heard = around(self._values.of[fact], words)
            if value:
                said[fact], chances[fact] = value, heard
            elif heard != UNTOLD:
                learned = not self.alone and chances[fact] != UNTOLD
                chances[fact] = tempered(chances[fact], heard, AROUND) if learned else heard
        return said

    def _of_things(self, told: Told, chances: Chances) -> Chances:
        """How many things are concerned, where a policy counts things.

        Where no word tells, what the language hears of users is only half of it; where others
        work, it is not all of them.
        """
        found: Chances = {}
        for fact in self._values.counting_things:
            chance = likely(told.extents)
            value = self.value_of_things(fact, told.extents[0]) if told.extents else None
            assumed = fact in self._values.assumed
            if value and not (assumed and only_names(self._language, told.extents[0])):
                found[fact] = {value: chance, "": 1 - chance}
            elif self.alone:
                heard = {v: p * HEARD for v, p in chances[fact].items() if v}
                found[fact] = {**heard, "": 1 - sum(heard.values())}
            if told.spared and self.alone and not (value and chance >= CLEARLY):
                found[fact] = not_all(self._values.means[fact], found[fact])
        return found

    def value_of(self, fact: str, who: str) -> str | None:
        """The value of a fact that means so many; None if it has none."""
        means = self._values.means[fact]
        return means.get(who) or means.get(NEAREST.get(who, ""))

    def value_of_things(self, fact: str, extent: Extent) -> str | None:
        """The value of a fact that means so many things, by the bounds that the policy sets."""
        amounts, who = self._values.amounts[fact], extent.who
        bounds = self._values.bounds.get(fact)
        if bounds and (value := bounds.of_things(extent, self.value_of(fact, "everyone"))):
            return value
        if extent.number < extent.whole < 2 * extent.number and amounts.most:
            return amounts.most
        if extent.number and who in ("few", "many"):
            who = "few" if extent.number <= amounts.few else "many"
        if extent.of_group and "many" not in self._values.means[fact]:
            who = "everyone"
        return self.value_of(fact, who)

    def _told_otherwise(self, fact: str, clauses: Sequence[Clause], told: Told) -> list[str]:
        """The values that phrases say of how many, but those within longer words that tell it, and
        those that clearer words outweigh."""
        clearest = self.value_of_things(fact, told.extents[0]) if told.extents else None
        within = self._without_around(clauses)
        telling = [c for c in within if tells_of_how_many(c)] if len(clauses) > 1 else clauses
        spans = {
            value: self._values.spans(fact, value, telling)
            for value in self._values.said(fact, telling)
        }
        return [
            value
            for value, some in spans.items()
            if not all(hides(told.extents, *span) for span in some)
            and not (clearest and value != clearest and outweighs(told.extents, some))
        ]

    def _hinted_things(self, fact: str, clauses: Sequence[Clause]) -> dict[str, float]:
        """What it is about by hints: rather what the weightiest clause names, and what first."""
        scores: dict[str, float] = {}
        before = 1.0
        for clause in clauses:
            heavy = (FAINTLY + weight(clause)) * before
            seen: list[int] = []
            for value, kind, first in self._values.mentions(fact, clause):
                if kind == "^":
                    continue
                share = heavy * LATER ** len(seen)
                if self.alone:
                    share *= HINTED if kind == HINT else 1.0
                seen.append(first)
                scores[value] = scores.get(value, 0.0) + share
            if seen and self.alone:
                before *= BEHIND
        whole = sum(scores.values())
        return {value: score / whole for value, score in scores.items()}

    def _of_trouble(self, chances: Chances, clauses: Sequence[Clause]) -> Chances:
        """Where there is trouble of a kind that is not told, it may be down or work badly."""
        if not clauses or max(clauses, key=weight).what["unsaid"] < TELLS:
            return {}
        found: Chances = {}
        for fact, means in self._values.means.items():
            if {"outage", "degradation"} <= means.keys():
                half = chances[fact].get("", 0.0) / 2
                found[fact] = {**chances[fact], "": 0.0}
                for meaning in ("outage", "degradation"):
                    value = means[meaning]
                    found[fact][value] = found[fact].get(value, 0.0) + half
        return found

    def _in_part(self, chances: Chances) -> Chances:
        """What is down in part is no outage."""
        return {
            fact: {
                **chances[fact],
                means["outage"]: 0.0,
                means["degradation"]: chances[fact].get(means["degradation"], 0.0)
                + chances[fact].get(means["outage"], 0.0),
            }
            for fact, means in self._values.means.items()
            if {"outage", "degradation"} <= means.keys()
        }

    def _unbroken(self, chances: Chances) -> Chances:
        """Chances of which none is of trouble: it is a question what is wanted."""
        found: Chances = {}
        for fact, means in self._values.means.items():
            broken = [means[m] for m in BROKEN if m in means]
            if broken:
                lost = sum(chances[fact].get(value, 0.0) for value in broken)
                found[fact] = {**chances[fact], **dict.fromkeys(broken, 0.0)}
                found[fact][""] = found[fact].get("", 0.0) + lost
        return found

    def _of_what_is_not(self, clauses: Sequence[Clause]) -> Chances:
        """Of what is over, planned or only supposed there is at most a question.

        What phrases or hints say happened and the language has no word for, *stolen* perhaps, is
        asked about: whether it is over is more than the language can tell.
        """
        return {
            fact: {means["question"]: 1.0}
            for fact, means in self._values.means.items()
            if "question" in means and self._spoken(fact, clauses) <= {*means.values()}
        }

    def _spoken(self, fact: str, clauses: Sequence[Clause]) -> set[str]:
        """The values for which phrases or hints in some clauses speak."""
        return {value for c in clauses for value in self._values.spoken_for(fact, c)}

    def _by_numbers(
        self, clauses: Sequence[Clause], within: Sequence[Clause]
    ) -> Iterator[tuple[str, dict[str, float]]]:
        """What counts say of how many are concerned, the widest of them."""
        told = most_concerned(clauses, within)
        if told:
            for fact, value in self._meaning(told[0]):
                yield fact, {value: 1.0}
        elif self.alone and any(map(names_each, clauses)):
            for fact, value in self._meaning("everyone"):
                yield fact, {value: CLEARLY, "": 1 - CLEARLY}

    def _within_numbers(
        self, chances: Chances, clauses: Sequence[Clause], within: Sequence[Clause]
    ) -> Chances:
        """Chances that do not contradict counts: a share is what it is, a count is never all."""
        told = most_concerned(clauses, within)
        if not told and all_concerned(clauses):
            most = dict(self._meaning("many"))
            return {
                fact: spoken_for(among([all_, most.get(fact, all_)], chances[fact]), [all_])
                for fact, all_ in self._meaning("everyone")
            }
        if not told:
            return {}
        who, share = told
        if share:
            return {fact: {value: 1.0} for fact, value in self._meaning(who)}
        return {
            fact: among([v for v in chances[fact] if v != all_], chances[fact])
            for fact, all_ in self._meaning("everyone")
        }

    def counted(self, clause: Clause) -> Iterator[tuple[Count, dict[str, str]]]:
        """The counts of a clause that tell how many are concerned, and the values they tell."""
        for count in summed(clause):
            who = "everyone" if count.kind == "all-of" else concerned(count, clause)
            if who:
                yield count, dict(self._meaning(who))

    def _meaning(self, who: str) -> Iterator[tuple[str, str]]:
        """The facts that tell how many are concerned, and their value for this many."""
        for fact, means in self._values.means.items():
            value = self.value_of(fact, who)
            if value and any(meaning in WHO for meaning in means):
                yield fact, value
