"""The corpus of mistakes and of harmless edits: ``mistakes/*.txt``, read into cases.

``@ policy file`` says which file is edited from there on; ``# name`` begins a case.  ``<`` lines
stand once in the file and are replaced by the ``>`` lines after them, in which ``»`` marks each
place that a message has to name and ``‹A0›`` stands for a character by its code.  ``=`` is a
message; they stand in order of place.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from calculator.authoring.examine import examined
from calculator.authoring.problem import PolicyError
from tests.policies import HERE as POLICIES

HERE = Path(__file__).parent / "mistakes"
MARK = "»"


@dataclass
class Case:
    """One edit: what it does to a file, and what is said of it."""

    name: str
    policy: str
    file: str
    changes: list[tuple[str, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The edited file, places marked."""
        text = (POLICIES / self.policy / self.file).read_text(encoding="utf-8")
        for old, new in self.changes:
            assert text.count(old) == 1, f"{self.name}: {text.count(old)} times: {old}"
            text = text.replace(old, new)
        return text

    def places(self) -> list[tuple[int, int]]:
        """Line and column, from 1, of each place marked."""
        plain, found = self.text(), []
        while (at := plain.find(MARK)) >= 0:
            plain = plain[:at] + plain[at + 1 :]
            found.append((plain.count("\n", 0, at) + 1, at - plain.rfind("\n", 0, at)))
        return found

    def written(self, directory: Path) -> Path:
        """The policy with the edit made, in ``directory``."""
        policy = Path(shutil.copytree(POLICIES / self.policy, directory / self.policy))
        (policy / self.file).write_text(self.text().replace(MARK, ""), encoding="utf-8")
        return policy


def cases(name: str) -> list[Case]:
    return list(_cases((HERE / f"{name}.txt").read_text(encoding="utf-8")))


def _cases(text: str) -> Iterator[Case]:
    policy = file = ""
    case: Case | None = None
    side = ""
    for line in text.splitlines():
        mark, rest = line[:1], _decoded(line[2:] if line[1:2] == " " else line[1:])
        if mark == "@":
            policy, file = rest.split(" ", 1)
        elif mark == "#":
            if case:
                yield case
            case = Case(rest, policy, file)
        elif mark and case:
            _add(case, mark, rest, follows=mark == side)
        side = mark
    if case:
        yield case


def _add(case: Case, mark: str, rest: str, *, follows: bool) -> None:
    if mark == "=":
        case.messages.append(rest)
    elif mark == "<":
        case.changes.append((f"{case.changes.pop()[0]}\n{rest}", "") if follows else (rest, ""))
    elif mark == ">":
        old, new = case.changes.pop()
        case.changes.append((old, f"{new}\n{rest}" if follows else rest))


def _decoded(text: str) -> str:
    return re.sub(r"‹([0-9A-F]+)›", lambda found: chr(int(found[1], 16)), text)


def told(case: Case, directory: Path) -> list[tuple[tuple[int, int], str]]:
    """What the check says of the edited policy: places in the edited file and messages."""
    policy = case.written(directory)
    try:
        found = examined(policy)
    except PolicyError as error:
        problems = sorted([*error.problems, *error.doubts])
    else:
        problems = [*found.wrong_examples, *found.doubts]
    return [((p.place.line, p.place.column), str(p).split(": ", 1)[1]) for p in problems]
