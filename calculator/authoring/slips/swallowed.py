"""Lines that look otherwise than YAML reads them: an item, a key or a bracket that is swallowed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import yaml

from calculator.authoring.problem import quoted

SHORT_LINE = 80
"""Characters that a line has room for; what breaks earlier was broken on purpose."""

SWALLOWED = "this goes on with the item above; if it is one of its own, a dash is missing"

type At = tuple[int, int]
"""A line and a column, both from 0."""


def swallowed_items(
    rows: Sequence[str], item: yaml.ScalarNode, nodes: Sequence[yaml.Node]
) -> Iterator[At]:
    """Lines in which an item of a list goes on that look like an item without its dash.

    Where every other item has one line, a sentence that begins a line is hardly part of another.
    """
    last = min(item.end_mark.line, len(rows) - 1)
    for i in range(item.start_mark.line + 1, last + 1):
        line, before = rows[i].strip(), rows[i - 1].rstrip()
        if not (line and before):
            continue
        short = len(before) + len(line.split()[0]) < SHORT_LINE
        if line[:1].isupper() and (short or (before[-1:] in ".!?" and _alone(item, nodes))):
            yield i, _indent(rows[i])


def _alone(item: yaml.Node, nodes: Sequence[yaml.Node]) -> bool:
    """Whether every other item of a list, of which there are several, has one line."""
    others = [node for node in nodes if node is not item]
    return len(others) > 1 and all(n.start_mark.line == n.end_mark.line for n in others)


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


def buried_items(
    rows: Sequence[str], node: yaml.MappingNode, ids: set[str]
) -> Iterator[tuple[str, At]]:
    """Items that stand within a text of a mapping, since the key of their list is missing: the key
    of the text, and where the first item begins.  Their ids are added to ``ids``."""
    for key, value in node.value:
        if not (isinstance(value, yaml.ScalarNode) and (not value.style or value.style in "|>")):
            continue
        lines = range(value.start_mark.line + 1, min(value.end_mark.line + 1, len(rows)))
        # In a text that is marked as one, a dash is one of Markdown's lists.
        what = "(id|title|when): " if value.style else r"\S"
        begun = re.compile(rf"\s{{{key.start_mark.column + 1},}}- {what}")
        if items := [i for i in lines if begun.match(rows[i])]:
            some = (re.match(r"\s*(?:- )?id: *([\w-]+)", rows[i]) for i in lines)
            ids |= {found[1] for found in some if found}
            yield key.value, (items[0], _indent(rows[items[0]]))


def cut_at_commas(
    node: yaml.MappingNode, known: Iterable[str]
) -> Iterator[tuple[yaml.ScalarNode, yaml.ScalarNode, list[yaml.ScalarNode]]]:
    """Texts in braces that are cut by their commas: the key and the value that are left, and what
    stands behind as keys without values."""
    names = set(known)
    for i, (key, value) in enumerate(node.value if node.flow_style else ()):
        behind = takewhile(lambda p: is_bare(p) and p[0].value not in names, node.value[i + 1 :])
        text = isinstance(value, yaml.ScalarNode) and value.value and not (value.style and names)
        if text and (rest := [k for k, _ in behind]):
            yield key, value, rest


def is_bare(pair: tuple[yaml.ScalarNode, yaml.Node]) -> bool:
    """Whether a key in braces has nothing behind it, not even an empty list."""
    return (
        isinstance(pair[0], yaml.ScalarNode)
        and isinstance(pair[1], yaml.ScalarNode)
        and not pair[1].value
    )


def lost_colon(key: str) -> str:
    """What to say of a key without a value."""
    name, colon, rest = key.partition(":")
    if colon and rest:
        return f"a space is missing after the colon; write {quoted(f'{name}: {rest}')}"
    if len(words := re.split(r"\s*[=:-]+\s+|\s+", key, maxsplit=1)) == 2:
        return f"{quoted(key)} has no value; a colon is missing: {quoted(': '.join(words))}"
    return f"{quoted(name)} has no value"


def cut_by_number_sign(
    rows: Sequence[str], node: yaml.ScalarNode, is_prose: bool
) -> tuple[At, str] | None:
    """Where a number sign behind a text begins a comment that will have been meant as text, and
    what the text would be with it."""
    if node.end_mark.line >= len(rows):
        return None
    rest = rows[node.end_mark.line][node.end_mark.column :]
    number = re.match(r" +#\d", rest)
    sentence = re.match(r" #", rest) and is_prose and node.value[-1:] not in ".!?:"
    if not (number or sentence):
        return None
    at = (node.end_mark.line, node.end_mark.column + rest.index("#"))
    return at, node.value + rest.rstrip()


def deeper_lines(rows: Sequence[str], node: yaml.ScalarNode) -> Iterator[At]:
    """Lines of a folded text that are indented further than its first, and begin no point of it."""
    if node.style != ">":
        return
    lines = range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(rows)))
    width = next((_indent(rows[i]) for i in lines if rows[i].strip()), 0)
    end = next((i for i in lines if rows[i].strip() and _indent(rows[i]) < width), lines.stop)
    if any(re.match(r"\s*- (id|title|when): ", rows[i]) for i in range(lines.start, end)):
        return  # These are items, which are told of as such.
    for i in range(lines.start, end):
        if _indent(rows[i]) > width and re.match(r"\s*\w", rows[i]) and not rows[i].isspace():
            yield i, _indent(rows[i])


def listed_values(text: str) -> str:
    """Several values that stand without the brackets of a list, with them."""
    return f"[{text.strip().strip('[]()').strip()}]"


def lost_bracket(text: str) -> str | None:
    """What is missing around values of a list of which only one bracket is there."""
    if text.endswith("]") and "[" not in text:
        return f"'[' is missing before the list; write {listed_values(text)}"
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
