"""What a description that is judged clause by clause shows to a policy's own weights."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from calculator.engine.reading.features import (
    Feature,
    Stretch,
    phrase_features,
)
from calculator.engine.reading.judged import COUNTS, Clause, Judged
from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.weights import Shown

STEPS = (0.1, 0.3, 0.6, 0.85)
"""The certainties that are told apart to a policy's own weights."""

COMBINED = frozenset("-+>&")
"""Signs in the names of features that stand for more than a phrase."""


def shown(judged: Judged) -> Shown:
    """What a whole description shows to a policy's own weights.

    All its words, whatever laid them aside; and besides what they say by their language, and the
    words of clauses that do not count, with a sign before them.
    """
    by_words: list[Feature] = []
    by_phrases: list[Feature] = []
    telling = judged.telling
    besides = list(_said(telling))
    counting = judged.counting
    for clause in telling:
        if clause.level == 0 and counting[0].level:
            continue
        stems = judged.stems[clause.first : clause.last]
        phrases = _phrases(clause, stems, _place(clause, counting))
        by_words += judged.word_features(clause)
        by_phrases += phrases
        if counting[0].level == COUNTS and clause.level == 1:
            alone = [f for f in phrases if f[0].startswith("p") and not COMBINED & set(f[0])]
            words_ = (("w" + stem, i, i + 1) for i, stem in enumerate(stems, clause.first))
            besides += (("~" + n, i, j) for n, i, j in (*words_, *alone))
    letters = [(i, judged.stems[i]) for c in telling for i in range(c.first, c.last)]
    return Shown((by_words, by_phrases, besides), letters, len(judged.words))


def _phrases(clause: Clause, stems: Sequence[str], place: str) -> Sequence[Feature]:
    """The features of a clause's phrases."""
    noted: dict[object, list[Feature]] = clause.noted
    asked = "phrases", place
    if asked not in noted:
        hits = _within(clause, (*clause.hits, *clause.cues))
        counts = [
            replace(c, first=c.first - clause.first, last=c.last - clause.first)
            for c in clause.counts
        ]
        found = phrase_features(Stretch(stems, hits, counts, clause.asks, place))
        first = clause.first
        noted[asked] = [(name, i + first, j + first) for name, i, j in found]
    return noted[asked]


def _place(clause: Clause, counting: Sequence[Clause]) -> str:
    """Where a clause stands among those that count."""
    if len(counting) == 1:
        return "only"
    return "first" if clause is counting[0] else "last" if clause is counting[-1] else ""


def _said(clauses_: Sequence[Clause]) -> Iterator[Feature]:
    """What a text says by its language, in steps of certainty, and the clause that says it most."""
    if not clauses_:
        return
    matters = [1 - c.what["none"] for c in clauses_]
    live = [c.status["live"] for c in clauses_]
    asked = (
        ("what", [c.what for c in clauses_], live),
        ("who", [c.who for c in clauses_], matters),
        ("status", [c.status for c in clauses_], matters),
    )
    for question, told, shares in asked:
        for answer in told[0]:
            if answer == "none":
                continue
            weights = [chances[answer] * share for chances, share in zip(told, shares, strict=True)]
            greatest = max(weights)
            surest = clauses_[weights.index(greatest)]
            for step in range(bisect_right(STEPS, greatest)):
                yield f"l{question}={answer}>{step}", surest.first, surest.last
    weights = [matter * share for matter, share in zip(matters, live, strict=True)]
    most = clauses_[weights.index(max(weights))]
    yield f"ltop={max(clause.level for clause in clauses_)}", most.first, most.last
    yield f"lmost={max(most.what, key=lambda k: most.what[k])}", most.first, most.last
    yield f"lmost={max(most.who, key=lambda k: most.who[k])}", most.first, most.last


def _within(clause: Clause, hits: Sequence[Hit]) -> list[Hit]:
    # Whether it decides or hints is not for weights to tell apart.
    found = {
        Hit(h.concept.replace("~", "="), h.first - clause.first, h.last - clause.first)
        for h in hits
        if "^" not in h.concept
    }
    return sorted(found, key=lambda h: (h.first, h.last, h.concept))
