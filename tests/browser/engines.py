"""Other browsers than Chromium behind one narrow door: go to an address, run a script there.

Firefox is spoken to by its own protocol (Marionette), WebKit through WebKitGTK's driver, which
needs a display (Xvfb); Chromium with an iPhone's user agent by Playwright.
``python -m tests.browser.engines`` says which of them are missing.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, ElementHandle

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)

NEEDED = {
    "firefox": {"firefox-esr": ("firefox-esr", "firefox")},
    "webkit": {"webkit2gtk-driver": ("WebKitWebDriver",), "xvfb": ("Xvfb",)},
}
"""Of each engine, from Debian's packages that bring it to the programs, one of which is needed."""

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""By which name WebDriver tells which element it means."""

PATIENCE = 40
"""Seconds that a browser may take for anything."""


class Tab(Protocol):
    """A page in a browser of its own."""

    def go(self, url: str) -> None: ...

    def run(self, script: str) -> Any:
        """What a function with this body returns, its promise awaited."""

    def press(self, element: str) -> None:
        """Clicks as a hand does, on what an expression in the page gives."""

    def type(self, element: str, keys: str) -> None:
        """Presses keys, of which those without a sign are WebDriver's (U+E000 and on)."""

    def enter(self, frame: str) -> None:
        """Has all that follows happen in a frame of the page, until the next :meth:`go`."""

    def picture(self, path: Path) -> None:
        """Writes what is to be seen as PNG."""


CONTROL = "\ue009"


def installed() -> list[str]:
    """The engines that can be started here."""
    return [name for name in NEEDED if not missing(name)]


def missing(engine: str) -> list[str]:
    """The Debian packages that an engine lacks."""
    return [
        package
        for package, programs in NEEDED[engine].items()
        if not any(map(shutil.which, programs))
    ]


def until(tab: Tab, condition: str, what: str = "") -> Any:
    """Waits until an expression is true in the page; its value."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(DriverError):
            if found := tab.run(f"return {condition}"):
                return found
        time.sleep(0.1)
    raise AssertionError(f"never true: {what or condition}")


class DriverError(Exception):
    """A browser has said no."""


# -- Firefox -----------------------------------------------------------------------------------


class Firefox:
    """Marionette: a length, a colon, and JSON, over a socket."""

    def __init__(self, port: int) -> None:
        self.socket = _connected(port)
        self.stream = self.socket.makefile("rb")
        self.last = 0
        self._heard()
        self.send("WebDriver:NewSession", {"capabilities": {}})
        limits = {"script": PATIENCE * 1000, "pageLoad": PATIENCE * 1000}
        self.send("WebDriver:SetTimeouts", limits)

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        self.last += 1
        said = json.dumps([0, self.last, command, parameters]).encode()
        self.socket.sendall(f"{len(said)}:".encode() + said)
        _, _, error, result = self._heard()
        if error:
            raise DriverError(error["message"])
        return result

    def _heard(self) -> Any:
        digits = b""
        while (byte := self.stream.read(1)) != b":":
            digits += byte
        return json.loads(self.stream.read(int(digits)))

    def go(self, url: str) -> None:
        self.send("WebDriver:SwitchToFrame", {"element": None})
        self.send("WebDriver:Navigate", {"url": url})

    def press(self, element: str) -> None:
        self.send("WebDriver:ElementClick", {"id": self._found(element)})

    def type(self, element: str, keys: str) -> None:
        self.send("WebDriver:ElementSendKeys", {"id": self._found(element), "text": keys})

    def enter(self, frame: str) -> None:
        self.send("WebDriver:SwitchToFrame", {"element": self._found(frame)})

    def _found(self, element: str) -> str:
        asked = {"script": f"return {element}", "args": []}
        return str(self.send("WebDriver:ExecuteScript", asked)["value"][ELEMENT])

    def run(self, script: str) -> Any:
        asked = {"script": _awaited(script), "args": []}
        return _unpacked(self.send("WebDriver:ExecuteAsyncScript", asked)["value"])

    def picture(self, path: Path) -> None:
        _write_picture(path, self.send("WebDriver:TakeScreenshot", {"full": False})["value"])


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextmanager
def firefox(preferences: Mapping[str, Any] | None = None) -> Iterator[Firefox]:
    """Firefox with a new profile."""
    program = shutil.which("firefox-esr") or shutil.which("firefox") or ""
    port = _free_port()
    known = {"marionette.port": port, "datareporting.policy.dataSubmissionEnabled": False}
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in {**known, **(preferences or {})}.items()
    ]
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text("".join(lines))
        words = ["--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running([program, *words, "about:blank"], {"MOZ_REMOTE_ALLOW_SYSTEM_ACCESS": ""}):
            yield Firefox(port)


# -- WebKit ------------------------------------------------------------------------------------


class WebKit:
    """WebKitGTK's driver, which speaks WebDriver over HTTP."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}/session"
        browser = {"binary": _mini_browser(), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
        _connected(port).close()
        self.root += f"/{self.send('POST', '', wanted)['sessionId']}"
        limits = {"script": PATIENCE * 1000, "pageLoad": PATIENCE * 1000}
        self.send("POST", "/timeouts", limits)

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.root + path, data, method=method)
        try:
            with urlopen(request, timeout=PATIENCE) as response:
                return json.load(response)["value"]
        except OSError as error:
            raise DriverError((getattr(error, "fp", None) and error.fp.read()) or error) from None  # type: ignore[attr-defined]

    def go(self, url: str) -> None:
        self.send("POST", "/frame", {"id": None})
        self.send("POST", "/url", {"url": url})

    def press(self, element: str) -> None:
        self.send("POST", f"/element/{self._found(element)[ELEMENT]}/click", {})

    def type(self, element: str, keys: str) -> None:
        self.send("POST", f"/element/{self._found(element)[ELEMENT]}/value", {"text": keys})

    def enter(self, frame: str) -> None:
        self.send("POST", "/frame", {"id": self._found(frame)})

    def _found(self, element: str) -> Mapping[str, str]:
        asked = {"script": f"return {element}", "args": []}
        found: Mapping[str, str] = self.send("POST", "/execute/sync", asked)
        return found

    def run(self, script: str) -> Any:
        asked = {"script": _awaited(script), "args": []}
        return _unpacked(self.send("POST", "/execute/async", asked))

    def picture(self, path: Path) -> None:
        _write_picture(path, self.send("GET", "/screenshot"))


