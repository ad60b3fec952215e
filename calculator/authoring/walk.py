"""Every thing of a policy, and the way to it: what the checks go along."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from calculator.authoring.form import Where
from calculator.engine.policy import Policy

type Finding = tuple[Where, str]
"""The way to a value that is wrong, and what is wrong with it."""

type Rule = Callable[[Policy], Iterator[Finding]]


def things(policy: Policy) -> Iterable[tuple[Where, Any]]:
    """Every dataclass in a policy, with the way to it."""
    if not (_walked and _walked[0][0] is policy):
        _walked[:] = [(policy, tuple(_things(policy, ())))]
    return _walked[0][1]


_walked: list[tuple[Policy, tuple[tuple[Where, Any], ...]]] = []
"""The policy that was walked through last, which every check does, and what it is made of."""


def _things(value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    if is_dataclass(value):
        yield where, value
        for f in fields(value):
            yield from _things(getattr(value, f.name), (*where, f.name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _things(item, (*where, i))


def found(policy: Policy, name: str) -> Iterator[tuple[Where, Any]]:
    return ((w, t) for w, t in things(policy) if type(t).__name__ == name)
