"""When the clocks on the wall change."""

import pytest

from calculator.engine.time.wall import clock_changes
from calculator.engine.time.zone import zone
from tests.engine.time.cases import (
    at,
)


@pytest.mark.parametrize(
    ("where", "start", "end", "changes"),
    [
        ("UTC", "2026-01-01T00:00Z", "2027-01-01T00:00Z", []),
        ("Asia/Kolkata", "2000-01-01T00:00Z", "2035-01-01T00:00Z", []),
        (
            "Europe/Brussels",
            "2026-01-01T00:00Z",
            "2027-01-01T00:00Z",
            [("2026-03-29T01:00Z", 60, 120), ("2026-10-25T01:00Z", 120, 60)],
        ),
        (
            "Australia/Lord_Howe",
            "2026-01-01T00:00Z",
            "2026-06-01T00:00Z",
            [("2026-04-04T15:00Z", 660, 630)],
        ),
        (
            "Pacific/Apia",
            "2011-12-01T00:00Z",
            "2012-01-01T00:00Z",
            [("2011-12-30T10:00Z", -600, 840)],
        ),
    ],
)
def test_clock_changes(
    where: str, start: str, end: str, changes: list[tuple[str, int, int]]
) -> None:
    found = clock_changes(zone(where), at(start), at(end))
    assert [(c.at, c.before, c.after) for c in found] == [(at(a), b, c) for a, b, c in changes]
