"""The guide: a policy as Markdown pages.

Pure functions of the policy.  The templates beside this module name no vendor, and the pages need
no site generator in particular: Markdown with attribute lists, definition lists, admonitions and
Markdown in HTML.  Whatever has an id has it as its anchor, so that answers can link to it.
"""

from calendar import day_name
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from calculator.engine.policy import Condition, Interpretation, Policy, Severity, Target, holds
from calculator.engine.time.hours import WEEKDAYS
from calculator.guide.decisions import decisions
from calculator.guide.diagrams import escalation_ladder, only, process_diagram
from calculator.guide.permalink import fragment

FOLDER = "guide"
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Page:
    """A page of the guide before it is rendered; ``made_from`` is the policy's field it shows."""

    name: str
    title: str
    summary: str
    template: str
    made_from: str

    @property
    def path(self) -> str:
        """Where its Markdown belongs, relative to the documents."""
        return f"{FOLDER}/{self.name}.md"

    @property
    def url(self) -> str:
        """Where readers find it, relative to the site."""
        return f"{FOLDER}/" if self.name == "index" else f"{FOLDER}/{self.name}/"


@dataclass(frozen=True)
class Place:
    """A thing that can be linked to."""

    page: str
    anchor: str
    label: str


OVERVIEW = Page("index", "Guide", "The policy at a glance.", "overview", "about")
SEVERITIES = Page(
    "severities",
    "Severities",
    "How much an issue matters, and the criteria that say so.",
    "severities",
    "severities",
)
RESPONSE = Page("response", "Response times", "How soon you hear back.", "response", "response")
CHANNELS = Page(
    "channels", "Opening a case", "Where to go, and what to do.", "channels", "channels"
)
CONTACTS = Page(
    "contacts",
    "Phone numbers and contacts",
    "Whom to call, and whom to escalate to.",
    "contacts",
    "phones",
)
ESCALATION = Page(
    "escalation",
    "Escalation",
    "What to do when you cannot agree.",
    "escalation",
    "escalation",
)
PROCESS = Page(
    "process", "Process", "From noticing an issue to its resolution.", "process", "process"
)
FACTS = Page(
    "facts", "Facts and questions", "What the calculator looks for in your words.", "facts", "facts"
)
DECISIONS = Page(
    "decisions",
    "Decision table",
    "Every combination of facts, and the severity it comes to.",
    "decisions",
    "severities",
)
EXAMPLES = Page(
    "examples", "Worked examples", "Descriptions, and what they come to.", "examples", "examples"
)
INTERPRETATIONS = Page(
    "interpretations",
    "Interpretations",
    "Where the source can be read in more than one way.",
    "interpretations",
    "interpretations",
)
ABOUT = Page("about", "About this policy", "Whose it is, and what it promises.", "about", "notices")


def catalogue(policy: Policy) -> dict[str, tuple[Page, ...]]:
    """The pages of the guide under the headings of its navigation."""
    topics = (Page(t.id, t.title, t.summary, "topic", "topics") for t in policy.topics)
    return {
        "": (OVERVIEW,),
        "How severe, how soon": (SEVERITIES, RESPONSE),
        "Whom to reach": (CHANNELS, CONTACTS, ESCALATION),
        "How it goes": (PROCESS, *topics),
        "How it is decided": (FACTS, DECISIONS, EXAMPLES, INTERPRETATIONS, ABOUT),
    }


def pages(policy: Policy) -> dict[str, str]:
    """The guide: from the path of a page to its Markdown.

    Raises ValueError if two things of the policy would have to share an anchor or a page.
    """
    environment = _environment(policy)
    topics = {t.id: t for t in policy.topics}
    return {
        page.path: environment.get_template(f"{page.template}.md.j2").render(
            page=page, topic=topics.get(page.name)
        )
        for page in _all_pages(policy)
    }


