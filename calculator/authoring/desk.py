"""The desk that answers by a policy while it is worked on: its reading, and holidays it needs."""

from collections.abc import Iterable
from datetime import date

from calculator.authoring import holidays
from calculator.authoring.load import Source
from calculator.engine.answer import Desk
from calculator.engine.time.holidays import Holidays, country_code
from calculator.language.knowledge import language


def desk_of(source: Source, today: date, countries: Iterable[str] = ()) -> Desk:
    """The desk, with the holidays of its calendars, its examples, and ``countries``."""
    policy = source.policy
    named = {country_code(c.holidays) for c in policy.calendars if c.holidays}
    named |= {country_code(e.country) for e in policy.examples if e.country}
    days = holidays.build_some(policy.holidays, named | set(countries), today)
    return Desk(policy, language(), source.learned, Holidays(days))
