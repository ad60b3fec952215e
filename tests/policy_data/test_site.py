"""The policy's site: it is built without a warning, its links lead somewhere, its search finds."""

from pathlib import Path

import pytest
import yaml

from calculator.authoring.check import load_policy
from tests.conftest import build
from tests.policy_data import POLICY
from tests.searching import missed
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
    first, among = (missed(site, SEARCHES, among=number) for number in (1, 3))
    assert len(first) <= 0.07 * len(SEARCHES), first
    assert len(among) <= 0.02 * len(SEARCHES), among
