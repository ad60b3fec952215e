"""A phrase by which several examples come to something else: it is told, not each of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculator.authoring.doubts.gathered import doubts
from calculator.authoring.form import Where
from calculator.authoring.load import Source
from calculator.authoring.problem import Problem, listed, quoted
from calculator.authoring.proof import Miss, answered, misses, ready
from calculator.authoring.walk import found
from calculator.engine.answer import Answer, Desk
from calculator.engine.policy import Policy
from calculator.engine.reading.phrases import phrase_key

SEVERAL = 2
"""Examples that one phrase has to change to be told in their place."""

SHOWN = 3

LONGEST_PHRASE = 8
"""Words of a phrase up to which it is looked for."""


@dataclass(frozen=True)
class Culprit:
    """A phrase without which examples come out as they say, and other doubts are none."""

    problem: Problem
    misses: tuple[Miss, ...]
    doubts: frozenset[Problem]
    """What is still in doubt without the phrase."""


def culprit(source: Source, desk: Desk, wrong: Sequence[Miss]) -> Culprit | None:
    """The phrase by which most of the wrong examples come to something else, if one does."""
    phrases = _phrases(source.policy)
    by: Counter[Where] = Counter()
    of: dict[Where, list[Miss]] = {}
    for miss in wrong:
        for where in _said(phrases, answered(desk, miss.example)):
            by[where] += 1
            of.setdefault(where, []).append(miss)
    for where, count in by.most_common(1):
        if count < SEVERAL:
            return None
        without = replace(source, policy=_without(source.policy, where))
        free = ready(without)
        still = {miss.example.id for miss in misses(without, free)}
        helped = tuple(miss for miss in of[where] if miss.example.id not in still)
        if len(helped) >= SEVERAL and len(still) == len(wrong) - len(helped):
            return Culprit(_told(source, where, helped), helped, frozenset(doubts(without, free)))
    return None


def _phrases(policy: Policy) -> dict[tuple[str, str, tuple[str, ...]], Where]:
    """Where each phrase stands, by its fact, its value and what it is compared by."""
    return {
        (policy.facts[int(where[1])].id, value.id, phrase_key(phrase)): (*where, "phrases", p)
        for where, value in found(policy, "FactValue")
        for p, phrase in enumerate(value.phrases)
    }


def _said(phrases: dict[tuple[str, str, tuple[str, ...]], Where], answer: Answer) -> set[Where]:
    """The phrases of values that were read in a description, as far as they stand in it."""
    read = {(f.fact, f.value) for f in answer.facts if f.state == "read"}
    stems = phrase_key(answer.issue.text)
    parts = {stems[i:j] for i in range(len(stems)) for j in range(i + 1, i + 1 + LONGEST_PHRASE)}
    return {
        where
        for (fact, value, key), where in phrases.items()
        if (fact, value) in read and key in parts
    }


def _without(policy: Policy, where: Where) -> Policy:
    f, v, p = int(where[1]), int(where[3]), int(where[5])
    fact = policy.facts[f]
    value = fact.values[v]
    kept = (*value.phrases[:p], *value.phrases[p + 1 :])
    values = (*fact.values[:v], replace(value, phrases=kept), *fact.values[v + 1 :])
    facts = (*policy.facts[:f], replace(fact, values=values), *policy.facts[f + 1 :])
    return replace(policy, facts=facts)


def _told(source: Source, where: Where, helped: Sequence[Miss]) -> Problem:
    fact = source.policy.facts[int(where[1])]
    value = fact.values[int(where[3])]
    phrase = value.phrases[int(where[5])]
    names = [miss.example.id for miss in helped]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return Problem(
        source.place(where),
        f"the phrase {quoted(phrase)} says {fact.id}: {value.id} wherever it stands; by it alone "
        f"{len(names)} examples come to something else: {listed(names[:SHOWN], 'and')}{more}",
    )
