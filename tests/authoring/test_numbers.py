"""Numbers to call: with a country code, or as some countries alone dial them."""

import pytest

from calculator.authoring.numbers import global_number, number_problem

RIGHT = [
    ("+32 50 97 74 00", ()),
    ("+44 (0)20 7946 0000", ("GB",)),
    ("0800 12 345", ("BE",)),
    ("0808 157 0192", ("GB-ENG",)),
    ("1-800-555-0199", ("US", "CA")),
    ("(800) 555-0199", ("US",)),
    ("0180 6 000123", ("DE",)),
    ("13 11 14", ("AU",)),
]

WRONG = [
    ("0800 12 345", (), "has no country code; write it with '+', or name the 'countries'"),
    ("1-800-555-0199", (), "has no country code; if it begins with it, write +1-800-555-0199"),
    ("0800 12 345", ("BE", "NL"), "is another number in each of 'BE' or 'NL'; write two"),
    ("0808 157 0192", ("GB", "BE"), "is no number of 'BE'; write it as +32 50 97 74 00"),
    ("22 00 00 00", ("NO",), "has no country code; write +47 22 00 00 00"),
    ("0032 50 97 74 00", ("BE",), "is how it is dialled in some countries alone; write +32 50"),
    ("0800 FLOWERS", ("GB",), "has a letter, 'F'; write digits"),
]


@pytest.mark.parametrize(("number", "countries"), RIGHT)
def test_what_can_be_dialled(number: str, countries: tuple[str, ...]) -> None:
    assert number_problem(number, countries) is None


@pytest.mark.parametrize(("number", "countries", "told"), WRONG)
def test_what_cannot(number: str, countries: tuple[str, ...], told: str) -> None:
    assert (number_problem(number, countries) or "").startswith(f"'{number}' {told}")


@pytest.mark.parametrize(
    ("number", "countries", "whole"),
    [
        ("0808 157 0192", ("GB",), "+44 808 157 0192"),
        ("1-800-555-0199", ("CA", "US"), "+1 800-555-0199"),
        ("+32 50 97 74 00", ("BE",), "+32 50 97 74 00"),
    ],
)
def test_a_number_for_everybody_has_its_country_code(
    number: str, countries: tuple[str, ...], whole: str
) -> None:
    assert global_number(number, countries) == whole
