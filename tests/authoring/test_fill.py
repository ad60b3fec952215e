"""Figures that texts refer to."""

from pathlib import Path

import pytest

from calculator.authoring.fill import spoken
from calculator.authoring.load import read_policy
from tests.authoring.broken import written


def test_texts_take_their_figures_from_where_they_are_given(tmp_path: Path) -> None:
    old = "text: Answered within 30 minutes, at any time."
    new = 'text: "Within {within}; {p3-target} for Priority 3, since {revision}. {other}"'
    written(tmp_path, [(old, new), ("within: 30 min", "within: 1 h")])
    (target, *_) = read_policy(tmp_path).policy.response
    assert target.text == (
        "Within 1 hour; 2 business days for Priority 3, since March 1, 2026. {other}"
    )


@pytest.mark.parametrize(
    ("duration", "language", "said"),
    [
        ("8 h", "en", "8 hours"),
        ("1 h 30 min", "en", "1 hour 30 minutes"),
        ("3 business days", "en", "3 business days"),
        ("8 h", "de", "8 h"),
    ],
)
def test_durations_are_spoken(duration: str, language: str, said: str) -> None:
    assert spoken(duration, language) == said
