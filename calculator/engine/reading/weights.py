"""Small linear models that share their features: from what a text shows to answers to questions.

A *question* has classes, of which one is true: a fact with its values, or what a clause says of an
issue.  Each question's model is a softmax over sums of weights, one weight per feature and class.
They are learned elsewhere (:mod:`calculator.language`), shipped as whole numbers, and only added up
here, so the same text gives the same chances everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from struct import Struct
from typing import Any

from calculator.engine.reading.features import Feature, letter_features
from calculator.engine.reading.names import Names

_LANE = 4
"""Bytes that each weight of a row has in a whole number.  Adding up the weights of features for all
classes is then one addition; that is what makes reading fast in the browser."""

_MIDDLE = 128

type Chances = Mapping[str, float]
"""From each class of a question to its probability; they sum to 1."""


@dataclass(frozen=True)
class Shown:
    """What a stretch of text shows: features by kind, and the words whose letters count."""

    kinds: Sequence[Sequence[Feature]]
    letters: Sequence[tuple[int, str]]
    """Words whose letters count: their place and their stem."""
    size: int
    """The number of words."""


type Placed = Sequence[Sequence[tuple[int, Sequence[int], int, int]]]
"""By kind: how many features stand on the same words, the sum of their rows, and where."""


class Weights:
    """Learned weights, ready to use.

    ``data``: ``questions`` (pairs of a name and its classes), ``bias`` (one per class, question
    after question), ``worth`` (how much each kind of features counts, letters last), ``scales``
    (what a step of weight is worth, for each question), ``features`` (names, one a line, sorted)
    and ``columns``
    (bytes, one per feature in each: first the squares of their rarity, then a column per class, in
    which 128 stands for a weight of 0).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.questions: list[tuple[str, list[str]]] = [(q, list(c)) for q, c in data["questions"]]
        self._bias: list[float] = data["bias"]
        self._worth: list[float] = data["worth"]
        self._scales: list[float] = data["scales"]
        self._names = Names(data["features"])
        self._columns: bytes = data["columns"]
        self._count = len(self._names)
        self._width = len(self._columns) // self._count
        self._lanes = Struct(f"<{self._width}I")
        self._place = lru_cache(maxsize=50_000)(self._names.place)
        self._number = lru_cache(maxsize=50_000)(self._as_number)
        self._letters = lru_cache(maxsize=50_000)(self._letter_sum)

    def words(self) -> Sequence[str]:
        """The single words among the features."""
        return [n[1:] for n in self._names.all() if n[0] == "w" and n[1:].isalpha()]

    def rarity(self, word: str) -> float | None:
        """How rare a single word is; None if it is not among the features."""
        place = self._place("w" + word) if word.isalpha() else None
        return None if place is None else sqrt(self._columns[place])

    def knows(self, feature: str) -> bool:
        """Whether anything was learned of a feature."""
        return self._place(feature) is not None

    def chances(self, shown: Shown) -> dict[str, Chances]:
        """The chance of every class of every question."""
        sums = [0.0] * len(self._bias)
        for worth, (count, total) in zip(self._worth, self._sums(shown), strict=True):
            square, *weights = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
            if not square:
                continue
            unit, middle = worth / sqrt(square), _MIDDLE * count
            for k, weight in enumerate(weights):
                sums[k] += (weight - middle) * unit
        found: dict[str, Chances] = {}
        first = 0
        for (question, classes), scale in zip(self.questions, self._scales, strict=True):
            last = first + len(classes)
            logits = [
                bias + scale * total
                for bias, total in zip(self._bias[first:last], sums[first:last], strict=True)
            ]
            found[question] = _softmax(classes, logits)
            first = last
        return found

    def _sums(self, shown: Shown) -> list[tuple[int, int]]:
        letters = [self._letters(stem) for stem in {stem for _, stem in shown.letters}]
        return [
            *(self._total({name for name, _, _ in kind}) for kind in shown.kinds),
            (sum(count for count, _ in letters), sum(total for _, total in letters)),
        ]

    def _total(self, names: set[str]) -> tuple[int, int]:
        # No row is 0: a weight of nothing stands in the middle of its steps.
        known = list(filter(None, map(self._number, names)))
        return len(known), sum(known)

    def _row(self, place: int) -> bytes:
        return self._columns[place :: self._count]

    def _as_number(self, name: str) -> int | None:
        """A feature's row with each of its bytes in a lane of one whole number, the first one
        lowest."""
        place = self._place(name)
        if place is None:
            return None
        spread = bytearray(self._width * _LANE)
        spread[::_LANE] = self._row(place)
        return int.from_bytes(spread, "little")

    def _letter_sum(self, stem: str) -> tuple[int, int]:
        return self._total(set(letter_features(stem)))

    def traced(self, shown: Shown) -> "Traced":
        """What each word of a stretch of text adds to an answer."""
        return Traced(self, shown)

    def shares(self, placed: Placed, size: int, question: str, answer: str) -> list[float]:
        """What each word adds to an answer over the other answers to the question, on average."""
        first, classes, scale = self._classes(question)
        others = len(classes) - 1
        begins, ends = first + 1, first + 1 + len(classes)
        chosen = begins + classes.index(answer)
        shares = [0.0] * size
        for worth, kind in zip(self._worth, placed, strict=True):
            unit = worth * scale / (sqrt(sum(row[0] for _, row, _, _ in kind)) or 1.0)
            for _, row, begin, end in kind:
                # The middle of the steps falls out: it is in what is chosen and in the others.
                whole = sum(row[begins:ends])
                gain = (row[chosen] - (whole - row[chosen]) / others) * unit / (end - begin)
                for i in range(begin, end):
                    shares[i] += gain
        return shares

    def _classes(self, question: str) -> tuple[int, list[str], float]:
        first = 0
        for (name, classes), scale in zip(self.questions, self._scales, strict=True):
            if name == question:
                return first, classes, scale
            first += len(classes)
        raise KeyError(question)

    def placed(self, shown: Shown) -> Placed:
        """What a stretch of text shows of what was learned."""
        return list(self._placed(shown))

    def _placed(self, shown: Shown) -> Iterable[list[tuple[int, Sequence[int], int, int]]]:
        for kind in shown.kinds:
            yield [
                (1, self._row(place), first, last)
                for name, first, last in dict.fromkeys(kind)
                if last > first and (place := self._place(name)) is not None
            ]
        letters = [(i, *self._letters(stem)) for i, stem in shown.letters]
        yield [
            (count, self._lanes.unpack(total.to_bytes(self._lanes.size, "little")), i, i + 1)
            for i, count, total in letters
            if count
        ]


class Traced:
    """What each word of a stretch of text adds to answers; worked out once, when it is asked."""

    def __init__(self, weights: Weights, shown: Shown) -> None:
        self._weights = weights
        self._shown = shown
        self._placed: Placed | None = None
        self._known: dict[tuple[str, str], Sequence[float]] = {}

    def shares(self, question: str, answer: str) -> Sequence[float]:
        """For each word what it adds to an answer over the other ones, on average.

        Raises KeyError for a question that nobody asks.
        """
        if self._placed is None:
            self._placed = self._weights.placed(self._shown)
        asked = question, answer
        if asked not in self._known:
            size = self._shown.size
            self._known[asked] = self._weights.shares(self._placed, size, question, answer)
        return self._known[asked]


def _softmax(classes: Sequence[str], logits: Sequence[float]) -> Chances:
    top = max(logits)
    odds = [exp(x - top) for x in logits]
    whole = sum(odds)
    return {name: odd / whole for name, odd in zip(classes, odds, strict=True)}
