"""What editors make of a policy's files: a language server, driven as an editor does it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.authoring.check import load_policy
from calculator.authoring.editor import MODELINE, editor_schema, modeline, write_for_editors
from tests.authoring.language_server import Server, language_server
from tests.conftest import ROOT
from tests.policies import ALL, OFFICES, PUBLISHED

DIRECTORIES = [*ALL, *PUBLISHED, ROOT / "policy_data"]
SCHEMA = editor_schema()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of all policies, ready for editors."""
    place = tmp_path_factory.mktemp("editor")
    for directory in DIRECTORIES:
        copy = Path(shutil.copytree(directory, place / directory.name))
        write_for_editors(load_policy(copy))
    return place


@pytest.fixture(scope="module")
def server(desk: Path) -> Iterator[Server]:
    with language_server(desk) as server:
        yield server


def files(directory: Path) -> list[Path]:
    return sorted([*directory.rglob("*.yml"), *directory.rglob("*.yaml")])


@pytest.mark.parametrize("name", [d.name for d in DIRECTORIES])
def test_nothing_is_said_of_a_policy_in_order(desk: Path, server: Server, name: str) -> None:
    for file in files(desk / name):
        assert (file.name, server.diagnostics(file, file.read_text("utf-8"))) == (file.name, [])


def test_every_key_is_explained(desk: Path, server: Server) -> None:
    explained: set[str] = set()
    for directory in DIRECTORIES:
        for file in files(desk / directory.name):
            text = file.read_text("utf-8")
            uri = server.open(file, text)
            for way, key in _keys(yaml.compose(text), SCHEMA):
                if way not in explained:
                    mark = key.start_mark
                    told = server.hover(uri, mark.line, mark.column + 1)
                    assert "Example: " in told, f"{file}:{mark.line + 1}: {key.value}: {told}"
                    explained.add(way)
    assert len(explained) > 150


def test_every_key_is_offered_where_it_may_stand(desk: Path, server: Server) -> None:
    """An editor that is about to write a thing is offered all of its keys."""
    file = desk / OFFICES.name / "new.yml"
    first = modeline(file, desk / OFFICES.name)
    assert server.completion(server.open(file, f"{first}\n"), 1, 0) >= SCHEMA["properties"].keys()
    for lines, keys in _ways(SCHEMA, []):
        text = "\n".join([first, *lines])
        offered = server.completion(server.open(file, text), len(lines), len(lines[-1]))
        assert keys - offered == set(), text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("response: [{calendar: }]", {"always", "oslo-hours", "any-office"}),
        ("regions: [{office_hours: }]", {"oslo-hours"}),
        ("examples: [{expect: {criterion: }}]", {"p1-loss", "p4-wish"}),
        ("examples: [{expect: {escalation: }}]", {"oslo", "toronto"}),
        ("interpretations: [{applies_to: }]", {"p1-loss", "reach", "oslo"}),
        ("actions: [{does: }]", {"open-case", "call", "note"}),
    ],
)
def test_ids_of_the_policy_are_offered(
    desk: Path, server: Server, line: str, expected: set[str]
) -> None:
    file = desk / OFFICES.name / "ids.yml"
    text = f"{modeline(file, desk / OFFICES.name)}\n{line}\n"
    at = line.index(": }") + 2
    assert server.completion(server.open(file, text), 1, at) >= expected


def test_facts_and_their_values_are_offered(desk: Path, server: Server) -> None:
    file = desk / OFFICES.name / "facts.yml"
    first = modeline(file, desk / OFFICES.name)
    uri = server.open(file, f"{first}\nresponse:\n  - when:\n      ")
    assert server.completion(uri, 3, 6) >= {"service", "effect", "severity", "day"}
    uri = server.open(file, f"{first}\nresponse:\n  - when:\n      effect: ")
    assert server.completion(uri, 3, 14) >= {"lost", "stopped"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    label: Critical", "    lable: Critical", "Property lable is not allowed"),
        ("    starts: case-opened", "    starts: case-open", "Value is not accepted"),
        ("    within: 4 h", "    within: [4 h]", "Incorrect type"),
        ("  revision: 2026-03-01", "  revision: 01.03.2026", "does not match the pattern"),
        ("toll_free: true", "toll_free: yep", "Incorrect type"),
        ("    question: What is the effect?\n", "", 'Missing property "question"'),
    ],
)
def test_a_mistake_is_marked_in_its_line(
    desk: Path, server: Server, old: str, new: str, told: str
) -> None:
    file = desk / OFFICES.name / "policy.yml"
    text = file.read_text("utf-8")
    said = server.diagnostics(file, text.replace(old, new, 1))
    lines = range(text[: text.index(old)].count("\n") - 4, text[: text.index(old)].count("\n") + 2)
    assert [s for s in said if told in s and int(s.split(":")[0]) in lines], said


def test_the_line_for_editors_is_written_once(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ALL[-1], tmp_path / "policy"))
    write_for_editors(load_policy(copy))
    once = {file: file.read_bytes() for file in copy.rglob("*") if file.is_file()}
    write_for_editors(load_policy(copy))
    assert {file: file.read_bytes() for file in copy.rglob("*") if file.is_file()} == once
    heads = {file: file.read_text("utf-8").splitlines()[0] for file in files(copy)}
    for file, head in heads.items():
        assert (file.parent / head.removeprefix(MODELINE)).resolve() == copy / ".schema.json"


def test_every_class_refuses_keys_that_it_has_not() -> None:
    objects = [SCHEMA, *(d for d in SCHEMA["definitions"].values() if "required" in d)]
    assert len(objects) > 25
    assert all(one["additionalProperties"] is False for one in objects)
    assert "required" not in SCHEMA


# -- along the schema ------------------------------------------------------------------------------


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a schema says of a single thing, whether or not it may be in a list."""
    while True:
        if "$ref" in schema:
            schema = SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]]
        elif "if" in schema:
            schema = schema["then"].get("items") or schema["else"]
        elif "anyOf" in schema and "$ref" in schema["anyOf"][0]:
            schema = schema["anyOf"][0]
        else:
            return schema


def _keys(
    node: yaml.Node, schema: dict[str, Any], way: str = ""
) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The keys of the model in a tree, each with the way to it."""
    schema = _resolved(schema)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys(item, schema, way)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            own = schema.get("properties", {}).get(key.value)
            if own:
                yield f"{way}.{key.value}", key
                yield from _keys(value, own, f"{way}.{key.value}")


def _ways(schema: dict[str, Any], lines: list[str]) -> Iterator[tuple[list[str], set[str]]]:
    """Lines that lead to each kind of thing, to the place of its first key, and its keys."""
    for key, own in schema["properties"].items():
        inner = _resolved(own)
        if inner.get("additionalProperties") is not False:
            continue
        indent = len(lines[-1]) if lines else 0
        begun = [*lines[:-1], f"{lines[-1] if lines else ''}{key}:"]
        further = [*begun, " " * (indent + 2) + ("- " if "if" in own else "")]
        yield further, set(inner["properties"])
        yield from _ways(inner, further)


def test_descriptions_say_what_the_reference_says() -> None:
    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    for name, one in SCHEMA["definitions"].items():
        for key, own in one.get("properties", {}).items():
            told = own.get("markdownDescription", "").split("\n\nExample: ")[0]
            assert told.replace("|", "\\|") in page, f"{name}.{key}"
            assert re.search(r"Example: `.+`$", own["markdownDescription"]), f"{name}.{key}"
