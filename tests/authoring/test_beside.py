"""What is told of examples beside other mistakes never rests on what is wrong itself."""

import shutil
from pathlib import Path

import pytest

from calculator.authoring.examine import examined
from calculator.authoring.problem import PolicyError
from tests.policies import OFFICES

CHAIN = "".join(f"  - {{id: c{n}, name: C{n}, any_of: [c{n - 1}, {{0}}]}}\n" for n in range(1, 30))


def edited(place: Path, *changes: tuple[str, str]) -> Path:
    directory = Path(shutil.copytree(OFFICES, place / "policy"))
    text = (directory / "policy.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (directory / "policy.yml").write_text(text, encoding="utf-8")
    return directory


ZONE = "timezone: Europe/Oslo\n    expect:\n      severity: "
SERVICES = (
    "    values:\n"
    "      - {id: mail, label: Mail, phrases: [mail, e-mail, inbox, mailbox, message]}\n"
    "      - {id: calendar, label: Calendar, phrases: [calendar, appointment, invitation]}\n"
    "      - {id: archive, label: Archive, phrases: [archive, journal, retention]}\n"
)
WELLINGTON = """\
  - id: wellington-hours
    name: Office hours in Wellington
    zone: Pacific/Auckland
    hours: {mon-sat: "09:00-17:00"}
    holidays: NZ-WGN
"""
LOST = """\
  - {id: spare, name: Spare, always: true}
  - {id: wellington-hours, name: W, zone: Pacific/Auckland, hours: {mon-sat: ["09:00-17:00"((((
"""
FIRST = "  - {id: always, name: Always, always: true}\n"

BROKEN = {
    "a calendar too deep, of which others are made": (
        [(FIRST, f"{FIRST}  - {{id: c0, name: C0, always: true}}\n{CHAIN.replace('{0}', 'c0')}")],
        "calendars are made of each other more than 8 deep",
    ),
    "a zone that is written in another example": (
        [
            ("opened: 2026-05-17T03:00+02:00", "opened: &when 2026-05-17T03:00+02:00"),
            (f"{ZONE}2", f"{ZONE.replace('Europe/Oslo', '*when')}2"),
        ],
        '"2026-05-17T03:00+02:00" is not an IANA time zone',
    ),
    "a calendar whose line is lost, and is that of an office": (
        [
            ("oslo-hours, wellington-hours, toronto-hours]", "oslo-hours, toronto-hours]"),
            (WELLINGTON, LOST),
        ],
        "opens what is not closed",
    ),
    "a condition on a fact whose values cannot be read": (
        [(SERVICES, "    values: mail\n"), ("{effect: lost}", "{service: [{id: mail}]}")],
        "expected a fact value with the keys 'id' and 'label', found 'mail'",
    ),
    "a zone of a calendar that is written elsewhere": (
        [
            ("vendor: Kestrel Mail", "vendor: &vendor Kestrel Mail"),
            ("oslo-hours, wellington-hours, toronto-hours]", "oslo-hours, toronto-hours]"),
            ("    zone: Pacific/Auckland\n    hours", "    zone: *vendor\n    hours"),
        ],
        '"Kestrel Mail" is not an IANA time zone',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), BROKEN.values(), ids=BROKEN)
def test_no_example_is_answered_by_what_is_wrong(
    tmp_path: Path, changes: list[tuple[str, str]], told: str
) -> None:
    with pytest.raises(PolicyError) as raised:
        examined(edited(tmp_path, *changes))
    assert told in "\n".join(str(problem) for problem in raised.value.problems)
