"""The reference of every key of a policy, made from the model: what it means, and an example."""

import ast
import inspect
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from calculator.authoring.shapes import noun_of
from calculator.engine import escalation, promised
from calculator.engine import policy as model
from calculator.engine.policy import Policy, SeverityId
from calculator.language.knowledge import cues

HEAD = """\
# Every key of a policy

Made from the model by `python -m tests.authoring.reference`; do not edit it here. A policy is YAML
in one directory: every top-level key is read from whichever file has it. Where a list is expected,
a single item may stand alone. **Bold** keys are required.
"""

COMMON = {
    "id": "Names it for ever: links and answers lead to it. It begins with a small letter, and has "
    "small letters, digits and hyphens.",
    "name": "What people call it.",
    "label": "What readers see of it, in a few words.",
    "title": "Its heading.",
    "text": "What it says, as Markdown in the policy's language.",
    "summary": "What it is about, in a sentence.",
    "url": "A web address.",
    "when": "Facts and the values they may have; all of it has to hold. Absent: always.",
    "phone": "A telephone number, written as +32 50 97 74 00.",
    "email": "An e-mail address.",
    "source": "Where that is said.",
    "facts": "From a fact's id to the value it has.",
    "place": "An ISO 3166 code, such as `US` or `US-CA`.",
    "date": "A day, such as 2026-12-24.",
    "zone": "An IANA time zone, such as Europe/Vienna.",
    "countries": "ISO 3166 codes.",
    "phrases": "Words that say it.",
    "points": "A list under the text.",
    "steps": "Numbered steps under the text.",
    "reason": "Why it is read so.",
    "reading": "How it is read here.",
}
"""What keys mean that many things have."""

EXAMPLES = Path(__file__).with_name("examples_of_keys.json")
"""The examples of the page, of every key, for where the policies that they are from are not."""

TABLE = ("| key | what it takes | meaning | example |", "|---|---|---|---|")


def reference(examples: Iterable[Policy]) -> str:
    """The page, with examples out of these policies."""
    found = _examples(examples)
    parts = [HEAD]
    for kind in _kinds(Policy):
        title = noun_of(kind)
        parts.append(f"## {title[0].upper()}{title[1:]} {{ #{_anchor(kind)} }}")
        parts.append(inspect.cleandoc(kind.__doc__ or "").replace("``", "`").split(":mod:")[0])
        hints = get_type_hints(kind)
        rows = [_row(kind, f, hints[f.name], found) for f in fields(kind)]
        parts.append(
            "\n".join(["| key | what it takes | meaning | example |", "|---|---|---|---|", *rows])
        )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def missing(examples: Iterable[Policy]) -> list[str]:
    """The keys that lack a meaning or an example."""
    found = _examples(examples)
    return [
        f"{kind.__name__}.{f.name}"
        for kind in _kinds(Policy)
        for f in fields(kind)
        if not _meaning(kind, f) or (kind.__name__, f.name) not in found
    ]


def meaning_of(kind: type, f: Field[Any]) -> str:
    """What a key of a class means."""
    return _meaning(kind, f)


def example_of(kind: type, f: Field[Any]) -> str:
    """An example of a key: the same as on the page."""
    return _shown_examples().get(f"{kind.__name__}.{f.name}", "")


@cache
def _shown_examples() -> dict[str, str]:
    found: dict[str, str] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def examples(policies: Iterable[Policy]) -> str:
    """What stands in :data:`EXAMPLES`: the examples of the page, for editors."""
    found = _examples(policies)
    named = {
        f"{kind.__name__}.{f.name}": found[kind.__name__, f.name]
        for kind in _kinds(Policy)
        for f in fields(kind)
    }
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"


