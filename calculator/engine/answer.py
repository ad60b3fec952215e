"""One issue to one Answer: severity, deadline, contacts, and why.

:class:`Desk` is a policy made ready to answer.  It is built once and holds no state that an answer
leaves behind; the current moment is part of each issue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from calculator.engine.clock import (
    Holidays,
    Note,
    Segment,
    civil_instant,
    distinct,
    parse_instant,
    schedules,
    zone,
)
from calculator.engine.contacts import phones_for, reaches
from calculator.engine.policy import Event, Policy, holds
from calculator.engine.reading import Reader, Reading
from calculator.engine.response import (
    Promise,
    Reporter,
    Response,
    Situation,
    remaining,
    respond,
    review,
)
from calculator.engine.severity import Table, Verdict

type Json = dict[str, Any]


@dataclass(frozen=True)
class Mistake:
    """Something about an issue that cannot be used: the field, a code, and what to fill in."""

    field: str
    code: str
    params: Mapping[str, str] = default(default_factory=dict)


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


@dataclass(frozen=True)
class KnownFact:
    """A fact and its state: ``stated`` beats ``read`` beats ``assumed``; or ``unknown``."""

    fact: str
    value: str | None
    state: str
    because: str | None = None


@dataclass(frozen=True)
class Answer:
    """All there is to say about an issue; :meth:`json` is what the page and ``--json`` get."""

    issue: Issue
    verdict: Verdict
    facts: tuple[KnownFact, ...]
    reading: Reading
    response: Response
    body: Json = default(repr=False)

    def json(self) -> Json:
        """Plain values: instants in UTC, ids for everything that the policy words."""
        return self.body


class Desk:
    """A policy, its reading and its calendars, ready to answer."""

    def __init__(
        self,
        policy: Policy,
        learned: Mapping[str, Any] | None = None,
        holidays: Holidays | None = None,
    ) -> None:
        self.policy = policy
        self.table = Table(policy)
        # Reading weighs the same few situations against each other all the time.
        self._severity_of = lru_cache(maxsize=10_000)(
            lambda facts: self.verdict(dict(facts)).severity
        )
        self.reader = Reader(policy, self._outcome, learned)
        self.learn_holidays(holidays or Holidays())

    def learn_holidays(self, holidays: Holidays) -> None:
        """Use these public holidays from now on."""
        self.holidays = holidays
        self._schedules = schedules(self.policy.calendars, holidays)

    def answer(self, issue: Issue) -> Answer:
        """The answer.  Never raises for anything a reporter can say."""
        reading = self.reader.read(issue.text, issue.facts)
        facts = self._known(issue, reading)
        known = {f.fact: f.value for f in facts if f.value is not None}
        verdict = self.table.verdict(known)
        response = self._response(issue, known, verdict.severity)
        body = self._body(issue, reading, facts, verdict, response)
        return Answer(issue, verdict, facts, reading, response, body)

    # -- facts ----

    def verdict(self, facts: Mapping[str, str]) -> Verdict:
        """What the policy's table makes of facts, and of what it assumes where they are silent."""
        return self.table.verdict(self._with_assumptions(facts))

    def _outcome(self, facts: Mapping[str, str]) -> int | None:
        return self._severity_of(frozenset(facts.items()))

    def _with_assumptions(self, facts: Mapping[str, str]) -> Mapping[str, str]:
        assumed = {
            fact.id: a.value
            for fact in self.policy.facts
            for a in fact.assume
            if fact.id not in facts and holds(a.when, facts)
        }
        return {**facts, **assumed}

    def _known(self, issue: Issue, reading: Reading) -> tuple[KnownFact, ...]:
        sure = {**reading.facts, **issue.facts}
        found = []
        for fact in self.policy.facts:
            if fact.id in issue.facts:
                known = KnownFact(fact.id, issue.facts[fact.id], "stated")
            elif fact.id in reading.facts:
                known = KnownFact(fact.id, reading.facts[fact.id], "read")
            else:
                assumed = next((a for a in fact.assume if holds(a.when, sure)), None)
                known = (
                    KnownFact(fact.id, assumed.value, "assumed", assumed.because)
                    if assumed
                    else KnownFact(fact.id, None, "unknown")
                )
            found.append(known)
        return tuple(found)

    # -- time and people ----

    def _response(self, issue: Issue, known: Mapping[str, str], severity: int | None) -> Response:
        if severity is None:
            return Response(())
        events: dict[Event, datetime] = {"case-opened": issue.opened or issue.now}
        if issue.called:
            events["phone-call"] = issue.called
        situation = Situation(
            {**known, "severity": str(severity)},
            events,
            Reporter(issue.place, issue.timezone),
            issue.now,
        )
        return respond(self.policy, self._schedules, self.holidays, situation)

    def _clock_on_the_wall(self, issue: Issue) -> tzinfo:
        if issue.timezone:
            return zone(issue.timezone)
        written = issue.opened or issue.now
        return written.tzinfo or UTC

    # -- the answer as plain values ----

    def _body(
        self,
        issue: Issue,
        reading: Reading,
        facts: tuple[KnownFact, ...],
        verdict: Verdict,
        response: Response,
    ) -> Json:
        governing = response.governing
        deadline = governing.deadline if governing else None
        where = self._clock_on_the_wall(issue)
        at = issue.opened or issue.now
        regions = reaches(self.policy.regions, self._schedules, where, issue.now)
        nearest = reaches(self.policy.regions, self._schedules, where, at)
        waiting = [p for p in response.promises if p.status == "waiting" and p.if_now]
        call = min(waiting, key=lambda p: p.if_now or at, default=None)
        known = {f.fact: f.value for f in facts if f.value is not None}
        severity = {"severity": str(verdict.severity)} if verdict.severity else {}
        return {
            "severity": verdict.severity,
            "criterion": verdict.criterion,
            "possible": list(verdict.possible),
            "candidates": list(verdict.candidates),
            "asks": list(verdict.asks),
            "facts": [
                {
                    "fact": f.fact,
                    "value": f.value,
                    "state": f.state,
                    "because": f.because,
                    "evidence": [
                        {"start": e.start, "end": e.end}
                        for e in reading.evidence
                        if f.state == "read" and e.fact == f.fact
                    ],
                }
                for f in facts
            ],
            "evidence": [
                {"fact": e.fact, "value": e.value, "start": e.start, "end": e.end}
                for e in reading.evidence
            ],
            "aside": [{"start": a.start, "end": a.end, "cue": a.cue} for a in reading.aside],
            "others": self._others(reading),
            "changes": self._changes(known, verdict),
            "deadline": _utc(deadline),
            "target": governing.target if governing else None,
            "escalation": next((r.region for r in nearest if r.nearest), None),
            "targets": [_target(p) for p in response.promises],
            "if_called_now": call and {"deadline": _utc(call.if_now), "target": call.target},
            "latest_useful_call": _utc(call.helps_until) if call else None,
            "remaining": (
                int(remaining(deadline, issue.now).total_seconds()) if deadline else None
            ),
            "review": (
                [
                    {"target": o.target, "met": o.met, "by": abs(o.margin)}
                    for o in review(response, issue.answered)
                ]
                if issue.answered and deadline
                else None
            ),
            "contacts": {
                "regions": [
                    {
                        "id": r.region,
                        "now": r.local.isoformat(timespec="minutes"),
                        "in_office": r.in_office,
                        "awake": r.awake,
                        "next_office": _utc(r.next_in_office),
                        "nearest": r.nearest,
                    }
                    for r in regions
                ],
                "phones": [p.id for p in phones_for(self.policy.phones, issue.place)],
            },
            "actions": [a.id for a in self.policy.actions if holds(a.when, {**known, **severity})],
            "zone": {"timezone": issue.timezone, "country": issue.place},
            "opened": _utc(at),
            "called": _utc(issue.called),
            "notes": [_note(n) for n in distinct((*issue.notes, *response.notes))],
            "errors": [
                {"field": m.field, "code": m.code, "params": dict(m.params)} for m in issue.mistakes
            ],
        }

    def _others(self, reading: Reading) -> list[Json]:
        found = []
        for other in reading.others:
            verdict = self.verdict(other.facts)
            found.append(
                {
                    "severity": verdict.severity,
                    "criterion": verdict.criterion,
                    "start": other.start,
                    "end": other.end,
                }
            )
        return found

    def _changes(self, known: Mapping[str, str], verdict: Verdict) -> list[Json]:
        """Each single fact that, if it were otherwise, would change the severity."""
        found = []
        for fact in self.policy.facts:
            for value in fact.values:
                if known.get(fact.id) == value.id:
                    continue
                other = self.table.verdict({**known, fact.id: value.id})
                if (other.severity, other.possible) != (verdict.severity, verdict.possible):
                    found.append(
                        {
                            "fact": fact.id,
                            "value": value.id,
                            "severity": other.severity,
                            "criterion": other.criterion,
                        }
                    )
        return found


