"""All doubts of a policy, but for those that are marked as meant so."""

from calculator.authoring.doubts import (
    days,
    facts,
    figures,
    idle,
    people,
    repeated,
    severities,
    wording,
)
from calculator.authoring.doubts.desk import Ready
from calculator.authoring.doubts.facts import unlearned
from calculator.authoring.doubts.idle import never_applying, without_a_regional_level
from calculator.authoring.doubts.meant import meant_so
from calculator.authoring.doubts.shown import said_otherwise, without_example
from calculator.authoring.links import dead_places
from calculator.authoring.load import Source
from calculator.authoring.problem import Problem
from calculator.authoring.proof import answered
from calculator.authoring.walk import Rule
from calculator.engine.answer import Desk


def doubts(source: Source, desk: Desk) -> list[Problem]:
    """Everything that was hardly meant so, and is not marked as meant."""
    policy = source.policy
    ready = Ready(policy, desk, tuple(answered(desk, e) for e in policy.examples))
    said = [finding for rule in RULES for finding in rule(policy)]
    said += [
        finding
        for rule in (never_applying, said_otherwise, without_example)
        for finding in rule(ready)
    ]
    said += unlearned(policy, source.learned)
    said += without_a_regional_level(source)
    findings = [
        Problem(source.within(source.place(where), message), message) for where, message in said
    ]
    # Of several things that are said of one place, the first says most.
    first = {
        (doubt.place.path, doubt.place.line): doubt
        for doubt in reversed([*source.doubts, *findings])
    }
    return [doubt for doubt in sorted(first.values()) if not meant_so(source, doubt)]


RULES: tuple[Rule, ...] = (
    *figures.RULES,
    *days.RULES,
    *idle.RULES,
    *facts.RULES,
    *people.RULES,
    *wording.RULES,
    *severities.RULES,
    *repeated.RULES,
    dead_places,
)

ALONE: tuple[Rule, ...] = (
    *figures.ALONE,
    *days.ALONE,
    *facts.ALONE,
    *people.ALONE,
    *wording.ALONE,
    *severities.ALONE,
    *repeated.ALONE,
)
"""Those that need to know nothing of other things than those that they name."""
