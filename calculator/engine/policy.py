"""The policy as the engine sees it: one frozen dataclass per thing a policy speaks of.

The same classes are filled from YAML at build time (``calculator.authoring.load``) and from
``policy.json`` in the browser (:mod:`.as_json`).  What is promised, and when time counts, is in
:mod:`.promised`, escalating in :mod:`.escalation`.  Texts are Markdown in the policy's language.
Durations (``"15 min"``), hours (``"09:00-17:00"``) and phone numbers stay the strings their author
wrote; :mod:`calculator.engine.time` parses them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from calculator.engine.as_json import ALWAYS, always
from calculator.engine.as_json import from_json as from_json
from calculator.engine.as_json import to_json as to_json
from calculator.engine.escalation import DEADLINE as DEADLINE
from calculator.engine.escalation import Escalation as Escalation
from calculator.engine.escalation import EscalationStep as EscalationStep
from calculator.engine.escalation import Level as Level
from calculator.engine.escalation import Point as Point
from calculator.engine.meaning import Meaning
from calculator.engine.promised import AS_AGREED as AS_AGREED
from calculator.engine.promised import AS_SCHEDULED as AS_SCHEDULED
from calculator.engine.promised import BEST_EFFORT as BEST_EFFORT
from calculator.engine.promised import CLOSINGS as CLOSINGS
from calculator.engine.promised import KINDS as KINDS
from calculator.engine.promised import PLACE_FACTS as PLACE_FACTS
from calculator.engine.promised import REGION as REGION
from calculator.engine.promised import REPORTER as REPORTER
from calculator.engine.promised import RESOLUTION as RESOLUTION
from calculator.engine.promised import RESPONSE as RESPONSE
from calculator.engine.promised import UNTIMED as UNTIMED
from calculator.engine.promised import UPDATE as UPDATE
from calculator.engine.promised import WORKAROUND as WORKAROUND
from calculator.engine.promised import Calendar as Calendar
from calculator.engine.promised import CaseState as CaseState
from calculator.engine.promised import Condition as Condition
from calculator.engine.promised import DayKind as DayKind
from calculator.engine.promised import Event as Event
from calculator.engine.promised import HolidayChange as HolidayChange
from calculator.engine.promised import HolidayRules as HolidayRules
from calculator.engine.promised import Kind as Kind
from calculator.engine.promised import LogEntry as LogEntry
from calculator.engine.promised import Matrix as Matrix
from calculator.engine.promised import SeverityId as SeverityId
from calculator.engine.promised import SpecialDay as SpecialDay
from calculator.engine.promised import Target as Target


@dataclass(frozen=True)
class Link:
    """A place elsewhere that the policy refers to; without an address, what is only on paper."""

    title: str
    url: str | None = None


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
    latest: Link | None = None
    """Where its owner publishes the newest version."""
    marks: str = always("")
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
    """The value a fact takes if nothing said what it is: the first of which ``when`` holds."""

    when: Condition = field(kw_only=True, default_factory=dict)
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
    """What is taken where nothing is said.  If something is taken whatever else is known (without
    ``when``), the fact is a circumstance: its phrases count wherever they stand."""
    setting: bool = False
    """Whether it is the reader's own (a plan, a contract) and remembered, not asked per issue."""


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
    """How much an issue matters, with its criteria in order of weight.

    Severities are listed from the weightiest on: their order ranks them, whatever their ids.
    """

    id: SeverityId
    name: str
    label: str
    text: str
    criteria: tuple[Criterion, ...] = always(())
    """May be left out where a matrix gives the severity."""


# -- whom to reach -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Phone:
    """A number to call, and the countries from which it is the first choice (none: any)."""

    id: str
    location: str
    number: str
    """``+32 50 97 74 00``; or as some countries alone dial it, such as ``0800 12 345``."""
    toll_free: bool = False
    countries: tuple[str, ...] = ()
    """ISO 3166 codes; of a number without a country code, where it is dialled so."""
    when: Condition = field(default_factory=dict)
    """For which issues and readers (``{plan: premium}``); absent: for all."""


@dataclass(frozen=True)
class Contact:
    """A person or a team to escalate to, as far as the policy names them."""

    name: str = ""
    email: str | None = None
    phone: str | None = None
    """``+32 50 97 74 00``; or with ``countries`` as they alone dial it, such as ``0800 12 345``."""
    countries: tuple[str, ...] = ()
    """Of a number without a country code: where it is dialled so."""


