"""Labelled lines: descriptions, and what each says by a policy's facts."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LINES = Path("lines")
"""Where they are in a policy's directory: JSON Lines files."""

LEARNED = LINES / "learned.weights"
"""The weights that were learned from them."""

type Labelled = Mapping[str, Any]
"""A line of labelled examples: ``text``, ``facts``, ``criterion``, ``expected_severity``, and
``accept`` (every severity that counts as right) where there are several."""


def read_lines(path: Path) -> list[Labelled]:
    """The labelled descriptions of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def labelled_lines(directory: Path) -> list[Labelled]:
    """Every labelled description beside the policy in ``directory``, file after file."""
    paths = sorted((directory / LINES).glob("*.jsonl"))
    return [line for path in paths for line in read_lines(path)]
