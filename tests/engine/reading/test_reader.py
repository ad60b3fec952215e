"""Reading: by phrases and by weights, with the words that say so, whatever is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.authoring.check import load_policy
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import Issue
from calculator.engine.told import told
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE
from tests.worked_examples import NOW

POLICY = load_policy(WHOLE).policy
BY_PHRASES = Desk(POLICY)
BY_WEIGHTS = Desk(POLICY, taught(POLICY, LESSONS))
BOTH = pytest.mark.parametrize("desk", [BY_PHRASES, BY_WEIGHTS], ids=["phrases", "weights"])


def answer(desk: Desk, text: str, **facts: str) -> Answer:
    return desk.answer(Issue(now=NOW, text=text, facts=facts))


def severity(desk: Desk, text: str, **facts: str) -> int | str:
    return answer(desk, text, **facts).verdict.severity or "ask"


# -- what is read --------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("The gateway is down.", {"part": "gateway", "state": "stuck"}, id="plainly"),
        pytest.param(
            "The gatway is down.", {"part": "gateway", "state": "stuck"}, id="a spelling slip"
        ),
        pytest.param(
            "Nobody can get in.",
            {"part": "doors", "state": "stuck", "people": "all"},
            id="three facts",
        ),
        pytest.param(
            "The gateway works, the console shows an error.",
            {"part": "console", "state": "faulty"},
            id="another clause",
        ),
        pytest.param("Please add a door.", {"part": "doors", "state": "wish"}, id="a wish"),
        pytest.param("I cannot get in.", {"part": "doors", "state": "stuck"}, id="who is unknown"),
    ],
)
def test_what_both_ways_read(desk: Desk, text: str, facts: dict[str, str]) -> None:
    assert dict(answer(desk, text).reading.facts) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param(
            "The gateway is not down, I have a question about it.",
            {"part": "gateway", "state": "wish"},
            id="negated",
        ),
        pytest.param("What if the gateway is down?", {}, id="supposed"),
        pytest.param("The gateway was down, it is fixed.", {"part": "gateway", "state": "stuck"},
                     id="over in another clause"),
        pytest.param("The gateway is fixed and not dead.", {}, id="over"),
        pytest.param(
            "The gateway was repaired, but it is down again.", {"state": "stuck"}, id="relapsed"
        ),
        pytest.param("Half of the staff waits in the lobby.", {}, id="no phrase"),
    ],
)  # fmt: skip
def test_what_phrases_read(text: str, facts: dict[str, str]) -> None:
    assert dict(answer(BY_PHRASES, text).reading.facts) == facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Half of the staff waits in the lobby.", 2, id="without a phrase"),
        pytest.param("Mr Brown waits outside in the rain.", 3, id="in other words"),
        pytest.param("The box in the cellar smokes. Kind regards", 1, id="with small talk behind"),
        pytest.param("It rains. The box in the cellar smokes. The cake was excellent.", 1,
                     id="with small talk around"),
        pytest.param("Good morning, kind regards.", "ask", id="small talk alone"),
    ],
)  # fmt: skip
def test_what_weights_read_besides(text: str, expected: int | str) -> None:
    assert severity(BY_WEIGHTS, text) == expected
    assert severity(BY_PHRASES, text) == "ask"


@BOTH
def test_what_is_stated_overrides_what_is_read(desk: Desk) -> None:
    assert severity(desk, "The gateway is down.", part="console") == 2


@BOTH
def test_the_answer_to_the_question_decides_at_once(desk: Desk) -> None:
    assert answer(desk, "I cannot get in.").verdict.asks == ("people",)
    assert severity(desk, "I cannot get in.", people="all") == 1
    assert severity(desk, "I cannot get in.", people="one") == 3


@BOTH
def test_the_same_text_is_read_the_same(desk: Desk) -> None:
    text = "the grey box is dead since 9, nobody gets in, console fine"
    assert desk.reader.read(text) == desk.reader.read(text)


# -- the words that say so -----------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        ("Our gateway is down", "part", "gateway"),
        ("Our gatway is down", "part", "gatway"),
        ("The grey box of house 5 is dead", "part", "grey box"),
        ("😀 Nobody can get in", "people", "Nobody"),
    ],
)
def test_evidence_is_the_words_that_say_so(desk: Desk, text: str, fact: str, words: str) -> None:
    evidence = told(answer(desk, text))["evidence"]
    assert words in [text[e["start"] : e["end"]] for e in evidence if e["fact"] == fact]


def test_what_weights_read_is_shown_by_the_words_that_weigh_most() -> None:
    text = "Dear watch, half of the staff waits"
    said = told(answer(BY_WEIGHTS, text))["evidence"]
    shown = {text[e["start"] : e["end"]] for e in said}
    assert shown
    assert "half" in " ".join(shown)
    assert "Dear watch" not in " ".join(shown)


@BOTH
@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It is solved, thank you", "resolved"),
        ("What if the gateway is down", "hypothetical"),
        ("The console works, but the gateway is down", "working"),
    ],
)
def test_what_was_set_aside_is_shown_with_the_reason(desk: Desk, text: str, cue: str) -> None:
    assert cue in [a["cue"] for a in told(answer(desk, text))["aside"]]


def test_a_further_issue_is_shown() -> None:
    text = "Our grey box is dead, the gateway is down since noon. The console shows an error."
    others = told(answer(BY_WEIGHTS, text))["others"]
    assert [o["severity"] for o in others] == [2]
    assert "console" in text[others[0]["start"] : others[0]["end"]]


# -- bad input -----------------------------------------------------------------------------------

BAD = {
    "empty": "",
    "spaces": " \n\t ",
    "punctuation": "?!... --- ;;; %",
    "digits": "4711 0815",
    "emoji": "😀🔥🔥🔥",
    "control characters": "\x00\x01\x1b[31m",
    "lone surrogate": "\ud800 \udfff",
    "right to left": "لا أستطيع",
    "another script": "გამარჯობა",
    "markup": "<b></b><script></script>",
    "combining marks": "a" + "\u0301" * 5000,
}


@BOTH
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_says_nothing_is_asked_about(text: str, desk: Desk) -> None:
    verdict = answer(desk, text).verdict
    assert verdict.severity is None
    assert verdict.asks[0] == POLICY.facts[0].id


@BOTH
@pytest.mark.parametrize("word", ["x", "gateway down. ", "?!", "é", "\n"])
def test_a_hundred_thousand_characters_are_read(word: str, desk: Desk) -> None:
    text = (word * 100_000)[:100_000]
    told(answer(desk, text))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from([BY_PHRASES, BY_WEIGHTS]), st.text(max_size=400))
def test_any_text_gives_an_answer_whose_marks_lie_in_it(desk: Desk, text: str) -> None:
    body = told(answer(desk, text))
    for mark in (*body["evidence"], *body["aside"], *body["others"]):
        assert 0 <= mark["start"] < mark["end"] <= len(text)
    assert (body["severity"] is None) == bool(body["asks"])
