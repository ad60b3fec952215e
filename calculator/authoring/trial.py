"""Sentences tried: how the policy reads them as it is edited, beside how it read them before."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError, cut, visible
from calculator.authoring.proof import NOON
from calculator.authoring.revisions import NoPolicyError, merge_base, opened
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.language.knowledge import language


class Trial:
    """The edited policy, and the one where this branch left main, ready to read."""

    def __init__(self, directory: Path, old: str | None = None) -> None:
        """``old`` is a directory or a revision.  Raises PolicyError if the policy is broken."""
        self.new = _desk(load_policy(directory))
        self.old: Desk | None = None
        try:
            with ExitStack() as stack:
                before = stack.enter_context(opened(old or merge_base(directory), directory))
                self.old = _desk(before)
        except (NoPolicyError, PolicyError):
            if old:
                raise

    def lines(self, text: str) -> Iterator[str]:
        """What both make of a sentence; one line where they agree."""
        now = _read(self.new, text)
        yield f'"{cut(visible(" ".join(text.split())), 100)}"'
        if self.old is None:
            yield f"  {now}"
        elif (was := _read(self.old, text)) == now:
            yield f"  as before: {now}"
        else:
            yield f"  before: {was}"
            yield f"  now:    {now}"


def _desk(source: Source) -> Desk:
    return Desk(source.policy, language(), source.learned)


def _read(desk: Desk, text: str) -> str:
    answer = desk.answer(Issue(now=NOON, text=text))
    verdict = answer.verdict
    names = " or ".join(desk.policy.severity(s).name for s in verdict.possible) or "none"
    by = f" ({verdict.criterion})" if verdict.criterion else ""
    asks = f", asks {', '.join(verdict.asks)}" if verdict.asks else ""
    facts = []
    for fact in answer.facts:
        words = [text[e.start : e.end] for e in answer.reading.evidence if e.fact == fact.fact]
        said = f' "{visible(" … ".join(words))}"' if fact.state == "read" and words else ""
        if fact.value is not None:
            facts.append(f"{fact.fact}: {fact.value}{said or f' ({fact.state})'}")
    return f"{names}{by}{asks}; {', '.join(facts) or 'nothing is read'}"
