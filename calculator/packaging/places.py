"""Countries and time zones for the calculator's form."""

import json
from collections.abc import Iterator
from typing import Any

from calculator.authoring.names import place_names
from calculator.authoring.places import country_codes, tzdata_text, zones_by_country


def places_json() -> str:
    """What the form knows of places.

    ``zones``: zone to country; ``aliases``: other names of zones; ``countries``: every code;
    ``names``: folded names of countries, and of the parts of one that are taken for it.
    """
    zones = {zone: country for country, zone in zones_by_country()}
    data: dict[str, Any] = {
        "zones": zones,
        "aliases": dict(sorted(_aliases(zones))),
        "countries": country_codes(),
        "names": place_names(),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _aliases(zones: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names that browsers may still use, such as Asia/Calcutta, to the one in ``zones``."""
    for line in tzdata_text("tzdata.zi").splitlines():
        kind, *words = line.split()
        if kind == "L" and words[1] not in zones and words[0] in zones:
            yield words[1], words[0]
