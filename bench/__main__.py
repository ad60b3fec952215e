"""Measures the calculator against stock Pyodide: ``python -m bench`` prints tables.

Stock is a page that loads the unmodified npm package in a module worker, then tzdata and the same
engine's wheel through its lock file, and answers the same issue.  Both are served by the same host
on this machine, which compresses as static hosts do, and are visited in turn in one Chromium, each
pair with two profiles that have seen nothing.  Times move with the machine; ratios hold better, and
the medians of the pairs' ratios are held against the bars.  How the work grows with the policy is
in :mod:`.growth`.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench import elsewhere, growth
from bench.building import BARS, SEEN, build_times, ratios, serve_times
from bench.stock_site import build_stock
from bench.worst import BARS as WORST
from bench.worst import worst_times
from calculator.authoring.check import load_policy
from calculator.authoring.load import policy_directory
from tests.browser.find import system_browser
from tests.static_host import StaticHost, with_body

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".build" / "bench"
RESULTS = ROOT / "bench" / "results.json"

ANSWERED = ".sc-verdict"
IDLE = 4.0
"""Seconds on a page of the guide, without input, in which nothing of Pyodide may be loaded."""


@dataclass(frozen=True)
class Measure:
    """One line of the table."""

    name: str
    ours: float
    stock: float | None
    value: float
    """What is held against the bar."""
    bar: float
    unit: str

    @property
    def met(self) -> bool:
        return self.value <= self.bar


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--pairs", type=int, default=7, help="paired runs (default: 7)")
    options.add_argument(
        "--pages", type=int, default=1000, help="pages of the site that is built (default: 1000)"
    )
    chosen = options.parse_args()
    pairs = chosen.pairs
    print(f"== Policy: {policy_directory()}", file=sys.stderr)
    case()
    print("== Building the site and its stock counterpart", file=sys.stderr)
    site, stock = PLACE / "site", PLACE / "stock"
    build_site(site)
    build_stock(site, stock)
    print("== Building beside plain Material, and following edits", file=sys.stderr)
    built = build_times(PLACE / "building", pairs)
    edits = serve_times(PLACE / "serving", pairs)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        with StaticHost(site) as ours, StaticHost(stock) as other:
            raw = {
                "visits": visits(browser, ours, other, pairs),
                "guide": guide_bytes(browser, ours),
                "answers": answer_times(browser, ours),
                "python": elsewhere.in_this_python(site, texts_of(ours), request()),
                "thin": elsewhere.on_a_thin_line(browser, {"ours": ours, "stock": other}, visit),
                "webkit": elsewhere.in_webkit(
                    browser, ours, f"calculator/#{permalink()}", ANSWERED, pairs
                ),
                "main_thread": longest_task(browser, ours),
                "builds": built,
                "edits": edits,
                "worst": worst_times(PLACE / "worst"),
            }
        version = browser.version
        print("== Growing policies", file=sys.stderr)
        grown = list(growth.sizes(browser, site, PLACE))
        browser.close()
    print(f"== Building a site of {chosen.pages} pages, and plain Material's", file=sys.stderr)
    made = growth.per_page(PLACE, chosen.pages)
    measures = summary(raw)
    report = {
        "machine": {"chromium": version, "processor": platform.machine(), "pairs": pairs},
        "measures": [vars(measure) | {"met": measure.met} for measure in measures],
        "growth": [vars(size) for size in grown],
        "pages": vars(made) | {"ratio": made.ratio},
        "raw": raw,
    }
    RESULTS.write_text(json.dumps(report, indent=1))
    print(table(measures, raw))
    print(f"\n{growth.table(grown, made)}")
    print(f"\nRaw figures: {RESULTS.relative_to(ROOT)}", file=sys.stderr)


def build_site(site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(
        [*command, "--site-dir", str(site)], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


# -- first and later visits --------------------------------------------------------------------


def visits(browser: Browser, ours: StaticHost, stock: StaticHost, pairs: int) -> list[Any]:
    """Milliseconds and bytes to the first answer, on a first and on a later visit of each."""
    results = []
    for number in range(pairs):
        order = [("ours", ours), ("stock", stock)]
        pair: dict[str, Any] = {}
        for name, host in order if number % 2 else reversed(order):
            context = browser.new_context()
            pair[name] = {"first": visit(context, name, host)}
            if name == "ours":
                prepare(context.pages[0])
            context.pages[0].close()
            pair[name]["later"] = visit(context, name, host)
            if name == "stock":
                pair["floor"] = compile_alone(context.pages[-1])
            context.close()
        results.append(pair)
        print(f"   pair {number + 1} of {pairs}: {line(pair)}", file=sys.stderr)
    return results


def line(pair: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} {pair[name]['first']['ms']:.0f}/{pair[name]['later']['ms']:.0f} ms"
        for name in ("ours", "stock")
    )


def visit(context: BrowserContext, name: str, host: StaticHost) -> dict[str, Any]:
    """From navigation to the first answer on the page."""
    host.forget()
    page = context.new_page()
    address, selector = (
        (f"{host.url}calculator/#{permalink()}", ANSWERED)
        if name == "ours"
        else (f"{host.url}#{quote(json.dumps(request()))}", "output:not(:empty)")
    )
    # The page itself notes when the answer is there; asking it from outside would disturb it.
    page.add_init_script(
        f"""new MutationObserver((_, observer) => {{
            if (!document.querySelector({json.dumps(selector)})) return;
            observer.disconnect();
            globalThis.answeredAt = performance.now();
        }}).observe(document, {{ childList: true, subtree: true, characterData: true }});"""
    )
    page.goto(address, wait_until="commit")
    page.wait_for_selector(selector, state="attached", timeout=60_000)
    text = page.locator(selector).inner_text()
    if text.startswith("failed"):
        sys.exit(f"{name}: {text}")
    timings = page.evaluate("globalThis.calculatorEngine?.timings ?? null")
    return {
        "ms": page.evaluate("answeredAt"),
        "bytes": sum(host.sent.values()),
        "timings": timings,
    }


def prepare(page: Page) -> None:
    """Lets the first visit do what it does for later ones."""
    page.evaluate("calculatorEngine.snapshot()")
    page.evaluate(
        """async () => {
            const { register } = await import(document.querySelector("script[src*=offline]").src);
            register();
            const { active } = await navigator.serviceWorker.ready;
            if (active.state === "activated") return;
            await new Promise((resolve) => active.addEventListener("statechange", resolve));
        }"""
    )
    page.wait_for_timeout(500)


def compile_alone(page: Page) -> float:
    """Milliseconds to compile the WebAssembly and do nothing else: the floor of any start."""
    elapsed: float = page.evaluate(
        """async () => {
            const start = performance.now();
            await WebAssembly.compileStreaming(fetch("pyodide/pyodide.asm.wasm"));
            return performance.now() - start;
        }"""
    )
    return elapsed


@cache
def case() -> dict[str, str]:
    """The policy's first worked example of a case that is followed by a call, at a place."""
    for example in load_policy(policy_directory()).policy.examples:
        if example.opened and example.called and example.country and example.timezone:
            return {
                "text": example.text,
                "opened": example.opened.isoformat(timespec="minutes"),
                "called": example.called.isoformat(timespec="minutes"),
                "country": example.country,
                "zone": example.timezone,
            }
    sys.exit("No example of the policy has opened, called, country and timezone; add one.")


