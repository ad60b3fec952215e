"""A guess at what is wrong with a line of YAML, and how lines look to those who guess."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guess:
    """One thing that may be wrong, where (line from 0, column from 1), and the lines mended."""

    line: int
    column: int
    message: str
    lines: Mapping[int, str]
    loses: bool = False
    """Whether something that was written is not in the lines mended."""


ITEM = r"(?P<lead>\s*(?:-\s+)*)"
KEY = re.compile(ITEM + r"(?P<key>[^\s:,\[\]{}#\"'-][^\s:,\[\]{}#\"']*):(?:\s+(?P<value>.*))?$")
BARE = re.compile(ITEM + r"(?P<value>\S.*)?$")


def values(line: str) -> Iterator[re.Match[str]]:
    if (found := KEY.match(line)) or (found := BARE.match(line)):
        yield found


def doubled(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def singled(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
