"""One issue to one Answer: severity, deadline, contacts, and why.

:class:`Desk` is a policy made ready to answer.  It is built once and holds no state that an answer
leaves behind; the current moment is part of each issue.  How an answer is told is for
:mod:`calculator.engine.told`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from calculator.engine.contacts import Reach, phones_for, reaches
from calculator.engine.issue import Issue
from calculator.engine.policy import CaseState, Event, Policy, holds
from calculator.engine.reading.language import Language
from calculator.engine.reading.reader import Reader
from calculator.engine.reading.result import OtherIssue, Reading
from calculator.engine.response import Outcome, Reporter, Response, Situation, respond, review
from calculator.engine.severity import Table, Verdict
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.schedule import schedules
from calculator.engine.time.zone import zone


@dataclass(frozen=True)
class KnownFact:
    """A fact and its state: ``stated`` beats ``read`` beats ``assumed``; or ``unknown``."""

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
    facts: tuple[KnownFact, ...]
    reading: Reading
    others: tuple[tuple[OtherIssue, Verdict], ...]
    """Further issues in the same text, and what each comes to."""
    changes: tuple[Change, ...]
    response: Response
    review: tuple[Outcome, ...]
    """Whether each promise was kept, once the issue is answered."""
    reaches: tuple[Reach, ...]
    """The regions' contacts as they can be reached now."""
    escalation: str | None
    """The region that was nearest when the issue was opened."""
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


class Desk:
    """A policy, its reading and its calendars, ready to answer."""

    def __init__(
        self,
        policy: Policy,
        language: Language,
        learned: Mapping[str, Any] | None = None,
        holidays: Holidays | None = None,
    ) -> None:
        self.policy = policy
        self.table = Table(policy)
        # Reading weighs the same few situations against each other all the time.
        self._severity_of = lru_cache(maxsize=10_000)(
            lambda facts: self.verdict(dict(facts)).severity
        )
        self.reader = Reader(policy, self._outcome, language, learned)
        self.learn_holidays(holidays or Holidays())

    def learn_holidays(self, holidays: Holidays) -> None:
        """Use these public holidays from now on."""
        self.holidays = holidays
        self._schedules = schedules(self.policy.calendars, holidays)

    def answer(self, issue: Issue) -> Answer:
        """The answer.  Never raises for anything a reporter can say."""
        policy = self.policy
        reading = self.reader.read(issue.text, issue.facts)
        facts = self._known(issue, reading)
        known = {f.fact: f.value for f in facts if f.value is not None}
        verdict = self.table.verdict(known)
        response = self._response(issue, known, verdict.severity)
        where = _clock_on_the_wall(issue)
        then = reaches(policy.regions, self._schedules, where, issue.opened or issue.now)
        case = _case_state(issue, response)
        severity = {"severity": str(verdict.severity)} if verdict.severity else {}
        at_hand = {**known, **severity, "case": case}
        return Answer(
            issue=issue,
            verdict=verdict,
            facts=facts,
            reading=reading,
            others=tuple((other, self.verdict(other.facts)) for other in reading.others),
            changes=tuple(self._changes(known, verdict)),
            response=response,
            review=review(response, issue.answered) if issue.answered else (),
            reaches=tuple(reaches(policy.regions, self._schedules, where, issue.now)),
            escalation=next((r.region for r in then if r.nearest), None),
            phones=tuple(p.id for p in phones_for(policy.phones, issue.place)),
            case=case,
            actions=tuple(a.id for a in policy.actions if holds(a.when, at_hand)),
        )

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
                assumed = next((a for a in fact.assume if holds(a.when, sure)), None)
                known = (
                    KnownFact(fact.id, assumed.value, "assumed", assumed.because)
                    if assumed
                    else KnownFact(fact.id, None, "unknown")
                )
            found.append(known)
        return tuple(found)

    def _changes(self, known: Mapping[str, str], verdict: Verdict) -> Iterator[Change]:
        """Each single fact that, if it were otherwise, would change the severity."""
        for fact in self.policy.facts:
            for value in fact.values:
                if known.get(fact.id) == value.id:
                    continue
                other = self.table.verdict({**known, fact.id: value.id})
                if (other.severity, other.possible) != (verdict.severity, verdict.possible):
                    yield Change(fact.id, value.id, other)

    # -- time ----

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


def _case_state(issue: Issue, response: Response) -> CaseState:
    governing = response.governing
    if issue.answered:
        return "answered"
    if governing and governing.deadline and governing.deadline <= issue.now:
        return "overdue"
    if issue.opened is None:
        return "not-opened"
    return "called" if issue.called else "opened"


def _clock_on_the_wall(issue: Issue) -> tzinfo:
    if issue.timezone:
        return zone(issue.timezone)
    written = issue.opened or issue.now
    return written.tzinfo or UTC
