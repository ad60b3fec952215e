"""All that can be told of a policy: what has to be mended, and what was hardly meant so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from calculator.authoring.beside import doubts_beside, examples_beside
from calculator.authoring.check import checked
from calculator.authoring.culprits import culprit
from calculator.authoring.doubts.gathered import doubts
from calculator.authoring.form import Where
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
    explained: dict[Problem, list[Miss]] = {}
    missed = list(misses(source, desk))
    if phrase := culprit(source, desk, missed):
        wrong.append(phrase.problem)
        missed = [miss for miss in missed if miss not in phrase.misses]
        doubtful = [doubt for doubt in doubtful if doubt in phrase.doubts]
    for miss in missed:
        if doubt := next((d for d in doubtful if explains(source, d, miss)), None):
            explained.setdefault(doubt, []).append(miss)
        else:
            wrong.append(told(source, miss))
    wrong += [_by_doubt(source, doubt, some) for doubt, some in explained.items()]
    return Examined(source, tuple(sorted(wrong)), tuple(d for d in doubtful if d not in explained))


_OF_A_PROMISE = (
    ("text",), ("label",), ("calendar",), ("when", "severity"), ("starts",),
    *(("starts", n) for n in (0, 1, 2)),
)  # fmt: skip
_OF_AN_EXAMPLE = ("opened", "called", "country", "timezone")

_ABOUT_A_PROMISE = re.compile(
    r"but the promise is|stands in the list already$|always counts?\b|to whoever does not call$"
)
_ABOUT_A_PHRASE = re.compile(r"'(.+?)' (?:says the contrary|is one letter)")


def explains(source: Source, doubt: Problem, miss: Miss) -> bool:
    """Whether an example comes out otherwise by what is in doubt already: a text of it that a
    comment cuts, its moments, a phrase in it, or a promise that its own text contradicts."""
    example = miss.where[:2]
    if doubt.message.startswith("from '#' on"):
        text = source.place((*example, "text"))
        return (text.path, text.line) == (doubt.place.path, doubt.place.line)
    if phrase := _ABOUT_A_PHRASE.match(doubt.message):
        return phrase[1].casefold() in miss.example.text.casefold()
    if not {"severity", "criterion", "asks"} & {*miss.comes_to}:
        ways = ((*example, name) for name in _OF_AN_EXAMPLE if (*example, name) in source.places)
        if any(source.place(way) == doubt.place for way in ways):
            return True
    if not _ABOUT_A_PROMISE.search(doubt.message):
        return False
    return any(
        _is_at(source, (*way, *name), doubt)
        for way in _promises_of(source, miss)
        for name in _OF_A_PROMISE
    )


def _is_at(source: Source, where: Where, doubt: Problem) -> bool:
    place = source.place(where)
    return doubt.place in (place, source.within(place, doubt.message))


def _promises_of(source: Source, miss: Miss) -> Iterator[Where]:
    """The promises by which an example comes out as it does, and by which it should."""
    of = {miss.promise, miss.comes_to.get("target")}
    of |= {miss.example.expect.target} if "target" in miss.comes_to else set()
    return (("response", i) for i, t in enumerate(source.policy.response) if t.id in of)


_CONTRADICTED = re.compile(
    r"the (?:text|label) says (?P<said>.+?), but the promise is (?P<is>.+?); "
    r"write (?P<figure>{\w+})"
)


def _by_doubt(source: Source, doubt: Problem, missed: Sequence[Miss]) -> Problem:
    """A doubt, with the examples that come out otherwise by it."""
    count = len(missed)
    if number := _CONTRADICTED.match(doubt.message):
        # Where a text and an example say the same, the number is wrong.
        name = number["figure"].strip("{}")
        for way in _promises_of(source, missed[0]):
            if any(_is_at(source, (*way, field), doubt) for field in ("text", "label")):
                examples = "an example says so, too" if count == 1 else f"so say {count} examples"
                return Problem(
                    source.place((*way, name)),
                    f"the promise is {number['is']}, but its text says {number['said']}, and "
                    f"{examples}; if the number is right, write {number['figure']} in the text, "
                    "and check --fix-examples",
                )
    examples = "an example comes" if count == 1 else f"{count} examples come"
    return replace(doubt, message=f"{doubt.message}; so {examples} to something else")
