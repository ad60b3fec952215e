"""People and numbers to turn to that do not go with what stands beside them.  Warnings, too.

Each rule is a generator of (where, message) pairs over the policy.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from functools import cache

import phonenumbers

from calculator.authoring.names import folded
from calculator.authoring.places import zones_by_country
from calculator.authoring.problem import listed, quoted
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, Rule
from calculator.engine.policy import REPORTER, Policy
from calculator.engine.time.zone import zone


def _out_of_reach(policy: Policy) -> Iterator[Finding]:
    """A contact whom nobody can write to or call, and a call for which there is no number."""
    reached = any(region.contact for region in policy.regions)
    for i, region in enumerate(policy.regions):
        contact = region.contact
        if reached and not contact:
            yield (
                ("regions", i),
                f"{quoted(region.id)} has no contact, and other regions have: readers there "
                "reach nobody",
            )
        if contact and not (contact.email or contact.phone):
            yield ("regions", i, "contact"), f"{quoted(contact.name)} has no address and no number"
    for i, action in enumerate(policy.actions):
        if action.does == "call" and not policy.phones:
            yield ("actions", i, "does"), "there is no number to call: 'phones' is empty"


def _clocks_of_contacts(policy: Policy) -> Iterator[Finding]:
    """A contact whose zone is another than that of its hours, or than its label says."""
    calendars = {c.id: c for c in policy.calendars}
    for i, region in enumerate(policy.regions):
        hours = calendars.get(region.office_hours or "")
        theirs = hours.zone if hours else None
        if theirs and theirs != REPORTER and _clock(theirs) != _clock(region.zone):
            # Where the zone is called as the region is, or others keep these hours in their zone,
            # the hours are another office's.
            city = folded(region.zone.rpartition("/")[2])
            others = (r for r in policy.regions if r.office_hours == region.office_hours)
            kept = any(_clock(other.zone) == _clock(theirs) for other in others)
            named = city in folded(f"{region.id} {region.name}")
            wrong = "office_hours" if named or kept else "zone"
            yield (
                ("regions", i, wrong),
                f"the zone of {quoted(region.id)} is {region.zone}, but its hours, "
                f"{quoted(region.office_hours)}, are in {theirs}",
            )
        own = _abbreviations(region.zone)
        label = region.zone_label
        if own and label not in own and label in _all_abbreviations():
            yield (
                ("regions", i, "zone_label"),
                f"{quoted(label)} is no name of the time in {region.zone}, which is {listed(own)}",
            )


def _moments() -> list[datetime]:
    year = date.today().year
    return [datetime(year, month, 15, 12, tzinfo=UTC) for month in (1, 7)]


def _clock(name: str) -> tuple[object, ...]:
    return tuple(moment.astimezone(zone(name)).utcoffset() for moment in _moments())


def _abbreviations(name: str) -> list[str]:
    """What the zone's time is called in winter and summer; nothing where it is only an offset."""
    found = [str(moment.astimezone(zone(name)).tzname()) for moment in _moments()]
    return list(dict.fromkeys(found)) if all(text.isalpha() for text in found) else []


@cache
def _all_abbreviations() -> frozenset[str]:
    return frozenset(a for _, name in zones_by_country() for a in _abbreviations(name))


def _contacts_alike(policy: Policy) -> Iterator[Finding]:
    """Two people under one address or number."""
    first: dict[str, tuple[str, str]] = {}
    for i, region in enumerate(policy.regions):
        contact = region.contact
        for name in ("email", "phone") if contact and contact.name else ():
            value = getattr(contact, name)
            if not value or not contact:
                continue
            known = first.setdefault(value.casefold(), (contact.name, region.id))
            if known[0] != contact.name:
                yield (
                    ("regions", i, "contact", name),
                    f"{quoted(value)} is {known[0]}'s of {quoted(known[1])}, too",
                )


