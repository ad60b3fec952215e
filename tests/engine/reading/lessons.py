"""Weights made from a handful of lessons, of the form that ``learn`` writes.

They are counted, not learned: a feature speaks for the situations whose lessons show it, the more
the fewer these are.  So the tests of reading by weights need no library, and no vendor's lines.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.language.learn import kinds

MIDDLE = 128
LOUD = 100
"""What a feature weighs that a single situation shows."""

LESSONS: dict[str, tuple[dict[str, str], list[str]]] = {
    "gateway dead": (
        {"part": "gateway", "state": "stuck"},
        ["the gateway is down", "our grey box is dead since noon", "the box in the cellar smokes"],
    ),
    "nobody in": (
        {"part": "doors", "state": "stuck", "people": "all"},
        ["nobody can get in", "we all stand outside, every house is shut"],
    ),
    "floor out": (
        {"part": "doors", "state": "stuck", "people": "some"},
        ["the whole floor cannot get in", "half of the staff waits in the lobby"],
    ),
    "one out": (
        {"part": "doors", "state": "stuck", "people": "one"},
        ["one colleague cannot get in", "Mr Brown waits in the rain, his card is refused"],
    ),
    "console wrong": (
        {"part": "console", "state": "faulty"},
        ["the console shows an error", "the list of badges in the admin page is empty"],
    ),
    "wish": (
        {"state": "wish"},
        ["how do we add doors", "please add visitors", "is there any manual for the gateway?"],
    ),
    "who": ({"part": "doors", "state": "stuck"}, ["cannot get in", "it opens nothing"]),
    "nothing": ({}, ["good morning", "kind regards", "it rains", "the cake was excellent"]),
}
"""For the policy that has everything: what is said, and the facts that it establishes."""


def taught(policy: Policy, lessons: Mapping[str, tuple[dict[str, str], list[str]]]) -> Any:
    """The weights that lessons come to."""
    desk = Desk(policy)
    shows: dict[str, set[int]] = defaultdict(set)
    for k, (_, texts) in enumerate(lessons.values()):
        for text in texts:
            for features in kinds(desk, text):
                for feature in features:
                    shows[feature].add(k)
    names = sorted(shows)
    return {
        "situations": [facts for facts, _ in lessons.values()],
        "confidence": 0.6,
        "guard": 0.2,
        "bias": [0.0 if facts else 0.5 for facts, _ in lessons.values()],
        "scale": 0.01,
        "features": "\n".join(names),
        "rows": b"".join(_row(sorted(shows[name]), len(lessons)) for name in names),
    }


def _row(shown_by: Sequence[int], width: int) -> bytes:
    """A byte for the square of the feature's rarity, and one for each situation."""
    weights = [LOUD // len(shown_by) if k in shown_by else 0 for k in range(width)]
    mean = sum(weights) // width
    return bytes([1, *(MIDDLE + weight - mean for weight in weights)])
