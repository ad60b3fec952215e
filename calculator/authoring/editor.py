"""The JSON Schema by which editors complete, explain and check the YAML of a policy.

Made from the model, and from the policy whose files it stands beside: its ids are offered where
one is due.  They are not enforced, since a file that has just got another id would then be wrong
until the schema is written anew; ``check`` knows which there are.  It is written in draft 7,
which editors know best.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from calculator.authoring.fieldnames import CODES
from calculator.authoring.load import Source
from calculator.authoring.reference import example_of, meaning_of
from calculator.authoring.references import Names, also_known, referring
from calculator.authoring.shapes import noun_of, required
from calculator.authoring.vocabulary import vocabulary
from calculator.engine.policy import Policy, SeverityId

FILE = ".schema.json"
"""Its name, beside the files of the policy; no file of the policy begins with a dot."""

MODELINE = "# yaml-language-server: $schema="

type Schema = dict[str, Any]

_YES = ["yes", "no", "Yes", "No", "YES", "NO", "True", "False", "TRUE", "FALSE"]
"""What YAML of today has for texts, and the form reads as true or false all the same."""


def editor_schema(policy: Policy | None = None) -> Schema:
    """The schema of every file of a policy; with a policy, its ids are offered."""
    made = _Maker(policy)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **made.object(Policy, top=True),
        "definitions": made.definitions,
    }


def written(source: Source) -> dict[Path, str]:
    """What has to be written for editors: the schema, and files without the line that names it."""
    path = source.directory / FILE
    text = json.dumps(editor_schema(source.policy), ensure_ascii=False, indent=1) + "\n"
    found = {path: text} if not path.is_file() or path.read_text("utf-8") != text else {}
    for name in source.lines:
        file = Path(name)
        old = file.read_text("utf-8-sig")
        line = modeline(file, source.directory)
        if old.split("\n", 1)[0].rstrip() != line:
            rest = old.split("\n", 1)[1] if old.startswith(MODELINE) and "\n" in old else old
            found[file] = f"{line}\n{rest}"
    return found


def write_for_editors(source: Source) -> None:
    """Write what :func:`written` says."""
    for path, text in written(source).items():
        path.write_text(text, encoding="utf-8")


def modeline(file: Path, directory: Path) -> str:
    """The first line of a file, which tells editors where its schema is."""
    up = "../" * (len(file.relative_to(directory).parts) - 1)
    return f"{MODELINE}{up}{FILE}"


class _Maker:
    def __init__(self, policy: Policy | None) -> None:
        self.definitions: dict[str, Schema] = {}
        self.names = Names(policy) if policy else None
        self.vocabulary = vocabulary(policy) if policy else {}
        self.facts = [f.id for f in policy.facts] if policy else []
        self.also = also_known(policy) if policy else {}

    def object(self, kind: Any, *, top: bool = False) -> Schema:
        hints = get_type_hints(kind)
        keys = {f.name: self.key(kind, f, hints[f.name]) for f in fields(kind)}
        needed = [] if top else [f.name for f in fields(kind) if required(f)]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": keys,
            **({"required": needed} if needed else {}),
        }

    def key(self, kind: Any, f: Any, hint: Any) -> Schema:
        """A key of a class: what it takes, what it means, and an example."""
        told = meaning_of(kind, f)
        example = example_of(kind, f)
        shown = f"{told}\n\nExample: `{example}`"
        return {
            "description": shown.replace("`", ""),
            "markdownDescription": shown,
            **self.value(hint, kind.__name__, f.name),
        }

    def value(self, hint: Any, kind: str, name: str) -> Schema:
        if hint is SeverityId:
            return self.offered({"type": ["integer", "string"]}, kind, name)
        bare = getattr(hint, "__value__", hint)
        origin, args = get_origin(bare), get_args(bare)
        if origin in (Union, UnionType):
            inner = self.value(next(a for a in args if a is not NoneType), kind, name)
            return {"anyOf": [inner, {"type": "null"}]}
        if isinstance(bare, type) and is_dataclass(bare):
            return self.reference(bare)
        if origin is tuple:
            item = self.value(args[0], kind, name)
            # A single item may stand alone, and nothing at all is an empty list.
            # Written as a choice by the type, so that a mistake is told of the right one.
            if "anyOf" in item:
                # Ids: offered behind the key, too.
                types = {"type": ["array", "string", "null"]}
                return {**types, "items": item, "anyOf": [item["anyOf"][0], types]}
            one = {"if": {"type": "null"}, "then": {}, "else": item}
            return {"if": {"type": "array"}, "then": {"items": item}, "else": one}
        if origin is Mapping:
            return self.mapping(args[1], kind, name)
        if origin is Literal:
            return {"enum": list(args)}
        return self.scalar(bare, kind, name)

    def reference(self, kind: type) -> Schema:
        name = noun_of(kind).replace(" ", "-")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.object(kind)
        return {"$ref": f"#/definitions/{name}"}

    def mapping(self, hint: Any, kind: str, name: str) -> Schema:
        """Names with values; conditions offer the facts that there are, and their values."""
        condition = name in ("when", "facts")
        if not condition:
            inner = self.value(hint, kind, name)
            return {"type": ["object", "null"], "additionalProperties": inner}
        if name not in self.definitions:
            self.definitions[name] = self.condition(name)
        return {"$ref": f"#/definitions/{name}"}

    def condition(self, name: str) -> Schema:
        # The words of a fact may look like numbers.
        plain: Schema = {"type": ["string", "number"]}
        listed: Schema = {"anyOf": [{"type": "array", "items": plain}, plain]}
        offered = {}
        for fact, values in self.vocabulary.items():
            if name == "facts" and fact not in self.facts:
                continue
            value = {"anyOf": [{"enum": _numbers(values)}, plain]} if values else plain
            offered[fact] = {
                "description": "One value, or a list of them.",
                **(
                    value
                    if name == "facts"
                    else {"anyOf": [{"type": "array", "items": value}, value]}
                ),
            }
        return {
            "type": ["object", "null"],
            "properties": offered,
            "additionalProperties": plain if name == "facts" else listed,
        }

    def scalar(self, hint: Any, kind: str, name: str) -> Schema:
        if hint is bool:
            return {"anyOf": [{"type": "boolean"}, {"enum": _YES}]}
        if hint is int:
            return {"type": "integer"}
        if hint is date:
            return {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
        if hint is datetime:
            return {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d"}
        if name in CODES:
            return {"type": ["string", "number", "boolean"]}
        return self.offered({"type": "string"}, kind, name)

    def offered(self, otherwise: Schema, kind: str, name: str) -> Schema:
        """Ids where one is due: offered, and anything else taken."""
        target = referring(kind, name)
        if self.names is None or target is None:
            return otherwise
        ids = self.names.ids[target] if target else self.names.everything()
        some = [*(i for i in self.also.get((kind, name), ()) if i), *ids]
        return {"anyOf": [{"enum": list(dict.fromkeys(some))}, otherwise]} if some else otherwise


def _numbers(values: Iterable[str]) -> list[str | int]:
    """Values as people write them: a severity's number without quotes."""
    return [int(v) if v.isascii() and v.isdigit() else v for v in values]
