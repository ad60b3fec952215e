"""The dataclasses of the model to and from plain JSON values."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
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
    built: T = _built(kind, data)
    return built


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, data: Any) -> Any:
    if data is None or kind in (str, int, float, bool, Any):
        return data
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{k: _built(hints[k], v) for k, v in data.items()})  # type: ignore[operator]
    if kind is datetime or kind is date:
        return kind.fromisoformat(data)
    if hasattr(kind, "__value__"):
        return _built(kind.__value__, data)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_built(args[0], v) for v in data)
    if origin is Mapping:
        return {k: _built(args[1], v) for k, v in data.items()}
    if origin in (Union, UnionType):
        return _built(next(a for a in args if a is not NoneType), data)
    return data
