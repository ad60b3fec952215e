"""What a policy says of escalating: when and how, up which levels, and after what time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from calculator.engine.as_json import always
from calculator.engine.promised import RESPONSE, Condition

type Since = Literal["case-opened", "phone-call", "severity-changed", "deadline"]

DEADLINE: Since = "deadline"


@dataclass(frozen=True)
class Point:
    """A rule of escalation, or a thing that a written escalation holds."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class Level:
    """A rung of the escalation ladder.  A regional level is taken by the region's contact."""

    id: str
    title: str
    text: str
    regional: bool = False


@dataclass(frozen=True)
class EscalationStep:
    """A level that is called after a time, unless a promise has been kept by then."""

    id: str
    level: str
    """The id of the level that is called."""
    after: str = ""
    """``"2 h"``, ``"1 business day"``: counted on ``calendar``.  Only a step that begins with a
    deadline (``since: deadline``) may have none."""
    calendar: str = ""
    """When that time counts: the id of a calendar, or ``region``, as of a response target."""
    since: Since = "case-opened"
    """From when on it counts: an event, or ``deadline``, that of the promise in ``unless`` which
    governs."""
    unless: str = RESPONSE
    """The kind of promise that ends it once it is kept: ``response``, ``workaround``,
    ``resolution``, or the id of a kind."""
    text: str = ""
    when: Condition = field(default_factory=dict)


@dataclass(frozen=True)
class Escalation:
    """When and how to escalate, what to write, up which levels, and after what time."""

    text: str = always("")
    when: tuple[Point, ...] = always(())
    how: tuple[Point, ...] = always(())
    contents: tuple[Point, ...] = always(())
    levels: tuple[Level, ...] = always(())
    steps: tuple[EscalationStep, ...] = always(())
    note: str = ""

    @property
    def titles(self) -> Mapping[str, str]:
        """From the ids of the levels to their titles."""
        return {level.id: level.title for level in self.levels}
