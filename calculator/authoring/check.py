"""Checks what a policy says, once its form is right: that it holds together.

Each rule is a generator of (where, message) pairs over the whole policy; all rules run, and every
problem is reported with its place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from calculator.authoring import holidays
from calculator.authoring.load import (
    PolicyError,
    Problem,
    Source,
    Where,
    article,
    noun_of,
    read_policy,
    suggestion,
)
from calculator.authoring.places import country_codes
from calculator.authoring.promises import PROMISES
from calculator.authoring.vocabulary import conditions
from calculator.engine.diagram import TooLargeError
from calculator.engine.policy import KINDS, REGION, REPORTER, UNTIMED, Policy
from calculator.engine.reading.phrases import phrase_key
from calculator.engine.severity import Table
from calculator.engine.time.calendars import calendar_problems, duration_warning
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.zone import zone

SHOWN_GAPS = 10
"""Combinations without a criterion that are told one by one."""

type Finding = tuple[Where, str]
type Rule = Callable[[Policy], Iterator[Finding]]


def load_policy(directory: Path) -> Source:
    """The policy in ``directory``, checked.  Raises PolicyError with every problem found."""
    source = read_policy(directory)
    problems = [
        Problem(source.place(where), message)
        for rule in RULES
        for where, message in rule(source.policy)
    ]
    if not problems:
        problems = [Problem(source.place(w), m) for w, m in _table(source.policy)]
    if problems:
        raise PolicyError(sorted(set(problems)))
    return source


def things(value: Any, where: Where = ()) -> Iterator[tuple[Where, Any]]:
    """Every dataclass in a policy, with the way to it."""
    if is_dataclass(value):
        yield where, value
        for f in fields(value):
            yield from things(getattr(value, f.name), (*where, f.name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from things(item, (*where, i))


def _found(policy: Policy, name: str) -> Iterator[tuple[Where, Any]]:
    return ((w, t) for w, t in things(policy) if type(t).__name__ == name)


def _ids(policy: Policy) -> Iterator[Finding]:
    """Ids name places in the guide, so no two things that have a place share one."""
    seen: dict[tuple[str, Any], Any] = {}
    for where, thing in things(policy):
        if not hasattr(thing, "id"):
            continue
        # The values of a fact are named within it; all else shares one set of names.
        scope = repr(where[:-1]) if type(thing).__name__ == "FactValue" else "guide"
        name = noun_of(type(thing))
        id = str(thing.id)
        if name == "severity" and not _is_slug(id.lower()):
            yield (*where, "id"), f"the id '{id}' has other than letters, digits and hyphens"
        elif name != "severity" and not _is_slug(id):
            yield (*where, "id"), f"the id '{id}' has other than a-z, 0-9 and hyphens"
        if (scope, id) in seen:
            what = article(seen[scope, id])
            yield (*where, "id"), f"the id '{id}' names {what} already"
        seen[scope, id] = name


def _is_slug(id: str) -> bool:
    return bool(id) and all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in id)


def _references(policy: Policy) -> Iterator[Finding]:
    """Every id that is referred to exists."""
    ids: dict[str, list[Any]] = defaultdict(list)
    for _, thing in things(policy):
        if hasattr(thing, "id"):
            ids[type(thing).__name__].append(thing.id)
    everything = [str(i) for k, names in ids.items() if k != "FactValue" for i in names]
    region = [REGION] if any(r.office_hours for r in policy.regions) else []
    known = {
        ("Target", "calendar"): ("calendar", ["", *ids["Calendar"], *region]),
        ("Target", "place"): ("region", [REPORTER, REGION, *ids["Region"]]),
        ("Target", "kind"): ("kind of promise", [*KINDS, *ids["Kind"]]),
        ("Matrix", "calendar"): ("calendar", ["", *ids["Calendar"], *region]),
        ("Region", "office_hours"): ("calendar", ids["Calendar"]),
        ("Action", "channel"): ("channel", ids["Channel"]),
        ("Assumption", "because"): ("interpretation", ids["Interpretation"]),
        ("Criterion", "over"): ("criterion", ids["Criterion"]),
        ("Interpretation", "applies_to"): ("id", everything),
        ("Expectation", "severity"): ("severity", ids["Severity"]),
        ("Expectation", "criterion"): ("criterion", ids["Criterion"]),
        ("Expectation", "asks"): ("fact", ids["Fact"]),
        ("Expectation", "target"): ("response target", ids["Target"]),
        ("Expectation", "escalation"): ("region", ids["Region"]),
        ("Situation", "leads"): ("id", everything),
        ("Covered", "by"): ("id", everything),
    }
    for where, thing in things(policy):
        for f in fields(thing):
            noun, names = known.get((type(thing).__name__, f.name), ("", []))
            value = getattr(thing, f.name)
            if not noun or value is None:
                continue
            for i, id in enumerate(value if isinstance(value, tuple) else (value,)):
                if id not in names:
                    at = (*where, f.name, i) if isinstance(value, tuple) else (*where, f.name)
                    yield at, f"there is no {noun} '{id}'{suggestion(str(id), names)}"


def _formats(policy: Policy) -> Iterator[Finding]:
    """Phone numbers, mail and web addresses, zones and durations can be used as they stand."""
    for where, thing in things(policy):
        for f in fields(thing):
            value = getattr(thing, f.name)
            check = _FORMATS.get(f.name)
            if check and isinstance(value, str):
                problem = check(value)
                if problem:
                    yield (*where, f.name), problem


def _phone(text: str) -> str | None:
    try:
        valid = phonenumbers.is_possible_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        valid = False
    return None if valid else f"'{text}' is no phone number; write it as +32 50 97 74 00"


def _email(text: str) -> str | None:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        return f"'{text}' is no e-mail address: {str(error).rstrip('.')}"
    return None


def _url(text: str) -> str | None:
    scheme, _, rest = text.partition("://")
    if scheme in ("http", "https") and "." in rest and " " not in text:
        return None
    return f"'{text}' is no web address; write it with http:// or https://"


_TIMELESS = ("", *UNTIMED)


def _raises(parse: Callable[[str], Any], *allowed: str) -> Callable[[str], str | None]:
    def problem(text: str) -> str | None:
        try:
            _ = text in allowed or parse(text)
        except ValueError as error:
            return str(error)
        return None

    return problem


_FORMATS: dict[str, Callable[[str], str | None]] = {
    "number": _phone,
    "phone": _phone,
    "email": _email,
    "url": _url,
    "zone": _raises(zone, REPORTER),
    "timezone": _raises(zone),
    "within": _raises(parse_duration, *_TIMELESS),
    "every": _raises(parse_duration, *_TIMELESS),
}


def _calendars(policy: Policy) -> Iterator[Finding]:
    """Calendars have hours that make sense and open now and then."""
    for problem in calendar_problems(policy.calendars):
        yield ("calendars", *problem.path), problem.message


def _durations(policy: Policy) -> Iterator[Finding]:
    """A duration means on its calendar what its author will have meant."""
    calendars = {c.id: c for c in policy.calendars}
    for i, target in enumerate(policy.response):
        for name in ("within", "every"):
            text = getattr(target, name)
            if target.calendar in calendars and not _FORMATS[name](text) and text not in _TIMELESS:
                within = parse_duration(text)
                message = duration_warning(within, calendars[target.calendar])
                if message:
                    yield ("response", i, name), message


def _holidays(policy: Policy) -> Iterator[Finding]:
    """Holidays are of places that have some, and corrections correct something."""
    rules = policy.holidays
    for problem in holidays.problems(rules, date.today()):
        yield ("holidays", *problem.path), problem.message
    for i, calendar in enumerate(policy.calendars):
        theirs = calendar.holidays in (None, REPORTER)
        message = None if theirs else holidays.place_problem(str(calendar.holidays), rules)
        if message:
            yield ("calendars", i, "holidays"), message


def _countries(policy: Policy) -> Iterator[Finding]:
    """Countries are ISO 3166 codes, by which a reader's country is compared with them."""
    known = country_codes()
    named = {
        "phones": [phone.countries for phone in policy.phones],
        "regions": [region.countries for region in policy.regions],
    }
    for name, some in named.items():
        for i, codes in enumerate(some):
            for c, code in enumerate(codes):
                if code.partition("-")[0] not in known:
                    yield (name, i, "countries", c), _no_country(code)
    for e, example in enumerate(policy.examples):
        code = (example.country or known[0]).partition("-")[0]
        if code not in known:
            yield ("examples", e, "country"), _no_country(code)


