"""What stands around a report changes nothing of it, whatever the policy and whether it learned."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
BY_PHRASES = Desk(POLICY, language())
BY_WEIGHTS = Desk(POLICY, language(), taught(POLICY, LESSONS))
BOTH = pytest.mark.parametrize("desk", [BY_PHRASES, BY_WEIGHTS], ids=["phrases", "weights"])

REPORTS = (
    "The gateway is down",
    "No door opens, at all houses",
    "Please add a door",
    "Nobody can get in.",
)

AROUND = [
    ("", ", thanks, Bob"),
    ("", ", thanks, Bob Miller, Acme"),
    ("", " - cheers, Ann"),
    ("", " thx"),
    ("", " BR/Joe"),
    ("", "; danke, Petra"),
    ("", " Cordialement, Hélène Roux"),
    ("", "\n\nHave a great one,\nCassidy Nguyen"),
    ("", "\n\nAda Holm\nHead of Finance | Example Ltd\nT: +44 20 7946 0123"),
    ("", "\n\nThis e-mail is confidential and intended solely for the addressee."),
    ("Hello, this is Ada from Example. ", ""),
    ("Dear friends of the helpdesk,\n\n", ""),
    ("HIGH PRIORITY - ", ""),
    ("", "\n\nplease do the needful at the earliest"),
    ("Ticket #48213: ", ""),
    ("[ACME-1234] ", ""),
    ("Requester: Ada Holm\nCreated: 2026-11-23 09:14\nCategory: Incident\nDescription: ", ""),
    ("Channel: Email | Requester: Ada Holm | Type: Incident\n\n", ""),
    ("TICKET DETAILS\n--------\nNo.: 48213\nType: INC\n--------\n", "\n--------\nEND OF TICKET"),
    ("Passing this on from the shared mailbox.\n\nFrom: Ada\nSent: Monday\nTo: Support\n\n", ""),
    ("", "\n\nYou can reach me until 5 on extension 4411."),
]


def read(desk: Desk, text: str) -> dict[str, str]:
    return dict(desk.reader.read(text).facts)


@BOTH
@pytest.mark.parametrize("around", AROUND, ids=lambda around: "…".join(around)[:40])
def test_what_stands_around_a_report_changes_nothing(desk: Desk, around: tuple[str, str]) -> None:
    before, after = around
    for report in REPORTS:
        assert read(desk, before + report + after) == read(desk, report), report


@BOTH
@pytest.mark.parametrize(
    "nothing", ["Her desk is next to mine.", "Enjoy your lunch.", "Thoughts?", "Usual place."]
)
def test_a_sentence_that_says_nothing_lowers_nothing(desk: Desk, nothing: str) -> None:
    worst = desk.policy.severities[0].id
    for report in ("Nobody can get in.", "The gateway is down. No door opens, at all houses."):
        alone = desk.verdict(read(desk, report)).severity
        if alone == worst:
            text = f"{report}\n\n{nothing}"
            assert desk.verdict(read(desk, text)).severity == worst, text


def test_some_report_is_of_the_gravest_severity() -> None:
    worst = POLICY.severities[0].id
    assert BY_PHRASES.verdict(read(BY_PHRASES, "Nobody can get in.")).severity == worst
