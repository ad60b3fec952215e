"""YAML that people write by hand, read as far as it can be, with every slip at its own place.

What YAML's parser says of a slip names the place where it gave up, which may be far from the place
to mend.  So each slip is looked for (:mod:`.guesses` makes a few for the lines around), each
guess is tried, and the one after which the file reads on, and best, is told and taken.  The rest of
the file is then read as if it had been written so, and gives its own mistakes at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from calculator.authoring.problem import INVISIBLE, quoted
from calculator.authoring.slips.guess import Guess
from calculator.authoring.slips.guesses import guesses, wanderers
from calculator.authoring.slips.indents import blank

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where it is there: it is ten times as fast."""

LARGEST = 1_000_000
"""Bytes of a file up to which it is read."""

DEEPEST = 50
"""Lists and keys within each other, up to which they are read."""

MOST_VALUES = 100_000
"""Values of a file, those that aliases repeat counted each time."""

EFFORT = 4_000_000
"""Characters that may be parsed again while slips are looked for."""

CONFLICT = re.compile(r"(\s*)(<{7}|\|{7}|={7}|>{7})(?: |\r?$)")
"""A mark of a merge conflict, which formatters may have indented."""

NOT_ALLOWED = re.compile(r"[^\t\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TURNS = re.compile("[\u202a-\u202e]")
"""What has a text read otherwise than it stands there, also what comes after it.

Text from the right to the left needs none of them; what isolates a name (U+2066 to U+2069) may be.
"""

MOST_SLIPS = 500
"""Slips that are looked for in one file."""

LONG_SECTION = 40
"""Lines of a section from which on each of its items is mended alone first."""

JUDGING = 3
"""How much longer it takes to judge a tree than to make it."""

type Slip = tuple[int, int, str]
"""A line and a column, both from 1, and a message."""


def turning(character: str) -> str:
    """What is said of a character that turns the direction of what is behind it."""
    code = f"U+{ord(character):04X}"
    return f"the character {code} has what stands behind it read from the other side; remove it"


@dataclass(frozen=True)
class Judged:
    """What the form of a policy makes of a tree."""

    wrong: list[int]
    """The lines, from 0, of what is wrong."""
    read: int
    """How many values were read, right or wrong."""


type Judge = Callable[[yaml.Node | None], Judged]


@dataclass
class Read:
    """A file as read: its tree, the slips found, and whether all of it could be read."""

    root: yaml.Node | None = None
    text: str = ""
    slips: list[Slip] = field(default_factory=list)
    lost: list[range] = field(default_factory=list)
    """Lines, from 0, that had to be left out."""


def read_yaml(text: str, known: Iterable[str], judge: Judge) -> Read:
    """The tree of a text.  ``known`` are the keys that may stand at the top."""
    return _Reading(text, frozenset(known), judge).read()


class _Reading:
    def __init__(self, text: str, known: frozenset[str], judge: Judge) -> None:
        self.known = known
        self.judge = judge
        self.effort = EFFORT
        self.done = Read()
        self.lines = text.split("\n")

    def read(self) -> Read:
        self._clean()
        done = self.done
        done.text = "\n".join(self.lines)
        root, error = self._composed(done.text)
        if error:
            for section in _sections(self.lines, self.known):
                for part in _items(self.lines, section):
                    self._mend(part)
                self._mend(section)
            done.text = "\n".join(self.lines)
            root, error = self._composed(done.text)
        if error:
            done.slips.append(_fallback(error))
            done.lost.append(range(len(self.lines)))
            return done
        done.root = self._settle(root)
        done.text = "\n".join(self.lines)
        done.slips.sort()
        return done

    # -- what is told by the look of a line --------------------------------------------------------

    def _clean(self) -> None:
        self._conflicts()
        self._patch()
        begun = False
        for i, line in enumerate(self.lines):
            for found in NOT_ALLOWED.finditer(line):
                code = f"U+{ord(found[0]):04X}"
                self._slip(i, found.start(), f"the character {code} is not allowed; remove it")
                self.lines[i] = self.lines[i].replace(found[0], " ")
            for found in TURNS.finditer(line):
                self._slip(i, found.start(), turning(found[0]))
                self.lines[i] = self.lines[i].replace(found[0], "")
            self._no_spaces(i)
            stripped = line.rstrip()
            if stripped == "..." and not any(map(_says_something, self.lines[i + 1 :])):
                continue
            if stripped in ("---", "...") and begun:
                self._slip(
                    i, 0, f"'{stripped}' begins another document; a file holds one. Remove the line"
                )
                self.lines[i] = ""
            elif line.startswith("%"):
                self._slip(
                    i,
                    0,
                    "a line that begins with '%' is a setting of YAML's own; remove "
                    "it, or write a comment with '#'",
                )
                self.lines[i] = ""
            begun = begun or _says_something(line)

    def _no_spaces(self, i: int) -> None:
        """Takes blanks that only look like spaces for spaces where they indent a line."""
        line = self.lines[i]
        width = len(line) - len(line.lstrip())
        found = next((n for n in range(width) if line[n] in INVISIBLE), None)
        if found is not None and line.strip():
            self._slip(i, found, f"{blank(line[found])} indents this line; write spaces")
            self.lines[i] = " " * width + line.lstrip()

    def _patch(self) -> None:
        """Takes away the signs that patches begin their new lines with."""
        told = False
        for i, line in enumerate(self.lines):
            signed = re.match(r"\+(?=\s*(- )?[\w-]+:(\s|$)|\s*- |\s+\S)", line)
            if signed and not told:
                self._slip(i, 0, "this line begins with '+', as in a patch; remove the sign")
            told = bool(signed)
            if signed:
                self.lines[i] = line[1:]

    def _conflicts(self) -> None:
        """Takes the first side of a merge conflict, after telling where it begins."""
        marks = [(i, m[2][0]) for i, line in enumerate(self.lines) if (m := CONFLICT.match(line))]
        while marks:
            i, mark = marks.pop(0)
            sides = "".join(mark for _, mark in marks[:3])
            whole = next((s for s in ("|=>", "=>") if mark == "<" and sides.startswith(s)), "")
            named = quoted(mark * 7)
            if whole:
                told = (
                    "marks a merge conflict; keep one side, and remove the marks down to '>>>>>>>'"
                )
                self._slip(i, self.lines[i].index(mark), f"{named} {told}")
                first, last = marks[0][0], marks[len(whole) - 1][0]
                del marks[: len(whole)]
                for n in (i, *range(first, last + 1)):
                    self.lines[n] = ""
            elif not self.lines[i][0].isspace():
                self._slip(i, 0, f"{named} is left of a merge conflict; remove the line")
                self.lines[i] = ""

    def _slip(self, line: int, column: int, message: str) -> None:
        self.done.slips.append((line + 1, column + 1, message))

    # -- what YAML cannot read ---------------------------------------------------------------------

    def _mend(self, section: Sequence[int]) -> None:
        """Makes some lines readable, by the best guess for each slip, else by leaving lines out."""
        while error := self._error(before := [self.lines[i] for i in section]):
            at, context, told = error
            if len(self.done.slips) >= MOST_SLIPS:
                # Whatever else is wrong is not told; nothing is looked for where nothing is said.
                self.done.lost.append(range(section[0], section[-1] + 1))
                for i in section:
                    self.lines[i] = ""
                return
            best = self._best(before, at, context, told) if self.effort > 0 else None
            if best:
                self._slip(section[best.line], best.column - 1, best.message)
                self._take(section, best)
                if best.loses:
                    self.done.lost += [range(section[i], section[i] + 1) for i in best.lines]
            else:
                # What is open began further up, and goes on to the end of its key.
                first = context if context < at and ("clos" in told) else at
                lost = [section[i] for i in _around(before, first)]
                self._slip(section[at], _indent(before[at]), told)
                self.done.lost.append(range(lost[0], lost[-1] + 1))
                for i in lost:
                    self.lines[i] = ""

    def _take(self, section: Sequence[int], guess: Guess) -> None:
        for i, line in guess.lines.items():
            self.lines[section[i]] = line

    def _best(self, lines: list[str], at: int, context: int, told: str) -> Guess | None:
        best, best_score = None, (at, 0, 0)
        for guess in guesses(lines, at, context, told):
            if self.effort <= 0:
                break
            changed = [guess.lines.get(i, line) for i, line in enumerate(lines)]
            root, error = self._composed("\n".join(changed))
            if error:
                score = (_line(error)[0], 0, -len(guess.lines))
            else:
                wrong = self._judged(root, lines).wrong
                score = (len(lines) + 1, -len(wrong), -len(guess.lines))
            if score > best_score:
                best, best_score = guess, score
        return best

    def _judged(self, root: yaml.Node | None, lines: list[str]) -> Judged:
        self.effort -= JUDGING * sum(map(len, lines))
        return self.judge(root)

    def _error(self, lines: list[str]) -> tuple[int, int, str] | None:
        _, error = self._composed("\n".join(lines))
        if error is None:
            return None
        at, context = _line(error)
        last = max((i for i, line in enumerate(lines) if line.strip()), default=0)
        return min(at, last), min(context, last), _fallback(error)[2]

    def _composed(self, text: str) -> tuple[yaml.Node | None, yaml.YAMLError | None]:
        self.effort -= len(text) + 100
        try:
            if problem := _too_much(text):
                return None, problem
            return yaml.compose(text, Loader=Loader), None
        except yaml.YAMLError as error:
            return None, error
        except (ValueError, OverflowError, RecursionError) as error:
            # The pure Python parser lets a few through, such as a code that is no character.
            mark = yaml.Mark("", 0, 0, 0, None, 0)
            return None, yaml.MarkedYAMLError(problem=str(error), problem_mark=mark)

    # -- what YAML reads otherwise than it was meant -----------------------------------------------

    def _settle(self, root: yaml.Node | None) -> yaml.Node | None:
        """Where lines that YAML can read make no sense, looks whether one slip explains it.

        What hides values, such as a key within a text, explains nothing.
        """
        for _ in range(10):
            judged = self._judged(root, self.lines)
            if not judged.wrong:
                break
            best, best_score = None, len(judged.wrong)
            for guess in wanderers(self.lines, judged.wrong):
                if self.effort <= 0:
                    break
                changed = [guess.lines.get(i, line) for i, line in enumerate(self.lines)]
                other, error = self._composed("\n".join(changed))
                if error:
                    continue
                then = self._judged(other, self.lines)
                if len(then.wrong) < best_score and then.read >= judged.read:
                    best, best_score, best_root = guess, len(then.wrong), other
            if best is None:
                break
            self._slip(best.line, best.column - 1, best.message)
            self._take(range(len(self.lines)), best)
            root = best_root
        return root


def _sections(lines: list[str], known: frozenset[str]) -> Iterator[range]:
    """The lines of each key at the top.  What stands before the first belongs to it."""
    head = re.compile(rf"({'|'.join(sorted(known))})\s*(:|$)")
    starts = [i for i, line in enumerate(lines) if head.match(line)]
    for start, stop in zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True):
        yield range(start, stop)


