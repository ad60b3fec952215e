"""The corpus of mistakes: each is told once, at its own line, with what to type instead.

The corpus is a specification: see :mod:`tests.authoring.corpus` for how it is written.
"""

from pathlib import Path

import pytest

from tests.authoring.corpus import Case, cases, told

MISTAKES = [case for name in ("syntax", "form", "meaning", "warnings") for case in cases(name)]
HARMLESS = cases("harmless")


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.name)
def test_a_mistake_is_told(tmp_path: Path, case: Case) -> None:
    said = told(case, tmp_path)
    assert [message for _, message in said] == case.messages
    assert [line for (line, _), _ in said] == [line for line, _ in case.places()]


@pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case.name)
def test_nothing_is_said_of_what_is_right(tmp_path: Path, case: Case) -> None:
    assert told(case, tmp_path) == []
