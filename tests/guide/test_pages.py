"""The guide as Markdown: what is on its pages, and what its ids lead to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from calculator.authoring.check import load_policy, things
from calculator.engine.policy import Level, Policy, Topic
from calculator.engine.severity import Table
from calculator.guide.decisions import Row, decisions
from calculator.guide.diagrams import WIDTH, escalation_ladder, process_diagram
from calculator.guide.pages import anchors, dialable, made_from, nav, pages

SOURCE = load_policy(Path(__file__).parents[2] / "policy_data")
POLICY = SOURCE.policy
PAGES = pages(POLICY)


def test_every_page_is_in_the_navigation_once() -> None:
    assert sorted(_paths(nav(POLICY))) == sorted(PAGES)


def test_every_page_says_what_it_was_made_from() -> None:
    assert made_from(POLICY).keys() == PAGES.keys()
    assert all((field,) in SOURCE.places for field in made_from(POLICY).values())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_of_the_first_level(path: str) -> None:
    assert len(re.findall(r"^# ", PAGES[path], re.MULTILINE)) == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_no_value_that_is_missing(path: str) -> None:
    assert not re.search(r"\bNone\b(?!( |%20)of)|Undefined", PAGES[path])


def test_everything_with_an_id_has_an_anchor() -> None:
    ids = {str(t.id) for _, t in things(POLICY) if hasattr(t, "id")}
    ids -= {v.id for f in POLICY.facts for v in f.values}
    ids |= {f"{f.id}-{v.id}" for f in POLICY.facts for v in f.values}
    assert ids - anchors(POLICY).keys() == set()


def test_anchors_are_the_ids_themselves() -> None:
    found = anchors(POLICY)
    assert found["s1-roamserver-down"] == "guide/severities/#s1-roamserver-down"
    assert found["1"] == "guide/severities/#severity-1"
    assert found["subject-portal"] == "guide/facts/#subject-portal"
    assert found["review"] == "guide/review/"


def test_texts_of_the_policy_stand_on_the_pages() -> None:
    guide = _flat("\n".join(PAGES.values()))
    shown = {"Point", "Criterion", "Severity", "Target", "Step", "Action", "Channel", "Section"}
    texts = [t.text for _, t in things(POLICY) if type(t).__name__ in shown]
    texts += [x for i in POLICY.interpretations for x in (i.source, i.reading, i.reason)]
    texts += [e.text for e in POLICY.examples]
    assert [text for text in texts if _flat(text) not in guide] == []


@pytest.mark.parametrize(
    "emptied",
    ["phones", "topics", "cues", "notices", "examples", "interpretations", "process", "actions"],
)
def test_a_policy_may_lack(emptied: str) -> None:
    without = replace(POLICY, facts=_without_reasons(POLICY), **{emptied: ()})  # type: ignore[arg-type]
    assert pages(without)


def test_two_things_with_one_id_are_told() -> None:
    twice = replace(POLICY, notices=POLICY.notices + POLICY.notices[:1])
    with pytest.raises(ValueError, match=r"^'commercially-reasonable-means' names two things"):
        pages(twice)


def test_a_topic_with_the_name_of_a_page_is_told() -> None:
    taken = replace(POLICY, topics=(Topic("severities", "Severities", "", ()),))
    with pytest.raises(ValueError, match="the topic 'severities' has the name of another page"):
        pages(taken)


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("+1 844-222-7026", "+18442227026"), ("+32 (0)50 97 7400", "+3250977400")],
)
def test_numbers_can_be_dialled(number: str, dialled: str) -> None:
    assert dialable(number) == dialled


# -- the decision table -------------------------------------------------------------------------


def test_the_decision_table_tells_what_the_engine_decides() -> None:
    table, first, rest = Table(POLICY), POLICY.facts[0], POLICY.facts[1:]
    shown = decisions(POLICY)
    for value in first.values:
        for values in product(*(f.values for f in rest)):
            known = {first.id: value.id} | {f.id: v.id for f, v in zip(rest, values, strict=True)}
            rows = [r for r in shown[value.label] if _covers(r, [v.label for v in values])]
            assert [r.criterion for r in rows] == [table.verdict(known).criterion], known


def _covers(row: Row, labels: list[str]) -> bool:
    pairs = zip(row.labels, labels, strict=True)
    return all(cell == "any" or label in cell.split(" *or* ") for cell, label in pairs)


# -- the diagrams -------------------------------------------------------------------------------

DIAGRAMS = {"process": process_diagram(POLICY), "ladder": escalation_ladder(POLICY)}


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


def test_the_diagrams_name_every_step_and_level() -> None:
    for step in POLICY.process:
        assert step.title in _told(DIAGRAMS["process"])
    for level in POLICY.escalation.levels:
        assert level.title in _told(DIAGRAMS["ladder"])


def test_a_ladder_may_have_one_level() -> None:
    one = replace(POLICY.escalation, levels=(Level("only", "The only level", ""),))
    assert "The only level" in _told(escalation_ladder(replace(POLICY, escalation=one)))


# -- helpers ------------------------------------------------------------------------------------


def _paths(entries: object) -> list[str]:
    if isinstance(entries, str):
        return [entries]
    children = entries.values() if isinstance(entries, Mapping) else entries
    return [path for child in children for path in _paths(child)]  # type: ignore[attr-defined]


def _flat(text: str) -> str:
    return " ".join(text.replace(">", " ").split())


def _without_reasons(policy: Policy) -> tuple[object, ...]:
    """The facts without assumptions, which name interpretations."""
    return tuple(replace(fact, assume=()) for fact in policy.facts)


def _svg(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(figure)[0]


def _told(figure: str) -> str:
    return " ".join("".join(e.itertext()) for e in _svg(figure))