def permalink() -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in case().items())


def request() -> dict[str, Any]:
    """The case as the engine takes it."""
    said = {name: value for name, value in case().items() if name != "zone"}
    return said | {"timezone": case()["zone"], "facts": {}, "now": case()["called"]}


# -- the other measures ------------------------------------------------------------------------


def guide_bytes(browser: Browser, host: StaticHost) -> int:
    """Bytes of the runtime loaded by a page of the guide before it is idle or wanted."""
    host.forget()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.url}guide/severities/")
        page.wait_for_timeout(IDLE * 1000)
    return sum(size for path, size in host.sent.items() if "calculator/runtime/" in path)


def published(host: StaticHost) -> dict[str, Any]:
    policy: dict[str, Any] = json.loads((host.site / "api" / "policy.json").read_text())
    return policy


def texts_of(host: StaticHost) -> list[str]:
    return descriptions(published(host), words=130, count=200)


def answer_times(browser: Browser, host: StaticHost) -> dict[str, list[float]]:
    """Milliseconds for each of many descriptions, with the policy and with tenfold phrases."""
    policy = published(host)
    texts = texts_of(host)
    times = {}
    for name, body in (("as it is", None), ("ten times the phrases", tenfold(policy))):
        if body:
            host.faults["policy.json$"] = with_body(json.dumps(body).encode())
        with browser.new_context() as context:
            page = open_calculator(context, host)
            times[name] = page.evaluate(
                """async ([texts, request]) => {
                    const engine = calculatorEngine;
                    const times = [];
                    for (const text of texts) {
                        const start = performance.now();
                        await engine.call("answer", { ...request, text });
                        times.push(performance.now() - start);
                    }
                    return times.slice(texts.length / 10);
                }""",
                [texts, request()],
            )
        host.faults.clear()
    return times


