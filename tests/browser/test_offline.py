"""The service worker: offline after one visit, and never a mixture of two versions."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import stand_in
from tests.static_host import StaticHost, gone, one_byte_wrong, preceded_by, slow


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two versions of a site: the second has another policy and other pages."""
    engine = tmp_path_factory.mktemp("engine")
    sites = {title: tmp_path_factory.mktemp(title) for title in ("One", "Two")}
    for title, site in sites.items():
        stand_in.build(site, engine=engine, policy={"name": title}, title=title)
    return sites


@pytest.fixture
def host(
    versions: dict[str, Path], serve: Callable[[Path], StaticHost], tmp_path: Path
) -> StaticHost:
    site = tmp_path / "site"
    shutil.copytree(versions["One"], site)
    return serve(site)


def deploy(host: StaticHost, site: Path) -> None:
    """Puts another version in the place of the one that is served."""
    aside = host.site.with_name("aside")
    host.site.rename(aside)
    shutil.copytree(site, host.site)
    shutil.rmtree(aside)


def visit(page: Page, host: StaticHost, path: str = "") -> None:
    page.goto(host.url + path)
    page.wait_for_selector("[data-loaded]")


def install(page: Page, host: StaticHost) -> None:
    """Visits, and waits until the site is kept and serves this page."""
    visit(page, host)
    page.evaluate("void register()")
    # Playwright's own waiting evaluates strings, which the page's policy forbids.
    page.evaluate(
        """async () => {
            const { serviceWorker } = navigator;
            if (serviceWorker.controller) return;
            await new Promise((resolve) => serviceWorker.oncontrollerchange = resolve);
        }"""
    )


