"""Countries by the names that people use: the GOV.UK registers' names, and CLDR's.

A name is compared folded (:func:`folded`), as ``calculator/web/fields/places.mjs`` does it too.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from holidays.registry import COUNTRIES

from calculator.authoring.places import country_codes

REGISTERS = (
    Path(__file__).parents[2]
    / "node_modules/govuk-country-and-territory-autocomplete/dist"
    / "location-autocomplete-graph.json"
)
"""From an entry's id, such as ``country:DE``, to its names and the entries that it is a name of."""

SPOKEN = ("en", "de", "fr", "es")
"""Languages whose names of all countries are known, beside each country's own."""

EVERYDAY = {
    "Abu Dhabi": "AE",
    "Angleterre": "GB-ENG",
    "America": "US",
    "Bosnia": "BA",
    "Burma": "MM",
    "Cabo Verde": "CV",
    "Congo (DRC)": "CD",
    "DRC": "CD",
    "Dubai": "AE",
    "EL": "GR",
    "Emirates": "AE",
    "Gran Bretaña": "GB",
    "Grande-Bretagne": "GB",
    "Großbritannien": "GB",
    "Hongkong": "HK",
    "Inglaterra": "GB-ENG",
    "Kosova": "XK",
    "KSA": "SA",
    "Macau": "MO",
    "Macedonia": "MK",
    "Palestine": "PS",
    "Saudi": "SA",
    "Swaziland": "SZ",
    "Trinidad": "TT",
    "Vatican": "VA",
}
"""Names in use that neither source has."""

MOST_MEANT = 4
"""Places that a question offers at most."""

UNSURE = {"congo", "korea", "saint martin", "st martin", "virgin islands"}
"""Names of several countries, whatever a source takes them for."""


def folded(name: str) -> str:
    """A name without case, accents, punctuation and article: ``"The U.S.A."`` is ``"usa"``."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c)[0] != "M"
    )
    words = re.sub(r"[\W_]+", " ", re.sub(r"[.'’]", "", plain.lower())).strip()
    return words.removeprefix("the ")


@cache
def place_names() -> Mapping[str, str]:
    """From folded names to places: ``"uk"`` to ``"GB"``, ``"england"`` to ``"GB-ENG"``.

    Names of several places are left out.  Without the registers' file, which ``npm`` installs, only
    codes and CLDR's names are known.
    """
    names: dict[str, str] = {}
    for source in (_codes, EVERYDAY.items, _registers, _cldr):
        found: dict[str, set[str]] = {}
        for name, place in source():
            found.setdefault(folded(name), set()).add(place)
        for name, places in found.items():
            if len(places) == 1 and name and name not in UNSURE:
                names.setdefault(name, *places)
    return dict(sorted(names.items()))


def place_named(said: str) -> str:
    """The place of a code or a name: ``"uk"`` is ``GB``, ``"in-ka"`` is ``IN-KA``.

    Raises ValueError, with the places that may be meant, for what names none or several.
    """
    names = place_names()
    if place := names.get(folded(said)):
        return place
    country, dash, region = said.strip().replace("_", "-").partition("-")
    if dash and region.strip() and (place := names.get(folded(country))) and "-" not in place:
        return f"{place}-{region.strip().upper()}"
    wanted = f" {folded(said)} "
    meant = (
        {place for name, place in names.items() if wanted in f" {name} "} if said.strip() else ()
    )
    near = meant or {names[name] for name in get_close_matches(folded(said), names, n=3)}
    raise ValueError(
        f'"{said[:80]}" is no country that is known{_perhaps(sorted(near)[:MOST_MEANT])}'
    )


def _perhaps(places: list[str]) -> str:
    if not places:
        return "; write its name, or its code such as IN or US-CA"
    listed = " or ".join(f"{country_name(place)} ({place})" for place in places)
    return f": is it {listed}?"


@cache
def country_name(code: str) -> str:
    """The English name of a country; its code if there is none."""
    return str(Locale("en").territories.get(code, code))


def _codes() -> Iterator[tuple[str, str]]:
    yield from ((code, code) for code in country_codes())
    for _, code, *others in COUNTRIES.values():
        if code in country_codes():
            yield from ((other, code) for other in others if len(other) == 3)


def _registers() -> Iterator[tuple[str, str]]:
    if not REGISTERS.exists():
        return
    graph = json.loads(REGISTERS.read_text(encoding="utf-8"))
    known = {*country_codes()}
    for id, entry in graph.items():
        for end in _ends(graph, id):
            kind, _, code = end.partition(":")
            place = (
                f"GB-{code}" if kind == "uk" and code != "GBN" else "GB" if kind == "uk" else code
            )
            if place[:2] in known and (kind == "uk" or place in known):
                yield entry["names"]["en-GB"], place


def _ends(graph: Mapping[str, Mapping[str, Mapping[str, list[str]]]], id: str) -> list[str]:
    """What an entry is a name of: itself, unless it is only a name."""
    if not id.startswith("nym:"):
        return [id]
    return graph[id]["edges"]["from"]


def _cldr() -> Iterator[tuple[str, str]]:
    for code in country_codes():
        for language in dict.fromkeys((*SPOKEN, *get_official_languages(code, de_facto=True))):
            try:
                name = Locale.parse(language).territories.get(code)
            except UnknownLocaleError:
                continue
            if name:
                yield name, code
