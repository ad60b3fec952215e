"""The process as a picture in lanes: one lane for each of those who take its steps.

Drawn twice from the same steps: in columns, where there is room for boxes side by side, and for a
phone as a line that changes lanes, with the titles beside it.  Steps for some issues only are a
branch: the others pass them by.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.policy import Condition, Policy, Step
from calculator.guide.drawing import (
    CHARACTER,
    LINE,
    Line,
    box,
    figure,
    height_of,
    linked,
    path,
    text,
    wrapped,
)
from calculator.guide.marks import rank_class
from calculator.guide.wording import Wording

WIDE, NARROW = 700, 340
GAP = 22
"""Between two boxes, with the arrow in it."""


@dataclass(frozen=True)
class _Row:
    number: int
    step: Step
    lane: int
    only: str
    rank: str


def process_picture(policy: Policy, words: Wording) -> str:
    """The steps from top to bottom in the lanes of those who take them; nothing without steps."""
    lanes = list(dict.fromkeys(step.who for step in policy.process))
    if not lanes:
        return ""
    rows = [
        _Row(n, s, lanes.index(s.who), _only(policy, words, s.when), _rank(policy, s.when))
        for n, s in enumerate(policy.process, 1)
    ]
    title = words.t("process.picture", lanes=words.all_of(lanes))
    told = " ".join(_told(row, words) for row in rows)
    return _wide(lanes, rows, words, title, told) + _narrow(lanes, rows, title, told)


def _only(policy: Policy, words: Wording, when: Condition) -> str:
    named = [s.name for s in policy.severities if str(s.id) in when.get("severity", ())]
    if not when:
        return ""
    return words.either(named) if named else words.t("process.some-issues")


def _rank(policy: Policy, when: Condition) -> str:
    named = when.get("severity", ())
    return rank_class(policy, named[0]) if named else ""


def _told(row: _Row, words: Wording) -> str:
    limited = f" ({words.t('process.only', which=row.only)})" if row.only else ""
    return f"{row.number}. {row.step.who}: {row.step.title}{limited}."


def _passed_by(rows: list[_Row]) -> Iterator[tuple[int, int]]:
    """Pairs of positions: the step before a branch, and the one at which the others go on."""
    before: int | None = None
    for i, row in enumerate(rows):
        if row.only:
            continue
        if before is not None and before < i - 1:
            yield before, i
        before = i


# -- columns ---------------------------------------------------------------------------------------


def _wide(lanes: list[str], rows: list[_Row], words: Wording, title: str, told: str) -> str:
    width = WIDE / len(lanes)
    across = min(width - 16, 320)
    heads = [wrapped(name, width - 12) for name in lanes]
    top = 12 + LINE * max(len(head) for head in heads)
    tops, lines = _stacked(rows, across, top + 14)
    bottom = tops[-1] + height_of(lines[-1]) + 10
    shapes = [
        f'<rect x="{i * width + 1:g}" y="1" width="{width - 2:g}" height="{bottom - 2:g}" rx="6"'
        ' class="diagram__lane"/>'
        for i in range(len(lanes))
    ]
    for i, head in enumerate(heads):
        shapes += [
            text((i + 0.5) * width, 4 + LINE * (n + 1), line.text, anchor="middle")
            for n, line in enumerate(head)
        ]
    middles = [(row.lane + 0.5) * width for row in rows]
    for i in range(1, len(rows)):
        end = tops[i - 1] + height_of(lines[i - 1])
        shapes.append(_elbow(middles[i - 1], end, middles[i], tops[i]))
    for before, after in _passed_by(rows):
        shapes.append(_bypass(rows, before, after, width, across, tops, lines, words))
    for row, y, inside, middle in zip(rows, tops, lines, middles, strict=True):
        drawn = box(middle - across / 2, y, across, inside, dashed=bool(row.only), rank=row.rank)
        shapes.append(linked(row.step.id, drawn))
    return figure("process-wide", title, told, (WIDE, bottom), shapes)


def _stacked(rows: list[_Row], across: float, top: float) -> tuple[list[float], list[list[Line]]]:
    tops, boxes = [], []
    for row in rows:
        lines = wrapped(f"{row.number}. {row.step.title}", across - 22)
        if row.only:
            lines += wrapped(row.only, across - 22, small=True)
        tops.append(top)
        boxes.append(lines)
        top += height_of(lines) + GAP
    return tops, boxes


def _elbow(x0: float, y0: float, x: float, y: float) -> str:
    if x0 == x:
        return path((x0, y0), (x, y))
    half = y0 + GAP / 2
    return path((x0, y0), (x0, half), (x, half), (x, y))


def _bypass(
    rows: list[_Row],
    before: int,
    after: int,
    width: float,
    across: float,
    tops: list[float],
    lines: list[list[Line]],
    words: Wording,
) -> str:
    """From the side of the step before a branch, along the lane's edge, to the step after it."""
    lane, target = rows[before].lane, rows[after].lane
    side = 1 if target >= lane else -1
    edge = (lane + 0.5) * width + side * (across / 2 + 6)
    start = tops[before] + height_of(lines[before]) / 2
    middle = (lane + 0.5) * width + side * across / 2
    goal = (target + 0.5) * width + side * (14 if target == lane else -14)
    end = tops[after] - GAP / 2 + 5
    line = path(
        (middle, start), (edge, start), (edge, end), (goal, end), (goal, tops[after]), dashed=True
    )
    # Beside the line where it sets out, in the next lane; in the last, over its end.
    said = words.t("process.otherwise")
    if 0 < edge + side * len(said) * CHARACTER < WIDE:
        anchor = "start" if side > 0 else "end"
        return line + text(edge + side * 5, start + 14, said, small=True, anchor=anchor)
    anchor = "end" if side > 0 else "start"
    return line + text(edge - side * 4, end - 4, said, small=True, anchor=anchor)


