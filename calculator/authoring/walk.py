"""Every thing of a policy, and the way to it: what the checks go along."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from calculator.authoring.form import Where
from calculator.engine.policy import Policy

type Finding = tuple[Where, str]
"""The way to a value that is wrong, and what is wrong with it."""

type Rule = Callable[[Policy], Iterator[Finding]]


def things(value: Any, where: Where = ()) -> Iterator[tuple[Where, Any]]:
    """Every dataclass in a policy, with the way to it."""
    if is_dataclass(value):
        yield where, value
        for f in fields(value):
            yield from things(getattr(value, f.name), (*where, f.name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from things(item, (*where, i))


def found(policy: Policy, name: str) -> Iterator[tuple[Where, Any]]:
    return ((w, t) for w, t in things(policy) if type(t).__name__ == name)
