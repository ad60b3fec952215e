"""Reads a directory of YAML into a :class:`~calculator.engine.policy.Policy`.

Every top-level key of every YAML file is a field of ``Policy``; how they are spread over files and
folders is up to the maintainers.  Where a list is expected, a single item may stand alone.  All
problems are collected, each with its place; none of them is raised as an exception until the end.
:mod:`.slips` makes a tree of each file, :mod:`.form` reads trees along the model.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from calculator.authoring.fill import filled
from calculator.authoring.form import Form, Where
from calculator.authoring.matrices import expanded
from calculator.authoring.problem import ELLIPSIS, Place, PolicyError, Problem, listed
from calculator.authoring.shapes import required
from calculator.authoring.slips.reader import LARGEST, Read, read_yaml
from calculator.engine.policy import Policy
from calculator.language.lines import LEARNED
from calculator.language.weights_file import WeightsError, read_weights

DEFAULT = Path("policy_data")
YAML = (".yml", ".yaml")
KEYS = tuple(f.name for f in fields(Policy))
"""What may stand at the top of a file."""
MOST_FILES = 500

MOST_ENTRIES = 20_000
"""Files and folders that are looked at for YAML."""


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
    doubts: tuple[Problem, ...] = ()
    """What can be read, but was hardly meant so."""
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The lines of each file, by its path."""

    def place(self, where: Where) -> Place:
        """The place of a value, or of the nearest thing around it that was written down."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where) or Place(str(self.directory), 1, 1)

    def within(self, place: Place, message: str) -> Place:
        """Where, in a text of several lines that begins at a place, stands what a message quotes
        first."""
        lines = self.lines.get(place.path, ())[place.line - 1 :]
        quote = re.search(r"'(.+?)'", message)
        if not (quote and lines and re.search(r"[|>][+-]?$", lines[0])):
            return place
        width = len(lines[0]) - len(lines[0].lstrip())
        text = list(
            takewhile(lambda n: not n.strip() or len(n) - len(n.lstrip()) > width, lines[1:])
        )
        # A text is folded: what stands in one line of it may be spread over two.
        words = r"\s+".join(map(re.escape, quote[1].rstrip(ELLIPSIS).split()))
        found = re.search(words, whole := "\n".join(text))
        if not found:
            return place
        before = whole[: found.start()]
        column = len(before) - before.rfind("\n")
        return Place(place.path, place.line + 1 + before.count("\n"), column)


@dataclass(frozen=True)
class Draft:
    """What could be read of a policy, and what could not."""

    source: Source | None
    problems: tuple[Problem, ...]
    holes: frozenset[Where]
    """Values that were wrong, and for which something else stands."""
    left_out: frozenset[str]
    """Ids of things that could not be read, and are not in the policy."""
    nameless: frozenset[str]
    """What those are called whose id itself could not be read."""
    lines_lost: bool = False
    """Whether lines had to be left out, with whatever ids are in them."""


def policy_directory(given: Path | None = None) -> Path:
    """Where the policy is: as given, else what the environment's POLICY says, else policy_data."""
    return given if given is not None else Path(os.environ.get("POLICY") or DEFAULT)


def read_policy(directory: Path) -> Source:
    """The policy in ``directory``, its form checked (:mod:`.check` checks what it says).

    Raises PolicyError with every problem of syntax, key or type.
    """
    draft = read_draft(directory)
    if draft.problems or draft.source is None:
        raise PolicyError(list(draft.problems))
    return draft.source


def read_draft(directory: Path) -> Draft:
    """As much of the policy in ``directory`` as can be read, with every problem of its form."""
    reader = _Reader(directory)
    policy = reader.read()
    form = reader.form
    learned = None
    try:
        path = directory / LEARNED
        learned = read_weights(path) if path.is_file() else None
    except WeightsError as error:
        form.report(Place(str(error.path), 1, 1), str(error))
    source = None
    if policy is not None:
        policy, made = expanded(filled(policy))
        places = form.places | {w: form.places[c] for w, c in made.items() if c in form.places}
        doubts = tuple(sorted(set(form.doubts)))
        unread = tuple(reader.unread)
        source = Source(policy, places, directory, learned, unread, doubts, reader.lines)
    problems = tuple(sorted(set(form.problems)))
    return Draft(
        source,
        problems,
        frozenset(form.holes),
        frozenset(form.left_out),
        frozenset(form.nameless),
        reader.lines_lost,
    )


