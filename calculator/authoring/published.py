"""Ids that were published and are gone: links and answers may still lead to them."""

import re
from collections.abc import Iterator
from pathlib import Path

from calculator.authoring.compare import gone
from calculator.authoring.differences import title_of
from calculator.authoring.doubts.meant import MEANT_SO
from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError, Problem, quoted
from calculator.authoring.revisions import NoPolicyError, merge_base, opened
from calculator.authoring.walk import things


def vanished(source: Source, directory: Path) -> list[Problem]:
    """Warnings of ids that there were where this branch left main; none without a git repository.

    A comment with ``meant so`` that names the id, anywhere in the policy, silences the warning.
    """
    try:
        with opened(merge_base(directory), directory) as before:
            return sorted(_vanished(before, source))
    except (NoPolicyError, PolicyError):
        return []


def _vanished(before: Source, source: Source) -> Iterator[Problem]:
    meant = [
        found[0] for lines in source.lines.values() for x in lines if (found := MEANT_SO.search(x))
    ]
    for id, title in gone(before.policy, source.policy).items():
        if not any(re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", said) for said in meant):
            where = next(
                (w for w, t in things(source.policy) if hasattr(t, "id") and title_of(t) == title),
                _list_of(before, id),
            )
            yield Problem(
                source.place(where),
                f"the id {quoted(id)} ({title}) was published and is gone: links to it break; keep "
                f"it, or say so in a comment: # meant so: {id}",
            )


def _list_of(before: Source, id: str) -> tuple[str | int, ...]:
    """The list in which a thing stood."""
    ways = (w for w, t in things(before.policy) if str(getattr(t, "id", "")) == id)
    return next(ways, ())[:1]
