"""What the calculator's form needs besides its modules."""

import json
from pathlib import Path

from calculator.authoring.words import languages
from calculator.packaging.form import element_file, form_files, words_files


def test_a_translation_is_offered_because_its_file_is_there(tmp_path: Path) -> None:
    for name in ("en", "xx"):
        (tmp_path / f"{name}.yml").write_text("a: {b: c}\n")
    files = words_files(tmp_path)
    assert files["words/languages.mjs"] == 'export default ["en", "xx"];\n'
    assert json.loads(files["words/xx.json"]) == {"a.b": "c"}


def test_everything_that_the_form_needs_is_there() -> None:
    files = dict(form_files())
    assert {f"words/{language}.json" for language in languages()} <= files.keys()
    assert {"places.json", "vendor/ical.min.js", "vendor/ical.LICENSE.txt"} <= files.keys()
    assert all(files.values())


def test_the_element_for_pages_elsewhere_keeps_its_address() -> None:
    assert [*element_file()] == ["embed/support-calculator.js"]
