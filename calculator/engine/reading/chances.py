"""How likely each value of each fact is by the clauses of an issue.

The language says what is happening and to how many; hints say what it is about; learned weights
know better where a policy keeps labelled lines.  A phrase that counts outweighs all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.reading.circumstances import Spoken
from calculator.engine.reading.circumstances import weighed as around
from calculator.engine.reading.concerned import TELLS, concerned, most_concerned
from calculator.engine.reading.extent import Extent, hides, likely, of_things
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import WHAT, WHO
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.showing import shown
from calculator.engine.reading.values import Values
from calculator.engine.reading.weights import Traced, Weights

type Chances = dict[str, dict[str, float]]
"""For each fact the probability of its values; ``""`` stands for what the text does not say."""

TOGETHER = "="
"""The question that weights answer besides the facts: which criterion all of them come to."""

HINT = 4.0
"""So many times more likely is a value for which a hint speaks."""

SAYS = 0.2
"""How much what is said in every trade weighs beside what was learned for one policy, if learning
does not say: the fewer lines there were, the more."""

COMES = 0.5
"""How much weighs what was learned of facts together, beside what is known of each, where nearly
nothing but what was learned weighs."""

LIKE = 0.01
"""What was learned of facts together tells nothing where it takes a thing that a phrase names for
something else: with less than this probability for what it is."""

DOUBT = 0.02
FAINT = 1e-4
"""What is added to the chances of both, since neither is ever sure."""

IMPLIED = 0.8
"""So likely is it that a value is meant which words only imply."""

WORKS = 0.5
"""What a clause is about of which this is the probability that it works, is not the issue."""

DENIED = 0.7
"""What a clause denies with this probability, no phrase in it says."""

SURELY_WORKS = 0.99
"""Where no clause says with less probability that something works, nothing is broken."""

UNTOLD: Mapping[str, float] = {"": 1.0}
"""The chances of a fact of which nobody speaks."""


UNNAMED = 0.6
"""A clause that names no thing weighs so much beside those that do."""

LATER = 0.5
"""What a clause names behind another thing, weighs so much less."""

AROUND = 0.5
"""How much what is said of a circumstance weighs beside what was learned of it."""

FAINTLY = 0.05
"""What any clause weighs, where it is asked what it is about."""

HEARD = 0.5
"""Of how many things are concerned tells so much what the language hears of users."""

NEAREST = {"one": "few", "few": "one", "everyone": "many"}
"""What to take a number of people for, where a policy's values do not tell it apart."""


@dataclass(frozen=True)
class Issue:
    """An issue of a text: the clauses it stands in, and how likely each fact is by them."""

    judged: Judged
    chances: Chances
    said: Mapping[str, str]
    """Values that phrases establish."""
    partly: bool
    """Whether what is down is down in part only."""
    comes: Mapping[str, float]
    """How likely it comes to each criterion by what was learned; ``""`` stands for a question."""
    alike: Mapping[str, float]
    """The same, even where phrases say otherwise."""
    around: Mapping[str, Sequence[Spoken]]
    """For each circumstance what is said of it."""
    extents: Sequence[Extent]
    """What tells how many things are concerned, clearest first, if the policy counts things."""
    traced: Traced | None = None
    """What its words add to what was learned."""

    def span(self) -> tuple[int, int]:
        """Where it stands (character offsets)."""
        words, clauses = self.judged.words, self.judged.clauses
        return words[clauses[0].first].start, words[clauses[-1].last - 1].end


