"""Guesses about blanks at the beginning of lines: too many, too few, of another kind."""

import re
from collections.abc import Iterator

from calculator.authoring.problem import INVISIBLE
from calculator.authoring.slips.guess import Guess
from calculator.authoring.slips.lines import is_words, lines_below

_BLANKS = "\t" + "".join(INVISIBLE)


def blanks(lines: list[str], i: int) -> Iterator[Guess]:
    """Tabs, and blanks that only look like spaces, at the beginning of a line or after a colon."""
    line = lines[i]
    lead = re.match(rf"[ {_BLANKS}]*", line)
    assert lead
    found = next((n for n, c in enumerate(lead[0]) if c in _BLANKS), None)
    if found is not None:
        rest = line[lead.end() :]
        told = f"{blank(line[found])} indents this line; write spaces"
        for width in dict.fromkeys((lead.end(), *widths(lines, i))):
            yield Guess(i, found + 1, told, {i: " " * width + rest})
    for after in re.finditer(rf"[:-]([{_BLANKS}]+)", line):
        told = f"{blank(after[1][0])} stands where a space belongs; write a space"
        yield Guess(
            i,
            after.start(1) + 1,
            told,
            {i: line[: after.start(1)] + " " * len(after[1]) + line[after.end(1) :]},
        )


def blank(character: str) -> str:
    """What a blank that is no space is called."""
    return "a tab" if character == "\t" else INVISIBLE[character]


def widths(lines: list[str], i: int) -> list[int]:
    """Indentations that a line may be meant to have: those of lines before, nearest first."""
    found: dict[int, None] = {}
    for line in reversed(lines[max(0, i - 40) : i]):
        if line.strip() and not line.lstrip().startswith("#"):
            width = len(line) - len(line.lstrip(" "))
            dashes = re.match(r"\s*((?:-\s+)+)", line)
            if dashes:
                found[width + len(dashes[1])] = None
            found[width] = None
            if line.rstrip().endswith((":", ">", "|", "-")):
                found[width + 2] = None
    return [*list(found)[:8], *([] if 0 in found else [0])]


def indents(lines: list[str], i: int) -> Iterator[Guess]:
    """A line, or a line and what stands under it, that is indented too far or too little."""
    line = lines[i]
    if not line.strip():
        return
    width = len(line) - len(line.lstrip())
    text = line.strip()
    words = is_words(line)
    below = lines_below(lines, i, width)
    for right in dict.fromkeys((*widths(lines, i), *([width + 2] if words else ()))):
        if right == width:
            continue
        if words:
            told = (
                f"the text goes on here; indent it further than its key, "
                f"by {_spaces_said(right if right else 2)}"
            )
            yield Guess(i, width + 1, told, {i: " " * (right + 2) + text})
        else:
            wanted = (
                "none is"
                if right == 0
                else f"{_spaces_said(right)} {'is' if right == 1 else 'are'}"
            )
            told = f"indented by {_spaces_said(width)}, where {wanted} expected"
        shifted = {i: " " * right + text}
        yield Guess(i, width + 1, told, shifted)
        if below:
            more = {n: _moved(lines[n], right - width) for n in below}
            yield Guess(i, width + 1, told, {**shifted, **more})
            # An item that lost its indentation, before one that has kept it.
            item = " " * right + "- "
            kept = next((n for n in below if lines[n].startswith(item)), below[-1] + 1)
            if text.startswith("- ") and kept <= below[-1]:
                own = {n: line for n, line in more.items() if n < kept}
                yield Guess(i, width + 1, told, {**shifted, **own})
            if not words:
                level = {n: " " * right + lines[n].strip() for n in below}
                yield Guess(i, width + 1, told, {**shifted, **level})
        keys = _keys_after(lines, i, width)
        for n in range(1, len(keys) + 1):
            more = {k: " " * right + lines[k].strip() for k in keys[:n]}
            yield Guess(i, width + 1, told, {**shifted, **more})
        if items := _items_after(lines, i, width):
            more = {n: _moved(lines[n], right - width) for n in items}
            yield Guess(i, width + 1, told, {**shifted, **more})


MOST_KEYS = 6


def _keys_after(lines: list[str], i: int, width: int) -> list[int]:
    """The lines right after one with a key that have keys, too, as far in; at most a few."""
    key = re.compile(rf" {{{width}}}[a-z_]+:(\s|$)")
    found = []
    for n in range(i + 1, min(i + 1 + MOST_KEYS, len(lines))):
        if not (key.match(lines[i]) and key.match(lines[n])):
            break
        found.append(n)
    return found


def _items_after(lines: list[str], i: int, width: int) -> list[int]:
    """The lines of an item, if it is one, and of those of its list that come after it."""
    found, item = [], " " * width + "- "
    if not lines[i].startswith(item):
        return []
    for n in range(i + 1, len(lines)):
        line = lines[n]
        level = len(line) - len(line.lstrip())
        if line.strip() and (level < width or (level == width and not line.startswith(item))):
            break
        found.append(n)
    return found if any(lines[n].startswith(item) for n in found) else []


def _moved(line: str, by: int) -> str:
    if not line.strip():
        return line
    width = len(line) - len(line.lstrip())
    return " " * max(0, width + by) + line.lstrip()


def _spaces_said(width: int) -> str:
    return "no space" if width == 0 else "1 space" if width == 1 else f"{width} spaces"