def _items(lines: list[str], section: range) -> Iterator[Sequence[int]]:
    """The items of a long list, each below its key: a slip in one is not looked for in others.

    What is left, such as a slip that reaches into the next item, is mended in the whole section.
    """
    if len(section) < LONG_SECTION:
        return
    dash = next((i for i in section if lines[i].lstrip().startswith("- ")), section.stop)
    width = _indent(lines[dash]) if dash < section.stop else 0
    starts = [i for i in range(dash, section.stop) if lines[i][: width + 2] == f"{' ' * width}- "]
    for start, stop in zip(starts, [*starts[1:], section.stop], strict=False):
        yield [*range(section.start, dash), *range(start, stop)]


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _around(lines: list[str], at: int) -> range:
    """A line and all that stands under it."""
    stop = at + 1
    while stop < len(lines) and (
        not lines[stop].strip() or _indent(lines[stop]) > _indent(lines[at])
    ):
        stop += 1
    return range(at, stop)


def _line(error: yaml.YAMLError | None) -> tuple[int, int]:
    """The line where the parser gave up, and that in which it began what it was at; from 0."""
    at = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    line = at.line if at else 0
    return line, context.line if context else line


PLAIN = (
    ("undefined alias", "a value that begins with '*' needs quotes"),
    ("found another document", "a file holds one document; remove the line '---'"),
    ("nested too deeply", f"lists or keys are nested more than {DEEPEST} deep"),
    (
        "too many values",
        f"more than {MOST_VALUES} values, those that aliases repeat counted each time",
    ),
    ("escape", "a backslash in double quotes begins an escape, and this one there is not"),
    ("tab", "a tab stands where YAML wants spaces"),
    ("expected ':'", "a key without a colon, or a text that is not indented under its key"),
    (
        "mapping values",
        "a second colon: put the text in quotes, or indent the line as its neighbours are",
    ),
    ("block end", "this line is not indented as its neighbours are"),
    ("block mapping", "this line is not indented as its neighbours are"),
    ("',' or", "a comma or a closing bracket is missing"),
    ("quoted scalar", "a quote is not closed"),
    ("document start", "this line belongs to no key"),
)


