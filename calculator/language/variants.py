"""Lines as people in a hurry write them: without marks, with slips, beside what says nothing.

Labelled lines are written with care, descriptions are not.  What a line says does not change with
its marks and slips, or with a sentence about the weather; so learning shows some of them twice.
"""

import re
from collections.abc import Sequence
from random import Random
from string import ascii_lowercase
from zlib import crc32

SLIPS = 0.04
"""The share of letters at which a slip happens."""

_MARKS = re.compile(r"[.,;:!?()\[\]\"“”„«»…]+")
_END = ".!?"


def variant(text: str, place: int, nothing: Sequence[str]) -> str:
    """A text once more, in one of three ways by its ``place``; the same one for the same text."""
    chance = Random(crc32(text.encode()))
    if place % 3 == 0:
        return bare(text)
    if place % 3 == 1 or not nothing:
        return slipped(text, chance)
    return beside(text, chance.choice(nothing), before=chance.random() < 0.5)


def bare(text: str) -> str:
    """A text without marks, capitals and line breaks, as somebody dictates it."""
    return " ".join(_MARKS.sub(" ", text).lower().split())


def slipped(text: str, chance: Random) -> str:
    """A text in which some letters are left out, doubled, swapped with the next, or wrong."""
    found: list[str] = []
    i = 0
    while i < len(text):
        letter = text[i]
        i += 1
        if letter.lower() == letter.upper() or chance.random() >= SLIPS:
            found.append(letter)
            continue
        kind = chance.randrange(4)
        if kind == 1:
            found.append(letter * 2)
        elif kind == 2 and text[i : i + 1].isalpha():
            found.append(text[i] + letter)
            i += 1
        elif kind > 1:
            found.append(chance.choice(ascii_lowercase))
    return "".join(found)


def beside(text: str, sentence: str, *, before: bool) -> str:
    """A text with a sentence before or behind it."""
    if before:
        return f"{sentence}\n{text}"
    return f"{text}{'' if text.rstrip().endswith(tuple(_END)) else '.'} {sentence}"
