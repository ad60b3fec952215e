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
from calculator.guide.tables import ids_from_matrices
from calculator.guide.wording import Wording
from tests.policies import ALL, PUBLISHED, WHOLE

SOURCES = {directory.name: load_policy(directory) for directory in (*ALL, *PUBLISHED)}
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
    assert fields.keys() == PAGES[name].keys() | {"index.md", "calculator.md"}
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
    # A kind of promise is a word of the targets that are of it.
    ids -= {kind.id for kind in policy.kinds}
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
    # What a cell says stands in its table.
    cells = ids_from_matrices(policy)
    texts = [t.text for _, t in things(policy) if type(t).__name__ in shown and t.id not in cells]
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


def test_a_document_on_paper_alone_is_named_and_no_link() -> None:
    source = replace(POLICY.about.source, title="Handed out at the fair", url=None)
    found = rendered(replace(POLICY, about=replace(POLICY.about, source=source, latest=None)))
    for path in ("guide/about.md", "guide/coverage.md"):
        assert "Handed out at the fair" in found[path]
        assert "[Handed out at the fair]" not in found[path]


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


@every_policy
def test_no_page_speaks_of_what_is_not_there(name: str) -> None:
    policy, made = SOURCES[name].policy, PAGES[name]
    t = Wording(policy).t
    contacts = made.get("guide/contacts.md", "")
    assert (t("contacts.numbers") in contacts) == bool(policy.phones)
    assert (t("contacts.escalation") in contacts) == any(r.contact for r in policy.regions)
    severities = made["guide/severities.md"]
    assert (t("severities.lead") in severities) == bool(re.search("^### ", severities, re.M))
    assert not re.search(f'data-label="{t("severities.criteria")}"[^>]*><', severities)


@every_policy
def test_what_a_promise_is_called_and_its_time_are_not_the_same_twice(name: str) -> None:
    assert not re.search(r"(?i)\b(\w[\w ]+): \**\1\b", PAGES[name].get("guide/response.md", ""))


DEAKIN = "deakin-it"


def test_what_a_matrix_decides_has_examples_and_a_near_miss_too() -> None:
    """Its cells are called by their row and column, which nobody says."""
    severities = PAGES[DEAKIN]["guide/severities.md"]
    for section in re.split("^## Priority [1-5]: ", severities, flags=re.M)[1:]:
        assert len(re.findall(r'^- <a class="say"', section, re.M)) == 2
        assert len(re.findall("^- Sounds like it, and is not: .*“.*Priority", section, re.M)) == 1
    home = calculator_pages(ready(SOURCES[DEAKIN]), "https://x.example/")["index.md"]
    assert "## No network in the lecture halls" in home
    assert "Impact: High" not in home


def test_a_cell_says_what_its_column_is_where_no_heading_stands_over_it() -> None:
    assert 'data-label="Urgency: High"' in PAGES[DEAKIN]["guide/severities.md"]


def test_bars_of_one_severity_and_kind_are_told_apart() -> None:
    bars = re.findall(r"<desc[^>]*>([^<]*)</desc>", PAGES[DEAKIN]["guide/response.md"])[0].split(
        "; "
    )
    assert "Priority 1, Resolution, Ticket: Something is broken: 1 business day" in bars
    assert "Priority 1: 3 hours" in bars


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
