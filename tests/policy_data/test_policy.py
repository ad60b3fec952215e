"""The policy as a whole: it is read without a remainder, and nothing of it is lost on the way."""

import gzip
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from calculator.authoring.check import load_policy
from calculator.authoring.editor import FILE, editor_schema, modeline
from calculator.engine.answer import Desk
from calculator.engine.policy import Policy, from_json
from calculator.engine.reading import prepared
from calculator.engine.reading.language import Language
from calculator.guide.pages import anchors, pages
from calculator.language.knowledge import language
from calculator.packaging.api import api
from tests.conftest import ROOT
from tests.policy_data import POLICY

SOURCE = load_policy(POLICY)
PAGES = pages(Desk(SOURCE.policy, language(), SOURCE.learned))
PUBLISHED = api(SOURCE, date(2026, 11, 24))

MOST_TO_READ_BY = 700_000
"""Bytes that a reader loads for reading, at most."""


def test_every_file_is_read() -> None:
    assert SOURCE.unread == ()


def test_the_check_has_no_doubts() -> None:
    command = [sys.executable, "-m", "calculator", "check", str(POLICY)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_editors_go_by_is_what_the_model_makes() -> None:
    """But for the ids that are offered: they are written anew by ``make check``."""
    told = "run: python -m calculator check --editor"
    there = json.loads((POLICY / FILE).read_text(encoding="utf-8"))
    assert _without_ids(there) == _without_ids(editor_schema(SOURCE.policy)), told
    for name in SOURCE.lines:
        first = Path(name).read_text(encoding="utf-8").splitlines()[0]
        assert first == modeline(Path(name), POLICY), told


def _without_ids(schema: Any) -> Any:
    """A schema without what it lists of this policy: ids, and facts with their values."""
    if isinstance(schema, list):
        return [_without_ids(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    free = schema.get("additionalProperties", False) is not False
    return {
        key: _without_ids(value)
        for key, value in schema.items()
        if key != "enum" and not (free and key == "properties")
    }


def test_what_is_published_is_the_policy() -> None:
    assert from_json(Policy, json.loads(PUBLISHED["api/policy.json"])) == SOURCE.policy


def test_what_a_reader_loads_for_reading_is_bounded() -> None:
    assert len(PUBLISHED["api/reading.bin"]) <= MOST_TO_READ_BY


def test_what_is_prepared_for_reading_reads_as_the_policy_itself() -> None:
    _, known, learned, index = prepared.unpack(gzip.decompress(PUBLISHED["api/reading.bin"]))
    here = Desk(SOURCE.policy, language(), SOURCE.learned)
    there = Desk(SOURCE.policy, Language(known), learned, index=index)
    for example in SOURCE.policy.examples:
        assert here.reader.read(example.text) == there.reader.read(example.text)


def test_every_id_stands_on_a_page() -> None:
    guide = "\n".join(PAGES.values())
    assert [id for id in anchors(SOURCE.policy) if id not in guide] == []
