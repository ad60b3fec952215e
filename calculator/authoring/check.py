"""Checks what a policy says, once its form is right: that it holds together.

Each rule is a generator of (where, message) pairs over the whole policy; all rules run, and every
problem is reported with its place.  :mod:`.references`, :mod:`.values` and :mod:`.texts` have the
rules for ids, single values and texts; those for the whole are here.  :mod:`.proof` answers the
worked examples, and :mod:`.doubts` has what is hardly meant so, but may be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from calculator.authoring.boxes import boxes
from calculator.authoring.fieldnames import CONDITIONED
from calculator.authoring.form import Where
from calculator.authoring.links import dead_pages
from calculator.authoring.load import Draft, Source, read_draft
from calculator.authoring.matrices import SEVERITY
from calculator.authoring.problem import PolicyError, Problem, listed, quoted
from calculator.authoring.promises import PROMISES
from calculator.authoring.references import ids, noun, references
from calculator.authoring.renamed import renamed
from calculator.authoring.texts import texts
from calculator.authoring.translations import translations
from calculator.authoring.values import (
    calendars,
    countries,
    durations,
    formats,
    public_holidays,
    years,
)
from calculator.authoring.vocabulary import conditions
from calculator.authoring.walk import Finding, Rule, found, things
from calculator.engine.diagram import TooLargeError
from calculator.engine.policy import Condition, Matrix, Policy, allows, holds
from calculator.engine.reading.phrases import phrase_key
from calculator.engine.severity import Conflict, Table
from calculator.language.knowledge import language

MOST_GAPS = 1000
"""Combinations without a criterion that are looked at to say which they are."""


def load_policy(directory: Path) -> Source:
    """The policy in ``directory``, checked.  Raises PolicyError with every problem found."""
    draft, problems = checked(directory)
    if problems or draft.source is None:
        raise PolicyError(problems)
    return draft.source


def checked(directory: Path) -> tuple[Draft, list[Problem]]:
    """What could be read of the policy in ``directory``, and every problem of it in order."""
    draft = read_draft(directory)
    problems = list(draft.problems)
    if draft.source:
        problems += _meaning(draft, draft.source)
    return draft, sorted(set(problems))


def _meaning(draft: Draft, source: Source) -> Iterator[Problem]:
    """What is wrong with what a policy says, as far as it can be known."""
    findings = [finding for rule in RULES for finding in rule(source.policy)]
    if not (findings or draft.problems):
        findings = list(_table(source.policy))
    findings = list(renamed(source, findings))
    told = {(p.place.path, p.place.line) for p in draft.problems}
    unsure = _kinds_with_wrong_ids(draft, source.policy, findings)
    broken = [source.policy.matrices[int(w[1])] for w, _ in findings if w[0] == "matrices"]
    for where, message in findings:
        place = source.place(where)
        if where[0] == "calendars" and any(hole[:2] == where[:2] for hole in draft.holes):
            continue
        if broken and _of_a_matrix(source.policy, where, message, broken):
            continue
        unknown = any(
            where[: len(hole)] == hole or (len(where) > 1 and hole[: len(where)] == where)
            for hole in draft.holes
        )
        if not (unknown or (place.path, place.line) in told or _follows(message, draft, unsure)):
            yield Problem(source.within(place, message), message)


def _kinds_with_wrong_ids(
    draft: Draft, policy: Policy, findings: Iterable[Finding]
) -> frozenset[str]:
    """Kinds of things of which one has an id that it should not have; others may refer to it."""
    by_way = {where: type(thing).__name__ for where, thing in things(policy)}
    wrong = {by_way.get(where[:-1], "") for where, _ in findings if where[-1] == "id"}
    if any(where[0] == "severities" and where[2:] == ("criteria",) for where, _ in findings):
        wrong.add("Criterion")
    nouns = {noun(kind) for kind in wrong if kind}
    unsure = nouns or draft.left_out or draft.nameless
    return frozenset(nouns | {"id"} if unsure else nouns) | {
        NAMED.get(kind, kind) for kind in draft.nameless
    }


def _of_a_matrix(policy: Policy, where: Where, message: str, broken: Iterable[Matrix]) -> bool:
    """Whether what is told only follows from a matrix that is wrong itself."""
    missing = re.match(r"there is no [a-z ]+? '(.+?)'", message)
    names = [missing[1]] if missing else []
    if where[0] == "response" and len(where) > 1:
        names.append(policy.response[int(where[1])].id)
    if any(name.startswith(f"{matrix.id}-") for matrix in broken for name in names):
        return True
    lacks = message.startswith("nothing comes to the severity ")
    return lacks and any(matrix.gives == SEVERITY for matrix in broken)


SURE = 0.8
"""How much a name is like another from which on it is that one, misspelt."""


def _is_its_own(message: str) -> bool:
    """Whether a name that is not there is another one misspelt, whatever else is wrong."""
    found = re.search(r" '([^']+)'; did you mean '([^']+)'\?", message)
    if not found or re.sub(r"[\d\s_-]", "", found[1]) == re.sub(r"[\d\s_-]", "", found[2]):
        # It may be the right one, and the other the wrong one.
        return False
    return SequenceMatcher(None, found[1], found[2]).ratio() >= SURE


NAMED = {"target": "response target", "kind": "kind of promise"}


def _follows(message: str, draft: Draft, unsure: frozenset[str]) -> bool:
    """Whether what is told only follows from another mistake."""
    if any(f"'{id}'" in message for id in draft.left_out):
        return True
    missing = re.match(r"there is no ([a-z ]+?) '", message)
    never = re.match(r"'(.+?)' is never '", message)
    if missing and _is_its_own(message):
        return False
    if draft.lines_lost and (missing or never):
        return True
    if missing:
        return missing[1] in unsure
    if never is None:
        return False
    if never[1] in CONDITIONED and "fact" in unsure:
        return True
    return ("severity" if never[1] == "severity" else "fact value") in unsure


def _phrases(policy: Policy) -> Iterator[Finding]:
    """A phrase says one thing: it never claims two values of one fact."""
    for f, fact in enumerate(policy.facts):
        claimed: dict[tuple[str, ...], tuple[str, str]] = {}
        for v, value in enumerate(fact.values):
            for p, phrase in enumerate(value.phrases):
                where = ("facts", f, "values", v, "phrases", p)
                # *Doesn't open* and *does not open* are one phrase.
                key = min(map(phrase_key, language().ways(phrase)))
                if not key:
                    yield where, f"the phrase '{phrase}' has no word in it"
                elif key in claimed and claimed[key][0] != value.id:
                    yield (
                        where,
                        f"the phrase '{phrase}' claims {fact.id} '{value.id}', but "
                        f"'{claimed[key][1]}' claims '{claimed[key][0]}' already",
                    )
                claimed.setdefault(key, (value.id, phrase))


def _meanings(policy: Policy) -> Iterator[Finding]:
    """Two values of a fact never mean the same."""
    for f, fact in enumerate(policy.facts):
        meant: dict[str, str] = {}
        for v, value in enumerate(fact.values):
            for m, meaning in enumerate(value.means):
                if meaning in meant:
                    yield (
                        ("facts", f, "values", v, "means", m),
                        f"'{meaning}' is what '{meant[meaning]}' means already",
                    )
                meant.setdefault(meaning, value.id)


def _enough(policy: Policy) -> Iterator[Finding]:
    """There is something to decide, and every fact has something to choose between."""
    for name in ("facts", "severities", "response"):
        if not getattr(policy, name):
            yield (name,), f"'{name}' is empty; a policy needs at least one"
    for i, fact in enumerate(policy.facts):
        if len(fact.values) < 2:
            yield ("facts", i), f"the fact '{fact.id}' needs at least two values"
    for where, thing in things(policy):
        for name in NEEDED.get(type(thing).__name__, ()):
            if not getattr(thing, name):
                yield (*where, name), f"'{name}' is empty; it needs at least one"


NEEDED = {"Criterion": ("when",), "Topic": ("sections",), "Covered": ("by",)}
"""Lists that say nothing if they are empty."""


def _table(policy: Policy) -> Iterator[Finding]:
    """Every combination of facts comes to exactly one severity."""
    table = Table(policy)
    criteria = {c.id: (where, c) for where, c in found(policy, "Criterion")}
    try:
        lost = table.unreachable()
        yield from (gap for gap in _gaps(policy, table) if not _is_of(gap, lost))
    except TooLargeError:
        yield (
            ("severities",),
            "the criteria combine the facts in more ways than can be told apart; let fewer facts "
            "decide together, or say in the criteria that name few facts which others they go over",
        )
        return
    conflicts = list(table.conflicts())
    if wide := _too_wide(conflicts):
        where, criterion = criteria[wide]
        others = [c.second if c.first == wide else c.first for c in conflicts]
        yield (
            (*where, "when"),
            f"{quoted(wide)} claims what {listed(others, 'and')} claim for other severities, such "
            f"as {_facts(conflicts[0].facts)}; name more facts in its condition, or give those "
            "that win 'over: [...]' with the other's id",
        )
        return
    told = set()
    for conflict in conflicts:
        told.add(conflict.second)
        where, criterion = criteria[conflict.second]
        met = (i for i, when in enumerate(criterion.when) if holds(when, conflict.facts))
        yield (
            (*where, "when", next(met, 0)),
            f"'{conflict.first}' and '{conflict.second}' both claim {_facts(conflict.facts)} for "
            f"different severities; give the one that wins 'over: [...]' with the other's id",
        )
    for id in lost:
        if id not in told:
            yield (*criteria[id][0], "when"), f"no combination of facts ever comes to '{id}'"


def _too_wide(conflicts: Sequence[Conflict]) -> str | None:
    """The criterion that is part of every one of several conflicts, if there is one."""
    if len(conflicts) < 2:
        return None
    common = set.intersection(*({c.first, c.second} for c in conflicts))
    return common.pop() if len(common) == 1 else None


def _is_of(gap: Finding, criteria: Iterable[str]) -> bool:
    """Whether a gap is what a criterion that nothing comes to was to cover, by its id."""
    said = re.findall(r": ([\w-]+(?: or [\w-]+)*)", gap[1])
    values = {word for some in said for word in some.split(" or ")}
    return any(values & {*id.split("-"), id} for id in criteria)


def _gaps(policy: Policy, table: Table) -> Iterator[Finding]:
    """Combinations that no criterion covers, all told at once, where one nearly does."""
    count = table.gap_count()
    some = list(islice(table.gaps(), MOST_GAPS))
    if not some:
        return
    names = list(some[0])
    gaps = {tuple(gap[name] for name in names) for gap in some}
    values = [list(dict.fromkeys(gap[name] for gap in some)) for name in names]
    known = {fact.id: [v.id for v in fact.values] for fact in policy.facts}
    values = [known.get(name, own) for name, own in zip(names, values, strict=True)]
    said = [
        ", ".join(
            f"{name}: {' or '.join(options)}"
            for name, options in zip(names, box, strict=True)
            if options
        )
        for box in boxes(values, gaps)
    ]
    more = f" ({count} combinations in all)" if len(said) > 3 else ""
    where, name = _nearest(policy, some[:50]) or (_unused_value(policy, some), None)
    near = f"; '{name}' is nearest" if name else ""
    yield where, f"no criterion covers {'; nor '.join(said[:3]) or 'anything'}{more}{near}"


def _unused_value(policy: Policy, some: list[dict[str, str]]) -> Where:
    """The value that all gaps have and no criterion names, else the severities as a whole."""
    named = {
        (fact, value)
        for _, criterion in found(policy, "Criterion")
        for condition in criterion.when
        for fact, values in condition.items()
        for value in values
    }
    for where, value in found(policy, "FactValue"):
        fact = policy.facts[int(where[1])].id
        if (fact, value.id) not in named and all(gap.get(fact) == value.id for gap in some):
            return (*where, "id")
    return ("severities",)


def _nearest(policy: Policy, some: list[dict[str, str]]) -> tuple[Where, str] | None:
    """The condition that the least keeps from covering the gaps, and its criterion; None if far."""
    ranked = [
        (
            sum(_distance(condition, gap) for gap in some),
            # What differs in a fact that is listed later is nearer.
            -min(_first_difference(policy, condition, gap) for gap in some),
            (*where, "when", i),
            criterion.id,
        )
        for where, criterion in found(policy, "Criterion")
        for i, condition in enumerate(criterion.when)
        if len(condition) > 1
    ]
    least = min(ranked, key=lambda r: r[:2], default=None)
    return (least[2], least[3]) if least and least[0] <= len(some) else None


def _first_difference(policy: Policy, condition: Condition, facts: Mapping[str, str]) -> int:
    """The position of the first fact of the policy in which a condition differs from facts."""
    named = [(n, f.id) for n, f in enumerate(policy.facts) if f.id in condition]
    return next((n for n, id in named if not allows(id, condition[id], facts.get(id))), 0)


def _distance(condition: Condition, facts: Mapping[str, str]) -> int:
    return sum(not allows(fact, values, facts.get(fact)) for fact, values in condition.items())


def _facts(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{fact}: {value}" for fact, value in facts.items())


RULES: tuple[Rule, ...] = (
    ids,
    references,
    conditions,
    formats,
    texts,
    dead_pages,
    *PROMISES,
    calendars,
    durations,
    years,
    public_holidays,
    countries,
    _phrases,
    _meanings,
    translations,
    _enough,
)
