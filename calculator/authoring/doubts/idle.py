"""What never comes into play: a promise that never governs, a contact nobody is sent to."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from calculator.authoring.doubts.days import moments
from calculator.authoring.doubts.desk import Ready
from calculator.authoring.doubts.figures import lost_calendars, promised
from calculator.authoring.doubts.severities import of_another_severity
from calculator.authoring.form import Where
from calculator.authoring.load import Source
from calculator.authoring.places import zones_by_country
from calculator.authoring.problem import quoted
from calculator.authoring.walk import Finding, Rule
from calculator.engine.contacts import serving_region
from calculator.engine.diagram import TooLargeError
from calculator.engine.policy import Calendar, Condition, Policy, Target
from calculator.engine.time.duration import Duration
from calculator.engine.time.zone import zone

MOST_TRIED = 20_000
"""Combinations of facts up to which it is tried whether any of them comes to something."""


def _never_governing(policy: Policy) -> Iterator[Finding]:
    """A promise that another one, due no later whenever it applies, always goes before."""
    response = policy.response
    calendars = {c.id: c for c in policy.calendars}
    wrong = of_another_severity(policy)
    for i, target in enumerate(response):
        for other in response:
            if i in wrong or other is target:
                continue
            if _goes_before(other, target, calendars, response):
                yield (
                    ("response", i),
                    f"the promise {quoted(target.id)} never governs: {quoted(other.id)} applies "
                    "whenever it does, and is due no later",
                )
                break


def _goes_before(
    one: Target, other: Target, calendars: dict[str, Calendar], order: tuple[Target, ...]
) -> bool:
    if one.kind != other.kind or one.share != other.share or one.every or other.every:
        return False
    here, there = list(promised(one)), list(promised(other))
    if len(here) != 1 or len(there) != 1:
        return False
    wider = all(
        fact in other.when and set(other.when[fact]) <= set(values)
        for fact, values in one.when.items()
    )
    same_day = one.place == other.place or not ({"day"} & {*one.when, *other.when})
    if not (wider and same_day and set(one.starts) <= set(other.starts)):
        return False
    if one.calendar == other.calendar:
        shorter = _no_longer(here[0], there[0])
    else:
        always = one.calendar in calendars and calendars[one.calendar].always
        shorter = always and bool(here[0].seconds) and _no_longer(here[0], there[0])
    same = here == there and one.calendar == other.calendar and set(one.starts) == set(other.starts)
    return shorter and not (same and order.index(one) > order.index(other))


def _no_longer(one: Duration, other: Duration) -> bool:
    if one == other:
        return True
    if one.next_business_day or other.same_business_day:
        return False
    if one.same_business_day or other.next_business_day:
        return one.same_business_day and (other.next_business_day or other.business_days > 0)
    if bool(one.business_days) == bool(other.business_days):
        return (one.business_days, one.seconds) <= (other.business_days, other.seconds)
    return False


def never_applying(ready: Ready) -> Iterator[Finding]:
    """A promise, an action or a step for facts that never come to the severity it is for."""
    policy = ready.policy
    lists: list[tuple[Where, tuple[Any, ...]]] = [
        (("response",), policy.response),
        (("actions",), policy.actions),
        (("escalation", "steps"), policy.escalation.steps),
    ]
    for way, some in lists:
        for i, thing in enumerate(some):
            named = [f for f in policy.facts if f.id in thing.when]
            if "severity" not in thing.when or not named:
                continue
            try:
                possible = _possible(ready, thing.when)
            except TooLargeError:
                continue
            if possible is not None and not possible & set(thing.when["severity"]):
                yield (
                    (*way, i, "when"),
                    f"{quoted(thing.id)} never applies: these facts never come to that severity",
                )


def _possible(ready: Ready, when: Condition) -> set[str] | None:
    """The severities that the facts of a condition may come to; None if they are too many."""
    facts = {f.id for f in ready.policy.facts}
    named = {fact: values for fact, values in when.items() if fact in facts}
    combinations = list(product(*named.values()))
    if len(combinations) > MOST_TRIED:
        return None
    some: set[str] = set()
    for values in combinations:
        # Without what is assumed: a description may say otherwise.
        verdict = ready.desk.table.outlook(dict(zip(named, values, strict=True)))
        some |= {str(severity) for severity in verdict.possible}
    return some


def _idle_contacts(policy: Policy) -> Iterator[Finding]:
    """A region that is nearest to nobody, and serves no country."""
    regions = policy.regions
    if len(regions) < 2:
        return
    zones = sorted({name for _, name in zones_by_country()})
    sent_to = {
        region.id
        for name in zones
        for at in moments(policy)
        if (region := serving_region(regions, zone(name), at))
    }
    for i, region in enumerate(regions):
        if region.id not in sent_to and not region.countries and not region.when:
            yield (
                ("regions", i),
                f"nobody is sent to {quoted(region.id)}: another region listed before it is "
                "always as near",
            )


def without_a_regional_level(source: Source) -> Iterator[Finding]:
    """Contacts of regions, and a ladder that leads to none of them."""
    levels = source.policy.escalation.levels
    contacts = [region for region in source.policy.regions if region.contact]
    if levels and contacts and not any(level.regional for level in levels):
        ways = [("escalation", "levels", i, "regional") for i in range(len(levels))]
        yield (
            next((where for where in ways if where in source.places), ("escalation", "levels")),
            "no level is taken by the contacts of the regions; write 'regional: true' at the one "
            "that is",
        )


def _idle_calendars(policy: Policy) -> Iterator[Finding]:
    """A calendar on which nothing is counted."""
    used = {t.calendar for t in policy.response} | {r.office_hours for r in policy.regions}
    used |= {member for c in policy.calendars for member in c.any_of}
    used |= {step.calendar for step in policy.escalation.steps}
    used |= {name for m in policy.matrices for name in (m.calendar, *m.calendars.values())}
    used |= {
        cell.partition(",")[2].strip()
        for m in policy.matrices
        for row in m.cells.values()
        for cell in row.values()
    }
    used |= {*lost_calendars(policy).values()}
    for i, calendar in enumerate(policy.calendars):
        if calendar.id not in used:
            yield ("calendars", i), f"nothing is counted on the calendar {quoted(calendar.id)}"


RULES: tuple[Rule, ...] = (
    _never_governing,
    _idle_contacts,
    _idle_calendars,
)
