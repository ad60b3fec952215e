"""The promises on one scale, so that a quarter of an hour can be seen beside half a day.

The scale is logarithmic.  Places across are per cents of the width, so that texts keep their size
on any screen, as in the calculator's timeline.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from math import log
from textwrap import wrap

from calculator.engine.policy import RESPONSE, Policy, Severity, Target
from calculator.guide.conditions import only
from calculator.guide.drawing import NAMESPACES, linked
from calculator.guide.marks import rank_class
from calculator.guide.promises import DAY, facts_of, kind_name, seconds_of, targets_of, time_of
from calculator.guide.wording import Wording

MINUTE, HOUR = 60, 3600
TICKS = {
    MINUTE: "1 min", 5 * MINUTE: "5 min", 15 * MINUTE: "15 min", HOUR: "1 h", 4 * HOUR: "4 h",
    12 * HOUR: "12 h", DAY: "1 day", 3 * DAY: "3 days", 7 * DAY: "7 days", 30 * DAY: "30 days",
    90 * DAY: "90 days", 365 * DAY: "365 days",
}  # fmt: skip
LINE, BAR, SPACE, AXIS = 16, 12, 14, 26
MOST = 12
"""Promises up to which each has a bar of its own."""
APART = 13
"""Per cents of the width between two marks of the scale, for their words to stand side by side."""
WIDEST = 46
"""Characters of a label in a line: as many as a phone shows."""


def promise_chart(policy: Policy, words: Wording) -> str:
    """A bar for each promise that has a length, in its severity's colour; none if all are equal."""
    rows = list(_rows(policy))
    lengths = {row.seconds for row in rows}
    if len(lengths) < 2:
        return ""
    low, high = min(lengths) / 2.5, max(lengths)

    def place(seconds: float) -> float:
        return 100 * log(seconds / low) / log(high / low)

    def across(seconds: float) -> str:
        return f"{place(seconds):.1f}%"

    shapes, told = [], []
    y = 4
    for row in rows:
        target, seconds = row.targets[0], row.seconds
        name = f"{_name(policy, words, rows, row)}: {time_of(words, target)}"
        told.append(name)
        drawn = []
        for line in wrap(name, WIDEST):
            y += LINE
            drawn.append(f'<text x="0" y="{y - 4}">{escape(line)}</text>')
        drawn.append(
            f'<rect x="0" y="{y}" width="{across(seconds)}" height="{BAR}" rx="2"'
            f' class="diagram__mark {rank_class(policy, row.severity.id)}"/>'
        )
        shapes.append(linked(target.id, "".join(drawn)))
        y += BAR + SPACE
    ticks = [n for n in TICKS if low < n <= high]
    scale = [
        f'<line x1="{across(n)}" x2="{across(n)}" y1="0" y2="{y}" class="diagram__rail"/>'
        f'<text x="{across(n)}" y="{y + 14}" class="diagram__small"'
        f' text-anchor="{"end" if n == high or ticks[-1] == n else "middle"}">'
        f"{escape(words.duration(TICKS[n], 'short'))}</text>"
        for n in _sparse(ticks, place)
    ]
    return (
        f'<figure class="diagram diagram--chart"><svg width="100%" height="{y + AXIS}" role="group"'
        ' aria-labelledby="chart-title chart-desc" font-size="13" fill="currentColor"'
        f' {NAMESPACES}><title id="chart-title">'
        f'{escape(words.t("response.chart"))}</title><desc id="chart-desc">'
        f"{escape('; '.join(told))}</desc>{''.join(scale + shapes)}</svg></figure>"
    )


def _sparse(ticks: list[int], place: Callable[[int], float]) -> list[int]:
    """Those that stand far enough apart to be read, the longest included."""
    kept: list[int] = []
    for n in reversed(ticks):
        if not kept or place(kept[-1]) - place(n) >= APART + (APART if len(kept) == 1 else 0) / 2:
            kept.append(n)
    return kept[::-1]


@dataclass(frozen=True)
class _Row:
    """A bar: promises of one kind and length, with the weightiest severity that they are for."""

    severity: Severity
    targets: tuple[Target, ...]
    seconds: int


def _rows(policy: Policy) -> Iterator[_Row]:
    """A bar for each promise; of many, one for those of a severity, a kind and a length."""
    many = len(policy.response) > MOST
    for severity in policy.severities:
        own: dict[object, list[Target]] = {}
        for target in policy.response:
            first = next((s for s in policy.severities if target in targets_of(policy, s)), None)
            seconds = seconds_of(target.within or target.every)
            if first is severity and seconds:
                key = (target.kind, seconds) if many else target.id
                own.setdefault(key, []).append(target)
        for targets in own.values():
            length = seconds_of(targets[0].within or targets[0].every)
            yield _Row(severity, tuple(targets), length)


def _name(policy: Policy, words: Wording, rows: list[_Row], row: _Row) -> str:
    target, severity = row.targets[0], row.severity
    kind = kind_name(policy, words, target.kind) if target.kind != RESPONSE else ""
    many = len(policy.response) > MOST
    label = _told_apart(policy, words, rows, row) if many else target.label
    if label.startswith(kind):
        kind = ""
    if re.search(rf"\b{re.escape(severity.name)}\b", label):
        return ", ".join(x for x in (kind, label) if x)
    return ", ".join(dict.fromkeys(x for x in (severity.name, kind, label) if x))


def _told_apart(policy: Policy, words: Wording, rows: list[_Row], row: _Row) -> str:
    """What holds for these promises and not for others of their severity and kind."""
    alike = [
        r for r in rows if (r.severity, r.targets[0].kind) == (row.severity, row.targets[0].kind)
    ]
    if len(alike) < 2:
        return ""
    return words.either(
        dict.fromkeys(
            only(policy, words, facts_of(t.when)) for t in row.targets if facts_of(t.when)
        )
    )
