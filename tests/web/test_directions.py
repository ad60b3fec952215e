"""The rooms of the web code: what each may import is what calculator/web/README.md says."""

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

WEB = Path(__file__).parents[2] / "calculator" / "web"
TOP = "(here)"
ENTRANCES = ("main.mjs", "mount.mjs")

ROW = re.compile(
    r"^\| *`?(?P<folder>[\w()]+)/?`? *\|[^|]+\| *(?P<imports>[^|]+?) *\|", re.MULTILINE
)
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*"(\.[^"]+)\"""")

Modules = Mapping[str, set[str]]


def modules(root: Path, *, types_too: bool = False) -> dict[str, set[str]]:
    """From each module to those it imports, at once or later; for types alone, if wanted."""
    found = {}
    for path in sorted(root.rglob("*.mjs")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        code = text if types_too else COMMENT.sub("", text)
        found[name] = {normpath(join(dirname(name), target)) for target in IMPORT.findall(code)}
    return found


def rooms(readme: str) -> dict[str, set[str]]:
    """From each folder of the table to those it may import."""
    table = {row["folder"]: row["imports"] for row in ROW.finditer(readme)}
    table.pop("folder")
    below = table.keys() - {TOP}
    return {
        folder: set(below) if folder == TOP else set(re.findall(r"`(\w+)`", imports))
        for folder, imports in table.items()
    }


def room(name: str) -> str:
    return name.split("/")[0] if "/" in name else TOP


def wrong_ways(imports: Modules, allowed: Mapping[str, set[str]]) -> list[str]:
    """Imports from one folder into another that the table does not allow."""
    return [
        f"{name} imports {target}"
        for name, targets in imports.items()
        for target in sorted(targets)
        if room(target) not in {room(name), *allowed[room(name)]} and target != "types"
    ]


def circle(imports: Modules) -> list[str]:
    """Modules that import one another in a circle; none if there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


ROOMS = rooms((WEB / "README.md").read_text(encoding="utf-8"))
IMPORTS = modules(WEB)


def test_the_table_names_every_folder() -> None:
    assert ROOMS.keys() == {room(path.relative_to(WEB).as_posix()) for path in WEB.rglob("*.*")}


def test_the_table_allows_no_circle_of_folders() -> None:
    assert circle(ROOMS) == []


def test_modules_import_what_the_table_allows() -> None:
    assert wrong_ways(modules(WEB, types_too=True), ROOMS) == []


def test_modules_import_one_another_in_no_circle() -> None:
    assert circle(IMPORTS) == []


def test_nothing_but_the_entrances_leads_to_the_conductor() -> None:
    into = {name for name, targets in IMPORTS.items() if "calculator.mjs" in targets}
    assert into == {"mount.mjs"}
    assert {n for n, targets in IMPORTS.items() if targets & set(ENTRANCES)} == {"main.mjs"}


def test_every_module_can_be_read_at_once() -> None:
    lines = {name: len((WEB / name).read_text(encoding="utf-8").splitlines()) for name in IMPORTS}
    assert lines.pop("calculator.mjs") <= 300
    assert {name: count for name, count in lines.items() if count > 500} == {}


# -- the rules themselves ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        'import { a } from "../views/a.mjs";',
        'import {\n  a,\n  b,\n} from "../views/a.mjs";',
        'import "../views/a.mjs";',
        'export { a } from "../views/a.mjs";',
        'const a = await import("../views/a.mjs");',
        '/** @typedef {import("../views/a.mjs").A} A */',
    ],
)
def test_every_way_to_import_is_seen(code: str, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "one.mjs").write_text(f"/** Why. */\n{code}\n")
    found = modules(tmp_path, types_too=True)
    assert found == {"case/one.mjs": {"views/a.mjs"}}
    assert wrong_ways(found, {"case": {"fields"}}) == ["case/one.mjs imports views/a.mjs"]
    assert wrong_ways(found, {"case": {"views"}}) == []


def test_an_import_in_a_comment_makes_no_circle(tmp_path: Path) -> None:
    (tmp_path / "a.mjs").write_text('import { b } from "./b.mjs";\n')
    (tmp_path / "b.mjs").write_text('/** @typedef {import("./a.mjs").A} A */\n')
    assert circle(modules(tmp_path)) == []
    assert circle(modules(tmp_path, types_too=True)) != []
