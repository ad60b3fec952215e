"""What conditions may speak of: facts, the severity, the place; checked wherever one stands."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from calculator.authoring.load import Where, suggestion
from calculator.authoring.places import country_codes
from calculator.engine.policy import CaseState, DayKind, Policy

type Finding = tuple[Where, str]
type Vocabulary = Mapping[str, list[str]]

AFTER_THE_SEVERITY = ("Target", "Action", "Step", "Phone", "Region", "Matrix")
"""Things whose conditions may name the severity."""


def conditions(policy: Policy) -> Iterator[Finding]:
    """Conditions name facts that exist and values that they have."""
    facts = {f.id: [v.id for v in f.values] for f in policy.facts}
    places = {
        **facts,
        "country": list(country_codes()),
        "region": [r.id for r in policy.regions],
        "day": list(get_args(DayKind.__value__)),
    }
    everything = {"severity": [str(s.id) for s in policy.severities], **places}
    for where, thing in _things(policy):
        name = type(thing).__name__
        if name in ("Example", "Situation"):
            stated = {k: (v,) for k, v in thing.facts.items()}
            yield from _condition(stated, (*where, "facts"), facts)
        when = getattr(thing, "when", None)
        if isinstance(when, Mapping):
            known = everything if name in AFTER_THE_SEVERITY else places
            if name == "Action":
                known = {**everything, "case": list(get_args(CaseState.__value__))}
            yield from _condition(when, (*where, "when"), known)
        elif name == "Criterion":
            for i, condition in enumerate(thing.when):
                yield from _condition(condition, (*where, "when", i), places)
        if name == "Assumption":
            fact = policy.facts[int(where[1])]
            if thing.value not in facts[fact.id]:
                hint = suggestion(thing.value, facts[fact.id])
                yield (*where, "value"), f"'{fact.id}' is never '{thing.value}'{hint}"


def _condition(
    condition: Mapping[str, tuple[str, ...]], where: Where, known: Vocabulary
) -> Iterator[Finding]:
    for fact, values in condition.items():
        if fact not in known:
            yield (*where, fact), f"there is no fact '{fact}'{suggestion(fact, list(known))}"
            continue
        for i, value in enumerate(values):
            # A subdivision, such as US-CA, is a part of its country.
            name = value.partition("-")[0] if fact == "country" else value
            if name not in known[fact]:
                hint = suggestion(value, known[fact])
                yield (*where, fact, i), f"'{fact}' is never '{value}'{hint}"


def _things(value: Any, where: Where = ()) -> Iterator[tuple[Where, Any]]:
    if is_dataclass(value):
        yield where, value
        for f in fields(value):
            yield from _things(getattr(value, f.name), (*where, f.name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _things(item, (*where, i))
