"""What a policy may say, but hardly means: warnings, which never fail a check.

A warning that is meant so is silenced where it stands: ``# meant so``, and better why, in the line
that it names or in a line of its own above.  A comment that names an id silences what is said of a
thing that is gone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from calculator.authoring.contradictions import CONTRADICTIONS, promised
from calculator.authoring.discrepancies import DISCREPANCIES, moments
from calculator.authoring.fill import REFERENCE, figures
from calculator.authoring.load import Source
from calculator.authoring.matrices import cell_id
from calculator.authoring.oversights import OVERSIGHTS, of_another_severity
from calculator.authoring.places import zones_by_country
from calculator.authoring.problem import Problem, nearest, quoted
from calculator.authoring.proof import answered
from calculator.authoring.references import noun
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, found
from calculator.engine.answer import Answer, Desk
from calculator.engine.contacts import serving_region
from calculator.engine.diagram import TooLargeError
from calculator.engine.policy import (
    UNTIMED,
    Calendar,
    Condition,
    Example,
    Expectation,
    Policy,
    Target,
)
from calculator.engine.reading.phrases import phrase_key
from calculator.engine.severity import Verdict
from calculator.engine.time.duration import Duration
from calculator.engine.time.zone import zone

MEANT_SO = re.compile(r"#.*\bmeant so\b(.*)")

_BRACES = re.compile(r"(\$?\{\{?\s*\{?|<)([a-z0-9][\w -]*?)(\}?\s*\}\}?|>)")

MOST_TRIED = 20_000
"""Combinations of facts up to which it is tried whether any of them comes to something."""


@dataclass(frozen=True)
class _Desk:
    """The policy with its examples answered."""

    policy: Policy
    desk: Desk
    answers: tuple[Answer, ...]

    def verdict(self, text: str) -> Verdict:
        """What a sentence comes to."""
        return answered(self.desk, Example("", "", text, Expectation(severity=None))).verdict


def doubts(source: Source, desk: Desk) -> list[Problem]:
    """Everything that was hardly meant so, and is not marked as meant."""
    policy = source.policy
    ready = _Desk(policy, desk, tuple(answered(desk, e) for e in policy.examples))
    said = [finding for rule in RULES for finding in rule(ready)]
    said = [finding for rule in CONTRADICTIONS for finding in rule(policy)] + said
    said += [finding for rule in (*OVERSIGHTS, *DISCREPANCIES) for finding in rule(policy)]
    said += _unlearned(policy, source.learned)
    said += _without_a_regional_level(source)
    findings = [
        Problem(source.within(source.place(where), message), message) for where, message in said
    ]
    # Of several things that are said of one place, the first says most.
    first = {
        (doubt.place.path, doubt.place.line): doubt
        for doubt in reversed([*source.doubts, *findings])
    }
    return [doubt for doubt in sorted(first.values()) if not meant_so(source, doubt)]


def meant_so(source: Source, doubt: Problem) -> bool:
    """Whether a comment in the line, or in those right above, says that it is meant."""
    lines = source.lines.get(doubt.place.path, ())
    at = doubt.place.line - 1
    if at < len(lines) and MEANT_SO.search(lines[at]):
        return True
    while 0 < at <= len(lines) and lines[at - 1].lstrip().startswith("#"):
        at -= 1
        if MEANT_SO.search(lines[at]):
            return True
    return False


# -- texts ---------------------------------------------------------------------------------------


def _unfilled(ready: _Desk) -> Iterator[Finding]:
    """A reference in braces that is nearly, but not quite, one that there is."""
    known = [*figures(ready.policy), "within", "every"]
    first = next(iter(figures(ready.policy)))
    for where, text in written(ready.policy):
        for reference in REFERENCE.finditer(text):
            if reference[1] in known:
                told = (
                    f"in the texts of a promise alone; elsewhere write its id, such as {{{first}}}"
                )
                yield where, f"{quoted(reference[0])} has a meaning {told}"
            elif meant := nearest(reference[1], known):
                yield where, f"{quoted(reference[0])} refers to nothing; did you mean {{{meant}}}?"
        for braces in _BRACES.finditer(text):
            if REFERENCE.fullmatch(braces[0]):
                continue
            if braces[2] in known or braces[2] in figures(ready.policy).values():
                told = "a reference has one brace on either side, and no space, such as {within}"
                yield where, f"{quoted(braces[0])} stays as it is: {told}"


# -- promises, contacts and calendars --------------------------------------------------------------


def _never_governing(ready: _Desk) -> Iterator[Finding]:
    """A promise that another one, due no later whenever it applies, always goes before."""
    response = ready.policy.response
    calendars = {c.id: c for c in ready.policy.calendars}
    wrong = of_another_severity(ready.policy)
    for i, target in enumerate(response):
        for other in response:
            if i in wrong or other is target:
                continue
            if _goes_before(other, target, calendars, response):
                yield (
                    ("response", i),
                    f"the promise {quoted(target.id)} never governs: {quoted(other.id)} applies "
                    "whenever it does, and is due no later",
                )
                break


def _goes_before(
    one: Target, other: Target, calendars: dict[str, Calendar], order: tuple[Target, ...]
) -> bool:
    if one.kind != other.kind or one.share != other.share or one.every or other.every:
        return False
    here, there = list(promised(one)), list(promised(other))
    if len(here) != 1 or len(there) != 1:
        return False
    wider = all(
        fact in other.when and set(other.when[fact]) <= set(values)
        for fact, values in one.when.items()
    )
    same_day = one.place == other.place or not ({"day"} & {*one.when, *other.when})
    if not (wider and same_day and set(one.starts) <= set(other.starts)):
        return False
    if one.calendar == other.calendar:
        shorter = _no_longer(here[0], there[0])
    else:
        always = one.calendar in calendars and calendars[one.calendar].always
        shorter = always and bool(here[0].seconds) and _no_longer(here[0], there[0])
    same = here == there and one.calendar == other.calendar and set(one.starts) == set(other.starts)
    return shorter and not (same and order.index(one) > order.index(other))


def _no_longer(one: Duration, other: Duration) -> bool:
    if one == other:
        return True
    if one.next_business_day or other.same_business_day:
        return False
    if one.same_business_day or other.next_business_day:
        return one.same_business_day and (other.next_business_day or other.business_days > 0)
    if bool(one.business_days) == bool(other.business_days):
        return (one.business_days, one.seconds) <= (other.business_days, other.seconds)
    return False


def _never_applying(ready: _Desk) -> Iterator[Finding]:
    """A promise or an action for facts that never come to the severity it is for."""
    policy = ready.policy
    for name in ("response", "actions"):
        for i, thing in enumerate(getattr(policy, name)):
            named = [f for f in policy.facts if f.id in thing.when]
            if "severity" not in thing.when or not named:
                continue
            try:
                possible = _possible(ready, thing.when)
            except TooLargeError:
                continue
            if possible is not None and not possible & set(thing.when["severity"]):
                yield (
                    (name, i, "when"),
                    f"{quoted(thing.id)} never applies: these facts never come to that severity",
                )


def _possible(ready: _Desk, when: Condition) -> set[str] | None:
    """The severities that the facts of a condition may come to; None if they are too many."""
    facts = {f.id for f in ready.policy.facts}
    named = {fact: values for fact, values in when.items() if fact in facts}
    combinations = list(product(*named.values()))
    if len(combinations) > MOST_TRIED:
        return None
    some: set[str] = set()
    for values in combinations:
        # Without what is assumed: a description may say otherwise.
        verdict = ready.desk.table.outlook(dict(zip(named, values, strict=True)))
        some |= {str(severity) for severity in verdict.possible}
    return some


def _idle_contacts(ready: _Desk) -> Iterator[Finding]:
    """A region that is nearest to nobody, and serves no country."""
    regions = ready.policy.regions
    if len(regions) < 2:
        return
    zones = sorted({name for _, name in zones_by_country()})
    sent_to = {
        region.id
        for name in zones
        for at in moments(ready.policy)
        if (region := serving_region(regions, zone(name), at))
    }
    for i, region in enumerate(regions):
        if region.id not in sent_to and not region.countries and not region.when:
            yield (
                ("regions", i),
                f"nobody is sent to {quoted(region.id)}: another region listed before it is "
                "always as near",
            )


def _without_a_regional_level(source: Source) -> Iterator[Finding]:
    """Contacts of regions, and a ladder that leads to none of them."""
    levels = source.policy.escalation.levels
    contacts = [region for region in source.policy.regions if region.contact]
    if levels and contacts and not any(level.regional for level in levels):
        ways = [("escalation", "levels", i, "regional") for i in range(len(levels))]
        yield (
            next((where for where in ways if where in source.places), ("escalation", "levels")),
            "no level is taken by the contacts of the regions; write 'regional: true' at the one "
            "that is",
        )


def _idle_calendars(ready: _Desk) -> Iterator[Finding]:
    """A calendar on which nothing is counted."""
    policy = ready.policy
    used = {t.calendar for t in policy.response} | {r.office_hours for r in policy.regions}
    used |= {member for c in policy.calendars for member in c.any_of}
    used |= {name for m in policy.matrices for name in (m.calendar, *m.calendars.values())}
    used |= {
        cell.partition(",")[2].strip()
        for m in policy.matrices
        for row in m.cells.values()
        for cell in row.values()
    }
    for i, calendar in enumerate(policy.calendars):
        if calendar.id not in used:
            yield ("calendars", i), f"nothing is counted on the calendar {quoted(calendar.id)}"


# -- facts and phrases -----------------------------------------------------------------------------


def _assumptions(ready: _Desk) -> Iterator[Finding]:
    """Two assumptions of one fact that may both hold, and say different things."""
    for f, fact in enumerate(ready.policy.facts):
        for i, one in enumerate(fact.assume):
            for earlier in fact.assume[:i]:
                apart = any(
                    name in earlier.when and not set(values) & set(earlier.when[name])
                    for name, values in one.when.items()
                )
                if not apart and one.value != earlier.value:
                    yield (
                        ("facts", f, "assume", i),
                        f"where this holds, {quoted(earlier.value)} may be assumed, too; the first "
                        "in the list wins",
                    )


def _two_meanings(ready: _Desk) -> Iterator[Finding]:
    """A phrase that says one value, and is a hint of another, or says a value of another fact."""
    for f, fact in enumerate(ready.policy.facts):
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
    for where, value in found(ready.policy, "FactValue"):
        fact = ready.policy.facts[int(where[1])]
        for p, phrase in enumerate(value.phrases):
            key = phrase_key(phrase)
            known = first.setdefault(key, (fact.id, value.id))
            if known[0] != fact.id:
                yield (
                    (*where, "phrases", p),
                    f"{quoted(phrase)} says {value.id!r}, and {known[1]!r} of {known[0]!r}, too",
                )


# -- sentences of criteria ------------------------------------------------------------------------


def _said_otherwise(ready: _Desk) -> Iterator[Finding]:
    """A sentence that is said to come to its criterion and does not, or the other way round."""
    for where, criterion in found(ready.policy, "Criterion"):
        severity = ready.policy.severities[int(where[1])]
        for i, text in enumerate(criterion.said):
            verdict = ready.verdict(text)
            if verdict.criterion != criterion.id:
                yield (
                    (*where, "said", i),
                    f"{quoted(text)} does not come to {quoted(criterion.id)}: {_comes_to(verdict)}",
                )
        for i, text in enumerate(criterion.near):
            verdict = ready.verdict(text)
            if verdict.severity in (None, severity.id):
                yield (
                    (*where, "near", i),
                    f"{quoted(text)} does not come to another severity than {quoted(criterion.id)}"
                    f": {_comes_to(verdict)}",
                )


def _comes_to(verdict: Verdict) -> str:
    if verdict.severity is None:
        return "it depends on what it does not say"
    return f"it comes to {quoted(verdict.criterion)}"


def _unlearned(policy: Policy, learned: Mapping[str, Any] | None) -> Iterator[Finding]:
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


# -- what nothing shows ----------------------------------------------------------------------------


def _without_example(ready: _Desk) -> Iterator[Finding]:
    """A criterion, a promise, a contact or an interpretation that no example shows."""
    policy = ready.policy
    if not policy.examples:
        return
    shown: set[str] = set()
    untimed = {t.id for t in policy.response if (t.within or t.every) in UNTIMED}
    for example, answer in zip(policy.examples, ready.answers, strict=True):
        # What it comes to instead is told of the example.
        expected = example.expect
        shown |= {e for e in (expected.criterion, expected.target, expected.escalation) if e}
        shown |= {str(a) for a in (answer.verdict.criterion, answer.escalation) if a}
        shown |= {*example.expect.asks}
        shown |= {
            p.target
            for p in answer.response.promises
            if p.status == "governs" or (p.target in untimed and p.status != "inapplicable")
        }
        shown |= {f.fact for f in answer.facts if f.state == "assumed"}
        shown |= {f.because for f in answer.facts if f.because}
        shown |= set(answer.actions)
    yield from _cells_without_example(policy, shown)
    cells = _cells(policy)
    shown |= {policy.matrices[of].id for id, (of, _) in cells.items() if id in shown}
    shown |= cells.keys()
    for name, kind in (("response", "Target"), ("regions", "Region")):
        for i, thing in enumerate(getattr(policy, name)):
            if thing.id not in shown:
                yield (name, i), f"no example shows the {noun(kind)} {quoted(thing.id)}"
    for where, criterion in found(policy, "Criterion"):
        if criterion.id not in shown:
            yield where, f"no example shows the criterion {quoted(criterion.id)}"
    assumed = {a.because: fact.id for fact in policy.facts for a in fact.assume}
    for i, reading in enumerate(policy.interpretations):
        if not reading.applies_to:
            by = assumed.get(reading.id)
            hint = f"; {quoted(by)} is assumed by it" if by else ""
            yield (
                ("interpretations", i, "applies_to"),
                f"{quoted(reading.id)} applies to nothing: 'applies_to' is empty{hint}",
            )
        elif reading.id not in shown and not shown & set(reading.applies_to):
            yield (
                ("interpretations", i),
                (f"no example shows what the interpretation {quoted(reading.id)} applies to"),
            )


def _cells(policy: Policy) -> dict[str, tuple[int, str]]:
    """From the ids that matrices give to criteria and promises to the matrix, row and column."""
    given = {t.id for t in policy.response}
    given |= {c.id for severity in policy.severities for c in severity.criteria}
    return {
        id: (m, f"{row}, {column}")
        for m, matrix in enumerate(policy.matrices)
        for row, cells in matrix.cells.items()
        for column in cells
        if (id := cell_id(matrix, row, column)) in given
    }


def _cells_without_example(policy: Policy, shown: set[str]) -> Iterator[Finding]:
    """Said once for a matrix, which may have many cells."""
    cells = _cells(policy)
    for m, matrix in enumerate(policy.matrices):
        own = [id for id, (of, _) in cells.items() if of == m]
        if lacking := [id for id in own if id not in shown]:
            yield (
                ("matrices", m),
                f"no example shows {len(lacking)} of the {len(own)} cells of the matrix "
                f"{quoted(matrix.id)}, such as {cells[lacking[0]][1]}",
            )


RULES = (
    _unfilled,
    _never_governing,
    _never_applying,
    _idle_contacts,
    _idle_calendars,
    _assumptions,
    _two_meanings,
    _said_otherwise,
    _without_example,
)
