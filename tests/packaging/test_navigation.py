"""The navigation of every page is what the theme would have rendered for it, page by page."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.toc import AnchorLink
from mkdocs.theme import Theme
from mkdocs.utils.templates import url_filter

from calculator.packaging.navigation import Entries
from tests.conftest import ROOT

OWN = ROOT / "calculator" / "guide" / "theme"
SHARED = [{"Tyres": "guide/tyres.md"}, {"Brakes": "guide/brakes.md"}, {"Bells": "guide/bells.md"}]

NAVIGATIONS = {
    "one heading": [{"Home": "index.md"}, {"Guide": SHARED}],
    "two headings": [{"Guide": SHARED[:2]}, {"More": [SHARED[2], {"Paint": "guide/paint.md"}]}],
    "headings in headings": [{"Guide": [{"Wheels": SHARED}, {"Paint": "guide/paint.md"}]}],
    "an index of a heading": [{"Guide": [{"Guide": "guide/index.md"}, *SHARED]}],
    "a heading that begins elsewhere": [{"Guide": [{"Home": "index.md"}, *SHARED]}],
    "no headings": SHARED,
    "pages of two folders": [{"Guide": [*SHARED, {"Tyres": "more/tyres.md"}]}],
    "a page below a page": [{"Guide": [*SHARED, {"Inner": "guide/tyres/inner.md"}]}],
    "two of one title": [{"Guide": [*SHARED, {"Tyres": "guide/paint.md"}]}],
    "one page twice": [{"Guide": [*SHARED, SHARED[0]]}],
    "a page and a link": [{"Guide": [*SHARED, {"Elsewhere": "https://bikes.example/"}]}],
}


def _site(nav: object, place: Path, *, directories: bool = True) -> tuple[MkDocsConfig, Navigation]:
    (place / "docs").mkdir()
    config = load_config(
        None,
        site_name="Bicycles",
        docs_dir=str(place / "docs"),
        nav=nav,
        use_directory_urls=directories,
        theme={
            "name": "material",
            "custom_dir": str(OWN),
            "font": False,
            "features": ["navigation.indexes", "navigation.sections", "navigation.tabs"],
        },
    )
    paths = set(re.findall(r"[\w/]+\.md", repr(nav)))
    folder, site = config.docs_dir, config.site_dir
    files = Files([File(path, folder, site, directories) for path in sorted(paths)])
    navigation = get_navigation(files, config)
    for page in navigation.pages:
        page.meta = {}
        page.toc = [AnchorLink(f"Of {page.title}", "of", 2)]  # type: ignore[assignment]
    return config, navigation


def _rendered(config: MkDocsConfig, navigation: Navigation, custom_dir: str | None) -> list[str]:
    """The navigation of every page, by the templates of that folder before the theme's."""
    env = Theme(name="material", custom_dir=custom_dir).get_env()
    env.filters["url"] = url_filter
    config.extra["entries"] = Entries(navigation)
    made = []
    for page in navigation.pages:
        page.active = True
        context = get_context(navigation, Files([]), config, page)
        context |= {"features": config.theme["features"], "lang": SimpleNamespace(t=str)}
        html = env.get_template("partials/nav.html").render(context)
        made.append(" ".join(html.split()))
        page.active = False
    return made


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("nav", NAVIGATIONS.values(), ids=NAVIGATIONS)
def test_it_is_as_the_theme_renders_it(nav: object, directories: bool, tmp_path: Path) -> None:
    config, navigation = _site(nav, tmp_path, directories=directories)
    theirs = _rendered(config, navigation, None)
    assert _rendered(config, navigation, str(OWN)) == theirs
    assert all("md-nav__link--active" in html for html in theirs)


def test_it_renders_all_entries_once_for_the_pages_of_a_folder(tmp_path: Path) -> None:
    _, navigation = _site(NAVIGATIONS["one heading"], tmp_path)
    asked = []

    def whole() -> str:
        asked.append("whole")
        return "<0><1><2>"

    entries = Entries(navigation)
    pages = navigation.pages[1:]
    for page in pages:
        entries.of(page, whole, lambda one: f"<{pages.index(one)}>")
    assert asked == ["whole"]
