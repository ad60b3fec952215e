"""Guesses about keys and items: a colon, a dash or a line break that is missing."""

import re
from collections.abc import Iterator

from calculator.authoring.fieldnames import PROSE, TITLES
from calculator.authoring.problem import quoted
from calculator.authoring.shapes import all_keys
from calculator.authoring.slips.guess import ITEM, KEY, Guess
from calculator.authoring.slips.indents import widths
from calculator.authoring.slips.lines import is_words, lines_below

MOST_GUESSES_BACK = 60
"""Lines before the parser's place in which an opened bracket or quote is looked for."""

TEXT_BELOW = re.compile(r"([|>][\d+-]*)?")
"""What stands behind a key whose value is in the lines below."""

BEGINS = re.compile(r"[\[{]|[|>][\d+-]*$")
"""What no sentence goes on with behind a colon, and the value of a key begins with."""


def colons(lines: list[str], i: int) -> Iterator[Guess]:
    """A colon that is missing after a key, has no space after it, or is not quite one."""
    line = lines[i].rstrip()
    if asked := re.match(r"(\s*)\? +(?=[\w-]+:\s)", line):
        told = "a '?' before a key has a meaning of its own to YAML; remove it"
        bare = asked[1] + line[asked.end() :]
        yield Guess(i, asked.end(1) + 1, told, {i: bare})
    wide = re.match(ITEM + r"(?P<key>[\w-]+)\s*(?P<colon>[\uff1a\ufe55;=])\s*", line)
    if wide:
        told = f"{quoted(wide['colon'])} is no colon; write {quoted(wide['key'] + ':')}"
        yield Guess(
            i,
            wide.start("colon") + 1,
            told,
            {i: f"{line[: wide.start('colon')]}: {line[wide.end() :]}"},
        )
    found = re.match(ITEM + r"(?P<key>[A-Za-z_][\w-]*):(?=[^\s:/])", line)
    if found:
        told = f"a space is missing after {quoted(found['key'] + ':')}"
        yield Guess(
            i, found.start("key") + 1, told, {i: f"{line[: found.end()]} {line[found.end() :]}"}
        )
    found = re.match(ITEM + r"(?P<key>[A-Za-z_]\w*)(?=$|\s)", line)
    if found and found["key"] == line.strip() and found["key"] in all_keys():
        below = lines_below(lines, i, len(found["lead"]))
        if not any(lines[n].strip() for n in below):
            told = "the key has neither a colon nor a value; write "
            told += quoted(found["key"] + ": ...")
            yield Guess(i, found.start("key") + 1, told, {i: ""}, loses=True)
    if found and ":" not in line[: found.end() + 1]:
        told = f"a colon is missing after the key; write {quoted(found['key'] + ':')}"
        yield Guess(
            i, found.start("key") + 1, told, {i: f"{line[: found.end()]}:{line[found.end() :]}"}
        )


def spaces(lines: list[str], i: int) -> Iterator[Guess]:
    """A dash without a space after it."""
    line = lines[i].rstrip()
    bullet = re.match(r"(\s*)([\u2010-\u2015\u2022\u2212*+])\s+(?=\S)", line)
    if bullet:
        told = f"{quoted(bullet[2])} begins no item; write '-'"
        yield Guess(i, bullet.end(1) + 1, told, {i: f"{bullet[1]}- {line[bullet.end() :]}"})
    twice = re.match(r"(\s*- +)- +(?=[\w-]+:\s)", line)
    if twice:
        told = f"a dash too many; write {quoted(twice[1].strip() + ' ' + line[twice.end() :])}"
        yield Guess(i, twice.end(1) + 1, told, {i: twice[1] + line[twice.end() :]})
    first = re.match(ITEM + r"(?P<key>[a-z_]+): (?P<item>- .*)", line)
    if first and first["key"] in all_keys() - (PROSE | TITLES) | {"steps", "points"}:
        told = f"a list begins in the line below its key; move {quoted(first['item'])} there"
        head = line[: first.start("item") - 1]
        more = any(lines[n].strip() for n in lines_below(lines, i, len(first["lead"])))
        alone = f"{head} [{first['item'][2:]}]"
        yield Guess(i, first.start("item") + 1, told, {i: head if more else alone}, loses=more)
    found = re.match(r"(\s*)-(?=[^\s-])", line)
    if found:
        told = f"a space is missing after the dash; write {quoted('- ' + line[found.end() :])}"
        column = found.end()
        yield Guess(i, column, told, {i: f"{line[: found.end()]} {line[found.end() :]}"})
        for width in widths(lines, i):
            yield Guess(i, column, told, {i: f"{' ' * width}- {line[found.end() :]}"})


