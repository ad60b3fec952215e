"""From what texts show, and what is true of them, to weights.

Each question's model is a multinomial logistic regression (scikit-learn) over the features of
:mod:`calculator.engine.reading.features`, each weighted by its rarity and scaled to unit length per
kind.  The questions share their features: those with the longest rows over all questions are kept,
and learn anew to do without the others.  Weights are rounded to a byte.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any

from calculator.engine.reading.features import letter_features
from calculator.engine.reading.language import RARER
from calculator.engine.reading.prepared import MOST
from calculator.engine.reading.weights import Shown

LEAST_SEEN = 3
"""Features that fewer texts show are left out."""

DOUBT = 0.02
"""What is added to what is known, since it is never sure."""

OUTLIERS = 0.001
"""The share of weights beyond the steps: a single great one shall not make all others coarse."""


type Kinds = tuple[tuple[str, ...], ...]
"""The names of the features that a text shows, by kind, each once."""


@dataclass(frozen=True)
class Question:
    """What is asked of every text: a name, the answer for each (None: not asked of this one)."""

    name: str
    answers: Sequence[str | None]
    weights: Sequence[float] | None = None
    known: Sequence[Mapping[str, float]] | None = None
    """What is known of each without learning: how likely each answer is.  What is learned is then
    by how much that has to be mended; with little to learn from it is little."""


def kinds(shown: Shown) -> Kinds:
    """The names of what a text shows."""
    stems = {stem for _, stem in shown.letters}
    return (
        *(tuple(dict.fromkeys(name for name, _, _ in kind)) for kind in shown.kinds),
        tuple({name for stem in stems for name in letter_features(stem)}),
    )


def fit(
    texts: Sequence[Kinds],
    questions: Sequence[Question],
    worth: Sequence[float],
    *,
    kept: int | None,
    regularisation: float,
    levels: int,
    little: float = 0.5,
    least: int = 1,
) -> dict[str, Any]:
    """The weights that :class:`calculator.engine.reading.weights.Weights` reads.

    ``worth`` is how much each kind of features counts; ``kept`` how many are kept at most
    (None: all); ``levels`` how many steps there are from no weight to one that few exceed: more of
    them read a little better, and make the file larger.  A weight of less than ``little`` of a step
    is none, and a part of a word whose weights have together fewer than ``least`` is left out.
    """
    import numpy as np

    seen = Counter(name for text in texts for name in {name for kind in text for name in kind})
    names = sorted(n for n, count in seen.items() if count >= LEAST_SEEN and "\n" not in n)
    rarity = _rarity(names, seen, len(texts))
    shows = _shows(texts, len(worth), names)
    fitted = _fitted(shows, questions, worth, rarity, regularisation)
    if kept is not None and len(names) > kept:
        heaviest = np.max(np.abs(np.hstack([f.weights for f in fitted])), axis=1)
        chosen = np.sort(np.argsort(-heaviest, kind="stable")[:kept])
        names, rarity = [names[i] for i in chosen], rarity[chosen]
        begun = [replace(f, weights=f.weights[chosen]) for f in fitted]
        shows = [kind[:, chosen] for kind in shows]
        fitted = _fitted(shows, questions, worth, rarity, regularisation, begun)
    rounded, scale = _rounded(np.hstack([f.weights for f in fitted]), levels, little)
    needed = np.array([least if name.startswith("c") else 1 for name in names])
    told = np.abs(rounded).sum(axis=1) >= needed
    squares = np.clip(np.round(rarity**2), 1, 255)
    columns = np.column_stack([squares, rounded + 128]).astype(np.uint8)[told].T
    return {
        "questions": [[q.name, list(f.classes)] for q, f in zip(questions, fitted, strict=True)],
        "worth": list(worth),
        "bias": [round(float(b), 4) for f in fitted for b in f.bias],
        "scales": [round(scale, 6)] * len(questions),
        "features": "\n".join(name for name, tells in zip(names, told, strict=True) if tells),
        "columns": columns.tobytes(),
    }


def further(
    weights: Mapping[str, Any],
    texts: Sequence[Kinds],
    question: Question,
    *,
    regularisation: float,
    levels: int,
    little: float = 0.5,
    kept: int | None = None,
) -> dict[str, Any]:
    """Weights with one question more, asked of other texts by the same features, ``kept`` of them
    at most.

    All else is as in :func:`fit`; what was learned of the questions before stays as it is.
    """
    import numpy as np
    from scipy.sparse import diags

    names = weights["features"].split("\n")
    rarity = np.sqrt(np.frombuffer(weights["columns"][: len(names)], dtype=np.uint8))
    worth = weights["worth"]
    shows = _shows(texts, len(worth), names)
    [fitted] = _fitted(shows, [question], worth, rarity, regularisation)
    if kept is not None:
        heaviest = np.argsort(-np.max(np.abs(fitted.weights), axis=1), kind="stable")
        told = np.zeros(len(names), dtype=bool)
        told[heaviest[:kept]] = True
        # Lengths stay as they are read: what is not kept weighs nothing, and is shown all the same.
        matrix = _matrix(shows, worth, rarity) @ diags(told.astype(np.float32))
        again = _model(matrix, question, rarity, regularisation, fitted)
        fitted = replace(again, weights=again.weights * told[:, None])
    rounded, scale = _rounded(fitted.weights, levels, little)
    return {
        **weights,
        "questions": [*weights["questions"], [question.name, list(fitted.classes)]],
        "bias": [*weights["bias"], *(round(float(b), 4) for b in fitted.bias)],
        "scales": [*weights["scales"], round(scale, 6)],
        "columns": weights["columns"] + (rounded + 128).astype(np.uint8).T.tobytes(),
    }


def without_faint(
    weights: Mapping[str, Any], least: int, question: str, tells: int
) -> dict[str, Any]:
    """Weights without the features that have fewer than ``least`` steps over all answers, and fewer
    than ``tells`` over those to a question."""
    import numpy as np

    names = np.array(weights["features"].split("\n"))
    columns = np.frombuffer(weights["columns"], dtype=np.uint8).reshape(-1, len(names))
    steps = np.abs(columns[1:].astype(int) - 128)
    asked = [name for name, answers in weights["questions"] for _ in answers]
    to_question = steps[[i for i, name in enumerate(asked) if name == question]]
    kept = (steps.sum(axis=0) >= least) | (to_question.sum(axis=0) >= tells)
    return {
        **weights,
        "features": "\n".join(names[kept]),
        "columns": columns[:, kept].tobytes(),
    }


def _rounded(weights: Any, levels: int, little: float) -> tuple[Any, float]:
    """Weights in steps, and what a step is worth."""
    import numpy as np

    told = np.abs(weights[np.any(weights != 0, axis=1)])
    scale = float(np.quantile(told, 1 - OUTLIERS) / levels) if told.size else 1.0
    steps = weights / scale
    steps = np.where(np.abs(steps) < little, 0, steps)
    return np.clip(np.round(steps), -MOST, MOST), scale


@dataclass(frozen=True)
class _Fitted:
    """A model: arrays with a row per feature (``weights`` has a column per class)."""

    classes: Sequence[str]
    bias: Any
    weights: Any


def step_of_rarity(seen: int, texts: int) -> int:
    """How many steps rarer is what so many of the texts show than what all show."""
    return round(log((1 + texts) / (1 + seen)) / RARER)


def _rarity(names: Sequence[str], seen: Mapping[str, int], texts: int) -> Any:
    import numpy as np

    steps = [step_of_rarity(seen[name], texts) for name in names]
    return 1 + RARER * np.array(steps)


def _fitted(
    shows: Sequence[Any],
    questions: Sequence[Question],
    worth: Sequence[float],
    rarity: Any,
    regularisation: float,
    begun: Sequence[_Fitted] | None = None,
) -> list[_Fitted]:
    matrix = _matrix(shows, worth, rarity)
    return [
        _model(matrix, question, rarity, regularisation, begun[i] if begun else None)
        for i, question in enumerate(questions)
    ]


def _shows(texts: Sequence[Kinds], count: int, names: Sequence[str]) -> list[Any]:
    """For each kind a matrix of texts and features: 1 where the text shows the feature."""
    import numpy as np
    from scipy.sparse import csr_matrix

    position = {name: i for i, name in enumerate(names)}
    found = []
    for kind in range(count):
        columns, ends = array("i"), array("q", [0])
        for text in texts:
            columns.extend(position[name] for name in text[kind] if name in position)
            ends.append(len(columns))
        ones = np.ones(len(columns), dtype=np.float32)
        shape = (len(texts), len(names))
        found.append(csr_matrix((ones, np.array(columns), np.array(ends)), shape=shape))
    return found


def _matrix(shows: Iterable[Any], worth: Sequence[float], rarity: Any) -> Any:
    """Features weighted by their rarity, each kind of a text scaled to the length it is worth."""
    import numpy as np
    from scipy.sparse import diags

    rare = diags(rarity.astype(np.float32))
    parts = []
    for kind, share in zip(shows, worth, strict=True):
        weighted = kind @ rare
        lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
        lengths[lengths == 0] = 1.0
        parts.append(diags((share / lengths).astype(np.float32)) @ weighted)
    return sum(parts[1:], start=parts[0]).tocsr()


def _mending(
    matrix: Any, question: Question, rarity: Any, regularisation: float, asked: Sequence[int]
) -> _Fitted:
    """Learns by how much what is known has to be mended: a softmax beside fixed odds."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    known = question.known or ()
    classes = sorted({answer for i in asked for answer in known[i]})
    place = {answer: k for k, answer in enumerate(classes)}
    told = [i for i in asked if question.answers[i] in place]
    shape = len(rarity) + 1, len(classes)
    if not told or len(classes) < 2:
        return _Fitted(classes, np.zeros(len(classes)), np.zeros((shape[0] - 1, shape[1])))
    odds = np.log([[known[i].get(answer, 0.0) + DOUBT for answer in classes] for i in told])
    truth = np.zeros((len(told), len(classes)))
    truth[range(len(told)), [place[question.answers[i] or ""] for i in told]] = 1
    weighed = np.array(
        [question.weights[i] for i in told] if question.weights else [1.0] * len(told)
    )
    shows = matrix[told]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(shape)
        logs = log_softmax(odds + shows @ weights[:-1] + weights[-1], axis=1)
        wrong = weighed[:, None] * (np.exp(logs) - truth)
        gradient = np.vstack([shows.T @ wrong, wrong.sum(axis=0)])
        gradient[:-1] += weights[:-1] / regularisation
        cost = -(weighed[:, None] * truth * logs).sum()
        return cost + (weights[:-1] ** 2).sum() / 2 / regularisation, gradient.ravel()

    found = minimize(
        loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    weights = found.x.reshape(shape)
    mended = weights[:-1] * rarity[:, None]
    return _Fitted(classes, weights[-1], mended - mended.mean(axis=1, keepdims=True))


def _model(
    matrix: Any,
    question: Question,
    rarity: Any,
    regularisation: float,
    begun: _Fitted | None,
) -> _Fitted:
    """Learns a question, beginning with what was learned before, if anything was."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    asked = [i for i, answer in enumerate(question.answers) if answer is not None]
    if question.known:
        return _mending(matrix, question, rarity, regularisation, asked)
    answers = [question.answers[i] for i in asked]
    classes = sorted({answer for answer in answers if answer is not None})
    if len(classes) < 2:
        return _Fitted(classes, np.zeros(len(classes)), np.zeros((len(rarity), len(classes))))
    weighed = [question.weights[i] for i in asked] if question.weights else None
    model = LogisticRegression(
        C=regularisation, max_iter=200, tol=1e-3, warm_start=begun is not None
    )
    if begun and len(classes) > 2:
        model.coef_ = (begun.weights / rarity[:, None]).T.astype(matrix.dtype)
        model.intercept_ = np.asarray(begun.bias, dtype=matrix.dtype)
        model.classes_ = np.array(begun.classes)
    model.fit(matrix[asked], answers, sample_weight=weighed)
    coefficients, bias = model.coef_, model.intercept_
    if len(classes) == 2:
        coefficients, bias = (
            np.vstack([-coefficients, coefficients]) / 2,
            np.array([-bias[0], bias[0]]) / 2,
        )
    weights = (coefficients * rarity).T
    weights -= weights.mean(axis=1, keepdims=True)
    return _Fitted([str(name) for name in model.classes_], bias, weights)
