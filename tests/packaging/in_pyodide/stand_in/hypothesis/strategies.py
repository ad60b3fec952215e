"""The strategies that the engine's tests use, each a way to draw a value from a random source."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

type DrawFn = Callable[["Strategy"], Any]

CHARACTERS = "aZ9 .,:;-_'\"\\\n\t\0äßéñ漢字🙂\u200b\ufeff\u2028"


class Strategy:
    def __init__(self, draw: Callable[[Random], Any]) -> None:
        self.draw = draw

    def map(self, function: Callable[[Any], Any]) -> "Strategy":
        return Strategy(lambda source: function(self.draw(source)))

    def flatmap(self, function: Callable[[Any], "Strategy"]) -> "Strategy":
        return Strategy(lambda source: function(self.draw(source)).draw(source))

    def filter(self, condition: Callable[[Any], object]) -> "Strategy":
        def drawn(source: Random) -> Any:
            for _ in range(1000):
                if condition(value := self.draw(source)):
                    return value
            raise ValueError("nothing meets the filter")

        return Strategy(drawn)

    def __or__(self, other: "Strategy") -> "Strategy":
        return one_of(self, other)


def one_of(*choices: Strategy) -> Strategy:
    return Strategy(lambda source: source.choice(choices).draw(source))


def just(value: Any) -> Strategy:
    return Strategy(lambda _: value)


def none() -> Strategy:
    return just(None)


def booleans() -> Strategy:
    return sampled_from([False, True])


def sampled_from(values: Iterable[Any]) -> Strategy:
    fixed = list(values)
    return Strategy(lambda source: source.choice(fixed))


def integers(min_value: int = -(2**70), max_value: int = 2**70) -> Strategy:
    edges = [edge for edge in (min_value, max_value, 0, 1) if min_value <= edge <= max_value]

    def drawn(source: Random) -> int:
        return (
            source.choice(edges) if source.random() < 0.2 else source.randint(min_value, max_value)
        )

    return Strategy(drawn)


def floats(**_: Any) -> Strategy:
    odd = [0.0, -0.0, 1e300, float("inf"), float("-inf"), float("nan")]
    return Strategy(lambda s: s.choice(odd) if s.random() < 0.3 else s.uniform(-1e9, 1e9))


def text(alphabet: str = CHARACTERS, *, min_size: int = 0, max_size: int = 20) -> Strategy:
    return lists(sampled_from(alphabet), min_size=min_size, max_size=max_size).map("".join)


def datetimes(
    min_value: datetime = datetime(1, 1, 1), max_value: datetime = datetime(9999, 12, 31), **_: Any
) -> Strategy:
    seconds = int((max_value - min_value).total_seconds())
    return integers(0, seconds).map(lambda s: min_value + timedelta(seconds=s))


def lists(
    elements: Strategy, *, min_size: int = 0, max_size: int = 8, unique: bool = False
) -> Strategy:
    def drawn(source: Random) -> list[Any]:
        values = [elements.draw(source) for _ in range(source.randint(min_size, max_size))]
        return list(dict.fromkeys(values)) if unique else values

    return Strategy(drawn)


def sets(elements: Strategy, *, min_size: int = 0, max_size: int = 8) -> Strategy:
    return lists(elements, min_size=min_size, max_size=max_size).map(set)


def tuples(*elements: Strategy) -> Strategy:
    return Strategy(lambda source: tuple(element.draw(source) for element in elements))


def builds(made: Callable[..., Any], *of: Strategy) -> Strategy:
    return tuples(*of).map(lambda values: made(*values))


def dictionaries(keys: Strategy, values: Strategy, *, max_size: int = 8) -> Strategy:
    return lists(tuples(keys, values), max_size=max_size).map(dict)


def fixed_dictionaries(
    mapping: Mapping[Any, Strategy], *, optional: Mapping[Any, Strategy] | None = None
) -> Strategy:
    def drawn(source: Random) -> dict[Any, Any]:
        more = {k: v for k, v in (optional or {}).items() if source.random() < 0.5}
        return {key: value.draw(source) for key, value in {**mapping, **more}.items()}

    return Strategy(drawn)


def recursive(base: Strategy, extend: Callable[[Strategy], Strategy], **_: Any) -> Strategy:
    return base | extend(base) | extend(base | extend(base))


def composite(function: Callable[..., Any]) -> Callable[..., Strategy]:
    def strategy(*words: Any, **named: Any) -> Strategy:
        return Strategy(lambda source: function(lambda s: s.draw(source), *words, **named))

    return strategy


def permutations(values: Sequence[Any]) -> Strategy:
    return Strategy(lambda source: source.sample(list(values), len(values)))
