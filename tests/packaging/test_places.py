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
