"""Opening hours as people write them, for a new policy."""

import re

import pytest

from calculator.authoring.opening import opening_hours

READ = {
    "09:00-17:00": {"mon-fri": ("09:00-17:00",)},
    "9-17": {"mon-fri": ("09:00-17:00",)},
    "9am - 5.30pm": {"mon-fri": ("09:00-17:30",)},
    "9-5pm": {"mon-fri": ("09:00-17:00",)},
    "1 to 5 pm": {"mon-fri": ("13:00-17:00",)},
    "mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-14:00": {
        "mon-fri": ("09:00-12:00", "13:00-17:00"),
        "sat": ("10:00-14:00",),
    },
    "Monday to Friday 9 a.m. to 6 p.m., Saturday and Sunday from 10 to 14": {
        "mon-fri": ("09:00-18:00",),
        "sat-sun": ("10:00-14:00",),
    },
    "Mo–Do 8:00–17:00 Uhr, Fr 8–14 Uhr": {"mon-thu": ("08:00-17:00",), "fri": ("08:00-14:00",)},
    "Mo. bis Fr.: 7.30 bis 12 und 13 bis 16.30 Uhr": {"mon-fri": ("07:30-12:00", "13:00-16:30")},
    "lundi à vendredi 9h-12h et 14h-18h30": {"mon-fri": ("09:00-12:00", "14:00-18:30")},
    "lunes a viernes 9:00 a 14:00": {"mon-fri": ("09:00-14:00",)},
    "Tue, Thu 10-12": {"tue": ("10:00-12:00",), "thu": ("10:00-12:00",)},
    "Sun-Thu 8:00-16:00": {"mon-thu": ("08:00-16:00",), "sun": ("08:00-16:00",)},
    "daily 04:00-01:00": {"mon-sun": ("04:00-01:00",)},
    "weekdays 8-20, weekends noon-midnight": {
        "mon-fri": ("08:00-20:00",),
        "sat-sun": ("12:00-24:00",),
    },
    "24/7": {"mon-sun": ("00:00-24:00",)},
    "Mondays 9:00-17:00": {"mon": ("09:00-17:00",)},
}

REFUSED = {
    "": "write when it is open",
    "mon-fri": "write when it is open",
    "from 9": "until when?",
    "- 17:00": "from when on?",
    "9-5": "write 09:00-17:00, or with minutes",
    "nine to five": "'nine' is no time and no weekday",
    "Mon 25:00-26:00": "a time that no clock shows",
    "Mon 9-12, 11-13": "overlaps",
    "9:00-17:00!": "'!' is no time and no weekday",
}


@pytest.mark.parametrize(("said", "hours"), READ.items(), ids=READ)
def test_hours_are_read(said: str, hours: dict[str, tuple[str, ...]]) -> None:
    assert opening_hours(said) == hours


@pytest.mark.parametrize(("said", "told"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_read_is_told(said: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        opening_hours(said)