def calculator_pages(policy: Policy, site: str) -> dict[str, str]:
    """The calculator's page, useful before any script runs; how to embed it, and what is embedded.

    ``site`` is the address of the site, with a slash at its end.
    """
    environment = _environment(policy)
    environment.filters["link"] = _linker(_places(policy), f"{FOLDER}/")
    origin = "/".join(site.split("/")[:3])
    templates = {
        "calculator.md": "calculator",
        "embed.md": "embed",
        "embed/frame.md": "embed-frame",
    }
    return {
        path: environment.get_template(f"{name}.md.j2").render(site=site, origin=origin)
        for path, name in templates.items()
    }


def nav(policy: Policy) -> list[Any]:
    """The guide's navigation: paths, and headings with the paths under them."""
    entries: list[Any] = []
    for heading, group in catalogue(policy).items():
        paths: list[Any] = [{page.title: page.path} for page in group]
        entries += [{heading: paths}] if heading else [page.path for page in group]
    return entries


def made_from(policy: Policy) -> dict[str, str]:
    """From the path of a page to the field of the policy that it shows most of."""
    return {page.path: page.made_from for page in _all_pages(policy)}


def anchors(policy: Policy) -> dict[str, str]:
    """From an id to its place in the guide, as a URL relative to the site.

    The ids are those of the policy, a severity's as text (``"1"``), and for a value of a fact
    ``subject-portal``, the fact's id and its own.  Raises ValueError if two things would have to
    share a place.
    """
    urls = {page.name: page.url for page in _all_pages(policy)}
    return {
        id: urls[place.page] + (f"#{place.anchor}" if place.anchor else "")
        for id, place in _places(policy).items()
    }


# -- what can be linked to --------------------------------------------------------------------


def _all_pages(policy: Policy) -> tuple[Page, ...]:
    found = tuple(chain.from_iterable(catalogue(policy).values()))
    names = Counter(page.name for page in found)
    for topic in policy.topics:
        if names[topic.id] > 1:
            raise ValueError(f"the topic '{topic.id}' has the name of another page of the guide")
    return found


def _places(policy: Policy) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for id, place in _linkable(policy):
        if id in places:
            raise ValueError(f"'{id}' names two things that the guide has to tell apart")
        places[id] = place
    return places


def _linkable(policy: Policy) -> Iterator[tuple[str, Place]]:
    for severity in policy.severities:
        anchor = f"severity-{severity.id}"
        yield str(severity.id), Place(SEVERITIES.name, anchor, severity.name)
    for topic in policy.topics:
        yield topic.id, Place(topic.id, "", topic.title)
    for page, id, label in _anchored(policy):
        yield id, Place(page, id, label)


def _anchored(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """The page, the id and the label of everything whose anchor is its id."""
    yield from ((SEVERITIES.name, c.id, c.label) for s in policy.severities for c in s.criteria)
    yield from ((RESPONSE.name, t.id, t.label) for t in policy.response)
    yield from ((RESPONSE.name, c.id, c.name) for c in policy.calendars)
    yield from ((CHANNELS.name, c.id, c.name) for c in policy.channels)
    yield from ((CHANNELS.name, a.id, a.label) for a in policy.actions)
    yield from ((CONTACTS.name, p.id, p.location) for p in policy.phones)
    yield from ((CONTACTS.name, r.id, r.name) for r in policy.regions)
    escalation = policy.escalation
    for point in (*escalation.when, *escalation.how, *escalation.contents):
        yield ESCALATION.name, point.id, point.label
    yield from ((ESCALATION.name, level.id, level.title) for level in escalation.levels)
    yield from ((PROCESS.name, s.id, s.title) for s in policy.process)
    yield from ((t.id, s.id, s.title) for t in policy.topics for s in t.sections)
    for fact in policy.facts:
        yield FACTS.name, fact.id, fact.name
        yield from ((FACTS.name, f"{fact.id}-{v.id}", v.label) for v in fact.values)
    yield from ((FACTS.name, c.id, c.text) for c in policy.cues)
    yield from ((EXAMPLES.name, e.id, e.title) for e in policy.examples)
    yield from ((INTERPRETATIONS.name, i.id, i.title) for i in policy.interpretations)
    yield from ((ABOUT.name, n.id, n.label) for n in policy.notices)


# -- what the templates are given -------------------------------------------------------------


def _environment(policy: Policy) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.do"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the pages are Markdown
    )
    for function in (_action_labels, _promises, _readings, _targets, _words):
        environment.globals[function.__name__.lstrip("_")] = partial(function, policy)
    places = _places(policy)
    listed = {p.name: p for p in _all_pages(policy)}
    environment.globals |= {
        "policy": policy,
        "groups": catalogue(policy),
        "pages": listed,
        "decisions": decisions(policy),
        "process_diagram": process_diagram(policy),
        "escalation_ladder": escalation_ladder(policy),
        "only": partial(only, policy),
    }
    environment.filters |= {
        "link": _linker(places),
        "tel": dialable,
        "day": _day,
        "weekdays": _weekdays,
        "instant": _instant,
        "fragment": fragment,
    }
    return environment


