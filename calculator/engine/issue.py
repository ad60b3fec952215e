"""An issue as its reporter tells it: a request made values, and what of it cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime
from typing import Any

from calculator.engine.derived import derived_facts
from calculator.engine.log import NOTHING, Log, log_from
from calculator.engine.mistake import Mistake
from calculator.engine.policy import RESPONSE, Policy
from calculator.engine.time.instant import civil_instant, parse_instant, parse_moment
from calculator.engine.time.note import Note
from calculator.engine.time.zone import zone


@dataclass(frozen=True)
class Issue:
    """What a reporter says.  Instants are aware; ``opened`` absent means now.

    ``place`` is an ISO 3166 code (``IN``, ``US-CA``), ``timezone`` an IANA name.
    """

    now: datetime
    text: str = ""
    facts: Mapping[str, str] = default(default_factory=dict)
    opened: datetime | None = None
    called: datetime | None = None
    answered: datetime | None = None
    place: str | None = None
    timezone: str | None = None
    notes: tuple[Note, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    log: Log = NOTHING
    """What else happened to the case."""

    @property
    def done(self) -> Mapping[str, datetime]:
        """From the kinds of promise that were kept to when they were."""
        return {**self.log.done, **({RESPONSE: self.answered} if self.answered else {})}


def issue_from(policy: Policy, request: Mapping[str, Any], now: datetime) -> Issue:
    """The issue that a request describes, with a mistake for each field that cannot be used.

    ``request`` has ``text``, ``facts``, ``opened``, ``called``, ``answered``, ``now``, ``country``,
    ``timezone`` and ``log`` (see :mod:`.log`), each optional.  Instants are ISO 8601; one without
    an offset is taken as civil time in ``timezone``, if that is given, and is a mistake otherwise.
    """
    mistakes: list[Mistake] = []
    notes: list[Note] = []
    text = request.get("text")
    if text is not None and not isinstance(text, str):
        mistakes.append(Mistake("text", "no-text", {"value": str(text)[:80]}))
        text = ""
    timezone = _text(request, "timezone", mistakes)
    if timezone:
        try:
            zone(timezone)
        except ValueError as error:
            mistakes.append(Mistake("timezone", "unknown-zone", {"message": str(error)}))
            timezone = None
    moments: dict[str, datetime | None] = {}
    for name in ("opened", "called", "answered", "now"):
        said = _text(request, name, mistakes)
        try:
            moments[name] = _moment(name, said, timezone, notes) if said else None
        except ValueError as error:
            mistakes.append(Mistake(name, "bad-instant", {"message": str(error)}))
            moments[name] = None

    def moment(name: str, said: str) -> datetime:
        return _moment(name, said, timezone, notes)

    log = log_from(policy, request.get("log"), moment, mistakes)
    return Issue(
        now=moments["now"] or now,
        text=text or "",
        facts=_stated(policy, request.get("facts"), mistakes),
        opened=moments["opened"] or log.opened,
        called=moments["called"] or log.called,
        answered=moments["answered"],
        place=_place(_text(request, "country", mistakes), mistakes),
        timezone=timezone,
        notes=tuple(notes),
        mistakes=tuple(mistakes),
        log=log,
    )


def _text(request: Mapping[str, Any], name: str, mistakes: list[Mistake]) -> str | None:
    value = request.get(name)
    if value is None or isinstance(value, str):
        return value.strip() or None if value else None
    mistakes.append(Mistake(name, "no-text", {"value": str(value)[:80]}))
    return None


def _place(text: str | None, mistakes: list[Mistake]) -> str | None:
    if text is None:
        return None
    country, _, rest = text.upper().partition("-")
    if len(country) == 2 and country.isascii() and country.isalpha() and len(rest) <= 40:
        return text.upper()
    mistakes.append(Mistake("country", "unknown-country", {"value": text[:80]}))
    return None


def _moment(name: str, said: str, timezone: str | None, notes: list[Note]) -> datetime:
    moment = parse_moment(said)
    if moment.tzinfo is not None or timezone is None:
        return parse_instant(said)
    found = civil_instant(moment, zone(timezone))
    if found.note:
        notes.append(Note(found.note.code, {**found.note.params, "field": name}))
    return found.instant.astimezone(zone(timezone))


def _stated(policy: Policy, facts: Any, mistakes: list[Mistake]) -> dict[str, str]:
    if facts is None:
        return {}
    if not isinstance(facts, Mapping):
        mistakes.append(Mistake("facts", "no-facts", {"value": str(facts)[:80]}))
        return {}
    derived = derived_facts(policy)
    allowed = {f.id: [v.id for v in f.values] for f in policy.facts if f.id not in derived}
    stated = {}
    for fact, value in facts.items():
        if fact not in allowed:
            known = ", ".join(allowed)
            mistakes.append(Mistake("facts", "unknown-fact", {"fact": str(fact), "known": known}))
        elif value not in allowed[fact]:
            mistakes.append(
                Mistake(
                    "facts",
                    "unknown-value",
                    {"fact": fact, "value": str(value), "known": ", ".join(allowed[fact])},
                )
            )
        else:
            stated[fact] = value
    return stated
