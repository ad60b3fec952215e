"""How the types of the model look in YAML: fields, what stands for a wrong value, nouns."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from calculator.authoring.problem import quoted
from calculator.engine.policy import SeverityId

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
