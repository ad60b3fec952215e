"""The promises on one scale, so that a quarter of an hour can be seen beside half a day.

The scale is logarithmic.  Places across are per cents of the width, so that texts keep their size
on any screen, as in the calculator's timeline.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from math import log
from textwrap import wrap

from calculator.engine.policy import RESPONSE, Policy, Severity, Target
from calculator.guide.drawing import NAMESPACES, linked
from calculator.guide.marks import rank_class
from calculator.guide.promises import DAY, kind_name, seconds_of, time_of
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
    lengths = {seconds for _, _, seconds in rows}
    if len(lengths) < 2:
        return ""
    low, high = min(lengths) / 2.5, max(lengths)

    def place(seconds: float) -> float:
        return 100 * log(seconds / low) / log(high / low)

    def across(seconds: float) -> str:
        return f"{place(seconds):.1f}%"

    shapes, told = [], []
    y = 4
    for severity, target, seconds in rows:
        name = f"{_name(policy, words, severity, target)}: {time_of(words, target)}"
        told.append(name)
        drawn = []
        for line in wrap(name, WIDEST):
            y += LINE
            drawn.append(f'<text x="0" y="{y - 4}">{escape(line)}</text>')
        drawn.append(
            f'<rect x="0" y="{y}" width="{across(seconds)}" height="{BAR}" rx="2"'
            f' class="diagram__mark {rank_class(policy, severity.id)}"/>'
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


def _rows(policy: Policy) -> Iterator[tuple[Severity, Target, int]]:
    """The promises with the weightiest severity that each is for, and about how long they are.

    Where there are many, those of one severity, kind and length are one.
    """
    many = len(policy.response) > MOST
    shown = set()
    for severity in policy.severities:
        for target in policy.response:
            named = target.when.get("severity", ())
            first = next((s for s in policy.severities if not named or str(s.id) in named), None)
            seconds = seconds_of(target.within or target.every)
            same = (severity.id, target.kind, seconds)
            if first is severity and seconds and not (many and same in shown):
                shown.add(same)
                yield severity, target, seconds


def _name(policy: Policy, words: Wording, severity: Severity, target: Target) -> str:
    kind = kind_name(policy, words, target.kind) if target.kind != RESPONSE else ""
    label = target.label if len(policy.response) <= MOST else ""
    if re.search(rf"\b{re.escape(severity.name)}\b", label):
        return ", ".join(x for x in (kind, label) if x)
    return ", ".join(dict.fromkeys(x for x in (severity.name, kind, label) if x))
