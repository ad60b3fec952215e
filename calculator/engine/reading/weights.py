"""A small linear model: from the features of a description to the situation it describes.

A situation is a set of facts, such as ``subject: portal, problem: fault``; an empty one says
nothing.  Weights are learned from labelled descriptions (:mod:`calculator.language.learn`),
shipped as whole numbers, and only added up here, so the same text gives the same scores everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from struct import Struct
from typing import Any

from calculator.engine.reading.features import (
    Feature,
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


class Standing:
    """Features that stand on the same words: how many they are, and the sum of their rows."""

    __slots__ = ("count", "first", "last", "row", "whole", "worth")

    def __init__(self, count: int, row: Sequence[int], first: int, last: int) -> None:
        self.count = count
        self.row = row
        self.whole = sum(row) - row[0]
        self.first = first
        self.last = last
        self.worth = 0.0
        """What one unit of weight adds to each of the words."""


class Weights:
    """The learned weights, ready to score.

    ``data`` is what ``learn`` writes: ``situations`` (list of facts), ``bias`` (one per situation),
    ``scale`` (what one unit of weight is worth), ``features`` (names, one a line) and ``rows``
    (bytes: for each feature one for the square of its rarity and one per situation, in which 128
    stands for a weight of 0).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.situations: list[dict[str, str]] = [dict(s) for s in data["situations"]]
        self._bias: list[float] = data["bias"]
        self._scale: float = data["scale"]
        names = data["features"].split("\n")
        self._weights: bytes = data["rows"]
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

    def _total(self, names: Set[str]) -> tuple[int, int]:
        known = self._places.keys() & names
        return len(known), sum(map(self._number, map(self._places.__getitem__, known)))

    def _row(self, place: int) -> bytes:
        return self._weights[place * self._width : (place + 1) * self._width]

    def _as_number(self, place: int) -> int:
        """A row with each of its bytes in a lane of one whole number, the first one lowest."""
        spread = bytearray(self._width * _LANE)
        spread[::_LANE] = self._row(place)
        return int.from_bytes(spread, "little")

    def _letter_sum(self, stem: str) -> tuple[int, int]:
        return self._total(set(letter_features(stem)))

    def contributions(
        self, marked: Marked, stems: list[str], choices: Sequence[Sequence[int]]
    ) -> list[list[float]]:
        """For each choice of situations, what each word adds to them over the rest, on average."""
        standing = self._standing(marked, stems)
        return [self._shares(standing, choice, len(stems)) for choice in choices]

    def _standing(self, marked: Marked, stems: list[str]) -> list[Standing]:
        """What is known of the text, kind by kind, and the words that it stands on."""
        found = [
            self._placed(word_features(stems)),
            self._placed(phrase_features(marked, stems)),
            [
                Standing(
                    count, self._lanes.unpack(total.to_bytes(self._lanes.size, "little")), i, i + 1
                )
                for i, (count, total) in enumerate(map(self._letters, stems))
                if count
            ],
        ]
        for kind in found:
            length = sqrt(sum(each.row[0] for each in kind)) or 1.0
            for each in kind:
                each.worth = self._scale / length / (each.last - each.first)
        return [each for kind in found for each in kind]

    def _placed(self, features: Iterable[Feature]) -> list[Standing]:
        return [
            Standing(1, self._row(self._places[name]), first, last)
            for name, first, last in features
            if name in self._places and last > first
        ]

    def _shares(
        self, standing: Sequence[Standing], choice: Sequence[int], words: int
    ) -> list[float]:
        shares = [0.0] * words
        columns = [k + 1 for k in choice]
        chosen, others = len(choice), len(self.situations) - len(choice)
        if not chosen or not others:
            return shares
        for each in standing:
            middle = _MIDDLE * each.count
            inside = sum(map(each.row.__getitem__, columns))
            gain = (inside - middle * chosen) / chosen
            gain -= (each.whole - inside - middle * others) / others
            for i in range(each.first, each.last):
                shares[i] += gain * each.worth
        return shares