def _no_country(code: str) -> str:
    hint = "; write GB" if code == "UK" else ""
    return f"'{code}' is no country code of ISO 3166, such as IN{hint}"


def _phrases(policy: Policy) -> Iterator[Finding]:
    """A phrase says one thing: it never claims two values of one fact."""
    for f, fact in enumerate(policy.facts):
        claimed: dict[tuple[str, ...], tuple[str, str]] = {}
        for v, value in enumerate(fact.values):
            for p, phrase in enumerate(value.phrases):
                where = ("facts", f, "values", v, "phrases", p)
                key = phrase_key(phrase)
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


def _table(policy: Policy) -> Iterator[Finding]:
    """Every combination of facts comes to exactly one severity."""
    table = Table(policy)
    where = {c.id: w for w, c in _found(policy, "Criterion")}
    try:
        more = table.gap_count() - SHOWN_GAPS
    except TooLargeError:
        yield (
            ("severities",),
            "the criteria combine the facts in more ways than can be told apart; let fewer facts "
            "decide together, or say in the criteria that name few facts which others they go over",
        )
        return
    for number, gap in enumerate(islice(table.gaps(), SHOWN_GAPS), 1):
        rest = f" (and {more} more)" if number == SHOWN_GAPS and more > 0 else ""
        yield ("severities",), f"no criterion covers {_facts(gap)}{rest}"
    for conflict in table.conflicts():
        yield (
            where[conflict.second],
            f"'{conflict.first}' and '{conflict.second}' both claim {_facts(conflict.facts)} for "
            f"different severities; give the one that wins 'over: [...]' with the other's id",
        )
    for id in table.unreachable():
        yield where[id], f"no combination of facts ever comes to '{id}'"


def _facts(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{fact}: {value}" for fact, value in facts.items())


RULES: tuple[Rule, ...] = (
    _ids,
    _references,
    conditions,
    _formats,
    *PROMISES,
    _calendars,
    _durations,
    _holidays,
    _countries,
    _phrases,
    _meanings,
    _enough,
)
