"""Guesses for a line where YAML gave up, each with how the lines ought to be.

A guess names the place and says what to type instead.  Guesses need not be right:
:mod:`.reader` tries each and keeps the one that makes sense of most.  They come in order of
likelihood, for where two do equally well.
"""

from collections.abc import Iterator

from calculator.authoring.slips.brackets import (
    behind,
    braces,
    brackets,
    commas,
    parentheses,
    texts_in_brackets,
)
from calculator.authoring.slips.comments import number_signs, remarks, words_alone
from calculator.authoring.slips.guess import Guess
from calculator.authoring.slips.indents import blanks, indents
from calculator.authoring.slips.keys import (
    MOST_GUESSES_BACK,
    colons,
    dashes,
    foldings,
    headless,
    joined_keys,
    spaces,
)
from calculator.authoring.slips.lines import is_among_items, is_deeper_key, is_words
from calculator.authoring.slips.quotes import escapes, opened, quotes, special, texts


def guesses(lines: list[str], at: int, context: int, told: str) -> Iterator[Guess]:
    """Guesses for the line where the parser gave up, the one before, and where it began."""
    before = at - 1
    while before > 0 and not lines[before].strip():
        before -= 1
    written = [i for i, n in enumerate(lines[: at + 1]) if n.strip() and n.lstrip()[0] != "#"]
    inside = next((i for i in written if i > context), at)
    places = (context, before, at, inside, *written[:1])
    near = list(dict.fromkeys(i for i in places if 0 <= i < len(lines)))
    for i in _swallowing(lines, at):
        yield from quotes(lines, i)
    if "quote" in told or "bracket" in told or "comma" in told:
        near += [i for i in range(max(0, context), at) if i not in near][:MOST_GUESSES_BACK]
    for rule in RULES:
        for i in near:
            yield from rule(lines, i)
    for i in near:
        # What goes on in words is more often a text than an item, unless it stands among items.
        text_first = not is_among_items(lines, i) if is_words(lines[i]) else is_deeper_key(lines, i)
        for rule in (indents, dashes) if text_first else (dashes, indents):
            yield from rule(lines, i)
        yield from words_alone(lines, i)


def _swallowing(lines: list[str], at: int) -> Iterator[int]:
    """Lines up to a place with a quote left open before a line that is none of its text's."""
    for i, line in enumerate(lines[: at + 1]):
        if line[-1:] != "," and any(opened(line.rstrip())):
            after = next((n for n in lines[i + 1 :] if n.strip()), "")
            if not is_words(after):
                yield i


def wanderers(lines: list[str], wrong: list[int]) -> Iterator[Guess]:
    """Guesses for lines that can be read, but not as what belongs there."""
    seen: set[int] = set()
    for line in wrong:
        for i in (line, line + 1, line - 1):
            if 0 <= i < len(lines) and i not in seen and lines[i].strip():
                seen.add(i)
                for rule in (colons, spaces, dashes, indents):
                    yield from rule(lines, i)
        if len(seen) > MOST_GUESSES_BACK:
            return


RULES = (
    blanks,
    remarks,
    headless,
    quotes,
    special,
    escapes,
    number_signs,
    braces,
    brackets,
    texts_in_brackets,
    parentheses,
    behind,
    commas,
    foldings,
    colons,
    spaces,
    joined_keys,
    texts,
)
"""From the likeliest to the least likely."""
