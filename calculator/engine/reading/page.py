"""A text by its lines, and what of it is laid aside so far; phrases that are found in them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from calculator.engine.reading.text import spellings

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")


@dataclass(frozen=True)
class Span:
    """A stretch of text that is laid aside, and what it is: ``header``, ``quoted``, ..."""

    start: int
    end: int
    kind: str
    surely: bool = True
    """Whether it is so, even if it has words of a policy."""


class Phrases:
    """Phrases of plain words, found at a position."""

    def __init__(self, phrases: Iterable[str] | Mapping[str, str]) -> None:
        """``phrases``, or what is :attr:`prepared` of them."""
        self.prepared: Mapping[str, str] = (
            phrases if isinstance(phrases, Mapping) else _by_first(phrases)
        )
        """By their first words what follows in each phrase, a line each and the longest first, as
        plain JSON values."""
        self._behind: dict[str, list[list[str]]] = {}

    def none_in(self, plain: Iterable[str]) -> bool:
        """Whether no phrase can be in some words, as none begins with any of them."""
        return self.prepared.keys().isdisjoint(plain)

    def at(self, plain: Sequence[str], first: int) -> int:
        """How many words the longest phrase has that begins there; 0 if none does."""
        if first >= len(plain) or plain[first] not in self.prepared:
            return 0
        word = plain[first]
        if word not in self._behind:
            self._behind[word] = [rest.split() for rest in self.prepared[word].split("\n")]
        for rest in self._behind[word]:
            if list(plain[first + 1 : first + 1 + len(rest)]) == rest:
                return 1 + len(rest)
        return 0

    def first(self, plain: Sequence[str]) -> int | None:
        """Where the first phrase begins; None if there is none."""
        return next((i for i in range(len(plain)) if self.at(plain, i)), None)


def _by_first(phrases: Iterable[str]) -> dict[str, str]:
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        if key := spellings(phrase):
            found.setdefault(key[0], []).append(key[1:])
    return {
        first: "\n".join(" ".join(rest) for rest in sorted(keys, key=len, reverse=True))
        for first, keys in found.items()
    }


class Form:
    """How the beginning of a line may look; nothing looks so that has none of these ``signs``.

    Most descriptions have none of them, and what would find it takes long to make.
    """

    def __init__(self, pattern: str, signs: str) -> None:
        self._pattern, self._signs = pattern, signs

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    def match(self, line: str, start: int = 0) -> re.Match[str] | None:
        """What looks so from an offset on."""
        if not any(sign in line for sign in self._signs):
            return None
        return self._compiled.match(line, start)


class Page:
    """A text by its lines, and what of it is laid aside so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.lines: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            self.lines.append((start, start + len(line)))
            start += len(line) + 1
        self.begins = [start for start, _ in self.lines]
        """Where what is left of each line begins."""

    def line(self, i: int) -> str:
        """A line as it was written; empty behind the last one."""
        return self.text[slice(*self.lines[i])] if i < len(self.lines) else ""

    def rest(self, i: int) -> str:
        """What is left of a line."""
        return self.text[self.begins[i] : self.lines[i][1]]

    def empty(self, i: int) -> bool:
        """Whether nothing is left of a line."""
        return not self.rest(i).strip()

    def lay(self, start: int, end: int, kind: str, *, surely: bool = True) -> None:
        """Lays a stretch aside."""
        self.spans.append(Span(start, end, kind, surely))

    def drop(self, i: int, kind: str, size: int | None = None, *, surely: bool = True) -> None:
        """Lays what is left of a line aside, or its first characters."""
        start, end = self.lines[i]
        stop = end if size is None else start + size
        if stop > self.begins[i]:
            self.lay(self.begins[i], stop, kind, surely=surely)
            self.begins[i] = stop

    def cut(self, i: int, at: int, kind: str, *, surely: bool = True) -> None:
        """Lays a line aside from an offset on."""
        start, end = self.lines[i]
        self.lay(at, end, kind, surely=surely)
        self.lines[i] = start, at

    def sentences(self, i: int) -> Iterator[tuple[int, int]]:
        """The sentences of what is left of a line."""
        start, end = self.begins[i], self.lines[i][1]
        for found in _SENTENCE_END.finditer(self.text, start, end):
            yield start, found.end()
            start = found.end()
        if start < end:
            yield start, end

    def quotes_in_part(self, i: int) -> bool:
        """Whether a line without ``>`` follows."""
        left = (self.line(k).strip() for k in range(i + 1, len(self.lines)))
        return any(line and not line.startswith(">") for line in left)


@lru_cache(maxsize=256)
def plain_of(text: str) -> tuple[str, ...]:
    """The words of a line or sentence, which several questions are asked about."""
    return tuple(spellings(text))
