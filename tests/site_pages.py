"""The pages of a built site as read: their ids, their tags, and what each links to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from calculator.engine.policy import Policy
from calculator.guide.pages import anchors

ORIGIN = "https://site.example/"
FETCHED = {
    ("link", "href"), ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"),
    ("iframe", "src"), ("video", "src"), ("audio", "src"), ("object", "data"), ("embed", "src"),
    ("use", "href"), ("image", "href"), ("form", "action"),
}  # fmt: skip
NAMED_ONLY = {"canonical", "prev", "next", "alternate", "edit"}


@dataclass
class Page(HTMLParser):
    """A page as read: its ids, its tags, and what each links to."""

    url: str
    ids: set[str] = field(default_factory=set)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    __hash__ = object.__hash__

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self.ids |= {attributes[name] for name in ("id", "name") if attributes.get(name)}

    def links(self) -> Iterator[str]:
        """Absolute addresses of what a reader can follow."""
        for tag, attributes in self.tags:
            address = attributes.get("href", attributes.get("xlink:href"))
            if tag == "a" and address is not None:
                yield urljoin(ORIGIN + self.url, address)

    def fetched(self) -> Iterator[str]:
        """Absolute addresses of what a browser asks for by itself."""
        for tag, attributes in self.tags:
            if NAMED_ONLY & set(attributes.get("rel", "").split()):
                continue
            for name in attributes.keys() & {n for t, n in FETCHED if t == tag}:
                yield urljoin(ORIGIN + self.url, attributes[name])

    def meta(self, name: str) -> str:
        return next(
            (a["content"] for t, a in self.tags if name in (a.get("name"), a.get("property"))), ""
        )


@cache
def read(path: Path, url: str) -> Page:
    page = Page(url)
    page.feed(path.read_text(encoding="utf-8"))
    return page


def pages_of(site: Path) -> dict[str, Page]:
    """From its address relative to the site to every page, but the 404 page, which has none."""
    found = (p for p in site.rglob("*.html") if p.name != "404.html")
    urls = {p: p.relative_to(site).as_posix().removesuffix("index.html") for p in found}
    return {url: read(path, url) for path, url in urls.items()}


def missing_anchors(site: Path, policy: Policy) -> list[str]:
    """Ids of the policy whose place in the guide is not there."""
    found = pages_of(site)
    missing = []
    for id, url in anchors(policy).items():
        page, _, anchor = url.partition("#")
        if page not in found or (anchor and anchor not in found[page].ids):
            missing.append(f"{id}: {url}")
    return missing


def broken_links(site: Path) -> list[str]:
    """Links within the site that lead to no page or to no anchor of it."""
    found = pages_of(site)
    broken = []
    for url, page in found.items():
        for link in page.links():
            if not link.startswith(ORIGIN):
                continue
            parts = urlsplit(link)
            target, anchor = unquote(parts.path).lstrip("/"), unquote(parts.fragment)
            if target not in found and not (site / target).is_file():
                broken.append(f"{url} -> {link}: no such page")
            elif "=" in anchor:
                continue  # a case for the calculator
            elif target in found and anchor and anchor not in found[target].ids:
                broken.append(f"{url} -> {link}: no such anchor")
    return broken


def assert_theirs(site: Path, policy: Policy) -> None:
    """The site is named by the policy, has its rules, and publishes it."""
    home = (site / "index.html").read_text("utf-8")
    assert f"<title>{policy.about.name}</title>" in home
    assert policy.about.marks in home
    severities = (site / "guide" / "severities" / "index.html").read_text("utf-8")
    for severity in policy.severities:
        assert all(f'id="{criterion.id}"' in severities for criterion in severity.criteria)
    published = json.loads((site / "api" / "policy.json").read_text("utf-8"))
    assert published["about"]["vendor"] == policy.about.vendor
