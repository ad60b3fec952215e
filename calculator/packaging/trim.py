"""Runs inside Pyodide, at build time: keeps what the engine can reach, and compiles it.

``/work`` holds the standard library's zip and the wheels; what the browser gets is put into
``/work/made``.  What ``reach.py``, which ran before, has noted there says what is imported for
certain.  Nothing else imports this.
"""

import ast
import json
import marshal
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

WORK = Path("/work")
MADE = WORK / "made"
LIBRARY = WORK / "python_stdlib.zip"
NEVER_COMPARED = (1).to_bytes(4, "little") + bytes(8)
"""Bytecode by its source's digest, which is never asked for: there is no source beside it."""

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

BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""Where the syntax tree holds statements in statements."""


def main() -> None:
    wheels = [Source(wheel) for wheel in sorted(WORK.glob("*.whl"))]
    engine = next(wheel for wheel in wheels if wheel.file("calculator.engine"))
    library = Source(LIBRARY)
    imported = set(json.loads((WORK / "imported.json").read_text()))
    kept = {library: reachable(library, wheels, imported), engine: engine.files}
    for wheel in wheels:
        if wheel is not engine:
            unused = {wheel.file(name) for name in wheel.modules() if name not in imported}
            kept[wheel] = wheel.files - unused
    MADE.mkdir()
    version = "".join(map(str, sys.version_info[:2]))
    for source, files in kept.items():
        contents = {name: source.zip.read(name) for name in sorted(files)}
        if source is library:
            contents["methods.py"] = (WORK / "methods.py").read_bytes()
            contents["compiled_methods.py"] = compiled_methods()
        target = MADE / source.path.name.replace("-py3-", f"-cp{version}-")
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in contents.items():
                if name.endswith(".py"):
                    archive.writestr(f"{name}c", bytecode(name, content))
                else:
                    archive.writestr(name, content)


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
        self.path = path
        self.zip = zipfile.ZipFile(path)
        self.files = set(self.zip.namelist())
        self.known: dict[tuple[str, bool], list[str]] = {}
        self.parsed: dict[str, ast.Module] = {}

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
        for node in statements(self.tree(file), in_functions):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parents = package.split(".")[: len(package.split(".")) - max(node.level - 1, 0)]
                base = ".".join([*(parents if node.level else []), *filter(None, [node.module])])
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def tree(self, file: str) -> ast.Module:
        if file not in self.parsed:
            self.parsed[file] = ast.parse(self.zip.read(file))
        return self.parsed[file]


def statements(node: ast.AST, in_functions: bool) -> Iterator[ast.AST]:
    """Every statement that runs; not ``if TYPE_CHECKING`` or ``if __name__ == "__main__"``."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not in_functions:
        return
    skipped = isinstance(node, ast.If) and any(
        isinstance(name, ast.Name | ast.Attribute)
        and getattr(name, "id", getattr(name, "attr", "")) in ("TYPE_CHECKING", "__name__")
        for name in ast.walk(node.test)
    )
    for part in ("orelse",) if skipped else BLOCKS:
        for child in getattr(node, part, ()):
            yield from statements(child, in_functions)


def compiled_methods() -> bytes:
    """The module in which ``methods.py`` finds what dataclasses would compile."""
    with open(WORK / "compiled_methods", "rb") as file:
        methods = {source: without_lines(code) for source, code in marshal.load(file).items()}
    return f"CODE = {marshal.dumps(methods)!r}\n".encode()


def bytecode(file: str, source: bytes) -> bytes:
    """A module as the interpreter reads it, without docstrings, assertions and line numbers."""
    code = compile(source, file, "exec", dont_inherit=True, optimize=2)
    return MAGIC_NUMBER + NEVER_COMPARED + marshal.dumps(without_lines(code))


def without_lines(code: CodeType) -> CodeType:
    """Code that does not know its lines, of which a reader is told nothing: a good part of it."""
    parts = (without_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=tuple(parts))


main()
