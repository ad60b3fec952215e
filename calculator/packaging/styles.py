"""The theme's style sheets, without what no page of the site can use.

A page waits for them before it shows anything, and most of their rules are for what is not there. A
rule goes if each of its selectors names a class, or a colour, that no page has in its tags and no
script; it comes later if it stands in scripts alone.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from calculator.authoring.keeping import kept
from calculator.packaging.runtime import write

SHEETS = Path("assets") / "stylesheets"
NAMES = ("main", "palette")
"""In the order in which pages load them."""
AT_ONCE = ("js", "md-typeset", "md-header--shadow")
"""How classes begin that a script gives to what is seen from the first; they cannot wait."""

_WORD = re.compile(r"[\w-]+")
_GIVEN = r"""=("[^"]*"|'[^']*'|[^\s"'>]+)"""
_CLASSES, _COLOURS = (re.compile(name + _GIVEN) for name in ("class", r"data-md-color-[\w-]+"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.DOTALL)
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_COLOUR = re.compile(r"\[data-md-color-[\w-]+=([\w-]+)\]")
_ANY = re.compile(r":(?:not|is|where|has)\(")
_NESTED = ("@media", "@supports", "@layer", "@container")


def join_styles(site: Path) -> None:
    """Replaces the theme's style sheets in every page by what the site can use of them.

    What only scripts bring about comes as a second sheet, which no page waits for.
    """
    sheets = [path for name in NAMES for path in sorted((site / SHEETS).glob(f"{name}.*.min.css"))]
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    scripts = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.js"))]
    there = _words(pages.values())
    later = there.union(*map(_WORD.findall, scripts))
    there = there.union(w for w in later if w.startswith(AT_ONCE))
    css = "".join(path.read_text(encoding="utf-8") for path in sheets)
    names = [
        _written(site, "theme", _used(css, there)),
        _written(site, "theme-later", _used(css, later, but=there)),
    ]
    first, *others = (re.escape(path.name) for path in sheets)
    link = re.compile(rf'<link rel="stylesheet" href="([^"]*){first}">')
    both = rf'<link rel="stylesheet" href="\1{names[0]}">'
    both += (
        rf'\n<template data-later><link rel="stylesheet" href="\1{names[1]}" data-came></template>'
    )
    for path, html in pages.items():
        end = html.find("</head>")
        head = html[:end]
        for other in others:
            head = re.sub(rf'\s*<link rel="stylesheet" href="[^"]*{other}">', "", head)
        path.write_text(link.sub(both, head) + html[end:], encoding="utf-8")
    for path in sheets:
        path.unlink()
        path.with_name(f"{path.name}.map").unlink(missing_ok=True)


def _words(pages: Iterable[str]) -> frozenset[str]:
    """What names a class or a colour in pages, and may do so in what runs there."""
    named: set[str] = set()
    for html in pages:
        named.update(_CLASSES.findall(html), _COLOURS.findall(html))
        named.update(part.partition("</script")[0] for part in html.split("<script")[1:])
    return frozenset(_WORD.findall("\n".join(named)))


def _written(site: Path, name: str, css: str) -> str:
    """Writes a style sheet named by its content; its name."""
    file = f"{name}.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
    write(site / SHEETS / file, css.encode())
    return file


def _used(css: str, words: frozenset[str], but: frozenset[str] = frozenset()) -> str:
    """What :func:`used` leaves, kept: it depends on no words but those that the sheet needs."""
    named = {name.replace("\\", "") for name in (*_CLASS.findall(css), *_COLOUR.findall(css))}
    inputs: list[str | Path] = [css, Path(__file__)]
    for some in (words, but):
        inputs.append(" ".join(sorted(name for name in named if _there(name, some))))
    return kept("styles", inputs, lambda: used(css, words, but or None).encode()).decode()


def used(css: str, words: frozenset[str], but: frozenset[str] | None = None) -> str:
    """A style sheet without the rules that need a class or colour which is none of the words.

    A word that ends in a hyphen may be the beginning of one that a script puts together.  With
    ``but``, what is used with those words alone is left out as well.
    """
    left = []
    for head, body in rules(_COMMENT.sub("", css)):
        if head.startswith(_NESTED) and body is not None:
            if inside := used(body, words, but):
                left.append(f"{head}{{{inside}}}")
        elif head.startswith("@") or body is None:
            if but is None:
                left.append(head if body is None else f"{head}{{{body}}}")
        else:
            chosen = [
                s for s in selectors(head) if _met(s, words) and (but is None or not _met(s, but))
            ]
            if chosen:
                left.append(f"{','.join(chosen)}{{{body}}}")
    return "".join(left)


def _met(selector: str, words: frozenset[str]) -> bool:
    """Whether all that a selector needs is there, or may be put together."""
    return all(_there(name, words) for name in _needed(selector))


def _there(name: str, words: frozenset[str]) -> bool:
    begun = (name[: at + 1] for at, c in enumerate(name) if c == "-")
    return name in words or any(start in words for start in begun)


def _needed(selector: str) -> Iterator[str]:
    """The classes and colours that an element must have; none where there is a choice of them."""
    selector = _STRING.sub("", selector)
    if not _ANY.search(selector):
        yield from (name.replace("\\", "") for name in _CLASS.findall(selector))
        yield from _COLOUR.findall(selector)


def rules(css: str) -> Iterator[tuple[str, str | None]]:
    """The rules of a style sheet: what stands before the braces, and in them; None without any."""
    start = 0
    while start < len(css):
        end = _next(css, start, "{;")
        if css[end : end + 1] != "{":
            yield css[start : end + 1], None
            start = end + 1
            continue
        close, depth = end, 1
        while depth:
            close = _next(css, close + 1, "{}")
            if close == len(css):
                raise ValueError(f"a brace is not closed: {css[start : start + 60]}")
            depth += 1 if css[close] == "{" else -1
        yield css[start:end].strip(), css[end + 1 : close]
        start = close + 1


def _next(css: str, start: int, marks: str) -> int:
    """Where one of the marks stands next, outside strings; the end if nowhere."""
    at = start
    while at < len(css) and css[at] not in marks:
        quoted = _STRING.match(css, at) if css[at] in "\"'" else None
        at = quoted.end() if quoted else at + 1
    return at


def selectors(head: str) -> Iterator[str]:
    """What stands between the commas before a rule, those in brackets apart."""
    depth, start = 0, 0
    for at, character in enumerate(head):
        depth += (character in "([") - (character in ")]")
        if character == "," and not depth:
            yield head[start:at]
            start = at + 1
    yield head[start:]
