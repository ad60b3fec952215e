"""The runtime in a real browser: starting, answering, failing, and starting again."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import stand_in
from tests.browser.engines import IPHONE
from tests.static_host import (
    Fault,
    StaticHost,
    broken_off,
    gone,
    one_byte_wrong,
    preceded_by,
    slow,
    truncated,
    unanswered,
    with_body,
    with_header,
)

SNAPSHOTS = "calculator-snapshot"
WORKER = "worker.js$"
RARE = {"result": "LATIN SMALL LETTER E WITH ACUTE"}
"""What the stand-in answers by parts of the core that no answer touches."""


# Without a service worker, which would hide what the host does.
build = partial(stand_in.build, kept_offline=False)


@pytest.fixture(scope="session")
def stand_in_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("stand-in")
    build(site, engine=tmp_path_factory.mktemp("engine"), policy={"name": "One"})
    return site


@pytest.fixture
def host(stand_in_site: Path, serve: Callable[[Path], StaticHost]) -> StaticHost:
    return serve(stand_in_site)


def visit(page: Page, host: StaticHost, **limits: int) -> None:
    query = "&".join(f"{name}={value}" for name, value in limits.items())
    page.goto(f"{host.url}?{query}")
    page.wait_for_selector("[data-loaded]")


@pytest.fixture(scope="module")
def started_page(chromium: Browser, stand_in_site: Path) -> Iterator[Page]:
    """A page whose engine has answered, for questions to which it matters to no other."""
    with StaticHost(stand_in_site) as host, chromium.new_context() as context:
        page = context.new_page()
        visit(page, host)
        assert ask(page, "echo", text="")["result"]
        yield page


def ask(page: Page, name: str, **payload: object) -> Any:
    return page.evaluate("([name, payload]) => ask(name, payload)", [name, payload])


# -- starting ----------------------------------------------------------------------------------


def test_answers(started_page: Page) -> None:
    answer = ask(started_page, "echo", text="Straße 漢字")
    assert answer["result"] == {"said": "Straße 漢字", "stem": "fail", "policy": {"name": "One"}}


def test_nothing_of_the_runtime_is_loaded_before_it_is_wanted(page: Page, host: StaticHost) -> None:
    visit(page, host)
    page.wait_for_timeout(500)
    assert [path for path in host.requests if "runtime/" in path or "worker" in path] == []


def test_progress_is_true(page: Page, host: StaticHost) -> None:
    visit(page, host)
    ask(page, "echo", text="")
    heard = page.evaluate("heard")
    loaded = [step["loaded"] for step in heard if step["total"]]
    total = json.loads((host.site / "calculator/runtime.json").read_text())
    files = [total[name] for name in ("script", "module", "wasm", "picture", "zones")]
    assert loaded == sorted(loaded)
    assert loaded[-1] == sum(file["size"] for file in files)
    phases = list(dict.fromkeys(step["phase"] for step in heard))
    assert phases == ["loading", "starting", "ready"]


def test_knows_every_time_zone(started_page: Page) -> None:
    assert ask(started_page, "zone", zone="Asia/Kolkata") == {"result": "2026-11-24T17:30:00+05:30"}
    assert ask(started_page, "zone", zone="America/Argentina/Buenos_Aires")["result"].endswith(
        "-03:00"
    )


def test_what_is_answered_ahead_is_answered_once(page: Page, host: StaticHost) -> None:
    visit(page, host)
    assert [ask(page, "count", n=1)["result"] for _ in range(3)] == [1, 2, 3]


def test_loads_the_holidays_of_a_country_once(page: Page, host: StaticHost) -> None:
    visit(page, host)
    for country in ("AT", "AT", "ZZ", "ZZ"):
        ask(page, "echo", text="", country=country)
    assert ask(page, "state")["result"]["holidays"] == {"AT": {"2026-10-26": "National Day"}}
    assert [p for p in host.requests if "holidays" in p] == [
        "api/holidays/AT.json",
        "api/holidays/ZZ.json",
    ]


@pytest.mark.parametrize(
    "places",
    [
        pytest.param({"country": "AT-9"}, id="of a part of a country"),
        pytest.param({"country": "ZZ", "places": ["YY", "AT-9"]}, id="of an office elsewhere"),
        pytest.param({"country": None, "places": ["AT"]}, id="of an office alone"),
    ],
)
def test_loads_the_holidays_of_all_places_that_matter(
    page: Page, host: StaticHost, places: dict[str, object]
) -> None:
    visit(page, host)
    ask(page, "echo", text="", **places)
    assert ask(page, "state")["result"]["holidays"] == {"AT": {"2026-10-26": "National Day"}}


@pytest.mark.parametrize("fault", [unanswered, truncated])
@pytest.mark.parametrize("asked", [{"places": ["AT"]}, {"country": "AT"}], ids=str)
def test_holidays_that_cannot_be_had_keep_no_answer_back(
    page: Page, host: StaticHost, fault: Fault, asked: dict[str, object]
) -> None:
    host.faults["AT.json"] = fault
    visit(page, host)
    assert ask(page, "echo", text="", **asked)["result"]
    assert ask(page, "state")["result"]["holidays"] == {}
    host.faults.clear()
    assert ask(page, "echo", text="", **asked)["result"]
    assert "AT" in ask(page, "state")["result"]["holidays"]


def test_makes_no_request_to_others_and_breaks_no_policy(page: Page, host: StaticHost) -> None:
    problems: list[str] = []
    requested: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("request", lambda request: requested.append(request.url))
    visit(page, host)
    assert "result" in ask(page, "echo", text="")
    assert problems == []
    assert [url for url in requested if not url.startswith((host.url, "data:"))] == []


# -- answering ---------------------------------------------------------------------------------


def test_answers_only_the_newest_of_several_calls(started_page: Page) -> None:
    answers = started_page.evaluate(
        "Promise.all(['a', 'b', 'c'].map((text) => ask('echo', { text })).concat(ask('state')))"
    )
    assert [answer.get("failed") for answer in answers] == ["AbortError", "AbortError", None, None]
    assert answers[2]["result"]["said"] == "c"


def test_a_call_with_another_purpose_takes_no_answer_away(started_page: Page) -> None:
    answers = started_page.evaluate(
        "Promise.all(['a', 'b'].map((text) => ask('echo', { text }, { purpose: text })))"
    )
    assert [answer["result"]["said"] for answer in answers] == ["a", "b"]


def test_an_aborted_call_is_not_answered(page: Page, host: StaticHost) -> None:
    visit(page, host)
    answer = page.evaluate("ask('echo', { text: '' }, { signal: AbortSignal.timeout(5) })")
    assert answer["failed"] == "TimeoutError"
    assert ask(page, "echo", text="still there")["result"]["said"] == "still there"


def test_an_error_in_python_is_told_and_survived(started_page: Page) -> None:
    answer = ask(started_page, "fail", text="no such thing")
    assert answer == {
        "failed": "python",
        "message": "ValueError: no such thing",
    }
    assert ask(started_page, "echo", text="")["result"]


def test_an_endless_run_is_ended_and_the_typed_text_stays(page: Page, host: StaticHost) -> None:
    visit(page, host, limit=700)
    page.locator("textarea").fill("typed with care")
    assert ask(page, "loop")["failed"] == "timeout"
    assert ask(page, "echo", text="again")["result"]["said"] == "again"
    assert page.locator("textarea").input_value() == "typed with care"


def test_a_killed_worker_is_replaced_and_the_answer_still_comes(
    page: Page, host: StaticHost
) -> None:
    visit(page, host, limit=700)
    ask(page, "echo", text="")
    page.workers[0].evaluate("self.close()")
    assert ask(page, "echo", text="after all")["result"]["said"] == "after all"


def test_one_engine_serves_the_tab(started_page: Page) -> None:
    assert started_page.evaluate("sharedEngine() === sharedEngine()")


def test_a_disposed_engine_can_begin_again(page: Page, host: StaticHost) -> None:
    visit(page, host)
    assert page.evaluate(
        "(() => { const a = ask('echo', {}); engine.dispose(); return a; })()"
    ) == {
        "failed": "AbortError",
        "message": "The calculator was closed.",
    }
    assert ask(page, "echo", text="back")["result"]["said"] == "back"


# -- failing -----------------------------------------------------------------------------------


NO_WASM = with_header("Content-Security-Policy", "script-src 'self'")
FAILURES = [
    pytest.param("wasm$", gone, "missing", "pyodide.asm.wasm", id="wasm-missing"),
    pytest.param("wasm$", truncated, "damaged", "pyodide.asm.wasm", id="wasm-truncated"),
    pytest.param("wasm$", broken_off, "missing", "pyodide.asm.wasm", id="wasm-broken-off"),
    pytest.param("wasm$", one_byte_wrong, "damaged", "pyodide.asm.wasm", id="wasm-corrupted"),
    pytest.param("worker.js$", NO_WASM, "unsupported", "", id="wasm-forbidden"),
    pytest.param("picture|library", one_byte_wrong, "damaged", "library", id="library-corrupted"),
    pytest.param("picture|library", gone, "missing", "library", id="library-missing"),
    pytest.param("zones", truncated, "damaged", "zones", id="zones-truncated"),
    pytest.param("picture|whl$", one_byte_wrong, "damaged", ".whl", id="wheel-corrupted"),
    pytest.param("asm.js$", one_byte_wrong, "damaged", "asm.js", id="script-corrupted"),
    pytest.param("pyodide.js$", unanswered, "missing", "pyodide.js", id="script-unanswered"),
    pytest.param("policy.json$", gone, "missing", "policy.json", id="policy-missing"),
    pytest.param("reading.bin$", truncated, "damaged", "reading.bin", id="reading-truncated"),
    pytest.param("worker.js$", gone, "missing", "", id="worker-missing"),
    pytest.param("runtime/", broken_off, "missing", "", id="network-gone-while-loading"),
]


@pytest.mark.parametrize(("path", "fault", "code", "file"), FAILURES)
def test_says_what_failed_and_starts_on_retry(
    page: Page,
    host: StaticHost,
    troubles: list[str],
    path: str,
    fault: Fault,
    code: str,
    file: str,
) -> None:
    host.faults[path] = fault
    visit(page, host)
    page.locator("textarea").fill("typed with care")
    answer = ask(page, "echo", text="")
    assert answer["failed"] == code
    assert file in answer["message"]
    assert page.evaluate("heard.at(-1).phase") == "failed"
    assert page.locator("textarea").input_value() == "typed with care"
    host.faults.clear()
    assert ask(page, "echo", text="at last")["result"]["said"] == "at last"
    if fault is NO_WASM:
        assert [trouble for trouble in troubles if trouble.startswith("forbidden: ")] == troubles
        troubles.clear()


def test_a_wasm_type_that_is_wrong_does_not_matter(page: Page, host: StaticHost) -> None:
    host.faults["wasm$"] = with_header("Content-Type", "text/plain")
    visit(page, host)
    assert ask(page, "echo", text="")["result"]


def test_a_host_that_falls_silent_is_given_up(page: Page, host: StaticHost) -> None:
    host.faults["picture"] = slow(5)
    visit(page, host, patience=1500)
    assert ask(page, "echo", text="")["failed"] == "stalled"


def test_a_slow_start_is_said_and_goes_on(page: Page, host: StaticHost) -> None:
    host.faults["policy.json$"] = slow(1)
    visit(page, host, slow=1)
    assert ask(page, "echo", text="")["result"]
    heard = page.evaluate("heard")
    assert {step["phase"] for step in heard if step.get("slow")} == {"starting"}
    assert heard[-1]["phase"] == "ready"
    assert not heard[-1]["slow"]


def test_a_worker_that_is_busy_is_not_taken_for_dead(page: Page, host: StaticHost) -> None:
    """Its signs of life stop for longer than bytes may be waited for."""
    busy = "setTimeout(() => { for (const end = Date.now() + 2500; Date.now() < end; ); }, 900);\n"
    host.faults[WORKER] = preceded_by(busy)
    visit(page, host, patience=2400)
    assert ask(page, "echo", text="")["result"]


def test_a_browser_without_webassembly_is_told_so_at_once(page: Page, host: StaticHost) -> None:
    page.add_init_script("delete window.WebAssembly")
    visit(page, host)
    assert ask(page, "echo", text="")["failed"] == "unsupported"
    assert [path for path in host.requests if "runtime/" in path or "worker" in path] == []


def test_answers_while_offline_once_started(
    page: Page, context: BrowserContext, host: StaticHost
) -> None:
    visit(page, host)
    ask(page, "echo", text="")
    context.set_offline(True)
    assert ask(page, "echo", text="no network")["result"]["said"] == "no network"
    assert ask(page, "echo", text="", country="AT")["result"]


# -- the part of the core that answering touches -----------------------------------------------


def test_what_answers_rarely_need_is_had_when_they_do(page: Page, host: StaticHost) -> None:
    visit(page, host)
    assert ask(page, "echo", text="as ever")["result"]["stem"] == "fail"
    assert "lacking" not in "\n".join(host.requests)
    assert ask(page, "rare") == RARE
    assert "lacking" in "\n".join(host.requests)
    assert ask(page, "echo", text="as ever")["result"]["stem"] == "fail"


def test_holidays_that_need_it_are_known_then(page: Page, host: StaticHost) -> None:
    """They are told before the question, and what goes wrong with them is borne."""
    host.faults["holidays/AT.json$"] = with_body(b'{"2026-01-01": "rare"}')
    visit(page, host)
    assert ask(page, "echo", text="at once", country="AT")["result"]["said"] == "at once"
    assert ask(page, "state")["result"]["holidays"] == {"AT": {"2026-01-01": "rare"}}
    assert any("#plain" in worker.url for worker in page.workers)


def test_what_loading_a_policy_rarely_needs_is_had_too(page: Page, host: StaticHost) -> None:
    host.faults["policy.json$"] = with_body(b'{"name": "Rare", "rare": true}')
    visit(page, host)
    assert ask(page, "rare") == RARE
    assert ask(page, "state")["result"]["policy"]["name"] == "Rare"


# -- the picture that comes with the site -------------------------------------------------------


def test_a_first_visit_continues_from_the_picture(page: Page, host: StaticHost) -> None:
    visit(page, host)
    assert ask(page, "zone", text="", zone="Europe/Vienna")["result"]
    asked = "\n".join(host.requests)
    assert "picture" in asked
    assert "library" not in asked
    assert ".whl" not in asked


CLUMSY = """
const { get } = WebAssembly.Table.prototype;
const others = new Map();
WebAssembly.Table.prototype.get = function (index) {
    const found = get.call(this, index);
    if (found && !others.has(found)) {
        const other = (...words) => found(...words);
        others.set(found, Object.defineProperty(other, "name", { value: found.name }));
    }
    return others.get(found) ?? null;
};
"""
"""As in Safari: what the table gives is never the object that an export is."""


def test_on_an_iphone_too(chromium: Browser, host: StaticHost) -> None:
    """Pyodide leaves out a part of itself there, whatever the browser says that it can do."""
    with chromium.new_context(user_agent=IPHONE) as context:
        page = context.new_page()
        visit(page, host)
        assert ask(page, "echo", text="as ever")["result"]["stem"] == "fail"
        assert ask(page, "zone", zone="Europe/Vienna")["result"]
    assert "library" not in "\n".join(host.requests)


def test_where_a_function_is_two_objects(page: Page, host: StaticHost) -> None:
    host.faults[WORKER] = preceded_by(CLUMSY)
    visit(page, host)
    assert ask(page, "echo", text="as ever")["result"]["stem"] == "fail"
    assert "library" not in "\n".join(host.requests)


@pytest.mark.parametrize("fault", [gone, truncated, one_byte_wrong, broken_off])
def test_without_the_picture_python_starts_unnoticed(
    page: Page, host: StaticHost, fault: Fault
) -> None:
    host.faults["picture"] = fault
    visit(page, host)
    assert ask(page, "echo", text="as ever")["result"]["said"] == "as ever"
    assert "library" in "\n".join(host.requests)
    assert "failed" not in [step["phase"] for step in page.evaluate("heard")]


def test_interpreters_from_one_picture_draw_different_numbers(page: Page, host: StaticHost) -> None:
    drawn = set()
    for _ in range(3):
        visit(page, host)
        drawn.add(ask(page, "random")["result"])
    assert len(drawn) == 3


# -- snapshots ---------------------------------------------------------------------------------


def kept_snapshots(page: Page) -> list[str]:
    script = f"caches.open('{SNAPSHOTS}').then((c) => c.keys()).then((k) => k.map((r) => r.url))"
    return [url.rpartition("/")[2] for url in page.evaluate(script)]


def started(page: Page, host: StaticHost) -> dict[str, Any]:
    """Visits and starts; what the start took."""
    visit(page, host)
    assert "result" in ask(page, "echo", text="")
    timings: dict[str, Any] = page.evaluate("engine.timings")
    return timings


@pytest.fixture
def remembered(page: Page, host: StaticHost) -> StaticHost:
    """The host, with a snapshot of its runtime in this browser."""
    visit(page, host)
    ask(page, "echo", text="Zanzibar-4711")
    assert page.evaluate("engine.snapshot()")
    return host


def test_a_later_visit_continues_from_the_snapshot(page: Page, remembered: StaticHost) -> None:
    assert started(page, remembered)["restored"] is True
    assert ask(page, "state")["result"]["loads"] == 1
    assert ask(page, "zone", zone="Europe/Vienna") == {"result": "2026-11-24T13:00:00+01:00"}


@pytest.mark.usefixtures("remembered")
def test_a_snapshot_holds_nothing_that_was_typed(page: Page) -> None:
    found = page.evaluate(
        f"""async () => {{
            const cache = await caches.open('{SNAPSHOTS}');
            const kept = await cache.matchAll();
            const bytes = await Promise.all(kept.map((response) => response.arrayBuffer()));
            const texts = bytes.map((each) => new TextDecoder('latin1').decode(each));
            return texts.map((text) => ['National Day', 'Zanzibar-4711', 'calculator.engine']
                .map((words) => text.includes(words)));
        }}"""
    )
    assert found == [[False, False, True]]


def test_restored_interpreters_draw_different_numbers(page: Page, remembered: StaticHost) -> None:
    drawn = set()
    for _ in range(3):
        assert started(page, remembered)["restored"] is True
        drawn.add(ask(page, "random")["result"])
    assert len(drawn) == 3


def test_a_snapshot_of_an_older_policy_loads_the_new_one(
    page: Page, remembered: StaticHost
) -> None:
    remembered.faults["policy.json$"] = with_body(b'{"name": "Two"}')
    assert started(page, remembered)["restored"] is True
    assert ask(page, "state")["result"]["policy"] == {"name": "Two"}


def change_snapshot(page: Page, script: str) -> None:
    page.evaluate(
        f"""async () => {{
            const cache = await caches.open('{SNAPSHOTS}');
            const [request] = await cache.keys();
            const kept = await cache.match(request);
            const bytes = new Uint8Array(await kept.arrayBuffer());
            const checksum = () => [
                ...new Int32Array(bytes.buffer, 0, bytes.length >> 2),
                ...bytes.subarray(bytes.length & ~3),
            ].reduce((h, word) => Math.imul(h ^ word, 0x01000193), 0x811c9dc5 ^ bytes.length);
            const headers = Object.fromEntries(kept.headers);
            {script}
            await cache.put(request, new Response(bytes, {{ headers }}));
        }}"""
    )


def test_a_damaged_snapshot_is_not_used(page: Page, remembered: StaticHost) -> None:
    change_snapshot(page, "bytes[bytes.length >> 1] ^= 1;")
    assert started(page, remembered)["restored"] is False


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("bytes.fill(0, 40_000, 40_400);", id="its-header"),
        pytest.param("bytes.fill(0, bytes.length >> 1);", id="its-memory"),
    ],
)
def test_a_snapshot_that_cannot_be_restored_is_dropped(
    page: Page, remembered: StaticHost, damage: str
) -> None:
    header = "let at = 12 + 4 * new Uint32Array(bytes.buffer, 0, 3)[2];"
    script = damage.replace("40_000, 40_400", "at, at + 40")
    change_snapshot(page, f"{header} {script} headers['x-checksum'] = checksum();")
    assert started(page, remembered)["restored"] is False
    assert kept_snapshots(page) == []
    phases = [step["phase"] for step in page.evaluate("heard")]
    assert "failed" not in phases


def test_a_snapshot_of_grown_memory_is_restored(
    page: Page, serve: Callable[[Path], StaticHost], tmp_path: Path
) -> None:
    policy = {"name": "One", "ballast": 50_000_000}
    build(tmp_path / "site", engine=tmp_path / "engine", policy=policy)
    host = serve(tmp_path / "site")
    assert started(page, host)["restored"] is False
    assert page.evaluate("engine.snapshot()")
    assert started(page, host)["restored"] is True
    assert ask(page, "state")["result"]["loads"] == 1


def test_private_mode_without_cache_storage_answers(page: Page, host: StaticHost) -> None:
    host.faults[WORKER] = preceded_by(
        "Object.defineProperty(self, 'caches', { value: undefined });\n"
    )
    assert started(page, host)["restored"] is False
    assert page.evaluate("engine.snapshot()") is False
    assert ask(page, "echo", text="")["result"]


def test_a_refused_quota_costs_the_snapshot_and_nothing_else(page: Page, host: StaticHost) -> None:
    host.faults[WORKER] = preceded_by(
        "Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); };\n"
    )
    assert started(page, host)["restored"] is False
    assert page.evaluate("engine.snapshot()") is False
    assert ask(page, "echo", text="")["result"]


# -- a start by the page itself ----------------------------------------------------------------

START_EARLY = """async () => {
    const scripts = [...document.scripts].map(({ src }) => src);
    const offline = scripts.find((src) => src.endsWith("offline.js"));
    const worker = new Worker(new URL("worker.js", offline), { type: "module" });
    const said = [];
    worker.onmessage = worker.onerror = (event) => said.push(event);
    worker.postMessage({ near: { country: "AT" } });
    window.calculatorStart = { worker, said };
    while (!said.some(({ data, type }) => type === "error" || /ready|failed/.test(data.type))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}"""


def test_a_worker_that_the_page_has_started_is_taken_over(page: Page, host: StaticHost) -> None:
    visit(page, host)
    page.evaluate(START_EARLY)
    assert "api/holidays/AT.json" in host.requests
    host.forget()
    assert ask(page, "echo", text="early", country="AT")["result"]["said"] == "early"
    assert "api/holidays/AT.json" not in host.requests
    assert [path for path in host.requests if "runtime/" in path] == []
    assert len(page.workers) == 1


@pytest.mark.parametrize("path", ["zones", "worker.js$"])
def test_an_early_start_that_has_failed_is_told_and_another_tried(
    page: Page, host: StaticHost, path: str
) -> None:
    host.faults[path] = gone
    visit(page, host)
    page.evaluate(START_EARLY)
    assert ask(page, "echo", text="")["failed"] == "missing"
    host.faults.clear()
    assert ask(page, "echo", text="later")["result"]["said"] == "later"
