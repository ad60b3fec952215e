"""The policy as the engine sees it: one frozen dataclass per thing a policy speaks of.

The same classes are filled from YAML at build time (``calculator.authoring.load``) and from
``policy.json`` in the browser (:func:`from_json`).  Texts are Markdown in the policy's language.
Durations (``"15 min"``), hours (``"09:00-17:00"``) and phone numbers stay the strings their author
wrote; :mod:`calculator.engine.time` parses them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

type Condition = Mapping[str, tuple[str, ...]]
"""From a fact's id to the values it may have; every fact named must have one of them."""


@dataclass(frozen=True)
class Link:
    """A place elsewhere that the policy refers to."""

    title: str
    url: str


# -- what the policy is ----------------------------------------------------------------------


@dataclass(frozen=True)
class Organisation:
    """The company behind the policy: its name, where it sits, how it may be reached."""

    name: str
    text: str
    address: tuple[str, ...] = ()
    phone: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class About:
    """The policy's title page: whose it is, which revision, and where its source is kept."""

    name: str
    vendor: str
    support: str
    """What the answering team is called."""
    summary: str
    revision: date
    language: str
    source: Link
    """The document the data were taken from."""
    latest: Link
    """Where its owner publishes the newest version."""
    marks: str
    """Whose the names and marks are."""
    organisation: Organisation | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    """What the policy calls things: ``case`` for a ticket, ``helpdesk`` for those who report it."""


@dataclass(frozen=True)
class Section:
    """A passage of the guide: a text, and points or numbered steps under it."""

    id: str
    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A page of the guide that is prose rather than a table the engine reads."""

    id: str
    title: str
    summary: str
    sections: tuple[Section, ...]


# -- facts and what follows from them ---------------------------------------------------------


type Meaning = Literal[
    "outage", "degradation", "change", "question", "fine", "everyone", "many", "few", "one"
]
"""What clauses say in every trade: what is the matter with a thing, or who is concerned.

``outage``: it does not work at all; ``degradation``: it works badly, wrongly or in part;
``change``: something shall be added or altered; ``question``: something is asked; ``fine``: it
works.
``everyone``, ``many`` (not all), ``few`` (two to five), ``one``.
"""


@dataclass(frozen=True)
class FactValue:
    """One thing a fact can be, and what in a description says so."""

    id: str
    label: str
    help: str = ""
    phrases: tuple[str, ...] = ()
    """Words that establish it, wherever they stand in a clause that counts."""
    hints: tuple[str, ...] = ()
    """Words that only speak for it: weighed, never obeyed."""
    means: tuple[Meaning, ...] = ()
    """What it is in every trade; the language knows many ways to say that."""


@dataclass(frozen=True)
class Assumption:
    """The value a fact takes, where ``when`` holds, if nothing said what it is."""

    when: Condition
    value: str
    because: str
    """The id of the interpretation that gives the reason."""


@dataclass(frozen=True)
class Fact:
    """Something a description can establish, and the question to ask when it does not."""

    id: str
    name: str
    question: str
    values: tuple[FactValue, ...]
    assume: tuple[Assumption, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One reason for a severity.  It holds if any of the conditions in ``when`` holds."""

    id: str
    label: str
    text: str
    when: tuple[Condition, ...]
    over: tuple[str, ...] = ()
    """Criteria of other severities that this one outranks where both hold."""
    said: tuple[str, ...] = ()
    """Sentences of reporters that come to it, for the guide to show."""
    near: tuple[str, ...] = ()
    """Sentences that sound like it and come to another severity."""


@dataclass(frozen=True)
class Severity:
    """How much an issue matters, with its criteria in order of weight.  1 is the weightiest."""

    id: int
    name: str
    label: str
    text: str
    criteria: tuple[Criterion, ...]


# -- how and when support answers --------------------------------------------------------------