def _fallback(error: yaml.YAMLError) -> Slip:
    """The parser's own finding in plain words, where nothing better is known."""
    at, _ = _line(error)
    mark = getattr(error, "problem_mark", None)
    said = " ".join(str(getattr(error, n, "") or "") for n in ("context", "problem"))
    plain = (told for words, told in PLAIN if words in said)
    told = next(plain, f"cannot be read as YAML: {said.strip()}")
    return at + 1, (mark.column if mark else 0) + 1, told


def _too_much(text: str) -> yaml.YAMLError | None:
    """Whether values are nested or repeated beyond all bounds, without building them."""
    if not re.search(r"[&]\S|[\[{]\s*[\[{]\s*[\[{]|^ {50}|- - - ", text, re.MULTILINE):
        return None
    depth = count = 0
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            open_.append((event.anchor, count))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            anchor, before = open_.pop()
            if anchor:
                sizes[anchor] = count - before
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_):
                count = MOST_VALUES
            count += sizes.get(str(event.anchor), 1)
        count += 1
        if depth > DEEPEST or count > MOST_VALUES:
            told = "nested too deeply" if depth > DEEPEST else "too many values"
            mark = event.start_mark
            return yaml.MarkedYAMLError(problem=told, problem_mark=mark)  # type: ignore[arg-type]
    return None
