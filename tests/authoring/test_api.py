"""What the site publishes for programs."""

import json
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from calculator.authoring.api import api
from calculator.authoring.check import load_policy
from calculator.authoring.pages import anchors
from calculator.engine.policy import Policy, from_json

SOURCE = load_policy(Path(__file__).parents[2] / "policy_data")
POLICY = SOURCE.policy
FILES = {path: json.loads(text) for path, text in api(SOURCE, date(2026, 11, 24)).items()}


def test_the_policy_comes_back_as_it_was() -> None:
    assert from_json(Policy, FILES["api/policy.json"]) == POLICY


def test_the_policy_fits_the_types_of_its_schema() -> None:
    data = json.dumps(FILES["api/policy.json"])
    assert TypeAdapter(Policy).validate_json(data) == POLICY


def test_the_schema_describes_every_field_of_the_policy() -> None:
    schema = FILES["api/policy.schema.json"]
    assert FILES["api/policy.json"].keys() <= schema["properties"].keys()


def test_links_lead_from_ids_to_the_guide() -> None:
    assert FILES["api/links.json"] == anchors(POLICY)


def test_holidays_are_found_by_country() -> None:
    assert FILES["api/holidays/IN.json"]["first"] <= 2026 <= FILES["api/holidays/IN.json"]["last"]
