"""Guesses about quotes, and characters that need them: not closed, closed too early, missing."""

import re
from collections.abc import Iterator

from calculator.authoring.problem import quoted
from calculator.authoring.scalars import bad_escape, in_quotes
from calculator.authoring.shapes import all_keys
from calculator.authoring.slips.guess import BARE, KEY, Guess, doubled, singled, values

_SPECIAL = "*&!@%`|>,"


def quotes(lines: list[str], i: int) -> Iterator[Guess]:
    """A quote that is not closed in its line, an apostrophe in single quotes, words after them."""
    line = lines[i].rstrip()
    for start, quote in opened(line):
        told = f"the quote {quote} that opens here is not closed"
        yield Guess(i, start + 1, told, {i: line + quote})
        flow = re.search(r"[,\]}]", line[start:])
        if flow:
            end = start + flow.start()
            yield Guess(i, start + 1, told, {i: line[:end] + quote + line[end:]})
    for found in re.finditer(
        r"(?<=[\[,])\s*([\"'])([^\"']+)\1 +([^\s,\[\]{}:\"'][^,\[\]{}:]*)", line
    ):
        whole = f"{found[2]} {found[3]}".rstrip()
        told = f"there are words after the closing quote {found[1]}; write {in_quotes(whole)}"
        mended = line[: found.start(1)] + doubled(whole) + line[found.end() :]
        yield Guess(i, found.start(1) + 1, told, {i: mended})
    before = re.match(r"\s*(?:- +)*([\"'])([a-z_]+): ", line)
    if before and before[2] in all_keys() and line.count(before[1]) % 2:
        told = f"a quote {before[1]} stands before the key and is not closed; remove it"
        at = before.start(1)
        yield Guess(i, at + 1, told, {i: line[:at] + line[at + 1 :]})
    key = KEY.match(line) or BARE.match(line)
    value = key and key["value"]
    if key and value and value[0] in "'\"" and len(value) > 2:
        start = key.start("value")
        inner = value[1:-1] if value[-1] == value[0] else value[1:]
        if value[0] == "'" and value[-1] == "'" and "'" in inner.replace("''", ""):
            told = "an apostrophe ends a text in single quotes; double it, or write double quotes"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(inner)})
        elif value[0] == '"' and value[-1] == '"' and '"' in inner.replace('\\"', ""):
            told = "a quote within double quotes ends the text; write single quotes around it"
            yield Guess(i, start + 1, told, {i: line[:start] + singled(inner)})
        elif value[-1] != value[0] and value.count(value[0]) == 2:
            told = (
                f"there are words after the closing quote {value[0]}; put quotes around all of "
                "the text, single ones if it holds double ones"
            )
            yield Guess(i, start + 1, told, {i: line[:start] + singled(value)})


def opened(line: str) -> Iterator[tuple[int, str]]:
    """Where in a line quotes open that are not closed in it."""
    quote, start, i = "", 0, 0
    while i < len(line):
        character = line[i]
        if quote == '"' and character == "\\":
            i += 1
        elif quote and character == quote:
            quote = ""
        elif not quote and character in "'\"" and re.search(r"(^|[:\[{,-]\s*|\s)$", line[:i]):
            before = line[:i].rstrip()
            if not before or before[-1] in ":[{,-":
                quote, start = character, i
        i += 1
    if quote:
        yield start, quote


def special(lines: list[str], i: int) -> Iterator[Guess]:
    """A value that begins with a character that has a meaning in YAML."""
    line = lines[i].rstrip()
    for found in values(line):
        value, start = found["value"], found.start("value")
        if not value:
            continue
        below = next((n for n in lines[i + 1 :] if n.strip()), "")
        deeper = len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
        if block := re.match(r"([|>](?:[+-]|(?=\s+\D)))\s+([^#\s].*)", value):
            told = f"the text behind {quoted(block[1])} begins in the next line; move it there"
            alone = line[:start] + doubled(block[2])
            yield Guess(i, start + 1, told, {i: line[:start] + block[1] if deeper else alone})
        if value.startswith("- ") and found.re is KEY:
            told = f"a value that begins with '-' needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value)})
        if value[0] in _SPECIAL and not re.fullmatch(r"[|>][+-]?\d?[+-]?(\s+#.*)?", value):
            told = f"a value that begins with {quoted(value[0])} needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value)})
    for found in re.finditer(r"(?:(?<=[\[{,])\s*|(?<=: ))(?P<value>[*&!@%`][^,\]}]*)", line):
        value = found["value"].rstrip()
        start = found.start("value")
        told = f"a value that begins with {quoted(value[0])} needs quotes: {in_quotes(value)}"
        yield Guess(
            i, start + 1, told, {i: line[:start] + doubled(value) + line[start + len(value) :]}
        )


def escapes(lines: list[str], i: int) -> Iterator[Guess]:
    """A backslash in double quotes that begins no escape, or one that is no character."""
    line = mended = lines[i]
    pattern = r"\\(x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)"
    first: tuple[int, str] | None = None
    for quote in re.finditer(r'"(?:[^"\\]|\\.)*"', line):
        for found in re.finditer(pattern, quote[0]):
            if (bad := bad_escape(found[0])) is not None:
                at = quote.start() + found.start()
                told = f"{quoted(found[0])} {bad}; write the character itself, or single quotes"
                first = first or (at, told)
                added = len(mended) - len(line)
                mended = mended[: at + added] + "\\" + mended[at + added :]
    if first:
        yield Guess(i, first[0] + 1, first[1], {i: mended})


def texts(lines: list[str], i: int) -> Iterator[Guess]:
    """A text with a colon in it, which YAML takes for another key, or with a number sign."""
    line = lines[i].rstrip()
    # In braces a text ends before the next key, or with the brace.
    keys = [*re.finditer(r"[{,]\s*[\w-]+:\s+", line)]
    ends = [*(key.start() for key in keys[1:]), line.rfind("}")]
    for key, end in zip(keys, ends, strict=False):
        start, value = key.end(), line[key.end() : end]
        if ": " in value and value[0] not in "\"'[{":
            told = f"the text has a colon in it and needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value) + line[end:]})
    for found in values(line):
        value, start = found["value"] or "", found.start("value")
        if value[:1] in "\"'[{" or not value:
            continue
        if ": " in value or value.endswith(":"):
            told = f"the text has a colon in it and needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value)})
        if " #" in value:
            told = f"from '#' on, YAML reads a comment; put the text in quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value.replace(" #", " ."))})
