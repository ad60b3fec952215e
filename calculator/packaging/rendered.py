"""While somebody writes: the pages whose Markdown did not change are not rendered again."""

from dataclasses import dataclass
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


@dataclass(frozen=True)
class _Kept:
    """A page as it was rendered, and what it was rendered from."""

    markdown: str
    files: frozenset[str]
    html: str
    toc: Any
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]] | None
    """Anchors that it links to, under the paths of the pages that have them."""


class Rendered:
    """The pages of the last build.  What a page becomes depends on its Markdown, and on which
    files there are for its links."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._asked: dict[str, tuple[str, frozenset[str]]] = {}

    def markdown(self, text: str, page: Page, files: Files) -> str:
        """What has to be rendered of a page: its text, or nothing if that is known already."""
        path = page.file.src_uri
        there = frozenset(files.src_uris)
        self._asked[path] = (text, there)
        kept = self._kept.get(path)
        return "" if kept and (kept.markdown, kept.files) == (text, there) else text

    def content(self, html: str, page: Page, files: Files) -> str:
        """The page's HTML: as it was rendered now, or before."""
        path = page.file.src_uri
        text, there = self._asked.pop(path)
        kept = self._kept.get(path)
        if kept and (kept.markdown, kept.files) == (text, there):
            page.markdown, page.toc = text, kept.toc
            page._title_from_render = kept.title
            page.present_anchor_ids = kept.anchors
            links = (kept.links or {}).items()
            page.links_to_anchors = {files.src_uris[to]: anchors for to, anchors in links}
            return kept.html
        links_now = page.links_to_anchors
        self._kept[path] = _Kept(
            text,
            there,
            html,
            page.toc,
            page._title_from_render,
            page.present_anchor_ids,
            {to.src_uri: anchors for to, anchors in links_now.items()} if links_now else None,
        )
        return html
