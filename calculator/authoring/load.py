"""Reads a directory of YAML into a :class:`~calculator.engine.policy.Policy`.

Every top-level key of every YAML file is a field of ``Policy``; how they are spread over files and
folders is up to the maintainers.  Where a list is expected, a single item may stand alone.  All
problems are collected, each with its place; none of them is raised as an exception until the end.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from calculator.authoring.matrices import expanded
from calculator.engine.policy import Policy, SeverityId, severity_id
from calculator.engine.time.instant import parse_instant
from calculator.language.lines import LEARNED
from calculator.language.weights_file import WeightsError, read_weights

DEFAULT = Path("policy_data")
YAML = (".yml", ".yaml")

type Where = tuple[str | int, ...]
"""The way from the policy to a value: field names and positions in lists."""


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """Something a maintainer has to mend, and where."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class PolicyError(Exception):
    """Raised when a policy cannot be used; carries every problem found, in order of place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """A policy as read, with the place in the files of each of its values."""

    policy: Policy
    places: Mapping[Where, Place]
    directory: Path
    learned: Mapping[str, Any] | None = None
    """The weights learned to read descriptions by this policy, if there are any."""
    unread: tuple[Path, ...] = ()
    """Files that look like YAML of the policy and are none: hidden ones, copies of editors."""

    def place(self, where: Where) -> Place:
        """The place of a value, or of the nearest thing around it that was written down."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where) or Place(str(self.directory), 1, 1)


def policy_directory(given: Path | None = None) -> Path:
    """Where the policy is: as given, else what the environment's POLICY says, else policy_data."""
    return given or Path(os.environ.get("POLICY") or DEFAULT)


def read_policy(directory: Path) -> Source:
    """The policy in ``directory``, its form checked (:mod:`.check` checks what it says).

    Raises PolicyError with every problem of syntax, key or type.
    """
    reader = _Reader(directory)
    policy = reader.read()
    if reader.problems or policy is None:
        raise PolicyError(sorted(set(reader.problems)))
    try:
        path = directory / LEARNED
        learned = read_weights(path) if path.exists() else None
    except WeightsError as error:
        raise PolicyError([Problem(Place(str(error.path), 1, 1), str(error))]) from None
    policy, made = expanded(policy)
    places = reader.places | {where: reader.places[cell] for where, cell in made.items()}
    return Source(policy, places, directory, learned, tuple(reader.unread))


