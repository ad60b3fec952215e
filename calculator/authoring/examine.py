"""All that can be told of a policy: what has to be mended, and what was hardly meant so."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from calculator.authoring.beside import doubts_beside, examples_beside
from calculator.authoring.check import checked
from calculator.authoring.culprits import culprit
from calculator.authoring.doubts.gathered import doubts
from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError, Problem
from calculator.authoring.proof import Miss, misses, ready, told


@dataclass(frozen=True)
class Examined:
    """A policy that holds together, the examples that do not come out, and what is in doubt."""

    source: Source
    wrong_examples: tuple[Problem, ...]
    doubts: tuple[Problem, ...]


def examined(directory: Path) -> Examined:
    """The policy in ``directory``, its examples answered.

    Raises PolicyError with every problem if it cannot be used at all, and with what else can be
    told of it.
    """
    draft, problems = checked(directory)
    if problems or draft.source is None:
        problems = sorted({*problems, *examples_beside(draft, problems)})
        raise PolicyError(problems, doubts_beside(draft, problems))
    return examined_source(draft.source)


def examined_source(source: Source) -> Examined:
    """Like :func:`examined`, for a policy that has been loaded."""
    desk = ready(source)
    doubtful = doubts(source, desk)
    wrong: list[Problem] = []
    explained: dict[Problem, int] = {}
    missed = list(misses(source, desk))
    if phrase := culprit(source, desk, missed):
        wrong.append(phrase.problem)
        missed = [miss for miss in missed if miss not in phrase.misses]
        doubtful = [doubt for doubt in doubtful if doubt in phrase.doubts]
    for miss in missed:
        if doubt := next((d for d in doubtful if explains(source, d, miss)), None):
            explained[doubt] = explained.get(doubt, 0) + 1
        else:
            wrong.append(told(source, miss))
    wrong += [_by_doubt(doubt, count) for doubt, count in explained.items()]
    return Examined(source, tuple(sorted(wrong)), tuple(d for d in doubtful if d not in explained))


_OF_A_PROMISE = (("text",), ("label",), ("when", "severity"), *(("starts", n) for n in (0, 1, 2)))


def explains(source: Source, doubt: Problem, miss: Miss) -> bool:
    """Whether an example comes out otherwise by what is in doubt already: a text of it that a
    comment cuts, or a promise that its own text contradicts."""
    if doubt.message.startswith("from '#' on"):
        text = source.place((*miss.where[:2], "text"))
        return (text.path, text.line) == (doubt.place.path, doubt.place.line)
    if not re.search(r"but the promise is|stands in the list already$", doubt.message):
        return False
    of = {miss.promise, miss.comes_to.get("target")}
    of |= {miss.example.expect.target} if "target" in miss.comes_to else set()
    ways = [("response", i) for i, t in enumerate(source.policy.response) if t.id in of]
    places = [source.place((*way, *at)) for way in ways for at in _OF_A_PROMISE]
    return any(source.within(place, doubt.message) == doubt.place for place in places)


def _by_doubt(doubt: Problem, count: int) -> Problem:
    examples = "an example comes" if count == 1 else f"{count} examples come"
    return replace(doubt, message=f"{doubt.message}; so {examples} to something else")
