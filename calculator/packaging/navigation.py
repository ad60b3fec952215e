"""The entries of the navigation, put together for most pages from those of a page beside them.

Every page has all of the navigation, so that a site of twice as many pages has four times as much
of it, and a large one would be built of little else.  Pages of one folder and under the same
headings have the same entries, but for their own: that of the page that is open has its contents.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

type Key = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class _Rendered:
    """The entries as a page has them, and where in them it and those beside it stand."""

    html: str
    page: Page
    spots: dict[str, tuple[int, int]]
    """By the paths of the pages' sources."""


class Entries:
    """The entries of a navigation, as each of its pages has them."""

    def __init__(self, navigation: Navigation) -> None:
        self._above = {
            folder for page in navigation.pages for folder in _folders(page.url.strip("/"))
        }
        self._beside: dict[Key, dict[str, Page]] = {}
        for page in navigation.pages:
            self._beside.setdefault(_key(page), {})[page.file.src_uri] = page
        self._rendered: dict[Key, _Rendered] = {}

    def of(self, page: Page, whole: Callable[[], str], entry: Callable[[Page], str]) -> str:
        """The entries as this page has them.

        ``whole`` renders all of them, and ``entry`` that of one page, both as they are while this
        page is open.
        """
        key, path = _key(page), page.file.src_uri
        beside = self._beside.get(key, {})
        if len(beside) < 2 or path not in beside or page.url.strip("/") in self._above:
            return whole()
        known = self._rendered.get(key)
        if known is None:
            html = whole()
            self._rendered[key] = _Rendered(html, page, _spots(html, beside.values(), entry))
            return html
        theirs, ours = known.spots.get(known.page.file.src_uri), known.spots.get(path)
        if theirs is None or ours is None:
            return whole()
        (first, left), (second, right) = sorted([(theirs, known.page), (ours, page)], key=_start)
        return "".join(
            (
                known.html[: first[0]],
                entry(left),
                known.html[first[1] : second[0]],
                entry(right),
                known.html[second[1] :],
            )
        )


def _start(spot: tuple[tuple[int, int], Page]) -> int:
    return spot[0][0]


def _key(page: Page) -> Key:
    """What two pages have in common whose entries are the same: their folder, so that the same
    addresses lead on from both, and the headings above them, which are the open ones."""
    path = page.url.strip("/")
    folder = f"{path.rpartition('/')[0]}/" + ("" if page.url.endswith("/") else path)
    return folder, tuple(id(heading) for heading in page.ancestors)


def _folders(path: str) -> list[str]:
    """The folders around a page, from which its address is another than from beside them."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts))]


def _spots(
    html: str, pages: Iterable[Page], entry: Callable[[Page], str]
) -> dict[str, tuple[int, int]]:
    """Where the entries of these pages begin and end; of those alone that can be told apart."""
    spots = {}
    for page in pages:
        text = entry(page)
        start = html.find(text)
        if start >= 0 and html.find(text, start + 1) < 0:
            spots[page.file.src_uri] = (start, start + len(text))
    return spots
