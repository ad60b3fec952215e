"""The states of the calculator: what axe looks at, and what the gallery shows."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.calculator import (
    EVERYBODY,
    ONE,
    ONE_VALUE,
    UNCLEAR,
    WORST,
    Calculator,
    due,
)
from tests.static_host import gone


def _empty(_: Calculator) -> None:
    pass


def _asking(calculator: Calculator) -> None:
    calculator.describe(UNCLEAR)
    expect(calculator.page.locator(".sc-question--open")).to_be_visible()


def _running(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).enter("opened", "10:00").enter("called", "10:05")
    expect(calculator.due).to_have_text(due("10:05", "g1-called"))
    _unfold_everything(calculator)


def _overdue(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).enter("opened", "yesterday 10:00")
    expect(calculator.page.locator(".sc-overdue")).to_be_visible()


def _mistaken(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).enter("opened", "25:99")
    expect(calculator.page.locator(".sc-errors")).to_be_visible()
    expect(calculator.answer).to_contain_text("Correct the time or the place")


def _failed(calculator: Calculator) -> None:
    calculator.site.faults["wasm$"] = gone
    calculator.describe(EVERYBODY)
    expect(calculator.page.locator(".sc-engine--failed")).to_be_visible()


def _choosing_a_country(calculator: Calculator) -> None:
    if not calculator.page.locator("#sc-country").is_visible():
        calculator.page.locator("#sc-whenwhere > summary").click()
    calculator.page.get_by_role("combobox", name="Country").fill("united")
    expect(calculator.page.get_by_role("listbox").get_by_role("option").first).to_be_visible()


def _correcting(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).expect_severity(WORST)
    calculator.page.locator(".sc-chip summary").first.click()


def _cleared(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).expect_severity(WORST)
    _press(calculator, "Start again")
    expect(calculator.page.get_by_role("button", name="Bring it back")).to_be_visible()


def _taken_back(calculator: Calculator) -> None:
    """A typed time went with a tick, and can be put back."""
    _written(calculator).enter("opened", "9:30")
    opened = calculator.page.get_by_label("Open a case at the web desk")
    expect(opened).to_be_checked()
    opened.uncheck()
    expect(calculator.answer.get_by_role("button", name="Put 09:30 back")).to_be_visible()


def _another(calculator: Calculator) -> None:
    """The next caller, over a case that was opened yesterday."""
    calculator.describe(ONE).enter("opened", "yesterday 14:00")
    expect(calculator.badge).to_be_visible()
    calculator.describe(EVERYBODY).expect_severity(WORST)
    expect(calculator.page.locator(".sc-bar")).to_be_visible()


def _contradicted(calculator: Calculator) -> None:
    _written(calculator)
    chip = calculator.page.locator('[data-key="fact-people"]')
    chip.locator("summary").click()
    chip.get_by_label(ONE_VALUE, exact=True).click()
    expect(calculator.page.locator(".sc-contradictions")).to_be_visible()


def _called(calculator: Calculator) -> None:
    """Support was called, and nobody has said whether there is a case."""
    _written(calculator)
    if (by_the_words := calculator.page.get_by_role("button", name="Go by the words")).count():
        by_the_words.click()
    calculator.expect_severity(WORST)
    _press(calculator, "I have called")
    expect(calculator.page.locator("#sc-opening")).to_be_visible()


def _met(calculator: Calculator) -> None:
    if not calculator.page.locator("#sc-opening").count():
        _called(calculator)
    calculator.page.locator("#sc-opening button").first.click()
    _press(calculator, "Support has answered")
    expect(calculator.page.locator(".sc-clock--met")).to_be_visible()


def _missed(calculator: Calculator) -> None:
    _written(calculator).enter("opened", "yesterday 10:00").enter("called", "")
    calculator.unfold("Support has answered. In time?")
    calculator.enter("answered", "yesterday 11:40")
    expect(calculator.page.locator(".sc-clock--missed")).to_be_visible()


def _in_german(calculator: Calculator) -> None:
    calculator.page.locator("#sc-language").select_option("de")
    _written(calculator)
    expect(calculator.answer).to_contain_text("Die Richtlinie selbst liegt auf Englisch vor.")


def _written(calculator: Calculator) -> Calculator:
    """The description stands there."""
    if calculator.text_now() != EVERYBODY:
        calculator.describe(EVERYBODY)
    expect(calculator.badge).to_be_visible()
    return calculator


def _press(calculator: Calculator, name: str) -> None:
    calculator.answer.get_by_role("button", name=name, exact=True).click()


def _unfold_everything(calculator: Calculator) -> None:
    for fold in calculator.page.locator("details.sc-fold").all():
        fold.evaluate("fold => { fold.open = true; }")


STATES: dict[str, Callable[[Calculator], None]] = {
    "empty": _empty,
    "asking": _asking,
    "running": _running,
    "overdue": _overdue,
    "mistaken": _mistaken,
    "failed": _failed,
    "choosing-a-country": _choosing_a_country,
    "correcting": _correcting,
    "cleared": _cleared,
}
"""Each from an empty page."""

ON_THE_WAY: dict[str, Callable[[Calculator], None]] = {
    "taken-back": _taken_back,
    "another": _another,
    "contradicted": _contradicted,
    "called": _called,
    "met": _met,
    "missed": _missed,
    "in-german": _in_german,
}
"""Each from an empty page, or from the one before it."""
