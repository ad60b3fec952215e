"""The rooms: which may import which, and that nothing goes in a circle."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = ROOT / "calculator"
MAY_IMPORT = {
    "engine": set(),
    "language": {"engine"},
    "authoring": {"engine", "language"},
    "guide": {"engine", "authoring"},
    "packaging": {"engine", "language", "authoring", "guide"},
    "__main__": {"engine", "language", "authoring"},
}
"""Beside itself.  What is not named here, such as build_hooks, is imported by nobody."""

WITHIN_ENGINE = {"time": {"policy"}, "reading": {"policy"}}
"""What the folders of the engine may import of it, beside themselves."""

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(CODE.rglob("*.py"))
    if "stand_ins" not in path.parts
}
LONGEST = 500


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports, those it imports only to check types included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in names)


IMPORTS = {
    module: {name for name in imported(path) if name in MODULES and name != module}
    for module, path in MODULES.items()
}


def room(module: str, depth: int = 1) -> str:
    return [*module.split("."), "", ""][depth]


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(name: str) -> None:
    reached = {
        (module, other)
        for module, others in IMPORTS.items()
        for other in others
        if room(module) == name and room(other) not in {name, *MAY_IMPORT[name]}
    }
    assert not reached


@pytest.mark.parametrize("name", WITHIN_ENGINE)
def test_a_room_of_the_engine_imports_only_what_it_may(name: str) -> None:
    reached = {
        (module, other)
        for module, others in IMPORTS.items()
        for other in others
        if room(module, 2) == name and room(other, 2) not in {name, *WITHIN_ENGINE[name]}
    }
    assert not reached


def test_every_module_is_in_a_room() -> None:
    assert {room(module) for module in MODULES if module != "calculator"} == set(MAY_IMPORT)


def test_no_imports_go_in_a_circle() -> None:
    order = list(TopologicalSorter(IMPORTS).static_order())
    assert set(order) == set(MODULES)


def test_nothing_imports_the_command_line_or_the_hooks() -> None:
    assert not [m for m, others in IMPORTS.items() if "calculator.__main__" in others]
    sources = [path.read_text(encoding="utf-8") for path in MODULES.values()]
    assert not [source for source in sources if "import build_hooks" in source]


@pytest.mark.parametrize("name", sorted(set(MAY_IMPORT) - {"__main__"}))
def test_a_rooms_first_lines_say_what_it_may_import_and_what_to_read_first(name: str) -> None:
    said = ast.get_docstring(ast.parse((CODE / name / "__init__.py").read_text(encoding="utf-8")))
    assert said
    assert "import" in said
    assert "Read first:" in said


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_longer_than_can_be_kept_in_mind(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST
