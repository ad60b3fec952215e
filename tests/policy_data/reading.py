"""Measures how well descriptions are read; as a command it writes the report.

    python -m tests.policy_data.reading

Seven sets of labelled descriptions of the policy in ``policy_data``, written one by one and not
from templates, mostly by language models, and never learned from: ``given`` (60 short ones) and
``given-forms`` (83 mails, alerts, logs, chats and the like) came with the project; ``measure``
(600), ``forms`` (340), ``mixed`` (499, of two writers), ``blind`` (660, of four) and ``unseen``
(200) were written without having seen a phrase, a cue or a line; nobody has tuned on the last.

*Right* is a severity that the label accepts, or asking where it says so; *wrong* is a severity that
it does not accept; asking about what is plain is neither.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.language.knowledge import language
from calculator.language.lines import Labelled, read_lines
from tests.policy_data import POLICY, robust

HERE = Path(__file__).resolve().parent
REPORT = HERE / "reading-report.md"
SETS = ("given", "measure", "given-forms", "forms", "mixed", "blind", "unseen")
ANSWERED = ("measure", "forms")
"""The sets whose labels name the facts that are true."""

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


NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class AfterAnswers:
    """What came of descriptions whose questions were answered by the facts of their labels."""

    count: int
    right: float
    questions: float
    """On average, where any was asked."""
    widened: int
    """Answers after which a severity was possible that was not before."""
    again: int
    """Answers after which something was asked that had been read."""

    def row(self) -> str:
        return (
            f"| {self.count} | {self.right:.1%} | {self.questions:.2f} "
            f"| {self.widened} | {self.again} |"
        )


ANSWERED_HEAD = (
    "| descriptions | right | questions | widened by an answer | asked though read |\n"
    "|---|---|---|---|---|"
)


def after_true_answers(desk: Desk, examples: Iterable[Labelled]) -> AfterAnswers:
    """Answers what is asked about descriptions by the facts of their labels, until that is told."""
    count = right = asked = questions = widened = again = 0
    for example in examples:
        true = example.get("facts")
        if not true:
            continue
        answer = desk.answer(Issue(now=NOW, text=example["text"]))
        read, stated = set(answer.reading.facts), dict[str, str]()
        while answer.verdict.severity is None and answer.verdict.asks[0] in true:
            possible, fact = set(answer.verdict.possible), answer.verdict.asks[0]
            stated[fact] = true[fact]
            answer = desk.answer(Issue(now=NOW, text=example["text"], facts=stated))
            widened += not set(answer.verdict.possible) <= possible
            again += bool(set(answer.verdict.asks) & (read - stated.keys()))
        count += 1
        asked += bool(stated)
        questions += len(stated)
        right += Case(example, answer.verdict.severity or "ask", None).right
    return AfterAnswers(count, right / count, questions / max(asked, 1), widened, again)


def example_set(name: str) -> list[Labelled]:
    """The descriptions of one of the :data:`SETS`."""
    return read_lines(HERE / f"{name}.jsonl")


def report(
    rows: Mapping[str, Measured],
    learned: Mapping[str, Measured],
    answered: AfterAnswers,
    robustly: Iterable[str],
) -> str:
    """The report as a page: the sets, the criteria, what was taken for what, what changes it."""
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
            *_by_criterion(learned["measure"]),
            "",
            "## What was taken for what",
            "",
            "On `measure`, with learned weights: labels down, answers across.",
            "",
            *_confusion(learned["measure"]),
            "",
            "## By form and language",
            "",
            "On `forms`, with learned weights.",
            "",
            *_by("form", learned["forms"]),
            "",
            *_by("lang", learned["forms"]),
            "",
            "On `mixed`, with learned weights.",
            "",
            *_by("form", learned["mixed"]),
            "",
            *_by("lang", learned["mixed"]),
            "",
            "## After true answers",
            "",
            "On those of " + " and ".join(f"`{name}`" for name in ANSWERED) + " whose labels name "
            "facts, with learned weights: each question is answered by the label, as often as it "
            "can be.",
            "",
            ANSWERED_HEAD,
            answered.row(),
            "",
            "## What stands around it",
            "",
            "On those of `given` and `measure` that are answered rightly, with learned weights.",
            "",
            robust.HEAD,
            *robustly,
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


def _by(key: str, of: Measured) -> Iterable[str]:
    yield f"| {key} | descriptions | right | wrong |"
    yield "|---|---|---|---|"
    for name in sorted({c.example.get(key, "") for c in of.cases} - {""}):
        part = Measured(tuple(c for c in of.cases if c.example.get(key) == name))
        yield f"| {name} | {len(part.cases)} | {part.right:.0%} | {part.wrong:.0%} |"


def main() -> None:
    """Measures everything and writes the report."""
    source = load_policy(POLICY)
    alone = Desk(source.policy, language())
    learned = Desk(source.policy, language(), source.learned)
    with_weights = {name: measured(learned, example_set(name)) for name in SETS}
    rows = {
        **{
            f"phrases and language alone: {name}": measured(alone, example_set(name))
            for name in SETS
        },
        **{f"with learned weights: {name}": each for name, each in with_weights.items()},
    }
    robustly = list(robust.rows(learned, [*example_set("given"), *example_set("measure")]))
    answered = after_true_answers(learned, (e for name in ANSWERED for e in example_set(name)))
    REPORT.write_text(report(rows, with_weights, answered, robustly), encoding="utf-8")
    print(HEAD, *(each.row(name) for name, each in rows.items()), sep="\n")
    print(ANSWERED_HEAD, answered.row(), sep="\n")
    print(robust.HEAD, *robustly, sep="\n")


if __name__ == "__main__":
    main()
