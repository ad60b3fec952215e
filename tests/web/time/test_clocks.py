"""The page's clocks against the engine's: every zone, around every change, and far ahead."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from calculator.engine.time.instant import civil_instant
from calculator.engine.time.zone import zone, zone_names
from calculator.language.times.grammar import FIRST_YEAR
from calculator.packaging.clocks import clock, clocks_json
from tests.web.node import in_node

FIRST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
LAST = datetime(2399, 12, 31, tzinfo=UTC)
SECOND = timedelta(seconds=1)

SCRIPT = """
import { offsetAt, useClocks } from "./time/clocks.mjs";
import { instantOf } from "./fields/civil.mjs";
useClocks(given.clocks);
console.log(JSON.stringify({
  offsets: given.offsets.map(([zone, at]) => offsetAt(zone, at * 1000)),
  civil: given.civil.map(([zone, civil]) => instantOf(civil, zone) / 1000),
}));
"""


def moments(name: str) -> list[datetime]:
    """Before, at and after each listed change, and some by the rule, which holds for all later."""
    dice = Random(name)
    listed = [FIRST + timedelta(minutes=t) for t in clock(name).times]
    near = [change + shift for change in listed for shift in (-SECOND, 0 * SECOND)]
    span = int((LAST - FIRST).total_seconds())
    return [*near, *(FIRST + timedelta(seconds=dice.randrange(span)) for _ in range(40))]


def offset(name: str, at: datetime) -> int:
    return int(at.astimezone(zone(name)).utcoffset().total_seconds() // 60)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def page() -> tuple[list[tuple[str, datetime]], list[tuple[str, datetime]], dict[str, list[int]]]:
    """What is asked, of offsets and of civil times, and what the page says."""
    asked = [(name, at) for name in zone_names() for at in moments(name)]
    civil = [
        (name, (at.astimezone(zone(name)) + shift).replace(tzinfo=None, second=0))
        for name, at in asked
        if at.timestamp() % 7 < 2
        for shift in (timedelta(minutes=-40), timedelta(minutes=20))
    ]
    said = in_node(
        SCRIPT,
        {
            "clocks": json.loads(clocks_json()),
            "offsets": [(name, at.timestamp()) for name, at in asked],
            "civil": [(name, when.isoformat(timespec="minutes")) for name, when in civil],
        },
    )
    return asked, civil, said


def test_the_page_has_the_engines_offsets(page: Any) -> None:
    asked, _, said = page
    wrong = [
        (name, at.isoformat(), theirs)
        for (name, at), theirs in zip(asked, said["offsets"], strict=True)
        if theirs != offset(name, at)
    ]
    assert len(asked) > 40_000
    assert wrong == []


def test_the_page_reads_civil_times_as_the_engine_does(page: Any) -> None:
    _, civil, said = page
    wrong = [
        (name, when.isoformat(), theirs)
        for (name, when), theirs in zip(civil, said["civil"], strict=True)
        if theirs != civil_instant(when, zone(name)).instant.timestamp()
    ]
    assert len(civil) > 10_000
    assert wrong == []


def test_they_are_a_small_file() -> None:
    assert len(clocks_json()) < 90_000
