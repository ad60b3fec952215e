"""Schedules and moments that the tests of time begin with."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from calculator.engine.policy import Calendar
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.instant import parse_instant
from calculator.engine.time.schedule import Schedule, schedules
from calculator.engine.time.wall import clock_changes
from calculator.engine.time.zone import zone, zone_names


def at(text: str) -> datetime:
    return parse_instant(text)


def holidays_on(days: Sequence[date], first: int = 1990, last: int = 2040) -> Holidays:
    start = date(first, 1, 1)
    closed = {"Day off": [(day - start).days for day in days]}
    return Holidays({"XX": {"first": first, "last": last, "weekend": [5, 6], "days": closed}})


def weekly(
    hours: Mapping[str, Sequence[str]], where: str = "UTC", closed: Sequence[date] = ()
) -> Schedule:
    calendar = Calendar(
        "office",
        "Office",
        zone=where,
        hours={key: tuple(texts) for key, texts in hours.items()},
        holidays="XX" if closed else None,
    )
    return schedules([calendar], holidays_on(closed))["office"]


ALWAYS = schedules([Calendar("always", "Always", always=True)], Holidays())["always"]
NINE_TO_FIVE = {"mon-fri": ["09:00-17:00"]}

PLACES = Holidays(
    {
        "US": {
            "first": 2025,
            "last": 2027,
            "weekend": [5, 6],
            "days": {"New Year's Day": [0, 365, 730], "Both": [0]},
            "subdivisions": {
                "CA": {"plus": {"Chavez Day": [89]}, "minus": {"New Year's Day": [365]}},
            },
        },
        "SA": {"first": 2025, "last": 2027, "weekend": [4, 5], "days": {}},
        "CN": {"first": 2025, "last": 2027, "weekend": [5, 6], "days": {}, "workdays": [25]},
        "GB": {
            "first": 2026,
            "last": 2026,
            "weekend": [5, 6],
            "days": {"Saint Andrew's Day": [333]},
            "also": {"A fair": [40]},
            "estimated": [333],
            "subdivisions": {
                "ENG": {"name": "England", "plus": {"Bank Holiday": [242]}},
                "SCT": {"name": "Scotland", "codes": ["SC"], "weekend": [4, 5]},
                "WLS": {
                    "name": "Wales",
                    "plus": {"Bank Holiday": [242]},
                    "minus": {"Saint Andrew's Day": [333]},
                },
            },
        },
        "MY": {
            "first": 2025,
            "last": 2027,
            "weekend": [5, 6],
            "days": {},
            "subdivisions": {"02": {"weekend": [4, 5]}},
        },
    }
)


# -- drawn at random -------------------------------------------------------------------------------

prove = settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
SPAN = int((datetime(2036, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())


@st.composite
def instants(draw: st.DrawFn, where: str = "UTC") -> datetime:
    """Instants of the years 2000 to 2035, every other one within two days of a clock change."""
    anywhere = EPOCH + timedelta(seconds=draw(st.integers(0, SPAN)))
    if draw(st.booleans()):
        return anywhere
    changes = clock_changes(zone(where), anywhere, anywhere + timedelta(days=200))
    if not changes:
        return anywhere
    return changes[0].at + timedelta(minutes=draw(st.integers(-2880, 2880)))


@st.composite
def week_hours(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Hours of a week, on five-minute marks, with breaks, and now and then a night."""
    hours: dict[str, tuple[str, ...]] = {}
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        marks = sorted(draw(st.sets(st.integers(0, 287), max_size=4)))
        pairs = list(zip(marks[::2], marks[1::2], strict=False))
        texts = [f"{clock(a)}-{clock(b)}" for a, b in pairs]
        hours[day] = tuple(texts)
    if draw(st.booleans()):
        night = draw(st.sampled_from(["22:00-04:00", "17:00-07:30", "04:00-01:00"]))
        hours["fri"], hours["sat"] = (night,), ("08:00-09:05",)
    if not any(hours.values()):
        hours["wed"] = ("09:00-17:00",)
    return hours


def clock(fives: int) -> str:
    return f"{fives * 5 // 60:02}:{fives * 5 % 60:02}"


@st.composite
def offices(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """A schedule in weekly hours in any zone, with holidays near an instant, and that instant."""
    where = draw(st.sampled_from(zone_names()))
    start = draw(instants(where))
    near = st.integers(-3, 12).map(lambda days: start.date() + timedelta(days=days))
    closed = draw(st.lists(near, max_size=3))
    return weekly(draw(week_hours()), where, closed), start


@st.composite
def anywhere(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """Any schedule: in weekly hours, always open, or made of two of these."""
    office, start = draw(offices())
    kind = draw(st.sampled_from(["office", "office", "always", "both"]))
    if kind == "always":
        return ALWAYS, start
    if kind == "both":
        other, _ = draw(offices())
        return Schedule("both", members=(office, other)), start
    return office, start
