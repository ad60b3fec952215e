"""Ids that were changed where they are given, and not where they are referred to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from calculator.authoring.form import Where
from calculator.authoring.load import Source
from calculator.authoring.problem import quoted
from calculator.authoring.references import noun
from calculator.authoring.walk import Finding, things
from calculator.engine.policy import Expectation, Policy

_MISSING = re.compile(r"there is no (?P<noun>[a-z ]+?) '(?P<id>[^']+)'(?! \()")
_NEVER = re.compile(r"'(?P<fact>[^']+)' is never '(?P<id>[^']+)'")
_MEMBER = re.compile(r'"(?P<id>[^"]+)" is not a (?P<noun>calendar)')
_ANY = "id"
"""What a thing is called where any may be referred to."""

ENOUGH = 2
"""Places that refer to an id that is not there, from which on it is the id that was changed."""

SHOWN = 30


def renamed(source: Source, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; those of an id that is gone as one, where another took its place.

    That is: several places refer to it, and of the things of its kind nothing refers to one.
    """
    findings = list(findings)
    by_id: dict[str, list[tuple[str, Where]]] = defaultdict(list)
    for where, message in findings:
        if missing := _MISSING.match(message) or _MEMBER.match(message):
            by_id[missing["id"]].append((missing["noun"], where))
        elif never := _NEVER.match(message):
            of = never["fact"]
            by_id[never["id"]].append((of if of == "severity" else f"value of {of}", where))
    told: set[Where] = set()
    wrong = {where for where, _ in findings if where[-1:] == ("id",)}
    for old, places in by_id.items():
        kinds = {kind for kind, _ in places if kind != _ANY}
        if len(places) < ENOUGH or len(kinds) > 1:
            continue
        alone = list(_unreferred(source, *kinds))
        if len(alone) == 1 and alone[0][0] not in wrong:
            at, new = alone[0]
            told |= {where for _, where in places}
            yield at, _message(source, old, new, [where for _, where in places])
    yield from (finding for finding in findings if finding[0] not in told)


def _unreferred(source: Source, kind: str = "") -> Iterator[tuple[Where, str]]:
    """The things of a kind whose id stands in the policy once: where it is given."""
    fact = kind.removeprefix("value of ") if kind.startswith("value of ") else None
    if kind == "severity":
        named = set(_severities_named(source.policy))
        for i, severity in enumerate(source.policy.severities):
            if str(severity.id) not in named:
                yield ("severities", i, "id"), str(severity.id)
        return
    whole = "\n".join(line for lines in source.lines.values() for line in lines)
    for where, thing in things(source.policy):
        if not hasattr(thing, "id") or not _is(source, where, thing, kind, fact):
            continue
        if len(re.findall(rf"(?<![\w-]){re.escape(str(thing.id))}(?![\w-])", whole)) == 1:
            yield (*where, "id"), str(thing.id)


def _severities_named(policy: Policy) -> Iterator[str]:
    """The severities that conditions and expectations speak of."""
    for _, thing in things(policy):
        when = getattr(thing, "when", None)
        yield from when.get("severity", ()) if isinstance(when, Mapping) else ()
        if isinstance(thing, Expectation):
            yield str(thing.severity)


def _is(source: Source, where: Where, thing: Any, kind: str, fact: str | None) -> bool:
    name = type(thing).__name__
    if fact:
        return name == "FactValue" and source.policy.facts[int(where[1])].id == fact
    return noun(name) == kind if kind else False


def _message(source: Source, old: str, new: str, places: list[Where]) -> str:
    at = sorted(source.place(where) for where in places)
    files: dict[str, list[int]] = defaultdict(list)
    for place in at[:SHOWN]:
        files[place.path.rpartition("/")[2]].append(place.line)
    some = "; ".join(
        f"{name}:{', '.join(map(str, dict.fromkeys(lines)))}" for name, lines in files.items()
    )
    more = f" and {len(at) - SHOWN} more" if len(at) > SHOWN else ""
    return (
        f"nothing refers to {quoted(new)}, and {len(at)} places refer to {quoted(old)}, which is "
        f"not there; keep that id, or write the new one in {some}{more}"
    )
