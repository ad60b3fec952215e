"""What the guide's pages say of themselves: words, numbers and dates in the policy's language.

``words/`` has one YAML file a language, read like the calculator's; a policy in another language is
told in English.  The ``term`` group is what things are called (``{case}``, ``{the_case}``,
``{helpdesk}``): a policy that calls them differently says so in ``about.words``.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time, get_day_names, get_timezone_location
from babel.lists import format_list
from babel.units import format_unit

from calculator.authoring.words import MODEL, Entry, languages, read_words
from calculator.engine.policy import Policy
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.hours import WEEKDAYS
from calculator.engine.time.zone import zone

WORDS = Path(__file__).parent / "words"

TERM = "term."
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def language_of(policy: Policy) -> str:
    """The policy's language if there are words in it, else English."""
    base = policy.about.language.lower().partition("-")[0]
    return base if base in languages(WORDS) else MODEL


def _there(value: datetime, name: str | None) -> datetime:
    return value.astimezone(zone(name)) if name else value


class Wording:
    """The words of one policy's guide."""

    def __init__(self, policy: Policy) -> None:
        self.language = language_of(policy)
        # Dates as most of the world writes them in English: 4 December 2020.
        self.locale = Locale.parse("en_GB" if self.language == MODEL else self.language)
        self._words: Mapping[str, Entry] = read_words(self.language, WORDS)
        terms = {k.removeprefix(TERM): str(v) for k, v in self._words.items() if k.startswith(TERM)}
        about = policy.about
        self._terms = terms
        self._given = {
            **about.words,
            "support": about.support,
            "vendor": about.vendor,
            "policy": about.name,
        }
        """What the policy says: as it stands, whatever is in braces there."""

    def t(self, key: str, **params: object) -> str:
        """The text of a key, with its placeholders filled; KeyError if there is none.

        ``{count}`` chooses the plural.  A placeholder with a capital begins with one.
        """
        entry = self._words[key]
        if isinstance(entry, dict):
            count = params.get("count")
            category = self.locale.plural_form(count) if isinstance(count, int) else "other"
            entry = entry.get(category, entry["other"])
        return self.filled(entry, params)

    def state(self, name: str) -> str:
        """A state in which clocks stand: ``Waiting for the customer``; others as written."""
        key = f"waits.{name}"
        return self.t(key) if self.has(key) else name.replace("-", " ").capitalize()

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._words

    def filled(self, text: str, params: Mapping[str, object] | None = None) -> str:
        """A text with its placeholders filled from ``params``, else by what things are called."""
        params = params or {}

        def value(found: re.Match[str]) -> str:
            name = found[1]
            known = name[0].lower() + name[1:]
            if known in params or known in self._given:
                filled = str(params.get(known, self._given.get(known)))
            else:
                filled = self.filled(self._terms[known], params)
            return filled if name == known else filled[:1].upper() + filled[1:]

        return _PLACEHOLDER.sub(value, text)

    # -- numbers and dates ----

    def day(self, value: date) -> str:
        """``24 November 2026``."""
        return format_date(value, "long", locale=self.locale)

    def instant(self, value: datetime, zone: str | None = None) -> str:
        """``Tuesday, 24 November 2026, 10:20``, and the place whose clock it is, if it is known."""
        where = f" ({self.city(zone)})" if zone else ""
        there = _there(value, zone)
        return f"{format_date(there, 'full', locale=self.locale)}, {self.time(there)}{where}"

    def time(self, value: datetime, zone: str | None = None) -> str:
        """``10:20``, by the clock of the zone, if it is known."""
        return format_time(_there(value, zone), "short", locale=self.locale)

    def duration(self, text: str, length: Literal["long", "short"] = "long") -> str:
        """``15 minutes`` for what a policy writes as ``15 min``; what is none stays itself."""
        try:
            found = parse_duration(text)
        except ValueError:
            return text
        if found.business_days:
            return self.t("duration.business-days", count=found.business_days)
        parts, rest = [], found.seconds
        # What is written in hours is told in hours: 48 h is not 2 days to everybody.
        units = _UNITS if "d" in text.lower() else _UNITS[1:]
        for unit, seconds in units:
            if amount := rest // seconds:
                parts.append(format_unit(amount, f"duration-{unit}", length, locale=self.locale))
            rest %= seconds
        return " ".join(parts)

    def weekdays(self, key: str) -> str:
        """``Monday to Friday`` for the key ``mon-fri`` of a calendar's hours."""
        names = get_day_names("wide", "stand-alone", self.locale)
        days = [names[WEEKDAYS.index(day.strip().lower())] for day in key.split("-")]
        return self.t("calendar.days", first=days[0], last=days[-1]) if days[1:] else days[0]

    def city(self, zone: str) -> str:
        """``Los Angeles`` for ``America/Los_Angeles``: what the clock is called by people.

        ``India`` for ``Asia/Kolkata``, where the country has one clock.
        """
        city = get_timezone_location(zone, locale=self.locale, return_city=True)
        if city and city not in get_timezone_location(zone, locale=self.locale):
            known = get_global("zone_aliases").get(zone, zone)
            return self.country(get_global("zone_territories").get(known, city))
        return city or zone.rpartition("/")[2].replace("_", " ")

    def country(self, code: str) -> str:
        """``India`` for ``IN``; of a place within a country, such as ``US-CA``, the country's."""
        country = code.partition("-")[0].upper()
        return str(self.locale.territories.get(country, country))

    def either(self, items: Iterable[str]) -> str:
        """``a, b or c``."""
        return format_list(list(items), "or", locale=self.locale)

    def all_of(self, items: Iterable[str]) -> str:
        """``a, b and c``."""
        return format_list(list(items), locale=self.locale)
