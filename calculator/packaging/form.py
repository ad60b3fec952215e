"""What the calculator's form needs in the browser besides its own modules."""

import json
from collections.abc import Iterator
from pathlib import Path

from calculator.authoring.words import WORDS, languages, read_words
from calculator.language.times.grammar import grammar
from calculator.packaging.clocks import clocks_json
from calculator.packaging.places import places_json

ELEMENT = "embed/support-calculator.js"

WEB = Path(__file__).parents[1] / "web"
CALENDAR_LIBRARY = Path(__file__).parents[2] / "node_modules" / "ical.js"


def form_files() -> Iterator[tuple[str, bytes]]:
    """Paths relative to the web code, and their content: words, places, times, a library."""
    for name, text in words_files().items():
        yield name, text.encode()
    yield "places.json", places_json().encode()
    yield "clocks.json", clocks_json().encode()
    yield "grammar.json", json.dumps(grammar(), separators=(",", ":")).encode()
    yield "vendor/ical.min.js", (CALENDAR_LIBRARY / "dist" / "ical.min.js").read_bytes()
    yield "vendor/ical.LICENSE.txt", (CALENDAR_LIBRARY / "LICENSE").read_bytes()


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
