"""The guide: a policy as Markdown pages.

Pure functions of the policy and the desk that answers by it.  The templates beside this module name
no vendor, and the pages need no site generator in particular: Markdown with attribute lists,
definition lists, admonitions and Markdown in HTML.  Whatever has an id has it as its anchor, so
that answers can link to it.  What a policy lacks has no page, no heading and no lead-in.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from calculator.authoring.problem import quoted
from calculator.authoring.whereabouts import (
    Place,
    has_page,
    linkable,
    shared_topics,
    topics_alone,
)
from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.guide.asked import Asked, worked_deadlines
from calculator.guide.decisions import can_be_shown
from calculator.guide.environment import environment, linker
from calculator.guide.harmless import harmless
from calculator.guide.once import once
from calculator.guide.wording import Wording

FOLDER = "guide"
type Draw = Callable[[Sequence[Asked]], Sequence[str]]
"""Worked deadlines as pictures (SVG in HTML), in the same order."""


@dataclass(frozen=True)
class Page:
    """A page of the guide before it is rendered; ``made_from`` is the policy's field it shows.

    ``name`` is its place, and the group of its words where it has no title of its own.
    """

    name: str
    template: str
    made_from: str
    title: str
    summary: str

    @property
    def path(self) -> str:
        """Where its Markdown belongs, relative to the documents."""
        return f"{FOLDER}/{self.name}.md"

    @property
    def url(self) -> str:
        """Where readers find it, relative to the site."""
        return f"{FOLDER}/" if self.name == "index" else f"{FOLDER}/{self.name}/"


GROUPS = {
    "": ("index",),
    "when-it-happens": ("severities", "response", "channels"),
    "whom-to-reach": ("contacts", "escalation"),
    "how-it-goes": ("process", "support"),
    "reference": ("examples", "facts", "decisions", "glossary"),
    "about-policy": ("revisions", "interpretations", "coverage", "about"),
}
"""The pages under the headings of the navigation, from noticing an issue to its end."""

FIELDS = {
    "index": ("about",),
    "severities": ("severities",),
    "response": ("response",),
    "channels": ("channels", "actions"),
    "contacts": ("phones", "regions"),
    "escalation": ("escalation",),
    "process": ("process",),
    "support": ("topics",),
    "examples": ("examples",),
    "facts": ("facts",),
    "decisions": ("severities",),
    "glossary": ("glossary",),
    "interpretations": ("interpretations",),
    "coverage": ("coverage",),
    "revisions": ("revisions",),
    "about": ("about",),
}
"""From a page to the fields of the policy that it shows, the one that it shows most of first."""


@once
def catalogue(policy: Policy) -> dict[str, tuple[Page, ...]]:
    """The pages of the guide under the headings of its navigation; none that would be empty."""
    words = Wording(policy)
    groups = {
        words.t(f"group.{key}") if key else "": tuple(
            chain.from_iterable(_pages(policy, words, name) for name in names)
        )
        for key, names in GROUPS.items()
    }
    return {heading: pages for heading, pages in groups.items() if pages}


def _pages(policy: Policy, words: Wording, name: str) -> Iterator[Page]:
    if name == "support":
        yield from _topic_pages(policy, words)
    elif _has(policy, name):
        alone = name == "contacts" and not policy.phones
        title = words.t("contacts.title-alone" if alone else f"{name}.title")
        yield Page(name, name, _field(policy, name), title, words.t(f"{name}.summary"))


def _field(policy: Policy, name: str) -> str:
    """The field that a page shows most of; another one where the policy lacks that."""
    field, *others = FIELDS[name]
    return next((f for f in (field, *others) if getattr(policy, f)), field)


def _has(policy: Policy, name: str) -> bool:
    return has_page(policy, name) and (name != "decisions" or can_be_shown(policy))


def _topic_pages(policy: Policy, words: Wording) -> Iterator[Page]:
    """Long topics have a page each; short ones share one, where a reader would look once."""
    if shared_topics(policy):
        yield Page(
            "support", "support", "topics", words.t("support.title"), words.t("support.summary")
        )
    for topic in topics_alone(policy):
        yield Page(topic.id, "topic", "topics", topic.title, topic.summary)


def pages(desk: Desk, draw: Draw = lambda asked: [""] * len(asked)) -> dict[str, str]:
    """The guide: from the path of a page to its Markdown.

    Raises ValueError if two things of the policy would have to share an anchor or a page.
    """
    policy = desk.policy
    worked = worked_deadlines(desk)
    drawings = dict(zip(worked, draw(list(worked.values())), strict=True))
    safe = harmless(policy)
    made = environment(desk, safe, catalogue(safe), _places(safe))
    shown = {e.id: e.title for e in safe.examples}
    worked = {
        kind: replace(a, example=replace(a.example, title=shown[a.example.id]))
        for kind, a in worked.items()
    }
    made.globals |= {"worked": worked, "drawings": drawings, "shared": shared_topics(safe)}
    topics = {t.id: t for t in safe.topics}
    return {
        page.path: made.get_template(f"{page.template}.md.j2").render(
            page=page, topic=topics.get(page.name)
        )
        for page in all_pages(safe)
    }


def calculator_pages(desk: Desk, site: str) -> dict[str, str]:
    """The home page and the calculator's, useful before any script runs; and how to embed it.

    ``site`` is the address of the site, with a slash at its end.
    """
    safe = harmless(desk.policy)
    made = environment(desk, safe, catalogue(safe), _places(safe))
    made.filters["link"] = linker(_places(safe), f"{FOLDER}/")
    origin = "/".join(site.split("/")[:3])
    templates = {
        "index.md": "home",
        "calculator.md": "calculator",
        "embed.md": "embed",
        "embed/frame.md": "embed-frame",
    }
    return {
        path: made.get_template(f"{name}.md.j2").render(site=site, origin=origin)
        for path, name in templates.items()
    }


def nav(policy: Policy) -> list[Any]:
    """The guide's navigation: paths, and headings with the paths under them."""
    entries: list[Any] = []
    for heading, group in catalogue(policy).items():
        paths: list[Any] = [{page.title: page.path} for page in group]
        entries += [{heading: paths}] if heading else paths
    return entries


