"""How likely each value of each fact is by the clauses of an issue.

The language says what is happening and to how many; hints say what it is about; learned weights
know better where a policy keeps labelled lines.  A phrase that counts outweighs all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.reading.judged import Clause, Judged, shown
from calculator.engine.reading.language import WHAT, WHO
from calculator.engine.reading.numbers import FEW, Count
from calculator.engine.reading.values import Values
from calculator.engine.reading.weights import Weights

type Chances = dict[str, dict[str, float]]
"""For each fact the probability of its values; ``""`` stands for what the text does not say."""

HINT = 4.0
"""So many times more likely is a value for which a hint speaks."""

TELLS = 0.6
"""What a clause says with this probability tells whom a number in it counts."""

WORKS = 0.5
"""What a clause is about of which this is the probability that it works, is not the issue."""

SMALL = 20
"""Of so few things one rather counts steps or servers than those who use them."""

NEAREST = {"one": "few", "few": "one", "everyone": "many"}
"""What to take a number of people for, where a policy's values do not tell it apart."""


@dataclass(frozen=True)
class Issue:
    """An issue of a text: the clauses it stands in, and how likely each fact is by them."""

    judged: Judged
    chances: Chances
    said: Mapping[str, str]
    """Values that phrases establish."""

    def span(self) -> tuple[int, int]:
        """Where it stands (character offsets)."""
        words, clauses = self.judged.words, self.judged.clauses
        return words[clauses[0].first].start, words[clauses[-1].last - 1].end


class Weigher:
    """Weighs the clauses of an issue by one policy."""

    def __init__(self, values: Values, learned: Mapping[str, Any] | None) -> None:
        self._values = values
        self.weights = Weights(learned) if learned else None
        self._learned = {name for name, _ in self.weights.questions} if self.weights else set()

    def issue(self, judged: Judged) -> Issue:
        """What some clauses say, taken for one issue."""
        counting = judged.counting
        live = [clause for clause in counting if clause.level == 2]
        chances: Chances = {fact: {"": 1.0} for fact in self._values.of}
        if live:
            chances |= self._by_language(live)
        elif any(clause.level == 1 for clause in counting):
            chances |= self._of_what_is_not()
        if self.weights:
            chances |= self._by_weights(self.weights, judged)
        said: dict[str, str] = {}
        for fact in self._values.of:
            values = self._values.said(fact, _reporting(live))
            if len(values) == 1:
                said[fact] = values[0]
                chances[fact] = {values[0]: 1.0}
            elif values:
                chances[fact] = _among(values, chances[fact])
        return Issue(judged, chances, said)

    def _by_weights(self, weights: Weights, judged: Judged) -> Chances:
        """By what was learned; values that it does not know are for phrases to say."""
        found: Chances = {}
        for fact, answers in weights.chances(shown(judged)).items():
            known = {v: p for v, p in answers.items() if v in self._values.of.get(fact, ())}
            if known:
                found[fact] = {**known, "": max(0.0, 1.0 - sum(known.values()))}
        return found

    def _by_language(self, clauses: Sequence[Clause]) -> Chances:
        """By the weightiest clause, and by what others add to it; hints name what it is about."""
        weightiest = max(clauses, key=_weight)
        surest = max(clauses, key=lambda c: (1 - c.who["unsaid"]) * (1 - c.what["none"]))
        found: Chances = {}
        for fact, means in self._values.means.items():
            hinted = self._values.hinted(fact, clauses)
            if any(meaning in WHAT for meaning in means):
                found[fact] = _spoken_for(_meant(means, weightiest.what), hinted)
            elif means:
                found[fact] = _spoken_for(_meant(means, surest.who), hinted)
            elif hinted:
                found[fact] = {v: hinted.count(v) / len(hinted) for v in hinted}
        found |= dict(self._by_numbers(clauses))
        for fact, chances in found.items():
            for value in self._values.denied(fact, clauses):
                chances[""] = chances.get("", 0.0) + chances.pop(value, 0.0)
        return found

    def _of_what_is_not(self) -> Chances:
        """Of what is over, planned or only supposed there is at most a question."""
        return {
            fact: {means["question"]: 1.0}
            for fact, means in self._values.means.items()
            if "question" in means
        }

    def _by_numbers(self, clauses: Sequence[Clause]) -> Iterator[tuple[str, dict[str, float]]]:
        """What counts say of how many are concerned, the widest of them, unless all are named."""
        if any(cue.concept == "everybody" for clause in clauses for cue in clause.cues):
            return
        told = [
            who
            for clause in clauses
            for count in clause.counts
            if (who := _concerned(count, clause)) is not None
        ]
        if told:
            widest = min(told, key=WHO.index)
            for fact, means in self._values.means.items():
                value = means.get(widest) or means.get(NEAREST.get(widest, ""))
                if value and any(meaning in WHO for meaning in means):
                    yield fact, {value: 1.0}


def _reporting(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses that say more than that something works; all, if none does."""
    return [clause for clause in clauses if clause.what["fine"] < WORKS] or clauses


def _meant(means: Mapping[str, str], answers: Mapping[str, float]) -> dict[str, float]:
    found = {"": 0.0}
    for answer, chance in answers.items():
        value = means.get(answer) or means.get(NEAREST.get(answer, ""), "")
        found[value] = found.get(value, 0.0) + chance
    return found


def _spoken_for(chances: Mapping[str, float], hinted: Sequence[str]) -> dict[str, float]:
    """Chances, with those raised for which hints speak."""
    raised = {v: p * (HINT if v in hinted else 1.0) for v, p in chances.items()}
    whole = sum(raised.values())
    return {value: chance / whole for value, chance in raised.items()}


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
    works = clause.what["fine"] >= TELLS
    if count.whole == 100.0:
        return "many" if broken and 0 < count.part < count.whole else None
    if count.kind == "all-but":
        return "many" if broken else _extent(count.part) if works else None
    if count.whole is None:
        return _extent(count.part) if broken and count.part > 1 else None
    if not count.people and count.whole <= SMALL:
        return None
    if broken and 0 < count.part < count.whole:
        return _extent(count.part)
    if works and 0 < count.part < count.whole:
        return _extent(count.whole - count.part)
    return None


def _extent(number: float) -> str:
    return "one" if number == 1 else "few" if number <= FEW else "many"
