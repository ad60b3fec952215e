"""Countries and time zones for the form."""

import json

from calculator.packaging.places import places_json


def test_places_know_every_zone_and_what_browsers_call_it() -> None:
    places = json.loads(places_json())
    assert places["zones"]["Asia/Kolkata"] == "IN"
    assert places["aliases"]["Asia/Calcutta"] == "Asia/Kolkata"
    assert places["aliases"]["US/Pacific"] == "America/Los_Angeles"
    assert {"DE", "IN", "BV"} <= set(places["countries"])
    assert len(places["zones"]) > 400


def test_places_know_clocks_cities_and_short_names() -> None:
    places = json.loads(places_json())
    assert places["clocks"]["ES"] == ["Europe/Madrid", "Atlantic/Canary"]
    assert places["clocks"]["US"][:2] == ["America/New_York", "America/Los_Angeles"]
    assert "DE" not in places["clocks"], "Büsingen's clocks show what Berlin's do"
    assert places["short"]["America/Los_Angeles"] == "PST PDT"
    assert {"mumbai", "delhi", "bombay"} <= set(places["cities"]["Asia/Kolkata"].split("|"))
