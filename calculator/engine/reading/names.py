"""Finds names in a long sorted list of them, which nobody takes apart.

Of some ten thousand features that were learned a description shows some hundred; a name each for
all the others would take longer to make, whenever reading begins, than all that is read.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

BLOCK = 512
"""Bytes that are looked through for a name."""


class Names:
    """Names, one a line and sorted; each has its line's number, from 0.

    ``lines`` may be in UTF-8, in which names sort as they do in characters and take less memory.
    """

    def __init__(self, lines: str | bytes) -> None:
        encoded = lines.encode() if isinstance(lines, str) else lines
        self._text = text = b"\n%b\n" % encoded
        self._starts = [0]
        """Where blocks begin: at the end of the line before their first."""
        while (at := text.find(b"\n", self._starts[-1] + BLOCK)) > 0 and at + 1 < len(text):
            self._starts.append(at)
        self._ends = [*self._starts[1:], len(text) - 1]
        self._firsts = [text[start + 1 : text.index(b"\n", start + 1)] for start in self._starts]
        sizes = map(text.count, [b"\n"] * len(self._starts), self._starts, self._ends)
        self._before = list(accumulate(sizes, initial=0))
        """How many names stand before each block; last how many there are."""

    def __len__(self) -> int:
        return self._before[-1]

    def place(self, name: str) -> int | None:
        """The number of a name's line; None where it is not among them."""
        wanted = name.encode()
        block = bisect_right(self._firsts, wanted) - 1
        if block < 0:
            return None
        start = self._starts[block]
        at = self._text.find(b"\n%b\n" % wanted, start, self._ends[block] + 1)
        return None if at < 0 else self._before[block] + self._text.count(b"\n", start, at)

    def all(self) -> Sequence[str]:
        """All names, in order."""
        return self._text[1:-1].decode().split("\n")
