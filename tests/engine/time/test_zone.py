"""Time zones by name."""

import pytest

from calculator.engine.time.zone import zone, zone_names


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("PST", "America/Los_Angeles"),
        ("ist", "Asia/Kolkata"),
        ("Europe/Bruxelles", "Europe/Brussels"),
        ("asia/kolkata", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("Kolkata", "Asia/Kolkata"),
        ("America", "is not an IANA time zone"),
        ("../UTC", "is not an IANA time zone"),
        ("", "is not an IANA time zone"),
    ],
)
def test_unknown_zone(name: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        zone(name)


def test_every_zone_can_be_read() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert zone(name).key == name
