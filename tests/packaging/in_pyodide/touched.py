"""What of the core answering needs: ``python -m tests.packaging.in_pyodide.touched``, a minute.

Writes ``calculator/packaging/touched.txt``, which holds for the core of one Pyodide, slim in one
way.  All policies are asked, with their examples and issues by chance; and all that Python's own
types can do is done (``usual.py``), so that what no answer was seen to need yet is there as well.
What is needed all the same is had then, at the price of a second start.
"""

import gzip
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from calculator.authoring.check import load_policy
from calculator.authoring.load import policy_directory
from calculator.authoring.proof import ready
from calculator.engine.answer import Desk
from calculator.language.knowledge import ROOM
from calculator.language.lines import labelled_lines
from calculator.packaging.api import api
from calculator.packaging.runtime import HERE as PACKAGING
from calculator.packaging.runtime import package_runtime
from tests.packaging.in_pyodide.shipped import HERE, node
from tests.policies import ALL, PUBLISHED
from tests.soak import issues

TOUCHED = PACKAGING / "touched.txt"
HEAD = """\
# Of which core, by digest; which of its functions stay, by number; which data goes, by address.
# Written by: python -m tests.packaging.in_pyodide.touched
"""
USUAL, RARE = HERE / "usual.py", HERE / "rare.py"
ISSUES = 200
"""By chance, for each policy."""
COUNTRIES = 12
"""Whose holidays are told, of each policy."""
SPOILT = ('{"country": "AT", "holidays": 1}', "{", "", '{"text": 5}', '{"text": "x", "now": "x"}')
"""What no page sends."""

type Message = tuple[str, str]


@cache
def people() -> list[str]:
    """What people of many trades write."""
    return [line["text"] for line in labelled_lines(ROOM)]


def messages(desk: Desk, published: dict[str, bytes], seed: str, count: int) -> Iterator[Message]:
    """What a page may ask of a policy's desk, in what it writes itself as in people's own words."""
    chance = random.Random(seed)
    for path in [path for path in published if path.startswith("api/holidays/")][:COUNTRIES]:
        told = {"country": Path(path).stem, "holidays": json.loads(published[path])}
        yield "holidays", json.dumps(told)
    for example in desk.policy.examples:
        moments = {"opened": example.opened, "called": example.called}
        asked: dict[str, Any] = {k: at.isoformat() for k, at in moments.items() if at}
        asked |= {"text": example.text, "facts": dict(example.facts), "country": example.country}
        asked |= {"timezone": example.timezone, "now": "2026-11-24T10:00:00.000Z"}
        yield "answer", json.dumps(asked)
    for number in range(count):
        asked = issues.request(desk, chance)
        if number % 2:
            asked["text"] = chance.choice(people())
        yield "answer", json.dumps(asked)


def place(directory: Path, policy: Path, seed: str, count: int) -> Path:
    """Writes what a policy's page loads, and messages by chance, as answering.mjs reads them."""
    source = load_policy(policy)
    published = api(source, date(2026, 11, 24))
    directory.mkdir()
    (directory / "policy.json").write_bytes(published["api/policy.json"])
    (directory / "reading").write_bytes(gzip.decompress(published["api/reading.bin"]))
    lines = map(json.dumps, messages(ready(source), published, seed, count))
    (directory / "messages.jsonl").write_text("\n".join(lines))
    return directory


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        places = [
            place(Path(work) / str(number), policy, f"touched-{number}", ISSUES)
            for number, policy in enumerate([policy_directory(), *ALL, *PUBLISHED])
        ]
        with (places[-1] / "messages.jsonl").open("a") as last:
            for payload in SPOILT:
                last.write(f"\n{json.dumps(('answer', payload))}")
            last.write(f"\n{json.dumps(('nothing', '{}'))}")
        status, output = node(
            HERE / "touched.mjs", package_runtime().directory, USUAL, RARE, *places
        )
    if status:
        sys.exit(output)
    TOUCHED.write_text(f"{HEAD}{output}")


if __name__ == "__main__":
    main()
