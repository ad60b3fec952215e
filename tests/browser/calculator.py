"""The calculator's page, as the tests use it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from calculator.authoring.check import load_policy
from calculator.engine.time.duration import parse_duration
from tests.browser.hands import MOUSE, Hands
from tests.policies import WHOLE
from tests.static_host import StaticHost

POLICY = load_policy(WHOLE).policy
"""The policy of the site that is tested."""

EXAMPLES = {example.id: example for example in POLICY.examples}
EVERYBODY = EXAMPLES["nobody-called"].text
SOME = EXAMPLES["floor-in-autumn"].text
ONE = EXAMPLES["one-colleague"].text
UNCLEAR = EXAMPLES["who-is-kept-out"].text
"""Descriptions: of each severity, the weightiest first, and one that leaves all possible."""

WORST, MIDDLE, LEAST = (severity.name for severity in POLICY.severities)
ONE_VALUE, SOME_VALUE, ALL_VALUE = (value.label for value in POLICY.fact("people").values)
"""Whom it concerns, which is asked of the unclear one."""

HERE = POLICY.region("pune").contact
"""The contact of a reader in India."""

PATIENCE = 60_000
"""Milliseconds that a busy machine may take to show what is expected."""
expect.set_options(timeout=PATIENCE)

WEDNESDAY_MORNING = "2026-11-25T04:36:00Z"
"""10:06 in India, a working day."""

INDIA: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Asia/Kolkata"}


@dataclass
class Calculator:
    """A tab with the calculator in it."""

    page: Page
    site: StaticHost
    hands: Hands = MOUSE

    @property
    def text(self) -> Locator:
        return self.page.get_by_label("What happened?")

    @property
    def answer(self) -> Locator:
        return self.page.locator("#sc-answer")

    @property
    def badge(self) -> Locator:
        return self.answer.locator(".sc-badge--large")

    @property
    def due(self) -> Locator:
        return self.answer.locator(".sc-deadline time")

    @property
    def contact(self) -> Locator:
        """Whom the policy names for an escalation."""
        return self.page.locator("[data-contact]").first

    @property
    def number(self) -> Locator:
        """The number to call, in the answer."""
        return self.answer.locator(".sc-button--call")

    @property
    def spoken(self) -> Locator:
        """What a screen reader has been told last."""
        return self.page.locator(".sc-root [role=status]")

    def open(self, fragment: str = "") -> "Calculator":
        self.page.goto(f"{self.site.url}calculator/{fragment}")
        expect(self.page.locator("#sc-text")).to_be_visible()
        return self

    def describe(self, text: str) -> "Calculator":
        self.hands.write(self.page.locator("#sc-text"), text)
        return self

    def press(self, what: str | Locator) -> "Calculator":
        """Presses a button of the answer, or whatever else."""
        if isinstance(what, str):
            what = self.answer.get_by_role("button", name=what, exact=True)
        self.hands.press(what)
        return self

    def text_now(self) -> str:
        """The description, whatever language the page speaks."""
        return self.page.locator("#sc-text").input_value()

    def expect_severity(self, name: str) -> "Calculator":
        expect(self.badge).to_contain_text(name)
        return self

    def unfold(self, title: str) -> Locator:
        fold = self.page.locator("details.sc-fold").filter(
            has=self.page.get_by_text(title, exact=True)
        )
        if fold.get_attribute("open") is None:
            self.press(fold.locator("> summary"))
        return fold

    def enter(self, field: str, text: str) -> "Calculator":
        """Types a moment, and leaves the field."""
        entry = self.page.locator(f"#sc-{field}")
        if not entry.is_visible():
            self.press(self.page.locator("#sc-whenwhere > summary"))
        self.hands.write(entry, text)
        entry.press("Tab")
        return self

    def deadline(self) -> datetime:
        """The instant that the page gives as the deadline."""
        return datetime.fromisoformat(self.due.get_attribute("datetime") or "")


def due(start: str, target: str) -> str:
    """The time of day at which a target is due whose clock starts at another."""
    within = next(t.within for t in POLICY.response if t.id == target)
    begin = datetime.strptime(start, "%H:%M")
    return f"{begin + timedelta(seconds=parse_duration(within).seconds):%H:%M}"


def new_context(chromium: Browser, **options: Any) -> BrowserContext:
    """A browser profile in India, unless the options say otherwise."""
    return chromium.new_context(**{**INDIA, "viewport": {"width": 1280, "height": 900}} | options)


def new_calculator(
    context: BrowserContext, site: StaticHost, clock: str | None = WEDNESDAY_MORNING
) -> Calculator:
    """A tab whose clock starts at ``clock`` and runs; none: the machine's own."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    if clock:
        page.clock.install(time=clock)
    return Calculator(page, site)