_read_before: dict[str, Read] = {}
"""The sound files of the policy that was read last, by their text: while somebody writes, one file
of many changes at a time."""


class _Reader:
    """Reads the files of a directory into one policy."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.unread: list[Path] = []
        self.lines: dict[str, tuple[str, ...]] = {}
        self.form = Form()
        self.sound: dict[str, Read] = {}
        self.lines_lost = False

    def read(self) -> Policy | None:
        top = Place(str(self.directory), 1, 1)
        if not self.directory.is_dir():
            self.form.report(top, "no such directory of policy data")
            return None
        paths = self._paths()
        if not paths:
            if not self.form.problems:
                self.form.report(top, "holds no YAML file (*.yml)")
            return None
        if len(paths) > MOST_FILES:
            self.form.report(
                top, f"holds {len(paths)} YAML files, more than the {MOST_FILES} that are read"
            )
            return None
        values: dict[str, Any] = {}
        whole = True
        for path in paths:
            whole &= self._file(path, values)
        _read_before.clear()
        _read_before.update(self.sound)
        self.form.take_misspelt(values)
        lacking = [f.name for f in fields(Policy) if required(f) and f.name not in values]
        # What a file that cannot be read gives is not known.
        if lacking and whole:
            self.form.report(top, f"no file gives {listed(lacking)}")
        return None if lacking else Policy(**values)

    def _paths(self) -> list[Path]:
        """The YAML files in the directory and its folders; those that only look so are noted."""
        found = []
        inside = self.directory.resolve()
        entries = list(islice(self.directory.rglob("*"), MOST_ENTRIES + 1))
        if len(entries) > MOST_ENTRIES:
            told = f"holds more than {MOST_ENTRIES} files; name the policy's own directory"
            self.form.report(Place(str(self.directory), 1, 1), told)
            return []
        for path in sorted(entries):
            parts = path.relative_to(self.directory).parts
            if path.is_dir() or not any(ending in path.name.lower() for ending in YAML):
                continue
            hidden = any(part.startswith(".") for part in parts)
            if path.suffix.lower() not in YAML or hidden:
                self.unread.append(path)
            elif not path.resolve().is_relative_to(inside):
                self.form.report(
                    Place(str(path), 1, 1),
                    "leads out of the policy's directory; write a file of its own",
                )
            else:
                found.append(path)
        return found

    def _file(self, path: Path, values: dict[str, Any]) -> bool:
        """Adds what a file gives; False if not all of it could be read."""
        text = self._text(path)
        if text is None:
            return False
        self.lines[str(path)] = tuple(text.split("\n"))
        done = _read_before.get(text) or read_yaml(text, KEYS, Form.judged)
        if not done.slips:
            self.sound[text] = done
        self.lines_lost |= bool(done.lost)
        self.form.open(str(path), done.text, done.lost)
        for line, column, message in done.slips:
            self.form.report(Place(str(path), line, column), message)
        self.form.silent = frozenset(line for line, _, _ in done.slips)
        has_keys = self.form.file(done.root, values)
        self.form.silent = frozenset()
        return has_keys and not done.lost

    def _text(self, path: Path) -> str | None:
        at, text = (1, 1), None
        try:
            if not path.is_file():
                message = "is no file"
            elif (size := path.stat().st_size) > LARGEST:
                message = f"has {size} bytes, more than the {LARGEST} that are read; split it"
            else:
                data = path.read_bytes()
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8", "replace")
            at = before.count("\n") + 1, len(before) - before.rfind("\n")
            message = "is not UTF-8; save the file as UTF-8"
        if text is None:
            self.form.report(Place(str(path), *at), message)
        return text
