"""The Chromium that the tests drive.  As a command: exit status 1 if there is none."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from calculator.packaging.pdf import system_browser as system_browser


def _own_browser() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


if __name__ == "__main__":
    sys.exit(0 if system_browser() or _own_browser() else 1)
