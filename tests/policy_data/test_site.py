"""The policy's site: it is built without a warning, and every id and link leads somewhere."""

from pathlib import Path

from calculator.authoring.check import load_policy
from tests.conftest import build
from tests.policy_data import POLICY
from tests.site_pages import broken_links, missing_anchors


def test_every_id_and_link_leads_somewhere(tmp_path: Path) -> None:
    build(tmp_path)
    assert missing_anchors(tmp_path, load_policy(POLICY).policy) == []
    assert broken_links(tmp_path) == []
