"""What is said of a policy beside the corpus of mistakes: of what its lines have taught."""

from dataclasses import replace

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.doubts import repeated
from calculator.authoring.doubts.facts import RULES
from calculator.authoring.doubts.gathered import doubts
from calculator.authoring.load import Source
from calculator.authoring.proof import ready
from calculator.engine.policy import Criterion, Fact, FactValue, Matrix
from tests.policies import MATRIX, OFFICES, WHOLE


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


def test_a_value_is_told_that_nothing_is_read_as_or_whose_meaning_is_left_out() -> None:
    source = load_policy(WHOLE)
    facts = list(source.policy.facts)
    place = next(i for i, fact in enumerate(facts) if any(v.means for v in fact.values))
    used = facts[place].values
    more = (
        FactValue("odd", "Odd"),
        FactValue("false", "Wrong data"),
        FactValue("work", "Planned", means=("change",)),
        FactValue("rest", "Rest", phrases=("whatever",)),
    )
    facts[place] = replace(facts[place], values=(*used, *more))
    policy = replace(source.policy, facts=tuple(facts))
    told = {
        where[3]: message for rule in RULES for where, message in rule(policy) if len(where) == 4
    }
    first = len(used)
    assert told[first].startswith("nothing that somebody writes is read as 'odd'")
    assert "with 'means: wrong' it is heard" in told[first + 1]
    assert "with 'means: planned' it is heard" in told[first + 2]
    assert first + 3 not in told


def test_cells_of_two_matrices_may_be_called_alike() -> None:
    policy = load_policy(MATRIX).policy
    one, other = (Criterion(f"{matrix}-a-b", "A, B", "", when=()) for matrix in ("first", "second"))
    matrices = [Matrix(m, m, "kind", "plan", {}, gives="severity") for m in ("first", "second")]
    severities = (replace(policy.severities[0], criteria=(one, other)),)
    alike = replace(policy, severities=severities)
    said = "'A, B' is what 'first-a-b' is called, too"
    assert said in {message for rule in repeated.RULES for _, message in rule(alike)}
    apart = replace(alike, matrices=tuple(matrices))
    assert said not in {message for rule in repeated.RULES for _, message in rule(apart)}


@pytest.mark.parametrize(
    ("help", "told"),
    [
        (
            "Where the whole campus or a faculty notices it",
            ["the help names some of what there is, and not 'One person'"],
        ),
        ("Where the whole campus, a faculty or one person notices it", []),
        ("Where the whole campus notices it", []),
        ("", []),
    ],
)
def test_the_help_of_what_follows_names_all_that_comes_to_it(help: str, told: list[str]) -> None:
    source = load_policy(MATRIX)
    assert (
        _of_trouble(source, {"campus": "much", "faculty": "much", "person": "much"}, help) == told
    )
    fewer = {"campus": "much", "faculty": "much", "person": "little"}
    assert _of_trouble(source, fewer, help) == []


def _of_trouble(source: Source, cells: dict[str, str], help: str) -> list[str]:
    """What is said of the help of a fact that follows from who notices and how long it can wait."""
    values = (FactValue("much", "Much", help), FactValue("little", "Little"))
    trouble = Fact("trouble", "Trouble", "How much is it?", values)
    table = {row: {"now": cell, "week": cell} for row, cell in cells.items()}
    matrix = Matrix("troubles", "Troubles", "breadth", "haste", table, gives="trouble")
    facts = (*source.policy.facts, trouble)
    policy = replace(source.policy, facts=facts, matrices=(*source.policy.matrices, matrix))
    changed = replace(source, policy=policy)
    return [d.message for d in doubts(changed, ready(changed)) if "the help" in d.message]
