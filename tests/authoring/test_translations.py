"""A policy's texts in further languages: complete, or told what is missing."""

from dataclasses import replace

from calculator.authoring.check import load_policy
from calculator.authoring.translations import shown_texts, translations
from calculator.engine.as_json import from_json, to_json
from calculator.engine.policy import Policy
from tests.policies import OFFICES

POLICY = load_policy(OFFICES).policy
WHOLE = {name: f"({name})" for name in shown_texts(POLICY)}


def told(texts: dict[str, str]) -> list[str]:
    return [message for _, message in translations(replace(POLICY, translations={"no": texts}))]


def test_texts_are_named_by_what_they_are_of() -> None:
    assert {"service.question", "service.mail.label", "1.name", "p1-loss.text"} <= WHOLE.keys()
    # There is no text where the policy has none.
    assert "service.mail.help" not in WHOLE


def test_a_whole_translation_is_in_order() -> None:
    assert told(WHOLE) == []


def test_what_is_missing_is_told_a_few_of_many() -> None:
    assert told({n: t for n, t in WHOLE.items() if n != "p1-loss.text"}) == [
        "'no' lacks p1-loss.text"
    ]
    assert told({})[0].endswith(f"and {len(WHOLE) - 5} more")


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    assert told({**WHOLE, "p1-los.text": "?"}) == [
        "there is no text 'p1-los.text'; did you mean 'p1-loss.text'?"
    ]


def test_translations_reach_the_page() -> None:
    policy = replace(POLICY, translations={"no": WHOLE})
    assert from_json(Policy, to_json(policy)) == policy
