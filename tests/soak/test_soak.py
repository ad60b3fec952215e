"""The first runs of each campaign; ``make soak`` goes on from there."""

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

import pytest
import yaml

from tests.conftest import ROOT
from tests.soak import fuzz, issues, policies, slips
from tests.soak.campaign import PASSED, once
from tests.soak.slips import below_bars


def apart(run: Callable[[str], list[str]], name: str, start: int, size: int) -> list[str]:
    """What some runs find in a process of their own, whose memory is theirs alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        count, found = pool.submit(once, run, name, start, size).result()
    assert count == size
    return found


@pytest.mark.parametrize("start", [0, 6])
def test_policies_changed_by_chance(start: int) -> None:
    found = apart(policies.run, "policies-1", start, 6)
    assert [line for line in found if line != PASSED] == []


def test_changes_go_on_behind_an_alias_bomb() -> None:
    """Nodes that stand in many places are walked through once."""
    bomb = yaml.ScalarNode("tag:yaml.org,2002:str", "x")
    for _ in range(40):
        bomb = yaml.SequenceNode("tag:yaml.org,2002:seq", [bomb] * 9)
    assert len(list(policies._nodes(bomb))) == 40 * 9
    assert not policies._within(bomb, yaml.ScalarNode("tag:yaml.org,2002:str", "y"))


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_what_fuzzing_begins_with_is_borne(target: str) -> None:
    for data in islice(fuzz.seeds(target), 40):
        fuzz.TARGETS[target](data)


def test_slips_are_told_where_they_are() -> None:
    found = [line.rpartition(": ")[2] for line in apart(slips.run, "slips-1", 0, 30)]
    assert below_bars(found, 30) == []


def test_issues_by_chance() -> None:
    assert apart(issues.run, "issues-1", 0, 100) == []


def test_campaigns_start_from_the_command_line() -> None:
    """Their runs are in processes of their own, which have to find what they run."""
    command = [sys.executable, "-m", "tests.soak", "issues", "--count", "2", "--seed", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"\| issues \| 2 \| - \| 0 \|", done.stdout)
