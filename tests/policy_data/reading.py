"""Measures how well descriptions are read; as a command it writes the report.

    python -m tests.policy_data.reading

Three sets of labelled descriptions of the policy in ``policy_data``, written one by one and not
from templates, mostly by language models: ``given`` (60 that came with the project), ``measure``
(written without having seen a phrase, a cue or another example than the given ones, and only ever
measured on) and ``tune`` (what the weights are learned from; it is measured by a quarter, read with
weights that were learned from the rest).

*Right* is a severity that the label accepts, or asking where it says so; *wrong* is a severity that
it does not accept; asking about what is plain is neither.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.language.learn import learn
from calculator.language.lines import Labelled, empty_sentences, labelled_lines, read_lines
from tests.policy_data import POLICY

HERE = Path(__file__).resolve().parent
REPORT = HERE / "reading-report.md"
PARTS = 4
TOGETHER = 8
"""Neighbours were often written as variations of one thing; they stay in the same part."""

type Outcome = int | str
"""A severity, or ``ask``."""


@dataclass(frozen=True)
class Case:
    """A labelled description and what the calculator made of it."""

    example: Labelled
    outcome: Outcome
    criterion: str | None

    @property
    def expected(self) -> Outcome:
        severity: Outcome = self.example["expected_severity"]
        return severity

    @property
    def right(self) -> bool:
        return self.outcome in self.example.get("accept", [self.expected])

    @property
    def wrong(self) -> bool:
        return not self.right and self.outcome != "ask"

    @property
    def lowered(self) -> bool:
        """Whether Severity 1 was answered with something lighter."""
        return self.expected == 1 and self.outcome in (2, 3)


@dataclass(frozen=True)
class Measured:
    """The figures of one set of descriptions."""

    cases: tuple[Case, ...]

    def share(self, of: Callable[[Case], bool]) -> float:
        return sum(map(of, self.cases)) / len(self.cases)

    @property
    def right(self) -> float:
        return self.share(lambda c: c.right)

    @property
    def wrong(self) -> float:
        return self.share(lambda c: c.wrong)

    @property
    def lowered(self) -> int:
        return sum(c.lowered for c in self.cases)

    @property
    def severe(self) -> int:
        return sum(c.expected == 1 for c in self.cases)

    def row(self, name: str) -> str:
        return (
            f"| {name} | {len(self.cases)} | {self.right:.1%} | {self.wrong:.1%} "
            f"| {self.lowered} of {self.severe} |"
        )


HEAD = "| set | descriptions | right | wrong | Severity 1 answered lower |\n|---|---|---|---|---|"


def measured(desk: Desk, examples: Iterable[Labelled]) -> Measured:
    """Reads every description and holds the outcome against its label."""
    cases = []
    for example in examples:
        verdict = desk.verdict(desk.reader.read(example["text"]).facts)
        cases.append(Case(example, verdict.severity or "ask", verdict.criterion))
    return Measured(tuple(cases))


def example_set(name: str) -> list[Labelled]:
    """The descriptions of ``given``, ``measure`` or ``tune``."""
    return labelled_lines(POLICY) if name == "tune" else read_lines(HERE / f"{name}.jsonl")


def held_out(policy: Policy, examples: Sequence[Labelled], nothing: list[str]) -> Measured:
    """One part of the examples, read with weights that were learned from the other parts."""
    inside = [(i // TOGETHER) % PARTS == 0 for i in range(len(examples))]
    others = [e for e, held in zip(examples, inside, strict=True) if not held]
    desk = Desk(policy, learn(policy, others, nothing))
    return measured(desk, [e for e, held in zip(examples, inside, strict=True) if held])


def report(rows: Mapping[str, Measured], detail: Measured) -> str:
    """The report as a page: the sets, the criteria, and what was taken for what."""
    return "\n".join(
        [
            "# How well descriptions are read",
            "",
            "Made by `python -m tests.policy_data.reading`; see "
            "[docs/reading.md](../../docs/reading.md).",
            "",
            "## By set and method",
            "",
            HEAD,
            *(each.row(name) for name, each in rows.items()),
            "",
            "## By criterion",
            "",
            "On `measure`, with learned weights.",
            "",
            *_by_criterion(detail),
            "",
            "## What was taken for what",
            "",
            "On `measure`, with learned weights: labels down, answers across.",
            "",
            *_confusion(detail),
            "",
        ]
    )


def _by_criterion(of: Measured) -> Iterable[str]:
    yield "| criterion | descriptions | right | wrong | asked needlessly |"
    yield "|---|---|---|---|---|"
    for name in sorted({c.example["criterion"] for c in of.cases}):
        part = Measured(tuple(c for c in of.cases if c.example["criterion"] == name))
        needless = part.share(lambda c: not c.right and not c.wrong)
        count = len(part.cases)
        yield f"| `{name}` | {count} | {part.right:.0%} | {part.wrong:.0%} | {needless:.0%} |"


def _confusion(of: Measured) -> Iterable[str]:
    outcomes: list[Outcome] = [1, 2, 3, "ask"]
    counts = Counter((c.expected, c.outcome) for c in of.cases)
    yield "| label | " + " | ".join(map(str, outcomes)) + " |"
    yield "|---|" + "---|" * len(outcomes)
    for label in outcomes:
        yield f"| {label} | " + " | ".join(str(counts[label, o]) for o in outcomes) + " |"


def main() -> None:
    """Measures everything, some minutes long, and writes the report."""
    source = load_policy(POLICY)
    nothing = empty_sentences(POLICY)
    sets = {name: example_set(name) for name in ("given", "measure", "tune")}
    phrases, learned = Desk(source.policy), Desk(source.policy, source.learned)
    detail = measured(learned, sets["measure"])
    rows = {
        "phrases alone: given": measured(phrases, sets["given"]),
        "phrases alone: measure": measured(phrases, sets["measure"]),
        "phrases alone: tune": measured(phrases, sets["tune"]),
        "learned weights: given": measured(learned, sets["given"]),
        "learned weights: measure": detail,
        "learned weights: tune, a held-out quarter": held_out(source.policy, sets["tune"], nothing),
    }
    REPORT.write_text(report(rows, detail), encoding="utf-8")
    print(HEAD, *(each.row(name) for name, each in rows.items()), sep="\n")
    print(json.dumps({"report": str(REPORT.relative_to(Path.cwd()))}))


if __name__ == "__main__":
    main()