def site_nav(policy: Policy) -> list[Any]:
    """The whole site's navigation: the tabs, and the guide under the last of them."""
    policy = harmless(policy)
    words = Wording(policy)
    return [
        {words.t("site.home"): "index.md"},
        {words.t("calculator.title"): "calculator.md"},
        {words.t("site.guide"): nav(policy)},
    ]


def paths(policy: Policy) -> list[str]:
    """The path of every page of the guide."""
    return [page.path for page in all_pages(policy)]


def made_from(policy: Policy) -> dict[str, str]:
    """From the path of a page to the field of the policy that it shows most of."""
    return {
        "index.md": "situations" if policy.situations else "severities",
        "calculator.md": "facts",
        **{page.path: page.made_from for page in all_pages(policy)},
    }


@once
def anchors(policy: Policy) -> dict[str, str]:
    """From an id to its place in the guide, as a URL relative to the site.

    The ids are those of the policy, a severity's as text (``"1"``), and for a value of a fact
    ``subject-portal``, the fact's id and its own.  Raises ValueError if two things would have to
    share a place.
    """
    urls = {page.name: page.url for page in all_pages(policy)}
    return {
        id: urls[place.page] + (f"#{place.anchor}" if place.anchor else "")
        for id, place in _places(policy).items()
    }


def as_learned(markdown: str, *, learned: bool) -> str:
    """A page without what is marked as being about learned weights, where a policy has none."""
    pattern = r"<!-- /?learned -->\n" if learned else r"<!-- learned -->.*?<!-- /learned -->\n"
    return re.sub(pattern, "", markdown, flags=re.DOTALL)


# -- what can be linked to --------------------------------------------------------------------


@once
def all_pages(policy: Policy) -> tuple[Page, ...]:
    """Every page of the guide.  Raises ValueError if a topic has the name of another page."""
    found = tuple(chain.from_iterable(catalogue(policy).values()))
    names = Counter(page.name for page in found)
    for topic in policy.topics:
        if names[topic.id] > 1 or (topic.id in FIELDS and topic in shared_topics(policy)):
            raise ValueError(f"the topic '{topic.id}' has the name of another page of the guide")
    return found


def _places(policy: Policy) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for id, place in linkable(policy):
        if not re.fullmatch(r"[\w.-]+", id):
            raise ValueError(f"{quoted(id)} cannot be an anchor of the guide")
        if id in places:
            raise ValueError(f"'{id}' names two things that the guide has to tell apart")
        places[id] = place
    return places
