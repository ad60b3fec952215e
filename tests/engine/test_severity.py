"""Facts to the criterion that decides, or to the questions still worth asking."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.authoring.check import load_policy
from calculator.engine.policy import Criterion, Fact, FactValue, Policy, Severity, holds
from calculator.engine.severity import Conflict, Left, Table
from tests.policies import ALL, SMALLEST

POLICIES = {directory.name: load_policy(directory).policy for directory in ALL}
TABLES = {name: Table(policy) for name, policy in POLICIES.items()}


def policy(*severities: tuple[Criterion, ...]) -> Policy:
    """Two facts, ``color`` and ``size``, and severities from 1 on with these criteria."""
    facts = tuple(
        Fact(id, id, f"Which {id}?", tuple(FactValue(v, v) for v in values.split()))
        for id, values in (("color", "red green blue"), ("size", "small large"))
    )
    levels = tuple(Severity(i, f"S{i}", "", "", c) for i, c in enumerate(severities, 1))
    return replace(POLICIES[SMALLEST.name], facts=facts, severities=levels)


def criterion(id: str, *when: dict[str, str], over: tuple[str, ...] = ()) -> Criterion:
    conditions = tuple({fact: tuple(v.split()) for fact, v in c.items()} for c in when)
    return Criterion(id, id, id, conditions, over)


RED = criterion("red", {"color": "red"})
LARGE = criterion("large", {"color": "green", "size": "large"})
REST = criterion("rest", {"color": "green", "size": "small"}, {"color": "blue"})
TABLE = Table(policy((RED,), (LARGE,), (REST,)))


@pytest.mark.parametrize(
    ("known", "severity", "decides", "possible", "asks", "candidates"),
    [
        ({"color": "red", "size": "small"}, 1, "red", (1,), (), ("red",)),
        # The size is unknown, but cannot change the severity: there is nothing to ask.
        ({"color": "red"}, 1, "red", (1,), (), ("red",)),
        ({"color": "blue"}, 3, "rest", (3,), (), ("rest",)),
        ({"color": "green"}, None, None, (2, 3), ("size",), ("large", "rest")),
        ({"size": "small"}, None, None, (1, 3), ("color",), ("red", "rest")),
        # Questions come in the order of the policy's facts.
        ({}, None, None, (1, 2, 3), ("color", "size"), ("red", "large", "rest")),
    ],
)
def test_verdicts(
    known: dict[str, str],
    severity: int | None,
    decides: str | None,
    possible: tuple[int, ...],
    asks: tuple[str, ...],
    candidates: tuple[str, ...],
) -> None:
    verdict = TABLE.verdict(known)
    assert (verdict.severity, verdict.criterion) == (severity, decides)
    assert (verdict.possible, verdict.asks) == (possible, asks)
    assert verdict.candidates == candidates


@pytest.mark.parametrize(
    ("known", "rank"),
    [({"color": "red"}, 1), ({"color": "blue"}, 3), ({"color": "green"}, None), ({}, None)],
)
def test_the_rank_of_what_facts_come_to(known: dict[str, str], rank: int | None) -> None:
    assert TABLE.severity(known) == rank


@pytest.mark.parametrize(
    ("known", "left"),
    [
        ({"color": "red"}, [Left(1, "red", (), {})]),
        (
            {"color": "green"},
            [Left(2, "large", (), {"size": ("large",)}), Left(3, "rest", (), {"size": ("small",)})],
        ),
        (
            {"size": "small"},
            [
                Left(1, "red", (), {"color": ("red",)}),
                Left(3, "rest", (), {"color": ("green",)}),
                Left(3, "rest", (), {"color": ("blue",)}),
            ],
        ),
    ],
)
def test_what_may_still_decide_and_what_it_asks(known: dict[str, str], left: list[Left]) -> None:
    assert [*TABLE.left(known)] == left


def test_what_may_still_decide_says_what_it_outranks() -> None:
    wish = criterion("wish", {"size": "small"}, over=("red",))
    assert Table(policy((RED,), (wish,))).left({"color": "blue"}) == (
        Left(2, "wish", ("red",), {"size": ("small",)}),
    )


def test_of_several_criteria_of_one_severity_the_weightiest_is_named() -> None:
    table = Table(policy((criterion("any", {}), criterion("red", {"color": "red"}))))
    assert table.verdict({"color": "red"}).criterion == "any"
    assert table.unreachable() == ("red",)


def test_one_criterion_may_outrank_others() -> None:
    wish = criterion("wish", {"size": "small"}, over=("red",))
    table = Table(policy((RED,), (wish, criterion("else", {"color": "green blue"}))))
    assert table.verdict({"color": "red", "size": "small"}).criterion == "wish"
    assert table.verdict({"color": "red", "size": "large"}).criterion == "red"
    assert list(table.conflicts()) == []


PLACED = Table(
    policy(
        (criterion("california", {"country": "US-CA"}, over=("america",)),),
        (criterion("america", {"country": "US"}), criterion("east", {"region": "east"})),
        (criterion("rest", {}, over=()),),
    )
)


@pytest.mark.parametrize(
    ("country", "severity", "criterion_id"),
    [
        ("US-CA", 1, "california"),
        # A country has its subdivisions, those that no criterion names among them.
        ("US-TX", 2, "america"),
        ("US", 2, "america"),
        ("FR", 3, "rest"),
        ("FR-75", 3, "rest"),
        ("UM", 3, "rest"),
    ],
)
def test_a_country_is_taken_with_its_subdivisions(
    country: str, severity: int, criterion_id: str
) -> None:
    found = PLACED.verdict({"country": country, "region": "elsewhere"})
    assert found.possible[0] == severity
    assert found.candidates[0] == criterion_id


def test_a_region_has_no_subdivisions() -> None:
    table = Table(policy((criterion("east", {"region": "east"}),), (criterion("rest", {}),)))
    assert table.verdict({"region": "east"}).candidates == ("east",)
    assert table.verdict({"region": "east-2"}).candidates == ("rest",)
    assert table.values["region"] == ["east", "elsewhere"]


def test_what_a_country_admits_is_admitted_of_a_part_of_it_that_another_criterion_names() -> None:
    part = criterion("part", {"country": "US-CA", "size": "small"})
    table = Table(policy((part,), (criterion("whole", {"country": "US"}),)))
    assert table.verdict({"country": "US-CA", "size": "large"}).candidates == ("whole",)
    assert table.verdict({"country": "US-CA", "size": "small"}).candidates == ("part",)


def test_what_a_region_admits_is_not_admitted_of_one_whose_name_goes_on() -> None:
    east, other = criterion("east", {"region": "east"}), criterion("2", {"region": "east-2"})
    table = Table(policy((east,), (other,)))
    assert table.verdict({"region": "east-2"}).candidates == ("2",)


def test_the_outlook_leaves_questions_and_candidates_out() -> None:
    for known in ({}, {"color": "red"}):
        assert (TABLE.outlook(known).asks, TABLE.outlook(known).candidates) == ((), ())


def test_of_criteria_that_may_decide_the_one_that_holds_for_sure_is_named() -> None:
    small = criterion("small", {"size": "small"})
    table = Table(policy((small, criterion("red", {"color": "red"})), (criterion("rest", {}),)))
    assert table.outlook({"color": "red"}).criterion == "red"
    assert table.outlook({"color": "red", "size": "small"}).criterion == "small"
    # None holds for sure: the first that may.
    large = criterion("large", {"size": "large"})
    assert Table(policy((small, large))).outlook({}).criterion == "small"


def test_gaps() -> None:
    table = Table(policy((RED,), (LARGE,)))
    assert list(table.gaps()) == [
        {"color": "green", "size": "small"},
        {"color": "blue", "size": "small"},
        {"color": "blue", "size": "large"},
    ]


@pytest.mark.parametrize(
    ("severities", "count"),
    [([(RED,), (LARGE,), (REST,)], 0), ([(RED,), (LARGE,)], 3), ([(RED,)], 4), ([(REST,)], 3),
     ([], 6)],
)  # fmt: skip
def test_how_many_combinations_nothing_covers(
    severities: list[tuple[Criterion, ...]], count: int
) -> None:
    table = Table(policy(*severities))
    assert table.gap_count() == len(list(table.gaps())) == count


def test_facts_that_no_criterion_covers_come_to_nothing() -> None:
    verdict = Table(policy((RED,))).verdict({"color": "blue"})
    assert (verdict.severity, verdict.criterion, verdict.possible) == (None, None, ())
    assert (verdict.asks, verdict.candidates) == ((), ())


def test_a_conflict_is_told_once_with_its_first_case() -> None:
    table = Table(policy((RED,), (criterion("small", {"size": "small"}),), (REST, LARGE)))
    assert list(table.conflicts()) == [
        Conflict("red", "small", {"color": "red", "size": "small"}),
        Conflict("small", "rest", {"color": "green", "size": "small"}),
    ]


def test_conflicts_come_in_the_order_of_their_first_cases() -> None:
    blue, red, every = (
        criterion("blue", {"color": "blue"}),
        criterion("red", {"color": "red"}),
        criterion("every", {}),
    )
    assert list(Table(policy((blue,), (red,), (every,))).conflicts()) == [
        Conflict("red", "every", {"color": "red", "size": "small"}),
        Conflict("blue", "every", {"color": "blue", "size": "small"}),
    ]


def test_what_criteria_of_one_severity_share_is_no_conflict_and_hides_none() -> None:
    again = criterion("again", {"color": "red"})
    table = Table(policy((RED, again), (criterion("every", {}),)))
    assert [(c.first, c.second) for c in table.conflicts()] == [
        ("red", "every"),
        ("again", "every"),
    ]


def test_an_order_between_criteria_settles_a_conflict() -> None:
    small = criterion("small", {"size": "small"}, over=("red", "rest"))
    assert list(Table(policy((RED,), (small,), (REST, LARGE))).conflicts()) == []


# -- every policy of the tests ------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_combination_of_facts_comes_to_one_severity(table: Table) -> None:
    assert list(table.gaps()) == []
    assert list(table.conflicts()) == []
    assert table.unreachable() == ()


@st.composite
def partly_known(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A table's name, and facts of which any may be unknown."""
    name = draw(st.sampled_from(sorted(TABLES)))
    facts = TABLES[name].facts
    chosen = {f.id: draw(st.sampled_from([None, *(v.id for v in f.values)])) for f in facts}
    return name, {fact: value for fact, value in chosen.items() if value is not None}