def _row(kind: type, f: Field[Any], hint: Any, found: Mapping[tuple[str, str], str]) -> str:
    required = f.default is MISSING and f.default_factory is MISSING
    name = f"**`{f.name}`**" if required else f"`{f.name}`"
    example = found.get((kind.__name__, f.name), "")
    cells = (name, _takes(hint), _meaning(kind, f), f"`{example}`" if example else "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _kinds(kind: type) -> list[type]:
    """A class of the model and all that it is made of, each once, in the order of the model."""
    found: list[type] = []

    def walk(one: type) -> None:
        if one in found:
            return
        found.append(one)
        for hint in get_type_hints(one).values():
            for part in _parts(hint):
                walk(part)

    walk(kind)
    return found


def _parts(hint: Any) -> Iterator[type]:
    if hint is not SeverityId:
        hint = getattr(hint, "__value__", hint)
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _takes(hint: Any) -> str:
    """What a key takes, in words."""
    if hint is SeverityId:
        return "a number or a text"
    hint = getattr(hint, "__value__", hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _takes(next(part for part in args if part is not NoneType))
    if origin is tuple:
        return f"a list of: {_takes(args[0])}"
    if origin is Mapping:
        return f"names, each with: {_takes(args[1])}"
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in args)
    if isinstance(hint, type) and is_dataclass(hint):
        return f"[{noun_of(hint)}](#{_anchor(hint)})"
    names: dict[Any, str] = {str: "text", int: "a whole number", bool: "`true` or `false`"}
    return {**names, date: "a date", datetime: "an instant"}.get(hint, "text")


def _anchor(kind: type) -> str:
    return noun_of(kind).replace(" ", "-")


def _meaning(kind: type, f: Field[Any]) -> str:
    if kind is Policy and (item := _item(kind, f)):
        return _first(_docs()[item].get("", ""))
    own = _docs()[kind.__name__].get(f.name) or MORE.get((kind.__name__, f.name))
    told = own or COMMON.get(f.name, "")
    return _one_line(told) or _of_class(kind, f)


def _item(kind: type, f: Field[Any]) -> str:
    """The class of what a key holds; empty if it holds no more than text."""
    parts = list(_parts(get_type_hints(kind)[f.name]))
    return parts[0].__name__ if parts else ""


def _of_class(kind: type, f: Field[Any]) -> str:
    """What a key holds is told by what it is made of."""
    parts = list(_parts(get_type_hints(kind)[f.name]))
    return (
        _first(_docs()[parts[0].__name__].get("", ""))
        if parts
        else MORE.get((kind.__name__, f.name), "")
    )


def _first(text: str) -> str:
    return _one_line(text).split(". ")[0].rstrip(".") + "." if text else ""


def _one_line(text: str) -> str:
    return re.sub(r":\w+:`[^`]*`", "", " ".join(text.replace("``", "`").split())).strip()


@cache
def _docs() -> dict[str, dict[str, str]]:
    """From each class of the model to the texts under its keys; under nothing, its own."""
    found: dict[str, dict[str, str]] = {}
    for module in (model, promised, escalation):
        found |= _docs_of(module)
    return found


def _docs_of(module: ModuleType) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        own = found[node.name] = {"": ast.get_docstring(node) or ""}
        for one, after in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(one, ast.AnnAssign)
                and isinstance(one.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
            ):
                own[one.target.id] = inspect.cleandoc(str(after.value.value))
    return found


# -- examples --------------------------------------------------------------------------------------

LONGEST = 60


def _examples(policies: Iterable[Policy]) -> dict[tuple[str, str], str]:
    """The first short value of each key that a policy gives, else one that is written here."""
    found: dict[tuple[str, str], str] = {}
    for policy in policies:
        for thing in _things(policy):
            for f in fields(thing):
                value = getattr(thing, f.name)
                default = f.default if f.default_factory is MISSING else f.default_factory()
                text = _shown(f.name, value)
                if value != default and text and len(text) <= LONGEST:
                    found.setdefault((type(thing).__name__, f.name), text)
    return {**ELSEWHERE, **found}


def _things(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        yield value
        for f in fields(value):
            yield from _things(getattr(value, f.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _things(item)


def _shown(name: str, value: Any) -> str:
    if is_dataclass(value) or (isinstance(value, tuple) and any(map(is_dataclass, value))):
        return f"{name}: ..."
    return f"{name}: {_yaml(value)}" if value not in (None, (), {}) else ""


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return _yaml(value[0]) if len(value) == 1 else f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes").replace("+00:00", "Z")
    return " ".join(str(value).split())


ELSEWHERE: dict[tuple[str, str], str] = {
    ("Policy", "situations"): "situations: ...",
    ("Policy", "translations"): "de: {server-down.text: Der Server steht.}",
    ("Policy", "glossary"): "glossary: ...",
    ("Policy", "coverage"): "coverage: ...",
    ("Policy", "revisions"): "revisions: ...",
    ("About", "words"): "words: {case: ticket}",
    ("Criterion", "over"): "over: minor-fault",
    ("Criterion", "said"): "said: Nobody gets in.",
    ("Criterion", "near"): "near: One of us does not get in.",
    ("Target", "share"): "share: 90",
    ("Matrix", "cells"): "cells: {gold: {P1: 30 min, P2: 4 h}}",
    ("Matrix", "every"): "every: true",
    ("Matrix", "text"): "text: By what it hits and how it hurries.",
    ("Matrix", "starts"): "starts: [case-opened, phone-call]",
    ("Matrix", "share"): "share: 95",
    ("Phone", "when"): "when: {plan: premium}",
    ("Region", "countries"): "countries: [DE, AT, CH]",
    ("Region", "when"): "when: {plan: premium}",
    ("Section", "points"): "points: [Have the number at hand., Say since when.]",
    ("Situation", "title"): "title: Nobody can work",
    ("Situation", "text"): "text: Call first, write later.",
    ("Situation", "facts"): "facts: {problem: outage}",
    ("Situation", "leads"): "leads: escalation",
    ("Expectation", "steps"): "steps: {duty-manager: 2026-05-17T04:00+02:00}",
    ("Term", "id"): "id: workaround",
    ("Term", "term"): "term: Workaround",
    ("Term", "text"): "text: A way to work until it is mended.",
    ("Term", "also"): "also: [bypass, stopgap]",
    ("Covered", "section"): 'section: "4.2 Response times"',
    ("Covered", "by"): "by: [critical, serious]",
    ("Revision", "day"): "day: 2026-11-30",
    ("Revision", "text"): "text: Grade 2 is answered later.",
    ("Revision", "changes"): "changes: ...",
    ("Change", "title"): "title: Response targets",
    ("Change", "text"): 'text: "- Grade 2: within: 6 h -> 8 h"',
    ("HolidayChange", "assumed"): "assumed: true",
}
"""Examples of keys that no policy at hand has, or none in short."""

_CUES = {
    "negated": "it is not so",
    "resolved": "it is over",
    "past": "of an earlier time",
    "relapsed": "it has come back, or goes on",
    "planned": "it is still to come",
    "hypothetical": "it could be",
    "working": "something works",
    "exempt": "spared by what happens elsewhere",
    "asking": "something shall be known",
    "requesting": "something shall be done",
    "doing": "a change to make",
    "everybody": "all of them, or none",
    "most": "many, not all",
    "single": "one, or a few",
    "people": "those who use the service",
    "place": "a place",
    "quoted": "somebody else's words",
    "contrast": "another thought begins",
    "spare": "another one of the kind, which may stand in",
}


MORE: dict[tuple[str, str], str] = {
    ("About", "vendor"): "Whose policy it is.",
    ("About", "revision"): "The date of the revision that the data were taken from.",
    ("About", "language"): "The language of the policy's texts, such as `en`.",
    ("Organisation", "address"): "Its postal address, line by line.",
    ("Severity", "id"): "What the policy calls it: `1`, `P1`, `urgent`. Letters, digits, hyphens.",
    ("FactValue", "id"): "Names it within its fact: small letters, digits and hyphens, a letter "
    "first.",
    ("Fact", "values"): "What it can be, in the order in which readers choose; it ranks nothing.",
    ("Cue", "id"): "What the phrases say of the words around them: "
    + ", ".join(f"`{kind}` ({_CUES[kind]})" for kind in cues()["context"])
    + ".",
    ("Fact", "question"): "What is asked where nothing says what the fact is.",
    ("FactValue", "help"): "What the value takes in, shown under the choice.",
    ("Assumption", "value"): "The value that is taken.",
    ("Calendar", "always"): "Whether time always counts.",
    ("Calendar", "any_of"): "Ids of calendars; it is open whenever one of them is.",
    ("Matrix", "columns"): "Like `rows`, for what heads the columns.",
    ("Matrix", "text"): "What the table is about.",
    ("Matrix", "starts"): "The events that start the clock of what it promises.",
    ("Matrix", "share"): "Of how many of a hundred cases it is promised.",
    ("Section", "points"): "A list under the text.",
    ("Phone", "location"): "Where the number is answered, or for whom.",
    ("Phone", "toll_free"): "Whether a call costs nothing.",
    ("Step", "who"): "Who takes the step.",
    ("Action", "channel"): "The id of the channel that it leads to.",
    ("Escalation", "note"): "What else to know about it.",
    ("Level", "regional"): "Whether the contact of the region takes it.",
    (
        "Example",
        "opened",
    ): "When the case is opened, with its offset. Absent: now, and no deadline is expected.",
    ("Example", "called"): "When support is called.",
    ("Example", "country"): "Where it is reported: `IN`, or `US-CA`.",
    ("Example", "timezone"): "The zone in which it is reported.",
    ("Expectation", "severity"): "The severity's id, or `null` where a question is asked first.",
    ("Expectation", "criterion"): "The criterion that decides.",
    ("Expectation", "asks"): "The facts that are asked.",
    ("Expectation", "target"): "The response that governs.",
    ("Expectation", "deadline"): "When it is due.",
    ("Expectation", "escalation"): "The region whose contact is in charge.",
    ("Situation", "leads"): "The id of what to read instead of the calculator.",
    ("Term", "also"): "Other words for it.",
    ("Covered", "section"): "What the source calls the section.",
    ("Covered", "by"): "Ids of the things that carry it.",
    ("Situation", "title"): "What the reader finds themselves in.",
    ("Situation", "text"): "What to know then.",
    ("Term", "term"): "The word.",
    ("Revision", "day"): "The day from which on it holds.",
    ("Revision", "text"): "What the change is about.",
    ("Revision", "changes"): "What `python -m calculator diff --format yaml` prints.",
    ("Change", "text"): "What changed, as a list in Markdown.",
    ("Term", "text"): "What it means here.",
}
"""Meanings of keys that neither the model nor their name tells."""
