"""The diagrams: they speak, keep within their column, and leave nothing out."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.policy import Level
from calculator.guide.diagrams import WIDTH, escalation_ladder, process_diagram
from tests.policies import MATRIX, OFFICES, WHOLE

POLICIES = {d.name: load_policy(d).policy for d in (OFFICES, MATRIX, WHOLE)}
POLICY = POLICIES[WHOLE.name]
PROCESSES = {f"process of {name}": process_diagram(p) for name, p in POLICIES.items()}
LADDERS = {f"ladder of {name}": escalation_ladder(p) for name, p in POLICIES.items()}
DIAGRAMS = PROCESSES | LADDERS


@pytest.mark.parametrize("diagram", DIAGRAMS.values(), ids=DIAGRAMS.keys())
def test_a_diagram_speaks(diagram: str) -> None:
    svg = _svg(diagram)
    told = {e.get("id"): "".join(e.itertext()) for e in svg if e.get("id")}
    assert svg.get("role") == "img"
    assert all(told[id] for id in (svg.get("aria-labelledby") or "").split())


@pytest.mark.parametrize("diagram", DIAGRAMS.values(), ids=DIAGRAMS.keys())
def test_a_diagram_keeps_within_its_column(diagram: str) -> None:
    boxes = [e.attrib for e in _svg(diagram) if e.tag.endswith("rect")]
    assert boxes
    assert all(float(b["x"]) + float(b["width"]) <= WIDTH for b in boxes)


@pytest.mark.parametrize("name", POLICIES)
def test_the_diagrams_name_every_step_and_level(name: str) -> None:
    for step in POLICIES[name].process:
        assert step.title in _told(PROCESSES[f"process of {name}"])
    for level in POLICIES[name].escalation.levels:
        assert level.title in _told(LADDERS[f"ladder of {name}"])


def test_a_ladder_may_have_one_level() -> None:
    one = replace(POLICY.escalation, levels=(Level("only", "The only level", ""),))
    assert "The only level" in _told(escalation_ladder(replace(POLICY, escalation=one)))


def _svg(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(figure)[0]


def _told(figure: str) -> str:
    return " ".join("".join(e.itertext()) for e in _svg(figure))
