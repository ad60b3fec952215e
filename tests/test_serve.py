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

from tests.conftest import ROOT
from tests.policies import WHOLE

PATIENCE = 120
"""Seconds until a change has to show; it takes about two."""

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
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
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
