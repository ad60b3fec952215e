"""Draws the gallery of the calculator's states: on a phone and on a desk, light and dark.

``make screenshots`` runs it.  The pictures are not part of the site, which every reader keeps for
use offline.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser.calculator import new_calculator, new_context
from tests.browser.find import system_browser
from tests.browser.states import ON_THE_WAY, STATES
from tests.conftest import build
from tests.policies import WHOLE
from tests.static_host import StaticHost

GALLERY = Path(__file__).parent / "gallery"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SHOWN = STATES | ON_THE_WAY
HIGHEST = 1800
"""Pixels after which a picture is cut off."""


def draw(browser: Browser, site: StaticHost, state: str, size: str) -> Iterator[Path]:
    """Brings the calculator into a state and takes its pictures, light and dark; their paths."""
    context = new_context(browser, viewport=SIZES[size], reduced_motion="reduce")
    calculator = new_calculator(context, site).open()
    SHOWN[state](calculator)
    page = calculator.page
    # A list that is open would close if it lost the focus.
    if not page.get_by_role("listbox").is_visible():
        page.evaluate("document.activeElement.blur()")
    page.evaluate("scrollTo(0, 0)")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)
        height = page.evaluate(
            "Math.ceil(document.querySelector('.sc-root').getBoundingClientRect().bottom)"
        )
        path = GALLERY / f"{state}-{size}-{scheme}.jpg"
        area = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": min(height + 20, HIGHEST)}
        page.screenshot(path=path, full_page=True, clip=area, type="jpeg", quality=72)
        yield path
    context.close()
    site.faults.clear()


def index() -> str:
    """The gallery's page, for a look at it on the web."""
    rows = [
        f"## {state.replace('-', ' ').capitalize()}\n\n"
        + "\n".join(f"![{s}, {c}]({state}-{s}-{c}.jpg)" for s in SIZES for c in SCHEMES)
        for state in SHOWN
    ]
    note = "Drawn by `make screenshots`: every state of the calculator, as readers see it."
    return "\n\n".join(["# Gallery", note, *rows]) + "\n"


def main() -> None:
    GALLERY.mkdir(parents=True, exist_ok=True)
    for old in GALLERY.glob("*.jpg"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        site = Path(place) / "site"
        build(site, POLICY=str(WHOLE))
        browser = playwright.chromium.launch(
            executable_path=system_browser(), args=["--no-sandbox"]
        )
        with StaticHost(site) as host:
            for state in SHOWN:
                for size in SIZES:
                    for path in draw(browser, host, state, size):
                        print(path.relative_to(Path.cwd()), flush=True)
        browser.close()
    (GALLERY / "README.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()
