"""What must never happen in a page, whatever a test does: noted as it happens.

An error that nothing has caught, something that the security policy forbids, a request to another
host than the test's own, a dialog, which no page of ours has, and a text that was typed and is not
kept when its page is left.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
)

OURS = "127.0.0.1"


def watch(context: BrowserContext, troubles: list[str]) -> None:
    """Has all pages of a context noted from now on."""

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            troubles.append(f"forbidden: {message.text[:300]}")

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname != OURS:
            troubles.append(f"asked another host: {request.url[:300]}")

    def failed(error: Error) -> None:
        troubles.append(f"not caught: {error.stack or error.message}")

    def shown(dialog: Dialog) -> None:
        troubles.append(f"a dialog: {dialog.message[:300]}")
        dialog.dismiss()

    context.on("console", heard)
    context.on("dialog", shown)
    context.on("request", asked)
    context.on("weberror", lambda event: failed(event.error))


LOST = " stood there, and nothing was kept"

LEAVE = """() => {
    const box = document.querySelector("#sc-text");
    dispatchEvent(new Event("pagehide"));
    const kept = JSON.parse(sessionStorage.getItem("support-calculator:case") ?? "{}");
    const both = box ? [box.value, kept.text ?? ""] : ["", ""];
    // What nobody looks at need not go on counting seconds.
    document.querySelector("article")?.replaceChildren();
    globalThis.document$?.next(document);
    return both;
}"""
"""Leaves the page: what stood in the box, and what is kept of it."""


def lost(page: Page) -> Iterator[str]:
    """Leaves a page; what was typed there and is not kept."""
    typed, kept = page.evaluate(LEAVE)
    if typed != kept:
        yield f"“{typed}” stood there, and “{kept}” was kept" if kept else f"“{typed}”{LOST}"


def watch_all(browser: Browser, troubles: list[str]) -> None:
    """Has all pages noted that a browser opens from now on, and how they are left."""
    new_context = browser.new_context

    def context_watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        watch(context, troubles)
        end = context.close

        def close(**how: Any) -> None:
            for page in context.pages:
                troubles.extend(_lost_there(page))
            end(**how)

        context.close = close
        return context

    def page_watched(**options: Any) -> Page:
        context = context_watched(**options)
        page = context.new_page()
        page.close = context.close
        return page

    browser.new_context = context_watched
    browser.new_page = page_watched


def _lost_there(page: Page) -> Iterator[str]:
    """What is lost with a page of ours that still answers and may keep something."""
    try:
        ours = page.evaluate("location.hostname === '127.0.0.1' && Boolean(sessionStorage)")
    except Error:
        return
    if ours:
        yield from lost(page)
