"""Promises in words: how soon, how often, counted from when, for how many."""

from collections.abc import Iterable

from calculator.engine.derived import both, derived_facts, in_base_facts
from calculator.engine.policy import (
    CLOSINGS,
    KINDS,
    RESPONSE,
    UNTIMED,
    Condition,
    EscalationStep,
    Policy,
    Severity,
    SeverityId,
    Target,
)
from calculator.engine.time.duration import parse_duration
from calculator.guide.once import once
from calculator.guide.wording import Wording

DAY = 86400
LAST = 10**9
"""After every length: what is promised without a time."""


def targets_of(policy: Policy, severity: Severity) -> tuple[Target, ...]:
    """The promises that may apply to issues of a severity."""
    return tuple(t for t in policy.response if severity.id in _severities_of(policy)[t.id])


@once
def _severities_of(policy: Policy) -> dict[str, tuple[SeverityId, ...]]:
    """From a promise to the severities to which it may apply: those that it names, as far as what
    else it is for can come to them."""
    facts = derived_facts(policy)
    met = {
        s.id: [
            c
            for criterion in s.criteria
            for told in criterion.when
            for c in in_base_facts(facts, told)
        ]
        for s in policy.severities
    }
    found = {}
    for target in policy.response:
        named = target.when.get("severity")
        able = [s.id for s in policy.severities if not named or str(s.id) in named]
        asked = list(in_base_facts(facts, facts_of(target.when)))
        fit = [id for id in able if any(both(one, c) is not None for one in asked for c in met[id])]
        found[target.id] = tuple(fit or able)
    return found


def promised(policy: Policy, words: Wording, severity: Severity, kind: str = RESPONSE) -> str:
    """How soon a severity is answered: ``15 minutes``, or ``15 minutes to 1 hour``."""
    times = times_of(words, (t for t in targets_of(policy, severity) if t.kind == kind))
    return times or words.t("response.none")


def by_kind(policy: Policy, words: Wording, severity: Severity) -> list[tuple[str, str]]:
    """Each other kind of promise that a severity has, with what is promised."""
    kinds = dict.fromkeys(t.kind for t in targets_of(policy, severity) if t.kind != RESPONSE)
    return [(kind_name(policy, words, k), promised(policy, words, severity, k)) for k in kinds]


def times_of(words: Wording, targets: Iterable[Target]) -> str:
    """The times of several promises: the shortest to the longest, and those without a time."""
    ordered = sorted(targets, key=lambda t: seconds_of(t.within or t.every) or LAST)
    timed = dict.fromkeys(time_of(words, t) for t in ordered if seconds_of(t.within or t.every))
    untimed = dict.fromkeys(
        time_of(words, t) for t in ordered if not seconds_of(t.within or t.every)
    )
    shown = list(timed)
    if len(shown) > 1:
        shown = [words.t("response.from-to", first=shown[0], last=shown[-1])]
    return words.either([*shown, *untimed])


def time_of(words: Wording, target: Target) -> str:
    """``15 minutes``, ``every hour``, ``as agreed``: what a promise says of time."""
    parts = [_time(words, target.within)] if target.within else []
    if target.every:
        parts.append(words.t("response.every", time=_time(words, target.every)))
    if target.share is not None:
        parts.append(words.t("response.share", share=target.share))
    return ", ".join(parts)


def _time(words: Wording, text: str) -> str:
    if text in (*UNTIMED, *CLOSINGS):
        return words.t(f"time.{text.replace(' ', '-')}")
    return words.duration(text)


def seconds_of(text: str) -> int:
    """About how long a promise is, a business day taken for a day; 0 if it has no length."""
    if text in CLOSINGS:
        return DAY // 2 if text == CLOSINGS[0] else DAY
    try:
        found = parse_duration(text)
    except ValueError:
        return 0
    return found.seconds or found.business_days * DAY


def kind_name(policy: Policy, words: Wording, kind: str) -> str:
    """What a kind of promise is called."""
    named = next((k.name for k in policy.kinds if k.id == kind), "")
    return named or (words.t(f"kind.{kind}") if kind in KINDS else kind)


def counted_from(words: Wording, target: Target) -> str:
    """From when on a promise counts: ``after the case is opened``; nothing if no time does."""
    if not seconds_of(target.within or target.every):
        return ""
    if {"case-opened", "phone-call"} <= set(target.starts):
        return words.t("response.from-both")
    return words.t(f"response.from-{target.starts[-1]}")


def step_of(policy: Policy, words: Wording, step: EscalationStep) -> str:
    """When a step of the escalation is taken: ``If nobody has answered: **after 2 hours**``."""
    known = step.unless in KINDS
    kind = kind_name(policy, words, step.unless)
    unless = (
        words.t(f"escalation.if-{step.unless}") if known else words.t("escalation.if", kind=kind)
    )
    after = words.duration(step.after)
    time = words.t("escalation.after", time=after) if after else words.t("escalation.at-deadline")
    return f"{unless}: **{time}**"


def step_counted_from(words: Wording, step: EscalationStep) -> str:
    """From when on the time of a step counts; nothing if it has none."""
    return words.t(f"response.from-{step.since}") if step.after else ""


def facts_of(when: Condition) -> Condition:
    """The condition without the severity and the kind of day, which are told apart from it."""
    return {fact: values for fact, values in when.items() if fact not in ("severity", "day")}
