"""What must never happen in a page, whatever a test does: noted as it happens.

An error that nothing has caught, something that the security policy forbids, a request to another
host than the test's own, and a dialog, which no page of ours has.
"""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Request

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
