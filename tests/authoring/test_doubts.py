"""What is said of a policy beside the corpus of mistakes: of what its lines have taught."""

from dataclasses import replace

from calculator.authoring.check import load_policy
from calculator.authoring.doubts.gathered import doubts
from calculator.authoring.proof import ready
from tests.policies import MATRIX, OFFICES


def test_a_value_is_told_of_which_nothing_was_learned() -> None:
    source = load_policy(OFFICES)
    desk = ready(source)
    services = [value.id for value in source.policy.facts[0].values]
    learned = {"questions": [("service", ["", *services[:-1]])]}
    (told,) = doubts(replace(source, learned=learned), desk)
    assert told.place == source.place(("facts", 0, "values", len(services) - 1))
    assert told.message.startswith(f"nothing was learned of '{services[-1]}'")
    assert not doubts(replace(source, learned={"questions": [("service", services)]}), desk)


def test_an_example_shows_the_facts_and_calendars_that_it_rests_on() -> None:
    source = load_policy(MATRIX)
    (reading,) = source.policy.interpretations

    def applied(*ids: str) -> list[str]:
        policy = replace(
            source.policy,
            interpretations=(replace(reading, applies_to=ids),),
            examples=tuple(e for e in source.policy.examples if e.id == "my-laptop"),
        )
        changed = replace(source, policy=policy)
        return [d.message for d in doubts(changed, ready(changed)) if "interpretation" in d.message]

    assert applied("breadth") == applied("service-hours") == []
    (told,) = applied("never-closed")
    assert told == "no example shows what the interpretation 'campus-is-extended' applies to"
