"""Guesses about what is no data: comments without their sign, and signs that hide data."""

import re
from collections.abc import Iterator

from calculator.authoring.problem import quoted
from calculator.authoring.slips.guess import Guess
from calculator.authoring.slips.lines import is_words


def number_signs(lines: list[str], i: int) -> Iterator[Guess]:
    """A number sign in a text within brackets, which hides the closing bracket."""
    line = lines[i].rstrip()
    at = line.find(" #")
    inside = re.search(r"[\[{]", line[:at]) or line[-1:] in ",]"
    if at > 0 and line[:at].strip() and inside and line[-1] in ",]}":
        told = "from '#' on, YAML reads a comment; put quotes around the text that it is part of"
        text = Guess(i, at + 2, told, {i: line.replace(" #", " .")})
        closing = re.search(r"[\]}]+$", line)
        if not closing:
            yield text
            return
        end = quoted(closing[0])
        told = f"from '#' on, YAML reads a comment, {end} with it; write {end} before it"
        comment = Guess(i, at + 2, told, {i: line[:at] + closing[0]})
        # A number follows the sign, words of a comment follow a space.
        yield from (comment, text) if line[at + 2 : at + 3] == " " else (text, comment)


def remarks(lines: list[str], i: int) -> Iterator[Guess]:
    """A line that begins as comments do elsewhere."""
    line = lines[i]
    if found := re.match(r"\s*(--|//|/\*|;|\*/|<!--|:[wqx]+!?\s*$)", line):
        told = "this line is neither an item nor a key; a comment begins with '#'"
        yield Guess(i, found.start(1) + 1, told, {i: ""})


def words_alone(lines: list[str], i: int) -> Iterator[Guess]:
    """Words between items or keys that are nothing of the policy."""
    line = lines[i]
    if line.strip() and is_words(line):
        told = "this line is neither an item nor a key; if it is a comment, write '#' before it"
        yield Guess(i, len(line) - len(line.lstrip()) + 1, told, {i: ""}, loses=True)
