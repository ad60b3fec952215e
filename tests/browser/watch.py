"""What must never happen in a page, whatever a test does: noted as it happens.

An error that nothing has caught, something that the security policy forbids, and a request to
another host than the test's own.
"""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request

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

    context.on("console", heard)
    context.on("request", asked)
    context.on("weberror", lambda event: failed(event.error))
