"""What was published and is gone: ids, to which links and answers may still lead, and phrases that
one without a comma took the place of."""

import re
from collections.abc import Iterator
from pathlib import Path

from calculator.authoring.compare import gone
from calculator.authoring.differences import title_of
from calculator.authoring.doubts.meant import MEANT_SO, meant_so
from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError, Problem, quoted
from calculator.authoring.revisions import NoPolicyError, merge_base, opened
from calculator.authoring.walk import found, things


def vanished(source: Source, directory: Path) -> list[Problem]:
    """Warnings of what there was where this branch left main; none without a git repository.

    A comment with ``meant so`` that names the id, anywhere in the policy, silences the warning.
    """
    try:
        with opened(merge_base(directory), directory) as before:
            return sorted((*_vanished(before, source), *_joined(before, source)))
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


def _joined(before: Source, source: Source) -> Iterator[Problem]:
    """Phrases that were two: the comma between them is gone."""
    old = {(w[:2], t.id): t for w, t in found(before.policy, "FactValue")}
    for where, value in found(source.policy, "FactValue"):
        known = old.get((where[:2], value.id))
        for name in ("phrases", "hints") if known else ():
            now = getattr(value, name)
            gone = {*getattr(known, name)} - {*now}
            for i, phrase in enumerate(now):
                words = phrase.split()
                ways = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
                if parts := next((way for way in ways if gone.issuperset(way)), None):
                    place = source.place((*where, name, i))
                    told = f"{quoted(phrase)} was two; a comma is missing: {', '.join(parts)}"
                    if not meant_so(source, problem := Problem(place, told)):
                        yield problem


def _list_of(before: Source, id: str) -> tuple[str | int, ...]:
    """The list in which a thing stood."""
    ways = (w for w, t in things(before.policy) if str(getattr(t, "id", "")) == id)
    return next(ways, ())[:1]
