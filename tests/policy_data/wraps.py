"""What people put around a report, written by one who knew no report: ``wraps.jsonl``.

    python -m tests.policy_data.wraps [FILE]

Each wrapping is put around descriptions that are read right, with and without their last full
stop; it says nothing of an issue, so what is read should stay what it is.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from calculator.language.lines import Labelled, read_lines
from tests.policy_data import POLICY, robust

HERE = Path(__file__).resolve().parent
TRADES = HERE.parents[1] / "bench" / "trades"

SETS = ("measure", "forms", "mixed")
"""The descriptions that something is put around."""

DRAWN = 12
"""So many descriptions each wrapping is put around."""

LONGEST = 400
"""Characters of a description that something is put around."""

HEAD = "| around it | of | descriptions | becomes a question | wrong | weightiest lower |\n" + (
    "|---|---|---|---|---|---|"
)

type Wrapping = Mapping[str, str]
type Read = tuple[str, Sequence[object], bool]
"""A description that is read right, the severities that are right, and whether it is of the
weightiest."""


@dataclass
class Tally:
    """How many wrapped descriptions there were, and which became what they should not."""

    count: int = 0
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)

    def row(self, kind: str, of: str) -> str:
        asked, wrong = len(self.asked) / self.count, len(self.wrong) / self.count
        return f"| {kind} | {of} | {self.count} | {asked:.1%} | {wrong:.1%} | {len(self.lower)} |"


def wrappings(path: Path = HERE / "wraps.jsonl") -> list[Wrapping]:
    """The wrappings of a file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_right(desk: Desk, examples: Iterable[Labelled]) -> Iterator[Read]:
    """Descriptions that are read right, as they are and without their last full stop."""
    weightiest = desk.policy.severities[0].id
    for example in examples:
        text = example["text"].strip()
        accepted = list(example.get("accept") or [example["expected_severity"]])
        for form in dict.fromkeys((text, text.rstrip("."))):
            found = severity(desk, form)
            if len(form) <= LONGEST and found in accepted and found != robust.ASK:
                yield form, accepted, accepted[0] == weightiest


def severity(desk: Desk, text: str) -> object:
    """What a description comes to; ``ask`` for a question."""
    return desk.verdict(desk.reader.read(text).facts).severity or robust.ASK


def tallies(
    desk: Desk, around: Iterable[Wrapping], texts: Sequence[Read], drawn: int = DRAWN
) -> dict[str, Tally]:
    """What becomes of descriptions that are drawn for each wrapping, by its kind."""
    found: dict[str, Tally] = defaultdict(Tally)
    for wrapping in around:
        chance = Random(wrapping["id"])
        tally = found[wrapping["kind"]]
        for text, accepted, weightiest in chance.sample(texts, min(drawn, len(texts))):
            wrapped = wrapping["before"] + text + wrapping["after"]
            outcome = severity(desk, wrapped)
            tally.count += 1
            if outcome in accepted:
                continue
            told = f"{wrapping['id']} {accepted} -> {outcome}: {wrapped!r}"
            if outcome == robust.ASK:
                tally.asked.append(told)
            else:
                tally.wrong.append(told)
                if weightiest:
                    tally.lower.append(told)
    return found


def ours() -> tuple[Desk, list[Read]]:
    """The desk of the policy, and descriptions that it reads right."""
    source = load_policy(POLICY)
    desk = Desk(source.policy, language(), source.learned)
    examples = [e for name in SETS for e in read_lines(HERE / f"{name}.jsonl")]
    return desk, list(read_right(desk, examples))


def of_trades() -> Iterator[tuple[str, Desk, list[Read]]]:
    """The desks of other trades, which have learned nothing, and what they read right."""
    for path in sorted(TRADES.glob("*/texts.jsonl")):
        desk = Desk(load_policy(path.parent / "policy").policy, language())
        ids = {str(s.id).lower().replace(" ", "-"): s.id for s in desk.policy.severities}
        examples = [
            {
                "text": line["text"],
                "expected_severity": ids.get(
                    str(line["severity"]).lower().replace(" ", "-"), robust.ASK
                ),
            }
            for line in read_lines(path)
        ]
        yield path.parent.name, desk, list(read_right(desk, examples))


def main() -> None:
    """Prints what becomes of wrapped descriptions, by kind."""
    around = wrappings(*map(Path, sys.argv[1:2]))
    print(HEAD)
    for kind, tally in tallies(*_with(around, ours())).items():
        print(tally.row(kind, "ours"))
    found: dict[str, Tally] = defaultdict(Tally)
    for _, desk, texts in of_trades():
        for kind, tally in tallies(desk, around, texts, DRAWN // 4).items():
            whole = found[kind]
            whole.count += tally.count
            for name in ("asked", "wrong", "lower"):
                getattr(whole, name).extend(getattr(tally, name))
    for kind, tally in found.items():
        print(tally.row(kind, "other trades"))


def _with(
    around: Sequence[Wrapping], of: tuple[Desk, list[Read]]
) -> tuple[Desk, Sequence[Wrapping], list[Read]]:
    return of[0], around, of[1]


if __name__ == "__main__":
    main()
