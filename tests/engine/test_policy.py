"""The model: conditions, and policies as JSON."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.policy import (
    About,
    Condition,
    Example,
    Expectation,
    HolidayRules,
    Policy,
    Target,
    from_json,
    holds,
    to_json,
)
from tests.policies import ALL, OFFICES


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_a_policy_comes_back_from_json_as_it_was(directory: Path) -> None:
    policy = load_policy(directory).policy
    text = json.dumps(to_json(policy), ensure_ascii=False)
    assert from_json(Policy, json.loads(text)) == policy


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_json_has_the_names_of_the_fields(directory: Path) -> None:
    data = to_json(load_policy(directory).policy)
    assert data.keys() <= {f.name for f in fields(Policy)}
    assert data["about"].keys() <= {f.name for f in fields(About)}


def test_defaults_are_left_out() -> None:
    target = Target("t", "T", "Text", "8 h", ("case-opened",), "always")
    assert to_json(target) == {
        "id": "t",
        "label": "T",
        "text": "Text",
        "within": "8 h",
        "starts": ["case-opened"],
        "calendar": "always",
    }


def test_what_is_required_stays_whatever_its_value() -> None:
    example = Example("e", "E", "", Expectation(severity=None))
    assert to_json(example) == {"id": "e", "title": "E", "text": "", "expect": {"severity": None}}
    assert from_json(Example, to_json(example)) == example


def test_nothing_said_of_holidays_means_every_country() -> None:
    assert from_json(HolidayRules, {}) == HolidayRules()


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        ({}, {}, True),
        ({}, {"subject": "mail"}, True),
        ({"subject": ("mail",)}, {"subject": "mail"}, True),
        ({"subject": ("mail", "archive")}, {"subject": "archive", "reach": "one"}, True),
        ({"subject": ("mail",)}, {"subject": "archive"}, False),
        ({"subject": ("mail",)}, {}, False),
        ({"subject": ("mail",), "reach": ("one",)}, {"subject": "mail"}, False),
        ({"subject": ()}, {"subject": "mail"}, False),
    ],
)
def test_a_condition_holds_if_every_fact_it_names_has_one_of_its_values(
    condition: Condition, known: dict[str, str], expected: bool
) -> None:
    assert holds(condition, known) is expected


def test_things_are_found_by_id() -> None:
    policy = load_policy(OFFICES).policy
    assert policy.fact("reach").name == "Reach"
    assert policy.severity(4).label == "When we can"
    assert policy.calendar("always").always
    assert policy.region("toronto").zone == "America/Toronto"
    assert policy.criterion("p3-slow").label == "A service is slow"
    for find in (policy.fact, policy.calendar, policy.region, policy.criterion):
        with pytest.raises(KeyError):
            find("nothing")
    with pytest.raises(KeyError):
        policy.severity(5)