class Weigher:
    """Weighs the clauses of an issue by one policy."""

    def __init__(self, values: Values, learned: Mapping[str, Any] | None) -> None:
        self._values = values
        self._language = values.language
        self.says: float = learned.get("says", SAYS) if learned else SAYS
        self.weights = Weights(learned) if learned else None
        questions = self.weights.questions if self.weights else []
        self._learned = {(fact, value) for fact, values in questions for value in values}

    def issue(self, judged: Judged, *, partly: bool = False, within: Judged | None = None) -> Issue:
        """What some clauses say, taken for one issue; ``partly`` if others say that it works.

        ``within`` is the whole description, which tells what stands around it.
        """
        counting = judged.counting
        live = [clause for clause in counting if clause.level == COUNTS]
        reporting = reporting_clauses(live)
        brief = [clause for clause in reporting if not clause.runs_on]
        named = {fact: self._values.said(fact, brief) for fact in self._values.of}
        weighed = {fact: self._values.said(fact, reporting) for fact in self._values.of}
        chances: Chances = {fact: dict(UNTOLD) for fact in self._values.of}
        told: Mapping[str, Mapping[str, float]] = {}
        comes: Mapping[str, float] = {}
        traced: Traced | None = None
        if live:
            chances |= self._by_language(live)
        elif any(clause.level == 1 for clause in counting):
            chances |= self._of_what_is_not(counting)
        if self.weights and not self._is_new(named):
            spoken = chances
            shows = shown(judged)
            told, traced = self.weights.chances(shows), self.weights.traced(shows)
            comes = told.get(TOGETHER, {})
            chances = {**chances, **self._by_weights(told)}
            if live:
                chances |= self._with_language(chances, spoken)
                chances |= self._within_numbers(chances, live)
        extents: Sequence[Extent] = ()
        if self._values.counting_things and live:
            extents = of_things(self._language, judged, self._values.masked)
            chances |= self._of_things(extents, chances)
            for fact in self._values.counting_things:
                named[fact] = self._told_otherwise(fact, brief, extents)
                weighed[fact] = self._told_otherwise(fact, reporting, extents)
        chances |= self._of_trouble(chances, live)
        if live and all(clause.what["fine"] >= SURELY_WORKS for clause in live):
            chances |= self._unbroken(chances)
            comes = {}
        partly = partly or works_in_part(live)
        if partly:
            chances |= self._in_part(chances)
        spoken_around = {
            f: self._values.around(f, within or judged) for f in self._values.circumstances
        }
        said = self._around(spoken_around, chances)
        for fact, values in named.items():
            if fact in self._values.circumstances:
                continue
            if partly and self._values.means[fact].get("outage") in values:
                values.remove(self._values.means[fact]["outage"])
            if len(values) == 1:
                said[fact] = values[0]
                chances[fact] = {values[0]: 1.0}
            elif values:
                chances[fact] = _among(values, chances[fact])
            elif weighed[fact]:
                filled = _filled(chances[fact], weighed[fact])
                chances[fact] = _spoken_for(filled, weighed[fact])
        if any(told.get(fact, {}).get(value, 0.0) < LIKE for fact, value in said.items()):
            comes = {}
        alike = told.get(TOGETHER, {})
        return Issue(judged, chances, said, partly, comes, alike, spoken_around, extents, traced)

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
            fact: _tempered(chances[fact], spoken[fact], self.says)
            for fact in self._values.of
            if spoken[fact] != UNTOLD
        }

    @property
    def comes(self) -> float:
        """How much what was learned of facts together weighs beside what is known of each."""
        return COMES * (1 - self.says) / (1 - SAYS)

    def _by_language(self, clauses: Sequence[Clause]) -> Chances:
        """By the weightiest clause, and by what others add to it; hints name what it is about."""
        names = [bool(self._values.named_in(clause)) for clause in clauses]
        weights = [
            _weight(clause) * (1.0 if named or self.weights or not any(names) else UNNAMED)
            for clause, named in zip(clauses, names, strict=True)
        ]
        weightiest = clauses[weights.index(max(weights))]
        reporting = reporting_clauses(clauses) or clauses
        surest = max(reporting, key=lambda c: (1 - c.who["unsaid"]) * (1 - c.what["none"]))
        found: Chances = {}
        for fact, means in self._values.means.items():
            hinted = self._values.hinted(fact, clauses)
            if any(meaning in WHAT for meaning in means):
                meant = _spoken_for(_meant(means, weightiest.what), hinted)
                found[fact] = _beside(meant, [v for v in hinted if v not in means.values()])
            elif means:
                found[fact] = _spoken_for(_meant(means, surest.who), hinted)
            elif hinted:
                found[fact] = self._hinted_things(fact, clauses)
            elif implied := self._values.implied(fact, clauses):
                found[fact] = {v: IMPLIED * implied.count(v) / len(implied) for v in implied}
                found[fact][""] = 1 - IMPLIED
        found |= dict(self._by_numbers(clauses))
        for fact, chances in found.items():
            for value in self._values.denied(fact, clauses):
                chances[""] = chances.get("", 0.0) + chances.pop(value, 0.0)
        return found

    def _around(self, spoken: Mapping[str, Sequence[Spoken]], chances: Chances) -> dict[str, str]:
        """The circumstances that phrases establish; what is known of all is put into chances."""
        said: dict[str, str] = {}
        for fact, words in spoken.items():
            value, heard = around(self._values.of[fact], words)
            if value:
                said[fact], chances[fact] = value, heard
            elif heard != UNTOLD:
                learned = self.weights and chances[fact] != UNTOLD
                chances[fact] = _tempered(chances[fact], heard, AROUND) if learned else heard
        return said

    def _of_things(self, extents: Sequence[Extent], chances: Chances) -> Chances:
        """How many things are concerned, where a policy counts things.

        Where no word tells, what the language hears of users is only half of it.
        """
        found: Chances = {}
        clearest = likely(extents)
        for fact in self._values.counting_things:
            who, chance = clearest or ("", 0.0)
            value = self.value_of(fact, who)
            if value:
                found[fact] = {value: chance, "": 1 - chance}
            elif not self.weights:
                heard = {v: p * HEARD for v, p in chances[fact].items() if v}
                found[fact] = {**heard, "": 1 - sum(heard.values())}
        return found

    def value_of(self, fact: str, who: str) -> str | None:
        """The value of a fact that means so many; None if it has none."""
        means = self._values.means[fact]
        return means.get(who) or means.get(NEAREST.get(who, ""))

    def _told_otherwise(
        self, fact: str, clauses: Sequence[Clause], extents: Sequence[Extent]
    ) -> list[str]:
        """The values that phrases say of how many, but those within longer words that tell it."""
        return [
            value
            for value in self._values.said(fact, clauses)
            if not all(hides(extents, *span) for span in self._values.spans(fact, value, clauses))
        ]

    def _hinted_things(self, fact: str, clauses: Sequence[Clause]) -> dict[str, float]:
        """What it is about by hints: rather what the weightiest clause names, and what first."""
        scores: dict[str, float] = {}
        for clause in clauses:
            heavy = FAINTLY + _weight(clause)
            seen: list[int] = []
            for value, kind, first in self._values.mentions(fact, clause):
                if kind == "^":
                    continue
                share = heavy * LATER ** len(seen)
                seen.append(first)
                scores[value] = scores.get(value, 0.0) + share
        whole = sum(scores.values())
        return {value: score / whole for value, score in scores.items()}

    def _of_trouble(self, chances: Chances, clauses: Sequence[Clause]) -> Chances:
        """Where there is trouble of a kind that is not told, it may be down or work badly."""
        if not clauses or max(clauses, key=_weight).what["unsaid"] < TELLS:
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
            broken = [means[m] for m in ("outage", "degradation") if m in means]
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

    def _by_numbers(self, clauses: Sequence[Clause]) -> Iterator[tuple[str, dict[str, float]]]:
        """What counts say of how many are concerned, the widest of them."""
        told = most_concerned(clauses)
        if told:
            for fact, value in self._meaning(told[0]):
                yield fact, {value: 1.0}

    def _within_numbers(self, chances: Chances, clauses: Sequence[Clause]) -> Chances:
        """Chances that do not contradict counts: a share is what it is, a count is never all."""
        told = most_concerned(clauses)
        if not told:
            return {}
        who, share = told
        if share:
            return {fact: {value: 1.0} for fact, value in self._meaning(who)}
        return {
            fact: _among([v for v in chances[fact] if v != all_], chances[fact])
            for fact, all_ in self._meaning("everyone")
        }

    def counted(self, clause: Clause) -> Iterator[tuple[Count, dict[str, str]]]:
        """The counts of a clause that tell how many are concerned, and the values they tell."""
        for count in clause.counts:
            who = "everyone" if count.kind == "all-of" else concerned(count, clause)
            if who:
                yield count, dict(self._meaning(who))

    def _meaning(self, who: str) -> Iterator[tuple[str, str]]:
        """The facts that tell how many are concerned, and their value for this many."""
        for fact, means in self._values.means.items():
            value = self.value_of(fact, who)
            if value and any(meaning in WHO for meaning in means):
                yield fact, value


