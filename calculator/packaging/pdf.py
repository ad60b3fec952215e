"""The whole guide as a PDF, printed by a Chromium where there is one: tagged, linked, with numbers.

The contents get their page numbers from a first printing, and are printed with them, until these
numbers hold: they make room for themselves, and what scripts and style sheets do may come late.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from calculator.guide.whole import URL

NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip
"""The first has no window to draw, and is the quickest."""
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
PDF = "guide.pdf"
PRINTINGS = 5
"""How often it is printed at most."""
_NUMBER = """numbers => document.querySelectorAll("[data-page]")
    .forEach(place => { place.textContent = numbers[place.dataset.page] ?? ""; })"""


def system_browser() -> str | None:
    """The Chromium on PATH; without one, Playwright looks for its own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def publish_pdf(site: Path) -> Path:
    """Prints the whole guide of a built site beside its pages; where it is."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_browser(), args=OPTIONS)
        path = print_guide(site, site / PDF, browser)
        browser.close()
    return path


def print_guide(site: Path, path: Path, browser: Browser) -> Path:
    """Prints the whole guide of a built site into a file; its path."""
    with _served(site) as address:
        page = browser.new_page(service_workers="block", color_scheme="light")
        page.goto(address + URL, wait_until="networkidle")
        numbers: dict[str, int] = {}
        for _ in range(PRINTINGS):
            printed = _printed(page)
            if numbers == (numbers := page_numbers(printed)):
                break
            page.evaluate(_NUMBER, numbers)
        path.write_bytes(printed)
        page.close()
    return path


def _printed(page: Page) -> bytes:
    return page.pdf(format="A4", tagged=True, outline=True, print_background=True)


def page_numbers(pdf: bytes) -> dict[str, int]:
    """From the id of each page of the guide to the sheet on which it begins, from 1."""
    reader = PdfReader(BytesIO(pdf))
    found = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None:
            found[name.lstrip("/")] = number + 1
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
