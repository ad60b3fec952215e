"""What other well-used implementations publish about counting time, as cases for tests."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.engine.time.schedule import Schedule
from tests.engine.time.cases import weekly

SUITES = yaml.load(
    (Path(__file__).parent / "public_cases.yml").read_text(encoding="utf-8"),
    yaml.BaseLoader,
)


def public(kind: str) -> list[Any]:
    return [
        pytest.param(suite["calendar"], case, id=name(suite, case))
        for suite in SUITES
        for case in suite.get("cases", ())
        if kind in case
    ]


def refused(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=name(suite, case))
        for suite in SUITES
        for case in suite.get("refused", ())
        if kind in case
    ]


def name(suite: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    values = (value for key, value in case.items() if key not in ("published", "because"))
    return " ".join([suite["source"].split(",")[0], *map(str, values)])


def office(calendar: Mapping[str, Any]) -> Schedule:
    closed = [date.fromisoformat(text) for text in calendar.get("holidays", [])]
    return weekly(calendar["hours"], calendar.get("zone", "UTC"), closed)