def _linker(places: Mapping[str, Place], folder: str = "") -> Callable[[str, str | None], str]:
    def link(id: str, text: str | None = None) -> str:
        place = places[id]
        anchor = f"#{place.anchor}" if place.anchor else ""
        return f"[{text or place.label}]({folder}{place.page}.md{anchor})"

    return link


def dialable(number: str) -> str:
    """A phone number as ``tel:`` links want it; ``(0)`` is dialled within the country only."""
    return "".join(c for c in number.replace("(0)", "") if c in "+0123456789")


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _weekdays(key: str) -> str:
    """``Monday to Friday`` for the key ``mon-fri`` of a calendar's hours."""
    return " to ".join(day_name[WEEKDAYS.index(day.strip().lower())] for day in key.split("-"))


def _instant(value: datetime) -> str:
    """``Tuesday 24 November 2026, 10:20 (UTC+05:30)``, in the offset it was written with."""
    return f"{value:%A} {_day(value)}, {value:%H:%M} ({value.tzname() or ''})"


def _several(values: str | tuple[str, ...]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else values


_DAYS = {"working-day": "working day", "weekend": "weekend", "holiday": "public holiday"}
_CASES = {
    "not-opened": "no case is open",
    "opened": "the case is open",
    "called": "support has been called",
    "overdue": "the answer is overdue",
    "answered": "support has answered",
}


def _words(policy: Policy, condition: Condition | Mapping[str, str]) -> str:
    """A condition in words: ``Severity 1; **Problem**: It is down``."""
    names = {f.id: f"**{f.name}**: " for f in policy.facts}
    labels = {(f.id, v.id): v.label for f in policy.facts for v in f.values}
    labels |= {("severity", str(s.id)): s.name for s in policy.severities}
    labels |= {("day", day): label for day, label in _DAYS.items()}
    labels |= {("case", state): label for state, label in _CASES.items()}
    said = {
        fact: " *or* ".join(labels.get((fact, v), v) for v in _several(values))
        for fact, values in condition.items()
    }
    return "; ".join(names.get(fact, "") + text for fact, text in said.items())


def _targets(policy: Policy, severity: Severity) -> tuple[Target, ...]:
    """The targets that may apply to issues of a severity."""
    id = str(severity.id)
    return tuple(t for t in policy.response if id in t.when.get("severity", (id,)))


def _promises(policy: Policy, severity: Severity) -> str:
    """The targets of a severity in a line or a few: ``15 min (case and call)``."""
    targets = _targets(policy, severity)
    if len(targets) == 1:
        return targets[0].within
    return "<br>".join(f"{t.within}: {t.label}" for t in targets)


def _action_labels(policy: Policy, severity: Severity) -> tuple[str, ...]:
    """What to do first about an issue of this severity, whatever else is known of it."""
    known = {"severity": str(severity.id), "case": "not-opened"}
    return tuple(
        a.label
        for a in policy.actions
        if holds(a.when, known) and (a.does != "note" or "severity" in a.when)
    )


def _readings(policy: Policy, id: str) -> tuple[Interpretation, ...]:
    """The interpretations that a target, criterion, fact or region rests on."""
    return tuple(i for i in policy.interpretations if id in i.applies_to)