def joined_keys(lines: list[str], i: int) -> Iterator[Guess]:
    """A key behind the value of another one, which belongs into a line of its own."""
    line = lines[i].rstrip()
    key = KEY.match(line)
    if key:
        yield from _glued(lines, i, key)
    for found in re.finditer(r"(?<=\S)\s+([a-z_]+):(?=\s|$)", key["value"] or "" if key else ""):
        if not key or found[1] not in all_keys():
            continue
        behind, width = (key["value"] or "")[found.end() :].strip(), len(key["lead"])
        alike = re.compile(rf"\s{{{width}}}{found[1]}:(\s|$)")
        if key["key"] in PROSE | TITLES and not (
            BEGINS.match(behind) or (key["key"] in TITLES and any(map(alike.match, lines)))
        ):
            continue
        yield _parted(lines, i, key, key.start("value") + found.start(1), found[1])


def _parted(lines: list[str], i: int, key: re.Match[str], at: int, other: str) -> Guess:
    """The line as far as another key, which begins at a column, with what stands below that."""
    line = lines[i].rstrip()
    goes_on = TEXT_BELOW.fullmatch(line[at + len(other) + 1 :].strip())
    below = lines_below(lines, i, len(key["lead"])) if goes_on else []
    told = f"{quoted(other + ':')} is another key; begin a new line before it"
    return Guess(i, at + 1, told, {i: line[:at].rstrip(), **dict.fromkeys(below, "")}, loses=True)


def _glued(lines: list[str], i: int, key: re.Match[str]) -> Iterator[Guess]:
    """A key right behind the last letter of a value: ``within: 4 hstarts: case-opened``."""
    for found in re.finditer(r"\w+(?=:(\s|$))", key["value"] or ""):
        behind = (key["value"] or "")[found.end() + 1 :].strip()
        if key["key"] in PROSE | TITLES and not BEGINS.match(behind):
            continue
        ends = (n for n in range(1, len(found[0]) - 2) if found[0][n:] in all_keys())
        if found[0] not in all_keys() and (end := next(ends, 0)):
            at = key.start("value") + found.start() + end
            yield _parted(lines, i, key, at, found[0][end:])


def headless(lines: list[str], i: int) -> Iterator[Guess]:
    """A list whose key stands in a comment above it."""
    for n in (i - 1, i):
        found = re.match(r"(\s*)#\s*([a-z_]+):\s*$", lines[n]) if n >= 0 else None
        if found and found[2] in all_keys():
            told = f"{quoted(found[2] + ':')} is in a comment, and its list below is not"
            at = found.end(1)
            yield Guess(n, at + 1, told, {n: f"{found[1]}{found[2]}:"})


def foldings(lines: list[str], i: int) -> Iterator[Guess]:
    """A text below its key with a colon in it, and no mark that it is a text."""
    width = len(lines[i]) - len(lines[i].lstrip())
    above = range(i, max(-1, i - MOST_GUESSES_BACK), -1)
    for head in above:
        line = lines[head].rstrip()
        key = re.fullmatch(ITEM + r"(?P<key>[A-Za-z_]\w*):", line)
        if key and (head == i or len(key["lead"]) < width):
            below = [lines[n] for n in lines_below(lines, head, len(key["lead"]))]
            if below and is_words(below[0]) and any(": " in text for text in below):
                told = (
                    f"a text with a colon in it stands below; write {quoted(key['key'] + ': >-')}"
                )
                yield Guess(head, key.start("key") + 1, told, {head: f"{line} >-"})
        if line and head < i and len(line) - len(line.lstrip()) < width:
            return


def dashes(lines: list[str], i: int) -> Iterator[Guess]:
    """A dash that is missing before an item of a list."""
    line = lines[i].rstrip()
    width = len(line) - len(line.lstrip())
    if not line.strip() or line.lstrip().startswith("- "):
        return
    told = f"a dash is missing before the item; write {quoted('- ' + line.strip())}"
    first = next((n.split("- ")[1] for n in lines if re.match(r"\s*- id: ", n)), "")
    under_id = re.fullmatch(r"(\s*)([a-z][a-z0-9-]*):", line)
    if first and under_id and under_id[2] not in all_keys():
        item = f"- id: {under_id[2]}"
        told = f"things are a list; write {quoted(item)} in place of {quoted(under_id[2] + ':')}"
        yield Guess(i, width + 1, told, {i: " " * width + item})
    if first and re.match(r"\s*[a-z_]+:", line) and not line.lstrip().startswith("id:"):
        told = "an item goes on here that begins nowhere; its first line is missing: '- id: ...'"
    for indent in dict.fromkeys((width, width - 2, *widths(lines, i))):
        if indent >= 0:
            yield Guess(i, width + 1, told, {i: f"{' ' * indent}- {line.strip()}"})
