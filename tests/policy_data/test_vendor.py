"""Nobody outside knows the vendor: neither code, nor documentation, nor other tests."""

import re
import subprocess
from pathlib import Path

from calculator.authoring.check import load_policy
from tests.conftest import ROOT
from tests.policy_data import POLICY

READ = load_policy(POLICY).policy
PEOPLE = [region.contact for region in READ.regions]
NAMES = [READ.about.vendor, "RoamServer", "Pareteum", "Open Mobile"]
NAMES += [phone.number for phone in READ.phones]
NAMES += [name for person in PEOPLE for name in (person.name, person.email, person.phone)]
NAMES += [c.id for s in READ.severities for c in s.criteria]
NAMES += [target.id for target in READ.response if "-" in target.id]
KNOWN_BY = ("policy_data/", "tests/policy_data/", "README.md")
"""The README says whose policy this is; the tests in this folder are about it."""

VENDOR = re.compile("|".join(map(re.escape, NAMES)), re.IGNORECASE)


def test_only_its_policy_knows_the_vendor() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [path for path in listed.stdout.decode().split("\0") if path]
    others = [path for path in paths if not path.startswith(KNOWN_BY) and (ROOT / path).is_file()]
    assert len(others) > 50
    knowing = [p for p in others if VENDOR.search((ROOT / p).read_text("utf-8", "ignore"))]
    assert knowing == []


def test_the_site_of_another_policy_does_not_know_the_vendor(built_site: Path) -> None:
    pages = [*built_site.rglob("*.html"), *(built_site / "api").rglob("*.json")]
    assert [p.name for p in pages if VENDOR.search(p.read_text("utf-8"))] == []
