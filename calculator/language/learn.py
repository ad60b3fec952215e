"""Learns the weights with which descriptions are read, from labelled descriptions.

A description is labelled with the facts that it establishes.  Its *situation* is the least of these
that comes to the same criterion, so that what does not matter is not learned.  The model is a
multinomial logistic regression (scikit-learn) over :mod:`calculator.engine.reading.features`, each
weighted by its rarity and scaled to unit length per kind.
Weights are rounded to a byte, and features that hardly weigh anything are dropped.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.engine.reading.features import letter_features, phrase_features, word_features
from calculator.language.lines import Labelled

LEAST_SEEN = 12
"""A situation described more rarely is learned as the most similar one with the same outcome."""

KEPT = 40_000
"""How many features are kept: those with the longest rows."""

FAINT = 4
"""Rounded weights below this are left out, which makes the file a third of its size."""

REGULARISATION = 30.0

CONFIDENCE = 0.7
"""The least probability of an outcome that is answered rather than asked about."""

GUARD = 0.06
"""The greatest probability of a weightier severity beside which a lighter one is answered."""

type Facts = dict[str, str]
type Kinds = tuple[list[str], list[str], list[str]]


@dataclass(frozen=True)
class Situations:
    """What the descriptions are labelled with, reduced to what matters to the policy."""

    desk: Desk

    def of(self, example: Labelled) -> Facts:
        """The least of an example's facts that comes to the same criterion."""
        policy = self.desk.policy
        given = example.get("facts", {})
        facts: Facts = {f.id: given[f.id] for f in policy.facts if f.id in given}
        verdict = self.desk.verdict(facts)
        if example["criterion"] == "ask":
            return facts if verdict.severity is None else {}
        if verdict.criterion != example["criterion"]:
            condition = policy.criterion(example["criterion"]).when[0]
            return {fact: values[0] for fact, values in condition.items()}
        for fact in list(facts):
            fewer = {k: v for k, v in facts.items() if k != fact}
            if self.desk.verdict(fewer).criterion == verdict.criterion:
                facts = fewer
        return facts

    def labels(self, examples: Iterable[Labelled]) -> list[str]:
        """The situation of each example as JSON; rare ones as the most similar frequent one."""
        found = [json.dumps(self.of(e)) for e in examples]
        frequent = [s for s, n in sorted(Counter(found).items()) if n >= LEAST_SEEN]
        nearest = {s: s if s in frequent else self._nearest(s, frequent) for s in set(found)}
        return [nearest[s] for s in found]

    def _nearest(self, situation: str, frequent: Sequence[str]) -> str:
        facts = json.loads(situation)
        criterion = self.desk.verdict(facts).criterion
        alike = [s for s in frequent if self.desk.verdict(json.loads(s)).criterion == criterion]
        return max(alike, key=lambda s: len(facts.items() & json.loads(s).items()), default="{}")


def kinds(desk: Desk, text: str) -> Kinds:
    """The features of a text by kind: words, letters (once per different word) and phrases."""
    marked, stems = desk.reader.marked(text)
    return (
        list(dict.fromkeys(name for name, _, _ in word_features(stems))),
        [name for stem in dict.fromkeys(stems) for name in letter_features(stem)],
        list(dict.fromkeys(name for name, _, _ in phrase_features(marked, stems))),
    )


def learn(policy: Policy, examples: Sequence[Labelled], nothing: Sequence[str]) -> dict[str, Any]:
    """The weights that ``calculator.engine.reading.weights.Weights`` reads.

    ``nothing`` are sentences that say nothing about any issue; they keep small talk from counting.
    """
    import numpy as np

    desk = Desk(policy)
    labels = Situations(desk).labels(examples) + ["{}"] * len(nothing)
    shown = [kinds(desk, t) for t in (*(e["text"] for e in examples), *nothing)]
    seen = Counter(name for k in shown for name in {*k[0], *k[1], *k[2]})
    names = sorted(name for name, count in seen.items() if count >= 3 and "\n" not in name)
    weights = fit(shown, labels, names, seen).weights
    heaviest = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:KEPT])
    # Those that are kept learn anew to do without the others.
    kept = [names[i] for i in heaviest]
    model = fit(shown, labels, kept, seen)

    scale = float(np.abs(model.weights).max() / 127)
    rounded = np.round(model.weights / scale)
    rounded[np.abs(rounded) < FAINT] = 0
    rounded += 128
    squares = np.clip(np.round(model.rarity**2), 1, 255)
    rows = np.column_stack([squares, rounded]).astype(np.uint8)
    return {
        "situations": [json.loads(s) for s in model.situations],
        "confidence": CONFIDENCE,
        "guard": GUARD,
        "bias": [round(float(b), 4) for b in model.bias],
        "scale": round(scale, 6),
        "features": "\n".join(kept),
        "rows": rows.tobytes(),
    }


@dataclass(frozen=True)
class Fitted:
    """A model: arrays with a row per feature (``weights`` has a column per situation)."""

    situations: Sequence[str]
    bias: Any
    weights: Any
    rarity: Any


def fit(
    shown: Sequence[Kinds], labels: Sequence[str], names: Sequence[str], seen: Mapping[str, int]
) -> Fitted:
    """A model of the labels by these features; ``seen`` tells how many texts show a feature."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    position = {name: i for i, name in enumerate(names)}
    rarity = np.array([1 + log((1 + len(shown)) / (1 + seen[name])) for name in names])
    row: list[int] = []
    column: list[int] = []
    value: list[float] = []
    for i, of_kinds in enumerate(shown):
        for features in of_kinds:
            known = [position[name] for name in features if name in position]
            length = float(np.sqrt(np.sum(rarity[known] ** 2))) if known else 1.0
            row += [i] * len(known)
            column += known
            value += (rarity[known] / length).tolist()
    matrix = csr_matrix((value, (row, column)), shape=(len(shown), len(names)))
    model = LogisticRegression(C=REGULARISATION, max_iter=200, tol=1e-3).fit(matrix, labels)
    weights = (model.coef_ * rarity).T
    weights -= weights.mean(axis=1, keepdims=True)
    return Fitted(model.classes_, model.intercept_, weights, rarity)
