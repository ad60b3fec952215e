"""The whole guide as one page, for paper: a title, contents, and every page under a heading.

The policy is one made harmless (:mod:`.harmless`): its texts stand here as they are.

The pages come as the site generator made them of Markdown.  Their ids get the page's name in front,
so that none is there twice, and links between pages lead to places on the one page.
"""

import re
from collections.abc import Iterable, Mapping
from json import dumps
from posixpath import relpath
from urllib.parse import urljoin, urlsplit

from calculator.engine.policy import Policy
from calculator.guide.pages import FOLDER, Page, all_pages
from calculator.guide.wording import Wording

PATH = f"{FOLDER}/whole.md"
URL = f"{FOLDER}/whole/"
PLACE = '<div id="whole"></div>'
"""What stands on the page until the others are made."""

_TAG = re.compile(
    r'<(?:(?:/?h[1-5]|details)\b|[a-z][\w-]*\s(?=[^>]*\b(?:id|for|href|aria-\w+)="))[^>]*>'
)
"""Tags of which something may change."""
_ID = re.compile(r'\b(id|aria-labelledby|aria-describedby|for)="([^"]*)"')
_HREF = re.compile(r'\bhref="([^"]*)"')
_HEADING = re.compile(r"^<(/?)h([1-5])\b")
_ROOT = "https://guide.invalid/"
"""Stands for the site while addresses are worked out."""


def placeholder(policy: Policy) -> str:
    """The page before the others are made, as Markdown."""
    words = Wording(policy)
    title, summary = words.t("whole.title"), words.t("whole.summary")
    return (
        f"---\ntitle: {dumps(title)}\ndescription: {dumps(f'{summary} {policy.about.name}.')}\n"
        f"hide: [navigation, toc, path]\nsearch: {{exclude: true}}\n---\n\n"
        f"# {policy.about.name}\n\n{PLACE}\n"
    )


def whole(policy: Policy, contents: Mapping[str, str]) -> str:
    """What stands in :data:`PLACE`: from the paths of pages to their HTML, all of them as one."""
    words = Wording(policy)
    pages = [page for page in all_pages(policy) if page.path in contents]
    anchors = {page.url: page.name for page in pages}
    listed = "".join(
        f'<li><a href="#{page.name}">{page.title}</a><span class="whole__number"'
        f' data-page="{page.name}"></span></li>'
        for page in pages
    )
    revision = words.t(
        "index.revision", name=policy.about.source.title, day=words.day(policy.about.revision)
    )
    parts = [
        f'<div class="whole"><p class="whole__lead">{policy.about.summary}</p><p>{revision}</p>',
        f'<ol class="whole__contents">{listed}</ol>',
        *(_section(page, contents[page.path], anchors) for page in pages),
        "</div>",
    ]
    return "".join(parts)


def _section(page: Page, html: str, anchors: Mapping[str, str]) -> str:
    html = _TAG.sub(lambda tag: _moved(tag[0], page, anchors), html)
    return f'<section class="whole__page" id="{page.name}">{html}</section>'


def _moved(tag: str, page: Page, anchors: Mapping[str, str]) -> str:
    tag = _HEADING.sub(lambda h: f"<{h[1]}h{int(h[2]) + 1}", tag)
    tag = _ID.sub(lambda a: f'{a[1]}="{" ".join(_own(page.name, id) for id in a[2].split())}"', tag)
    tag = _HREF.sub(lambda a: f'href="{_address(a[1], page, anchors)}"', tag)
    return re.sub(r"^<details\b(?! open)", "<details open", tag)


def _own(name: str, id: str) -> str:
    return f"{name}--{id}"


def _address(href: str, page: Page, anchors: Mapping[str, str]) -> str:
    """Where a link of a page leads from here; what is elsewhere stays as it is."""
    target = urljoin(_ROOT + page.url, href)
    if not target.startswith(_ROOT):
        return href
    parts = urlsplit(target)
    path = parts.path.lstrip("/")
    if path in anchors:
        name = anchors[path]
        return f"#{_own(name, parts.fragment) if parts.fragment else name}"
    there = relpath(path or ".", URL) + ("/" if path.endswith("/") or not path else "")
    return there + (f"#{parts.fragment}" if parts.fragment else "")


def sheet_style(policy: Policy) -> str:
    """What stands on the edge of each sheet: whose guide of when, and which sheet of how many."""
    words = Wording(policy)
    told = words.t("site.revision", day=words.day(policy.about.revision))
    return (
        "@page { @bottom-left { content: " + _quoted(told) + "; font-size: 8pt; }"
        ' @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }'
    )


def _quoted(text: str) -> str:
    """A text in a style sheet."""
    safe: Iterable[str] = (c if c.isalnum() or c in " .,:-()" else f"\\{ord(c):x} " for c in text)
    return '"' + "".join(safe) + '"'
