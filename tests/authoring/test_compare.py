"""What changed for readers between two policies."""

# ruff: noqa: E501  What is said stands here line by line, however long.

from datetime import date
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.compare import NOTHING, compared
from calculator.authoring.differences import things
from calculator.authoring.load import read_draft, read_policy
from calculator.engine.policy import Change
from calculator.language.lines import LEARNED
from calculator.language.weights_file import write_weights
from tests.authoring.broken import SOUND, written
from tests.engine.reading.lessons import LESSONS, taught

TEXT = SOUND.read_text(encoding="utf-8")

# A change to the sound policy, and all that is said of it.
CHANGES = {
    "a severity": (
        [
            ("when: {effect: slow}", "when: {effect: slow, reach: one}"),
            (
                "          - {service: mail, effect: stopped, reach: one}\n",
                "          - {service: mail, effect: stopped, reach: one}\n"
                "          - {effect: slow, reach: many}\n",
            ),
        ],
        """
        ### Severities and criteria
        - **A service has stopped** (`p2-stopped`): when: added "effect: slow, reach: many"
        - **A service is slow** (`p3-slow`):
            - when: removed "effect: slow"
            - when: added "effect: slow, reach: one"
        ### What facts come to
        - slow + many: Priority 3 -> Priority 2 (`p2-stopped`)
        ### When an answer is due
        - 24 of 144 situations are answered otherwise; the first of each kind:
            - Priority 3 -> Priority 2 or Priority 3, case alone, on a Tuesday morning, in NO: due in 2 d (`p3-target`) -> nothing due (24 like it)
        ### Worked examples
        - **A slow archive before a long weekend** is answered otherwise:
            - severity: Priority 3 -> Priority 2
            - criterion: p3-slow -> p2-stopped
            - target: p3-target -> p2-target
            - deadline: 2026-05-18 08:00+02:00 -> 2026-05-13 04:00+02:00
        - **Not slow** is answered otherwise: severity: Priority 1 or Priority 2 or Priority 3 or Priority 4 -> Priority 1 or Priority 2 or Priority 4
        """,
    ),
    "a criterion of the same severity": (
        [
            (
                "      - id: p2-stopped\n",
                "      - id: p2-archive\n        label: The archive has stopped\n"
                "        text: The archive\n          has stopped.\n"
                "        when: {service: archive, effect: stopped}\n      - id: p2-stopped\n",
            )
        ],
        """
        ### Severities and criteria
        - Added to Priority 2: **The archive has stopped** (`p2-archive`): The archive has stopped. (when: service: archive, effect: stopped)
        """,
    ),
    "the weight of criteria": (
        [
            ("      - id: p1-loss\n        label: Data loss\n        text: Messages or appointments "
             "are lost.\n        when: {effect: lost}\n", ""),
            ("        when: {service: mail, effect: stopped, reach: many}\n",
             "        when: {service: mail, effect: [stopped, lost], reach: many}\n"
             "      - id: p1-loss\n        label: Data loss\n        text: Messages or appointments "
             "are lost.\n        when: {effect: lost}\n"),
        ],
        """
        ### Severities and criteria
        - **Mail has stopped** (`p1-mail-stopped`):
            - when: removed "service: mail, effect: stopped, reach: many"
            - when: added "service: mail, effect: stopped or lost, reach: many"
        - Priority 1, in another order of weight: Mail has stopped, Data loss
        ### What facts come to
        - mail + lost + many: Priority 1, now by *Mail has stopped* instead of *Data loss*
        ### Worked examples
        - **Messages are lost** is answered otherwise: criterion: p1-loss -> p1-mail-stopped
        """,
    ),
    "words of a criterion": (
        [("text: Messages or appointments are lost.", "text: Messages, or appointments, are lost.")],
        """
        ### Severities and criteria
        - **Data loss** (`p1-loss`): text: Messages or appointments are lost. -> Messages, or appointments, are lost.
        """,
    ),
    "a long text": (
        [("summary: How Kestrel Mail answers, in four severities and three offices.",
          "summary: How Kestrel Mail answers, in four severities and from any of three offices.")],
        """
        ### The policy
        - summary: … in four severities and __from any of__ three offices.
        """,
    ),
    "a response target": (
        [
            ("within: 30 min", "within: 45 min"),
            ("    within: 1 h\n    starts: [case-opened, phone-call]\n    calendar: oslo-hours",
             "    within: 1 h\n    starts: [phone-call]\n    calendar: any-office"),
            ("{severity: 2, day: working-day}", "{severity: 2, day: [working-day, weekend]}"),
        ],
        """
        ### Response targets
        - **Priority 1**: within: 30 min -> 45 min
        - **Priority 2, with a call on a working day in Oslo**:
            - starts: case-opened, phone-call -> phone-call
            - calendar: oslo-hours -> any-office
            - when: severity: 2, day: working-day -> severity: 2, day: working-day or weekend
        ### When an answer is due
        - 56 of 120 situations are answered otherwise; the first of each kind:
            - Priority 1, case alone, on a Tuesday morning, in NO: due in 30 min (`p1-target`) -> due in 45 min (`p1-target`) (48 like it)
            - Priority 2, case and call, on a Tuesday morning, in NZ: due in 4 h (`p2-target`) -> due in 1 h 5 min (`p2-called`) (8 like it)
        ### Worked examples
        - **No mail for anybody** is answered otherwise: deadline: 2026-05-17 03:30+02:00 -> 2026-05-17 03:45+02:00
        """,
    ),
    "opening hours": (
        [('hours: {mon-sat: "09:00-17:00"}', 'hours: {mon-fri: "09:00-17:00"}')],
        """
        ### When an answer is due
        - 2 of 120 situations are answered otherwise; the first of each kind:
            - Priority 2, case alone, on a Saturday, in NZ: due in 4 h (`p2-target`) -> due in 8 h (`p2-target`) (2 like it)
        ### Calendars
        - **Office hours in Wellington**: hours: mon-sat: 09:00-17:00 -> mon-fri: 09:00-17:00
        """,
    ),
    "public holidays": (
        [("notices:\n", "holidays:\n  first_year: 2026\n"
          '  add: {place: "NO", date: 2026-05-13, name: Eve, source: x}\n'
          '  remove: {place: "NO", date: 2026-05-14, source: x}\nnotices:\n')],
        """
        ### Public holidays
        - A holiday: 2026-05-13 in NO and all its parts: Eve
        - Not a holiday: 2026-05-14 in NO and all its parts
        - first year: none -> 2026
        ### Worked examples
        - **The calendar, on a holiday in Oslo** is answered otherwise: deadline: 2026-05-14 20:00+02:00 -> 2026-05-14 13:30+02:00
        """,
    ),
    "people and numbers": (
        [
            ("number: +47 22 00 00 01", "number: +47 22 00 00 09"),
            ("  - {id: phone-no, location: Norway, number: +47 22 00 00 00, countries: \"NO\"}\n", ""),
            ("toll_free: true, countries: [CA, US]", "countries: [CA, US, MX]"),
            ("{name: Ada Vik, email: ada.vik@", "{name: Eli Berg, email: eli.berg@"),
        ],
        """
        ### Links that break
        - `phone-no` (Norway): permalinks and links to it stop working
        ### Telephone numbers
        - Removed: **Norway**
        - **Canada**:
            - toll free: yes -> no
            - countries: CA, US -> CA, US, MX
        - **Anywhere**: number: +47 22 00 00 01 -> +47 22 00 00 09
        ### Regions and contacts
        - **Oslo**:
            - contact, name: Ada Vik -> Eli Berg
            - contact, email: ada.vik&#64;kestrel.example.com -> eli.berg&#64;kestrel.example.com
        """,
    ),
    "an interpretation": (
        [("interpretations:\n", "interpretations:\n  - {id: years, title: Years are calendar years, "
          "source: A year., reading: From January., reason: Why not.}\n")],
        """
        ### Interpretations
        - Added: **Years are calendar years**: From January. (source: A year.; reason: Why not.)
        """,
    ),
    "steps, actions and escalation": (
        [
            ("steps: [Open the form., Say what is wrong.]", "steps: [Open the form., Say it.]"),
            ("when: {severity: [1, 2]}, does: call}", "when: {severity: 1}, does: call}"),
            ("text: Write to the office nearest to you.", "text: Write to any office."),
            ("{id: founder, title: The founder,", "{id: founder, title: The founders,"),
            ("  - {id: write, who: You, title: Write to us, text: Fill in the form.}\n", ""),
        ],
        """
        ### Links that break
        - `write` (Write to us): permalinks and links to it stop working
        ### Ways to reach support
        - **Web form**:
            - steps: removed "Say what is wrong."
            - steps: added "Say it."
        ### What to do
        - **Call us**: when: severity: 1 or 2 -> severity: 1
        ### Process
        - Removed: **Write to us**
        ### Escalation
        - text: Write to the office nearest to you. -> Write to any office.
        - **The founders**: title: The founder -> The founders
        """,
    ),
    "phrases": (
        [
            ("[slow, delayed, late]", "[slow, late, sluggish]"),
            ("phrases: [flows again]", "phrases: [flows again, arrives again]"),
        ],
        """
        ### How descriptions are read
        - **Effect: It is slow**:
            - phrases: removed "delayed"
            - phrases: added "sluggish"
        - **resolved**: phrases: added "arrives again"
        """,
    ),
    "a question": (
        [
            ("question: Who notices?", "question: Who is affected?"),
            ("- {when: {service: archive}, value: many, because: archives-are-shared}",
             "- {when: {service: archive}, value: one, because: archives-are-shared}"),
        ],
        """
        ### Questions
        - **Reach**:
            - question: Who notices? -> Who is affected?
            - assume: removed "service: archive, many, archives-are-shared"
            - assume: added "service: archive, one, archives-are-shared"
        """,
    ),
    "a new value": (
        [
            ("      - {id: one, label: One mailbox",
             "      - {id: none, label: Nobody}\n      - {id: one, label: One mailbox"),
            ("          - {service: mail, effect: stopped, reach: one}\n",
             "          - {service: mail, effect: stopped, reach: [none, one]}\n"),
        ],
        """
        ### Severities and criteria
        - **A service has stopped** (`p2-stopped`):
            - when: removed "service: mail, effect: stopped, reach: one"
            - when: added "service: mail, effect: stopped, reach: none or one"
        ### What facts come to
        - lost + none: Priority 1 (new)
        - stopped + none: Priority 2 (new)
        - slow + none: Priority 3 (new)
        - wish + none: Priority 4 (new)
        ### Questions
        - Added: **Reach: Nobody**
        """,
    ),
    "an example": (
        [("  - id: not-slow\n    title: Not slow\n    text: The archive is not slow.\n",
          "  - id: is-slow\n    title: Slow\n    text: The archive is slow.\n"),
         ("    expect: {severity: null, asks: effect}", "    expect: {severity: 3}")],
        """
        ### Links that break
        - `not-slow` (Not slow): permalinks and links to it stop working
        ### Worked examples
        - Removed: **Not slow**
        - Added: **Slow**: The archive is slow.
        """,
    ),
    "a page of prose": (
        [("text: Wellington opens first, then Oslo, then Toronto.", "text: Oslo opens first.")],
        """
        ### Other pages
        - **Our offices: Around the globe**: text: Wellington opens first, then Oslo, then Toronto. -> Oslo opens first.
        """,
    ),
    "the revision": (
        [("revision: 2026-03-01", "revision: 2026-04-01"), ("label: Invented", "label: Made up")],
        """
        ### The policy
        - revision: 2026-03-01 -> 2026-04-01
        - **Made up**: label: Invented -> Made up
        """,
    ),
    "the order": (
        [("  - id: oslo\n    name: Oslo\n", "  - id: oslo\n    name: Oslo, Norway\n"),
         ("- {id: phone-any, location: Anywhere, number: +47 22 00 00 01}", ""),
         ("phones:\n", "phones:\n  - {id: phone-any, location: Anywhere, number: +47 22 00 00 01}\n")],
        """
        ### Telephone numbers
        - In another order: Anywhere, Norway, Canada, United Kingdom
        ### Regions and contacts
        - **Oslo, Norway**: name: Oslo -> Oslo, Norway
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_changed(tmp_path: Path, changes: list[tuple[str, str]], expected: str) -> None:
    written(tmp_path / "new", changes)
    said = compared(str(SOUND.parent), str(tmp_path / "new"), SOUND.parent).markdown()
    first, *lines = [line for line in said.splitlines() if line]
    assert first == "## What changes for readers"
    assert lines == [line.removeprefix(" " * 8) for line in expected.strip("\n ").splitlines()]


def test_what_no_reader_notices(tmp_path: Path) -> None:
    """Comments, the order of files and keys, and what examples are tested for."""
    about, rest = TEXT.split("\n\n", 1)
    (tmp_path / "z.yml").write_text(f"{about}\n", encoding="utf-8")
    (tmp_path / "a.yml").write_text(f"# As ever.\n{rest}", encoding="utf-8")
    assert compared(str(SOUND.parent), str(tmp_path), SOUND.parent).markdown() == NOTHING


def test_weights_learned_anew(tmp_path: Path) -> None:
    written(tmp_path / "old", [])
    written(tmp_path / "new", [])
    write_weights(tmp_path / "new" / LEARNED, taught(read_policy(SOUND.parent).policy, LESSONS))
    said = compared(str(tmp_path / "old"), str(tmp_path / "new"), SOUND.parent).markdown()
    assert "- The weights that descriptions are read with were learned anew." in said


def test_nothing_that_is_quoted_does_anything(tmp_path: Path) -> None:
    """In a pull request: no HTML, no picture, nobody is called, no line of a log is forged."""
    evil = '"x <img src=y> @admin ![z](http://a.example) \\n::error::b \\e[31m"'
    written(tmp_path, [("label: Invented", f"label: {evil}")])
    policy = read_draft(tmp_path).source
    assert policy
    old = read_policy(SOUND.parent)
    (line,) = things(old.policy.notices, policy.policy.notices)
    assert "x &lt;img src=y> &#64;admin !&#91;z](http://a.example) ::error::b \\x1b[31m" in line
    assert "\x1b" not in line


def test_as_a_revision_of_the_policy(tmp_path: Path) -> None:
    """What is printed can stand under ``revisions`` as it is, and is read as it was told."""
    written(tmp_path / "new", [("title: The founder,", "title: The founders,")])
    found = compared(str(SOUND.parent), str(tmp_path / "new"), SOUND.parent)
    entry = found.yaml(date(2026, 11, 30))
    written(tmp_path / "told", [("notices:\n", f"revisions:\n{entry}\nnotices:\n")])
    (revision,) = load_policy(tmp_path / "told").policy.revisions
    assert revision.day == date(2026, 11, 30)
    ((title, lines),) = found.parts
    assert revision.changes == (Change(title, "\n".join(lines)),)


def test_as_text_and_as_json(tmp_path: Path) -> None:
    written(tmp_path, [("title: The founder,", "title: The founders,")])
    found = compared(str(SOUND.parent), str(tmp_path), SOUND.parent)
    assert found.changed
    assert found.text() == "Escalation\n  - The founders: title: The founder -> The founders"
    line = "- The founders: title: The founder -> The founders"
    assert found.json() == {"changed": True, "parts": [{"title": "Escalation", "lines": [line]}]}
