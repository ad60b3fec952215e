"""Conditions in words."""

from collections.abc import Mapping
from typing import Any, get_args

from calculator.engine.policy import CaseState, Condition, DayKind, Policy
from calculator.guide.wording import Wording


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


def only(policy: Policy, words: Wording, when: Condition) -> str:
    """What a step is limited to: names of severities, or the condition; nothing: no limit."""
    if not when:
        return ""
    rest = {fact: values for fact, values in when.items() if fact != "severity"}
    severities = [s.name for s in policy.severities if str(s.id) in when.get("severity", ())]
    parts = [words.either(severities)] if severities else []
    return "; ".join([*parts, *([condition_of(policy, words, rest, "")] if rest else [])])
