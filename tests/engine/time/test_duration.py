"""Durations as policies write them."""

from collections.abc import Mapping

import pytest

from calculator.engine.time.duration import Duration, parse_duration
from tests.engine.time.public_cases import refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 min", Duration(seconds=900)),
        ("15min", Duration(seconds=900)),
        ("1 minute", Duration(seconds=60)),
        ("8 h", Duration(seconds=28800)),
        ("8 Hours", Duration(seconds=28800)),
        ("1 h 30 min", Duration(seconds=5400)),
        ("1.5 h", Duration(seconds=5400)),
        ("2 days", Duration(seconds=172800)),
        ("1 day 6 h", Duration(seconds=108000)),
        ("1 business day", Duration(business_days=1)),
        ("3 business days", Duration(business_days=3)),
        ("3  working  days", Duration(business_days=3)),
        ("87840 h", Duration(seconds=316224000)),
    ],
)
def test_duration(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("0 min", "zero"),
        ("0 business days", "zero"),
        ("-15 min", "negative"),
        ("1 h -15 min", "negative"),
        ("15", "without a unit"),
        ("1 h 30", "without a unit"),
        ("fifteen minutes", "not a duration"),
        ("15 mn", 'did you mean "min"?'),
        ("8 business hours", 'did you mean "business days"?'),
        ("2 fortnights", "not a unit of time"),
        ("1.5 business days", "whole"),
        ("2 business days 3 h", "stand alone"),
        ("0.001 min", "whole number of seconds"),
        ("1,5 h", 'has a comma; write "1.5 h"'),
        ("99999999 h", "ten years"),
        ("87841 h", "ten years"),
        ("99999 business days", "ten years"),
    ],
)
def test_bad_duration(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("?", r"\?")) as error:
        parse_duration(text)
    assert f'"{text}"' in str(error.value) or not text


@pytest.mark.parametrize("case", refused("duration"))
def test_public_refused_duration(case: Mapping[str, str]) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_duration(case["duration"])
