"""The built site: every page, every anchor, every link, and no request to anybody else."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from calculator.authoring.check import load_policy
from calculator.guide.pages import paths
from calculator.packaging.publish import SEARCHED
from tests.conftest import ROOT, build
from tests.policies import OFFICES, SMALLEST, WHOLE
from tests.site_pages import ORIGIN, assert_theirs, broken_links, missing_anchors, pages_of, read

POLICY = load_policy(WHOLE).policy
# -- pages and anchors --------------------------------------------------------------------------


WRITTEN = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]


def url(path: str) -> str:
    """Where a page's Markdown shows in the site."""
    return path.removesuffix("index.md").replace(".md", "/")


URLS = ["", *(url(path) for path in [*paths(POLICY), *WRITTEN])]


@pytest.mark.parametrize("url", [*URLS, "calculator/"])
def test_a_page_exists(built_site: Path, url: str) -> None:
    assert (built_site / url / "index.html").is_file()


def test_every_id_of_the_policy_leads_to_its_anchor(built_site: Path) -> None:
    assert missing_anchors(built_site, POLICY) == []


def test_no_id_is_given_twice_on_a_page(built_site: Path) -> None:
    twice = []
    for url, page in pages_of(built_site).items():
        ids = [a["id"] for t, a in page.tags if a.get("id")]
        twice += [f"{url}: {id}" for id in set(ids) if ids.count(id) > 1]
    assert twice == []


def test_no_link_within_the_site_is_broken(built_site: Path) -> None:
    assert broken_links(built_site) == []


# -- nobody else --------------------------------------------------------------------------------


def test_no_page_asks_another_origin(built_site: Path) -> None:
    foreign = [
        f"{url} -> {address}"
        for url, page in pages_of(built_site).items()
        for address in page.fetched()
        if not address.startswith((ORIGIN, "data:"))
    ]
    assert foreign == []


def test_no_style_asks_another_origin(built_site: Path) -> None:
    asked = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//")
    foreign = [p.name for p in built_site.rglob("*.css") if asked.search(p.read_text())]
    assert foreign == []


# -- what a page says about itself ---------------------------------------------------------------


def test_every_page_describes_itself_to_others(built_site: Path) -> None:
    named = ("description", "og:title", "og:description", "og:url", "og:image", "og:site_name")
    silent = [
        f"{url}: {name}"
        for url, page in pages_of(built_site).items()
        for name in named
        if not page.meta(name)
    ]
    assert silent == []


def test_every_page_for_readers_says_its_revision_and_what_it_was_made_from(
    built_site: Path,
) -> None:
    pages = pages_of(built_site)
    silent = [
        address
        for address in ("", "calculator/", *map(url, paths(POLICY)))
        if ("p", {"class": "made-from"}) not in pages[address].tags
    ]
    assert silent == []


def test_the_picture_for_others_exists(built_site: Path) -> None:
    assert (built_site / "images" / "social.png").is_file()


def test_every_page_for_readers_is_in_the_search_index_and_no_other(built_site: Path) -> None:
    searched = json.loads((built_site / SEARCHED).read_text())
    found = {document["location"].partition("#")[0] for document in searched["docs"]}
    assert found == {"", "calculator/", *map(url, paths(POLICY))}


def test_what_is_for_maintainers_is_led_to_from_the_footer_alone(built_site: Path) -> None:
    pages = pages_of(built_site)
    home = pages[""]
    assert f"{ORIGIN}maintaining/" in home.links()
    led_to = set(pages["maintaining/"].links())
    others = {f"{ORIGIN}{url(path)}" for path in WRITTEN} | {f"{ORIGIN}embed/"}
    assert others - {f"{ORIGIN}maintaining/"} <= led_to
    assert not {f"{ORIGIN}{url(path)}" for path in WRITTEN if path != "maintaining.md"} & set(
        home.links()
    )


def test_a_heading_is_called_by_its_words_alone(built_site: Path) -> None:
    links = [a for p in pages_of(built_site).values() for t, a in p.tags if t == "a"]
    permalinks = [a for a in links if a.get("class") == "headerlink"]
    assert permalinks
    assert all(a.get("aria-hidden") == "true" and a.get("tabindex") == "-1" for a in permalinks)


