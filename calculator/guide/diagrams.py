"""The process and the escalation ladder as inline SVG.

Both are drawn for a column of 340 units, so that text keeps its size on a phone, and in
``currentColor``, so that they follow light and dark.  Each has a title and a description; the same
content stands as text on the page, so nothing is lost to those who do not see it.
"""

from dataclasses import dataclass
from html import escape
from textwrap import wrap

from calculator.engine.policy import Condition, Policy

WIDTH = 340
_PADDING = 12
_CHARACTER = 7.1
"""About how wide a character of the 13 unit text is."""


def process_diagram(policy: Policy) -> str:
    """The steps from top to bottom, each in the lane of those who take it."""
    lanes = list(dict.fromkeys(step.who for step in policy.process))
    indent = 88 // max(1, len(lanes) - 1)
    width = WIDTH - indent * (len(lanes) - 1)
    shapes: list[str] = []
    y = 1
    for number, step in enumerate(policy.process, 1):
        if number > 1:
            shapes.append(_arrow(WIDTH // 2, y, y + 18))
            y += 18
        lines = [_Line(step.who, small=True), *_wrapped(f"{number}. {step.title}", width)]
        note = only(policy, step.when)
        x = indent * lanes.index(step.who)
        shapes.append(_box(x, y, width, lines, note=note, dashed=bool(step.when)))
        y += _height(lines)
    description = " ".join(
        f"{n}. {s.who}: {s.title}{_spoken(only(policy, s.when))}."
        for n, s in enumerate(policy.process, 1)
    )
    return _figure("process-diagram", "The process, step by step", description, y + 1, shapes)


def escalation_ladder(policy: Policy) -> str:
    """The levels as stairs, the first at the bottom, each leading to the next."""
    levels = policy.escalation.levels
    indent = 66 // max(1, len(levels) - 1)
    width = WIDTH - indent * (len(levels) - 1)
    contacts = [f"{r.name}: {r.contact.name}" for r in policy.regions if r.contact]
    shapes: list[str] = []
    y = 1
    for number, level in reversed(list(enumerate(levels, 1))):
        lines = _wrapped(f"{number}. {level.title}", width)
        if level.regional:
            lines += [_Line(line, small=True) for c in contacts for line in wrap(c, 40)]
        shapes.append(_box(indent * (number - 1), y, width, lines))
        y += _height(lines)
        if number > 1:
            shapes.append(_arrow(WIDTH // 2, y + 30, y))
            shapes.append(_text(WIDTH // 2 + 12, y + 19, "no agreement", small=True))
            y += 30
    description = "From the first level to the last: " + ", then ".join(x.title for x in levels)
    return _figure("escalation-ladder", "The escalation ladder", description + ".", y + 1, shapes)


@dataclass(frozen=True)
class _Line:
    """A line of text; small ones say who or where."""

    text: str
    small: bool = False


def _wrapped(text: str, width: int) -> list[_Line]:
    return [_Line(x) for x in wrap(text, int((width - 2 * _PADDING) / _CHARACTER))]


def only(policy: Policy, when: Condition) -> str:
    """What a step is limited to: names of severities, or "some issues"; nothing: no limit."""
    if not when:
        return ""
    severities = [s.name for s in policy.severities if str(s.id) in when.get("severity", ())]
    return " or ".join(severities) or "some issues"


def _spoken(only: str) -> str:
    return f" ({only} only)" if only else ""


def _height(lines: list[_Line]) -> int:
    return sum(16 if x.small else 18 for x in lines) + 14


def _box(
    x: int, y: int, width: int, lines: list[_Line], *, note: str = "", dashed: bool = False
) -> str:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    parts = [
        f'<rect x="{x + 1}" y="{y}" width="{width - 2}" height="{_height(lines)}" rx="6"'
        f' fill="currentColor" fill-opacity=".06" stroke="currentColor" stroke-opacity=".6"{dash}/>'
    ]
    baseline = y + 4
    for line in lines:
        baseline += 16 if line.small else 18
        parts.append(_text(x + _PADDING, baseline, line.text, small=line.small))
    if note:
        parts.append(_text(x + width - _PADDING, y + 20, note, small=True, end=True))
    return "".join(parts)


def _text(x: int, y: int, text: str, *, small: bool = False, end: bool = False) -> str:
    size = ' font-size="11.5" fill-opacity=".8"' if small else ""
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}"{size}{anchor}>{escape(text)}</text>'


def _arrow(x: int, start: int, end: int) -> str:
    """A vertical arrow from ``start`` to ``end``."""
    back = end - 6 if end > start else end + 6
    return (
        f'<path d="M{x} {start}V{end}M{x - 4} {back}L{x} {end}L{x + 4} {back}" fill="none"'
        ' stroke="currentColor" stroke-opacity=".6" stroke-width="1.5"/>'
    )


def _figure(name: str, title: str, description: str, height: int, shapes: list[str]) -> str:
    return (
        f'<figure class="diagram"><svg viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc" font-size="13" fill="currentColor"'
        f' xmlns="http://www.w3.org/2000/svg"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{"".join(shapes)}</svg></figure>'
    )
