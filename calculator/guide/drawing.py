"""The hand in which the guide's pictures are drawn: inline SVG that follows light and dark.

Lines and texts are in ``currentColor``; a severity's colour comes from the classes of its mark.
Every picture has a title and a description, and what it shows stands as text on the page, too.
"""

from dataclasses import dataclass
from html import escape
from textwrap import wrap

PADDING = 10
LINE, SMALL_LINE = 17, 15
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
CHARACTER = 6.9
"""About how wide a character of the 13 unit text is."""


@dataclass(frozen=True)
class Line:
    """A line of text; small ones say who, where or for what."""

    text: str
    small: bool = False


def wrapped(text: str, width: float, *, small: bool = False) -> list[Line]:
    """The text in lines that fit a width."""
    character = CHARACTER * (0.9 if small else 1)
    return [Line(x, small) for x in wrap(text, max(8, int(width / character)))]


def height_of(lines: list[Line]) -> int:
    """The height of a box around lines."""
    return sum(SMALL_LINE if x.small else LINE for x in lines) + 14


def box(
    x: float, y: float, width: float, lines: list[Line], *, dashed: bool = False, rank: str = ""
) -> str:
    """A box with lines in it; with the classes of a severity's mark, edged in its colour."""
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    height = height_of(lines)
    parts = [
        f'<rect x="{x + 1:g}" y="{y:g}" width="{width - 2:g}" height="{height}" rx="6"'
        f' class="diagram__box"{dash}/>'
    ]
    if rank:
        parts.append(
            f'<rect x="{x + 1:g}" y="{y:g}" width="5" height="{height}" rx="2"'
            f' class="diagram__mark {rank}"/>'
        )
    baseline = y + 4
    for line in lines:
        baseline += SMALL_LINE if line.small else LINE
        parts.append(text(x + PADDING, baseline, line.text, small=line.small))
    return "".join(parts)


def text(x: float, y: float, words: str, *, small: bool = False, anchor: str = "") -> str:
    """A text at a point of its baseline."""
    size = ' class="diagram__small"' if small else ""
    aligned = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}"{size}{aligned}>{escape(words)}</text>'


def linked(anchor: str, shapes: str) -> str:
    """Shapes that lead to a place on the page.

    Under the older name: of a page that it loads, the theme sets the addresses of all links, and
    fails at those of a picture.  Whoever looks for the newer one is told by the role.
    """
    return f'<a role="link" xlink:href="#{anchor}">{shapes}</a>'


def path(*points: tuple[float, float], arrow: bool = True, dashed: bool = False) -> str:
    """A line through points, with an arrow head in the direction of its last part."""
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    (_, y0), (x, y) = points[-2:]
    if arrow and y0 != y:
        back = y - 6 if y > y0 else y + 6
        line += f"M{x - 4:g} {back:g}L{x:g} {y:g}L{x + 4:g} {back:g}"
    dash = ' stroke-dasharray="3 3"' if dashed else ""
    return f'<path d="{line}" class="diagram__line"{dash}/>'


def figure(
    name: str, title: str, description: str, size: tuple[float, float], shapes: list[str]
) -> str:
    """A picture with its title and description; ``name`` is for its ids and its class."""
    width, height = size
    return (
        f'<figure class="diagram diagram--{name}"><svg viewBox="0 0 {width:g} {height:g}"'
        f' role="group" aria-labelledby="{name}-title {name}-desc" font-size="13"'
        f' fill="currentColor" {NAMESPACES}><title id="{name}-title">'
        f'{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{''.join(shapes)}</svg></figure>"
    )
