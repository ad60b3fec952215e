"""Checks of texts: Markdown without HTML, and links that lead somewhere safe."""

import html
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from calculator.authoring.form import Where
from calculator.authoring.problem import quoted
from calculator.authoring.slips.reader import TURNS, turning
from calculator.authoring.walk import Finding, things
from calculator.engine.policy import Policy

SCHEMES = ("http", "https", "mailto", "tel")

WORDS = {
    ("Example", "text"), ("Criterion", "said"), ("Criterion", "near"), ("Term", "also"),
    ("FactValue", "phrases"), ("FactValue", "hints"), ("Cue", "phrases"),
}  # fmt: skip
"""Fields that hold what somebody says, sign for sign, and no Markdown."""

IN_MARKDOWN = {
    "b": "**bold**", "strong": "**bold**", "i": "*italics*", "em": "*italics*", "code": "`code`",
    "a": "[words](https://...)", "br": "another point or another text",
    "p": "another point or another text", "li": "a point", "ul": "points", "img": "words",
}  # fmt: skip
"""What to write in place of a tag."""

_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<(?:([A-Za-z][A-Za-z0-9+.-]{1,31}):[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
_TAG = re.compile(r"<(?:/?([A-Za-z][\w:-]*)|[!?])[^>]*>?")
_LINK = re.compile(r"\]\(\s*<?\s*([^)>]*)|^\s*\[[^\]]+\]:\s*<?\s*(\S*)", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\(\s*<?([^)\s>]*)[^)]*\))?")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*[#.=:][^{}\n]*\}")


def texts(policy: Policy) -> Iterator[Finding]:
    """No text has HTML in it or gives an element attributes, and every link may be followed."""
    for where, text in written(policy):
        for message in text_problems(text):
            yield where, message


def written(policy: Policy) -> Iterator[tuple[Where, str]]:
    """Every text that is read as Markdown, with the way to it."""
    for where, thing in things(policy):
        for f in fields(thing):
            if (type(thing).__name__, f.name) in WORDS:
                continue
            value: Any = getattr(thing, f.name)
            if isinstance(value, str):
                yield (*where, f.name), value
            elif isinstance(value, tuple):
                for i, item in enumerate(value):
                    if isinstance(item, str):
                        yield (*where, f.name, i), item


def text_problems(text: str) -> Iterator[str]:
    """What a text must not have, in the order in which it stands there, each thing once."""
    if found := TURNS.search(text):
        yield turning(found[0])
    if not re.search(r"[<{\]]", text):
        return
    plain = text
    for start, end in code_spans(text):
        plain = plain[:start] + " " * (end - start) + plain[end:]
    for link in _AUTOLINK.finditer(plain):
        if link[1] and (problem := link_problem(link[0][1:-1])):
            yield problem
    plain = _AUTOLINK.sub(lambda found: " " * len(found[0]), plain)
    if tag := _TAG.search(plain):
        name = (tag[1] or "").lower()
        instead = f"write {IN_MARKDOWN[name]}" if name in IN_MARKDOWN else "remove it"
        yield (
            f"{quoted(tag[0])} is HTML, and texts have none; {instead}, "
            "or put it in back quotes if it is to be read"
        )
    for link in _LINK.finditer(plain):
        if problem := link_problem(link[1] or link[2] or ""):
            yield problem
    for image in _IMAGE.finditer(plain):
        if image[2] is None or re.match(r"\s*([A-Za-z][\w+.-]*:|[/\\]{2})", image[2]):
            yield (
                f"the image {quoted(image[0])} would be loaded from elsewhere; "
                "put it into docs/images"
            )
    if found := _ATTRIBUTES.search(plain):
        yield f"{quoted(found[0])} would change the element before it; put it in back quotes"


def code_spans(text: str) -> list[tuple[int, int]]:
    """Where a text has something in back quotes, which is read as it stands.

    None at all if a back quote is escaped or left over, for then Markdown may pair them otherwise.
    """
    spans = [found.span() for found in _CODE.finditer(text)]
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    between = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    return [] if "`" in between or "\\`" in text else spans


def link_problem(target: str) -> str | None:
    """Why a link must not be followed: only web, mail and phone links leave the site."""
    bare = re.sub(r"[\x00-\x20\u00a0\u200b\u2060]+", "", html.unescape(target))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    if scheme and scheme[1].lower() not in SCHEMES:
        return (
            f"the link {quoted(target)} begins with {quoted(scheme[1] + ':')}; links are https, "
            "http, mailto, tel, or lead to a page of this site"
        )
    if bare.startswith(("//", "\\\\", "/\\")):
        return f"the link {quoted(target)} has no scheme; write https: before it"
    return None