def completions(table: Table, known: dict[str, str]) -> list[dict[str, str]]:
    values = [[known[f.id]] if f.id in known else [v.id for v in f.values] for f in table.facts]
    return [dict(zip((f.id for f in table.facts), v, strict=True)) for v in product(*values)]


@settings(deadline=None)
@given(partly_known())
def test_what_is_possible_is_what_completions_come_to(case: tuple[str, dict[str, str]]) -> None:
    name, known = case
    table = TABLES[name]
    verdict = table.verdict(known)
    reached = [table.verdict(facts) for facts in completions(table, known)]
    assert set(verdict.possible) == {v.severity for v in reached}
    assert set(verdict.candidates) == {v.criterion for v in reached}
    assert (verdict.severity is None) == bool(verdict.asks)


@settings(deadline=None)
@given(partly_known())
def test_a_question_is_asked_if_and_only_if_its_answer_can_matter(
    case: tuple[str, dict[str, str]],
) -> None:
    name, known = case
    table = TABLES[name]
    asks = table.verdict(known).asks
    for fact in table.facts:
        if fact.id in known:
            assert fact.id not in asks
            continue
        alike: dict[str, set[int | None]] = {}
        for facts in completions(table, known):
            rest = repr({f: v for f, v in facts.items() if f != fact.id})
            alike.setdefault(rest, set()).add(table.verdict(facts).severity)
        assert (fact.id in asks) == any(len(severities) > 1 for severities in alike.values())


@settings(deadline=None)
@given(partly_known())
def test_to_know_more_rules_out_and_never_adds(case: tuple[str, dict[str, str]]) -> None:
    name, known = case
    verdict = TABLES[name].verdict(known)
    for fact in list(known):
        fewer = {f: v for f, v in known.items() if f != fact}
        assert set(verdict.possible) <= set(TABLES[name].verdict(fewer).possible)


@pytest.mark.parametrize("model", POLICIES.values(), ids=POLICIES)
def test_the_criterion_that_decides_holds(model: Policy) -> None:
    table = Table(model)
    for facts in completions(table, {}):
        decides = model.criterion(str(table.verdict(facts).criterion))
        assert any(holds(condition, facts) for condition in decides.when)
