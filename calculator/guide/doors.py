"""The situations of the home page: what readers find themselves in, and what each comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.policy import RESPONSE, Action, Criterion, Example, Policy, Situation
from calculator.guide.asked import Asked, ask, reported, situations
from calculator.guide.harmless import verbatim
from calculator.guide.promises import times_of
from calculator.guide.tables import ids_from_matrices
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
    call: Action | None = None
    leads: str | None = None
    page: Any = None


def doors(
    desk: Desk, policy: Policy, words: Wording, groups: Mapping[str, Sequence[Any]]
) -> Iterator[Door]:
    """The policy's situations; without any, its criteria, and what to do without an agreement.

    ``policy`` is the desk's as the templates show it.
    """
    if policy.situations:
        yield from (
            _door(desk, policy, words, s, reported(facts=s.facts)) for s in policy.situations
        )
    else:
        yield from (_door(desk, policy, words, *made) for made in _of_criteria(desk, policy, words))
    pages = {p.name: p for group in groups.values() for p in group}
    if not policy.situations and "escalation" in pages:
        escalation = pages["escalation"]
        yield Door(words.t("home.disagree"), escalation.summary, page=escalation)


def _of_criteria(desk: Desk, policy: Policy, words: Wording) -> Iterator[tuple[Situation, Example]]:
    """The first criteria of each severity, the weightiest severity first, and what is reported.

    A cell of a matrix is called by what stands beside and above it; there, an example speaks.
    """
    cells = ids_from_matrices(policy)
    titles = {e.id: e.title for e in policy.examples}
    told = {e.expect.criterion: e for e in reversed(desk.policy.examples) if e.text and not e.facts}
    rows = zip_longest(
        *(
            sorted(s.criteria, key=lambda c: c.id in cells and c.id not in told)
            for s in policy.severities
        )
    )
    chosen: list[Criterion] = [c for row in rows for c in row if c][:MOST]
    for severity in policy.severities:
        for criterion in severity.criteria:
            if criterion not in chosen:
                continue
            example = told.get(criterion.id)
            text = words.t("quoted", text=verbatim(example.text)) if example else ""
            facts = next(situations(policy, criterion), {})
            if example and criterion.id in cells:
                yield Situation(titles[example.id], text, facts), reported(example.text)
            else:
                yield Situation(criterion.label, text, facts), reported(facts=facts)


def _door(
    desk: Desk, policy: Policy, words: Wording, situation: Situation, report: Example
) -> Door:
    if not situation.facts:
        return Door(situation.title, situation.text, leads=situation.leads)
    asked = ask(desk, report)
    actions = [a for a in policy.actions if a.id in asked.answer.actions]
    return Door(
        situation.title,
        situation.text,
        asked,
        _within(policy, words, asked),
        next((a for a in actions if a.does != "note"), next(iter(actions), None)),
        next((a for a in actions if a.does == "call"), None),
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
