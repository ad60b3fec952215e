"""Where the things of a policy stand in the guide: on which page, at which anchor."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.derived import gives_no_promise
from calculator.engine.policy import Policy, Topic

SHORT = 300
"""Words up to which a topic shares a page with others."""


@dataclass(frozen=True)
class Place:
    """A thing that can be linked to."""

    page: str
    anchor: str
    label: str


def has_page(policy: Policy, name: str) -> bool:
    """Whether the guide has a page, by its name; the decision table also has to be short enough."""
    escalation = policy.escalation
    parts = {
        "channels": policy.channels or policy.actions,
        "contacts": policy.phones or policy.regions,
        "escalation": escalation and (escalation.text or escalation.levels or escalation.when),
        "response": policy.response,
        "process": policy.process,
        "examples": policy.examples,
        "interpretations": policy.interpretations,
        "glossary": policy.glossary,
        "coverage": policy.coverage,
        "revisions": policy.revisions,
    }
    return bool(parts.get(name, True))


def shared_topics(policy: Policy) -> tuple[Topic, ...]:
    """Short topics, if there are several: they share one page, where a reader would look once."""
    short = tuple(topic for topic in policy.topics if _length(topic) <= SHORT)
    return short if len(short) > 1 else ()


def topics_alone(policy: Policy) -> tuple[Topic, ...]:
    """The topics that have a page of their own."""
    shared = shared_topics(policy)
    return tuple(topic for topic in policy.topics if topic not in shared)


def _length(topic: Topic) -> int:
    texts = (" ".join((s.title, s.text, *s.points, *s.steps)) for s in topic.sections)
    return sum(len(text.split()) for text in texts)


def linkable(policy: Policy) -> Iterator[tuple[str, Place]]:
    """Everything that a link may lead to, by its id."""
    for severity in policy.severities:
        yield str(severity.id), Place("severities", f"severity-{severity.id}", severity.name)
    alone = {topic.id for topic in topics_alone(policy)}
    for topic in policy.topics:
        own = topic.id in alone
        page = topic.id if own else "support"
        yield topic.id, Place(page, "" if own else topic.id, topic.title)
        for section in topic.sections:
            yield section.id, Place(page, section.id, section.title)
    for page, id, label in _anchored(policy):
        yield id, Place(page, id, label)


def _anchored(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """The page, the id and the label of everything whose anchor is its id."""
    yield from (("severities", c.id, c.label) for s in policy.severities for c in s.criteria)
    yield from (("response", t.id, t.label) for t in policy.response)
    if policy.response:
        yield from (("response", c.id, c.name) for c in policy.calendars)
    yield from (
        ("severities" if gives_no_promise(policy, m) else "response", m.id, m.title)
        for m in policy.matrices
    )
    yield from (("channels", c.id, c.name) for c in policy.channels)
    yield from (("channels", a.id, a.label) for a in policy.actions)
    yield from (("contacts", p.id, p.location) for p in policy.phones)
    yield from (("contacts", r.id, r.name) for r in policy.regions)
    if (escalation := policy.escalation) and has_page(policy, "escalation"):
        for point in (*escalation.when, *escalation.how, *escalation.contents):
            yield "escalation", point.id, point.label
        yield from (("escalation", level.id, level.title) for level in escalation.levels)
        titles = escalation.titles
        yield from (("escalation", s.id, titles.get(s.level, s.id)) for s in escalation.steps)
    yield from (("process", s.id, s.title) for s in policy.process)
    for fact in policy.facts:
        yield "facts", fact.id, fact.name
        yield from (("facts", f"{fact.id}-{v.id}", v.label) for v in fact.values)
    yield from (("facts", c.id, c.text) for c in policy.cues)
    yield from (("examples", e.id, e.title) for e in policy.examples)
    yield from (("interpretations", i.id, i.title) for i in policy.interpretations)
    yield from (("glossary", t.id, t.term) for t in policy.glossary)
    yield from (("about", n.id, n.label) for n in policy.notices)
