"""Links of texts to pages of the guide, and to places on them, that there are not."""

import re
from collections.abc import Iterator

from calculator.authoring.form import Where
from calculator.authoring.problem import quoted, suggestion
from calculator.authoring.references import PAGES, Names
from calculator.authoring.texts import text_problems, written
from calculator.authoring.walk import Finding
from calculator.engine.policy import Policy

_LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(\s*<?([^)\s>]+)")
_PAGE = re.compile(r"([\w-]+)\.md(?:#([\w-]+))?")


def dead_pages(policy: Policy) -> Iterator[Finding]:
    """A link within the guide that leads to none of its pages: the site is not built with one."""
    pages = _pages(policy)
    for where, target in _links(policy):
        found = _PAGE.fullmatch(target)
        if not found:
            yield where, _not_a_page(target, pages)
        elif found[1] not in pages:
            page = quoted(found[1] + ".md")
            yield where, f"the guide has no page {page}{suggestion(found[1], pages)}"


def dead_places(policy: Policy) -> Iterator[Finding]:
    """A link to a place on a page of the guide that there is not: it leads to the page alone."""
    names = Names(policy).everything()
    values = [f"{f.id}-{v.id}" for f in policy.facts for v in f.values]
    severities = [f"severity-{s.id}" for s in policy.severities]
    anchors = [*names, *values, *severities, "escalation-contacts"]
    for where, target in _links(policy):
        found = _PAGE.fullmatch(target)
        if found and found[2] and found[2] not in anchors:
            yield where, f"there is no place {quoted(found[2])}{suggestion(found[2], anchors)}"


def _pages(policy: Policy) -> list[str]:
    """The pages of the guide; some are there if there is something to show on them."""
    parts = {
        "support": policy.topics,
        "glossary": policy.glossary,
        "coverage": policy.coverage,
        "revisions": policy.revisions,
    }
    some = [page for page, shown in parts.items() if shown]
    return [*sorted(PAGES), *some, "whole", *(topic.id for topic in policy.topics)]


def _links(policy: Policy) -> Iterator[tuple[Where, str]]:
    """Where links stay in the guide, and to what, in texts with which nothing else is wrong."""
    for where, text in written(policy):
        if any(text_problems(text)):
            continue
        for target in _LINK.findall(text):
            if ":" not in target and not target.startswith(("../", "{")):
                yield where, target


def _not_a_page(target: str, pages: list[str]) -> str:
    """What to say of a link that stays in the site, and is not written as such links are."""
    words = re.split(r"[/#?.]+", target)
    meant = next((word for word in words if word in pages), None)
    instead = f"; write {quoted(meant + '.md')}" if meant else ""
    told = "links within the guide lead to a page's file, such as 'contacts.md' or 'facts.md#id'"
    return f"the link {quoted(target)} leads nowhere: {told}{instead}"
