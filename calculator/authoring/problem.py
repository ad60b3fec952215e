"""What a maintainer is told: a place, a message, and the nearest right name.

Nothing that is quoted from a file may break out of its line: control characters, line breaks and
what cannot be seen are escaped, and long values are cut.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_QUOTE = 60
LONGEST_MESSAGE = 600
ELLIPSIS = "…"


INVISIBLE = {
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\u3000": "a full-width space",
    "\u200b": "an invisible space",
    "\u2060": "an invisible space",
    "\u00ad": "an invisible hyphen",
    "\ufeff": "an invisible mark",
}
"""Characters that come along when something is copied, and look like others or like nothing."""


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """Something a maintainer has to mend or, of a warning, look at; and where."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {cut(visible(self.message), LONGEST_MESSAGE)}"


class PolicyError(Exception):
    """Raised when a policy cannot be used; carries every problem found, in order of place, and what
    is in doubt beside them."""

    def __init__(self, problems: list[Problem], doubts: Iterable[Problem] = ()) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems
        self.doubts = tuple(doubts)


def visible(text: str) -> str:
    """The text in one line, with what a terminal or a reader would not show written as escapes."""
    return "".join(c if _shows(c) else _escaped(c) for c in text)


def _shows(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"


def cut(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The text, or its beginning if it is longer than can be taken in."""
    return text if len(text) <= longest else text[: longest - 1] + ELLIPSIS


def quoted(value: object) -> str:
    """A value as a message names it: ``'value'``, in one line, cut if it is long."""
    return f"'{cut(visible(str(value)))}'"


def listed(names: Iterable[object], last: str = "or") -> str:
    """``'a', 'b' or 'c'``."""
    quotes = [quoted(n) for n in names]
    return quotes[0] if len(quotes) == 1 else f"{', '.join(quotes[:-1])} {last} {quotes[-1]}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that somebody will have meant, if one is close."""
    names = list(dict.fromkeys(str(k) for k in known))
    plain = {_plain(n): n for n in reversed(names)}
    if found := plain.get(_plain(name)):
        return found
    close = get_close_matches(name[:LONGEST_QUOTE], names, n=1, cutoff=0.6)
    return close[0] if close else None


def _plain(name: str) -> str:
    """A name without what people get wrong first: capitals, hyphens, blanks."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def suggestion(name: str, known: Iterable[str]) -> str:
    """``"; did you mean 'x'?"`` for the nearest known name, or the few there are, or nothing."""
    names = list(dict.fromkeys(str(k) for k in known))
    if close := nearest(name, names):
        return f"; did you mean {quoted(close)}?"
    if 0 < len(names) <= 8:
        return "; expected " + listed(names)
    return ""
