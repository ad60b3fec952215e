"""Countries by the names that people use."""

import json
import re

import pytest

from calculator.authoring.names import folded, place_named, place_names
from calculator.authoring.places import country_codes
from calculator.packaging.places import places_json


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("usa", "US"),
        ("America", "US"),
        ("England", "GB-ENG"),
        ("Scotland", "GB-SCT"),
        ("Wales", "GB-WLS"),
        ("Northern Ireland", "GB-NIR"),
        ("Britain", "GB"),
        ("Great Britain", "GB"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("UAE", "AE"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Viet Nam", "VN"),
        ("Việt Nam", "VN"),
        ("Vietnam", "VN"),
        ("Deutschland", "DE"),
        ("allemagne", "DE"),
        ("España", "ES"),
        ("Espana", "ES"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Macau", "MO"),
        ("भारत", "IN"),
        ("日本", "JP"),
        ("Россия", "RU"),
        ("South Korea", "KR"),
        ("Kosovo", "XK"),
        ("DEU", "DE"),
        ("in", "IN"),
        ("in-ka", "IN-KA"),
        ("uk-eng", "GB-ENG"),
        ("us_ca", "US-CA"),
    ],
)
def test_a_place_by_name(said: str, place: str) -> None:
    assert place_named(said) == place


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Korea", "is it North Korea (KP) or South Korea (KR)?"),
        ("Congo", "is it Congo - Kinshasa (CD) or Congo - Brazzaville (CG)?"),
        ("Norwgay", "is it Norway (NO)?"),
        ("XX", "such as IN or US-CA"),
        ("xx-ka", "such as IN or US-CA"),
        ("", "such as IN or US-CA"),
    ],
)
def test_what_names_no_place_is_asked(said: str, asks: str) -> None:
    with pytest.raises(ValueError, match=f"{re.escape(asks)}$"):
        place_named(said)


def test_every_country_has_a_name_and_every_name_a_country() -> None:
    places = set(place_names().values())
    assert set(country_codes()) <= places
    assert {place[:2] for place in places} == set(country_codes())
    assert all(folded(name) == name for name in place_names())


def test_the_form_knows_the_names() -> None:
    assert json.loads(places_json())["names"]["scotland"] == "GB-SCT"