def open_calculator(context: BrowserContext, host: StaticHost) -> Page:
    """The calculator's page, with its form in place and nothing asked yet."""
    page = context.new_page()
    page.goto(f"{host.url}calculator/")
    page.wait_for_selector("textarea")
    return page


def descriptions(policy: dict[str, Any], *, words: int, count: int) -> list[str]:
    """Descriptions of a given length, made of the policy's own examples in changing order."""
    sentences = [example["text"] for example in policy["examples"]]
    made = []
    for number in range(count):
        turned = sentences[number % len(sentences) :] + sentences[: number % len(sentences)]
        stride = turned[:: 1 + number % 5] + turned
        made.append(" ".join(" ".join(stride).split()[:words]) + f" ({number})")
    return made


def tenfold(policy: dict[str, Any]) -> dict[str, Any]:
    """The policy with ten times as many phrases, the new ones like the old but for a word."""
    grown: dict[str, Any] = json.loads(json.dumps(policy))
    for fact in grown["facts"]:
        for value in fact["values"]:
            phrases = value.get("phrases", [])
            value["phrases"] = phrases + [
                f"{phrase} variant{number}" for phrase in phrases for number in range(9)
            ]
    return grown


def longest_task(browser: Browser, host: StaticHost) -> float:
    """Milliseconds of the main thread's longest task while Python starts, on a settled page.

    The start is the one that a reader causes by turning to a link to the calculator, so that what
    is measured is not the work of building the calculator's page.
    """
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.url}guide/severities/")
        page.wait_for_timeout(1500)
        browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
        page.evaluate("performance.mark('boot-begins')")
        page.locator('a[href*="/calculator/"]:visible').first.hover()
        page.evaluate(
            """async () => {
                while (!globalThis.calculatorEngine) await new Promise((r) => setTimeout(r, 10));
                await calculatorEngine.warm();
                performance.mark("boot-ends");
            }"""
        )
        events = json.loads(browser.stop_tracing())["traceEvents"]
    marks = {e["name"]: e for e in events if e["name"] in ("boot-begins", "boot-ends")}
    begin, end = marks["boot-begins"], marks["boot-ends"]
    tasks: list[float] = [
        # The thread's own time where it is known: being kept waiting is no work.
        event.get("tdur", event["dur"]) / 1000
        for event in events
        if event.get("ph") == "X"
        and (event["pid"], event["tid"]) == (begin["pid"], begin["tid"])
        and begin["ts"] <= event["ts"] <= end["ts"]
    ]
    return max(tasks)


# -- reporting ---------------------------------------------------------------------------------


