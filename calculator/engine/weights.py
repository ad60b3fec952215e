"""A small linear model: from the features of a description to the situation it describes.

A situation is a set of facts, such as ``subject: portal, problem: fault``; an empty one says
nothing.  Weights are learned from labelled descriptions (:mod:`calculator.authoring.learn`),
shipped as whole numbers, and only added up here, so the same text gives the same scores everywhere.
"""

from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from struct import Struct
from typing import Any

from calculator.engine.features import (
    KINDS,
    Marked,
    letter_features,
    phrase_features,
    word_features,
)

_LANE = 4
"""Bytes that each weight of a row has in a whole number.  Adding up the weights of features for all
classes is then one addition; that is what makes reading fast in the browser."""

_MIDDLE = 128


@dataclass(frozen=True)
class Score:
    """A situation and its probability given the text."""

    facts: Mapping[str, str]
    probability: float


class Weights:
    """The learned weights, ready to score.

    ``data`` is what ``learn`` writes: ``situations`` (list of facts), ``bias`` (one per situation),
    ``scale`` (what one unit of weight is worth), ``features`` (names, one a line) and ``rows`` (in
    Base64, for each feature a byte for the square of its rarity and one per situation, in which
    128 stands for a weight of 0).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.situations: list[dict[str, str]] = [dict(s) for s in data["situations"]]
        self._bias: list[float] = data["bias"]
        self._scale: float = data["scale"]
        names = data["features"].split("\n")
        self._weights = b64decode(data["rows"])
        self._width = len(self._weights) // len(names)
        self._places = dict(zip(names, range(len(names)), strict=True))
        self._lanes = Struct(f"<{self._width}I")
        self._number = lru_cache(maxsize=50_000)(self._as_number)
        self._letters = lru_cache(maxsize=50_000)(self._letter_sum)

    def scores(self, marked: Marked, stems: list[str]) -> list[Score]:
        """The probability of every situation, in the order of ``situations``; they sum to 1."""
        logits = list(self._bias)
        for count, total in self._sums(marked, stems):
            square, *weights = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
            if not square:
                continue
            length, middle = sqrt(square), _MIDDLE * count
            for k, weight in enumerate(weights):
                logits[k] += (weight - middle) * self._scale / length
        top = max(logits)
        odds = [exp(x - top) for x in logits]
        whole = sum(odds)
        return [Score(s, o / whole) for s, o in zip(self.situations, odds, strict=True)]

    def _sums(self, marked: Marked, stems: list[str]) -> list[tuple[int, int]]:
        words = {name for name, _, _ in word_features(stems)}
        phrases = {name for name, _, _ in phrase_features(marked, stems)}
        letters = [self._letters(s) for s in set(stems)]
        return [
            self._total(words),
            (sum(c for c, _ in letters), sum(t for _, t in letters)),
            self._total(phrases),
        ]

    def _total(self, names: Iterable[str]) -> tuple[int, int]:
        places = [place for place in map(self._places.get, names) if place is not None]
        return len(places), sum(map(self._number, places))

    def _row(self, place: int) -> bytes:
        return self._weights[place * self._width : (place + 1) * self._width]

    def _as_number(self, place: int) -> int:
        """A row with each of its bytes in a lane of one whole number, the first one lowest."""
        spread = bytearray(self._width * _LANE)
        spread[::_LANE] = self._row(place)
        return int.from_bytes(spread, "little")

    def _letter_sum(self, stem: str) -> tuple[int, int]:
        return self._total(letter_features(stem))

    def contributions(
        self, marked: Marked, stems: list[str], for_: Sequence[int], against: Sequence[int]
    ) -> list[float]:
        """What each word adds to the situations ``for_`` over those ``against``, on average."""
        shares = [0.0] * len(stems)
        kinds: dict[str, list[tuple[str, int, int]]] = {k: [] for k in KINDS}
        kinds["w"] += word_features(stems)
        kinds["p"] += phrase_features(marked, stems)
        kinds["c"] += (
            (name, i, i + 1) for i, stem in enumerate(stems) for name in letter_features(stem)
        )
        for features in kinds.values():
            known = [
                (self._row(self._places[n]), a, b)
                for n, a, b in features
                if n in self._places and b > a
            ]
            length = sqrt(sum(row[0] for row, _, _ in known)) or 1.0
            for row, first, last in known:
                gain = _mean(row[1:], for_) - _mean(row[1:], against)
                share = gain * self._scale / length / (last - first)
                for i in range(first, last):
                    shares[i] += share
        return shares


def _mean(weights: bytes, classes: Sequence[int]) -> float:
    if not classes:
        return 0.0
    total = sum(map(weights.__getitem__, classes))
    return (total - _MIDDLE * len(classes)) / len(classes)
