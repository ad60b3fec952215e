"""An answer as it is told: plain values that hold together."""

import json
from typing import Any

import pytest

from calculator.engine.answer import Desk
from calculator.engine.issue import issue_from
from calculator.engine.policy import RESPONSE, Example
from calculator.engine.told import told
from tests.policies import ALL, OFFICES
from tests.worked_examples import NOW, answered, desk

DESKS = {directory.name: desk(directory) for directory in ALL}
EXAMPLES = {f"{n}: {e.id}": (d, e) for n, d in DESKS.items() for e in d.policy.examples}


def body(**fields: Any) -> dict[str, Any]:
    desk = DESKS[OFFICES.name]
    return told(desk.answer(issue_from(desk.policy, fields, NOW)))


@pytest.mark.parametrize(("desk", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_answers_hold_together(desk: Desk, example: Example) -> None:
    said = told(answered(desk, example))
    assert json.loads(json.dumps(said)) == said
    assert (said["severity"] is None) == bool(said["asks"])
    assert said["severity"] in (None, *said["possible"])
    assert [f["fact"] for f in said["facts"]] == [f.id for f in desk.policy.facts]
    governing = [t for t in said["targets"] if t["governs"] and t["kind"] == RESPONSE]
    assert [t["id"] for t in governing] == ([said["target"]] if said["target"] else [])
    assert all(t["deadline"] == said["deadline"] for t in governing)
    for evidence in said["evidence"]:
        assert 0 <= evidence["start"] < evidence["end"] <= len(example.text)
    known = {(f["fact"], f["value"]) for f in said["facts"]}
    assert not known & {(c["fact"], c["value"]) for c in said["changes"]}


def test_an_assumption_says_on_what_it_rests() -> None:
    (reach,) = (f for f in body(text="archive")["facts"] if f["fact"] == "reach")
    assert (reach["value"], reach["because"]) == ("many", "archives-are-shared")
    assert reach["evidence"] == []


def test_what_is_read_is_shown_with_its_words() -> None:
    text = "Dear all, the archive is very slow."
    (effect,) = (f for f in body(text=text)["facts"] if f["fact"] == "effect")
    assert [text[e["start"] : e["end"]] for e in effect["evidence"]] == ["the archive is very slow"]
