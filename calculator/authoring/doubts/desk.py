"""The policy with its examples answered, which some doubts rest on."""

from dataclasses import dataclass

from calculator.authoring.proof import answered
from calculator.engine.answer import Answer, Desk
from calculator.engine.policy import Example, Expectation, Policy
from calculator.engine.severity import Verdict


@dataclass(frozen=True)
class Ready:
    """The policy with its examples answered."""

    policy: Policy
    desk: Desk
    answers: tuple[Answer, ...]

    def verdict(self, text: str) -> Verdict:
        """What a sentence comes to."""
        return answered(self.desk, Example("", "", text, Expectation(severity=None))).verdict
