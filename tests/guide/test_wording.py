"""The guide's words: complete in every language, used, and called as the policy calls things."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.proof import ready
from calculator.authoring.words import MODEL, languages, problems, read_words
from calculator.guide.environment import TEMPLATES
from calculator.guide.pages import calculator_pages, pages
from calculator.guide.wording import WORDS, Wording
from tests.conftest import ROOT
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
GUIDE = ROOT / "calculator" / "guide"
SOURCES = [*TEMPLATES.glob("*.j2"), *GUIDE.glob("*.py"), *GUIDE.rglob("*.html")]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
BUILT = (
    "search.",
    "term.",
    "day.",
    "time.",
    "kind.",
    "state.",
    "waits.",
    "worked.",
    "clock.",
    "group.",
    "response.from-",
    "escalation.if-",
)
"""Keys that are put together where they are used."""


def said_in(language: str, **words: str) -> Wording:
    about = replace(POLICY.about, language=language, words=words)
    return Wording(replace(POLICY, about=about))


@pytest.mark.parametrize("language", languages(WORDS))
def test_a_translation_has_the_keys_and_placeholders_of_english(language: str) -> None:
    assert problems(language, WORDS) == []


@pytest.mark.parametrize("language", [name for name in languages(WORDS) if name != MODEL])
def test_a_translation_is_one(language: str) -> None:
    model, words = read_words(MODEL, WORDS), read_words(language, WORDS)
    long = {key for key, entry in model.items() if isinstance(entry, str) and len(entry) > 30}
    assert {key for key in long if words[key] == model[key]} == set()


def test_every_key_that_is_named_has_words_and_every_word_is_said() -> None:
    keys = read_words(MODEL, WORDS).keys()
    named = set(re.findall(r"""\bt\(\s*f?["']([a-z.-]+)["'],?""", SOURCE))
    assert {key for key in named if "." in key and not key.endswith(".")} - keys == set()
    titles = {k for k in keys if k.endswith((".title", ".summary"))}
    unsaid = keys - named - titles
    assert {key for key in unsaid if not key.startswith(BUILT)} == set()


def test_templates_say_nothing_themselves() -> None:
    """Texts of pages stand in the words files; only the page for maintainers is in English."""
    for path in TEMPLATES.glob("*.j2"):
        if path.name == "embed.md.j2":
            continue
        text = re.sub(
            r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>|^---.*?^---",
            " ",
            path.read_text("utf-8"),
            flags=re.DOTALL | re.MULTILINE,
        )
        words = set(
            re.findall(r"[A-Za-z]{4,}", re.sub(r"\]\([^)]*\)|{[^}]*}|[\w.]+\.json", "", text))
        )
        assert words <= {"abstract", "info", "note", "text"}, path.name


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "15 minutes; 1 hour 30 minutes; 1 business day; 3 business days; as agreed"),
        ("de", "15 Minuten; 1 Stunde 30 Minuten; 1 Werktag; 3 Werktage; as agreed"),
        ("fr", "15 minutes; 1 heure 30 minutes; 1 jour ouvré; 3 jours ouvrés; as agreed"),
        ("xx", "15 minutes; 1 hour 30 minutes; 1 business day; 3 business days; as agreed"),
    ],
)
def test_durations_are_told_in_the_policys_language(language: str, told: str) -> None:
    texts = ("15 min", "1 h 30 min", "1 business day", "3 business days", "as agreed")
    found = "; ".join(said_in(language).duration(text) for text in texts)
    assert re.sub(r"\s", " ", found) == told


def test_moments_are_told_with_the_place_and_not_with_its_zone() -> None:
    moment = datetime.fromisoformat("2026-11-24T10:20-08:00")
    told = "Tuesday, 24 November 2026, 10:20 (Los Angeles)"
    assert said_in("en").instant(moment, "America/Los_Angeles") == told
    # By the clock of the place, whatever the offset it was written with.
    told = "Tuesday, 24 November 2026, 23:50 (India)"
    assert said_in("en").instant(moment, "Asia/Kolkata") == told
    assert said_in("en").time(moment, "Asia/Kolkata") == "23:50"
    assert said_in("de").instant(moment) == "Dienstag, 24. November 2026, 10:20"


def test_a_policy_may_call_things_otherwise() -> None:
    assert said_in("en").t("state.opened") == "the case is open"
    assert said_in("en", case="ticket").t("state.opened") == "the ticket is open"
    assert said_in("de", the_case="das Ticket").t("state.opened") == "das Ticket ist eröffnet"


def test_a_placeholder_with_a_capital_begins_with_one() -> None:
    words = said_in("en")
    assert words.filled("{support}, {Support}") == "the Lantern watch, The Lantern watch"


@pytest.mark.parametrize("language", [name for name in languages(WORDS) if name != MODEL])
def test_a_guide_in_another_language_says_nothing_in_english(language: str) -> None:
    source = load_policy(WHOLE)
    about = replace(source.policy.about, language=language)
    desk = ready(replace(source, policy=replace(source.policy, about=about)))
    made = pages(desk) | calculator_pages(desk, "https://site.example/")
    made.pop("embed.md")
    model, words = read_words(MODEL, WORDS), read_words(language, WORDS)
    texts = {k: t for k, t in model.items() if isinstance(t, str) and "{" not in t and len(t) > 12}
    english = {
        t for k, t in texts.items() if words[k] != t and not k.startswith(("search.", "day."))
    }
    guide = "\n".join(made.values())
    assert {text for text in english if f" {text}" in guide or f">{text}" in guide} == set()
