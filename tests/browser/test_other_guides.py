"""The guides of other policies in a browser: what holds for one holds for each, in its shape."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from calculator.authoring.check import load_policy
from calculator.guide.pages import all_pages
from tests.browser.guides import tour_of
from tests.policies import ALL, PUBLISHED, WHOLE
from tests.site_pages import broken_links, missing_anchors
from tests.static_host import StaticHost

OTHERS = [directory for directory in (*ALL, *PUBLISHED) if directory != WHOLE]


@pytest.mark.parametrize("directory", OTHERS, ids=lambda directory: directory.name)
def test_its_pages_can_be_read_on_a_phone_and_on_paper(
    directory: Path,
    chromium: Browser,
    serve: Callable[[Path], StaticHost],
    site_of: Callable[[Path], Path],
) -> None:
    policy, site = load_policy(directory).policy, site_of(directory)
    assert (broken_links(site), missing_anchors(site, policy)) == ([], [])
    host = serve(site)
    urls = ["", *(page.url for page in all_pages(policy))]
    seen = tour_of(chromium, host, policy, urls, ("dark",))
    found = (seen.wide, seen.faults, seen.paper)
    assert [{where: faults for where, faults in each.items() if faults} for each in found] == [
        {},
        {},
        {},
    ]
