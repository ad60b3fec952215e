"""Runs inside Pyodide, at build time: keeps what the engine can reach, and compiles it.

``/work`` holds the standard library's zip, the wheels and their lock file; each is replaced by
what the browser gets.  What ``reach.py`` has written there says what is imported for certain.
``/site`` is where pyodide-build is installed.  Nothing else imports this.
"""

import ast
import importlib
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

WORK = Path("/work")
LIBRARY = WORK / "python_stdlib.zip"

# Modules that others, written in C or frozen, import where no reader of Python source can see it.
IMPORTED_UNSEEN = {
    "_datetime": ["_strptime"],
    "_zoneinfo": ["zoneinfo._common", "zoneinfo._tzpath"],
    "_json": ["json.decoder"],
    "_warnings": ["warnings"],
    "importlib._bootstrap_external": ["importlib.readers", "importlib.resources"],
    "zipimport": ["encodings.cp437"],
    "the interpreter": ["encodings.utf_8", "encodings.ascii", "encodings.latin_1", "traceback"],
}


def main() -> None:
    wheels = {wheel: Source(wheel) for wheel in sorted(WORK.glob("*.whl"))}
    engine = next(source for source in wheels.values() if source.file("calculator.engine"))
    library = Source(LIBRARY)
    imported = set(json.loads((WORK / "imported.json").read_text()))
    kept = {LIBRARY: reachable(library, list(wheels.values()), imported)}
    for wheel, source in wheels.items():
        if source is not engine:
            unused = {source.file(name) for name in source.modules() if name not in imported}
            kept[wheel] = source.files - unused
    for archive, files in kept.items():
        rewrite(archive, files)
    with zipfile.ZipFile(LIBRARY, "a") as library_zip:
        for name in ("compiled_methods.py", "methods.py"):
            library_zip.write(WORK / name, name)
    sys.path.append("/site")
    compile_archives = importlib.import_module("pyodide_build._py_compile")
    compile_archives._py_compile_archive_dir(WORK, keep=False, verbose=False, compression_level=0)


def reachable(library: "Source", wheels: list["Source"], imported: set[str]) -> set[str]:
    """The library's files that starting Python, loading the engine and answering can import.

    What starting and loading do import is known by doing it.  From there, every import at the top
    of a module is followed, through all modules.  Imports inside functions are followed from the
    wheels, and from the packages that the wheels import: deeper ones belong to paths (a debugger,
    a pager, another platform) that the engine does not take, to which the engine's own tests, run
    in the trimmed library, hold us.
    """
    roots = imported | {name for names in IMPORTED_UNSEEN.values() for name in names}
    for wheel in wheels:
        for name in imported.intersection(wheel.modules()):
            for direct in wheel.imports(name, in_functions=True):
                roots.add(direct)
                for part in closure(library, [direct]):
                    if part.partition(".")[0] == direct.partition(".")[0]:
                        roots.update(library.imports(part, in_functions=True))
    return set(closure(library, roots).values())


def closure(library: "Source", roots: Iterable[str]) -> dict[str, str]:
    """From each module that importing the roots imports, to its file; parents included."""
    found: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        file = library.file(name)
        if file is None or name in found:
            continue
        found[name] = file
        waiting.extend(library.imports(name, in_functions=False))
        if "." in name:
            waiting.append(name.rpartition(".")[0])
    return found


class Source:
    """The modules of a zip of Python source."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path)
        self.files = set(self.zip.namelist())
        self.known: dict[tuple[str, bool], list[str]] = {}

    def file(self, module: str) -> str | None:
        path = module.replace(".", "/")
        return next((f for f in (f"{path}/__init__.py", f"{path}.py") if f in self.files), None)

    def modules(self) -> list[str]:
        files = sorted(f for f in self.files if f.endswith(".py") and not f.endswith("__main__.py"))
        return [f.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for f in files]

    def imports(self, module: str, *, in_functions: bool) -> list[str]:
        """The modules that this one's import statements may mean, most of which may not exist."""
        asked = (module, in_functions)
        if asked not in self.known:
            self.known[asked] = list(dict.fromkeys(self.read(module, in_functions)))
        return self.known[asked]

    def read(self, module: str, in_functions: bool) -> Iterator[str]:
        file = self.file(module)
        if file is None:
            return
        package = module if file.endswith("/__init__.py") else module.rpartition(".")[0]
        for node in statements(ast.parse(self.zip.read(file)), in_functions):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parents = package.split(".")[: len(package.split(".")) - max(node.level - 1, 0)]
                base = ".".join([*(parents if node.level else []), *filter(None, [node.module])])
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)


def statements(node: ast.AST, in_functions: bool) -> Iterator[ast.AST]:
    """Every node that runs; not ``if TYPE_CHECKING`` or ``if __name__ == "__main__"``."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not in_functions:
        return
    skipped = isinstance(node, ast.If) and any(
        isinstance(name, ast.Name | ast.Attribute)
        and getattr(name, "id", getattr(name, "attr", "")) in ("TYPE_CHECKING", "__name__")
        for name in ast.walk(node.test)
    )
    children = node.orelse if isinstance(node, ast.If) and skipped else ast.iter_child_nodes(node)
    for child in children:
        yield from statements(child, in_functions)


def rewrite(archive: Path, files: set[str]) -> None:
    """Rewrites the archive with these files only."""
    with zipfile.ZipFile(archive) as whole:
        contents = {name: whole.read(name) for name in sorted(files)}
    with zipfile.ZipFile(archive, "w") as trimmed:
        for name, content in contents.items():
            trimmed.writestr(name, content)


main()