def summary(raw: dict[str, Any]) -> list[Measure]:
    def paired(name: str, when: str, what: str, bar: float, unit: str) -> Measure:
        ours = [pair["ours"][when][what] for pair in raw["visits"]]
        stock = [pair["stock"][when][what] for pair in raw["visits"]]
        ratio = statistics.median(a / b for a, b in zip(ours, stock, strict=True))
        return Measure(name, statistics.median(ours), statistics.median(stock), ratio, bar, unit)

    normal, grown = (p95(raw["answers"][name]) for name in ("as it is", "ten times the phrases"))
    longest = raw["main_thread"]
    return [
        paired("first visit, to the first answer", "first", "ms", 0.20, "ms"),
        paired("later visit, to the first answer", "later", "ms", 0.12, "ms"),
        paired("bytes to the first answer", "first", "bytes", 0.65, "bytes"),
        Measure("runtime bytes on a guide page", raw["guide"], None, raw["guide"], 0, "bytes"),
        *elsewhere_measures(raw),
        Measure("answer to 130 words, 95th percentile", normal, None, normal, 16, "ms"),
        Measure("the same, ten times the phrases", grown, None, grown / normal, 2, "ms"),
        Measure("longest main-thread task while starting", longest, None, longest, 50, "ms"),
        *builds(raw),
    ]


def elsewhere_measures(raw: dict[str, Any]) -> list[Measure]:
    """What was measured beside something else than stock stands under stock, too."""
    ours, stock = (raw["thin"][name]["ms"] for name in ("ours", "stock"))
    bars = elsewhere.BARS
    here, there = (p95(times) for times in (raw["python"], raw["answers"]["as it is"]))
    found = [
        Measure("first visit on slow 4G", ours, stock, ours / stock, bars["slow"], "ms"),
        Measure("130 words beside this Python", there, here, there / here, bars["python"], "ms"),
    ]
    if pairs := raw["webkit"]:
        webkit, beside = (
            statistics.median(pair[name] for pair in pairs) for name in ("webkit", "chromium")
        )
        ratio = elsewhere.ratio(pairs)
        name = "first visit in WebKit beside Chromium"
        found.append(Measure(name, webkit, beside, ratio, bars["webkit"], "ms"))
    return found


def builds(raw: dict[str, Any]) -> list[Measure]:
    """What a maintainer waits for; the plain site stands under stock."""
    plain = statistics.median(raw["builds"]["plain"]) * 1000
    found = ratios(raw["builds"])
    seen = statistics.median(raw["edits"]) * 1000
    measures = [
        Measure(
            f"a {name} build beside plain Material's",
            statistics.median(raw["builds"][name]) * 1000,
            plain,
            found[name],
            bar,
            "ms",
        )
        for name, bar in BARS.items()
    ]
    measures += [
        Measure(name, raw["worst"][name] * 1000, None, raw["worst"][name] * 1000, bar * 1000, "ms")
        for name, bar in WORST.items()
    ]
    return [*measures, Measure("from saving to seeing", seen, None, seen, SEEN * 1000, "ms")]


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def table(measures: list[Measure], raw: dict[str, Any]) -> str:
    """The measures and their bars, for people."""
    shown: dict[str, Callable[[float], str]] = {
        "ms": lambda value: f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms",
        "bytes": lambda value: f"{value / 1e6:.2f} MB",
    }
    rows = [("measure", "ours", "stock", "value", "bar", "")]
    for m in measures:
        show = shown[m.unit]
        ratio = m.stock is not None or m.name.startswith("the same")
        rows.append(
            (
                m.name,
                show(m.ours),
                show(m.stock) if m.stock is not None else "",
                f"{m.value:.2f}" if ratio else show(m.value),
                f"{m.bar:.2f}" if ratio else show(m.bar),
                "met" if m.met else "MISSED",
            )
        )
    floors = [pair["floor"] for pair in raw["visits"]]
    ratio = statistics.median(
        pair["floor"] / pair["stock"]["later"]["ms"] for pair in raw["visits"]
    )
    floor = shown["ms"](statistics.median(floors))
    rows.append(("(compiling the WebAssembly alone)", floor, "", f"{ratio:.2f}", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


if __name__ == "__main__":
    main()