def update(page: Page) -> None:
    """Has the browser look for a new version, and waits until it is in place."""
    page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.ready;
            await registration.update();
            const worker = registration.installing ?? registration.waiting ?? registration.active;
            while (!['activated', 'redundant'].includes(worker.state)) {
                await new Promise((resolve) => worker.onstatechange = resolve);
            }
        }"""
    )


def ask(page: Page, name: str, **payload: object) -> Any:
    return page.evaluate("([name, payload]) => ask(name, payload)", [name, payload])


def title(page: Page) -> str:
    return page.locator("#version").inner_text()


def kept_versions(page: Page) -> list[str]:
    names = page.evaluate("caches.keys()")
    return [name for name in names if name.startswith("site ") and not name.endswith("pins")]


def versions_in_use(page: Page) -> int:
    page.evaluate("navigator.serviceWorker.controller.postMessage('loaded')")
    page.wait_for_timeout(300)
    return len(kept_versions(page))


# -- offline -----------------------------------------------------------------------------------


def test_everything_works_offline_after_one_visit(
    page: Page, context: BrowserContext, host: StaticHost
) -> None:
    install(page, host)
    context.set_offline(True)
    for path in ("", "other/", "other", "?text=a+permalink#there"):
        visit(page, host, path)
        assert title(page) == "One"
    answer = ask(page, "echo", text="no network", country="AT")
    assert answer["result"]["said"] == "no network"
    assert ask(page, "state")["result"]["holidays"] == {"AT": {"2026-10-26": "National Day"}}


def test_what_answers_rarely_need_is_there_offline_too(
    page: Page, context: BrowserContext, host: StaticHost
) -> None:
    install(page, host)
    context.set_offline(True)
    visit(page, host)
    assert ask(page, "rare")["result"] == "LATIN SMALL LETTER E WITH ACUTE"
    assert ask(page, "echo", text="after that")["result"]["said"] == "after that"


def test_a_page_that_does_not_exist_is_told_so_offline(
    page: Page, context: BrowserContext, host: StaticHost
) -> None:
    install(page, host)
    context.set_offline(True)
    response = page.goto(host.url + "no/such/page/")
    assert response is not None
    assert (response.status, page.title()) == (404, "Not found")


def test_the_first_visit_is_not_slowed_down(page: Page, host: StaticHost) -> None:
    visit(page, host)
    page.wait_for_timeout(1500)
    assert "service-worker.js" not in host.requests


def test_nothing_is_kept_while_python_is_on_its_way(page: Page, host: StaticHost) -> None:
    host.faults["picture"] = slow(2)
    page.clock.install()
    visit(page, host, "?patience=120000&limit=60000")
    page.evaluate(
        "window.calculatorEngine = engine; void (window.asked = ask('echo', { text: '' }))"
    )
    page.clock.fast_forward(6000)
    page.wait_for_timeout(300)
    assert "service-worker.js" not in host.requests
    assert page.evaluate("asked")["result"]
    page.clock.fast_forward(6000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert "service-worker.js" in host.requests


def test_worker_scripts_get_a_policy(page: Page, host: StaticHost) -> None:
    install(page, host)
    visit(page, host)
    policy = page.evaluate(
        """async () => {
            const scripts = performance.getEntriesByType('resource').map(({ name }) => name);
            const engine = scripts.find((name) => name.endsWith('engine.js'));
            const response = await fetch(new URL('worker.js', engine));
            return response.headers.get('Content-Security-Policy');
        }"""
    )
    assert policy == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    )
    assert ask(page, "echo", text="")["result"]
    blocked = page.workers[0].evaluate(
        "fetch('https://example.org/').then(() => 'reached', (error) => error.name)"
    )
    assert blocked == "TypeError"


def test_a_refused_quota_leaves_the_site_as_it_was(page: Page, host: StaticHost) -> None:
    host.faults["service-worker.js$"] = preceded_by(
        "Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); };\n"
    )
    visit(page, host)
    page.evaluate("void register()")
    page.wait_for_timeout(1500)
    visit(page, host)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert ask(page, "echo", text="")["result"]


# -- updates -----------------------------------------------------------------------------------


def test_an_update_is_announced_and_applied_at_the_next_load(
    page: Page, host: StaticHost, versions: dict[str, Path]
) -> None:
    install(page, host)
    deploy(host, versions["Two"])
    visit(page, host)
    page.locator(".site-update").get_by_text("new version").wait_for()
    assert title(page) == "One"
    assert ask(page, "echo", text="")["result"]["policy"] == {"name": "One"}
    visit(page, host)
    assert title(page) == "Two"
    assert ask(page, "echo", text="")["result"]["policy"] == {"name": "Two"}


def test_two_tabs_keep_the_versions_they_were_loaded_with(
    page: Page, context: BrowserContext, host: StaticHost, versions: dict[str, Path]
) -> None:
    install(page, host)
    deploy(host, versions["Two"])
    update(page)
    other = context.new_page()
    visit(other, host)
    fetched = "fetch('./other/').then((response) => response.text())"
    for tab, name in ((page, "One"), (other, "Two")):
        assert title(tab) == name
        assert f"<title>{name}</title>" in tab.evaluate(fetched)
        assert ask(tab, "echo", text="")["result"]["policy"] == {"name": name}


def test_old_versions_are_removed_when_no_page_has_them(
    page: Page, host: StaticHost, versions: dict[str, Path]
) -> None:
    install(page, host)
    deploy(host, versions["Two"])
    update(page)
    assert versions_in_use(page) == 2
    visit(page, host)
    assert versions_in_use(page) == 1
    assert title(page) == "Two"


@pytest.mark.parametrize("fault", [gone, one_byte_wrong])
def test_a_failed_update_leaves_the_working_version(
    page: Page,
    context: BrowserContext,
    host: StaticHost,
    versions: dict[str, Path],
    fault: Callable[[Any], Any],
) -> None:
    install(page, host)
    deploy(host, versions["Two"])
    host.faults["^other/$"] = fault
    update(page)
    visit(page, host)
    assert title(page) == "One"
    context.set_offline(True)
    visit(page, host, "other/")
    assert title(page) == "One"
    assert ask(page, "echo", text="")["result"]["policy"] == {"name": "One"}
    context.set_offline(False)
    host.faults.clear()
    update(page)
    visit(page, host)
    assert title(page) == "Two"


def test_an_update_loads_only_what_has_changed(
    page: Page, host: StaticHost, versions: dict[str, Path]
) -> None:
    install(page, host)
    deploy(host, versions["Two"])
    host.forget()
    update(page)
    assert [path for path in host.requests if "runtime/" in path] == []
    assert "other/" in host.requests


def test_a_version_deployed_between_two_loads_without_a_service_worker(
    chromium: Browser, host: StaticHost, versions: dict[str, Path]
) -> None:
    page = chromium.new_page(service_workers="block")
    visit(page, host)
    assert ask(page, "echo", text="")["result"]["policy"] == {"name": "One"}
    deploy(host, versions["Two"])
    page.reload()
    page.wait_for_selector("[data-loaded]")
    assert ask(page, "echo", text="")["result"]["policy"] == {"name": "Two"}
    page.close()


# -- what is not as it was built ------------------------------------------------------------------

POISON = """async (path) => {
    const names = await caches.keys();
    const name = names.find((each) => each.startsWith('site ') && !each.endsWith('pins'));
    const cache = await caches.open(name);
    await cache.put(new URL(path, location.href), new Response('<title>Theirs</title>'));
}"""

KEPT = """async (path) => {
    const kept = await caches.match(new URL(path, location.href));
    return (await kept.text()).length;
}"""


@pytest.mark.parametrize("path", ["other/", "page.js", "api/policy.json"])
def test_a_file_that_another_has_put_there_is_replaced(
    page: Page, context: BrowserContext, host: StaticHost, path: str
) -> None:
    install(page, host)
    whole = page.evaluate(KEPT, path)
    page.evaluate(POISON, path)
    assert page.evaluate(KEPT, path) != whole
    page.evaluate("void register()")
    # What is kept is looked at once the page is idle.
    page.evaluate(
        f"""async ([path, whole]) => {{
            while (await ({KEPT})(path).catch(() => 0) !== whole) await new Promise(setTimeout);
        }}""",
        [path, whole],
    )
    context.set_offline(True)
    visit(page, host, "other/")
    assert title(page) == "One"


def test_notes_that_cannot_be_read_keep_no_update_back(
    page: Page, host: StaticHost, versions: dict[str, Path]
) -> None:
    install(page, host)
    page.evaluate(POISON, "complete.json")
    page.evaluate(
        "caches.open('site /support/ pins').then((c) => c.put('pin/x', new Response('')))"
    )
    deploy(host, versions["Two"])
    update(page)
    visit(page, host)
    assert title(page) == "Two"
    assert versions_in_use(page) == 1


# -- back and forward --------------------------------------------------------------------------


def test_a_page_come_back_to_still_answers(page: Page, host: StaticHost) -> None:
    visit(page, host)
    page.locator("textarea").fill("typed with care")
    assert ask(page, "echo", text="before")["result"]["said"] == "before"
    visit(page, host, "other/")
    page.go_back()
    page.wait_for_selector("[data-loaded]")
    assert page.locator("textarea").input_value() == "typed with care"
    assert ask(page, "echo", text="after")["result"]["said"] == "after"


# -- the list ----------------------------------------------------------------------------------


def test_the_list_names_addresses_as_hosts_serve_them(host: StaticHost) -> None:
    script = (host.site / "service-worker.js").read_text()
    listed = set(re.findall(r'"([^"]*)":"sha256-', script))
    assert {"", "other/", "404.html", "page.js", "api/holidays/AT.json"} <= listed
    assert not any(path.endswith(("index.html", "service-worker.js")) for path in listed)
