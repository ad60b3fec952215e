"""The situations of the home page: what readers find themselves in, and what each comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.policy import RESPONSE, Action, Criterion, Policy, Situation
from calculator.guide.asked import Asked, ask, reported, situations
from calculator.guide.promises import times_of
from calculator.guide.wording import Wording

MOST = 6
"""Situations that are made of criteria, where the policy names none."""


@dataclass(frozen=True)
class Door:
    """A way into the site: a situation, what it comes to, what to do first, or what to read."""

    title: str
    text: str = ""
    asked: Asked | None = None
    within: str = ""
    action: Action | None = None
    call: bool = False
    leads: str | None = None
    page: Any = None


def doors(
    desk: Desk, policy: Policy, words: Wording, groups: Mapping[str, Sequence[Any]]
) -> Iterator[Door]:
    """The policy's situations; without any, its criteria, and what to do without an agreement.

    ``policy`` is the desk's as the templates show it.
    """
    given = policy.situations or tuple(_of_criteria(policy))
    yield from (_door(desk, policy, words, situation) for situation in given)
    pages = {p.name: p for group in groups.values() for p in group}
    if not policy.situations and "escalation" in pages:
        escalation = pages["escalation"]
        yield Door(words.t("home.disagree"), escalation.summary, page=escalation)


def _of_criteria(policy: Policy) -> Iterator[Situation]:
    """The first criteria of each severity, the weightiest severity first."""
    rows = zip_longest(*(s.criteria for s in policy.severities))
    chosen: list[Criterion] = [c for row in rows for c in row if c][:MOST]
    for severity in policy.severities:
        for criterion in severity.criteria:
            if criterion in chosen:
                yield Situation(criterion.label, facts=next(situations(policy, criterion), {}))


def _door(desk: Desk, policy: Policy, words: Wording, situation: Situation) -> Door:
    if not situation.facts:
        return Door(situation.title, situation.text, leads=situation.leads)
    asked = ask(desk, reported(facts=situation.facts))
    actions = [a for a in policy.actions if a.id in asked.answer.actions]
    return Door(
        situation.title,
        situation.text,
        asked,
        _within(policy, words, asked),
        next((a for a in actions if a.does != "note"), next(iter(actions), None)),
        any(a.does == "call" for a in actions),
        situation.leads,
    )


def _within(policy: Policy, words: Wording, asked: Asked) -> str:
    """How soon it is answered, whatever the day and whether or not anybody calls."""
    may = {
        p.target
        for p in asked.answer.response.promises
        if p.kind == RESPONSE
        and not (p.status == "inapplicable" and p.reason and p.reason.code == "facts")
    }
    return times_of(words, (t for t in policy.response if t.id in may))
