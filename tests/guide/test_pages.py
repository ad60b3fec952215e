"""The guide as Markdown: what is on its pages, and what its ids lead to."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from calculator.authoring.check import load_policy, things
from calculator.engine.policy import Policy, Topic
from calculator.guide.pages import anchors, dialable, made_from, nav, pages
from tests.policies import ALL, WHOLE

SOURCES = {directory.name: load_policy(directory) for directory in ALL}
PAGES = {name: pages(source.policy) for name, source in SOURCES.items()}
POLICY = SOURCES[WHOLE.name].policy

every_policy = pytest.mark.parametrize("name", SOURCES)
every_page = pytest.mark.parametrize(
    "page",
    [pytest.param(text, id=f"{n}: {path}") for n in PAGES for path, text in PAGES[n].items()],
)


@every_policy
def test_every_page_is_in_the_navigation_once(name: str) -> None:
    assert sorted(_paths(nav(SOURCES[name].policy))) == sorted(PAGES[name])


@every_policy
def test_every_page_says_what_it_was_made_from(name: str) -> None:
    source = SOURCES[name]
    fields = made_from(source.policy)
    assert fields.keys() == PAGES[name].keys()
    assert all((field,) in source.places for field in fields.values())


@every_page
def test_a_page_has_one_heading_of_the_first_level(page: str) -> None:
    assert len(re.findall(r"^# ", page, re.MULTILINE)) == 1


@every_page
def test_a_page_names_no_value_that_is_missing(page: str) -> None:
    assert not re.search(r"\bNone\b|Undefined", page)


@every_policy
def test_everything_with_an_id_has_an_anchor(name: str) -> None:
    policy = SOURCES[name].policy
    ids = {str(t.id) for _, t in things(policy) if hasattr(t, "id")}
    ids -= {v.id for f in policy.facts for v in f.values}
    ids |= {f"{f.id}-{v.id}" for f in policy.facts for v in f.values}
    assert ids - anchors(policy).keys() == set()


@every_policy
def test_everything_with_an_id_stands_on_a_page(name: str) -> None:
    guide = "\n".join(PAGES[name].values())
    assert [id for id in anchors(SOURCES[name].policy) if id not in guide] == []


def test_anchors_are_the_ids_themselves() -> None:
    found = anchors(POLICY)
    assert found["g2-many"] == "guide/severities/#g2-many"
    assert found["1"] == "guide/severities/#severity-1"
    assert found["part-console"] == "guide/facts/#part-console"
    assert found["visits"] == "guide/visits/"


@every_policy
def test_texts_of_the_policy_stand_on_the_pages(name: str) -> None:
    policy, guide = SOURCES[name].policy, _flat("\n".join(PAGES[name].values()))
    shown = {"Point", "Criterion", "Severity", "Target", "Step", "Action", "Channel", "Section"}
    texts = [t.text for _, t in things(policy) if type(t).__name__ in shown]
    texts += [x for i in policy.interpretations for x in (i.source, i.reading, i.reason)]
    texts += [e.text for e in policy.examples]
    texts += [s.name for s in policy.severities]
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
    with pytest.raises(ValueError, match=f"^'{POLICY.notices[0].id}' names two things"):
        pages(twice)


def test_a_topic_with_the_name_of_a_page_is_told() -> None:
    taken = replace(POLICY, topics=(Topic("severities", "Severities", "", ()),))
    with pytest.raises(ValueError, match="the topic 'severities' has the name of another page"):
        pages(taken)


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("+1 303-555-0140", "+13035550140"), ("+44 (0)20 7946 0100", "+442079460100")],
)
def test_numbers_can_be_dialled(number: str, dialled: str) -> None:
    assert dialable(number) == dialled


# -- helpers --------------------------------------------------------------------------------------


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
