"""A policy's own worked examples, answered: what each must come to, and what it comes to."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from calculator.authoring import holidays
from calculator.authoring.check import load_policy
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import Issue
from calculator.engine.log import last_moment, log_of
from calculator.engine.policy import RESPONSE, Example
from calculator.engine.time.holidays import Holidays, country_code
from calculator.engine.told import Json, told
from calculator.language.knowledge import language

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def desk(directory: Path) -> Desk:
    """A desk that knows the holidays of every country its policy and its examples speak of."""
    source = load_policy(directory)
    policy = source.policy
    places = {country_code(e.country) for e in policy.examples if e.country}
    countries = tuple(sorted(places | holidays.closing(policy)))
    moments = [e.opened for e in policy.examples if e.opened] + [NOW]
    first, last = min(moments).year - 1, max(moments).year + 2
    rules = replace(policy.holidays, countries=countries, first_year=first, last_year=last)
    known = holidays.build(rules, date(last, 1, 1)) if countries else {}
    return Desk(policy, language(), source.learned, Holidays(known))


def answered(desk: Desk, example: Example) -> Answer:
    return desk.answer(
        Issue(
            now=last_moment(example) or NOW if example.log else example.opened or NOW,
            text=example.text,
            facts=example.facts,
            opened=example.opened,
            called=example.called,
            place=example.country,
            timezone=example.timezone,
            log=log_of(desk.policy, example),
        )
    )


def expected(example: Example) -> Json:
    """All that an example says it comes to."""
    expect = example.expect
    named = {
        "criterion": expect.criterion,
        "target": expect.target,
        "deadline": expect.deadline,
        "escalation": expect.escalation,
        "promised": expect.promised or None,
    }
    always = {"severity": expect.severity, "asks": list(expect.asks)}
    return always | {name: value for name, value in named.items() if value is not None}


def found(desk: Desk, example: Example) -> Json:
    """As much of the answer as the example speaks of."""
    body = told(answered(desk, example))
    body["promised"] = {
        kind["kind"]: datetime.fromisoformat(kind["deadline"])
        for kind in body["kinds"]
        if kind["kind"] != RESPONSE and kind["deadline"]
    }
    if body["deadline"]:
        body["deadline"] = datetime.fromisoformat(body["deadline"])
    return {name: body[name] for name in expected(example)}
