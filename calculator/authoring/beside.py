"""What can be told of a policy beside its mistakes: doubts, and examples that come out otherwise.

A policy that does not hold together yet is looked at as far as its mistakes leave it alone.  What
is told depends on nothing but the place itself, so that no mistake is told twice in other words.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from calculator.authoring.doubts.days import dates
from calculator.authoring.doubts.gathered import ALONE
from calculator.authoring.doubts.meant import meant_so
from calculator.authoring.form import Where
from calculator.authoring.load import Draft, Source
from calculator.authoring.problem import Place, Problem
from calculator.authoring.proof import misses, told
from calculator.engine.policy import REGION, Policy

ABOUT_NOTHING_ELSE = {
    "about", "notices", "topics", "channels", "process", "examples", "glossary", "coverage",
    "situations", "revisions", "translations", "escalation", "phones", "actions", "interpretations",
}  # fmt: skip
"""Parts of a policy that no answer to an example rests on, but for the example itself."""


def doubts_beside(draft: Draft, problems: Iterable[Problem]) -> list[Problem]:
    """The doubts of a policy that has problems, but for those that may only follow from them."""
    source = draft.source
    if source is None:
        return []
    lines = {(p.place.path, p.place.line) for p in problems}
    rules = [*ALONE]
    if ("about", "revision") in draft.holes:
        rules.remove(dates)

    def rests_on(where: Where) -> set[tuple[str, int]]:
        """Where the numbers stand that the text of a promise is compared with."""
        numbers = [(*where[:-1], name) for name in ("within", "every", "after")]
        places = [source.places[n] for n in numbers if n in source.places]
        return {(p.path, p.line) for p in places if where[0] in ("response", "escalation")}

    findings = [
        Problem(source.within(source.place(where), message), message)
        for rule in rules
        for where, message in rule(source.policy)
        if not (any(hole == where[: len(hole)] for hole in draft.holes) or rests_on(where) & lines)
    ]
    first: dict[tuple[str, int], Problem] = {}
    for doubt in (*source.doubts, *findings):
        first.setdefault((doubt.place.path, doubt.place.line), doubt)
    return [d for at, d in sorted(first.items()) if at not in lines and not meant_so(source, d)]


def examples_beside(draft: Draft, problems: Iterable[Problem]) -> list[Problem]:
    """The sound examples that come to something else, if all that decides them is sound."""
    source, problems = draft.source, list(problems)
    if source is None or draft.left_out or draft.nameless:
        return []
    calendars = _broken_calendars(source, problems)
    apart = ABOUT_NOTHING_ELSE | ({"calendars"} if calendars else set())
    of = _written_at(source, {p.place for p in problems})
    parts = {str(where[0]) for where in of} | {_part(source, p.place) for p in problems}
    if calendars is None or parts - apart:
        return []
    broken = {
        i
        for i, span in _spans(source, "examples").items()
        if any(_in(p.place, span) for p in problems)
    }
    broken |= {int(where[1]) for where in of if where[0] == "examples" and len(where) > 1}
    broken |= {int(hole[1]) for hole in draft.holes if hole[:1] == ("examples",) and len(hole) > 1}
    kept = [i for i in range(len(source.policy.examples)) if i not in broken]
    # What escalates may be what is wrong, and decides nothing else.
    examples = tuple(
        replace(e, expect=replace(e.expect, steps={}))
        for e in (source.policy.examples[i] for i in kept)
    )
    whole = _without_calendars(source.policy, calendars)
    escalation = replace(whole.escalation, steps=())
    sound = replace(source, policy=replace(whole, examples=examples, escalation=escalation))
    wrong = []
    for miss in misses(sound):
        at = ("examples", kept[int(miss.where[1])], *miss.where[2:])
        wrong.append(told(source, replace(miss, where=at)))
    return wrong


def _written_at(source: Source, places: Set[Place]) -> list[Where]:
    """Everything that is written at some places: by an alias, what is written once stands in
    several."""
    return [where for where, place in source.places.items() if where and place in places]


def _broken_calendars(source: Source, problems: Iterable[Problem]) -> frozenset[str] | None:
    """The calendars with problems, and those that are made of them, if no promise is counted on one
    of them; None if one is."""
    policy = source.policy
    places = [p.place for p in problems if _part(source, p.place) == "calendars"]
    spans = _spans(source, "calendars")
    of = _written_at(source, {p.place for p in problems})
    aliased = {int(w[1]) for w in of if w[0] == "calendars" and len(w) > 1}
    broken = {
        policy.calendars[i].id
        for i, span in spans.items()
        if i in aliased or any(_in(at, span) for at in places)
    }
    if places and not broken:
        return None
    # Of others, a line may be lost.
    there = {calendar.id for calendar in policy.calendars}
    broken |= {c.id for c in policy.calendars if {*c.any_of} - there}
    for _ in policy.calendars:
        broken |= {c.id for c in policy.calendars if broken & {*c.any_of}}
    counted = {target.calendar for target in policy.response}
    if REGION in counted:
        counted |= {region.office_hours or "" for region in policy.regions}
    for _ in policy.calendars:
        counted |= {m for c in policy.calendars if c.id in counted for m in c.any_of}
    known = {calendar.id for calendar in policy.calendars} | {"", REGION}
    return None if broken & counted or counted - known else frozenset(broken)


def _without_calendars(policy: Policy, ids: frozenset[str]) -> Policy:
    kept = tuple(c for c in policy.calendars if c.id not in ids)
    open_ = {calendar.id for calendar in kept}
    regions = (
        r if r.office_hours in open_ else replace(r, office_hours=None) for r in policy.regions
    )
    return replace(policy, regions=tuple(regions), calendars=kept)


def _part(source: Source, place: Place) -> str:
    """The key at the top under which a place stands; empty if it is none of a file's."""
    lines = source.lines.get(place.path, ())
    for line in reversed(lines[: place.line]):
        if found := re.match(r"[a-z_]+(?=:)", line):
            return found[0]
    return ""


def _spans(source: Source, name: str) -> Mapping[int, tuple[Place, int]]:
    """Where each thing of a list begins, and the line before which it ends."""
    begin = [source.place((name, i)) for i in range(len(getattr(source.policy, name)))]
    return {i: (place, _end(place, begin)) for i, place in enumerate(begin)}


def _end(place: Place, begin: Iterable[Place]) -> int:
    behind = (p.line for p in begin if p.path == place.path and p.line > place.line)
    return min(behind, default=1_000_000)


def _in(place: Place, span: tuple[Place, int]) -> bool:
    begin, end = span
    return place.path == begin.path and begin.line <= place.line < end
