"""Moments as people write them, read by the page's own module in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.calculator import new_context
from tests.static_host import StaticHost

WEB = Path(__file__).parents[2] / "calculator" / "web"

NOW = "2026-11-24T10:06"
"""A Tuesday."""

READ = """async ([typed, now, locale]) => {
    const { readMoment } = await import("./fields/moment.mjs");
    return readMoment(typed, now, locale);
}"""

CIVIL = {
    # a time alone: today, or yesterday if today's is still far away
    "9:30": "2026-11-24T09:30",
    "09:30:15": "2026-11-24T09:30",
    "9.30": "2026-11-24T09:30",
    "0930": "2026-11-24T09:30",
    "9h30": "2026-11-24T09:30",
    "9 am": "2026-11-24T09:00",
    "9:30pm": "2026-11-23T21:30",
    "12 am": "2026-11-24T00:00",
    "noon": "2026-11-23T12:00",
    "10:50": "2026-11-24T10:50",
    "23:50": "2026-11-23T23:50",
    # days by name
    "yesterday 14:00": "2026-11-23T14:00",
    "14:00 yesterday": "2026-11-23T14:00",
    "today at 8:00": "2026-11-24T08:00",
    "tomorrow 8:00": "2026-11-25T08:00",
    "Mon 9:00": "2026-11-23T09:00",
    "last Friday, 9:00": "2026-11-20T09:00",
    "tuesday 9:00": "2026-11-24T09:00",
    # dates
    "24 Nov 10:05": "2026-11-24T10:05",
    "Nov 24 10:05": "2026-11-24T10:05",
    "24 November 2026, 10:05": "2026-11-24T10:05",
    "November 24th, 2026 10:05 am": "2026-11-24T10:05",
    "24nov 10:05": "2026-11-24T10:05",
    "Tue 24 Nov 10:05": "2026-11-24T10:05",
    "30 Dec 10:00": "2026-12-30T10:00",
    "10 Jan 10:00": "2027-01-10T10:00",
    "29 Feb 2028 10:00": "2028-02-29T10:00",
    "24.11. 10:05": "2026-11-24T10:05",
    "24.11.2026 10:05": "2026-11-24T10:05",
    "24.11.26 10:05": "2026-11-24T10:05",
    "24/11 10:05": "2026-11-24T10:05",
    "5/11/2026 10:05": "2026-11-05T10:05",
    "2026-11-24 10:05": "2026-11-24T10:05",
    "2026-11-24T10:05": "2026-11-24T10:05",
}

INSTANTS = {
    "2026-11-24T10:05Z": "2026-11-24T10:05+00:00",
    "2026-11-24 10:05 +05:30": "2026-11-24T10:05+05:30",
    "2026-11-24 10:05:59 -0800": "2026-11-24T10:05-08:00",
    "2026-11-24 10:05 UTC": "2026-11-24T10:05+00:00",
}

AGO = {
    "now": 0,
    "just now": 0,
    "10 min ago": 10,
    "an hour ago": 60,
    "half an hour ago": 30,
    "2 h ago": 120,
}

WRONG = {
    "soon": "unreadable",
    "ten past nine": "unreadable",
    "<b>9:30</b>": "unreadable",
    "24 Nov": "time-missing",
    "yesterday": "time-missing",
    "25:99": "time-impossible",
    "13 pm": "time-impossible",
    "31 Feb 10:00": "date-impossible",
    "2026-13-01 10:00": "date-impossible",
    "2026-11-24 25:00": "time-impossible",
    "1066-10-14 10:00": "date-impossible",
    "9:30 10:30": "unreadable",
    "x" * 200: "unreadable",
}

ELSEWHERE = [
    ("de-DE", "gestern 14:00", {"civil": "2026-11-23T14:00"}),
    ("de-DE", "vor 10 Minuten", {"ago": 10}),
    ("de-DE", "jetzt", {"now": True}),
    ("de-DE", "24. November 10:05", {"civil": "2026-11-24T10:05"}),
    ("de-DE", "Mo 9:00 Uhr", {"civil": "2026-11-23T09:00"}),
    ("de-DE", "9 Uhr", {"civil": "2026-11-24T09:00"}),
    ("fr-FR", "hier 14h00", {"civil": "2026-11-23T14:00"}),
    ("fr-FR", "il y a 10 minutes", {"ago": 10}),
    ("fr-FR", "24 nov. 10:05", {"civil": "2026-11-24T10:05"}),
    ("es-ES", "ayer 14:00", {"civil": "2026-11-23T14:00"}),
    ("es-ES", "hace 2 horas", {"ago": 120}),
    ("es-ES", "24 de noviembre 10:05", {"civil": "2026-11-24T10:05"}),
    ("en-US", "11/5/2026 10:05", {"civil": "2026-11-05T10:05"}),
    ("en-GB", "5/11/2026 10:05", {"civil": "2026-11-05T10:05"}),
    # English is understood whatever the language.
    ("fr-FR", "yesterday 14:00", {"civil": "2026-11-23T14:00"}),
]

CASES = [
    *(("en-GB", typed, {"civil": civil}) for typed, civil in CIVIL.items()),
    *(("en-GB", typed, {"instant": instant}) for typed, instant in INSTANTS.items()),
    *(("en-GB", typed, {"ago": ago} if ago else {"now": True}) for typed, ago in AGO.items()),
    *(("en-GB", typed, {"error": error}) for typed, error in WRONG.items()),
    *ELSEWHERE,
]


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page beside the web code's sources."""
    with StaticHost(WEB) as host:
        context = new_context(chromium)
        page = context.new_page()
        page.goto(host.url)
        yield page
        context.close()


@pytest.mark.parametrize(("locale", "typed", "moment"), CASES, ids=lambda v: str(v)[:40])
def test_a_moment(page: Page, locale: str, typed: str, moment: dict[str, object]) -> None:
    assert page.evaluate(READ, [typed, NOW, locale]) == moment
