"""Stands in for Hypothesis inside Pyodide, where its compiled part does not exist.

The properties are the same; the values are drawn at random from a fixed seed, without shrinking.
"""

import functools
import inspect
import random
from collections.abc import Callable
from enum import Enum
from typing import Any

from . import strategies

EXAMPLES = 20
SEED = 2026


class UnsatisfiedError(Exception):
    """The values drawn do not meet an assumption; others are drawn."""


class HealthCheck(Enum):
    too_slow = 1
    data_too_large = 2
    filter_too_much = 3
    function_scoped_fixture = 4


def assume(condition: object) -> bool:
    if not condition:
        raise UnsatisfiedError
    return True


def settings(*_: object, **__: object) -> Callable[[Any], Any]:
    """How hard to try is decided here for all."""
    return lambda test: test


def example(*values: Any, **named: Any) -> Callable[[Any], Any]:
    def remember(test: Any) -> Any:
        test.examples = [*getattr(test, "examples", []), (values, named)]
        return test

    return remember


def given(*drawn: strategies.Strategy, **named: strategies.Strategy) -> Callable[[Any], Any]:
    def decorate(test: Any) -> Any:
        parameters = list(inspect.signature(test).parameters.values())
        others = [p for p in parameters if p.name not in named]
        # Positional strategies fill the last parameters; the ones before are fixtures.
        names = [p.name for p in others[len(others) - len(drawn) :]]
        chosen = dict(zip(names, drawn, strict=True)) | named

        @functools.wraps(test)
        def run(*words: Any, **fixtures: Any) -> None:
            for values, by_name in getattr(test, "examples", []) + getattr(run, "examples", []):
                test(*words, **fixtures, **dict(zip(names, values, strict=False)), **by_name)
            source = random.Random(SEED)
            for _ in range(EXAMPLES):
                try:
                    values = {name: strategy.draw(source) for name, strategy in chosen.items()}
                    test(*words, **fixtures, **values)
                except UnsatisfiedError:
                    continue

        del run.__wrapped__
        kept = [p for p in parameters if p.name not in chosen]
        run.__signature__ = inspect.Signature(kept)  # type: ignore[attr-defined]
        return run

    return decorate
