"""Another vendor's policy, and nothing else changed: the whole site is theirs."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.report import report
from calculator.engine.answer import Desk
from calculator.engine.issue import issue_from
from calculator.guide.pages import anchors, pages
from tests.conftest import ROOT, build
from tests.engine.test_answer import NOW

OTHERS = sorted((ROOT / "tests" / "policies").iterdir())
FIRST = load_policy(ROOT / "policy_data").policy


PEOPLE = [region.contact for region in FIRST.regions]
NUMBERS = [*(phone.number for phone in FIRST.phones), *(person.phone for person in PEOPLE)]
NAMES = [FIRST.about.vendor, "RoamServer", "Pareteum", "Open Mobile", *NUMBERS]
NAMES += [name for person in PEOPLE for name in (person.name, person.email)]
OF_THE_FIRST = re.compile("|".join(map(re.escape, NAMES)), re.IGNORECASE)
"""What only ``policy_data`` may know; tests and measurements of that policy speak of it, too."""


def test_only_its_policy_knows_the_first_vendor() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [path for path in listed.stdout.decode().split("\0") if path]
    knowing = ("policy_data/", "tests/", "bench/reading-report.md", "README.md")
    others = [path for path in paths if not path.startswith(knowing) and (ROOT / path).exists()]
    assert len(others) > 50
    for path in others:
        assert not OF_THE_FIRST.search((ROOT / path).read_text("utf-8", "ignore")), path


@pytest.mark.parametrize("directory", OTHERS, ids=lambda d: d.name)
def test_it_has_nothing_in_common_with_the_first(directory: Path) -> None:
    policy = load_policy(directory).policy
    assert not {f.id for f in policy.facts} & {f.id for f in FIRST.facts}
    assert len(policy.severities) != len(FIRST.severities)
    assert load_policy(directory).learned is None


@pytest.mark.parametrize("directory", OTHERS, ids=lambda d: d.name)
def test_its_answers_can_be_told_in_a_terminal(directory: Path) -> None:
    policy = load_policy(directory).policy
    desk = Desk(policy)
    for example in policy.examples:
        said = {"text": example.text, "timezone": example.timezone}
        text = report(policy, desk.answer(issue_from(policy, said, NOW)), explain=True)
        severity = example.expect.severity
        names = (
            [policy.severity(severity).name] if severity else [s.name for s in policy.severities]
        )
        assert text.startswith(tuple(names))


@pytest.mark.parametrize("directory", OTHERS, ids=lambda d: d.name)
def test_its_pages_have_every_id(directory: Path) -> None:
    policy = load_policy(directory).policy
    text = "\n".join(pages(policy).values())
    assert all(id in text for id in anchors(policy))
    for severity in policy.severities:
        assert severity.name in text
        assert all(criterion.text in text for criterion in severity.criteria)


@pytest.mark.parametrize("directory", OTHERS, ids=lambda d: d.name)
def test_the_site_is_theirs(directory: Path, tmp_path: Path) -> None:
    build(tmp_path, POLICY=str(directory))
    policy = load_policy(directory).policy
    assert f"<title>{policy.about.name}</title>" in (tmp_path / "index.html").read_text("utf-8")
    severities = (tmp_path / "guide" / "severities" / "index.html").read_text("utf-8")
    for severity in policy.severities:
        assert all(f'id="{criterion.id}"' in severities for criterion in severity.criteria)
    published = json.loads((tmp_path / "api" / "policy.json").read_text("utf-8"))
    assert published["about"]["vendor"] == policy.about.vendor
    for page in (*tmp_path.rglob("*.html"), tmp_path / "search" / "search_index.json"):
        assert not OF_THE_FIRST.search(page.read_text("utf-8")), page