# -- a line for phones -----------------------------------------------------------------------------

NODE, STEP = 10, 24


def _narrow(lanes: list[str], rows: list[_Row], title: str, told: str) -> str:
    at = [14 + STEP * i for i in range(len(lanes))]
    left = at[-1] + 22
    shapes: list[str] = []
    y = 4.0
    begins = []
    for i, name in enumerate(lanes):
        begins.append(y + 10)
        shapes.append(path((at[i], y + 10), (left - 6, y + 10), arrow=False))
        for line in wrapped(name, NARROW - left):
            shapes.append(text(left, y + 14, line.text))
            y += LINE
        y += 3
    y += 8
    spots, texts = [], []
    for row in rows:
        lines = wrapped(row.step.title, NARROW - left)
        if row.only:
            lines += wrapped(row.only, NARROW - left, small=True)
        spots.append((at[row.lane], y + 9))
        texts.append((y, lines))
        y += sum(LINE if not x.small else 15 for x in lines) + 13
    shapes += [
        f'<path d="M{x} {begins[i]:g}V{y - 6:g}" class="diagram__rail"/>' for i, x in enumerate(at)
    ]
    shapes += [_curve(spots[i - 1], spots[i]) for i in range(1, len(spots))]
    for before, after in _passed_by(rows):
        (x0, y0), (x, y1) = spots[before], spots[after]
        out = min(x0, x) - 11
        shapes.append(
            f'<path d="M{x0} {y0:g}C{out} {y0 + 16:g} {out} {y0 + 16:g} {out} {y0 + 26:g}'
            f"V{y1 - 26:g}C{out} {y1 - 16:g} {out} {y1 - 16:g} {x} {y1:g}"
            '" class="diagram__line" stroke-dasharray="3 3"/>'
        )
    for row, (x, spot), (begin, lines) in zip(rows, spots, texts, strict=True):
        dash = ' stroke-dasharray="3 2"' if row.only else ""
        drawn = [
            f'<circle cx="{x}" cy="{spot:g}" r="{NODE}" class="diagram__node {row.rank}"{dash}/>',
            text(x, spot + 4, str(row.number), small=True, anchor="middle"),
        ]
        baseline = begin
        for line in lines:
            baseline += 15 if line.small else LINE - (4 if line is lines[0] else 0)
            drawn.append(text(left, baseline, line.text, small=line.small))
        shapes.append(linked(row.step.id, "".join(drawn)))
    return figure("process-narrow", title, told, (NARROW, y), shapes)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x0, y0), (x, y) = start, end
    middle = (y0 + y) / 2
    return (
        f'<path d="M{x0:g} {y0:g}C{x0:g} {middle:g} {x:g} {middle:g} {x:g} {y:g}"'
        ' class="diagram__line"/>'
    )
