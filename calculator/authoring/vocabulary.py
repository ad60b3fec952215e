"""What conditions may speak of: facts, the severity, the place; checked wherever one stands."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from calculator.authoring.form import Where
from calculator.authoring.places import country_codes
from calculator.authoring.problem import listed, quoted, suggestion
from calculator.authoring.references import Names
from calculator.authoring.walk import Finding, things
from calculator.engine.policy import CaseState, DayKind, Policy

type Vocabulary = Mapping[str, list[str]]

AFTER_THE_SEVERITY = (
    "Target", "Action", "Step", "Phone", "Region", "Matrix", "EscalationStep",
)  # fmt: skip
"""Things whose conditions may name the severity."""


def vocabulary(policy: Policy) -> Vocabulary:
    """All that conditions may speak of anywhere, each with the values that it may have."""
    return {
        **{f.id: [v.id for v in f.values] for f in policy.facts},
        "severity": [str(s.id) for s in policy.severities],
        "day": list(get_args(DayKind.__value__)),
        "case": list(get_args(CaseState.__value__)),
        "region": [r.id for r in policy.regions],
        "country": [],
    }


def conditions(policy: Policy) -> Iterator[Finding]:
    """Conditions name facts that exist and values that they have."""
    names = Names(policy)
    facts = {f.id: [v.id for v in f.values] for f in policy.facts}
    places = {
        **facts,
        "country": list(country_codes()),
        "region": [r.id for r in policy.regions],
        "day": list(get_args(DayKind.__value__)),
    }
    everything = {"severity": [str(s.id) for s in policy.severities], **places}
    for where, thing in things(policy):
        name = type(thing).__name__
        if name in ("Example", "Situation"):
            stated = {k: (v,) for k, v in thing.facts.items()}
            yield from _condition(names, stated, (*where, "facts"), facts)
        when = getattr(thing, "when", None)
        if isinstance(when, Mapping):
            known = everything if name in AFTER_THE_SEVERITY else places
            if name == "Action":
                known = {**everything, "case": list(get_args(CaseState.__value__))}
            yield from _condition(names, when, (*where, "when"), known)
        elif name == "Criterion":
            for i, condition in enumerate(thing.when):
                yield from _condition(names, condition, (*where, "when", i), places)
        if name == "Assumption":
            fact = policy.facts[int(where[1])]
            if thing.value not in facts[fact.id]:
                yield (*where, "value"), _never(names, fact.id, thing.value, facts)


def _condition(
    names: Names,
    condition: Mapping[str, tuple[str, ...]],
    where: Where,
    known: Vocabulary,
) -> Iterator[Finding]:
    for fact, values in condition.items():
        if fact not in known:
            owner = next((f for f, some in known.items() if fact in some), None)
            hint = (
                f"; it is a value: {owner}: {fact}"
                if owner
                else names.hint("Fact", fact, list(known))
            )
            yield (*where, fact), f"there is no fact {quoted(fact)}{hint}"
            continue
        if not values:
            expected = f"; expected {listed(known[fact][:8])}" if known[fact] else ""
            yield (*where, fact), f"{quoted(fact)} is empty{expected}"
        for i, value in enumerate(values):
            # A subdivision, such as US-CA, is a part of its country.
            name = value.partition("-")[0] if fact == "country" else value
            if name not in known[fact]:
                yield (*where, fact, i), _never(names, fact, value, known, "when" in where)


def _in_other_words(value: str, known: list[str]) -> str:
    """How a value with an operator is written: conditions have none, but lists of values."""
    if value.casefold() in ("*", "any", "all", "every", "whatever") and len(known) > 1:
        return "; where any will do, leave the fact out"
    alike = {str(v): v for v in known}
    parts = re.split(r"\s*(?:\bor\b|\bund\b|\boder\b|\band\b|[|/&+]+)\s*", value)
    if len(parts) > 1 and all(part in alike for part in parts):
        return f"; several values are a list: [{', '.join(parts)}]"
    if denied := re.fullmatch(r"(?:not|!|!=|<>|no)\s*(\S+)", value):
        rest = [v for v in known if v != denied[1]]
        if denied[1] in alike:
            return f"; conditions say what holds: [{', '.join(rest)}]"
    span = re.fullmatch(r"(\S+?)\s*(?:-|–|\.\.|to)\s*(\S+)", value)
    if span and span[1] in alike and span[2] in alike:
        some = known[known.index(span[1]) : known.index(span[2]) + 1]
        return f"; several values are a list: [{', '.join(some)}]" if len(some) > 1 else ""
    if compared := re.fullmatch(r"([<>])(=?)\s*(\S+)", value):
        at = known.index(compared[3]) if compared[3] in alike else -1
        more, fewer = known[at + (not compared[2]) :], known[: at + bool(compared[2])]
        some = more if compared[1] == ">" else fewer
        return f"; several values are a list: [{', '.join(some)}]" if at >= 0 and some else ""
    return ""


_WORKING_DAYS = ("weekday", "weekdays", "workday", "business-day", "business day", "working day")


def _never(
    names: Names, fact: str, value: str, known: Vocabulary, conditional: bool = False
) -> str:
    owner = next((f for f, some in known.items() if value in some), None)
    if fact == "day" and value in _WORKING_DAYS:
        hint = "; write 'working-day'"
    elif conditional and (meant := _in_other_words(value, known[fact])):
        hint = meant
    elif owner:
        hint = f"; that is a value of {quoted(owner)}{suggestion(value, known[fact])}"
    else:
        kind = "Severity" if fact == "severity" else "FactValue"
        hint = names.hint(kind, value, known[fact])
    return f"{quoted(fact)} is never {quoted(value)}{hint}"
