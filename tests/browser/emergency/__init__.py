"""With a caller on the line: what a person sees and does, by a clock that moves.

The case begins on a Wednesday at 10:06 in India.  Grade 1 is answered within 20 minutes if the case
is open and support was called, and within 90 if it is only open.

Each task is done twice: on a wide screen and on a narrow one, in the light and in the dark, once of
them by keys alone.
"""

import io
import re

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.calculator import POLICY, Calculator
from tests.browser.shared import BY_KEYS, DESK, NARROW_BY_KEYS, PHONE

by_day = pytest.mark.parametrize("reader", [DESK, NARROW_BY_KEYS], ids=str, indirect=True)
by_night = pytest.mark.parametrize("reader", [BY_KEYS, PHONE], ids=str, indirect=True)

IF_OPENED = "If you open the case now, answer due by"
ANYWHERE = POLICY.phones[-1].number


def later(calculator: Calculator, time: str) -> None:
    """Some minutes and seconds pass."""
    calculator.page.clock.fast_forward(time)
    calculator.page.clock.run_for(1500)


def copied(calculator: Calculator, button: str = "Copy as text") -> str:
    calculator.press(button)
    expect(calculator.answer.get_by_role("button", name="Copied")).to_be_visible()
    return str(calculator.page.evaluate("navigator.clipboard.readText()"))


def paper(calculator: Calculator) -> str:
    """The first page as it is printed."""
    pdf = PdfReader(io.BytesIO(calculator.page.pdf(format="A4")))
    return re.sub(r"\s+", " ", pdf.pages[0].extract_text())


def chip(calculator: Calculator, fact: str = "people") -> Locator:
    return calculator.page.locator(f'[data-key="fact-{fact}"]')


def state(calculator: Calculator, fact: str, value: str) -> None:
    """Says what a fact is."""
    calculator.press(chip(calculator, fact).locator("summary"))
    calculator.press(chip(calculator, fact).get_by_label(value, exact=True))
    expect(chip(calculator, fact)).to_contain_text("your choice")


def link(calculator: Calculator) -> str:
    """The fragment of the address that tells the case."""
    address = calculator.page.locator(".sc-permalink a").get_attribute("href") or ""
    return f"#{address.partition('#')[2]}"
