"""Facts: phrases that find nothing or say two things, assumptions that may both hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from calculator.authoring.problem import listed, quoted, suggestion
from calculator.authoring.walk import Finding, Rule, found, things
from calculator.engine.policy import FactValue, Policy
from calculator.engine.reading.judged import Judge
from calculator.engine.reading.language import HAPPENS
from calculator.engine.reading.phrases import PhraseIndex, phrase_key
from calculator.language.knowledge import knowledge, language


def _no_words_to_find(policy: Policy) -> Iterator[Finding]:
    """A phrase with signs that stand for something elsewhere, and for nothing here."""
    for where, thing in things(policy):
        for name in ("phrases", "hints"):
            for i, phrase in enumerate(getattr(thing, name, ())):
                if sign := re.search(r"\w\*|\w\?\w|\.\*|\[|\(|\|", phrase):
                    told = "stands for nothing else in a phrase; endings do not matter anyway"
                    yield (*where, name, i), f"{quoted(sign[0][-1])} in {quoted(phrase)} {told}"
                elif (slash := _SLASH.search(phrase)) and slash[0].casefold() not in _TOGETHER:
                    told = "is found only where both words stand side by side; write two phrases"
                    yield (*where, name, i), f"{quoted(phrase)} {told}"
                elif stop := _STOP.search(phrase):
                    told = f"write a comma after {quoted(stop[1])} if these are two"
                    yield (*where, name, i), f"a full stop stands in {quoted(phrase)}; {told}"
                elif phrase.rstrip()[-1:] in (",", ";"):
                    end = phrase.rstrip()[-1]
                    yield (*where, name, i), f"the phrase ends with {quoted(end)}; remove it"
                elif re.fullmatch(r"[A-Za-z]", phrase):
                    yield (*where, name, i), f"{quoted(phrase)} is one letter, and found everywhere"


_SLASH = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})/([^\W\d_]{2,})")
_TOGETHER = {"tcp/ip"}
"""Words that are one with their slash."""
_STOP = re.compile(r"(?<![^\W\d_])([^\W\d_]{4,})[.;] +\w")


def _phrases_said_already(policy: Policy) -> Iterator[Finding]:
    """A phrase that is the plural of another of its value, and one that denies what another says.

    Other spellings of a phrase do no harm; whoever adds a plural does not know that endings are
    left aside.
    """
    for where, value in found(policy, "FactValue"):
        said: dict[tuple[str, ...], str] = {}
        for i, phrase in enumerate(value.phrases):
            first = said.setdefault(phrase_key(phrase), phrase)
            if re.fullmatch(rf"{re.escape(first)}e?s", phrase, re.IGNORECASE):
                told = f"is found by {quoted(first)}: endings do not matter; remove it"
                yield (*where, "phrases", i), f"{quoted(phrase)} {told}"
        for i, phrase in enumerate(value.phrases):
            denied = re.fullmatch(r"(?:not|no|never|isn't|without) (.+)", phrase, re.IGNORECASE)
            if denied and (other := said.get(phrase_key(denied[1]))):
                told = f"says the contrary of {quoted(other)}, and both say {quoted(value.id)}"
                yield (*where, "phrases", i), f"{quoted(phrase)} {told}"


def _hints_said_already(policy: Policy) -> Iterator[Finding]:
    """A hint that is a phrase of the same value, and says nothing more."""
    for where, thing in things(policy):
        if type(thing).__name__ != "FactValue":
            continue
        said = {phrase_key(phrase): phrase for phrase in thing.phrases}
        for i, hint in enumerate(thing.hints):
            if phrase := said.get(phrase_key(hint)):
                by = "" if phrase == hint else f" by {quoted(phrase)}"
                yield (
                    (*where, "hints", i),
                    f"{quoted(hint)} is a phrase of {quoted(thing.id)} already{by}; as a hint it "
                    "adds nothing",
                )


def _idle_cues(policy: Policy) -> Iterator[Finding]:
    """A kind of context that nothing is made of."""
    known = knowledge()["context"]
    for i, cue in enumerate(policy.cues):
        if cue.id not in known:
            there = suggestion(cue.id, known) or f"; there is {listed(known, 'and')}"
            yield ("cues", i, "id"), f"{quoted(cue.id)} is no kind of context{there}"


def _two_meanings(policy: Policy) -> Iterator[Finding]:
    """A phrase that says one value, and is a hint of another, or says a value of another fact."""
    for f, fact in enumerate(policy.facts):
        said = {phrase_key(p): v.id for v in fact.values for p in v.phrases}
        for v, value in enumerate(fact.values):
            for h, hint in enumerate(value.hints):
                other = said.get(phrase_key(hint))
                if other and other != value.id:
                    yield (
                        ("facts", f, "values", v, "hints", h),
                        f"{quoted(hint)} speaks for {quoted(value.id)} here, but says "
                        f"{quoted(other)} as a phrase",
                    )
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    for where, value in found(policy, "FactValue"):
        fact = policy.facts[int(where[1])]
        for p, phrase in enumerate(value.phrases):
            key = phrase_key(phrase)
            known = first.setdefault(key, (fact.id, value.id))
            if known[0] != fact.id:
                yield (
                    (*where, "phrases", p),
                    f"{quoted(phrase)} says {value.id!r}, and {known[1]!r} of {known[0]!r}, too",
                )


def _meanings_left_out(policy: Policy) -> Iterator[Finding]:
    """A value that is called what the language has a meaning for, which no value has; and one that
    nothing in a description is ever read as, beside others that have a meaning."""
    for f, fact in enumerate(policy.facts):
        used = {meaning for value in fact.values for meaning in value.means}
        if used.isdisjoint(HAPPENS):
            continue
        for v, value in enumerate(fact.values):
            where = ("facts", f, "values", v)
            meaning = _called(value.label)
            told = not value.means or (meaning == "planned" and value.means == ("change",))
            if meaning and meaning not in used and told:
                yield (
                    where,
                    f"{quoted(value.label)} sounds like what the language knows as {meaning!r}: "
                    f"with 'means: {meaning}' it is heard in many words and languages",
                )
            elif not value.means and not value.phrases and not value.hints:
                yield (
                    where,
                    f"nothing that somebody writes is read as {quoted(value.id)}: give it "
                    "phrases, or what it 'means'",
                )


@cache
def _called(label: str) -> str | None:
    """What the language hears in a label, if it has a word for it or surely hears it."""
    judge = Judge(language(), PhraseIndex([]), frozenset(), tells_kinds=True)
    heard = next(iter(judge.judge(label).clauses), None)
    if not heard:
        return None
    kind = next(iter(heard.kinds), None)
    if kind and heard.what["fine"] < HEARD:
        return kind
    told = {"planned": heard.status["planned"], "outage": heard.what["outage"]}
    meaning = max(told, key=lambda one: told[one])
    return meaning if told[meaning] >= HEARD else None


HEARD = 0.7
"""A label of which the language hears something with this probability is called so."""


def _assumptions(policy: Policy) -> Iterator[Finding]:
    """An assumption that never holds; two that may both hold, and say different things.

    What holds in general may stand behind what holds in some cases of it.
    """
    for f, fact in enumerate(policy.facts):
        for i, one in enumerate(fact.assume):
            if fact.id in one.when:
                yield (
                    ("facts", f, "assume", i, "when", fact.id),
                    f"{quoted(fact.id)} is assumed only where it is not known: this never holds",
                )
            for earlier in fact.assume[:i]:
                general = all(
                    set(earlier.when.get(name, ())) <= set(values) and name in earlier.when
                    for name, values in one.when.items()
                )
                apart = any(
                    name in earlier.when and not set(values) & set(earlier.when[name])
                    for name, values in one.when.items()
                )
                if not apart and not general and one.value != earlier.value:
                    yield (
                        ("facts", f, "assume", i),
                        f"where this holds, {quoted(earlier.value)} may be assumed, too; the first "
                        "in the list wins",
                    )


_REST = re.compile(
    r"\b(other|others|else|none|nothing|neither|unknown|ander\w*|sonst\w*|nichts|kein\w*|unbekannt"
    r"|autres?|aucune?|rien|inconnue?|otros?|otras?|ningun[oa]?|nada)\b",
    re.IGNORECASE,
)
"""Words of a value that stands for all that a question does not name."""


def _halves_of_lists(policy: Policy) -> Iterator[Finding]:
    """A question that names several of a fact's values, and not all; and the help of a value that
    names several of the things that come to it by a matrix, and not all."""
    facts = {fact.id: fact for fact in policy.facts}
    for f, fact in enumerate(policy.facts):
        named = [value for value in fact.values if not _REST.search(value.label)]
        if told := _half("question", fact.question, named):
            yield ("facts", f, "question"), told
        for v, value in enumerate(fact.values):
            for matrix in (m for m in policy.matrices if m.gives == fact.id and value.help):
                rows = [r for r, cells in matrix.cells.items() if value.id in cells.values()]
                columns = [
                    c
                    for cells in matrix.cells.values()
                    for c, to in cells.items()
                    if to == value.id
                ]
                for name, ids in ((matrix.rows, rows), (matrix.columns, columns)):
                    some = [x for x in facts[name].values if x.id in ids]
                    if told := _half("help", value.help, some):
                        yield ("facts", f, "values", v, "help"), told


def _half(what: str, text: str, values: Sequence[FactValue]) -> str | None:
    """What to say of a text that names several values, and not all of them."""
    said = phrase_key(text)
    named = [value for value in values if _names(said, value)]
    own = [set(phrase_key(value.label)) for value in values]
    missing = [
        value.label
        for value, label in zip(values, own, strict=True)
        # A word that no other label has stands for the whole: *one*, for "One lamp".
        if value not in named
        and not label.difference(*(o for o in own if o is not label)) & {*said}
    ]
    if len(values) - len(missing) < 2 or not named or not missing:
        return None
    return f"the {what} names some of what there is, and not {listed(missing)}"


def _names(said: Sequence[str], value: FactValue) -> bool:
    """Whether stems have the label of a value among them, or one of its phrases."""
    keys = [phrase_key(words) for words in (value.label, *value.phrases)]
    return any(key and said[i : i + len(key)] == key for key in keys for i in range(len(said)))


def unlearned(policy: Policy, learned: Mapping[str, Any] | None) -> Iterator[Finding]:
    """A value of which the learned weights know nothing, since it was added after they were."""
    classes = {fact: set(names) for fact, names in learned["questions"]} if learned else {}
    for f, fact in enumerate(policy.facts):
        for v, value in enumerate(fact.values):
            if fact.id in classes and value.id not in classes[fact.id]:
                yield (
                    ("facts", f, "values", v),
                    f"nothing was learned of {quoted(value.id)}, which is read by its phrases "
                    "alone; add labelled lines that have it, and run: make learn",
                )


ALONE: tuple[Rule, ...] = (
    _hints_said_already,
    _no_words_to_find,
    _phrases_said_already,
)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _idle_cues,
    _two_meanings,
    _meanings_left_out,
    _assumptions,
    _halves_of_lists,
)
