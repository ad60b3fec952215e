"""What facts come to in two policies: as the whole product of the facts says, but without it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.outcomes import Change, changes, facts
from calculator.engine.policy import Policy
from calculator.engine.severity import Table
from tests.growth import grown
from tests.policies import ALL


def others(policy: Policy) -> Iterator[Policy]:
    """The policy with a criterion moved, one gone, a value gone, a value more, a fact gone."""
    first, *rest = policy.severities
    *some, last = rest
    moved = replace(first, criteria=(*first.criteria, *last.criteria[:1]))
    yield replace(policy, severities=(moved, *some, replace(last, criteria=last.criteria[1:])))
    yield replace(policy, severities=(replace(first, criteria=first.criteria[1:]), *rest))
    fact, *more = policy.facts
    fewer = replace(fact, values=fact.values[1:])
    one_more = replace(fact, values=(*fact.values, replace(fact.values[0], id="one-more")))
    yield replace(policy, facts=(fewer, *more), matrices=(), severities=_without(policy, fact.id))
    yield replace(policy, facts=(one_more, *more))
    yield policy


def _without(policy: Policy, fact: str) -> tuple[Any, ...]:
    """Severities whose criteria do not speak of a fact."""
    return tuple(
        replace(
            severity,
            criteria=tuple(
                replace(c, when=tuple({f: v for f, v in w.items() if f != fact} for w in c.when))
                for c in severity.criteria
            ),
        )
        for severity in policy.severities
    )


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_it_is_what_every_combination_comes_to(directory: Path) -> None:
    policy = load_policy(directory).policy
    for other in others(policy):
        found = changes(policy, other)
        known = facts(policy, other)
        before, after = Table(policy), Table(other)
        for values in product(*known.values()):
            pairs = dict(zip(known, values, strict=True))
            change = Change(_outcome(before, pairs), _outcome(after, pairs))
            told = [c for c, boxes in found.items() for box in boxes if _in(box, values)]
            assert told == ([change] if change.old != change.new else []), pairs


def _in(box: tuple[tuple[str, ...], ...], values: tuple[str, ...]) -> bool:
    return all(not some or value in some for some, value in zip(box, values, strict=True))


def _outcome(table: Table, known: dict[str, str]) -> Any:
    own = {fact: value for fact, value in known.items() if fact in table.values}
    if any(value not in table.values[fact] for fact, value in own.items()):
        return None
    verdict = table.outlook(own)
    return verdict.possible, verdict.criterion


def test_nothing_grows_with_the_product_of_the_facts(tmp_path: Path) -> None:
    policy = load_policy(grown(tmp_path / "old", 20, 400, 400, 12)).policy
    first, *rest = policy.severities
    gone = replace(first, criteria=first.criteria[1:])
    start = process_time()
    found = changes(policy, replace(policy, severities=(gone, *rest)))
    assert process_time() - start < 10
    assert [(change.old, change.new) for change in found] == [
        (((1,), first.criteria[0].id), ((), None))
    ]
