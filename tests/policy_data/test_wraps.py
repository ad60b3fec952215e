"""What people put around a report changes nothing; the table is printed at the end of a run."""

from collections.abc import Callable
from random import Random

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from tests.policy_data import POLICY, wraps
from tests.policy_data.reading import example_set

SOURCE = load_policy(POLICY)
LEARNED = Desk(SOURCE.policy, language(), SOURCE.learned)

TEXTS = 120
DRAWN = 5
"""So many descriptions are drawn, and so many of them for each wrapping."""

ASKED, WRONG = 0.02, 0.005


def test_what_stands_around_a_report_changes_nothing(
    record_property: Callable[[str, object], None],
) -> None:
    examples = [e for name in wraps.SETS for e in example_set(name)]
    texts = list(wraps.read_right(LEARNED, Random(1).sample(examples, TEXTS)))
    found = wraps.tallies(LEARNED, wraps.wrappings(), texts, DRAWN)
    assert len(found) == 11
    for kind, tally in found.items():
        row = tally.row(kind, "the policy")
        record_property("table", ("what stands around a report", wraps.HEAD, row))
    for tally in found.values():
        assert tally.count == 30 * DRAWN
        assert len(tally.asked) <= ASKED * tally.count, tally.asked
        assert len(tally.wrong) <= WRONG * tally.count, tally.wrong
        assert tally.lower == []


REPORT = "Nobody can log in to the portal"


@pytest.mark.parametrize(
    "said",
    [
        "{}, thanks, Bob",
        "{} since this morning, thanks, Bob Miller, Acme",
        "{} - cheers, Ann",
        "{} thx",
        "{} BR/Joe",
        "{}. Kind regards from Oslo, Ida",
        "{}, danke, Petra",
        "{} mvh Lars",
        "{}. Cordialement, Hélène Roux",
        "{}, teşekkürler, Ahmet",
        "Hi there, this is Bob from Acme. {}",
        "HIGH PRIORITY - {}",
        "{}, please do the needful at the earliest",
        "INC0012345 - {}",
        "Ticket #48213: {}",
        "Requester: Bob Miller\nCreated: 2026-11-23 09:14\nDescription: {}",
        "{}\n\nBob Miller\nSenior Network Engineer\nAcme Corp | Leeds\nT: +44 113 496 0000",
    ],
)
def test_the_portal_stays_down_whoever_signs(said: str) -> None:
    for end in ("", "."):
        text = said.format(REPORT + end)
        assert LEARNED.verdict(LEARNED.reader.read(text).facts).severity == 2, text
