"""What is worth asking once the severity stands: what decides a promise, a contact, an action.

A condition that may still hold makes a question of each unknown fact that it names.
"""

from collections.abc import Iterator, Mapping

from calculator.engine.derived import base_facts, derived_facts
from calculator.engine.policy import PLACE_FACTS, Condition, Policy, allows

SEVERITY, CONTACT, ACTION = "severity", "contact", "action"


def decides(policy: Policy, known: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """From each fact worth asking, in the policy's order, to what it decides.

    ``known`` has the severity and every other fact that is known.  What a fact decides is a kind of
    promise, ``contact`` or ``action``.  Of places only the country is asked.
    """
    matrices = derived_facts(policy)
    values = {fact.id: len(fact.values) for fact in policy.facts}
    found: dict[str, list[str]] = {}
    for what, condition in _conditions(policy):
        unknown = [fact for fact in condition if fact not in known]
        if not all(allows(f, condition[f], known[f]) for f in condition if f in known):
            continue
        deciding = tuple(f for f in unknown if len(condition[f]) < values.get(f, 1 << 30))
        for fact in base_facts(matrices, deciding):
            if fact not in known and what not in found.setdefault(fact, []):
                found[fact].append(what)
    order = [*values, PLACE_FACTS[0]]
    return {fact: tuple(found[fact]) for fact in order if fact in found}


def _conditions(policy: Policy) -> Iterator[tuple[str, Condition]]:
    """Every condition that is decided after the severity, and what it decides."""
    for target in policy.response:
        # The kind of day is that of its own place, when its clock starts.
        yield target.kind, {f: v for f, v in target.when.items() if f != "day"}
    for some in (policy.regions, policy.phones, policy.escalation.steps):
        yield from ((CONTACT, one.when) for one in some)
    for action in policy.actions:
        yield ACTION, action.when
