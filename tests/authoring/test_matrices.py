"""Matrices as they are printed, and what they are made of."""

import shutil
from dataclasses import replace
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.authoring.matrices import expanded
from calculator.engine.derived import derived_facts, gives_no_promise
from tests.policies import PUBLISHED

DESK = next(directory for directory in PUBLISHED if directory.name == "deakin-it")


def edited(place: Path, **changes: str) -> Path:
    """The policy of an IT desk, with words changed for others."""
    directory = Path(shutil.copytree(DESK, place / "policy"))
    for file in directory.glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        for old, new in changes.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return directory


def test_a_fact_may_be_called_like_a_kind_of_promise(tmp_path: Path) -> None:
    """Many policies ask whether there is a workaround, and promise one."""
    policy = load_policy(edited(tmp_path, urgency="workaround", resolution="workaround")).policy
    kinds = {target.kind for target in policy.response}
    assert kinds == {"response", "workaround"}
    assert "workaround" in {fact.id for fact in policy.facts}
    assert derived_facts(policy) == {}
    assert [m.id for m in policy.matrices if gives_no_promise(policy, m)] == ["priority"]


def test_a_promise_says_of_which_table_it_is(tmp_path: Path) -> None:
    policy = load_policy(edited(tmp_path)).policy
    labels = [target.label for target in policy.response]
    assert labels[0] == "Time to respond: Ticket: Something is broken, Priority 1"
    assert len({*labels}) == len(labels)


def test_severities_in_cells_may_be_numbers(tmp_path: Path) -> None:
    numbers = {f"{p}{n}": (p == "-p") * "-" + str(n) for n in range(1, 6) for p in ("P", "-p")}
    policy = load_policy(edited(tmp_path, **numbers)).policy
    assert [severity.id for severity in policy.severities] == [1, 2, 3, 4, 5]
    assert [len(severity.criteria) for severity in policy.severities] == [1, 2, 3, 2, 1]


def test_a_table_that_holds_for_some_values_alone_has_no_row_for_the_others(
    tmp_path: Path,
) -> None:
    request = """      request: {P1: 3 h, P2: 5 h, P3: 5 h, P4: 5 h, P5: 5 h}
"""
    title = "    title: Time to respond\n"
    directory = edited(tmp_path, **{request: "", title: f"{title}    when: {{ticket: incident}}\n"})
    (directory / "examples.yml").unlink()
    answered = [t.id for t in load_policy(directory).policy.response if t.kind == "response"]
    assert answered == [f"response-time-incident-p{n}" for n in range(1, 5)]


def test_the_reason_of_a_cell_says_where_its_table_holds() -> None:
    policy = load_policy(DESK).policy
    ticket = policy.fact("ticket")
    both = {"ticket": tuple(value.id for value in ticket.values)}
    bare = tuple(replace(severity, criteria=()) for severity in policy.severities)
    matrices = tuple(
        replace(m, when=both, title="Priorities") for m in policy.matrices if m.gives == "severity"
    )
    made, _ = expanded(replace(policy, severities=bare, matrices=matrices, response=()))
    first = made.severities[0].criteria[0]
    labels = " / ".join(value.label for value in ticket.values)
    assert first.text == f"Priorities. {ticket.name}: {labels}, {first.label}."
