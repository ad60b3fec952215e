"""How lines look to those who guess: words, items, what stands below."""

import re

from calculator.authoring.slips.guess import KEY


def is_words(line: str) -> bool:
    return not re.match(r"\s*(- |[\w-]+:(\s|$)|[\[{])", line)


def is_among_items(lines: list[str], i: int) -> bool:
    """Whether a line that begins a sentence stands right between items, as far in as they are."""
    width = len(lines[i]) - len(lines[i].lstrip())
    item = " " * width + "- "
    above = next((n for n in reversed(lines[:i]) if n.strip()), "")
    begins = lines[i].lstrip()[:1]
    return above.startswith(item) and (begins.isupper() or begins.isdigit())


def is_deeper_key(lines: list[str], i: int) -> bool:
    """Whether a key stands further in than the key with a value right above it."""
    above = KEY.match(next((n for n in reversed(lines[:i]) if n.strip()), "").rstrip())
    here = KEY.match(lines[i].rstrip())
    return bool(above and here and above["value"] and len(above["lead"]) < len(here["lead"]))


def lines_below(lines: list[str], i: int, width: int) -> list[int]:
    found = []
    for n in range(i + 1, len(lines)):
        line = lines[n]
        if line.strip() and len(line) - len(line.lstrip()) <= width:
            break
        found.append(n)
    return found
