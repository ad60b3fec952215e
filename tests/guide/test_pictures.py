"""The pictures: they speak, keep within their width, lead somewhere, and leave nothing out."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.policy import Level, Policy, Step
from calculator.guide.chart import promise_chart
from calculator.guide.ladder import escalation_ladder
from calculator.guide.lanes import process_picture
from calculator.guide.wording import Wording
from tests.policies import MATRIX, OFFICES, PUBLISHED, WHOLE

POLICIES = {d.name: load_policy(d).policy for d in (OFFICES, MATRIX, WHOLE)}
POLICY = POLICIES[WHOLE.name]

type Picture = Callable[[Policy, Wording], str]
PICTURES: dict[str, Picture] = {
    "process": process_picture,
    "ladder": escalation_ladder,
    "chart": promise_chart,
}
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"

every_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
every_policy = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())


def drawn(picture: Picture, policy: Policy) -> list[ElementTree.Element]:
    """The drawings of a picture: some have one for phones, too."""
    figures = ElementTree.fromstring(f"<all>{picture(policy, Wording(policy))}</all>")
    return [figure[0] for figure in figures]


def told(svg: ElementTree.Element) -> str:
    return " ".join("".join(e.itertext()) for e in svg)


@every_picture
@every_policy
def test_a_picture_speaks(picture: Picture, policy: Policy) -> None:
    for svg in drawn(picture, policy):
        named = {e.get("id"): "".join(e.itertext()) for e in svg if e.get("id")}
        # A picture with links in it is no image to those who cannot see it, but a group.
        assert svg.get("role") == "group"
        assert all(named[id] for id in (svg.get("aria-labelledby") or "").split())


@every_policy
def test_a_picture_keeps_within_its_width(policy: Policy) -> None:
    for picture in (process_picture, escalation_ladder):
        for svg in drawn(picture, policy):
            width = float(svg.get("viewBox", "").split()[2])
            boxes = [e.attrib for e in svg.iter(f"{SVG}rect")]
            assert all(float(b["x"]) >= 0 for b in boxes)
            assert all(float(b["x"]) + float(b["width"]) <= width for b in boxes)


@every_policy
def test_the_process_names_every_step_and_leads_to_it(policy: Policy) -> None:
    for svg in drawn(process_picture, policy):
        for step in policy.process:
            assert step.title in svg.findtext(f"{SVG}desc", "")
        links = [a.get(HREF) for a in svg.iter(f"{SVG}a") if a.get("role") == "link"]
        assert links == [f"#{step.id}" for step in policy.process]


def test_steps_for_some_issues_are_passed_by() -> None:
    passed = [svg for svg in drawn(process_picture, POLICY) if "otherwise" in told(svg)]
    assert passed
    unconditional = replace(POLICY, process=tuple(replace(s, when={}) for s in POLICY.process))
    assert all("otherwise" not in told(svg) for svg in drawn(process_picture, unconditional))


@pytest.mark.parametrize("lanes", [1, 2, 3, 5])
def test_a_process_has_as_many_lanes_as_people_take_part(lanes: int) -> None:
    steps = tuple(Step(f"s{i}", f"Lane {i % lanes}", "Do it", "") for i in range(7))
    for svg in drawn(process_picture, replace(POLICY, process=steps)):
        assert all(f"Lane {i}" in told(svg) for i in range(lanes))


@every_policy
def test_the_ladder_names_every_level(policy: Policy) -> None:
    (svg,) = drawn(escalation_ladder, policy)
    assert all(level.title in told(svg) for level in policy.escalation.levels)


def test_a_ladder_may_have_one_level() -> None:
    one = replace(POLICY.escalation, levels=(Level("only", "The only level", ""),))
    (svg,) = drawn(escalation_ladder, replace(POLICY, escalation=one))
    assert "The only level" in told(svg)


def test_longer_promises_have_longer_bars() -> None:
    (svg,) = drawn(promise_chart, POLICY)
    bars = {
        a.get(HREF): float(rect.get("width", "").rstrip("%"))
        for a in svg.iter(f"{SVG}a")
        for rect in a.iter(f"{SVG}rect")
    }
    assert bars["#g1-called"] < bars["#g1-called-off"] < bars["#g1-alone"] < bars["#g2"]
    assert bars["#g3"] == 100


def test_promises_of_one_length_need_no_chart() -> None:
    assert promise_chart(replace(POLICY, response=POLICY.response[:1]), Wording(POLICY)) == ""


@every_policy
def test_the_marks_of_the_scale_stand_apart(policy: Policy) -> None:
    for svg in drawn(promise_chart, policy):
        marks = [float(e.get("x1", "").rstrip("%")) for e in svg.iter(f"{SVG}line")]
        assert marks
        assert all(b - a >= 13 for a, b in pairwise(marks))


def test_a_promise_is_drawn_with_the_severity_that_it_can_come_to() -> None:
    """That of licences names none: whatever is told of them has the last one."""
    policy = load_policy(next(d for d in PUBLISHED if d.name == "gitlab-support")).policy
    (svg,) = drawn(promise_chart, policy)
    named = svg.findtext(f"{SVG}desc", "")
    assert "Severity 4, Licences and renewals: 8 hours" in named
    assert "Severity 1, Licences" not in named


def test_a_promise_that_names_its_severity_names_it_once() -> None:
    (svg,) = drawn(promise_chart, POLICIES[MATRIX.name])
    named = svg.findtext(f"{SVG}desc", "")
    assert "P1 and P2: 3 hours" in named
    assert "P1, P1" not in named
