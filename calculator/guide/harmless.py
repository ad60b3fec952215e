"""A policy's texts made harmless: read as Markdown, they never become markup of other kinds.

``check`` refuses HTML, attribute lists and unsafe links already, at their place in the YAML.  This
is the second wall: a policy that never went through a check has pages that run nothing, too.  What
people write without meaning markup stays as it is, sign for sign.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from calculator.authoring.fieldnames import PROSE
from calculator.authoring.texts import WORDS, code_spans, link_problem
from calculator.engine.policy import Policy
from calculator.guide.once import once

JOINER = "\u2060"
"""Nobody sees it, and after it a ``<`` begins no tag: neither in Markdown nor anywhere else."""

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(r"<(?:https?://[^<>\"\s]*|[\w.+-]+@[\w.-]+)>")
_LINK = re.compile(r"\](?=\(\s*<?\s*([^)>]*))")
_IMAGE = re.compile(r"!(?=\[)(?!\[[^\]]*\]\(\s*(?![/\\]{2})[\w./-]+[\s)])")
"""Before a bracket and no image of the site's own."""
_DEFINITION = re.compile(r"^(\s*)\[(?=[^\]\n]*\]:\s*<?\s*(\S*))", re.MULTILINE)
_MARKS = re.compile(r"[\\`*_{}\[\]<>|~&\"]|(?m:^\s*)(?:[#+=:!>-]|\d+(?=[.)]))")
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_SUMMARY = "summary"
"""Prose that stands in attributes, too."""


@once
def harmless(policy: Policy) -> Policy:
    """The policy as the templates have it.

    What people report is left alone (:func:`verbatim` is for that): it is read by the engine and
    goes into links.
    """
    safe: Policy = _safe(policy, "", "")
    return safe


def _safe(value: Any, kind: str, name: str) -> Any:
    if isinstance(value, str):
        if (kind, name) in WORDS or name == "id":
            return value
        if name in _NARROW:
            return _NARROW[name](value)
        if name == _SUMMARY:
            return _in_attributes(prose(value))
        return prose(value) if name in PROSE else title(value)
    if isinstance(value, tuple):
        return tuple(_safe(item, kind, name) for item in value)
    if isinstance(value, Mapping):
        return {key: _safe(item, kind, name) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        own = type(value).__name__
        return replace(
            value, **{f.name: _safe(getattr(value, f.name), own, f.name) for f in fields(value)}
        )
    return value


def prose(text: str) -> str:
    """A text in Markdown without HTML, attributes and links that must not be followed."""
    if not re.search(r"[<{\]]|:[\w+-]+:", text):
        return text
    parts, end = [], 0
    for start, stop in code_spans(text):
        parts += [_plain(text[end:start]), text[start:stop]]
        end = stop
    return "".join([*parts, _plain(text[end:])])


def title(text: str) -> str:
    """A text that stands in a line, in links and in attributes, too: it has no links of its own."""
    if not re.search(r"[<{}\[\]\"\n\r]|:[\w+-]+:", text):
        return text
    line = _in_attributes(_plain(text))
    return line.replace("[", "&#91;").replace("]", "&#93;")


def _in_attributes(text: str) -> str:
    return " ".join(text.split()).replace("}", "&#125;").replace('"', "&quot;")


def address(url: str) -> str:
    """A web address that can stand in a link; nowhere if it must not be followed."""
    if link_problem(url):
        return "#"
    return re.sub(r"[\s<>\"'()\[\]{}`\\]", lambda found: f"%{ord(found[0]):02X}", url)


def _mailbox(email: str) -> str:
    return re.sub(r"[^\w.!$%'+/=^~@-]", "", email)


def _number(phone: str) -> str:
    return re.sub(r"[^\w+()./ \-]", "", phone)


_NARROW = {"url": address, "email": _mailbox, "phone": _number, "number": _number}
"""Fields that stand in the addresses of links: they have no other signs than theirs."""


def verbatim(text: str) -> str:
    """What somebody reported, sign for sign: nothing in it is Markdown."""
    marked = _MARKS.sub(
        lambda found: found[0][:-1] + f"&#{ord(found[0][-1])};", " ".join(text.split())
    )
    return _without_emoji(marked)


def _without_emoji(text: str) -> str:
    """A text in which ``:smile:`` stands as it is written: its picture came from elsewhere."""
    return _EMOJI.sub("&#58;", text)


def _plain(text: str) -> str:
    text = _LINK.sub(lambda found: "&#93;" if link_problem(found[1]) else "]", text)
    text = _DEFINITION.sub(
        lambda found: f"{found[1]}&#91;" if link_problem(found[2]) else found[0], text
    )
    text = _IMAGE.sub("&#33;", text)
    links = {match.start() for match in _AUTOLINK.finditer(text)}
    text = _TAG.sub(lambda at: "<" if at.start() in links else f"<{JOINER}", text)
    return _without_emoji(text).replace("{", "&#123;")
