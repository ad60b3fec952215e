"""All that can be told of a policy: what has to be mended, and what was hardly meant so."""

from dataclasses import dataclass
from pathlib import Path

from calculator.authoring.beside import doubts_beside, examples_beside
from calculator.authoring.check import checked
from calculator.authoring.doubts import doubts
from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError, Problem
from calculator.authoring.proof import misses, ready, told
from calculator.engine.answer import Desk


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
    wrong = tuple(sorted(told(source, miss) for miss in misses(source, desk)))
    return Examined(source, wrong, tuple(doubts(source, desk)))


def unproven(source: Source, desk: Desk) -> str:
    """The examples that come to something else than they say, a line each."""
    return "\n".join(str(p) for p in sorted(told(source, miss) for miss in misses(source, desk)))
