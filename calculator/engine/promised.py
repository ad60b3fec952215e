"""What a policy promises: kinds of promise, targets, matrices of them, and when time counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from calculator.engine.as_json import always

type Condition = Mapping[str, tuple[str, ...]]
"""From a fact's id to the values it may have; every fact named must have one of them.

Besides facts it may name ``severity``, ``country`` (ISO 3166, of the reporter), ``region`` (that
serves them) and ``day`` (the kind of day).
"""

type SeverityId = int | str
"""What the policy calls a severity: ``1``, ``0``, ``"P1"``, ``"Urgent"``.  A number as one writes
it is an int, everything else a text; ids are compared as written (``str``)."""

PLACE_FACTS = ("country", "region", "day")
"""What conditions may name besides facts and the severity."""


type Event = Literal["case-opened", "phone-call", "severity-changed"]
type DayKind = Literal["working-day", "weekend", "holiday"]
type CaseState = Literal["not-opened", "opened", "called", "overdue", "answered"]
"""How far a case has come: of several that hold, the last.

``called`` is a case that was opened, too; ``overdue``: the governing deadline has passed and nobody
has answered.
"""

RESPONSE, UPDATE, WORKAROUND, RESOLUTION = KINDS = (
    "response",
    "update",
    "workaround",
    "resolution",
)
"""The kinds of promise that the language of the field knows; a policy may name more."""

AS_AGREED, BEST_EFFORT, AS_SCHEDULED = UNTIMED = ("as agreed", "best effort", "as scheduled")
"""What may be promised in place of a time: no clock runs, and there is no deadline."""

SAME_BUSINESS_DAY, NEXT_BUSINESS_DAY = CLOSINGS = ("same business day", "next business day")
"""By the last closing of the calendar on the day on which the clock starts, or on the first later
one on which it opens."""

REGION = "region"
"""In place of a calendar or a place: that of the region that serves the reporter."""

REPORTER = "reporter"


@dataclass(frozen=True)
class Kind:
    """A kind of promise: what is promised, in the policy's words.

    The kinds ``response``, ``update``, ``workaround`` and ``resolution`` need no entry.
    """

    id: str
    name: str
    """``Root cause analysis``."""
    due: str = ""
    """What stands before its deadline: ``Analysis due by``."""
    done: str = ""
    """What asks when it was kept: ``Analysis sent``."""


@dataclass(frozen=True)
class Target:
    """A promise: of a kind, within a time, counted on a calendar from an event.

    ``when`` speaks of facts and of ``severity``, ``country``, ``region`` and ``day``
    (``working-day``, ``weekend`` or ``holiday`` when the clock starts, at ``place``).
    """

    id: str
    label: str
    text: str
    within: str = always("")
    """``"15 min"``, ``"8 h"``, ``"2 days"`` of counted time; ``"3 business days"``, to the same
    time of day; ``"same business day"`` or ``"next business day"``, until it closes; or without a
    clock ``"as agreed"``, ``"best effort"``, ``"as scheduled"``."""
    starts: tuple[Event, ...] = always(("case-opened",))
    """The events it waits for; the clock starts when the last of them has happened."""
    calendar: str = always("")
    """When time counts: the id of a calendar, or ``region`` for the office hours of the region that
    serves the reporter.  Only a promise without a clock needs none."""
    when: Condition = field(default_factory=dict)
    place: str = "reporter"
    """Whose day it is: ``reporter``, ``region`` for the one that serves them, or a region's id."""
    kind: str = RESPONSE
    """``response``, ``update``, ``workaround``, ``resolution``, or the id of a kind."""
    every: str = ""
    """Of an update: how often; without ``within`` the first comes after this time, too."""
    share: int | None = None
    """Of how many of a hundred cases it is promised; absent: of all."""


@dataclass(frozen=True)
class Matrix:
    """A table of the policy as it is printed: two facts, and what each pair comes to.

    It gives a severity (``gives: severity``), a fact (by its id), or promises of a kind.
    :mod:`.matrices` makes criteria, derived facts and targets of it.
    """

    id: str
    title: str
    rows: str
    """The fact whose values head the rows; in a matrix of promises also ``severity``."""
    columns: str
    cells: Mapping[str, Mapping[str, str]]
    """From a row's value to a column's value to the cell.  ``-``: nothing is promised there."""
    gives: str = RESPONSE
    """``severity``, the id of a fact, or a kind of promise."""
    text: str = ""
    when: Condition = field(default_factory=dict)
    """Where the table holds; absent: for every issue."""
    starts: tuple[Event, ...] = ("case-opened",)
    calendar: str = ""
    """Of a matrix of promises: when time counts."""
    calendars: Mapping[str, str] = field(default_factory=dict)
    """Of a matrix of promises: from values of its rows or columns to calendars of their own."""
    every: bool = False
    """Whether the cells say how often updates come."""
    share: int | None = None


@dataclass(frozen=True)
class SpecialDay:
    """A date on which a calendar keeps hours of its own: half a day, an extra day, or closed."""

    date: date
    name: str
    source: str
    hours: tuple[str, ...] = ()
    """When it is open on that date, whatever the weekday or holiday; none: it is closed."""


@dataclass(frozen=True)
class Calendar:
    """When time counts: always, in weekly hours in a zone, or whenever one of others is open."""

    id: str
    name: str
    always: bool = False
    zone: str | None = None
    """An IANA zone, or ``reporter``: the one of whoever reports the issue."""
    hours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From ``mon`` or ``mon-fri`` to intervals; what ends before it starts ends on the next day:
    ``22:00-06:00``, ``04:00-01:00``."""
    holidays: str | None = None
    """``US`` or ``US-CA``: public holidays on which it is closed; or ``reporter``: theirs."""
    days: tuple[SpecialDay, ...] = ()
    """Dates with hours of their own."""
    any_of: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    """States of a case, such as ``waiting-for-customer``, in which time does not count on it."""


@dataclass(frozen=True)
class LogEntry:
    """Something that happened to a case after it was opened: one of these things."""

    state: str | None = None
    """A state in which clocks stand, such as ``waiting-for-customer``."""
    since: datetime | None = None
    """When the state began."""
    until: datetime | None = None
    """When it ended.  Absent: it goes on."""
    severity: SeverityId | None = None
    """The severity to which support changed the case."""
    done: str | None = None
    """The kind of promise that support kept: ``update``, ``resolution``, ``response``."""
    at: datetime | None = None
    """When support did that."""


@dataclass(frozen=True)
class HolidayChange:
    """A holiday that the library does not know, or one it has and the policy does not."""

    place: str
    date: date
    source: str
    name: str = ""
    assumed: bool = False
    """No list confirms the day yet."""


@dataclass(frozen=True)
class HolidayRules:
    """Which public holidays to ship.  ``countries`` empty: every country the library knows."""

    countries: tuple[str, ...] = ()
    first_year: int | None = None
    """Absent: the year before the build."""
    last_year: int | None = None
    """Absent: three years after the build."""
    add: tuple[HolidayChange, ...] = ()
    remove: tuple[HolidayChange, ...] = ()
