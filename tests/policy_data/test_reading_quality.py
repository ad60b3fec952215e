"""How well descriptions are read.  The tables are printed at the end of every test run."""

from collections.abc import Callable

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import empty_sentences, language
from calculator.language.learn import unknown, unusable
from calculator.language.lines import Labelled, labelled_lines
from tests.policy_data import POLICY, robust
from tests.policy_data.reading import (
    ANSWERED,
    ANSWERED_HEAD,
    HEAD,
    SETS,
    after_true_answers,
    example_set,
    measured,
)

SOURCE = load_policy(POLICY)
LEARNED = Desk(SOURCE.policy, language(), SOURCE.learned)

# What is held in each set: at least right, at most wrong, at most of Severity 1 answered lower.
BARS = {
    "given": (0.95, 0.02, 0),
    "measure": (0.93, 0.015, 0),
    "given-forms": (0.85, 0.03, 1),
    "forms": (0.86, 0.03, 1),
    "mixed": (0.86, 0.03, 1),
    "blind": (0.85, 0.045, 3),
    "unseen": (0.88, 0.04, 0),
}


@pytest.mark.parametrize("name", BARS)
def test_reading_holds_its_bar(name: str, record_property: Callable[[str, object], None]) -> None:
    found = measured(LEARNED, example_set(name))
    record_property("table", ("how well descriptions are read", HEAD, found.row(name)))
    right, wrong, lowered = BARS[name]
    assert found.right >= right
    assert found.wrong <= wrong
    assert found.lowered <= lowered


def test_true_answers_lead_to_the_right_severity(
    record_property: Callable[[str, object], None],
) -> None:
    examples = [e for name in ANSWERED for e in example_set(name)]
    found = after_true_answers(LEARNED, examples)
    record_property("table", ("after true answers", ANSWERED_HEAD, found.row()))
    assert found.right >= 0.96
    assert found.questions <= 1.4
    assert (found.widened, found.again) == (0, 0)


def test_slips_lead_to_a_question_at_worst(record_property: Callable[[str, object], None]) -> None:
    examples = [*example_set("given"), *example_set("measure")[::2]]
    found = robust.slips(LEARNED, examples, range(1, 4))
    record_property("table", ("slips, by three draws", robust.HEAD, found.row("4 % typos")))
    assert found.asked <= 0.06 * found.count
    assert found.wrong <= 0.007 * found.count
    assert found.lower <= 1


LINES = labelled_lines(POLICY)


def test_nobody_tunes_on_what_is_measured() -> None:
    tuned = {_plain(e["text"]) for e in LINES}
    for name in SETS:
        assert not tuned & {_plain(e["text"]) for e in example_set(name)}


def test_nothing_unusable_stands_among_the_labelled_lines() -> None:
    assert list(unusable(SOURCE.policy, LINES)) == []
    assert list(unknown(SOURCE.policy, SOURCE.learned)) == []


def test_sentences_that_say_nothing_ask() -> None:
    lines = empty_sentences()
    answered = [s for s in lines if LEARNED.verdict(LEARNED.reader.read(s).facts).severity]
    assert len(answered) <= len(lines) // 50, answered


def test_labels_are_what_the_policy_makes_of_their_facts() -> None:
    """A line's facts come to a severity that it accepts; the rest are a matter of judgement."""
    verdicts = [(line, LEARNED.verdict(line["facts"]).severity or "ask") for line in LINES]
    judged = [line["id"] for line, v in verdicts if v not in _accepted(line)]
    assert len(judged) <= len(LINES) // 20, judged[:20]


def _accepted(line: Labelled) -> list[object]:
    return list(line.get("accept") or [line["expected_severity"]])


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
