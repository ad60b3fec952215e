"""What is said of a policy beside the corpus of mistakes: of what its lines have taught."""

from dataclasses import replace

from calculator.authoring.check import load_policy
from calculator.authoring.doubts.gathered import doubts
from calculator.authoring.proof import ready
from tests.policies import OFFICES


def test_a_value_is_told_of_which_nothing_was_learned() -> None:
    source = load_policy(OFFICES)
    desk = ready(source)
    services = [value.id for value in source.policy.facts[0].values]
    learned = {"questions": [("service", ["", *services[:-1]])]}
    (told,) = doubts(replace(source, learned=learned), desk)
    assert told.place == source.place(("facts", 0, "values", len(services) - 1))
    assert told.message.startswith(f"nothing was learned of '{services[-1]}'")
    assert not doubts(replace(source, learned={"questions": [("service", services)]}), desk)