@dataclass(frozen=True)
class Region:
    """A part of the world, or a part of the customers, with its own hours and contact."""

    id: str
    name: str
    zone: str
    zone_label: str = ""
    """What the source calls the zone, such as ``PST``."""
    contact: Contact | None = None
    office_hours: str | None = None
    """The calendar of its hours."""
    countries: tuple[str, ...] = ()
    """The countries it serves.  Others are served by the region nearest by clock."""
    when: Condition = field(default_factory=dict)
    """For which issues and readers it is a contact; absent: for all."""


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


@dataclass(frozen=True)
class Change:
    """What changed under one heading, as `calculator diff` tells it."""

    title: str
    text: str


@dataclass(frozen=True)
class Revision:
    """A day on which the policy changed, and what changed for readers."""

    day: date
    text: str = ""
    changes: tuple[Change, ...] = ()


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

    severity: SeverityId | None
    criterion: str | None = None
    asks: tuple[str, ...] = ()
    target: str | None = None
    deadline: datetime | None = None
    promised: Mapping[str, datetime] = field(default_factory=dict)
    """From kinds of promise other than the response to their deadlines."""
    steps: Mapping[str, datetime] = field(default_factory=dict)
    """From steps of the escalation to when they begin."""
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
    log: tuple[LogEntry, ...] = ()
    """What happened to the case since; it is answered as it stands after that."""


NO_ESCALATION = Escalation()
EVERY_HOLIDAY = HolidayRules()


@dataclass(frozen=True)
class Policy:
    """A whole support policy."""

    about: About
    facts: tuple[Fact, ...]
    severities: tuple[Severity, ...]
    response: tuple[Target, ...]
    calendars: tuple[Calendar, ...] = always(())
    matrices: tuple[Matrix, ...] = always(())
    kinds: tuple[Kind, ...] = always(())
    notices: tuple[Point, ...] = always(())
    topics: tuple[Topic, ...] = always(())
    channels: tuple[Channel, ...] = always(())
    phones: tuple[Phone, ...] = always(())
    regions: tuple[Region, ...] = always(())
    process: tuple[Step, ...] = always(())
    actions: tuple[Action, ...] = always(())
    escalation: Escalation = field(default=NO_ESCALATION, metadata=ALWAYS)
    interpretations: tuple[Interpretation, ...] = always(())
    examples: tuple[Example, ...] = always(())
    cues: tuple[Cue, ...] = always(())
    situations: tuple[Situation, ...] = always(())
    glossary: tuple[Term, ...] = always(())
    coverage: tuple[Covered, ...] = always(())
    revisions: tuple[Revision, ...] = always(())
    holidays: HolidayRules = EVERY_HOLIDAY
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """From another language to the texts that the page shows, each by its name.

    A name is the id of what the text is of, and its field: ``portal-down.text``; a fact's values
    are named within the fact: ``subject.portal.label``; what has no id goes by its own name:
    ``escalation.text``.
    """

    def fact(self, id: str) -> Fact:
        """The fact with this id.  Raises KeyError if there is none."""
        return _by_id(self.facts, id)

    def severity(self, id: SeverityId) -> Severity:
        """The severity with this id.  Raises KeyError if there is none."""
        return _by_id(self.severities, id)

    def rank(self, id: SeverityId) -> int:
        """1 for the weightiest severity, and so on.  Raises KeyError if there is none."""
        return 1 + self.severities.index(self.severity(id))

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
        if str(thing.id) == str(id):  # type: ignore[attr-defined]
            return thing
    raise KeyError(id)


def holds(condition: Condition, known: Mapping[str, str]) -> bool:
    """Whether every fact the condition names has, in ``known``, one of the values it allows."""
    return all(allows(fact, values, known.get(fact)) for fact, values in condition.items())


def assumption(fact: Fact, known: Mapping[str, str]) -> Assumption | None:
    """What is assumed of a fact that is not known: the first whose condition holds."""
    return next((a for a in fact.assume if holds(a.when, known)), None)


def allows(fact: str, values: tuple[str, ...], value: str | None) -> bool:
    """Whether a condition's values for a fact admit one; a country has its subdivisions."""
    country = value.partition("-")[0] if fact == "country" and value else None
    return value in values or country in values


def severity_id(text: str) -> SeverityId:
    """A severity's id as the model has it: a number if it is written as one."""
    return int(text) if text.isascii() and text.isdigit() and str(int(text)) == text else text
