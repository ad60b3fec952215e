"""How a reader presses something: with a mouse, with a thumb, or by keys."""

from collections.abc import Callable

from playwright.sync_api import Locator

type Hands = Callable[[Locator], None]

FARTHEST = 120
"""Stops of Tab after which something counts as out of reach."""


def mouse(target: Locator) -> None:
    target.click()


def touch(target: Locator) -> None:
    target.tap()


def keys(target: Locator) -> None:
    """Reaches it by Tab, forwards or backwards, and presses it as one does by keyboard."""
    reach(target)
    target.page.keyboard.press(_key(target))


def reach(target: Locator) -> int:
    """Moves the focus by Tab alone; how many stops that took."""
    backwards = target.evaluate(
        """target => {
            const order = document.activeElement.compareDocumentPosition(target);
            return Boolean(order & Node.DOCUMENT_POSITION_PRECEDING)
                && document.activeElement !== document.body;
        }"""
    )
    for stops in range(FARTHEST):
        if target.evaluate("target => target === document.activeElement"):
            return stops
        target.page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{target} is not reached by Tab")


def _key(target: Locator) -> str:
    """Enter follows links; Space presses what can be ticked."""
    return "Space" if target.get_attribute("type") in ("checkbox", "radio") else "Enter"
