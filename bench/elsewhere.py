"""What else a reader may have: a thin line, WebKit; and what Python itself takes for the same."""

import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from calculator.engine import browser as engine
from tests.browser.engines import ENGINES, installed
from tests.static_host import StaticHost

SLOW_4G = (180_000, 0.15)
"""Bytes a second (1.44 Mbit/s), and seconds to and fro."""

BARS = {"slow": 0.65, "webkit": 2.5, "python": 2.0}

SEEN = """
    return new Promise((resolve) => {
        const look = setInterval(() => {
            if (!document.querySelector(SELECTOR)) return;
            clearInterval(look);
            resolve(performance.now());
        }, 20);
    });
"""


def on_a_thin_line(
    browser: Browser,
    hosts: dict[str, StaticHost],
    visit: Callable[[BrowserContext, str, StaticHost], dict[str, Any]],
) -> dict[str, Any]:
    """Milliseconds and bytes of a first visit of each on slow 4G."""
    found = {}
    for name, host in hosts.items():
        host.rate, host.delay = SLOW_4G
        with browser.new_context() as context:
            found[name] = visit(context, name, host)
        host.rate, host.delay = 0, 0
    return found


def in_webkit(
    chromium: Browser, host: StaticHost, address: str, selector: str, pairs: int
) -> list[dict[str, float]]:
    """Milliseconds of first visits in WebKit, and in Chromium beside it; none where it is not."""
    if "webkit" not in installed():
        return []
    script = SEEN.replace("SELECTOR", json.dumps(selector))
    found = []
    for _ in range(pairs):
        with ENGINES["webkit"]() as tab:
            tab.go(f"{host.url}{address}")
            webkit = tab.run(script)
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(f"{host.url}{address}")
            beside = page.evaluate(f"(async () => {{ {script} }})()")
        found.append({"webkit": webkit, "chromium": beside})
    return found


def in_this_python(site: Path, texts: list[str], request: dict[str, Any]) -> list[float]:
    """Milliseconds for each of the descriptions in the Python that runs this."""
    policy = (site / "api" / "policy.json").read_text()
    engine.load(policy, gzip.decompress((site / "api" / "reading.bin").read_bytes()))
    times = []
    for text in texts:
        asked = json.dumps({**request, "text": text})
        begun = time.perf_counter()
        json.loads(engine.handle("answer", asked))
        times.append((time.perf_counter() - begun) * 1000)
    return times[len(texts) // 10 :]


def ratio(pairs: list[dict[str, float]]) -> float:
    return statistics.median(pair["webkit"] / pair["chromium"] for pair in pairs)
