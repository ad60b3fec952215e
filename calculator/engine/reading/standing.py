"""Where clauses stand decides what they say, too: behind a heading, a state, before an aside.

*Fire drill: ...*, *RESOLVED: ...*, *... (announced)*; and where a policy has a value for work that
is announced, what announces it counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from calculator.engine.reading.clause import NEGATED as NEGATED
from calculator.engine.reading.clause import NOTHING, Clause
from calculator.engine.reading.language import STATUS
from calculator.engine.reading.text import Word

HEADING = 3
"""A heading has at most so many words."""

CERTAIN = 0.9
"""A heading says with at least this probability that all of it is an exercise."""

EXERCISE, OVER, PLANNED = (
    {**dict.fromkeys(STATUS, 0.0), s: 1.0} for s in ("exercise", "over", "planned")
)
"""The status of what is said to be an exercise, over, or planned."""

_DASH = re.compile(r"[(|]|\s[-–—]+\s")
_STATE = re.compile(r"\s*(?::|\])\s*")

RESOLVED = "resolved"
"""The cue of what is over."""


def standing(
    text: str, of: Sequence[Word], clauses: Iterable[Clause], *, plans: bool
) -> tuple[Clause, ...]:
    """Clauses in the light of those beside them; where a policy ``plans``, work that is announced
    counts."""
    told = _aside_of(text, of, _stated(text, of, _headed(clauses)))
    return tuple(_announced(clause) if plans else clause for clause in told)


def _announced(clause: Clause) -> Clause:
    """A clause of which what announces work is a wish, of a kind of its own."""
    live, planned, none = clause.status["live"], clause.status["planned"], clause.what["none"]
    if not planned or (clause.level == 1 and clause.other != "planned"):
        return clause
    share = planned / (live + planned)
    what = {answer: chance * (1 - share) for answer, chance in clause.what.items()}
    change = what["change"] + share * (1 - none)
    what |= {"none": none, "change": change}
    kinds = {**clause.kinds, "planned": share * (1 - none) / change if change else 0.0}
    status = {**clause.status, "live": live + planned, "planned": 0.0}
    return replace(clause, what=what, kinds=kinds, status=status)


def _headed(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Clauses behind a heading that calls all of it an exercise: *Fire drill: ...*."""
    heading: Clause | None = None
    for clause in clauses:
        if heading:
            yield replace(clause, status=EXERCISE)
            continue
        only = clause.last - clause.first <= HEADING or clause.what["none"] >= NOTHING
        heading = clause if only and clause.status["exercise"] >= CERTAIN else None
        yield clause


def _stated(text: str, of: Sequence[Word], clauses_: Iterable[Clause]) -> Iterator[Clause]:
    """Clauses right behind a state that says they are over: *RESOLVED: gateway unreachable*."""
    heading: Clause | None = None
    for clause in clauses_:
        over = heading is not None and _STATE.fullmatch(
            text, of[heading.last - 1].end, of[clause.first].start
        )
        yield replace(clause, status=OVER) if over else clause
        heading = clause if _is_over(clause) else None


def _aside_of(text: str, of: Sequence[Word], clauses_: Iterable[Clause]) -> Iterator[Clause]:
    """Clauses of which words in brackets or behind a dash say that they are planned or no more
    than an exercise: *DOWN (maintenance window, announced)*."""
    told = [*clauses_]
    for clause, behind in zip_longest(told, told[1:]):
        aside = behind is not None and _opens_aside(
            text[of[clause.last - 1].end : of[behind.first].start]
        )
        surely = [
            status
            for name, status in (("planned", PLANNED), ("exercise", EXERCISE))
            if aside and behind and behind.status[name] >= CERTAIN
        ]
        yield replace(clause, status=surely[0]) if surely else clause


def _opens_aside(between: str) -> bool:
    """Whether a bracket, a bar or a dash opens an aside on what stands before, in its paragraph.

    It stands in the line of the words behind it: a line of bars belongs to neither.
    """
    *above, line = between.split("\n")
    apart = any(not part.strip() for part in above[1:])
    return not apart and _DASH.search(f" {line}" if above else line) is not None


def _is_over(clause: Clause) -> bool:
    cues = {cue.concept for cue in clause.cues}
    return clause.last - clause.first <= HEADING and RESOLVED in cues and NEGATED not in cues