type Event = Literal["case-opened", "phone-call"]
type DayKind = Literal["working-day", "weekend", "holiday"]
type CaseState = Literal["not-opened", "opened", "called", "overdue", "answered"]
"""How far a case has come: of several that hold, the last.

``called`` is a case that was opened, too; ``overdue``: the governing deadline has passed and nobody
has answered.
"""


@dataclass(frozen=True)
class Target:
    """A promise to respond: within a time, counted on a calendar from an event.

    ``when`` speaks of facts and of ``severity`` and ``day`` (``working-day``, ``weekend`` or
    ``holiday`` when the clock starts, at ``place``).
    """

    id: str
    label: str
    text: str
    within: str
    """``"15 min"``, ``"8 h"``, ``"2 days"`` of counted time, or ``"3 business days"``."""
    starts: tuple[Event, ...]
    """The events it waits for; the clock starts when the last of them has happened."""
    calendar: str
    when: Condition = field(default_factory=dict)
    place: str = "reporter"
    """Whose day it is: ``reporter``, or the id of a region."""


@dataclass(frozen=True)
class Calendar:
    """When time counts: always, in weekly hours in a zone, or whenever one of others is open."""

    id: str
    name: str
    always: bool = False
    zone: str | None = None
    hours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From ``mon`` or ``mon-fri`` to intervals; ``22:00-06:00`` ends on the next day."""
    holidays: str | None = None
    """``US`` or ``US-CA``: public holidays on which it is closed."""
    any_of: tuple[str, ...] = ()


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


# -- whom to reach -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Phone:
    """A number to call, and the countries from which it is the first choice (none: any)."""

    id: str
    location: str
    number: str
    toll_free: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """A person to escalate to."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class Region:
    """A part of the world with its own escalation contact."""

    id: str
    name: str
    zone: str
    zone_label: str
    """What the source calls the zone, such as ``PST``."""
    contact: Contact
    office_hours: str
    """The calendar of the contact's hours."""


@dataclass(frozen=True)
class Channel:
    """A way to reach support, with the steps to take there."""

    id: str
    name: str
    text: str
    url: str | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """A thing to do now, where ``when`` holds: facts, ``severity``, and ``case``, its state."""

    id: str
    label: str
    text: str
    when: Condition = field(default_factory=dict)
    does: Literal["open-case", "call", "note"] = "note"
    """``open-case`` links the channel; ``call`` lists the numbers."""
    channel: str | None = None


@dataclass(frozen=True)
class Step:
    """A step of the process, in order; ``who`` takes it, ``when`` limits it to some severities."""

    id: str
    who: str
    title: str
    text: str
    when: Condition = field(default_factory=dict)


@dataclass(frozen=True)
class Point:
    """A rule of escalation, or a thing that a written escalation holds."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class Level:
    """A rung of the escalation ladder.  A regional level is taken by the region's contact."""

    id: str
    title: str
    text: str
    regional: bool = False


@dataclass(frozen=True)
class Escalation:
    """When and how to escalate, what to write, and up which levels."""

    text: str
    when: tuple[Point, ...]
    how: tuple[Point, ...]
    contents: tuple[Point, ...]
    levels: tuple[Level, ...]
    note: str = ""


# -- finding one's way ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Situation:
    """What a reader of the home page finds themselves in, and where it leads.

    ``facts`` are filled into the calculator; ``leads`` is the id of what to read instead.
    """

    title: str
    text: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    leads: str | None = None


@dataclass(frozen=True)
class Term:
    """A word of the policy, what it means here, and what else people call it."""

    id: str
    term: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Covered:
    """A section of the source, and the ids of what carries it here."""

    section: str
    by: tuple[str, ...]


# -- reading, readings, proofs ------------------------------------------------------------------


@dataclass(frozen=True)
class Cue:
    """A kind of context: phrases that change what the words around them say."""

    id: str
    text: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Interpretation:
    """A place where the source is ambiguous, the reading taken here, and why."""

    id: str
    title: str
    source: str
    reading: str
    reason: str
    applies_to: tuple[str, ...] = ()
    """Ids of the targets, criteria or facts that rest on it."""


