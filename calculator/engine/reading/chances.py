"""How likely each value of each fact is by the clauses of an issue.

The language says what is happening and to how many; hints say what it is about; learned weights
know better where a policy keeps labelled lines.  A phrase that counts outweighs all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.language import WHAT, WHO
from calculator.engine.reading.numbers import FEW, Count
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

TELLS = 0.6
"""What a clause says with this probability tells whom a number in it counts."""

WORKS = 0.5
"""What a clause is about of which this is the probability that it works, is not the issue."""

DENIED = 0.7
"""What a clause denies with this probability, no phrase in it says."""

SURELY_WORKS = 0.99
"""Where no clause says with less probability that something works, nothing is broken."""

SMALL = 20
"""Of so few things one rather counts steps or servers than those who use them."""

PERCENT = 100.0
"""The whole of what is told in percent."""

NOT_ONE = 2
"""So many words may stand between a negation and *one* of a whole."""

UNTOLD: Mapping[str, float] = {"": 1.0}
"""The chances of a fact of which nobody speaks."""

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
        self.says: float = learned.get("says", SAYS) if learned else SAYS
        self.weights = Weights(learned) if learned else None
        questions = self.weights.questions if self.weights else []
        self._learned = {(fact, value) for fact, values in questions for value in values}

    def issue(self, judged: Judged, *, partly: bool = False) -> Issue:
        """What some clauses say, taken for one issue; ``partly`` if others say that it works."""
        counting = judged.counting
        live = [clause for clause in counting if clause.level == COUNTS]
        reporting = reporting_clauses(live)
        brief = [clause for clause in reporting if not clause.runs_on]
        named = {fact: self._values.said(fact, brief) for fact in self._values.of}
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
        chances |= self._of_trouble(chances, live)
        if live and all(clause.what["fine"] >= SURELY_WORKS for clause in live):
            chances |= self._unbroken(chances)
            comes = {}
        partly = partly or works_in_part(live)
        if partly:
            chances |= self._in_part(chances)
        said: dict[str, str] = {}
        for fact, values in named.items():
            if partly and self._values.means[fact].get("outage") in values:
                values.remove(self._values.means[fact]["outage"])
            if len(values) == 1:
                said[fact] = values[0]
                chances[fact] = {values[0]: 1.0}
            elif values:
                chances[fact] = _among(values, chances[fact])
            elif weighed := self._values.said(fact, reporting):
                chances[fact] = _spoken_for(_filled(chances[fact], weighed), weighed)
        if any(told.get(fact, {}).get(value, 0.0) < LIKE for fact, value in said.items()):
            comes = {}
        return Issue(judged, chances, said, partly, comes, traced)

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
        weightiest = max(clauses, key=_weight)
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
                found[fact] = {v: hinted.count(v) / len(hinted) for v in hinted}
            elif implied := self._values.implied(fact, clauses):
                found[fact] = {v: IMPLIED * implied.count(v) / len(implied) for v in implied}
                found[fact][""] = 1 - IMPLIED
        found |= dict(self._by_numbers(clauses))
        for fact, chances in found.items():
            for value in self._values.denied(fact, clauses):
                chances[""] = chances.get("", 0.0) + chances.pop(value, 0.0)
        return found

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
        told = _told(clauses)
        if told:
            for fact, value in self._meaning(told[0]):
                yield fact, {value: 1.0}

    def _within_numbers(self, chances: Chances, clauses: Sequence[Clause]) -> Chances:
        """Chances that do not contradict counts: a share is what it is, a count is never all."""
        told = _told(clauses)
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
            who = "everyone" if count.kind == "all-of" else _concerned(count, clause)
            if who:
                yield count, dict(self._meaning(who))

    def _meaning(self, who: str) -> Iterator[tuple[str, str]]:
        """The facts that tell how many are concerned, and their value for this many."""
        for fact, means in self._values.means.items():
            value = means.get(who) or means.get(NEAREST.get(who, ""))
            if value and any(meaning in WHO for meaning in means):
                yield fact, value


def _told(clauses: Sequence[Clause]) -> tuple[str, bool] | None:
    """The most that are concerned by counts, and whether that is a share of a whole.

    None if nobody is counted, or all are named.
    """
    told = [
        (WHO.index(who), count.whole is None and count.kind != "all-but")
        for clause in clauses
        for count in clause.counts
        if (who := _concerned(count, clause)) is not None
    ]
    if not told or any(_names_all(clause) for clause in clauses):
        return None
    index, bare = min(told)
    return WHO[index], not bare


def _names_all(clause: Clause) -> bool:
    """Whether all are named or counted, elsewhere than in *all but one*."""
    inside = [range(n.first, n.last) for n in clause.counts]
    broken = clause.what["outage"] + clause.what["degradation"] >= TELLS
    if broken and any(count.kind == "all-of" for count in clause.counts):
        return True
    return any(
        cue.concept == "everybody" and not any(cue.first in span for span in inside)
        for cue in clause.cues
    )


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


def _concerned(count: Count, clause: Clause) -> str | None:
    """How many are concerned by a count in a clause; None if it does not tell.

    A bare count never means all of them.
    """
    broken = clause.what["outage"] + clause.what["degradation"] >= TELLS
    if count.whole is not None and _is_denied(count, clause):
        return None
    if count.kind == "all-but":
        said = {cue.concept for cue in clause.cues}
        works = "working" in said or not broken
        return _extent(count.part) if works and "negated" not in said else "many"
    if count.whole is None:
        return _extent(count.part) if broken and count.part >= 1 else None
    if not 0 < count.part < count.whole or not (count.people or SMALL < count.whole != PERCENT):
        return None
    works = clause.what["fine"] >= TELLS
    concerned = count.part if broken else count.whole - count.part if works else 0
    if not concerned:
        return None
    most = count.whole == PERCENT or concerned * 2 > count.whole
    return "many" if most else _extent(concerned)


def _is_denied(count: Count, clause: Clause) -> bool:
    """Whether a negation stands right before one of a whole: *not a single one of 800* is none."""
    return count.part == 1 and any(
        cue.concept == "negated" and 0 <= count.first - cue.last <= NOT_ONE for cue in clause.cues
    )


def _extent(number: float) -> str:
    return "one" if number == 1 else "few" if number <= FEW else "many"
