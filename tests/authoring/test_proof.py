"""Worked examples that come to something else, and their expectations written anew."""

import shutil
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.authoring.proof import fixed, misses, unwritten
from tests.policies import OFFICES, WHOLE


def test_expectations_are_written_anew_and_nothing_else(tmp_path: Path) -> None:
    """Comments, order, styles and blanks stay; a promise changed, and three examples follow."""
    policy = Path(shutil.copytree(WHOLE, tmp_path / "policy"))
    response = policy / "response.yml"
    response.write_text(response.read_text().replace("within: 6 h", "within: 8 h"))
    before = (policy / "examples.yml").read_text()
    source = load_policy(policy)
    ((path, after),) = fixed(source, misses(source)).items()
    assert path == policy / "examples.yml"
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    changed = [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    assert changed == [
        ("deadline: 2026-11-01T03:00-07:00", "deadline: 2026-11-01T05:00-07:00"),
        ("deadline: 2026-11-27T23:30+01:00", "deadline: 2026-11-28T01:30+01:00"),
        ("deadline: 2026-11-24T15:00-03:00", "deadline: 2026-11-24T17:00-03:00"),
        ("deadline: 2026-11-24T15:00+08:00", "deadline: 2026-11-24T17:00+08:00"),
    ]
    path.write_text(after)
    assert not list(misses(load_policy(policy)))


def test_a_list_in_lines_of_its_own_is_written_anew(tmp_path: Path) -> None:
    policy = Path(shutil.copytree(OFFICES, tmp_path / "policy"))
    file = policy / "policy.yml"
    right = file.read_text()
    for lines in ("\n      - service\n      - effect", "\n        - service"):
        spread = f"\n      severity: null\n      asks:{lines}\n"
        wrong = right.replace(" {severity: null, asks: reach}\n", spread)
        assert wrong != right
        file.write_text(wrong)
        source = load_policy(policy)
        after = fixed(source, misses(source))
        assert after == {file: wrong.replace(f"asks:{lines}", "asks: [reach]")}


def test_expectations_in_braces_are_written_anew(tmp_path: Path) -> None:
    policy = Path(shutil.copytree(OFFICES, tmp_path / "policy"))
    file = policy / "policy.yml"
    right = file.read_text()
    wrong = right.replace("severity: null, asks: reach}", "severity: 2, asks: [service, effect]}")
    file.write_text(wrong)
    source = load_policy(policy)
    assert fixed(source, misses(source)) == {file: right.replace("asks: reach}", "asks: [reach]}")}


def test_an_expectation_of_a_severity_alone_is_written_out(tmp_path: Path) -> None:
    """So that an author begins with a guess; what is left out beside something else is meant so."""
    policy = Path(shutil.copytree(OFFICES, tmp_path / "policy"))
    file = policy / "policy.yml"
    right = file.read_text()
    whole = "expect: {severity: null, asks: reach}"
    anew = "{severity: null, asks: [reach], escalation: oslo}"
    for before, rough in (("expect: ", "{severity: 3}"), ("expect:\n      ", "severity: null")):
        file.write_text(right.replace(whole, before + rough))
        source = load_policy(policy)
        assert fixed(source, unwritten(source)) == {file: right.replace(whole, before + anew)}
