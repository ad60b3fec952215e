"""The answer as told: plain values for the page, for ``--json`` and for batches.

Instants are in UTC, and whatever the policy words is told by its id.
"""

from datetime import UTC, datetime
from typing import Any

from calculator.engine.answer import Answer, Change, KnownFact
from calculator.engine.chronology import impossible
from calculator.engine.contacts import Reach
from calculator.engine.reading.result import OtherIssue, Reading
from calculator.engine.response import Promise, remaining
from calculator.engine.severity import Verdict
from calculator.engine.time.note import Note, distinct
from calculator.engine.time.segments import Segment

type Json = dict[str, Any]


def told(answer: Answer) -> Json:
    """The answer in values that JSON has."""
    issue, verdict, reading, response = (
        answer.issue,
        answer.verdict,
        answer.reading,
        answer.response,
    )
    governing = response.governing
    deadline = governing.deadline if governing else None
    at = issue.opened or issue.now
    call = response.worth_waiting_for
    return {
        "severity": verdict.severity,
        "criterion": verdict.criterion,
        "changed": _changed(answer),
        "possible": list(verdict.possible),
        "candidates": list(verdict.candidates),
        "asks": list(answer.asks),
        "decides": {fact: list(decided) for fact, decided in answer.decides.items()},
        "facts": [_fact(fact, reading) for fact in answer.facts],
        "evidence": [
            {"fact": e.fact, "value": e.value, "start": e.start, "end": e.end}
            for e in reading.evidence
        ],
        "aside": [{"start": a.start, "end": a.end, "cue": a.cue} for a in reading.aside],
        "others": [_other(other, verdict) for other, verdict in answer.others],
        "changes": [_change(change) for change in answer.changes],
        "deadline": _utc(deadline),
        "target": governing.target if governing else None,
        "escalation": answer.escalation,
        "steps": [
            {"id": b.step, "level": b.level, "stage": b.stage, "at": _utc(b.at)}
            for b in answer.steps
        ],
        "targets": [_target(p) for p in response.promises],
        "kinds": [
            _governed(kind, response.governing_of(kind), issue.now)
            for kind in dict.fromkeys(p.kind for p in response.promises)
        ],
        "if_called_now": call and {"deadline": _utc(call.if_now), "target": call.target},
        "latest_useful_call": _utc(call.helps_until) if call else None,
        "remaining": int(remaining(deadline, issue.now).total_seconds()) if deadline else None,
        "review": [{"target": o.target, "met": o.met, "by": abs(o.margin)} for o in answer.review]
        or None,
        "contacts": {
            "regions": [_region(reach) for reach in answer.reaches],
            "phones": list(answer.phones),
        },
        "case": answer.case,
        "actions": list(answer.actions),
        "zone": {"timezone": issue.timezone, "country": issue.place},
        "opened": _utc(at),
        "called": _utc(issue.called),
        "notes": [_note(n) for n in distinct((*issue.notes, *impossible(issue), *response.notes))],
        "errors": [
            {"field": m.field, "code": m.code, "params": dict(m.params)} for m in issue.mistakes
        ],
    }


def _changed(answer: Answer) -> Json | None:
    """When support changed the severity, and what the description comes to without that."""
    before = answer.described
    if before is None:
        return None
    at = _utc(answer.issue.log.changed)
    return {"at": at, "severity": before.severity, "criterion": before.criterion}


def _fact(fact: KnownFact, reading: Reading) -> Json:
    return {
        "fact": fact.fact,
        "value": fact.value,
        "state": fact.state,
        "because": fact.because,
        "said": fact.said,
        "evidence": [
            {"start": e.start, "end": e.end}
            for e in reading.evidence
            if fact.state == "read" and e.fact == fact.fact
        ],
    }


def _other(other: OtherIssue, verdict: Verdict) -> Json:
    return {
        "severity": verdict.severity,
        "criterion": verdict.criterion,
        "start": other.start,
        "end": other.end,
    }


def _change(change: Change) -> Json:
    return {
        "fact": change.fact,
        "value": change.value,
        "severity": change.verdict.severity,
        "criterion": change.verdict.criterion,
    }


def _region(reach: Reach) -> Json:
    return {
        "id": reach.region,
        "now": reach.local.isoformat(timespec="minutes"),
        "in_office": reach.in_office,
        "awake": reach.awake,
        "next_office": _utc(reach.next_in_office),
        "nearest": reach.nearest,
    }


def _target(promise: Promise) -> Json:
    reason = promise.reason
    return {
        "id": promise.target,
        "status": promise.status,
        "kind": promise.kind,
        "applies": promise.status in ("governs", "later", "untimed", "paused"),
        "governs": promise.status == "governs",
        "why": reason.code if reason else "governs",
        "params": dict(reason.params) if reason else {},
        "waits_for": list(promise.waits_for),
        "event": promise.event,
        "start": _utc(promise.start),
        "day": promise.day.kind if promise.day else None,
        "day_name": promise.day.name if promise.day else "",
        "deadline": _utc(promise.deadline),
        "upcoming": [_utc(at) for at in promise.upcoming],
        "unsaid": _utc(promise.unsaid),
        "left": int(promise.left.total_seconds()) if promise.left else None,
        "segments": [_segment(s) for s in promise.segments],
        "changes": [
            {"at": _utc(c.at), "zone": c.zone, "before": c.before, "after": c.after}
            for c in promise.changes
        ],
        "if_now": _utc(promise.if_now),
        "helps_until": _utc(promise.helps_until),
        "notes": [_note(n) for n in promise.notes],
    }


def _governed(kind: str, promise: Promise | None, now: datetime) -> Json:
    """What governs among the promises of a kind; without a deadline if none runs."""
    due = promise.deadline if promise else None
    return {
        "kind": kind,
        "target": promise.target if promise else None,
        "deadline": _utc(due),
        "remaining": int(remaining(due, now).total_seconds()) if due else None,
        "upcoming": [_utc(at) for at in promise.upcoming] if promise else [],
        "unsaid": _utc(_asked(promise)) if promise else None,
    }


def _asked(promise: Promise) -> datetime | None:
    """When the update was due that is to be asked for: nobody said that one came since."""
    came = promise.came[0] if promise.came else None
    return promise.unsaid if promise.unsaid and (not came or came < promise.unsaid) else None


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
