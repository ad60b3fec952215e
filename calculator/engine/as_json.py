"""The dataclasses of the model to and from plain JSON values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import date, datetime
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

ALWAYS = {"always": True}
"""Of a field that is written even where it has its default, as readers of the JSON count on it."""


def always(default: Any) -> Any:
    """A field with a default that is written all the same."""
    return field(default=default, metadata=ALWAYS)


def to_json(value: Any) -> Any:
    """A dataclass of this module as plain JSON values, field names kept, defaults left out."""
    if is_dataclass(value):
        pairs = ((f, getattr(value, f.name)) for f in fields(value))
        return {
            f.name: to_json(v) for f, v in pairs if v != _default(f) or f.metadata.get("always")
        }
    if isinstance(value, Mapping):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(v) for v in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _default(f: Field[Any]) -> Any:
    return f.default if f.default_factory is MISSING else f.default_factory()


def from_json[T](kind: type[T], data: Any) -> T:
    """Inverse of :func:`to_json` for data that the build has validated; it checks nothing."""
    build = builder(kind)  # type: ignore[arg-type]
    built: T = build(data) if build else data
    return built


type Builder = Callable[[Any], Any]


@cache
def builder(kind: Any) -> Builder | None:
    """What makes values of a type from JSON; None if they are in JSON as they are in the model."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        made = [(f.name, b) for f in fields(kind) if (b := builder(hints[f.name]))]
        return partial(_object, kind, made)
    if kind is datetime or kind is date:
        moment: Builder = kind.fromisoformat
        return moment
    if hasattr(kind, "__value__"):
        return builder(kind.__value__)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return partial(_tuple, builder(args[0]))
    if origin is Mapping:
        value = builder(args[1])
        return partial(_mapping, value) if value else None
    if origin in (Union, UnionType):
        some = builder(next(a for a in args if a is not NoneType))
        return partial(_optional, some) if some else None
    return None


def _object(kind: Any, made: Iterable[tuple[str, Builder]], data: dict[str, Any]) -> Any:
    return kind(**data | {name: build(data[name]) for name, build in made if name in data})


def _tuple(item: Builder | None, data: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(map(item, data)) if item else tuple(data)


def _mapping(value: Builder, data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: value(v) for k, v in data.items()}


def _optional(some: Builder, data: Any) -> Any:
    return None if data is None else some(data)
