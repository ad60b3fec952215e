"""What stands where something of another form is due, and how it would have to be typed."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import yaml

from calculator.authoring.fieldnames import CONDITIONED
from calculator.authoring.problem import listed, quoted, suggestion
from calculator.authoring.scalars import in_quotes
from calculator.authoring.shapes import hints_of, required

_PAIR = re.compile(r"[\[({]?\s*([\w-]+)(?:\s*(?::|==?)\s*|\s+(?:is\s+)?)([^\s,=][^,]*?)\s*[\])}]?")


def in_braces(text: str) -> str:
    """``"; write {severity: 3}"`` for ``severity 3`` or ``[severity: 3]``; nothing for others."""
    pair = _PAIR.fullmatch(text.strip())
    if not pair:
        return ""
    value = in_quotes(pair[2].strip("\"'")) if ":" in pair[2] else pair[2]
    return f"; write {{{pair[1]}: {value}}}"


def pairs(name: str | int) -> str:
    """What is due where names have values."""
    if name == "hours":
        return 'weekdays with hours, such as {mon-fri: ["09:00-17:00"]}'
    return "names with values, such as {name: value}"


def in_condition(key: str, value: yaml.Node, source: str, kind: Any) -> str:
    """``"; write when: {severity: 3}"`` for a key that belongs into a condition."""
    may = "when" in {f.name for f in fields(kind)}
    if not may or isinstance(value, yaml.MappingNode) or "\n" in source or not source:
        return ""
    return f"; as a condition, write when: {{{key}: {source}}}"


def is_conditioned(key: str, kind: Any) -> bool:
    """Whether a key is one of conditions alone."""
    names = {f.name for f in fields(kind)}
    return key in CONDITIONED and key not in names and "when" in names


def belongs_to(kind: Any, strangers: Iterable[str], given: Iterable[str]) -> str | None:
    """The key under which keys of a thing belong that it has not, if it is not there: ``contact``
    for ``email`` and ``phone``."""
    strangers = set(strangers)
    for name, hint in hints_of(kind).items():
        inner = _alone(hint)
        if not strangers or name in given or not is_dataclass(inner):
            continue
        if strangers <= {f.name for f in fields(inner)}:
            return name
    return None


def _alone(hint: Any) -> Any:
    """The type that a value has if it is there."""
    if get_origin(hint) in (Union, UnionType):
        return next(a for a in get_args(hint) if a is not NoneType)
    return hint


def not_keys(source: str, *, may_begin_so: bool) -> str | None:
    """What to say of keys in braces where a text is due, of which YAML made them."""
    if not source.startswith("{"):
        return f"the text has a colon in it and needs quotes: {in_quotes(source.strip())}"
    if may_begin_so:
        return f"a text that begins with '{{' needs quotes: {in_quotes(source)}"
    return None


def not_a_choice(text: str, choices: list[str]) -> str:
    """What to say of a text that is none of those that are allowed."""
    words = [word.strip(",;") for word in text.split()]
    if len(words) > 1 and all(word in choices for word in words):
        return f"a comma is missing: {', '.join(words)}"
    return f"{quoted(text)} is not allowed here{suggestion(text, choices)}"


def refers_to_anchor(text: str, value: str) -> bool:
    """Whether an alias refers to the anchor that a value begins with."""
    anchor = next(iter(value[1:].split()), "")
    return bool(re.search(rf"\*{re.escape(anchor)}(?![\w-])", text))


def belonging(strangers: Iterable[str], name: str) -> str:
    names = list(strangers)
    verb = "belongs" if len(names) == 1 else "belong"
    told = f"{listed(names, 'and')} {verb} under {quoted(name + ':')}"
    return f"{told}; write {quoted(name + ':')} above, and indent below it"


def named_by_keys(kind: Any, node: yaml.Node) -> str | None:
    """What to say of a list whose things stand under their ids, as keys."""
    known = {f.name for f in fields(kind)} if is_dataclass(kind) else set()
    if not isinstance(node, yaml.MappingNode) or "id" not in known or not node.value:
        return None
    keys = [
        k.value
        for k, v in node.value
        if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.MappingNode)
    ]
    if len(keys) < len(node.value) or known & {*keys}:
        return None
    first, value = node.value[0]
    if value.flow_style:
        return f"things are a list; write '- {{id: {first.value}, ...}}' for {first.value}: {{...}}"
    return f"things are a list; write '- id: {first.value}' in place of {quoted(first.value + ':')}"


def in_full(kind: Any, text: str) -> str:
    """How a thing is written of which only the id is there."""
    names = [f.name for f in fields(kind) if required(f)]
    if names[:1] != ["id"] or not re.fullmatch(r"[\w-]+", text):
        return ""
    rest = "".join(f", {name}: ..." for name in names[1:])
    return f"; write {{id: {text}{rest}}}"