@dataclass(frozen=True)
class Expectation:
    """What an example must come to."""

    severity: int | None
    criterion: str | None = None
    asks: tuple[str, ...] = ()
    target: str | None = None
    deadline: datetime | None = None
    escalation: str | None = None


@dataclass(frozen=True)
class Example:
    """A worked example: documentation, a sample button and a test at once."""

    id: str
    title: str
    text: str
    expect: Expectation
    facts: Mapping[str, str] = field(default_factory=dict)
    opened: datetime | None = None
    called: datetime | None = None
    country: str | None = None
    timezone: str | None = None


@dataclass(frozen=True)
class Policy:
    """A whole support policy."""

    about: About
    notices: tuple[Point, ...]
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    severities: tuple[Severity, ...]
    response: tuple[Target, ...]
    calendars: tuple[Calendar, ...]
    channels: tuple[Channel, ...]
    phones: tuple[Phone, ...]
    regions: tuple[Region, ...]
    process: tuple[Step, ...]
    actions: tuple[Action, ...]
    escalation: Escalation
    interpretations: tuple[Interpretation, ...]
    examples: tuple[Example, ...]
    cues: tuple[Cue, ...] = ()
    situations: tuple[Situation, ...] = ()
    glossary: tuple[Term, ...] = ()
    coverage: tuple[Covered, ...] = ()
    holidays: HolidayRules = HolidayRules()

    def fact(self, id: str) -> Fact:
        """The fact with this id.  Raises KeyError if there is none."""
        return _by_id(self.facts, id)

    def severity(self, id: int) -> Severity:
        """The severity with this id.  Raises KeyError if there is none."""
        return _by_id(self.severities, id)

    def calendar(self, id: str) -> Calendar:
        """The calendar with this id.  Raises KeyError if there is none."""
        return _by_id(self.calendars, id)

    def region(self, id: str) -> Region:
        """The region with this id.  Raises KeyError if there is none."""
        return _by_id(self.regions, id)

    def criterion(self, id: str) -> Criterion:
        """The criterion with this id, whatever its severity.  Raises KeyError if there is none."""
        return _by_id((c for s in self.severities for c in s.criteria), id)


def _by_id[T](things: Iterable[T], id: str | int) -> T:
    for thing in things:
        if thing.id == id:  # type: ignore[attr-defined]
            return thing
    raise KeyError(id)


def holds(condition: Condition, known: Mapping[str, str]) -> bool:
    """Whether every fact the condition names has, in ``known``, one of the values it allows."""
    return all(known.get(fact) in values for fact, values in condition.items())


# -- to and from JSON ----------------------------------------------------------------------------


def to_json(value: Any) -> Any:
    """A dataclass of this module as plain JSON values, field names kept, defaults left out."""
    if is_dataclass(value):
        pairs = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: to_json(v) for f, v in pairs if v != _default(f)}
    if isinstance(value, Mapping):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(v) for v in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _default(f: Field[Any]) -> Any:
    return f.default if f.default_factory is MISSING else f.default_factory()


def from_json[T](kind: type[T], data: Any) -> T:
    """Inverse of :func:`to_json` for data that the build has validated; it checks nothing."""
    built: T = _built(kind, data)
    return built


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, data: Any) -> Any:
    if data is None or kind in (str, int, float, bool, Any):
        return data
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{k: _built(hints[k], v) for k, v in data.items()})  # type: ignore[operator]
    if kind is datetime or kind is date:
        return kind.fromisoformat(data)
    if hasattr(kind, "__value__"):
        return _built(kind.__value__, data)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_built(args[0], v) for v in data)
    if origin is Mapping:
        return {k: _built(args[1], v) for k, v in data.items()}
    if origin in (Union, UnionType):
        return _built(next(a for a in args if a is not NoneType), data)
    return data
