"""What stands in a list twice, and what readers cannot tell apart."""

from collections.abc import Iterator
from typing import Any

from calculator.authoring.doubts.severities import of_another_severity
from calculator.authoring.form import Where
from calculator.authoring.problem import quoted
from calculator.authoring.walk import Finding, Rule, found, things
from calculator.engine.policy import Condition, Criterion, Policy

_LISTS = (
    "phrases", "hints", "also", "starts", "applies_to", "by", "over", "any_of", "said", "near",
    "asks", "pauses", "means",
)  # fmt: skip


def _twice(policy: Policy) -> Iterator[Finding]:
    """A phrase, or what is referred to, that stands twice in a list."""
    for where, thing in things(policy):
        for name in _LISTS:
            seen: set[str] = set()
            for i, phrase in enumerate(getattr(thing, name, None) or ()):
                if phrase.casefold() in seen:
                    yield (*where, name, i), f"{quoted(phrase)} stands in the list already"
                seen.add(phrase.casefold())


def _labels_alike(policy: Policy) -> Iterator[Finding]:
    """Two choices, or two severities, that readers cannot tell apart."""
    wrong = of_another_severity(policy)
    lists: list[tuple[Where, str, tuple[Any, ...]]] = [
        (("facts", f, "values"), "label", fact.values) for f, fact in enumerate(policy.facts)
    ]
    lists += [((key,), name, getattr(policy, key)) for key, name in _CALLED.items()]
    lists += [
        ((*where, "criteria"), "label", severity.criteria)
        for where, severity in found(policy, "Severity")
    ]
    for where, name, some in lists:
        seen: dict[str, Any] = {}
        for i, thing in enumerate(some):
            text = getattr(thing, name)
            if where == ("response",) and i in wrong:
                continue
            # Cells of two matrices may be called alike: each stands below its own table.
            matrix = next((m.id for m in policy.matrices if _is_cell(thing, m.id)), "")
            first = seen.setdefault(f"{matrix}\n{text.casefold()}", thing)
            if first is not thing and getattr(first, "id", None) != getattr(thing, "id", 0):
                yield (*where, i, name), f"{quoted(text)} is what {quoted(first.id)} is called, too"


def _is_cell(thing: Any, matrix: str) -> bool:
    return isinstance(thing, Criterion) and thing.id.startswith(f"{matrix}-")


_CALLED = {
    "severities": "name", "regions": "name", "response": "label",
    "topics": "title", "interpretations": "title", "channels": "name",
    "glossary": "term",
}  # fmt: skip
"""What readers see of the things in a list."""


def _conditions_twice(policy: Policy) -> Iterator[Finding]:
    """A condition of a criterion that another one of it covers already."""
    for where, criterion in found(policy, "Criterion"):
        for i, condition in enumerate(criterion.when):
            for j, other in enumerate(criterion.when):
                same = condition == other
                if j != i and _covers(other, condition) and (j < i or not same):
                    told = "is there twice" if same else "adds nothing: another one covers it"
                    yield (*where, "when", i), f"this condition {told}; remove it"
                    break


def _covers(one: Condition, other: Condition) -> bool:
    """Whether one condition holds wherever the other does."""
    return all(fact in other and {*other[fact]} <= {*values} for fact, values in one.items())


def _said_already(policy: Policy) -> Iterator[Finding]:
    """A section of the source that is listed twice, and a card that leads nowhere."""
    seen: set[str] = set()
    for i, covered in enumerate(policy.coverage):
        if covered.section in seen:
            yield (
                ("coverage", i, "section"),
                f"{quoted(covered.section)} stands in the list already",
            )
        seen.add(covered.section)
    for i, situation in enumerate(policy.situations):
        if not (situation.facts or situation.leads):
            yield (
                ("situations", i),
                f"{quoted(situation.title)} leads nowhere: give it 'facts' or 'leads'",
            )


ALONE: tuple[Rule, ...] = (
    _twice,
    _labels_alike,
)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _conditions_twice,
    _said_already,
)
