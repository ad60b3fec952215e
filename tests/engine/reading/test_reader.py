"""Reading: what a policy's phrases say, what the language means, and what learning adds."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.authoring.check import load_policy
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import Issue
from calculator.engine.policy import Criterion, FactValue, Policy
from calculator.engine.told import told
from calculator.language.knowledge import language
from tests.engine.reading.lessons import LESSONS, MIDDLE, taught
from tests.policies import WHOLE
from tests.worked_examples import NOW

POLICY = load_policy(WHOLE).policy
BY_PHRASES = Desk(POLICY, language())
WEIGHTS = taught(POLICY, LESSONS)
BY_WEIGHTS = Desk(POLICY, language(), WEIGHTS)
BOTH = pytest.mark.parametrize("desk", [BY_PHRASES, BY_WEIGHTS], ids=["phrases", "weights"])


def answer(desk: Desk, text: str, **facts: str) -> Answer:
    return desk.answer(Issue(now=NOW, text=text, facts=facts))


def severity(desk: Desk, text: str, **facts: str) -> int | str:
    return answer(desk, text, **facts).verdict.severity or "ask"


def read(desk: Desk, text: str, **stated: str) -> dict[str, str]:
    return dict(desk.reader.read(text, stated).facts)


# -- what is read --------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("The gateway is down.", {"part": "gateway", "state": "stuck"}, id="plainly"),
        pytest.param("The gatway is down.", {"part": "gateway", "state": "stuck"}, id="a slip"),
        pytest.param(
            "Nobody can get in.", {"part": "doors", "state": "stuck", "people": "all"}, id="all"
        ),
        pytest.param("Please add a door.", {"part": "doors", "state": "wish"}, id="a wish"),
        pytest.param(
            "No door opens, at all houses.", {"part": "doors", "people": "all"}, id="by a phrase"
        ),
    ],
)
def test_what_both_ways_read(desk: Desk, text: str, facts: dict[str, str]) -> None:
    assert read(desk, text).items() >= facts.items()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The gateway does not work at all any more.", {"part": "gateway", "state": "stuck"}),
        ("Das Gateway ist seit heute früh ausgefallen.", {"part": "gateway", "state": "stuck"}),
        ("La console ne fonctionne plus du tout.", {"part": "console", "state": "stuck"}),
        ("The console is very slow since yesterday.", {"part": "console", "state": "faulty"}),
        ("How do I add a visitor?", {"part": "visitors", "state": "wish"}),
        ("3 of 800 users cannot open the door.", {"part": "doors", "people": "one"}),
        ("3 of 800 users cannot open the door, all others can.", {"people": "one"}),
    ],
)
def test_what_the_language_means_needs_no_phrase(text: str, facts: dict[str, str]) -> None:
    assert read(BY_PHRASES, text).items() >= facts.items()


@pytest.mark.parametrize(
    "text",
    [
        "We'll take the gateway offline on Saturday night.",
        "What if the gateway were dead one day?",
        "Fire drill: please pretend that the gateway is dead.",
        "The gateway was dead yesterday and has been fixed.",
    ],
)
def test_what_is_not_live_is_never_the_weightiest(text: str) -> None:
    assert severity(BY_PHRASES, text) != 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Half of the staff waits in the lobby.", 2, id="without a phrase"),
        pytest.param("The box in the cellar smokes. Kind regards", 1, id="with small talk behind"),
        pytest.param("Good morning, kind regards.", "ask", id="small talk alone"),
    ],
)
def test_what_weights_read_besides(text: str, expected: int | str) -> None:
    assert severity(BY_WEIGHTS, text) == expected


QUOTED = "\n\n> The gateway is dead."


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("I am forwarding what Bo wrote." + QUOTED, "gateway", id="pointed to"),
        pytest.param("What Bo had to tell me today." + QUOTED, "gateway", id="nothing else said"),
        pytest.param("How do I add a visitor?" + QUOTED, "visitors", id="something else said"),
        pytest.param("The console is slow." + QUOTED, "console", id="another fault told"),
    ],
)
def test_what_is_quoted_is_the_report_where_nothing_else_is(text: str, part: str) -> None:
    assert read(BY_PHRASES, text)["part"] == part


ASKED_ABOUT = [
    "What is to be done?",
    "When is that over?",
    "What are you doing for lunch?",
    "Wer kümmert sich darum?",
    "Qui s'en occupe ?",
    "Kan någon titta på det?",
    "Still down.",
    "It is happening again.",
]


@pytest.mark.parametrize("question", ASKED_ABOUT)
@pytest.mark.parametrize("form", ["{quoted}\n\n{question}", "{question}\n\n{quoted}"])
def test_what_is_quoted_beside_what_reports_nothing_is_the_report(form: str, question: str) -> None:
    text = form.format(quoted="> The gateway is dead,\n> nobody gets in.", question=question)
    assert severity(BY_WEIGHTS, text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "> The gateway is dead.\n\nIt works again.",
        "> The gateway is dead.\n\nSolved.",
        "> The gateway is dead.\n\nNo longer needed",
        "> The gateway is dead.\n\nPlease close the ticket.",
        "Solved, thanks\n\n> The gateway is dead.\n\nRegards, Bob",
        "> The gateway is dead.\n\nHow do I add a visitor?",
        "> Is the gateway dead?\n\nThe console is slow.",
    ],
)
def test_what_is_quoted_beside_a_report_is_none(text: str) -> None:
    assert severity(BY_WEIGHTS, text) != 1


@BOTH
@pytest.mark.parametrize("empty", ["It rains.", "My cat likes fish."])
@pytest.mark.parametrize("text", ["We wait outside.", "The gateway is down.", "Please add a door."])
def test_what_surely_says_nothing_changes_nothing(desk: Desk, text: str, empty: str) -> None:
    assert read(desk, f"{text} {empty}") == read(desk, f"{empty} {text}") == read(desk, text)


WENT_ON = " and the painters went on with their work on the second floor of the old house" * 3


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The door is dead", None),
        (f"The door is dead.{WENT_ON}", None),
        (f"The door is dead{WENT_ON}", "weighed"),
    ],
)
def test_a_phrase_is_weighed_where_somebody_writes_on_without_a_mark(
    text: str, why: str | None
) -> None:
    heard = {(h.fact, h.value): h.why for h in BY_PHRASES.reader.heard(text)}
    assert heard["part", "doors"] == heard["state", "stuck"] == (why or "")
    assert read(BY_PHRASES, text)["part"] == "doors"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("All but one of our 700 guests cannot get in.", "some"),
        ("3 of 800 users cannot open the door.", "one"),
        ("60 of 60 badges open nothing, 3 users wait outside.", "all"),
        ("1 in 5 users cannot open the door.", "some"),
    ],
)
def test_counts_tell_how_many_are_concerned(text: str, people: str) -> None:
    assert read(BY_PHRASES, text)["people"] == people


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The console is slow. Everything is down.", "console"),
        ("Something is wrong with the console. Everything is down.", "console"),
        ("The console is slow. The gateway is down.", "gateway"),
        ("The console is slow. Our grey box is dead since noon.", "gateway"),
    ],
)
def test_a_clause_without_a_name_speaks_of_what_was_named(text: str, part: str) -> None:
    assert read(BY_WEIGHTS, text)["part"] == part


# -- the YAML has the last word --------------------------------------------------------------------


def with_value(policy: Policy, value: FactValue) -> Policy:
    """The policy with one more thing that issues are about, which is a criterion of the first."""
    part, *facts = policy.facts
    first, *others = policy.severities
    criterion = Criterion(
        "new", "New", "It is down.", ({"part": (value.id,), "state": ("stuck",)},)
    )
    return replace(
        policy,
        facts=(replace(part, values=(*part.values, value)), *facts),
        severities=(replace(first, criteria=(*first.criteria, criterion)), *others),
    )


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["phrases", "weights"])
@pytest.mark.parametrize(
    "text",
    [
        "The lift is down.",
        "Our elevator has been dead since noon.",
        "The Lift does not work any more, thanks, Bo",
    ],
)
def test_a_new_value_is_read_from_the_moment_it_is_saved(weights: object, text: str) -> None:
    policy = with_value(POLICY, FactValue("lift", "The lift", phrases=("lift", "elevator")))
    desk = Desk(policy, language(), weights)  # type: ignore[arg-type]
    assert read(desk, text)["part"] == "lift"
    assert answer(desk, text).verdict.criterion == "new"


@pytest.mark.parametrize("text", ["My badge was stolen.", "Our badge has been stolen", "stolen"])
def test_what_the_language_has_no_word_for_is_never_taken_for_a_question(text: str) -> None:
    part, state, *facts = POLICY.facts
    taken = FactValue("taken", "It was taken away", phrases=("stolen",))
    policy = replace(POLICY, facts=(part, replace(state, values=(*state.values, taken)), *facts))
    desk = Desk(policy, language())
    assert read(desk, text).get("state", "taken") == "taken"
    assert severity(desk, text) == "ask"


def test_nothing_learned_overrules_a_phrase() -> None:
    lessons = [*LESSONS, ({"part": "console", "state": "faulty"}, ["the gateway is down"] * 3)]
    desk = Desk(POLICY, language(), taught(POLICY, lessons))
    assert read(desk, "the gateway is down")["part"] == "gateway"


def test_a_longer_phrase_hides_the_shorter_within_it() -> None:
    policy = with_value(POLICY, FactValue("bell", "The bell", phrases=("visitor bell",)))
    assert read(Desk(policy, language()), "The visitor bell is dead.")["part"] == "bell"


def test_phrases_of_two_values_are_weighed_or_asked() -> None:
    facts = read(BY_PHRASES, "The gateway and the console are dead.")
    assert facts.get("part") in (None, "gateway", "console")
    assert answer(BY_PHRASES, "The invoice and the console.").verdict.asks[0] == "part"


def test_a_denied_phrase_says_nothing() -> None:
    assert read(BY_PHRASES, "It is not the gateway.").get("part") is None


def test_what_weights_know_that_the_policy_has_not_is_ignored() -> None:
    part, *facts = POLICY.facts
    fewer = replace(POLICY, facts=(replace(part, values=part.values[1:]), *facts))
    desk = Desk(fewer, language(), WEIGHTS)
    assert desk.reader.read("Nobody can get in.").facts.get("part") != "doors"
    assert desk.reader.read("The gateway is down.").facts["part"] == "gateway"


# -- what is learned of all facts together ----


CRITERIA = [criterion.id for level in POLICY.severities for criterion in level.criteria]


def together(*criteria: str) -> dict[str, Any]:
    """Weights by which every text comes to the first of these criteria; "" is a question."""
    count = WEIGHTS["features"].count("\n") + 1
    return {
        **WEIGHTS,
        "questions": [*WEIGHTS["questions"], ("=", list(criteria))],
        "scales": [*WEIGHTS["scales"], 0.4],
        "bias": [*WEIGHTS["bias"], 9.0, *[0.0] * (len(criteria) - 1)],
        "columns": WEIGHTS["columns"] + bytes([MIDDLE] * count * len(criteria)),
    }


@pytest.mark.parametrize("criterion", ["g2-many", "g3-few"])
def test_what_facts_come_to_together_makes_them_likelier(criterion: str) -> None:
    others = [c for c in ["", *CRITERIA] if c != criterion]
    before = BY_WEIGHTS.reader.severities("Cannot get in.")
    after = Desk(POLICY, language(), together(criterion, *others)).reader.severities(
        "Cannot get in."
    )
    rank = int(criterion[1])
    assert after[rank] > before[rank]
    assert sum(after.values()) == pytest.approx(1)


def test_where_a_criterion_was_not_learned_each_fact_tells_alone() -> None:
    desk = Desk(POLICY, language(), together("gone", "", *CRITERIA[1:]))
    text = "our grey box is dead since noon"
    assert answer(BY_WEIGHTS, text).verdict.criterion == CRITERIA[0]
    assert desk.reader.severities(text) == BY_WEIGHTS.reader.severities(text)


def test_what_facts_come_to_together_overrules_no_phrase() -> None:
    others = [c for c in ["", *CRITERIA] if c != "g2-console"]
    desk = Desk(POLICY, language(), together("g2-console", *others))
    assert read(desk, "the gateway is down")["part"] == "gateway"


def test_of_a_new_value_nothing_was_learned_together() -> None:
    policy = with_value(POLICY, FactValue("lift", "The lift", phrases=("lift", "elevator")))
    desk = Desk(policy, language(), together("", *CRITERIA))
    assert answer(desk, "The lift is down.").verdict.criterion == "new"


# -- facts are independent -------------------------------------------------------------------------

TEXTS = [
    "I cannot get in.",
    "The gateway is down.",
    "Something is wrong with the console.",
    "Half of the staff waits in the lobby.",
    "The console shows an error, and nobody gets in.",
    "please look at it",
]
VALUES = [(f.id, v.id) for f in POLICY.facts for v in f.values]


@BOTH
@pytest.mark.parametrize(("fact", "value"), VALUES, ids=lambda x: x)
@pytest.mark.parametrize("text", TEXTS)
def test_stating_a_fact_changes_no_other_and_widens_nothing(
    desk: Desk, text: str, fact: str, value: str
) -> None:
    before, after = answer(desk, text), answer(desk, text, **{fact: value})
    kept = {f: v for f, v in before.reading.facts.items() if f != fact}
    assert after.reading.facts.items() >= kept.items()
    assert not set(after.verdict.asks) & before.reading.facts.keys()
    if fact not in before.known:
        assert set(after.verdict.possible) <= set(before.verdict.possible)


@BOTH
@pytest.mark.parametrize("text", TEXTS)
def test_stating_what_was_read_changes_nothing(desk: Desk, text: str) -> None:
    before = answer(desk, text)
    after = answer(desk, text, **before.reading.facts)
    assert (after.verdict, after.known) == (before.verdict, before.known)


@pytest.mark.parametrize("state", ["stuck", "faulty"])
@pytest.mark.parametrize("before", ["", "It works again. ", "We wait outside. "])
def test_what_one_answer_made_sure_the_next_keeps(before: str, state: str) -> None:
    text = f"{before}one box in the cellar smokes."
    assert "people" not in read(BY_PHRASES, text)
    assert read(BY_PHRASES, text, part="visitors")["people"] == "one"
    assert read(BY_PHRASES, text, part="visitors", state=state)["people"] == "one"


# -- the words that say so -----------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        ("Our gateway is down", "part", "gateway"),
        ("Our gatway is down", "part", "gatway"),
        ("The grey box of house 5 is dead", "part", "grey box"),
        ("😀 All houses are shut, nothing opens", "people", "All houses are shut, nothing opens"),
    ],
)
def test_evidence_is_the_words_that_say_so(desk: Desk, text: str, fact: str, words: str) -> None:
    evidence = told(answer(desk, text))["evidence"]
    assert words in [text[e["start"] : e["end"]] for e in evidence if e["fact"] == fact]


FRAMED = (
    "Dear team,\n\n{}\n\nMany thanks\nAda Holm\n\nThis e-mail may contain confidential information "
    "and is intended solely for the addressee."
)


@BOTH
@pytest.mark.parametrize("text", TEXTS)
def test_evidence_is_never_laid_aside_nor_a_function_word_alone(desk: Desk, text: str) -> None:
    framed = FRAMED.format(text)
    body = told(answer(desk, framed))
    empty = language().function
    for mark in body["evidence"]:
        words = framed[mark["start"] : mark["end"]].lower().strip("?!.,").split()
        assert any(word not in empty for word in words), words
        for aside in body["aside"]:
            assert mark["end"] <= aside["start"] or aside["end"] <= mark["start"]


@BOTH
@pytest.mark.parametrize("text", TEXTS)
def test_a_greeting_and_a_signature_change_nothing(desk: Desk, text: str) -> None:
    assert read(desk, FRAMED.format(text)) == read(desk, text)


@BOTH
@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The gateway is dead.\n-- \nAda Holm", "signature"),
        ("Hello, the gateway is dead", "greeting"),
        ("The gateway is dead. Thank you very much!", "small-talk"),
        ("From: Ada\nTo: Support\n\nThe gateway is dead.", "header"),
        ("The gateway is dead. It was fine yesterday and is planned to be replaced in May.", ""),
    ],
)
def test_what_was_set_aside_is_shown_with_the_reason(desk: Desk, text: str, cue: str) -> None:
    asides = [a["cue"] for a in told(answer(desk, text))["aside"]]
    assert cue in asides or not cue


# -- bad input -----------------------------------------------------------------------------------

BAD = {
    "empty": "",
    "spaces": " \n\t ",
    "punctuation": "?!... --- ;;; %",
    "emoji": "😀🔥🔥🔥",
    "control characters": "\x00\x01\x1b[31m",
    "lone surrogate": "\ud800 \udfff",
    "markup": "<b></b>",
    "combining marks": "a" + "\u0301" * 5000,
}


@BOTH
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_says_nothing_is_asked_about(text: str, desk: Desk) -> None:
    verdict = answer(desk, text).verdict
    assert verdict.severity is None
    assert verdict.asks[0] == POLICY.facts[0].id


@BOTH
@pytest.mark.parametrize("word", ["x", "gateway down. ", "?!", "é", "\n", "user. ", "- -"])
def test_a_hundred_thousand_characters_are_read(word: str, desk: Desk) -> None:
    text = (word * 100_000)[:100_000]
    told(answer(desk, text))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from([BY_PHRASES, BY_WEIGHTS]), st.text(max_size=400))
def test_any_text_gives_an_answer_whose_marks_lie_in_it(desk: Desk, text: str) -> None:
    body = told(answer(desk, text))
    for mark in (*body["evidence"], *body["aside"], *body["others"]):
        assert 0 <= mark["start"] < mark["end"] <= len(text)
    undecided = any("severity" in decided for decided in body["decides"].values())
    assert (body["severity"] is None) == undecided
