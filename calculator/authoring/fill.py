"""Figures that texts refer to, such as ``{within}``, put in from where they are given.

``{within}`` and ``{every}`` in the texts of a promise are its own, as is ``{after}`` in the text of
a step of the escalation; ``{sev2}`` is the time of the
promise with that id, ``{revision}`` the date of the policy's revision.  Whatever else stands in
braces stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from calculator.authoring.texts import WORDS
from calculator.engine.policy import EscalationStep, Policy, Target

REFERENCE = re.compile(r"\{([a-z][a-z0-9-]*)\}")

_UNITS = {"min": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "mins": "minute"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def filled(policy: Policy) -> Policy:
    """The policy with every figure that its texts refer to."""
    whole: Policy = _filled(policy, figures(policy), policy.about.language)
    return whole


def figures(policy: Policy) -> dict[str, str]:
    """What texts anywhere may refer to."""
    language = policy.about.language
    times = {t.id: spoken(t.within or t.every, language) for t in policy.response}
    return {**times, "revision": _date(policy.about.revision, language)}


def spoken(duration: str, language: str) -> str:
    """``8 hours`` for ``8 h`` in English; in other languages as it is written."""
    if not language.startswith("en"):
        return duration

    def unit(found: re.Match[str]) -> str:
        name = _UNITS[found[2]]
        return f"{found[1]} {name if float(found[1]) == 1 else name + 's'}"

    return re.sub(rf"(?<!\d)(\d+(?:\.\d+)?)\s*({'|'.join(_UNITS)})\b", unit, duration)


def _date(day: date, language: str) -> str:
    if language.startswith("en"):
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    return day.isoformat()


def _filled(value: Any, known: Mapping[str, str], language: str) -> Any:
    if isinstance(value, str):
        return REFERENCE.sub(lambda found: known.get(found[1], found[0]), value)
    if isinstance(value, tuple):
        return tuple(_filled(item, known, language) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, (Target, EscalationStep)):
        own = {name: getattr(value, name, "") for name in ("within", "every", "after")}
        known = {**known, **{name: spoken(text, language) for name, text in own.items() if text}}
    kind = type(value).__name__
    changed = {
        f.name: new
        for f in fields(value)
        if (kind, f.name) not in WORDS
        and (old := getattr(value, f.name)) is not None
        and (new := _filled(old, known, language)) != old
    }
    return replace(value, **changed) if changed else value
