"""How a reader presses things and writes: with a mouse, with a thumb, or by keys alone."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator

FARTHEST = 20
"""Tries after which something counts as out of reach by Tab."""


@dataclass(frozen=True)
class Hands:
    name: str
    press: Callable[[Locator], None]
    write: Callable[[Locator, str], None]
    """Puts a text in the place of what stands in a field."""


AWAY = """target => {
    const { activeElement, body } = document;
    const stops = [...document.querySelectorAll("a, button, input, select, textarea, summary")]
        .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility())
        .filter((e) => e.type !== "radio" || e === activeElement || e === target || e.checked);
    const from = activeElement === body ? -1 : stops.findIndex((e) => e === activeElement
        || activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
    const exact = stops[from] === activeElement || from < 0 ? 0 : 1;
    const away = stops.indexOf(target) - from;
    return away > 0 ? away + exact : away;
}"""
"""About how many stops of Tab it is to something; below zero, backwards."""


def reach(target: Locator) -> None:
    """Moves the focus to something by Tab alone, as one looks for it."""
    keyboard = target.page.keyboard
    for _ in range(FARTHEST):
        away = target.evaluate(AWAY)
        if target.evaluate("target => target === document.activeElement"):
            return
        if away < 0:
            keyboard.down("Shift")
        for _ in range(max(1, abs(away))):
            keyboard.down("Tab")
        keyboard.up("Tab")
        if away < 0:
            keyboard.up("Shift")
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