def _mini_browser() -> str:
    places = Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")
    return str(next(places, ""))


@contextmanager
def webkit(settings: Mapping[str, str] | None = None) -> Iterator[WebKit]:
    """WebKitGTK's small browser, on a display that nobody sees, with nothing kept.

    ``settings`` are variables of its environment.
    """
    port, number = _free_port(), 90 + os.getpid() % 900
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as home,
        _running(["Xvfb", f":{number}", "-screen", "0", "1300x1000x24"], {}),
    ):
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        places = dict.fromkeys(names, home) | {"DISPLAY": f":{number}"}
        # Its sandbox wants rights that a container does not give.
        places |= {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "NO_AT_BRIDGE": "1"}
        places |= settings or {}
        with _running(["WebKitWebDriver", f"--port={port}"], places):
            yield WebKit(port)


# -- Chromium as an iPhone ---------------------------------------------------------------------


class Iphone:
    """Chromium, which says that it is an iPhone."""

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(
            user_agent=IPHONE, viewport={"width": 390, "height": 760}, has_touch=True
        )
        self.page = context.new_page()
        self.frame = self.page.main_frame

    def go(self, url: str) -> None:
        self.frame = self.page.main_frame
        self.page.goto(url)

    def run(self, script: str) -> Any:
        return self.frame.evaluate(f"(async () => {{ {script} }})()")

    def press(self, element: str) -> None:
        self._found(element).click()

    def type(self, element: str, keys: str) -> None:
        self._found(element).press(keys.replace(CONTROL, "Control+"))

    def enter(self, frame: str) -> None:
        entered = self._found(frame).content_frame()
        assert entered
        self.frame = entered

    def _found(self, element: str) -> ElementHandle:
        found = self.frame.evaluate_handle(f"() => {element}").as_element()
        assert found
        return found

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path)


@contextmanager
def iphone(browser: Browser) -> Iterator[Iphone]:
    tab = Iphone(browser)
    try:
        yield tab
    finally:
        tab.page.context.close()


# -- what they share ---------------------------------------------------------------------------


def _awaited(script: str) -> str:
    """As the body of a function whose last argument is to be called with the result."""
    return (
        "const done = arguments[arguments.length - 1];"
        f"(async () => {{ {script} }})()"
        ".then((value) => done({ value: JSON.stringify(value ?? null) }),"
        " (error) => done({ error: String(error) }));"
    )


def _unpacked(result: Mapping[str, str]) -> Any:
    if "error" in result:
        raise DriverError(result["error"])
    return json.loads(result["value"])


def _write_picture(path: Path, content: str) -> None:
    path.write_bytes(b64decode(content))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    """A program, and all that it starts, until it is no longer needed."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


ENGINES: Mapping[str, Callable[..., Any]] = {"firefox": firefox, "webkit": webkit}


if __name__ == "__main__":
    lacking = sorted({package for name in NEEDED for package in missing(name)})
    if lacking:
        print(f"Not all browsers are here. Debian: apt-get install {' '.join(lacking)}")
    sys.exit(1 if lacking else 0)
