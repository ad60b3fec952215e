"""Deadlines that were reckoned by hand: real holidays, clocks, days and pauses, all at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.authoring.check import load_policy
from calculator.authoring.holidays import build_some
from calculator.engine.policy import Calendar, Event, HolidayRules, SpecialDay, Target
from calculator.engine.response import Reporter, Situation, respond
from calculator.engine.time.holidays import Holidays, country_code
from calculator.engine.time.schedule import Pause, Whereabouts, schedules
from calculator.engine.time.zone import zone
from tests.policies import SMALLEST

TABLE: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "known_deadlines.yml").read_text(encoding="utf-8"), yaml.BaseLoader
)
WEEK = {"mon-fri": ["09:00-17:00"]}


@pytest.fixture(scope="module")
def holidays() -> Holidays:
    places = {suite[key] for suite in TABLE for key in ("country", "place") if key in suite}
    rules = HolidayRules(first_year=2025, last_year=2028)
    return Holidays(build_some(rules, map(country_code, places), date(2026, 1, 1)))


def cases() -> Iterator[Any]:
    for suite in TABLE:
        for case in suite["cases"]:
            yield pytest.param(suite, case, id=f"{suite['zone']} {case['because']}")


@pytest.mark.parametrize(("suite", "case"), list(cases()))
def test_it_is_due_when_it_is_due(
    suite: dict[str, Any], case: dict[str, Any], holidays: Holidays
) -> None:
    where = zone(suite["zone"])

    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=where)

    place = suite.get("country") or suite.get("place")
    book = schedules([_calendar(suite)], holidays, Whereabouts(where, place))
    events: dict[Event, datetime] = {"case-opened": at(case["opened"])}
    if "called" in case:
        events["phone-call"] = at(case["called"])
    situation = Situation(
        facts={},
        events=events,
        reporter=Reporter(place, suite["zone"]),
        pauses=tuple(Pause(at(a), at(b), "waiting") for a, b in case.get("paused", ())),
    )
    targets = tuple(_targets(suite, case))
    policy = replace(load_policy(SMALLEST).policy, response=targets, calendars=(_calendar(suite),))
    governing = respond(policy, book, holidays, situation).governing
    assert governing
    assert governing.deadline
    assert f"{governing.deadline.astimezone(where):%Y-%m-%d %H:%M}" == case["due"]


def _calendar(suite: dict[str, Any]) -> Calendar:
    if "calendar" in suite:
        return Calendar("it", "It", always=True, pauses=("waiting",))
    mine = suite.get("of") == "reporter"
    hours = suite.get("hours", WEEK)
    return Calendar(
        "it",
        "It",
        zone="reporter" if mine else suite["zone"],
        hours={days: tuple(spans) for days, spans in hours.items()},
        holidays="reporter" if mine else suite.get("country"),
        days=tuple(
            SpecialDay(date.fromisoformat(day), "Special", "", tuple(spans))
            for day, spans in suite.get("days", {}).items()
        ),
        pauses=("waiting",),
    )


def _targets(suite: dict[str, Any], case: dict[str, Any]) -> Iterator[Target]:
    worked = {"day": ("working-day",)} if "off" in suite else {}
    yield Target("case", "", "", case["within"], calendar="it", when=worked)
    if "call" in suite:
        both: tuple[Event, ...] = ("case-opened", "phone-call")
        yield Target("call", "", "", suite["call"], both, "it")
    if "off" in suite:
        off = {"day": ("weekend", "holiday")}
        yield Target("off", "", "", suite["off"], calendar="it", when=off)
