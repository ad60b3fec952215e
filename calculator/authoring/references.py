"""Checks of ids: that each names one thing, and that what is referred to is there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from calculator.authoring.differences import title_of
from calculator.authoring.fieldnames import CONDITIONED
from calculator.authoring.problem import INVISIBLE, quoted, suggestion
from calculator.authoring.shapes import article
from calculator.authoring.walk import Finding, things
from calculator.engine.policy import KINDS, REGION, REPORTER, UPDATE, Expectation, Policy

PAGES = {
    "index", "severities", "response", "channels", "contacts", "escalation", "process", "facts",
    "decisions", "examples", "interpretations", "about", "support", "glossary", "coverage",
    "revisions", "whole",
}  # fmt: skip
"""Pages that guides have, and which no topic can take the place of."""

RESERVED = {"constructor", "prototype", "index"}
"""Names that programs and sites keep for themselves."""

NOUNS = {"Target": "response target", "Kind": "kind of promise"}
"""What messages call things whose class has another name."""


def ids(policy: Policy) -> Iterator[Finding]:
    """Ids name places in the guide, so no two things that have a place share one."""
    seen: dict[tuple[str, Any], str] = {}
    anchors = {f"{f.id}-{v.id}": f"'{v.id}' of '{f.id}'" for f in policy.facts for v in f.values}
    anchors |= {f"severity-{s.id}": s.name for s in policy.severities}
    for where, thing in things(policy):
        if not hasattr(thing, "id"):
            continue
        kind = type(thing).__name__
        # The values of a fact are named within it; all else shares one set of names.
        scope = repr(where[:-1]) if kind == "FactValue" else "guide"
        at = (*where, "id")
        if kind == "Severity":
            problem = _severity_problem(str(thing.id))
        else:
            problem = _slug_problem(thing.id) or _taken(thing.id, kind, anchors)
        if problem is None and (scope, str(thing.id)) in seen:
            what = article(seen[scope, str(thing.id)])
            problem = f"the id {quoted(thing.id)} names {what} already"
        if problem:
            yield at, problem
        seen[scope, str(thing.id)] = noun(kind)


def _severity_problem(id: str) -> str | None:
    """A severity's id is what the policy calls it: ``1``, ``P1`` or ``urgent``."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", id):
        return None
    return f"the id {quoted(id)} has other than letters, digits and hyphens"


def _slug_problem(id: str) -> str | None:
    if re.fullmatch(r"[a-z][a-z0-9-]*", id):
        return None
    if re.fullmatch(r"[a-z0-9-]+", id):
        return f"the id {quoted(id)} has to begin with a letter"
    right = re.sub(r"[^a-z0-9]+", "-", id.casefold()).strip("-")
    if hidden := next((c for c in id if c in INVISIBLE), None):
        return f"{INVISIBLE[hidden]} stands in the id {quoted(id)}; type {quoted(right)} anew"
    hint = f"; write {quoted(right)}" if re.match(r"[a-z]", right) else ""
    return f"the id {quoted(id)} has other than small letters, digits and hyphens{hint}"


def _taken(id: str, kind: str, anchors: Mapping[str, str]) -> str | None:
    if kind != "FactValue" and id in anchors:
        return f"the id {quoted(id)} is the address of {anchors[id]} in the guide; choose another"
    if (
        id in RESERVED
        or (kind == "Topic" and id in PAGES)
        or (kind == "Fact" and id in CONDITIONED)
    ):
        return f"the id {quoted(id)} has a meaning of its own; choose another"
    return None


def noun(kind: str) -> str:
    return NOUNS.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()


