"""The reference of every key says what each means and shows it, as the model makes it."""

from calculator.authoring.reference import EXAMPLES, examples, missing, reference
from tests.authoring.reference import PAGE, policies


def test_every_key_has_a_meaning_and_an_example() -> None:
    assert missing(policies()) == []


def test_the_page_is_what_the_model_makes_of_it() -> None:
    told = "run: python -m tests.authoring.reference"
    assert EXAMPLES.read_text(encoding="utf-8") == examples(policies()), told
    assert PAGE.read_text(encoding="utf-8") == reference(policies()), told
