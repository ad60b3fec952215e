"""What is wrong with calendars, and with durations on them."""

from calculator.engine.policy import Calendar
from calculator.engine.time.calendars import calendar_problems, duration_warning
from calculator.engine.time.duration import parse_duration


def test_calendar_problems_are_all_found_with_their_place() -> None:
    calendars = [
        Calendar("always", "A", always=True),
        Calendar("never", "N"),
        Calendar("lost", "L", hours={"mon": ("09:00-17:00",)}),
        Calendar("odd", "O", zone="Mars/Olympus", hours={"mon": ("17-9",)}),
        Calendar("both", "B", always=True, any_of=("always",)),
        Calendar("sites", "S", any_of=("always", "alway")),
        Calendar("open", "P", always=True, holidays="US"),
    ]
    found = [(p.path, p.message.split(": ")[0]) for p in calendar_problems(calendars)]
    assert found == [
        ((1,), '"never" is never open'),
        ((2,), "hours need a zone to be read in"),
        ((3, "zone"), '"Mars/Olympus" is not an IANA time zone, such as "Europe/Brussels"'),
        ((3, "hours", "mon", 0), '"17-9" is not a span of hours'),
        ((4, "any_of"), "a calendar has one of always and any_of, not both"),
        ((5, "any_of", 1), '"alway" is not a calendar; did you mean "always"?'),
        ((6, "holidays"), "only a calendar with hours closes for holidays"),
    ]


def test_durations_that_an_author_hardly_meant() -> None:
    office = Calendar("office", "O", zone="UTC", hours={"mon": ("09:00-17:00",)})
    always = Calendar("always", "A", always=True)
    assert "48 h" in (duration_warning(parse_duration("2 days"), office) or "")
    assert "calendar with hours" in (
        duration_warning(parse_duration("2 business days"), always) or ""
    )
    assert duration_warning(parse_duration("2 days"), always) is None
    assert duration_warning(parse_duration("8 h"), office) is None