def issue_from(policy: Policy, request: Mapping[str, Any], now: datetime) -> Issue:
    """The issue that a request describes, with a mistake for each field that cannot be used.

    ``request`` has ``text``, ``facts``, ``opened``, ``called``, ``answered``, ``now``, ``country``
    and ``timezone``, each optional.  Instants are ISO 8601; one without an offset is taken as civil
    time in ``timezone``, if that is given, and is a mistake otherwise.
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
    return Issue(
        now=moments["now"] or now,
        text=text or "",
        facts=_stated(policy, request.get("facts"), mistakes),
        opened=moments["opened"],
        called=moments["called"],
        answered=moments["answered"],
        place=_place(_text(request, "country", mistakes), mistakes),
        timezone=timezone,
        notes=tuple(notes),
        mistakes=tuple(mistakes),
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
    if len(country) == 2 and country.isascii() and country.isalpha() and len(rest) <= 3:
        return text.upper()
    mistakes.append(Mistake("country", "unknown-country", {"value": text[:80]}))
    return None


def _moment(name: str, said: str, timezone: str | None, notes: list[Note]) -> datetime:
    try:
        civil = datetime.fromisoformat(said)
    except ValueError:
        return parse_instant(said)
    if civil.tzinfo is not None or timezone is None:
        return parse_instant(said)
    found = civil_instant(civil, zone(timezone))
    if found.note:
        notes.append(Note(found.note.code, {**found.note.params, "field": name}))
    return found.instant.astimezone(zone(timezone))


def _stated(policy: Policy, facts: Any, mistakes: list[Mistake]) -> dict[str, str]:
    if facts is None:
        return {}
    if not isinstance(facts, Mapping):
        mistakes.append(Mistake("facts", "no-facts", {"value": str(facts)[:80]}))
        return {}
    allowed = {f.id: [v.id for v in f.values] for f in policy.facts}
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


def _target(promise: Promise) -> Json:
    reason = promise.reason
    return {
        "id": promise.target,
        "status": promise.status,
        "applies": promise.status in ("governs", "later"),
        "governs": promise.status == "governs",
        "why": reason.code if reason else "governs",
        "params": dict(reason.params) if reason else {},
        "waits_for": list(promise.waits_for),
        "event": promise.event,
        "start": _utc(promise.start),
        "day": promise.day.kind if promise.day else None,
        "day_name": promise.day.name if promise.day else "",
        "deadline": _utc(promise.deadline),
        "segments": [_segment(s) for s in promise.segments],
        "changes": [
            {"at": _utc(c.at), "zone": c.zone, "before": c.before, "after": c.after}
            for c in promise.changes
        ],
        "if_now": _utc(promise.if_now),
        "helps_until": _utc(promise.helps_until),
        "notes": [_note(n) for n in promise.notes],
    }


def _segment(segment: Segment) -> Json:
    return {
        "start": _utc(segment.start),
        "end": _utc(segment.end),
        "counted": segment.open,
        "reason": segment.reason,
        "name": segment.name,
        "by": list(segment.by),
    }


def _note(note: Note) -> Json:
    return {"code": note.code, "params": dict(note.params)}


def _utc(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z") if instant else None
