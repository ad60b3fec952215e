"""Policies that others publish fit: each is checked, its examples come out, its guide is made."""

from pathlib import Path

import pytest

from calculator.authoring.examine import examined
from calculator.engine.answer import Desk
from calculator.engine.told import told
from calculator.guide.pages import pages
from tests.policies import PUBLISHED
from tests.worked_examples import answered, desk

DESKS = {directory.name: desk(directory) for directory in PUBLISHED}


def test_there_are_several_shapes() -> None:
    assert len(PUBLISHED) >= 5


@pytest.mark.parametrize("directory", PUBLISHED, ids=lambda d: d.name)
def test_it_is_in_order_and_its_examples_come_out(directory: Path) -> None:
    found = examined(directory)
    assert found.wrong_examples == ()
    assert len(found.source.policy.examples) >= 15


@pytest.mark.parametrize("directory", PUBLISHED, ids=lambda d: d.name)
def test_it_says_where_it_is_from(directory: Path) -> None:
    about = DESKS[directory.name].policy.about
    assert "found in" in about.source.title
    assert about.source.url.startswith("https://")


@pytest.mark.parametrize("here", DESKS.values(), ids=DESKS)
def test_every_severity_and_kind_of_promise_is_shown(here: Desk) -> None:
    bodies = [told(answered(here, example)) for example in here.policy.examples]
    assert {b["severity"] for b in bodies} == {None, *(s.id for s in here.policy.severities)}
    governed = {k["kind"] for b in bodies for k in b["kinds"] if k["target"]}
    assert governed == {target.kind for target in here.policy.response}


@pytest.mark.parametrize("here", DESKS.values(), ids=DESKS)
def test_no_question_is_asked_that_decides_nothing(here: Desk) -> None:
    for example in here.policy.examples:
        body = told(answered(here, example))
        assert set(body["asks"]) == set(body["decides"])
        assert all(body["decides"].values())


@pytest.mark.parametrize("here", DESKS.values(), ids=DESKS)
def test_its_guide_is_made(here: Desk) -> None:
    made = pages(here)
    text = "".join(made.values())
    for severity in here.policy.severities:
        assert severity.name in text
