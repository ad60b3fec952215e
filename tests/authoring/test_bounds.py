"""Whatever stands in a policy is checked in a time that grows with it, and told in words."""

import time
from pathlib import Path

import pytest

from calculator.authoring.examine import examined
from calculator.authoring.problem import PolicyError
from tests.policies import OFFICES

LENGTH = 19_990
"""Just fewer characters than a text may have, so that everything looks at it."""

TOKENS = (
    "a", "é", "а", "ﬁ", "aA", "1", "1 ", "_", "*", "**a", "- ", "a-", "a/", "a.", ".", "@", "a@",
    "<", "&", "{", "{a", "`", "|", "!", "![", "[", "(", "](", "9:00 ", "x, ", "every ", "a ", "> ",
    "within 1 ", "http://",
)  # fmt: skip

PLACES = {
    "a text": "text: Answered within 4 hours in which one of the offices is open.",
    "a step's text": "text: Who has heard nothing after {after} writes to the lead.",
    "a phrase": "phrases: [archive, journal, retention]",
    "a duration": "within: 40 h",
    "a step's time": "after: 1 h",
    "a number": "number: +47 22 00 00 01",
    "an address": "url: https://kestrel.example.com/form",
    "hours": 'mon-sat: "09:00-17:00"',
    "a zone": "zone: Pacific/Auckland",
    "a mail address": "email: ada.vik@kestrel.example.com",
    "an id": "id: p4-wish",
}

SLOWEST = 5.0
"""Seconds of a processor, of which each takes less than one."""

LONGEST = 900
"""Characters of a line, its place included."""


@pytest.mark.parametrize("line", PLACES.values(), ids=PLACES)
def test_nothing_takes_long_whatever_it_consists_of(tmp_path: Path, line: str) -> None:
    sound = (OFFICES / "policy.yml").read_text(encoding="utf-8")
    key = line.partition(":")[0]
    for token in TOKENS if key in ("text", "phrases") else TOKENS[::3]:
        text = (token * LENGTH)[:LENGTH].replace("\\", "")
        value = f'["{text}"]' if key == "phrases" else f'"{text}"'
        (tmp_path / "policy.yml").write_text(
            sound.replace(line, f"{key}: {value}", 1), encoding="utf-8"
        )
        start = time.process_time()
        told = problems_of(tmp_path)
        assert time.process_time() - start < SLOWEST, token
        assert all(len(line) < LONGEST for line in told), token
        assert not any("Exceeds the limit" in line for line in told), token


def problems_of(directory: Path) -> list[str]:
    try:
        examined(directory)
    except PolicyError as error:
        return [str(problem) for problem in error.problems]
    return []
