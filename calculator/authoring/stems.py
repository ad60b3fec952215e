"""The stems of the words that every policy is read with, kept from one run to the next.

Stemming takes longer than all else that is done before a first description can be read.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from calculator.authoring.keeping import kept
from calculator.engine.reading import text
from calculator.language.knowledge import ROOM, knowledge


@cache
def recall_stems() -> None:
    """Lets the engine know the stems of what is known of language, worked out once."""
    inputs: list[str | bytes | Path] = [
        version("snowballstemmer"),
        Path(text.__file__),
        *sorted((ROOM / "cues").glob("*.yml")),
    ]
    text.KNOWN_STEMS.update(json.loads(kept("stems", inputs, _stems)))


def _stems() -> bytes:
    cues = {name: value for name, value in knowledge().items() if name != "weights"}
    words = {word for phrase in _phrases(cues) for word in text.spellings(phrase)}
    return json.dumps({word: text.stem(word) for word in sorted(words)}).encode()


def _phrases(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, some in value.items():
            yield name
            yield from _phrases(some)
    elif isinstance(value, list):
        for one in value:
            yield from _phrases(one)