class Names:
    """All ids, by the kind of thing that they name, and what people may write in their place."""

    def __init__(self, policy: Policy) -> None:
        self.ids: dict[str, list[Any]] = defaultdict(list)
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.kinds: dict[str, str] = {}
        for _, thing in things(policy):
            if hasattr(thing, "id"):
                kind = type(thing).__name__
                self.ids[kind].append(thing.id)
                self.labels[kind][title_of(thing).casefold()] = str(thing.id)
                if kind != "FactValue":
                    self.kinds.setdefault(str(thing.id), kind)

    def everything(self) -> list[str]:
        return list(self.kinds)

    def missing(self, what: str, kind: str, name: str, known: list[Any]) -> str:
        """What to say of a name that is none of the known."""
        other = self.kinds.get(name)
        if other and other != kind and kind:
            is_a = f" ({quoted(name)} is {article(noun(other))})"
        else:
            is_a = ""
        return f"there is no {what} {quoted(name)}{is_a}{self.hint(kind, name, known)}"

    def hint(self, kind: str, name: str, known: list[Any]) -> str:
        """The name that was meant: by its label, as several in one, or the nearest."""
        if meant := self.labels[kind].get(name.casefold()):
            return f"; write its id, {quoted(meant)}"
        words = re.split(r"[\s,;]+", name.strip())
        if len(words) > 1 and all(word in map(str, known) for word in words):
            return f"; a comma is missing: {', '.join(words)}"
        return suggestion(name, (str(k) for k in known if k != ""))


_REFERRING = {
    ("Target", "calendar"): "Calendar",
    ("Target", "place"): "Region",
    ("Target", "kind"): "Kind",
    ("EscalationStep", "level"): "Level",
    ("EscalationStep", "calendar"): "Calendar",
    ("EscalationStep", "unless"): "Kind",
    ("Matrix", "calendar"): "Calendar",
    ("Region", "office_hours"): "Calendar",
    ("Action", "channel"): "Channel",
    ("Assumption", "because"): "Interpretation",
    ("Criterion", "over"): "Criterion",
    ("Interpretation", "applies_to"): "",
    ("Expectation", "severity"): "Severity",
    ("Expectation", "criterion"): "Criterion",
    ("Expectation", "asks"): "Fact",
    ("Expectation", "target"): "Target",
    ("Expectation", "escalation"): "Region",
    ("Situation", "leads"): "",
    ("Covered", "by"): "",
}


def referring(kind: str, name: str) -> str | None:
    """The class of things whose ids a field holds; empty: any thing's; None: it holds no ids."""
    return _REFERRING.get((kind, name))


def also_known(policy: Policy) -> dict[tuple[str, str], list[str]]:
    """Words that some fields take beside ids."""
    region = [REGION] if any(r.office_hours for r in policy.regions) else []
    return {
        ("Target", "calendar"): ["", *region],
        ("Matrix", "calendar"): ["", *region],
        ("EscalationStep", "calendar"): ["", *region],
        ("EscalationStep", "unless"): [kind for kind in KINDS if kind != UPDATE],
        ("Target", "place"): [REPORTER, REGION],
        ("Target", "kind"): [*KINDS],
    }


def references(policy: Policy) -> Iterator[Finding]:
    """Every id that is referred to exists."""
    names = Names(policy)
    also = also_known(policy)
    kinds = [*KINDS, *names.ids["Kind"]]
    steps = names.ids["EscalationStep"]
    for where, thing in things(policy):
        if isinstance(thing, Expectation):
            for name, what, of, known in (
                ("promised", "kind of promise", "Kind", kinds),
                ("steps", "escalation step", "EscalationStep", steps),
            ):
                for id in getattr(thing, name):
                    if id not in known:
                        yield (*where, name, id), names.missing(what, of, id, known)
        for f in fields(thing):
            kind = referring(type(thing).__name__, f.name)
            value = getattr(thing, f.name)
            if kind is None or value is None:
                continue
            there = names.ids[kind] if kind else names.everything()
            there = [*also.get((type(thing).__name__, f.name), ()), *there]
            for i, id in enumerate(value if isinstance(value, tuple) else (value,)):
                if kind == type(thing).__name__ and id == thing.id:
                    yield (*where, f.name), f"{quoted(id)} refers to itself"
                elif id not in there:
                    at = (*where, f.name, i) if isinstance(value, tuple) else (*where, f.name)
                    yield at, names.missing(noun(kind) if kind else "id", kind, str(id), there)
