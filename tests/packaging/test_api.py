"""What the site publishes for programs."""

import base64
import gzip
import hashlib
import json
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.policy import Policy, from_json
from calculator.engine.reading import prepared, text
from calculator.engine.reading.language import Language
from calculator.guide.pages import anchors
from calculator.language.knowledge import language
from calculator.packaging.api import api
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
SOURCE = replace(load_policy(WHOLE), learned=taught(POLICY, LESSONS))
PUBLISHED = api(SOURCE, date(2026, 11, 24))
FILES = {path: json.loads(text) for path, text in PUBLISHED.items() if path.endswith(".json")}


def test_the_policy_comes_back_as_it_was() -> None:
    assert from_json(Policy, FILES["api/policy.json"]) == POLICY


def test_the_policy_fits_the_types_of_its_schema() -> None:
    data = json.dumps(FILES["api/policy.json"])
    assert TypeAdapter(Policy).validate_json(data) == POLICY


def test_the_schema_describes_every_field_of_the_policy() -> None:
    schema = FILES["api/policy.schema.json"]
    assert FILES["api/policy.json"].keys() <= schema["properties"].keys()


def test_what_is_prepared_for_reading_reads_as_the_policy_itself() -> None:
    stems, known, learned, index = prepared.unpack(gzip.decompress(PUBLISHED["api/reading.bin"]))
    assert stems["responding"] == text.stem("responding") == "respond"
    desk = Desk(POLICY, language(), SOURCE.learned)
    assert index
    other = Desk(POLICY, Language(known), learned, index=index)
    for example in POLICY.examples:
        assert desk.reader.read(example.text) == other.reader.read(example.text)
        assert desk.reader.heard(example.text) == other.reader.heard(example.text)


def test_the_index_of_phrases_is_told_apart_from_another_policys() -> None:
    *_, index = prepared.unpack(gzip.decompress(PUBLISHED["api/reading.bin"]))
    digest = hashlib.sha256(PUBLISHED["api/policy.json"]).digest()
    assert index
    assert index["digest"] == base64.b64encode(digest).decode()


def test_a_policy_without_learned_weights_is_prepared_too() -> None:
    without = api(replace(SOURCE, learned=None), date(2026, 11, 24))["api/reading.bin"]
    assert prepared.unpack(gzip.decompress(without))[2] is None


def test_links_lead_from_ids_to_the_guide() -> None:
    assert FILES["api/links.json"] == anchors(POLICY)


def test_holidays_are_found_by_country_for_the_years_that_the_policy_names() -> None:
    rules = POLICY.holidays
    shipped = {path for path in FILES if path.startswith("api/holidays/")}
    assert shipped == {f"api/holidays/{country}.json" for country in rules.countries}
    years = {(FILES[path]["first"], FILES[path]["last"]) for path in shipped}
    assert years == {(rules.first_year, rules.last_year)}
