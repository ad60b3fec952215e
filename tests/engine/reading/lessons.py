"""Weights made from a handful of lessons, of the form that learning writes.

They are counted, not learned: a feature speaks for the values whose lessons show it, the more the
fewer these are.  So the tests of reading by weights need no library, and no vendor's lines.
"""

from collections import defaultdict
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.engine.reading.showing import shown
from calculator.language.fit import kinds
from calculator.language.knowledge import language
from calculator.language.learn import WORTH

MIDDLE = 128
LOUD = 7
"""What a feature weighs that a single value's lessons show."""

LESSONS: list[tuple[dict[str, str], list[str]]] = [
    (
        {"part": "gateway", "state": "stuck"},
        ["the gateway is down", "our grey box is dead since noon", "the box in the cellar smokes"],
    ),
    (
        {"part": "doors", "state": "stuck", "people": "all"},
        ["nobody can get in", "we all stand outside, every house is shut"],
    ),
    (
        {"part": "doors", "state": "stuck", "people": "some"},
        ["the whole floor cannot get in", "half of the staff waits in the lobby"],
    ),
    (
        {"part": "doors", "state": "stuck", "people": "one"},
        ["one colleague cannot get in", "Mr Brown waits in the rain, his card is refused"],
    ),
    (
        {"part": "console", "state": "faulty"},
        ["the console shows an error", "the list of badges in the admin page is empty"],
    ),
    (
        {"state": "wish"},
        ["how do we add doors", "please add visitors", "is there any manual for the gateway?"],
    ),
    ({"part": "doors", "state": "stuck"}, ["cannot get in", "it opens nothing"]),
    ({}, ["good morning", "kind regards", "it rains", "the cake was excellent"]),
]
"""For the policy that has everything: the facts that texts establish."""


def taught(policy: Policy, lessons: list[tuple[dict[str, str], list[str]]]) -> dict[str, Any]:
    """The weights that lessons come to."""
    judge = Desk(policy, language()).reader.judge
    questions = [(f.id, ["", *(v.id for v in f.values)]) for f in policy.facts]
    shows: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for facts, texts in lessons:
        for text in texts:
            for kind in kinds(shown(judge.judge(text))):
                for feature in kind:
                    shows[feature] |= {(name, facts.get(name, "")) for name, _ in questions}
    names = sorted(shows)
    columns = [bytes([1] * len(names))]
    for name, classes in questions:
        told = {n: sum(question == name for question, _ in shows[n]) for n in names}
        columns += [
            bytes(
                MIDDLE + round(LOUD / told[n]) if (name, each) in shows[n] else MIDDLE
                for n in names
            )
            for each in classes
        ]
    return {
        "questions": questions,
        "confidence": 0.5,
        "guard": 0.2,
        "bias": [0.5 if not each else 0.0 for _, classes in questions for each in classes],
        "worth": WORTH,
        "scales": [0.4] * len(questions),
        "features": "\n".join(names),
        "columns": b"".join(columns),
    }
