"""The grammar of times as plain data, for the reader here and for the one in the page."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from calculator.language.knowledge import LOADER

ROOM = Path(__file__).parent

FIRST_YEAR, LAST_YEAR = 1980, 2199
"""The years of civil times that are taken; nobody's case is older."""

type Meanings = dict[str, list[list[Any]]]
"""From a word to its letters in shapes, each with a value."""

_LETTERS = {
    "now": "X",
    "before": "B",
    "ago": "G",
    "hour": "H",
    "minute": "I",
    "day": "Y",
    "oclock": "U",
    "one": "A",
    "half": "Q",
    "and": "K",
    "at": "E",
    "of": "F",
    "ordinal": "O",
    "last": "L",
    "next": "J",
    "second": "S",
    "one_and_half": "V",
}


GROUPS = {"D": "days", "R": "days_in_part", "N": "part_of_day", "C": "clock", "P": "part"}
"""Letters of words that are told by what they mean."""


@cache
def grammar() -> dict[str, Any]:
    """``words`` by language, ``shared`` words, ``zones``, ``years``, and the shapes.

    A shape is a regular expression that Python and JavaScript read alike, and its groups' names.
    """
    shapes = _yaml("shapes")
    zone, zone_names = shapes["zone"]
    before, after = shapes["before"], shapes["after"]
    times = [
        (f"{before}{core}{zone}{after}", f"{names} {zone_names}") for core, names in shapes["times"]
    ]
    stamps = [
        (f"{before}{core}{zone}{after}", f"{names} {zone_names}")
        for core, names in shapes["stamps"]
    ]
    dates = [(f"{before}{core}{after}", names) for core, names in shapes["dates"]]
    ago = [shape for core, names in shapes["ago"] for shape in _ago(core, names)]
    return {
        "years": [FIRST_YEAR, LAST_YEAR],
        "words": {path.stem: _words(_yaml(path.stem)) for path in _languages()},
        "shared": {"t": [["T", 0]], **{name: [["Z", name]] for name in shapes["zones"]}},
        "zones": shapes["zones"],
        "whole": [_shape(*shape) for shape in (*shapes["whole"], *stamps, *ago)],
        "dates": [_shape(*shape) for shape in dates],
        "times": [_shape(*shape) for shape in times],
    }


def _yaml(name: str) -> Any:
    return yaml.load((ROOM / f"{name}.yml").read_text(encoding="utf-8"), Loader=LOADER)


def _languages() -> Iterator[Path]:
    return (path for path in sorted(ROOM.glob("*.yml")) if path.stem != "shapes")


def _ago(core: str, names: str) -> Iterator[tuple[str, str]]:
    yield f"B(?: [EF])* {core}", names
    yield f"(?:[EF] )*{core} G", names


def _shape(pattern: str, names: str) -> list[Any]:
    return [pattern.replace(" ", "_?"), names.split()]


def _words(language: dict[str, Any]) -> Meanings:
    """A language's words, without accents, and what each may mean."""
    meanings: Meanings = {}

    def mean(texts: str, letter: str, value: Any) -> None:
        for text in texts.split("|"):
            word = folded(text.strip().strip('"'))
            if [letter, value] not in (known := meanings.setdefault(word, [])):
                known.append([letter, value])

    for number, texts in enumerate(language["months"], 1):
        mean(texts, "M", number)
    for number, texts in enumerate(language["weekdays"]):
        mean(texts, "W", number)
    for value, texts in language.get("numbers", {}).items():
        mean(texts, "n", str(value))
    for letter, group in GROUPS.items():
        for value, texts in language.get(group, {}).items():
            mean(texts, letter, value)
    for group, letter in _LETTERS.items():
        if texts := language.get(group):
            mean(texts, letter, 1)
    return meanings


def folded(text: str) -> str:
    """A text in lower case, without accents or marks of direction, with plain apostrophes."""
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    text = re.sub("[\u200e\u200f]", "", text.replace("\u2019", "'").replace("\u2212", "-"))
    return re.sub(r"\s+", " ", text).strip()
