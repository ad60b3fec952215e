"""Lines that look otherwise than YAML reads them: an item, a key or a bracket that is swallowed."""

import re
from collections.abc import Iterable, Iterator, Sequence

import yaml

SHORT_LINE = 80
"""Characters that a line has room for; what breaks earlier was broken on purpose."""

type At = tuple[int, int]
"""A line and a column, both from 0."""


def swallowed_items(
    rows: Sequence[str], item: yaml.ScalarNode, nodes: Sequence[yaml.Node]
) -> Iterator[At]:
    """Lines in which an item of a list goes on that look like an item without its dash.

    Where every other item has one line, a sentence that begins a line is hardly part of another.
    """
    others = [node for node in nodes if node is not item]
    alone = len(others) > 1 and all(n.start_mark.line == n.end_mark.line for n in others)
    last = min(item.end_mark.line, len(rows) - 1)
    for i in range(item.start_mark.line + 1, last + 1):
        line, before = rows[i].strip(), rows[i - 1].rstrip()
        if not (line and before):
            continue
        short = len(before) + len(line.split()[0]) < SHORT_LINE
        if line[:1].isupper() and (short or (alone and before[-1:] in ".!?")):
            yield i, _indent(rows[i])


def buried_keys(
    rows: Sequence[str], node: yaml.MappingNode, free: Iterable[str]
) -> Iterator[tuple[str, At, int]]:
    """Keys that belong to a mapping and stand within the text above them, which they are indented
    as far as: the key, its place, and the column where it belongs."""
    names = set(free)
    for key, value in node.value:
        if not (isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")):
            continue
        last = min(value.end_mark.line, len(rows) - 1)
        for i in range(value.start_mark.line + 1, last + 1):
            found = re.match(r"\s*([a-z_]+):(\s|$)", rows[i])
            if found and found[1] in names and _indent(rows[i]) > key.start_mark.column:
                yield found[1], (i, _indent(rows[i])), key.start_mark.column


def deeper_lines(rows: Sequence[str], node: yaml.ScalarNode) -> Iterator[At]:
    """Lines of a folded text that are indented further than its first, and begin no point of it."""
    if node.style != ">":
        return
    lines = range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(rows)))
    width = next((_indent(rows[i]) for i in lines if rows[i].strip()), 0)
    end = next((i for i in lines if rows[i].strip() and _indent(rows[i]) < width), lines.stop)
    for i in range(lines.start, end):
        if _indent(rows[i]) > width and re.match(r"\s*\w", rows[i]) and not rows[i].isspace():
            yield i, _indent(rows[i])


def listed_values(text: str) -> str:
    """Several values that stand without the brackets of a list, with them."""
    return f"[{text.strip().strip('[]').strip()}]"


def lost_bracket(text: str) -> str | None:
    """What is missing around values of a list of which only one bracket is there."""
    if text.endswith("]") and "[" not in text:
        return f"'[' is missing before the list; write {listed_values(text)}"
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
