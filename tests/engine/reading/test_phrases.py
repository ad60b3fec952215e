"""Phrases in words: inflected, misspelt, and the longest of several."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.reading.phrases import Hit, PhraseIndex, longest, phrase_key
from calculator.engine.reading.text import words
from calculator.language.knowledge import language

INDEX = PhraseIndex(
    [
        ("gateway", "part=gateway"),
        ("visitor pass", "part=visitors"),
        ("visitor", "part=visitors"),
        ("cannot get in", "state=stuck"),
        ("get in", "part=doors"),
        ("don't open", "state=stuck"),
        ("door", "part=doors"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the gateways", [("part=gateway", "gateways")]),
        ("GATEWAY!", [("part=gateway", "GATEWAY")]),
        ("they don’t open", [("state=stuck", "don’t open")]),
        ("visitors' passes", [("part=visitors", "visitors' passes")]),
        ("I cannot get in", [("state=stuck", "cannot get in"), ("part=doors", "get in")]),
        ("get well in", []),
        ("nothing", []),
    ],
)
def test_phrases_are_found(text: str, found: list[tuple[str, str]]) -> None:
    of = words(text)
    hits = [(h.concept, text[of[h.first].start : of[h.last - 1].end]) for h in INDEX.hits(of)]
    assert hits == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gatway", "gateway"),
        ("gateeway", "gateway"),
        ("gatewya", "gateway"),
        ("getaway", "getaway"),
        ("gotewey", "gotewey"),
        ("dor", "dor"),
    ],
)
def test_one_slip_is_mended_in_long_words(written: str, meant: str) -> None:
    assert INDEX.spelled(phrase_key(written)[0]) == phrase_key(meant)[0]


@pytest.mark.parametrize(
    ("phrase", "key"),
    [("Visitor passes", ("visitor", "pass")), ("24/7", ("24", "7")), ("...", ())],
)
def test_a_phrase_is_known_by_its_stems(phrase: str, key: tuple[str, ...]) -> None:
    assert phrase_key(phrase) == key


WORDS = st.sampled_from(["door", "doors", "bell", "get", "in", "gateway", "gatway", "dorr", "1st"])
PHRASES = st.lists(st.tuples(st.lists(WORDS, max_size=3).map(" ".join), st.sampled_from("abc")))


@given(PHRASES, st.lists(WORDS, max_size=8).map(" ".join))
def test_an_index_that_was_prepared_finds_the_same(
    phrases: list[tuple[str, str]], text: str
) -> None:
    index = PhraseIndex(phrases)
    prepared = json.loads(json.dumps(index.prepared()))
    assert PhraseIndex.restored(prepared).hits(words(text)) == index.hits(words(text))


@given(PHRASES, st.lists(WORDS, max_size=8).map(" ".join))
def test_every_phrase_is_found_wherever_it_stands(
    phrases: list[tuple[str, str]], text: str
) -> None:
    index = PhraseIndex(phrases)
    stems = [index.spelled(word.stem) for word in words(text)]
    found = {(hit.concept, hit.first): hit.last for hit in index.hits(words(text))}
    for first in range(len(stems)):
        for phrase, concept in phrases:
            key = list(phrase_key(phrase))
            if key and stems[first : first + len(key)] == key:
                assert found[concept, first] >= first + len(key)


HITS = st.builds(
    lambda first, length: Hit("x", first, first + length), st.integers(0, 12), st.integers(1, 6)
)


@given(st.lists(HITS))
def test_none_of_the_longest_lies_within_a_longer_one(hits: list[Hit]) -> None:
    def within(hit: Hit) -> bool:
        return any(
            other.first <= hit.first
            and hit.last <= other.last
            and other.last - other.first > hit.last - hit.first
            for other in hits
        )

    assert longest(hits) == [hit for hit in hits if not within(hit)]


def test_a_common_word_is_no_slip() -> None:
    index = PhraseIndex([("detail record", "records")])
    assert index.hits(words("the retail record"))
    index = PhraseIndex([("detail record", "records")])
    index.common = frozenset({"retail"})
    assert not index.hits(words("the retail record"))
    assert index.hits(words("the detial record"))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("does not print", "The ticket printer doesn't print"),
        ("doesn't print", "It does not print"),
        ("can't land", "The drone can not land"),
        ("cannot land", "drones cant land"),
        ("won't moor", "the ferry will not moor"),
        ("tills are not open", "our tills aren’t open"),
    ],
)
def test_a_phrase_is_found_however_its_negation_is_written(phrase: str, text: str) -> None:
    index = PhraseIndex((way, "it") for way in language().ways(phrase))
    assert [hit.concept for hit in index.hits(words(text))] == ["it"]


def test_a_phrase_without_a_negation_is_written_in_one_way() -> None:
    assert [*language().ways("ticket printer")] == ["ticket printer"]
