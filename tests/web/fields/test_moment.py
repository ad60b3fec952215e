"""Times as people write them, read by the page: all that the command line reads, and the same."""

import json
import re
from random import Random
from typing import Any

import pytest

from calculator.engine.time.zone import zone
from calculator.language.times.grammar import grammar
from calculator.language.times.read import Moment, Reader, read_moment
from calculator.packaging.clocks import clocks_json
from tests.language.times.corpus import CASES, NOW, Case
from tests.web.node import in_node

SCRIPT = """
import { offsetAt, useClocks } from "./time/clocks.mjs";
import { instantOf } from "./fields/civil.mjs";
import { readMoment, useGrammar } from "./fields/moment.mjs";
useClocks(given.clocks);
useGrammar(given.grammar);
const read = ([typed, language, order, zone]) => {
  const offset = (civil) => offsetAt(zone, instantOf(civil, zone));
  return readMoment(typed, { now: given.now, offset, language, order });
};
console.log(JSON.stringify(given.rows.map(read)));
"""


def told(moment: Moment) -> dict[str, Any]:
    """What the page's reader is to say."""
    if moment.error:
        return {"error": moment.error}
    if moment.ago is not None:
        return {"ago": moment.ago} if moment.ago else {"now": True}
    if moment.instant:
        return {"instant": moment.instant.isoformat(timespec="minutes")}
    assert moment.civil
    return {"civil": moment.civil.isoformat(timespec="minutes")}


def said(cases: list[Case]) -> list[dict[str, Any]]:
    given = {
        "clocks": json.loads(clocks_json()),
        "grammar": grammar(),
        "now": NOW.isoformat(timespec="minutes"),
        "rows": [(case.typed, case.language, case.order, case.zone) for case in cases],
    }
    answers = in_node(SCRIPT, given)
    assert len(answers) == len(cases)
    return list(answers)


@pytest.fixture(scope="module")
def answers() -> dict[Case, dict[str, Any]]:
    return dict(zip(CASES, said(CASES), strict=True))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_time_is_read(case: Case, answers: dict[Case, dict[str, Any]]) -> None:
    assert answers[case] == told(case.moment)


def _mixed(dice: Random) -> Case:
    """Parts of two lines of the corpus, in any order, as nobody wrote them."""
    one, other = dice.choices(CASES, k=2)
    parts = re.findall(r"[0-9]+|[^\W\d_]+|.", f"{one.typed} {other.typed}")
    typed = "".join(dice.sample(parts, dice.randint(1, min(9, len(parts)))))
    return Case(one.language, one.order, one.zone, typed, "")


def test_what_nobody_writes_is_read_as_the_command_line_reads_it() -> None:
    dice = Random(13)
    cases = [_mixed(dice) for _ in range(1500)]
    ours = [
        told(read_moment(c.typed, Reader(NOW, zone(c.zone), c.language, c.order))) for c in cases
    ]
    theirs = said(cases)
    assert [c for c, a, b in zip(cases, ours, theirs, strict=True) if a != b] == []
    assert sum("error" not in answer for answer in ours) > 50