def test_every_page_has_one_heading_of_the_first_level(built_site: Path) -> None:
    counts = {u: [t for t, _ in p.tags].count("h1") for u, p in pages_of(built_site).items()}
    assert {url: count for url, count in counts.items() if count != 1} == {}


def test_headings_skip_no_level(built_site: Path) -> None:
    skipped = []
    for url, page in pages_of(built_site).items():
        levels = [int(t[1]) for t, _ in page.tags if re.fullmatch("h[1-6]", t)]
        skipped += [url for a, b in pairwise(levels) if b > a + 1]
    assert skipped == []


def test_programs_find_the_policy(built_site: Path) -> None:
    files = ("policy.json", "policy.schema.json", "links.json")
    assert all(json.loads((built_site / "api" / name).read_text()) for name in files)


def test_readers_and_programs_find_what_changed(built_site: Path) -> None:
    feed = ElementTree.parse(built_site / "api" / "revisions.atom").getroot()
    ids = [e.text or "" for e in feed.iter("{http://www.w3.org/2005/Atom}id")]
    page = pages_of(built_site)["guide/revisions/"]
    assert len(ids) == 1 + len(POLICY.revisions)
    assert {id.partition("#")[2] for id in ids[1:]} <= page.ids
    offered = [a for t, a in page.tags if t == "link" and a.get("type") == "application/atom+xml"]
    assert [a["href"] for a in offered] == ["../../api/revisions.atom"]


def test_terms_are_explained_where_they_are_used_first(built_site: Path) -> None:
    explained = {
        url: [a["popovertarget"] for t, a in page.tags if "popovertarget" in a]
        for url, page in pages_of(built_site).items()
    }
    assert any(explained.values())
    for url, notes in explained.items():
        assert len(set(notes)) == len(notes), url
        assert set(notes) <= pages_of(built_site)[url].ids


# -- under a sub-path, with a repository ----------------------------------------------------------


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of another policy, as a fork on a static host would build it."""
    directory = tmp_path_factory.mktemp("fork") / "site"
    build(
        directory,
        POLICY=str(OFFICES),
        SITE_URL="https://somebody.example/fork/",
        REPO_URL="https://github.com/somebody/fork",
    )
    return directory


def test_edit_links_lead_to_what_made_the_page(fork: Path) -> None:
    base = "https://github.com/somebody/fork/edit/main/"
    edited = {
        url: a["href"].removeprefix(base)
        for url, page in pages_of(fork).items()
        for t, a in page.tags
        if t == "a" and a.get("rel") == "edit"
    }
    theirs = {url(path) for path in [*paths(load_policy(OFFICES).policy), *WRITTEN]}
    assert theirs <= edited.keys()
    assert [path for path in edited.values() if not (ROOT / path).is_file()] == []
    policy = (OFFICES / "policy.yml").relative_to(ROOT)
    assert edited["guide/escalation/"] == policy.as_posix()
    assert edited["maintaining/"] == "docs/maintaining.md"


def test_a_link_to_the_repository_asks_its_host_nothing(fork: Path) -> None:
    home = (fork / "index.html").read_text()
    assert "https://github.com/somebody/fork" in home
    assert 'data-md-component="source"' not in home


def test_a_page_that_is_not_found_leads_back(fork: Path) -> None:
    page = read(fork / "404.html", "some/where/else/")
    links = {urlsplit(link).path for link in page.links()}
    assert {"/fork/", "/fork/calculator/", "/fork/guide/severities/"} <= links
    assert all(urlsplit(a).path.startswith("/fork/") for a in page.fetched())


# -- whose site it is -----------------------------------------------------------------------------


@pytest.mark.parametrize("directory", [SMALLEST], ids=lambda d: d.name)
def test_the_site_is_theirs(directory: Path, site_of: Callable[[Path], Path]) -> None:
    assert_theirs(site_of(directory), load_policy(directory).policy)


def test_the_site_is_theirs_under_a_sub_path(fork: Path) -> None:
    assert_theirs(fork, load_policy(OFFICES).policy)


def test_the_site_is_theirs_with_everything(built_site: Path) -> None:
    assert_theirs(built_site, POLICY)
