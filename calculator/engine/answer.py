"""One issue to one Answer: severity, deadline, contacts, and why.

:class:`Desk` is a policy made ready to answer.  It is built once and holds no state that an answer
leaves behind; the current moment is part of each issue.  How an answer is told is for
:mod:`calculator.engine.told`.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from calculator.engine.asks import SEVERITY, decides
from calculator.engine.chronology import impossible, is_later
from calculator.engine.contacts import Reach, phones_for, reaches, serving_region
from calculator.engine.derived import derived_facts, followed
from calculator.engine.issue import Issue
from calculator.engine.policy import (
    REPORTER,
    RESOLUTION,
    RESPONSE,
    UPDATE,
    CaseState,
    Event,
    Policy,
    SeverityId,
    assumption,
    holds,
)
from calculator.engine.reading.language import Language
from calculator.engine.reading.reader import Reader
from calculator.engine.reading.result import OtherIssue, Reading
from calculator.engine.response import (
    Outcome,
    Reporter,
    Response,
    Situation,
    respond,
    review,
    review_updates,
)
from calculator.engine.severity import Table, Verdict
from calculator.engine.steps import Begin, begins
from calculator.engine.time.holidays import Holidays, day_at
from calculator.engine.time.schedule import Schedule, Whereabouts, schedules
from calculator.engine.time.zone import zone


@dataclass(frozen=True)
class KnownFact:
    """A fact and its state: ``stated`` beats ``read`` beats ``assumed``; or ``unknown``.

    A fact that follows from others by a matrix is ``derived`` once they are known.
    """

    fact: str
    value: str | None
    state: str
    because: str | None = None
    said: str | None = None
    """Stated: what the description says instead, if that is something else."""


@dataclass(frozen=True)
class Change:
    """A fact that, if it had this value, would change the severity to that of the verdict."""

    fact: str
    value: str
    verdict: Verdict


@dataclass(frozen=True)
class Answer:
    """All there is to say about an issue."""

    issue: Issue
    verdict: Verdict
    described: Verdict | None
    """What the description comes to, where support changed the severity to another since."""
    asks: tuple[str, ...]
    """What is worth asking, the policy's order: what decides the severity, else all the rest."""
    decides: Mapping[str, tuple[str, ...]]
    """From each of these to what it decides: ``severity``, kinds of promise, ``contact`` ..."""
    facts: tuple[KnownFact, ...]
    reading: Reading
    others: tuple[tuple[OtherIssue, Verdict], ...]
    """Further issues in the same text, and what each comes to."""
    changes: tuple[Change, ...]
    response: Response
    review: tuple[Outcome, ...]
    """Whether each promise was kept, once the issue is answered and its times can be right."""
    reaches: tuple[Reach, ...]
    """The regions' contacts as they can be reached now."""
    escalation: str | None
    """The region that was nearest when the issue was opened."""
    steps: tuple[Begin, ...]
    """The steps of the escalation that begin after a time, for this issue."""
    phones: tuple[str, ...]
    """Ids of the numbers to call from the reporter's place."""
    case: CaseState
    """How far the case has come."""
    actions: tuple[str, ...]
    """Ids of what to do now."""

    @property
    def known(self) -> Mapping[str, str]:
        """From the facts that have a value to it, whatever their state."""
        return {f.fact: f.value for f in self.facts if f.value is not None}


@dataclass(frozen=True)
class _Given:
    """What stands whatever a fact may be: what is read and stated, the place, what is doubted."""

    sure: Mapping[str, str]
    place: Mapping[str, str] = field(default_factory=dict)
    doubted: Set[str] = frozenset()


