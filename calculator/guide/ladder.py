"""The escalation ladder, in the hand of the other pictures."""

from calculator.engine.policy import Policy
from calculator.guide.drawing import box, figure, height_of, linked, path, text, wrapped
from calculator.guide.wording import Wording

WIDTH = 340
RISE = 30


def escalation_ladder(policy: Policy, words: Wording) -> str:
    """The levels as stairs, the first at the bottom; nothing if there are none."""
    levels = policy.escalation.levels
    if not levels:
        return ""
    indent = 66 // max(1, len(levels) - 1)
    width = WIDTH - indent * (len(levels) - 1)
    contacts = [
        f"{r.name}: {r.contact.name}" for r in policy.regions if r.contact and r.contact.name
    ]
    shapes: list[str] = []
    y = 1
    for number, level in reversed(list(enumerate(levels, 1))):
        lines = wrapped(f"{number}. {level.title}", width - 22)
        if level.regional:
            lines += [line for c in contacts for line in wrapped(c, width - 22, small=True)]
        shapes.append(linked(level.id, box(indent * (number - 1), y, width, lines)))
        y += height_of(lines)
        if number > 1:
            shapes.append(path((WIDTH / 2, y + RISE), (WIDTH / 2, y)))
            shapes.append(text(WIDTH / 2 + 12, y + 19, words.t("escalation.up"), small=True))
            y += RISE
    told = words.t("escalation.picture-text", levels=words.all_of(x.title for x in levels))
    return figure("ladder", words.t("escalation.picture"), told, (WIDTH, y + 1), shapes)
