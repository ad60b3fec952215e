"""The glossary where it is needed: a page explains a term at its first use.

The term becomes a button that opens a note beside it, by the browser's own means: by mouse, touch
and keyboard, without a script.  What somebody else said, headings, links and code stay as they are.
"""

import re
from collections.abc import Iterator
from html import escape
from posixpath import relpath

from calculator.engine.policy import Policy, Term
from calculator.guide.pages import all_pages, anchors
from calculator.guide.wording import Wording

LEFT_ALONE = {
    "a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "svg", "script", "style", "button",
    "summary", "details", "blockquote", "template", "nav", "table", "noscript", "dt",
}  # fmt: skip
"""Elements in which no term is explained."""
LEFT_ALONE_CLASSES = {"severity", "said", "made-from", "worked", "glance", "who", "aside"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
_TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_START = re.compile(r"<([a-z][\w-]*)")
_CLASSES = re.compile(r'\bclass="([^"]*)"')


class Terms:
    """The glossary of a policy, ready to explain its terms in any number of pages."""

    def __init__(self, policy: Policy) -> None:
        self._names = {name: term for term in policy.glossary for name in names_of(term)}
        self._pattern = _pattern(self._names)
        self._places = anchors(policy)
        self._glossary = Wording(policy).t("glossary.title")
        self._urls = {
            page.url
            for page in all_pages(policy)
            if policy.glossary and page.name not in ("glossary", "interpretations", "coverage")
        }

    def explained(self, html: str, url: str) -> str:
        """A page of the guide with its terms explained at their first use; others as they are.

        ``url`` is the page's address relative to the site.
        """
        begin, end = html.find("<article"), html.rfind("</article>")
        if begin < 0 or url not in self._urls:
            return html
        article = "".join(self._with_notes(html[begin:end], url))
        return html[:begin] + article + html[end:]

    def _with_notes(self, html: str, url: str) -> Iterator[str]:
        told: set[str] = set()
        alone, depth = "", 0

        def noted(found: re.Match[str]) -> str:
            term = next(t for name, t in self._names.items() if _same(name, found["term"]))
            if term.id in told:
                return found[0]
            told.add(term.id)
            return self._button(found[0], term, url)

        for part in _TAG.split(html):
            if not part.startswith("<"):
                yield part if alone else self._pattern.sub(noted, part)
                continue
            yield part
            start = _START.match(part)
            if alone:
                depth += bool(start and start[1] == alone) - part.startswith(f"</{alone}>")
                alone = alone if depth else ""
            elif start and start[1] not in VOID and _is_left_alone(start[1], part):
                alone, depth = start[1], 1

    def _button(self, text: str, term: Term, url: str) -> str:
        """What opens a note, and the note."""
        note = f"note-{term.id}"
        page, _, anchor = self._places[term.id].partition("#")
        link = f"{relpath(page, url or '.')}/#{anchor}"
        return (
            f'<button type="button" class="term" popovertarget="{note}">{text}</button>'
            f'<span popover class="term-note" id="{note}"><strong>{escape(term.term)}</strong>'
            f' {escape(_bare(term.text))} <a href="{link}">{escape(self._glossary)}</a></span>'
        )


def _is_left_alone(name: str, tag: str) -> bool:
    classes = _CLASSES.search(tag)
    return name in LEFT_ALONE or bool(classes and LEFT_ALONE_CLASSES & set(classes[1].split()))


def names_of(term: Term) -> list[str]:
    """``Call Detail Record`` and ``CDR`` for what is written ``Call Detail Record (CDR)``."""
    return [name for name in re.split(r"\s*[()]\s*", term.term) if name]


def _pattern(names: dict[str, Term]) -> re.Pattern[str]:
    """Finds terms, the longest first; abbreviations as they are written, others in any case."""
    longest = sorted(names, key=len, reverse=True)
    one = "|".join(
        re.escape(escape(n)) if n.isupper() else f"(?i:{re.escape(escape(n))})" for n in longest
    )
    return re.compile(rf"(?<![\w@/.-])(?P<term>{one})(?:e?s|e?n)?(?![\w@/-])")


def _same(name: str, found: str) -> bool:
    name = escape(name)
    return name == found or (not name.isupper() and name.lower() == found.lower())


def _bare(markdown: str) -> str:
    """The words of a text without its marks."""
    return re.sub(r"[*`]", "", re.sub(r"\[([^\]]+)\]\([^)]*\)|<(https?:[^>]*)>", r"\1\2", markdown))
