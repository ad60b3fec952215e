"""Numbers to call: as the world dials them, or as some countries alone do."""

import re
from collections.abc import Sequence

import phonenumbers
from phonenumbers import PhoneNumberType

from calculator.authoring.problem import listed, quoted
from calculator.engine.contacts import is_national
from calculator.engine.time.holidays import country_code

_WITHIN = (
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.PREMIUM_RATE,
)
"""Numbers that are hardly reached from abroad, and are printed without a country code."""


def number_problem(text: str, countries: Sequence[str] = ()) -> str | None:
    """What is wrong with a number, of which ``countries`` say where it can be dialled; or None."""
    if found := re.search(r"[^\W\d_]", text):
        return f"{quoted(text)} has a letter, {quoted(found[0])}; write digits"
    if _is_possible(text, None):
        return None
    if is_national(text) and countries and not text.startswith("00"):
        return _national_problem(text, countries)
    if text[:1] in "123456789" and _is_possible(plus := f"+{text}", None):
        return f"{quoted(text)} has no country code; if it begins with it, write {plus}"
    if text.startswith("00") and _is_possible(international := f"+{text[2:]}", None):
        return f"{quoted(text)} is how it is dialled in some countries alone; write {international}"
    if re.match(r"\(?0\d", text):
        return (
            f"{quoted(text)} has no country code; write it with '+', or name the 'countries' in "
            "which it is dialled so"
        )
    return f"{quoted(text)} is no phone number; write it as +32 50 97 74 00"


def _is_possible(text: str, country: str | None) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, country))
    except phonenumbers.NumberParseException:
        return False


def _national_problem(text: str, countries: Sequence[str]) -> str | None:
    codes = {country_code(country) for country in countries}
    if wrong := [code for code in sorted(codes) if not _is_possible(text, code)]:
        return f"{quoted(text)} is no number of {listed(wrong)}; write it as +32 50 97 74 00"
    if len({phonenumbers.parse(text, code).country_code for code in codes}) > 1:
        return f"{quoted(text)} is another number in each of {listed(sorted(codes))}; write two"
    if any(_is_within(text, code) for code in codes):
        return None
    return f"{quoted(text)} has no country code; write {global_number(text, countries)}"


def _is_within(text: str, code: str) -> bool:
    return phonenumbers.number_type(phonenumbers.parse(text, code)) in _WITHIN


def global_number(text: str, countries: Sequence[str]) -> str:
    """The number with its country code, by which no other one is reached from abroad."""
    if not is_national(text) or not countries:
        return text
    number = phonenumbers.parse(text, country_code(countries[0]))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