def _numbers_twice(policy: Policy) -> Iterator[Finding]:
    """Two places to call from, with one number."""
    first: dict[str, str] = {}
    for i, phone in enumerate(policy.phones):
        digits = re.sub(r"\D", "", phone.number)
        if first.setdefault(digits, phone.id) != phone.id:
            told = f"{quoted(phone.number)} is the number of {quoted(first[digits])}, too"
            yield ("phones", i, "number"), told


def _countries_twice(policy: Policy) -> Iterator[Finding]:
    """A country that two regions serve, whatever the facts."""
    first: dict[str, str] = {}
    for i, region in enumerate(policy.regions):
        for c, country in enumerate(region.countries if not region.when else ()):
            if first.setdefault(country, region.id) != region.id:
                told = f"{quoted(country)} is served by {quoted(first[country])} already"
                yield ("regions", i, "countries", c), told


LIKE = 0.85
"""How much a domain is like another from which on it is that one, misspelt."""


def _domains_misspelt(policy: Policy) -> Iterator[Finding]:
    """An address whose domain is nearly, but not quite, the one of the others."""
    mails = [
        (i, region.contact.email.rpartition("@")[2].casefold())
        for i, region in enumerate(policy.regions)
        if region.contact and region.contact.email
    ]
    counted = Counter(domain for _, domain in mails)
    links = {domain for _, text in written(policy) for domain in _HOST.findall(text.casefold())}
    for i, domain in mails:
        for other in (*counted, *sorted(links)):
            usual = counted[other] > counted[domain] or (other in links and domain not in links)
            alike = SequenceMatcher(None, domain, other).ratio()
            if other != domain and usual and alike >= LIKE and not domain.endswith(f".{other}"):
                told = f"{quoted(domain)} is hardly right; did you mean {quoted(other)}?"
                yield ("regions", i, "contact", "email"), told
                break


_HOST = re.compile(r"(?:https?://|@)(?:www\.)?([a-z0-9.-]+[a-z])")


_ROLES = re.compile(
    r"desk|support|help|service|team|office|duty|info|hotline|noc|escalat|manager|lead|contact|mail"
)


def _called_otherwise(policy: Policy) -> Iterator[Finding]:
    """A person with the address of another: ``first.last`` of which the name has neither."""
    for i, region in enumerate(policy.regions):
        contact = region.contact
        if not contact or not re.fullmatch(r"[A-Z]\S+( \S+)* [A-Z]\S+", contact.name):
            continue
        local = (contact.email or "").partition("@")[0].casefold()
        named = re.fullmatch(r"([a-z]{2,})[._-]([a-z]{2,})", local)
        plain = folded(contact.name)
        if not named or _ROLES.search(local) or _ROLES.search(plain):
            continue
        if not any(
            part in plain or plain.split()[n] in part
            for n, part in zip((0, -1), named.groups(), strict=True)
        ):
            yield (
                ("regions", i, "contact", "email"),
                f"{quoted(contact.email)} is hardly the address of {contact.name}",
            )


def _free_of_charge(policy: Policy) -> Iterator[Finding]:
    """A number that costs nothing, for a country other than the one that it is of."""
    for i, phone in enumerate(policy.phones):
        if not (phone.toll_free and phone.countries):
            continue
        try:
            code = phonenumbers.parse(phone.number, None).country_code
        except phonenumbers.NumberParseException:
            continue
        of = phonenumbers.region_codes_for_country_code(code or 0)
        if "001" not in of and not {c.partition("-")[0] for c in phone.countries} & set(of):
            yield (
                ("phones", i, "number"),
                f"{quoted(phone.number)} costs nothing, but is no number of "
                f"{listed(phone.countries)}",
            )


ALONE: tuple[Rule, ...] = (_contacts_alike, _called_otherwise, _numbers_twice)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _free_of_charge,
    _out_of_reach,
    _clocks_of_contacts,
    _domains_misspelt,
    _countries_twice,
)