def suggestion(name: str, known: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """``"; did you mean 'x'?"`` for the nearest known name, or the few there are, or nothing."""
    names = list(dict.fromkeys(str(k) for k in known))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    if 0 < len(names) <= 8:
        return "; expected " + _listed(names)
    return ""


def _listed(names: list[str], last: str = "or") -> str:
    quoted = [f"'{n}'" for n in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what comes after a text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


_ABSENT = object()


class _Reader:
    """Walks YAML nodes along the type hints of the model."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.problems: list[Problem] = []
        self.places: dict[Where, Place] = {}
        self.unread: list[Path] = []
        self.path = ""

    def read(self) -> Policy | None:
        if not self.directory.is_dir():
            self._report(Place(str(self.directory), 1, 1), "no such directory of policy data")
            return None
        paths = self._paths()
        whole = True
        if not paths:
            self._report(Place(str(self.directory), 1, 1), "holds no YAML file (*.yml)")
            return None
        hints = get_type_hints(Policy)
        known = {f.name for f in fields(Policy)}
        values: dict[str, Any] = {}
        for path in paths:
            entries = self._entries(path)
            whole = whole and entries is not None
            for key, node in entries or ():
                if key.value not in known:
                    self._unknown_key(key, sorted(known), "policy")
                elif key.value in values:
                    first = self.places[(key.value,)]
                    self._report(self._place(key), f"'{key.value}' is given already at {first}")
                else:
                    self.places[(key.value,)] = self._place(key)
                    values[key.value] = self._value(hints[key.value], node, (key.value,))
        top = Place(str(self.directory), 1, 1)
        for f in fields(Policy):
            # What a file that cannot be read gives is not known.
            if whole and f.name not in values and _required(f):
                self._report(top, f"no file gives '{f.name}'")
        return None if self.problems else Policy(**values)

    def _paths(self) -> list[Path]:
        """The YAML files in the directory and its folders; those that only look so are noted."""
        found = []
        for path in sorted(self.directory.rglob("*")):
            inside = path.relative_to(self.directory).parts
            if path.is_dir() or not any(ending in path.name.lower() for ending in YAML):
                continue
            if path.suffix.lower() in YAML and not any(part.startswith(".") for part in inside):
                found.append(path)
            else:
                self.unread.append(path)
        return found

    def _entries(self, path: Path) -> list[tuple[yaml.ScalarNode, yaml.Node]] | None:
        """The keys and values of a file; None after reporting that it cannot be read."""
        self.path = str(path)
        at = (1, 1)
        try:
            data = path.read_bytes()
            text = data.decode("utf-8")
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
        except UnicodeDecodeError as error:
            at = _position(data[: error.start].decode("utf-8"))
            message = "is not UTF-8; save the file as UTF-8"
        except yaml.reader.ReaderError as error:
            at = _position(text[: error.position])
            message = f"the character U+{ord(text[error.position]):04X} is not allowed in YAML"
        except yaml.MarkedYAMLError as error:
            if mark := error.problem_mark or error.context_mark:
                at = mark.line + 1, mark.column + 1
            message = "YAML syntax: " + " ".join(x for x in (error.context, error.problem) if x)
        except RecursionError:
            message = "YAML syntax: lists or keys are nested too deeply"
        else:
            if root is None or _is_null(root):
                return []
            if isinstance(root, yaml.MappingNode):
                return self._pairs(root)
            at = root.start_mark.line + 1, root.start_mark.column + 1
            message = f"expected keys and values, found {_noun(root)}"
        self._report(Place(self.path, *at), message)
        return None

    def _pairs(self, node: yaml.MappingNode) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        seen: dict[str, Place] = {}
        pairs = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(self._place(key), f"expected a name as key, found {_noun(key)}")
            elif key.value in seen:
                self._report(
                    self._place(key),
                    f"'{key.value}' is given twice; the first is at line {seen[key.value].line}",
                )
            else:
                seen[key.value] = self._place(key)
                pairs.append((key, value))
        return pairs

    def _value(self, kind: Any, node: yaml.Node, where: Where) -> Any:
        """The value of ``node`` read as ``kind``; _ABSENT after reporting a problem."""
        self.places.setdefault(where, self._place(node))
        if kind is SeverityId:
            text = self._scalar(str, node)
            return text if text is _ABSENT else severity_id(text)
        kind = getattr(kind, "__value__", kind)
        origin, args = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            if _is_null(node):
                return None
            return self._value(next(a for a in args if a is not NoneType), node, where)
        if is_dataclass(kind):
            return self._object(kind, node, where)
        if origin is tuple:
            items = node.value if isinstance(node, yaml.SequenceNode) else [node]
            if _is_null(node):
                items = []
            return tuple(self._value(args[0], n, (*where, i)) for i, n in enumerate(items))
        if origin is Mapping:
            return self._mapping(args[1], node, where)
        return self._scalar(kind, node)

    def _object(self, kind: Any, node: yaml.Node, where: Where) -> Any:
        noun = noun_of(kind)
        if _is_null(node):
            node = yaml.MappingNode("", [], node.start_mark, node.end_mark)
        if not isinstance(node, yaml.MappingNode):
            names = [f.name for f in fields(kind) if _required(f)] or [f.name for f in fields(kind)]
            return self._wrong(node, f"{article(noun)} with the keys {_listed(names, 'and')}")
        hints = get_type_hints(kind)
        known = [f.name for f in fields(kind)]
        values: dict[str, Any] = {}
        for key, value in self._pairs(node):
            if key.value not in known:
                self._unknown_key(key, [k for k in known if k not in values], noun)
                continue
            self.places[(*where, key.value)] = self._place(value)
            values[key.value] = self._value(hints[key.value], value, (*where, key.value))
        missing = [f.name for f in fields(kind) if _required(f) and f.name not in values]
        for name in missing:
            label = f" '{values['id']}'" if isinstance(values.get("id"), str | int) else ""
            self._report(self._place(node), f"the {noun}{label} lacks the key '{name}'")
        if missing or _ABSENT in values.values():
            return _ABSENT
        return kind(**values)

    def _mapping(self, kind: Any, node: yaml.Node, where: Where) -> Any:
        if _is_null(node):
            return {}
        if not isinstance(node, yaml.MappingNode):
            return self._wrong(node, "names with values")
        values = {}
        for key, value in self._pairs(node):
            at = (*where, key.value)
            self.places[at] = self._place(key)
            values[key.value] = self._value(kind, value, at)
            self.places.setdefault((*at, 0), self._place(value))
        return values

    def _scalar(self, kind: Any, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return self._wrong(node, _expected(kind))
        text = node.value
        if get_origin(kind) is Literal:
            choices = list(get_args(kind))
            if text in choices:
                return text
            self._report(
                self._place(node), f"'{text}' is not allowed here{suggestion(text, choices)}"
            )
            return _ABSENT
        if kind is str:
            return self._wrong(node, _expected(kind)) if _is_null(node) else text
        try:
            return _PARSERS[kind](text)
        except (ValueError, KeyError):
            return self._wrong(node, _expected(kind))

    def _wrong(self, node: yaml.Node, expected: str) -> Any:
        self._report(self._place(node), f"expected {expected}, found {_noun(node)}")
        return _ABSENT

    def _unknown_key(self, key: yaml.ScalarNode, known: list[str], noun: str) -> None:
        self._report(
            self._place(key),
            f"{article(noun)} has no key '{key.value}'{suggestion(key.value, known)}",
        )

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _report(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))


_PARSERS: dict[Any, Any] = {
    int: int,
    bool: {"true": True, "yes": True, "false": False, "no": False}.__getitem__,
    date: date.fromisoformat,
    datetime: parse_instant,
}

_NAMES: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-24",
    datetime: "an instant with its offset, such as 2026-11-24T10:00+05:30",
}


def _expected(kind: Any) -> str:
    return _NAMES.get(kind, "one of " + ", ".join(map(str, get_args(kind))))


def _required(f: Any) -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def noun_of(kind: type) -> str:
    """What a class of the model is called: ``fact value`` for ``FactValue``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _noun(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if _is_null(node) else f"'{node.value}'"


def article(noun: str) -> str:
    """The noun with its article."""
    return ("an " if noun[0] in "aeiou" else "a ") + noun
