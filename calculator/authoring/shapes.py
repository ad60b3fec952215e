"""How the types of the model look in YAML: fields, what stands for a wrong value, nouns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from calculator.authoring.problem import quoted
from calculator.engine.policy import Policy, SeverityId

NULL = "tag:yaml.org,2002:null"


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def empty(kind: Any) -> Any:
    """What stands for a value that is wrong or missing."""
    if kind is SeverityId:
        return 0
    kind = getattr(kind, "__value__", kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None
    if origin is Literal:
        return get_args(kind)[0]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{f.name: empty(hints[f.name]) for f in fields(kind) if required(f)})
    if origin is tuple:
        return ()
    if origin is Mapping:
        return {}
    return {date: date(2000, 1, 1), datetime: datetime(2000, 1, 1, tzinfo=UTC)}.get(kind) or kind()


@cache
def all_keys() -> frozenset[str]:
    """Every key that anything of a policy may have."""
    found: set[str] = set()
    kinds: list[Any] = [Policy]
    seen: set[Any] = set()
    while kinds:
        kind = kinds.pop()
        if isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
            seen.add(kind)
            found |= {f.name for f in fields(kind)}
            kinds += hints_of(kind).values()
        else:
            kinds += get_args(getattr(kind, "__value__", kind))
    return frozenset(found)


def lists_of(kind: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The lists of things that a class has, and those within it that stand alone: how they are
    reached, and what they hold."""
    for name, hint in hints_of(kind).items():
        if holds_things(hint):
            yield path + name, get_args(hint)[0]
        elif is_dataclass(hint):
            yield from lists_of(hint, f"{path}{name}.")


def holds_things(kind: Any) -> bool:
    """Whether a field holds a list of things with keys."""
    return get_origin(kind) is tuple and is_dataclass(get_args(kind)[0])


SEVERAL = 2
"""Keys of another kind of thing from which on something is one of that kind."""


def home(keys: list[str], kind: Any) -> str | None:
    """Where something belongs that has several keys that its kind has not, if all are another's."""
    known = {f.name for f in fields(kind)}
    if len([key for key in keys if key not in known]) < SEVERAL:
        return None
    for name, other in lists_of(Policy):
        needed = {f.name for f in fields(other) if required(f)}
        if needed <= {*keys} <= {f.name for f in fields(other)}:
            return f"what stands under {quoted(name)}"
    return None


def ids_in(node: yaml.Node) -> list[str]:
    """The ids of a thing that is left out, and of the things in it."""
    if isinstance(node, yaml.SequenceNode):
        return [id for item in node.value for id in ids_in(item)]
    if not isinstance(node, yaml.MappingNode):
        return []
    own = [v.value for k, v in node.value if k.value == "id" and isinstance(v, yaml.ScalarNode)]
    return own + [id for _, value in node.value for id in ids_in(value)]


def required(f: Any) -> bool:
    """Whether a field of a dataclass has no default."""
    return f.default is MISSING and f.default_factory is MISSING


def is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL


def noun_of(kind: type) -> str:
    """What a class of the model is called: ``fact value`` for ``FactValue``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def found_noun(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if is_null(node) else quoted(node.value)


def article(noun: str) -> str:
    """The noun with its article."""
    return ("an " if noun[0] in "aeiou" else "a ") + noun
