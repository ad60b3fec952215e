"""The policy as it is published, weights included, in the runtime that the site ships."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

from calculator.authoring.check import load_policy
from calculator.engine import browser
from calculator.engine.policy import Example
from calculator.packaging.api import api
from calculator.packaging.runtime import package_runtime
from tests.packaging.in_pyodide.shipped import inside
from tests.policy_data import POLICY

SOURCE = load_policy(POLICY)
EXAMPLES = SOURCE.policy.examples
PUBLISHED = api(SOURCE, date(2026, 11, 24))
READING = gzip.decompress(PUBLISHED["api/reading.bin"])

type Message = tuple[str, dict[str, Any]]


def holidays(country: str) -> Message:
    known = json.loads(PUBLISHED[f"api/holidays/{country}.json"])
    return "holidays", {"country": country, "holidays": known}


def request(example: Example) -> Message:
    moments = {"opened": example.opened, "called": example.called}
    said = {name: moment.isoformat() for name, moment in moments.items() if moment}
    facts = dict(example.facts)
    place = {"country": example.country, "timezone": example.timezone}
    now = {"now": said.get("opened", "2026-11-24T10:00Z")}
    return "answer", {"text": example.text, "facts": facts} | said | place | now


COUNTRIES = sorted({e.country.partition("-")[0] for e in EXAMPLES if e.country})
MESSAGES = [*map(holidays, COUNTRIES), *map(request, EXAMPLES)]


def test_examples_are_answered_there_as_they_are_here(tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_bytes(PUBLISHED["api/policy.json"])
    (tmp_path / "reading").write_bytes(READING)
    (tmp_path / "messages.jsonl").write_text("\n".join(map(json.dumps, MESSAGES)))
    status, out = inside(package_runtime(), "answers.py", start="picture", packages=tmp_path)
    assert status == 0, out
    browser.load(PUBLISHED["api/policy.json"].decode(), READING)
    here = [browser.handle(name, json.dumps(payload)) for name, payload in MESSAGES]
    assert out.splitlines() == here
    severities = [json.loads(line)["severity"] for line in here[len(COUNTRIES) :]]
    assert severities == [example.expect.severity for example in EXAMPLES]