class Desk:
    """A policy, its reading and its calendars, ready to answer."""

    def __init__(
        self,
        policy: Policy,
        language: Language,
        learned: Mapping[str, Any] | None = None,
        holidays: Holidays | None = None,
        index: Mapping[str, Any] | None = None,
    ) -> None:
        """``index`` is what was prepared of the reader's index."""
        self.policy = policy
        self.table = Table(policy)
        self._matrices = derived_facts(policy)
        self._conditions = {name for f in policy.facts for a in f.assume for name in a.when}
        # Reading weighs the same few situations against each other all the time.
        self._outcome_of = lru_cache(maxsize=10_000)(self._outcome)
        self.reader = Reader(
            replace(policy, facts=self.table.facts), self.outcome, language, learned, index
        )
        self._reporters = any(REPORTER in (c.zone, c.holidays) for c in policy.calendars)
        self.learn_holidays(holidays or Holidays())

    def learn_holidays(self, holidays: Holidays) -> None:
        """Use these public holidays from now on."""
        self.holidays = holidays
        self._schedules = schedules(self.policy.calendars, holidays)
        self._reporters_schedules = lru_cache(maxsize=64)(
            lambda whereabouts: schedules(self.policy.calendars, holidays, whereabouts)
        )

    def answer(self, issue: Issue) -> Answer:
        """The answer.  Never raises for anything a reporter can say."""
        policy = self.policy
        reading = self.reader.read(issue.text, issue.facts)
        facts = self._known(issue, reading)
        known = {f.fact: f.value for f in facts if f.value is not None}
        where, opened = _clock_on_the_wall(issue), issue.opened or issue.now
        region = serving_region(policy.regions, where, opened, issue.place)
        place = self._place(issue, where, opened, region.id if region else None)
        known |= place
        given = _Given({**reading.facts, **issue.facts}, place, reading.doubted)
        first = self._widened(self.table.verdict(known), given)
        verdict = _changed_severity(issue, first)
        response, steps = self._response(issue, verdict, known, where)
        decided = verdict.severity is not None
        known |= {"severity": str(verdict.severity)} if decided else {}
        known["case"] = case = _case_state(issue, response)
        deciding = decides(policy, known) if decided else dict.fromkeys(verdict.asks, (SEVERITY,))
        book = self._book(issue, where)
        regions = [r for r in policy.regions if holds(r.when, known)]
        phones = [p for p in policy.phones if holds(p.when, known)]
        then = serving_region(regions, where, opened, issue.place)
        return Answer(
            issue=issue,
            verdict=verdict,
            described=None if verdict is first else first,
            asks=tuple(deciding),
            decides=deciding,
            facts=facts,
            reading=reading,
            others=tuple((other, self.verdict(other.facts)) for other in reading.others),
            changes=tuple(self._changes(known, verdict, given)),
            response=response,
            review=tuple(self._review(issue, response, first, known, where)),
            reaches=reaches(regions, book, where, issue.now, issue.place),
            escalation=then.id if then else None,
            steps=steps,
            phones=tuple(p.id for p in phones_for(phones, issue.place)),
            case=case,
            actions=tuple(a.id for a in policy.actions if holds(a.when, known)),
        )

    # -- facts ----

    def verdict(self, facts: Mapping[str, str]) -> Verdict:
        """What the policy's table makes of facts, and of what it assumes where they are silent."""
        verdict = self.table.verdict(self._with_assumptions(facts))
        return self._widened(verdict, _Given(facts))

    def _widened(self, verdict: Verdict, given: "_Given") -> Verdict:
        """A verdict, with the severities that are possible once what it asks is answered, for then
        something else may be assumed."""
        asks = [fact for fact in verdict.asks if fact in self._conditions]
        if not asks:
            return verdict
        others = (
            self.table.outlook(self._otherwise(given, fact, value)).possible
            for fact in asks
            for value in self.table.values[fact]
        )
        possible = {*verdict.possible, *(severity for other in others for severity in other)}
        ordered = tuple(s.id for s in self.policy.severities if s.id in possible)
        return replace(verdict, possible=ordered)

    def _otherwise(self, given: "_Given", fact: str, value: str) -> Mapping[str, str]:
        """What would be known if a fact had this value."""
        sure = {**given.sure, fact: value}
        return {**given.place, **self._with_assumptions(sure, given.doubted)}

    def rank(self, facts: Mapping[str, str]) -> int | None:
        """The rank of the severity that facts come to, 1 the weightiest; None for a question."""
        return self.outcome(facts)[0]

    def outcome(
        self, facts: Mapping[str, str], doubted: Set[str] = frozenset()
    ) -> tuple[int | None, str]:
        """That rank, and the id of the criterion that facts come to; empty for a question.

        Of facts that are ``doubted`` nothing is assumed.
        """
        return self._outcome_of(frozenset(facts.items()), frozenset(doubted))

    def _outcome(
        self, facts: frozenset[tuple[str, str]], doubted: frozenset[str]
    ) -> tuple[int | None, str]:
        known = self._with_assumptions(dict(facts), doubted)
        rank = self.table.severity(known)
        return rank, "" if rank is None else self.table.outlook(known).criterion or ""

    def _with_assumptions(
        self, facts: Mapping[str, str], doubted: Set[str] = frozenset()
    ) -> Mapping[str, str]:
        assumed = {
            fact.id: a.value
            for fact in self.policy.facts
            if fact.id not in facts and fact.id not in doubted and (a := assumption(fact, facts))
        }
        return {**facts, **assumed}

    def _place(
        self, issue: Issue, where: tzinfo, opened: datetime, region: str | None
    ) -> dict[str, str]:
        """What conditions may know of the place: its country, the region, the kind of day."""
        day = day_at(self.holidays, issue.place, where, opened)
        known = {"day": day.kind, "country": issue.place, "region": region}
        return {fact: value for fact, value in known.items() if value}

    def _known(self, issue: Issue, reading: Reading) -> tuple[KnownFact, ...]:
        sure = {**reading.facts, **issue.facts}
        said = self.reader.read(issue.text).facts
        found = []
        for fact in self.policy.facts:
            if fact.id in issue.facts:
                stated = issue.facts[fact.id]
                other = said.get(fact.id, stated)
                known = KnownFact(
                    fact.id, stated, "stated", said=None if other == stated else other
                )
            elif fact.id in reading.facts:
                known = KnownFact(fact.id, reading.facts[fact.id], "read")
            else:
                assumed = None if fact.id in reading.doubted else assumption(fact, sure)
                known = (
                    KnownFact(fact.id, assumed.value, "assumed", assumed.because)
                    if assumed
                    else KnownFact(fact.id, None, "unknown")
                )
            found.append(known)
        follows = followed(self._matrices, {f.fact: f.value for f in found if f.value})
        return tuple(
            KnownFact(f.fact, follows[f.fact], "derived") if f.fact in follows else f for f in found
        )

    def _changes(
        self, known: Mapping[str, str], verdict: Verdict, given: "_Given"
    ) -> Iterator[Change]:
        """Each single fact that, if it were otherwise, would change the severity."""
        decided = verdict.severity is not None
        possible = verdict.possible if decided else self.table.outlook(known).possible
        for fact in self.table.facts:
            for value in fact.values:
                if known.get(fact.id) == value.id:
                    continue
                other = self.table.outlook(self._otherwise(given, fact.id, value.id))
                if (other.severity, other.possible) != (verdict.severity, possible):
                    yield Change(fact.id, value.id, other)

    # -- time ----

    def _book(self, issue: Issue, where: tzinfo) -> Mapping[str, Schedule]:
        """The calendars, those that are the reporter's at the reporter's place."""
        if not self._reporters:
            return self._schedules
        return self._reporters_schedules(Whereabouts(where, issue.place))

    def _response(
        self, issue: Issue, verdict: Verdict, known: Mapping[str, str], where: tzinfo
    ) -> tuple[Response, tuple[Begin, ...]]:
        """What is promised, and the steps of an escalation where that is not kept."""
        if verdict.severity is None:
            return Response(()), ()
        known = {**known, "severity": str(verdict.severity)}
        events: dict[Event, datetime] = {"case-opened": issue.opened or issue.now}
        if issue.called:
            events["phone-call"] = issue.called
        if issue.log.changed:
            events["severity-changed"] = issue.log.changed
        unknown = {*(fact.id for fact in self.policy.facts), "country"} - known.keys()
        situation = Situation(
            known,
            events,
            Reporter(issue.place, issue.timezone),
            issue.now,
            issue.log.updates,
            issue.done.get(RESOLUTION),
            issue.log.pauses,
            known.get("region"),
            frozenset(unknown),
        )
        book = self._book(issue, where)
        response = respond(self.policy, book, self.holidays, situation)
        return response, begins(self.policy, book, situation, response, issue.done)

    def _review(
        self,
        issue: Issue,
        response: Response,
        first: Verdict,
        known: Mapping[str, str],
        where: tzinfo,
    ) -> Iterator[Outcome]:
        """Whether each promise was kept; nothing where the times cannot all be right.

        What was done before the severity was changed is judged by the severity that held then.
        """
        if impossible(issue):
            return
        for kind, at in issue.done.items():
            if kind == UPDATE:
                continue
            then = replace(issue, log=issue.log.until(at))
            same = then.log.changes == issue.log.changes
            verdict = _changed_severity(then, first)
            promised = response if same else self._response(then, verdict, known, where)[0]
            yield from review(promised, at, kind)
        yield from review_updates(response)


def _changed_severity(issue: Issue, verdict: Verdict) -> Verdict:
    """The verdict, or the severity to which support changed the case since."""
    severity: SeverityId | None = issue.log.severity
    if severity is None or severity == verdict.severity:
        return verdict
    return replace(verdict, severity=severity, criterion=None, possible=(severity,), asks=())


def _case_state(issue: Issue, response: Response) -> CaseState:
    governing = response.governing
    if RESPONSE in issue.done and not is_later(issue.done[RESPONSE], issue.now):
        return "answered"
    if governing and governing.deadline and governing.deadline <= issue.now:
        return "overdue"
    if issue.opened is None or is_later(issue.opened, issue.now):
        return "not-opened"
    return "called" if issue.called and not is_later(issue.called, issue.now) else "opened"


def _clock_on_the_wall(issue: Issue) -> tzinfo:
    if issue.timezone:
        return zone(issue.timezone)
    written = issue.opened or issue.now
    return written.tzinfo or UTC
