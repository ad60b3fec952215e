"""What is known of support language: cues in many languages, and weights learned from lines.

``cues/`` has a file a language: what people put around a report (``furniture``), words that mean
nothing alone (``function``), that begin another thought (``contrast``), and that count.
``context.yml`` has the cues of all languages that change what the words around them say.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from calculator.engine.reading.language import Language
from calculator.language.weights_file import read_weights

ROOM = Path(__file__).parent

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it is there: it is ten times as fast."""

WEIGHTS = ROOM / "language.weights"
WORDS = ROOM / "words.txt"
"""Stems that people write, of which nothing was learned: a line for each step of rarity."""


def cues() -> dict[str, Any]:
    """All cues, of all languages together, as :class:`calculator.engine.reading.Language` wants."""
    merged: dict[str, Any] = {}
    for path in sorted((ROOM / "cues").glob("*.yml")):
        _merge(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER), merged)
    return merged


def _merge(some: dict[str, Any], into: dict[str, Any]) -> None:
    for name, value in some.items():
        if isinstance(value, list):
            known = into.setdefault(name, [])
            known += [phrase for phrase in value if phrase not in known]
        elif isinstance(value, dict):
            _merge(value, into.setdefault(name, {}))
        else:
            into.setdefault(name, value)


@cache
def language() -> Language:
    """The language, ready to read with."""
    return Language(knowledge())


@cache
def knowledge() -> dict[str, Any]:
    """Everything that :class:`~calculator.engine.reading.language.Language` is made from."""
    words = WORDS.read_text(encoding="utf-8")
    return {**cues(), "words": words, "weights": read_weights(WEIGHTS)}


def empty_sentences() -> list[str]:
    """Sentences that say nothing of any thing."""
    return (ROOM / "lines" / "nothing.txt").read_text(encoding="utf-8").splitlines()
