"""Guesses about brackets and commas: not closed, closed by another, never opened, missing."""

import re
from collections.abc import Iterator

from calculator.authoring.problem import cut, quoted
from calculator.authoring.scalars import in_quotes
from calculator.authoring.slips.guess import BARE, KEY, Guess, doubled, values

_PAIRS = {"[": "]", "{": "}"}


def brackets(lines: list[str], i: int) -> Iterator[Guess]:
    """A bracket that is not closed in its line, closed by another, closed twice, never opened."""
    line = lines[i].rstrip()
    opened: list[tuple[int, str]] = []
    for at, character in _outside_quotes(line):
        if character in _PAIRS:
            opened.append((at, character))
        elif character in "]}":
            if not opened:
                yield from _unopened(line, i, at, character)
            elif character != _PAIRS[opened[-1][1]]:
                start, bracket = opened.pop()
                right = _PAIRS[bracket]
                key = line.rfind(": ", start, at)
                if character == "]" and key > 0:
                    told = "']' closes nothing: '[' is missing before the list"
                    yield Guess(i, key + 3, told, {i: f"{line[: key + 2]}[{line[key + 2 :]}"})
                told = f"{quoted(bracket)} is closed by {quoted(character)}; write {quoted(right)}"
                yield Guess(i, at + 1, told, {i: line[:at] + right + line[at + 1 :]})
                told = f"the bracket {quoted(bracket)} is not closed; {quoted(right)} is missing"
                yield Guess(i, start + 1, told, {i: line[:at] + right + line[at:]})
            else:
                opened.pop()
    if opened:
        start, bracket = opened[-1]
        closing = "".join(_PAIRS[b] for _, b in reversed(opened))
        told = (
            f"the bracket {quoted(bracket)} is not closed; {quoted(_PAIRS[bracket])} is "
            "missing at the end of the list"
        )
        code = re.sub(r"\s+#.*$", "", line).rstrip(",")
        yield Guess(i, start + 1, told, {i: code + closing})
        if line.endswith(","):
            yield Guess(i, start + 1, told, {i: code + closing})
        last = _last_line(lines, i)
        if last > i:
            end = re.sub(r"\s+#.*$", "", lines[last]).rstrip().rstrip(",")
            begun = cut(line[: start + 1].strip(), 40)
            told = f"what {quoted(begun)} opens is not closed; {quoted(closing)} is missing here"
            yield Guess(last, len(end) + 1, told, {last: end + closing})


def _last_line(lines: list[str], i: int) -> int:
    """The last line in which a list that begins in line ``i`` goes on, by the look of them."""
    width = len(lines[i]) - len(lines[i].lstrip())
    last = i
    for n in range(i + 1, len(lines)):
        line = lines[n]
        deeper = len(line) - len(line.lstrip()) > width
        if not line.strip() or not deeper or re.match(r"\s*(- |[\w-]+:(\s|$))", line):
            break
        last = n
    return last


def _unopened(line: str, i: int, at: int, character: str) -> Iterator[Guess]:
    opening = {v: k for k, v in _PAIRS.items()}[character]
    item = re.match(r"\s*(?:-\s+)*(?=[\w-]+:\s.*,\s*[\w-]+:\s)", line)
    if character == "}" and item:
        start = item.end()
        told = f"{quoted(character)} closes nothing: {quoted(opening)} is missing before the keys"
        yield Guess(i, start + 1, told, {i: line[:start] + opening + line[start:]})
    told = f"{quoted(character)} closes nothing; remove it"
    yield Guess(i, at + 1, told, {i: line[:at] + line[at + 1 :]})
    found = KEY.match(line) or BARE.match(line)
    if found and found["value"]:
        start = found.start("value")
        told = f"{quoted(character)} closes nothing: {quoted(opening)} is missing before the list"
        yield Guess(i, start + 1, told, {i: line[:start] + opening + line[start:]})


def braces(lines: list[str], i: int) -> Iterator[Guess]:
    """A figure in braces, in a text that stands in braces itself."""
    line = lines[i]
    for found in re.finditer(
        r"(?<=: )(?P<text>[^\s\"'{}\[\],][^{}\[\],]*\{[a-z0-9_-]+\}[^,{}]*)", line
    ):
        text, start = found["text"].rstrip(), found.start("text")
        if line.find("{") < start:
            told = f"a text with braces needs quotes here: {in_quotes(text)}"
            after = line[start + len(text) :]
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(text) + after})


def _outside_quotes(line: str) -> Iterator[tuple[int, str]]:
    quote = ""
    for i, character in enumerate(line):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and (i == 0 or line[i - 1] in " [{,:"):
            quote = character
        elif character == "#" and i and line[i - 1] == " ":
            return
        else:
            yield i, character


def texts_in_brackets(lines: list[str], i: int) -> Iterator[Guess]:
    """A text that begins with a bracket, such as a link, and is no list."""
    line = lines[i].rstrip()
    for found in values(line):
        value, start = found["value"], found.start("value")
        if value and value[0] in "[{" and not re.fullmatch(r"[\[{].*[\]}](\s+#.*)?", value):
            told = f"a text that begins with {quoted(value[0])} needs quotes: {in_quotes(value)}"
            if _PAIRS[value[0]] not in value:
                told = f"{quoted(value[0])} opens what is not closed; remove it, or close it"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value)})


def commas(lines: list[str], i: int) -> Iterator[Guess]:
    """A comma that is missing between keys in braces or items in brackets, or is there twice."""
    line = lines[i]
    for found in re.finditer(r"(?<=[\[{,])\s*,", line):
        told = "nothing stands before this comma; remove it"
        at = found.end() - 1
        yield Guess(i, at + 1, told, {i: line[:at] + line[at + 1 :]})
    for found in re.finditer(r"(?<=[^\s,{\[:])(\s+)(?=([A-Za-z_][\w-]*:\s)|[\"'\[{])", line):
        told = f"a comma is missing before {quoted(line[found.end() :].split(' ')[0])}"
        yield Guess(
            i, found.end() + 1, told, {i: line[: found.start()] + "," + line[found.start() :]}
        )
