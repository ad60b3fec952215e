"""Conditions in words."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, get_args

from calculator.engine.policy import Action, CaseState, Condition, DayKind, Policy
from calculator.guide.wording import Wording

OVERDUE: CaseState = "overdue"


def _literals(alias: Any) -> tuple[str, ...]:
    return get_args(alias.__value__)


def _several(values: str | tuple[str, ...]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else values


def condition_of(
    policy: Policy, words: Wording, condition: Condition | Mapping[str, str], mark: str = "**"
) -> str:
    """A condition in words: ``Severity 1; **Problem**: It is down``."""
    names = {f.id: f"{mark}{f.name}{mark}: " for f in policy.facts}
    labels = {(f.id, v.id): v.label for f in policy.facts for v in f.values}
    labels |= {("severity", str(s.id)): s.name for s in policy.severities}
    labels |= {("region", r.id): r.name for r in policy.regions}
    labels |= {("day", day): words.t(f"day.{day}") for day in _literals(DayKind)}
    labels |= {("case", state): words.t(f"state.{state}") for state in _literals(CaseState)}
    told = {
        fact: words.either(
            words.country(v) if fact == "country" else labels.get((fact, v), v)
            for v in _several(values)
        )
        for fact, values in condition.items()
    }
    return "; ".join(names.get(fact, "") + text for fact, text in told.items())


def where(policy: Policy, words: Wording, condition: Condition) -> str:
    """Where a thing is done, as one says it: ``For: Severity 1 · once the case is open``.

    Without anything else, how far the case has come stands alone.

    What values are called says what they are values of.
    """
    told = [
        condition_of(policy, words, {fact: values}, "")
        for fact, values in condition.items()
        if fact != "case"
    ]
    names = [f"{fact.name}: " for fact in policy.facts if fact.id in condition]
    told = [next((t.removeprefix(n) for n in names if t.startswith(n)), t) for t in told]
    stage = stage_of(words, _several(condition.get("case", ())))
    if not told:
        return stage[:1].upper() + stage[1:]
    return words.t("applies-where", condition=" · ".join([*told, *([stage] if stage else [])]))


def stage_of(words: Wording, states: Collection[str]) -> str:
    """How far a case has come, in words; nothing if it may have come any way.

    Stages that follow each other are told by where they begin or end.
    """
    known = _literals(CaseState)
    way = [state for state in known if state != OVERDUE]
    # An answer is overdue on the way to it.
    chosen = [s for s in way if s in states]
    if not chosen or (OVERDUE in states and way[-1] not in chosen):
        return words.either(words.t(f"state.{s}") for s in known if s in states)
    if chosen == way[:1]:
        return words.t("state.before")
    if len(chosen) == 1:
        return words.t(f"state.{chosen[0]}")
    if chosen == way[-len(chosen) :]:
        return words.t(f"state.once-{chosen[0]}") if chosen != way else ""
    if chosen == way[: len(chosen)]:
        return words.t(f"state.until-{way[len(chosen)]}")
    return words.either(words.t(f"state.{s}") for s in chosen)


def by_stage(actions: Iterable[Action]) -> list[Action]:
    """What is to be done, in the order in which a case comes that far."""
    known = [*(s for s in _literals(CaseState) if s != OVERDUE), OVERDUE]
    return sorted(
        actions, key=lambda a: min(map(known.index, a.when.get("case") or known), default=0)
    )


def only(policy: Policy, words: Wording, when: Condition) -> str:
    """What a step is limited to: names of severities, or the condition; nothing: no limit."""
    if not when:
        return ""
    rest = {fact: values for fact, values in when.items() if fact != "severity"}
    severities = [s.name for s in policy.severities if str(s.id) in when.get("severity", ())]
    parts = [words.either(severities)] if severities else []
    return "; ".join([*parts, *([condition_of(policy, words, rest, "")] if rest else [])])
