"""Labelled lines once more, as people in a hurry write them."""

from random import Random

from calculator.language.variants import bare, beside, slipped, variant

TEXT = "The plotter (third floor) prints nothing!\nCould you help?"


def test_bare_text_has_neither_marks_nor_capitals_nor_lines() -> None:
    assert bare(TEXT) == "the plotter third floor prints nothing could you help"
    assert bare("It's 10 % of the e-mails") == "it's 10 % of the e-mails"


def test_slips_are_few_and_in_letters_only() -> None:
    text = "The plotter on the third floor prints nothing, 3 of 4 pages. " * 20
    found = slipped(text, Random(1))
    assert found != text
    assert [c for c in found if not c.isalpha()] == [c for c in text if not c.isalpha()]
    assert abs(len(found) - len(text)) < len(text) / 20


def test_a_sentence_stands_before_or_behind() -> None:
    assert beside("It prints nothing", "It rains.", before=True) == "It rains.\nIt prints nothing"
    assert beside("It prints nothing", "It rains.", before=False) == "It prints nothing. It rains."
    assert beside("Does it print?", "It rains.", before=False) == "Does it print? It rains."


def test_the_same_text_has_the_same_variant() -> None:
    for place in range(3):
        assert variant(TEXT, place, ["It rains."]) == variant(TEXT, place, ["It rains."]) != TEXT


def test_all_ways_are_taken_in_turn() -> None:
    assert variant(TEXT, 0, ["It rains."]) == bare(TEXT)
    assert "It rains." not in variant(TEXT, 1, ["It rains."])
    assert "It rains." in variant(TEXT, 2, ["It rains."])
    assert variant(TEXT, 2, []) == variant(TEXT, 1, [])
