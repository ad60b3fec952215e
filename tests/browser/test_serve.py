"""While somebody writes: a change shows, and a mistake is told without losing the site."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.policies import WHOLE

PATIENCE = 120
"""Seconds until a change has to show; it takes about two."""

READABLE = 4.5
"""Contrast of text that everybody can read (WCAG 2, AA)."""

CONTACTS = "people/contacts.yml"


@dataclass
class Desk:
    """A maintainer's copy of the policy, and the server that follows it."""

    policy: Path
    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def page(self, path: str) -> str:
        try:
            with urlopen(self.url + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except URLError:
            return ""

    def told(self) -> str:
        return self.log.read_text()

    def replace(self, name: str, old: str, new: str) -> None:
        file = self.policy / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def until(self, condition: Callable[[], bool]) -> bool:
        """Whether the condition comes true before patience or the server ends."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if condition():
                return True
            time.sleep(0.1)
        return False


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    place = tmp_path_factory.mktemp("desk")
    policy = shutil.copytree(WHOLE, place / "policy")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--livereload",
        "--dev-addr",
        f"127.0.0.1:{port}",
    ]
    environment = os.environ | {"POLICY": str(policy), "PYTHONUNBUFFERED": "1"}
    log = place / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    desk = Desk(policy, f"http://127.0.0.1:{port}/", log, process)
    try:
        assert desk.until(lambda: "Serving on" in desk.told()), desk.told()
        yield desk
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_a_change_shows_without_a_restart(desk: Desk) -> None:
    desk.replace("severities.yaml", "label: The gateway is down", "label: The tower has fallen")
    assert desk.until(lambda: "The tower has fallen" in desk.page("guide/severities/")), desk.told()


def test_a_mistake_is_told_and_the_last_good_site_stays(desk: Desk) -> None:
    before = desk.page("guide/contacts/")
    desk.replace(CONTACTS, "zone: Asia/Kolkata", "zone: Asia/Kolkatta")
    assert desk.until(lambda: "still served" in desk.told()), desk.told()
    assert f"{desk.policy / CONTACTS}:" in desk.told()
    assert "Asia/Kolkatta" in desk.told()
    assert "Traceback" not in desk.told()
    page = desk.page("guide/contacts/")
    assert _content(page) == _content(before)
    assert "The policy cannot be used; this is the last good site" in page
    assert "is not an IANA time zone" in page

    desk.replace(CONTACTS, "zone: Asia/Kolkatta", "zone: Asia/Kolkata")
    desk.replace(CONTACTS, "location: Anywhere", "location: Wherever you are")
    assert desk.until(lambda: "Wherever you are" in desk.page("guide/contacts/")), desk.told()
    assert "cannot be used" not in desk.page("guide/contacts/")


def test_twenty_quick_edits_end_in_the_last(desk: Desk) -> None:
    """Saved faster than the site can be built, and each in place of the one before."""
    before = "Everything starts"
    desk.replace("channels.yml", "Every case starts here.", before)
    for number in range(20):
        after = f"Edit {number} of twenty."
        desk.replace("channels.yml", before, after)
        before = after
        time.sleep(0.04)
    assert desk.until(lambda: before in desk.page("guide/channels/")), desk.told()


def test_the_calculator_keeps_what_was_typed(desk: Desk, page: Page) -> None:
    typed = "The gateway does not open, and this sentence is not finis"
    page.goto(f"{desk.url}calculator/")
    page.locator("#sc-text").fill(typed)
    page.evaluate("globalThis.before = true")
    desk.replace("response.yml", "A case of Grade 2 is", "Every case of Grade 2 is")
    page.wait_for_function("!globalThis.before")
    assert page.locator("#sc-text").input_value() == typed

    desk.replace(CONTACTS, "zone: Asia/Kolkata", "zone: Asia/Kolkatta")
    notice = page.get_by_role("alert").filter(has_text="The policy cannot be used")
    expect(notice).to_contain_text("is not an IANA time zone")
    assert page.locator("#sc-text").input_value() == typed
    for scheme in ("default", "slate"):
        page.evaluate(f"document.body.dataset.mdColorScheme = {scheme!r}")
        # Colours change over to those of another scheme.
        assert desk.until(lambda: contrast(notice.locator("code")) > READABLE)
    desk.replace(CONTACTS, "zone: Asia/Kolkatta", "zone: Asia/Kolkata")
    expect(notice).to_have_count(0)
    assert page.locator("#sc-text").input_value() == typed


def contrast(locator: Locator) -> float:
    """Between the colour of an element's text and what lies behind it (WCAG 2)."""
    return float(
        locator.evaluate(
            """(element) => {
              const of = (colour) => {
                const canvas = new OffscreenCanvas(1, 1).getContext("2d");
                canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const light = (rgb) => {
                const [r, g, b] = rgb.map((c) => c / 255)
                  .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const style = (node) => getComputedStyle(node);
              let ground = element;
              while (of(style(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
              const both = [style(element).color, style(ground).backgroundColor]
                .map((colour) => light(of(colour)));
              return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
            }"""
        )
    )


def test_a_build_fails_on_a_mistake(tmp_path: Path) -> None:
    policy = shutil.copytree(WHOLE, tmp_path / "policy")
    (policy / "about.yml").write_text("about: [")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"POLICY": str(policy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"{policy / 'about.yml'}:1:" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "site").exists()


def _content(page: str) -> str:
    """Without the script that the server adds, which counts builds."""
    return page.partition("<article")[2].partition("</article>")[0]
