"""What the calculator's form needs in the browser besides its own modules."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from calculator.authoring.keeping import kept
from calculator.authoring.words import WORDS, languages, read_words
from calculator.language.times.grammar import grammar
from calculator.packaging.clocks import clocks_json
from calculator.packaging.places import CITIES, places_json

CODE = Path(__file__).parents[1]
PLACES_BY = ("authoring/places.py", "authoring/names.py", "engine/time/zone.py")

ELEMENT = "embed/support-calculator.js"

WEB = Path(__file__).parents[1] / "web"
CALENDAR_LIBRARY = Path(__file__).parents[2] / "node_modules" / "ical.js"


def form_files() -> Iterator[tuple[str, bytes]]:
    """Paths relative to the web code, and their content: words, places, times, a library."""
    for name, text in words_files().items():
        yield name, text.encode()
    yield "places.json", _places()
    yield "clocks.json", clocks()
    yield "grammar.json", json.dumps(grammar(), separators=(",", ":")).encode()
    yield "vendor/ical.min.js", (CALENDAR_LIBRARY / "dist" / "ical.min.js").read_bytes()
    yield "vendor/ical.LICENSE.txt", (CALENDAR_LIBRARY / "LICENSE").read_bytes()


@cache
def _places() -> bytes:
    data = [f"tzdata {version('tzdata')}", f"babel {version('babel')}"]
    code = [CODE / name for name in ("packaging/places.py", *PLACES_BY)]
    return kept("places", [*data, CITIES, *code], lambda: places_json().encode())


@cache
def clocks() -> bytes:
    """The clocks of every time zone, as :mod:`.clocks` has them."""
    code = [CODE / name for name in ("packaging/clocks.py", "language/times/grammar.py")]
    return kept("clocks", [f"tzdata {version('tzdata')}", *code], lambda: clocks_json().encode())


def element_file() -> dict[str, str]:
    """The element for pages elsewhere, under a name that no build changes."""
    return {ELEMENT: (WEB / ELEMENT).read_text(encoding="utf-8")}


def words_files(directory: Path = WORDS) -> dict[str, str]:
    """From the path of a file, relative to the web code, to its content.

    A JSON file a language, and a module with the list of them.
    """
    files = {
        f"words/{language}.json": json.dumps(
            read_words(language, directory), ensure_ascii=False, separators=(",", ":")
        )
        for language in languages(directory)
    }
    listed = json.dumps(languages(directory))
    return files | {"words/languages.mjs": f"export default {listed};\n"}
