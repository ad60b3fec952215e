"""Links of texts to pages of the guide, and to places on them, that there are not."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from calculator.authoring.form import Where
from calculator.authoring.problem import quoted, suggestion
from calculator.authoring.references import PAGES
from calculator.authoring.texts import text_problems, written
from calculator.authoring.walk import Finding
from calculator.authoring.whereabouts import has_page, linkable, shared_topics, topics_alone
from calculator.engine.policy import Policy

_LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(\s*<?([^)\s>]+)")
_PAGE = re.compile(r"([\w-]+)\.md(?:#([\w-]+))?")


def dead_pages(policy: Policy) -> Iterator[Finding]:
    """A link within the guide to none of its pages, or to something that stands on another: the
    site is not built with one."""
    pages = _pages(policy)
    places = {place.anchor or id: (id, place) for id, place in linkable(policy)}
    written_by_hand = sorted(path.stem for path in DOCS.glob("*.md"))
    for where, target in _links(policy):
        if target.startswith("../"):
            beside = _beside(target)
            known = [*MADE, *written_by_hand]
            if beside and beside[0] not in known:
                page = quoted(f"{beside[0]}.md")
                yield where, f"the site has no page {page}{suggestion(beside[0], known)}"
            continue
        found = _PAGE.fullmatch(target)
        if not found:
            yield where, _not_a_page(target, pages)
            continue
        page, anchor = found[1], found[2] or ""
        id, place = places.get(anchor or page, ("", None))
        right = place and f"{place.page}.md" + (f"#{place.anchor}" if place.anchor else "")
        if page not in pages:
            hint = f"; write {quoted(right)}" if right else suggestion(page, pages)
            yield where, f"the guide has no page {quoted(page + '.md')}{hint}"
        elif anchor and place and place.page != page:
            yield where, f"{quoted(id)} is on another page; write {quoted(right)}"


def dead_places(policy: Policy) -> Iterator[Finding]:
    """A link to a place on a page of the guide that there is not: it leads to the page alone."""
    anchors = [*(place.anchor or id for id, place in linkable(policy)), "escalation-contacts"]
    for where, target in _links(policy):
        found = _PAGE.fullmatch(target)
        if found and found[2] and found[2] not in anchors:
            yield where, f"there is no place {quoted(found[2])}{suggestion(found[2], anchors)}"
        page, anchor = _beside(target) or ("", "")
        if anchor and page not in MADE and (DOCS / f"{page}.md").is_file():
            known = _anchors(page)
            if anchor not in known:
                yield where, f"there is no place {quoted(anchor)}{suggestion(anchor, known)}"


DOCS = Path(__file__).parents[2] / "docs"
"""The pages that people write by hand, one folder above those of the guide."""

MADE = ("index", "calculator", "embed")
"""Pages beside them that the build makes."""


def _beside(target: str) -> tuple[str, str] | None:
    """The page and the anchor of a link to a page beside the guide; None for any other link."""
    found = re.fullmatch(r"\.\./([\w-]+)\.md(?:#([\w-]+))?", target)
    return (found[1], found[2] or "") if found else None


@cache
def _anchors(page: str) -> tuple[str, ...]:
    """The anchors of the headings of a page that is written by hand."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()).strip() for heading in headings)
    return tuple(re.sub(r"[\s-]+", "-", heading) for heading in plain)


def _pages(policy: Policy) -> list[str]:
    """The pages of the guide; many are there only if there is something to show on them."""
    some = {"support": shared_topics(policy)}
    shown = [page for page in sorted(PAGES) if has_page(policy, page) and some.get(page, True)]
    return [*shown, *(topic.id for topic in topics_alone(policy))]


def _links(policy: Policy) -> Iterator[tuple[Where, str]]:
    """Where links stay in the guide, and to what, in texts with which nothing else is wrong."""
    for where, text in written(policy):
        if any(text_problems(text)):
            continue
        for target in _LINK.findall(text):
            if ":" not in target and not target.startswith("{"):
                yield where, target


def _not_a_page(target: str, pages: list[str]) -> str:
    """What to say of a link that stays in the site, and is not written as such links are."""
    words = re.split(r"[/#?.]+", target)
    meant = next((word for word in words if word in pages), None)
    instead = f"; write {quoted(meant + '.md')}" if meant else ""
    told = "links within the guide lead to a page's file, such as 'contacts.md' or 'facts.md#id'"
    return f"the link {quoted(target)} leads nowhere: {told}{instead}"
