"""What is worked out of a policy once, and asked for by every page."""

from collections.abc import Callable
from functools import wraps

from calculator.engine.policy import Policy


def once[T](function: Callable[[Policy], T]) -> Callable[[Policy], T]:
    """The function, which remembers what it gave for the last two policies that it was asked of:
    one and the same made harmless.

    A policy cannot change, but neither can it be looked up by what is in it in less time than it
    takes to work most things out; so it has to be the same object.
    """
    last: list[tuple[Policy, T]] = []

    @wraps(function)
    def remembered(policy: Policy) -> T:
        for known, made in last:
            if known is policy:
                return made
        made = function(policy)
        last[:] = [(policy, made), *last[:1]]
        return made

    return remembered