def reporting_clauses(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses that say more than that something works; all, if none does.

    What a clause rather denies is no report of it: *it is not the gateway*.
    """
    trouble = [clause for clause in clauses if clause.what["fine"] < WORKS] or clauses
    return [clause for clause in trouble if clause.status["denied"] < DENIED]


def works_in_part(clauses: Sequence[Clause]) -> bool:
    """Whether all that is broken is a share of a thing, or another stands in for it.

    Where most people are concerned, nothing stands in.
    """
    broken = [c for c in clauses if c.what["outage"] + c.what["degradation"] >= TELLS]
    if any(c.spare for c in clauses):
        rest = [c for c in clauses if not c.spare]
        return not any(c.who["everyone"] + c.who["many"] >= TELLS for c in rest)
    return bool(broken) and all(c.partial for c in broken)


def _tempered(
    learned: Mapping[str, float], spoken: Mapping[str, float], says: float
) -> dict[str, float]:
    """Two opinions as one: the geometric mean of their chances, the second weighing ``says``."""
    odds = {
        value: (learned.get(value, 0.0) + FAINT) ** (1 - says)
        * (spoken.get(value, 0.0) + DOUBT) ** says
        for value in {**learned, **spoken}
    }
    whole = sum(odds.values())
    return {value: odd / whole for value, odd in odds.items()}


def _meant(means: Mapping[str, str], answers: Mapping[str, float]) -> dict[str, float]:
    found = {"": 0.0}
    for answer, chance in answers.items():
        value = means.get(answer) or means.get(NEAREST.get(answer, ""), "")
        found[value] = found.get(value, 0.0) + chance
    return found


def _filled(chances: Mapping[str, float], values: Sequence[str]) -> dict[str, float]:
    """Chances of which what nothing was said is that of values in equal parts."""
    open_ = chances.get("", 0.0) / len(values)
    return {
        **{value: chance for value, chance in chances.items() if value},
        **{value: chances.get(value, 0.0) + open_ for value in values},
    }


def _spoken_for(chances: Mapping[str, float], hinted: Sequence[str]) -> dict[str, float]:
    """Chances, with those raised for which hints speak."""
    raised = {v: p * (HINT if v in hinted else 1.0) for v, p in chances.items()}
    whole = sum(raised.values())
    return {value: chance / whole for value, chance in raised.items()}


def _beside(chances: Mapping[str, float], values: Sequence[str]) -> dict[str, float]:
    """Chances beside values that the language has no word for: as likely as all that it hears.

    Where it hears nothing, they alone are left.
    """
    if not values:
        return dict(chances)
    heard = {value: chance / 2 for value, chance in chances.items() if value}
    rest = (1 - sum(heard.values())) / len(values)
    return {**heard, **{v: heard.get(v, 0.0) + values.count(v) * rest for v in {*values}}}


def _weight(clause: Clause) -> float:
    """How much a clause matters: what is broken more than what is wished."""
    said = clause.what
    broken = said["outage"] + 0.8 * said["degradation"] + 0.6 * said["unsaid"]
    wished = 0.5 * said["change"] + 0.4 * said["question"] + 0.1 * said["fine"]
    return (broken + wished) * clause.status["live"]


def _among(values: Sequence[str], chances: Mapping[str, float]) -> dict[str, float]:
    """Chances narrowed to some values; equal ones where nothing is known of them."""
    known = {value: chances.get(value, 0.0) for value in values}
    whole = sum(known.values())
    if not whole:
        return {value: 1 / len(values) for value in values}
    return {value: chance / whole for value, chance in known.items()}
