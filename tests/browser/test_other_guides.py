"""The guides of other policies in a browser: what holds for one holds for each, in its shape."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from calculator.authoring.check import load_policy
from calculator.guide.pages import all_pages
from tests.browser.guides import FORMATS, faults_on_paper, tour_of
from tests.conftest import build
from tests.policies import ALL, PUBLISHED, WHOLE
from tests.site_pages import broken_links, missing_anchors
from tests.static_host import StaticHost

OTHERS = [directory for directory in (*ALL, *PUBLISHED) if directory != WHOLE]


@pytest.mark.parametrize("directory", OTHERS, ids=lambda directory: directory.name)
def test_its_pages_can_be_read_on_a_phone_and_on_paper(
    directory: Path,
    chromium: Browser,
    page: Tab,
    serve: Callable[[Path], StaticHost],
    tmp_path: Path,
) -> None:
    policy = load_policy(directory).policy
    build(tmp_path, POLICY=str(directory))
    assert (broken_links(tmp_path), missing_anchors(tmp_path, policy)) == ([], [])
    host = serve(tmp_path)
    seen = tour_of(chromium, host, ["", *(p.url for p in all_pages(policy))], ("dark",))
    wrong = {
        **{u: w for u, w in seen.wide.items() if w},
        **{u: f for u, f in seen.faults.items() if f},
    }
    assert wrong == {}
    assert [
        fault for format in FORMATS for fault in faults_on_paper(page, host, policy, format)
    ] == []
