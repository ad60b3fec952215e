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
                yield from _round(line, i, start, at)
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
        yield from _round(line, i, start, len(code))
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
        begins = re.match(r"\s*(- |[\w-]+:(\s|$))", line) and lines[last].rstrip()[-1:] != ","
        if not line.strip() or not deeper or begins:
            break
        last = n
    return last


def _round(line: str, i: int, start: int, end: int) -> Iterator[Guess]:
    """A list that begins or ends with a parenthesis in place of its bracket."""
    inside = line[start:end].rstrip()
    if inside.endswith(")") and "(" not in inside:
        at = start + len(inside) - 1
        told = f"{quoted(line[start])} is closed by ')'; write {quoted(_PAIRS[line[start]])}"
        yield Guess(i, at + 1, told, {i: line[:at] + _PAIRS[line[start]] + line[at + 1 :]})
    key = line.rfind(": (", 0, end) + 2
    if key > 1 and ")" not in line[key:end] and line[end : end + 1] == "]":
        told = "']' closes what '(' opens; write '[' in its place"
        yield Guess(i, key + 1, told, {i: f"{line[:key]}[{line[key + 1 :]}"})


def _unopened(line: str, i: int, at: int, character: str) -> Iterator[Guess]:
    opening = {v: k for k, v in _PAIRS.items()}[character]
    yield from _round(line, i, at, at)
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


def parentheses(lines: list[str], i: int) -> Iterator[Guess]:
    """Keys and values in parentheses: ``(part: doors)``."""
    line = lines[i].rstrip()
    if found := re.search(r"(?<=: )\(([\w-]+:\s[^()]*)\)(?=\s*(#.*)?$)", line):
        told = f"keys and values stand in braces; write {{{found[1]}}}"
        mended = f"{line[: found.start()]}{{{found[1]}}}{line[found.end() :]}"
        yield Guess(i, found.start() + 1, told, {i: mended})


def behind(lines: list[str], i: int) -> Iterator[Guess]:
    """Something behind the bracket that closes a value: ``{part: doors} and {people: all}``."""
    line = lines[i].rstrip()
    for found in values(line):
        value, start = found["value"] or "", found.start("value")
        whole = re.match(r"(\{[^{}]*\}|\[[^\[\]]*\])\s*(?!#)(\S.*)", value)
        if whole and whole[2][0] not in ":,}]":
            keys = re.search(r"\{(.*)\}", whole[2])
            joined = f"{whole[1][:-1]}, {keys[1]}{whole[1][-1]}" if keys else whole[1]
            told = f"{quoted(whole[2])} stands behind the end of the value; write {joined}"
            yield Guess(i, start + whole.start(2) + 1, told, {i: line[:start] + joined})


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
    if dash := re.search(r"(?<=[\[,])\s*(- )", line):
        told = "an item in brackets has no dash; remove it"
        mended = re.sub(r"(?<=[\[,])(\s*)- ", r"\1", line)
        yield Guess(i, dash.start(1) + 1, told, {i: mended})
    for found in re.finditer(r"(?<=[\"'])\s*;(?=\s*[\"'])", line):
        told = "write a comma in place of ';'"
        mended = f"{line[: found.start()]},{line[found.end() :]}"
        yield Guess(i, found.end(), told, {i: mended})
    for found in re.finditer(r"(?<=[^\s,{\[:])(\s+)(?=([A-Za-z_][\w-]*:\s)|[\"'\[{])", line):
        told = f"a comma is missing before {quoted(line[found.end() :].split(' ')[0])}"
        yield Guess(
            i, found.end() + 1, told, {i: line[: found.start()] + "," + line[found.start() :]}
        )
