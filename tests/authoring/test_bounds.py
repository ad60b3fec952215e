"""Whatever stands in a policy is checked in a time that grows with it, and told in words."""

import time
from pathlib import Path

import pytest

from calculator.authoring.examine import examined
from calculator.authoring.problem import PolicyError
from tests.policies import OFFICES

LENGTH = 19_990
"""Just fewer characters than a text may have, so that everything looks at it."""

TOKENS = (
    "a", "é", "а", "ﬁ", "aA", "1", "1 ", "_", "*", "**a", "- ", "a-", "a/", "a.", ".", "@", "a@",
    "<", "&", "{", "{a", "`", "|", "!", "![", "[", "(", "](", "9:00 ", "x, ", "every ", "a ", "> ",
    "within 1 ", "http://",
)  # fmt: skip

PLACES = {
    "a text": "text: Answered within 4 hours in which one of the offices is open.",
    "a step's text": "text: Who has heard nothing after {after} writes to the lead.",
    "a phrase": "phrases: [archive, journal, retention]",
    "a duration": "within: 40 h",
    "a step's time": "after: 1 h",
    "a number": "number: +47 22 00 00 01",
    "an address": "url: https://kestrel.example.com/form",
    "hours": 'mon-sat: "09:00-17:00"',
    "a zone": "zone: Pacific/Auckland",
    "a mail address": "email: ada.vik@kestrel.example.com",
    "an id": "id: p4-wish",
}

SLOWEST = 5.0
"""Seconds of a processor, of which each takes less than one."""

LONGEST = 900
"""Characters of a line, its place included."""


@pytest.mark.parametrize("line", PLACES.values(), ids=PLACES)
def test_nothing_takes_long_whatever_it_consists_of(tmp_path: Path, line: str) -> None:
    sound = (OFFICES / "policy.yml").read_text(encoding="utf-8")
    key = line.partition(":")[0]
    for token in TOKENS if key in ("text", "phrases") else TOKENS[::3]:
        text = (token * LENGTH)[:LENGTH].replace("\\", "")
        value = f'["{text}"]' if key == "phrases" else f'"{text}"'
        (tmp_path / "policy.yml").write_text(
            sound.replace(line, f"{key}: {value}", 1), encoding="utf-8"
        )
        start = time.process_time()
        told = problems_of(tmp_path)
        assert time.process_time() - start < SLOWEST, token
        assert all(len(line) < LONGEST for line in told), token
        assert not any("Exceeds the limit" in line for line in told), token


def problems_of(directory: Path) -> list[str]:
    try:
        examined(directory)
    except PolicyError as error:
        return [str(problem) for problem in error.problems]
    return []


ALWAYS = "  - {id: always, name: Always, always: true}\n"


def calendars(count: int, members: str) -> str:
    """So many calendars, each made of the one before it."""
    made = [
        f"  - {{id: c{n}, name: C{n}, any_of: {members.format(n - 1)}}}\n" for n in range(1, count)
    ]
    return f"{ALWAYS}  - {{id: c0, name: C0, always: true}}\n{''.join(made)}"


WEEKLY = 'hours: {mon-sat: "09:00-17:00"}'
BEYOND = {
    "calendars doubled 30 deep": (
        [(ALWAYS, calendars(31, "[c{0}, c{0}]"))],
        "calendars are made of each other more than 8 deep",
    ),
    "calendars chained 2,000 long": (
        [(ALWAYS, calendars(2000, "c{0}"))],
        "there are more than 200 calendars",
    ),
    "an hour a week for ten years": (
        [(WEEKLY, 'hours: {mon: "09:00-10:00"}'), ("within: 4 h", "within: 87839 h"),
         ("calendar: any-office", "calendar: wellington-hours")],
        "'87839 h' of 1 h a week end after more than 10 years",
    ),
    "a step of an escalation so far off": (
        [(WEEKLY, 'hours: {mon: "09:00-10:00"}'),
         ("after: 8 h, calendar: oslo-hours", "after: 87839 h, calendar: wellington-hours")],
        "'87839 h' of 1 h a week end after more than 10 years",
    ),
    "holidays to the end of days": (
        [(ALWAYS, f"{ALWAYS}\nholidays: {{last_year: {10**30}}}\n\nactions_: []\n")],
        "expected a whole number",
    ),
    "a file that is too large": (
        [("summary: How", f"summary: {'x' * 10_000_000} How")],
        "more than the 1000000 that are read; split it",
    ),
    "brackets without an end": (
        [("about:", "[" * 200_000 + "\nabout:")], "opens what is not closed",
    ),
    "a version with 5,000 digits": (
        [("about:", f"%YAML 1.{'9' * 5000}\n---\nabout:")],
        "a line that begins with '%' is a setting of YAML's own",
    ),
    "a bomb of aliases": (
        [("about:", "a0: &a0 [x]\n" + "".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 200)) + "about:")],
        "a policy has no key 'a0'",
    ),
}  # fmt: skip
"""What was seen to hang, to fill the memory, or to end in a traceback."""


@pytest.mark.parametrize(("changes", "told"), BEYOND.values(), ids=BEYOND)
def test_what_is_beyond_all_bounds_is_told_in_words(
    tmp_path: Path, changes: list[tuple[str, str]], told: str
) -> None:
    text = (OFFICES / "policy.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "policy.yml").write_text(text, encoding="utf-8")
    start = time.process_time()
    said = problems_of(tmp_path)
    assert time.process_time() - start < SLOWEST
    assert told in "\n".join(said)
    assert all(len(line) < LONGEST for line in said)
