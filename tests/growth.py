"""Policies of any size, generated: to hold that nothing grows with the product of the facts."""

import random
from collections.abc import Iterator
from pathlib import Path

HEAD = """\
about:
  name: Grown Policy
  vendor: Grown
  support: the grown desk
  summary: Generated, to measure growth.
  revision: 2026-01-01
  language: en
  source: {title: Grown, url: "https://grown.example/policy"}
response:
  - {id: r, label: R, text: Within 4 hours., within: 4 h, calendar: always}
calendars:
  - {id: always, name: Always, always: true}
"""

SEVERITIES = 5
SYLLABLES = ("ba", "ko", "ri", "tum", "len", "fos", "ga", "di", "vor", "mek", "su", "pal")


def grown(directory: Path, subjects: int, criteria: int, phrases: int, facts: int) -> Path:
    """A sound policy of this size in a directory: of each subject a tree of criteria."""
    chance = random.Random(20260101)
    sides = [f"f{n}" for n in range(1, facts)]
    lines = [HEAD, "facts:\n"]
    words = _words(chance)
    lines.append(
        "  - id: subject\n    name: Subject\n    question: What is it about?\n    values:\n"
    )
    for s in range(subjects):
        said = ", ".join(next(words) for _ in range(phrases // subjects))
        lines.append(f"      - {{id: s{s}, label: Subject {s}, phrases: [{said}]}}\n")
    for side in sides:
        values = "".join(f"      - {{id: v{v}, label: Value {v}}}\n" for v in range(4))
        lines.append(
            f"  - id: {side}\n    name: Fact {side}\n    question: What of {side}?\n"
            f"    values:\n{values}"
        )
    by_severity: dict[int, list[str]] = {level: [] for level in range(1, SEVERITIES + 1)}
    for s in range(subjects):
        leaves = _leaves(chance, sides, max(1, criteria // subjects))
        for number, leaf in enumerate(leaves):
            when = ", ".join([f"subject: s{s}", *(f"{f}: [{', '.join(v)}]" for f, v in leaf)])
            level = number % SEVERITIES + 1
            criterion = f"id: c{s}-{number}, label: C {s} {number}, text: C., when: {{{when}}}"
            by_severity[level].append(f"      - {{{criterion}}}\n")
    lines.append("severities:\n")
    for level, own in by_severity.items():
        lines.append(f"  - id: {level}\n    name: P{level}\n    label: L\n    text: T.\n")
        lines += ["    criteria:\n", *own]
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "policy.yml").write_text("".join(lines), encoding="utf-8")
    return directory


def _words(chance: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        word = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(3, 6)))
        if word not in seen:
            seen.add(word)
            yield word


def _leaves(
    chance: random.Random, sides: list[str], count: int
) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Conditions that share nothing and leave nothing out: the leaves of a tree of questions."""
    leaves: list[list[tuple[str, tuple[str, ...]]]] = [[]]
    while len(leaves) < count:
        shallow = min(leaves, key=len)
        asked = {side for side, _ in shallow}
        free = [side for side in sides if side not in asked]
        if not free:
            return leaves
        side = chance.choice(free)
        cut = chance.randint(1, 3)
        leaves.remove(shallow)
        first = tuple(f"v{v}" for v in range(cut))
        second = tuple(f"v{v}" for v in range(cut, 4))
        leaves += [[*shallow, (side, first)], [*shallow, (side, second)]]
    return leaves
