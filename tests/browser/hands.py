"""How a reader presses things and writes: with a mouse, with a thumb, or by keys alone."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator

FARTHEST = 120
"""Stops of Tab after which something counts as out of reach."""


@dataclass(frozen=True)
class Hands:
    name: str
    press: Callable[[Locator], None]
    write: Callable[[Locator, str], None]
    """Puts a text in the place of what stands in a field."""


def reach(target: Locator) -> int:
    """Moves the focus to something by Tab alone, as one looks for it; how many stops that took."""
    page = target.page
    backwards = target.evaluate(
        """target => {
            const { activeElement, body } = document;
            const order = activeElement.compareDocumentPosition(target);
            return activeElement !== body && Boolean(order & Node.DOCUMENT_POSITION_PRECEDING);
        }"""
    )
    for stops in range(FARTHEST):
        if target.evaluate("target => target === document.activeElement"):
            return stops
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{target} is not reached by Tab")


def _by_keys(target: Locator) -> None:
    """Enter presses buttons and follows links, Space ticks, arrows go between choices."""
    press = target.page.keyboard.press
    kind = target.get_attribute("type")
    if kind == "radio":
        group = target.page.locator(f'input[name="{target.get_attribute("name")}"]')
        chosen = group.and_(target.page.locator(":checked"))
        reach(chosen if chosen.count() else group.first)
        for _ in range(group.count()):
            if target.evaluate("target => target === document.activeElement"):
                break
            press("ArrowDown")
    else:
        reach(target)
    press("Space" if kind in ("checkbox", "radio") else "Enter")


def _typed(target: Locator, text: str) -> None:
    reach(target)
    target.page.keyboard.press("Control+a")
    if text:
        target.page.keyboard.insert_text(text)
    else:
        target.page.keyboard.press("Delete")


MOUSE = Hands("mouse", lambda target: target.click(), lambda target, text: target.fill(text))
THUMB = Hands("thumb", lambda target: target.tap(), lambda target, text: target.fill(text))
KEYS = Hands("keys", _by_keys, _typed)
