"""What the guide shows of the policy: sentences that come out, and every section of the source."""

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.proof import ready
from calculator.engine.policy import Criterion, Severity
from calculator.guide.asked import ask, reported
from tests.policy_data import POLICY

DESK = ready(load_policy(POLICY))
SEVERITIES = DESK.policy.severities
CRITERIA = [pytest.param(s, c, id=c.id) for s in SEVERITIES for c in s.criteria]

SECTIONS = {
    "Purpose", "The Technical Support Organization", "Scope", "Definitions: Severity 1",
    "Definitions: Severity 2", "Definitions: Severity 3", "Available Support Services",
    "Issue Identified by Customer's Helpdesk", "Accessing Cases via the Open Mobile Portal",
    "iPass Problem Response", "iPass Problem Response Times", "iPass Problem Resolution",
    "Reporting During the Problem Resolution Process", "When to Escalate an Issue",
    "How to Escalate an Issue", "Technical Support Escalation Contacts",
}  # fmt: skip


@pytest.mark.parametrize(
    "criterion", [c for s in SEVERITIES for c in s.criteria], ids=lambda c: c.id
)
def test_the_sentences_of_a_criterion_come_to_it(criterion: Criterion) -> None:
    found = {text: ask(DESK, reported(text)).answer.verdict.criterion for text in criterion.said}
    assert found == dict.fromkeys(criterion.said, criterion.id)


@pytest.mark.parametrize(("severity", "criterion"), CRITERIA)
def test_the_near_misses_come_to_another_severity(severity: Severity, criterion: Criterion) -> None:
    for text in criterion.near:
        found = ask(DESK, reported(text)).answer.verdict.severity
        assert found not in (None, severity.id), text


def test_every_section_of_the_source_is_carried_by_something() -> None:
    """Those of the revision that was published first, and what was added since."""
    assert {c.section for c in DESK.policy.coverage} >= SECTIONS
    assert all(c.by for c in DESK.policy.coverage)
