"""The guide as Markdown: what is on its pages, and what its ids lead to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from posixpath import dirname, join, normpath
from typing import Any

import pytest

from calculator.authoring.check import load_policy, things
from calculator.authoring.proof import ready
from calculator.engine.policy import Escalation, Policy, Section, SpecialDay, Topic
from calculator.guide.environment import dialable
from calculator.guide.pages import anchors, calculator_pages, made_from, nav, pages, paths
from tests.policies import ALL, WHOLE

SOURCES = {directory.name: load_policy(directory) for directory in ALL}
PAGES = {name: pages(ready(source)) for name, source in SOURCES.items()}
POLICY = SOURCES[WHOLE.name].policy
LEAST = {
    "phones", "regions", "topics", "cues", "notices", "channels", "process", "actions",
    "interpretations", "examples", "coverage", "glossary", "situations", "revisions",
}  # fmt: skip
"""What a policy may leave empty."""


def rendered(policy: Policy) -> dict[str, str]:
    return pages(ready(replace(SOURCES[WHOLE.name], policy=policy, learned=None)))


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
    assert found["visits"] == "guide/support/#visits"


@every_policy
def test_texts_of_the_policy_stand_on_the_pages(name: str) -> None:
    policy, guide = SOURCES[name].policy, _flat("\n".join(PAGES[name].values()))
    shown = {"Point", "Criterion", "Severity", "Target", "Step", "Action", "Channel", "Section"}
    texts = [t.text for _, t in things(policy) if type(t).__name__ in shown]
    texts += [x for i in policy.interpretations for x in (i.source, i.reading, i.reason)]
    texts += [e.text for e in policy.examples]
    texts += [s.name for s in policy.severities]
    assert [text for text in texts if _flat(text) not in guide] == []


# -- what a policy lacks ---------------------------------------------------------------------------


def bare(policy: Policy, *emptied: str) -> Policy:
    """The policy without some of its parts, and without what rests on them."""
    parts: dict[str, Any] = {name: () for name in emptied if name != "escalation"}
    if "escalation" in emptied:
        parts["escalation"] = Escalation()
    if "interpretations" not in emptied:
        parts["interpretations"] = tuple(replace(i, applies_to=()) for i in policy.interpretations)
    parts["coverage"] = ()
    parts["situations"] = tuple(s for s in policy.situations if not s.leads and not emptied[1:])
    if "regions" in emptied:
        parts["examples"] = ()
    parts["facts"] = tuple(replace(fact, assume=()) for fact in policy.facts)
    return replace(policy, **parts)


@pytest.mark.parametrize("emptied", [*sorted(LEAST), "escalation", "all of it"])
def test_what_a_policy_lacks_leaves_nothing_behind(emptied: str) -> None:
    names = (*LEAST, "escalation") if emptied == "all of it" else (emptied,)
    policy = bare(POLICY, *names)
    made = rendered(policy)
    desk = ready(replace(SOURCES[WHOLE.name], policy=policy, learned=None))
    made |= calculator_pages(desk, "https://site.example/")
    assert [found for text in made.values() for found in _bare_headings(text)] == []
    assert [path for path, text in made.items() if _bare_lead_in(text)] == []
    assert [link for link in _links(made) if link not in made] == []


def test_a_policy_of_facts_severities_and_one_target_has_a_guide_of_them() -> None:
    policy = replace(bare(POLICY, *LEAST, "escalation"), response=POLICY.response[3:4])
    names = [path.removeprefix("guide/").removesuffix(".md") for path in rendered(policy)]
    assert names == ["index", "severities", "response", "facts", "decisions", "about"]


def test_a_date_at_the_head_of_an_item_begins_no_list() -> None:
    """In German a day is written with a dot: 24. Dezember."""
    offices = SOURCES[WHOLE.name].policy.calendars
    special = SpecialDay(date(2026, 12, 24), "Heiligabend", "", ("07:00-12:00",))
    calendars = tuple(replace(c, days=(special,)) if c.hours else c for c in offices)
    german = replace(POLICY, calendars=calendars, about=replace(POLICY.about, language="de"))
    made = rendered(german)
    lines = "\n".join(made.values()).splitlines()
    assert [line for line in lines if re.match(r"[-:] +\d+\. [A-Z]", line)] == []
    assert "\n- 24\\. Dezember 2026" in made["guide/response.md"]


def test_what_no_policy_promises_is_not_spoken_of() -> None:
    """Without anybody to turn to, nobody is told to; without bars, none is explained."""
    least = bare(POLICY, *LEAST, "escalation")
    made = rendered(replace(least, response=POLICY.response[3:4]))
    desk = ready(replace(SOURCES[WHOLE.name], policy=least, learned=None))
    made |= calculator_pages(desk, "https://site.example/")
    told = "".join(made.values())
    assert "turn to" not in told
    assert "Each bar is a promise" not in told
    whole = rendered(POLICY) | calculator_pages(ready(SOURCES[WHOLE.name]), "https://x.example/")
    assert "whom do you turn to" in whole["calculator.md"]
    assert "Each bar is a promise" in whole["guide/response.md"]


def test_two_things_with_one_id_are_told() -> None:
    twice = replace(POLICY, notices=POLICY.notices + POLICY.notices[:1])
    with pytest.raises(ValueError, match=f"^'{POLICY.notices[0].id}' names two things"):
        rendered(twice)


def test_a_topic_with_the_name_of_a_page_is_told() -> None:
    taken = replace(POLICY, topics=(Topic("severities", "Severities", "", ()),))
    with pytest.raises(ValueError, match="the topic 'severities' has the name of another page"):
        rendered(taken)


def test_short_topics_share_a_page_and_long_ones_have_their_own() -> None:
    long = Topic("long", "Long", "", (Section("much", "Much", "word " * 400),))
    policy = replace(POLICY, topics=(*POLICY.topics, long))
    assert {"guide/support.md", "guide/long.md"} <= set(paths(policy))
    assert anchors(policy)["visits"] == "guide/support/#visits"
    assert anchors(policy)["long"] == "guide/long/"


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


def _bare_headings(text: str) -> list[str]:
    """Headings with nothing under them: neither text nor a deeper heading."""
    lines = [line for line in text.splitlines() if line.strip()]
    levels = [len(m[1]) if (m := re.match(r"(?:- +)?(#+) ", line)) else 0 for line in lines]
    return [
        line
        for line, level, following in zip(lines, levels, [*levels[1:], 1], strict=True)
        if level and following and following <= level
    ]


def _bare_lead_in(text: str) -> bool:
    """A line that ends in a colon, with nothing of its own after it."""
    lines = [line.strip() for line in text.split("---", 2)[-1].splitlines() if line.strip()]
    following = [*lines[1:], "# "]
    return any(
        a.endswith(":") and re.match("##? |</", b) for a, b in zip(lines, following, strict=True)
    )


def _links(made: Mapping[str, str]) -> set[str]:
    """The pages that pages link to."""
    return {
        normpath(join(dirname(path), found))
        for path, text in made.items()
        for found in re.findall(r"\]\(([\w/.-]+\.md)", text)
    }
