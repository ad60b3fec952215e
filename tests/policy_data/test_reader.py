"""The policy's words: context, clauses, impact, and what has nothing to do with it."""

from dataclasses import replace

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.engine.policy import Criterion, FactValue
from calculator.engine.told import told
from calculator.language.knowledge import language
from tests.policy_data import POLICY
from tests.worked_examples import NOW

SOURCE = load_policy(POLICY)
DESK = Desk(SOURCE.policy, language(), SOURCE.learned)
BY_PHRASES = Desk(SOURCE.policy, language())


def severity(text: str, desk: Desk = DESK, **facts: str) -> int | str:
    return desk.answer(Issue(now=NOW, text=text, facts=facts)).verdict.severity or "ask"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 of 390 sales reps refused, the other 386 fine.", 3),
        ("3 people in 2,600 get in only at the second try.", 3),
        ("All but two of the 56 surveyors got online in Bucharest without any trouble.", 3),
        ("Brussels station: 61 refused out of 61. Everywhere else together: 5 out of 1,209.", 2),
        ("Five of our users cannot connect, the others can.", 3),
        ("2 out of our 650 consultants can't log in, the rest can", 3),
        ("412 of 412 users can't connect, every country", 1),
        ("of our 1,100 people, 420 cannot connect", 2),
        ("Hotspots Prague: 0/38 usable. Brno 21/21. Vienna 60/60.", 2),
        ("6 out of 5,400 contractors can't sign in, all with expired passwords.", 3),
        ("Yesterday 3 of 800 were refused, today it is 800 of 800 in all offices", 1),
        ("60 of our 100 engineers connect fine, 40 do not", 2),
        ("users failing: 3 of 980", 3),
        ("users failing: 212 of 980", 2),
        ("users failing: 980 of 980", 1),
        ("Users affected: 4. Total users: 2,000. Error: authentication rejected", 3),
        ("Users affected: 400. Total users: 2,000. Error: authentication rejected", 2),
        ("Users affected: 2,000. Total users: 2,000. Error: authentication rejected everywhere", 1),
    ],
)
def test_numbers_tell_how_many_are_concerned(text: str, expected: int) -> None:
    assert severity(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The RoamServer is down.", 1, id="outage"),
        pytest.param(
            "The RoamServer is not down, I only have a question about it.", 3, id="negated"
        ),
        pytest.param("Nobody can log in anywhere in the world.", 1, id="nobody can is an outage"),
        pytest.param(
            "It was fixed yesterday, but ten minutes ago our RoamServer went down again.",
            1,
            id="relapsed",
        ),
        pytest.param("What happens if the RoamServer fails?", 3, id="hypothetical"),
        pytest.param("The RoamServer is fine, the portal is down.", 2, id="other clause"),
        pytest.param("All users at one hotspot in Lyon cannot connect.", 2, id="all of a place"),
        pytest.param("URGENT!!! I cannot log in, my colleagues can.", 3, id="urgent but one"),
        pytest.param("90 % of our users cannot connect.", 2, id="not quite all"),
        pytest.param("Please add a realm to our RoamServer configuration.", 2, id="configuration"),
        pytest.param("How do I install the Open Mobile client?", 3, id="how to deploy"),
        pytest.param("The rollout of the client fails on all 300 laptops.", 2, id="deployment"),
        pytest.param("The CDR of yesterday is missing.", 2, id="records"),
        pytest.param("Users can log in from North Korea although it is blocked.", 1, id="embargo"),
        pytest.param("cannot connect", "ask", id="how many"),
        pytest.param("call me", "ask", id="what about"),
        pytest.param("Keiner unserer Benutzer weltweit kann sich anmelden.", 1, id="German"),
        pytest.param("Aucun de nos utilisateurs ne peut se connecter, partout.", 1, id="French"),
    ],
)
def test_descriptions(text: str, expected: int | str) -> None:
    assert severity(text) == expected


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("The CDRs look fine", {3, "ask"}),
        ("100 users can't connect", {2}),
        ("All but one of our users can connect", {3}),
        ("All but one of our 700 travellers are cut off.", {2}),
        ("All but 3 of our 90 users get in fine", {3}),
        ("All but 3 of our 90 users are offline", {2}),
        ("Five of our users cannot connect, the others can.", {3}),
        ("One of our two RoamServers is down.", {2, 3, "ask"}),
        ("RoamServer down, backup RoamServer working", {2, 3, "ask"}),
        # A negated one of them is none.
        ("Not x single one of our 1,280 auditors can get online today", {1, "ask"}),
        ("A few in Cork wait. Not one employee can establish a session, wherever.", {1, "ask"}),
        # What a slip hides is asked at worst.
        (
            "Our RoamServer aws unreachable last nght (power work, our own fauult). It has been up "
            "ever since. Would you send a report?",
            {3, "ask"},
        ),
        (
            "It started in Lima. By now ont one employye can get an iPass session anywheer. "
            "A few users in Oslo have trouble with sound, too.",
            {1, "ask"},
        ),
        ("We'll take our RoamServer offline on Saturday night", {3, "ask"}),
        ("403 error when I open Manage Tickets", {2}),
        ("user jdoe locked out", {3}),
        ("First: thanks for fixing the portal. Second: the import of new hosted users fails", {1}),
        ("roam svr dead since switch replacement. It snows in Hamburg today.", {1}),
        ("1. Printer in room 4 jams. 2. RoamServer gives no answer. 3. Please order toner.", {1}),
        ("hello RoamServer is down, please help", {1}),
        ("Not a single one of our 1,280 auditors can get online today.", {1, "ask"}),
        ("Installer stops at 63% on my laptop, only on mine.", {3}),
    ],
)
def test_small_inputs(text: str, accepted: set[int | str]) -> None:
    assert severity(text) in accepted


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("One of our two RoamServers is down.", ["impact"]),
        ("RoamServer down, backup RoamServer working", ["impact"]),
        ("the wifi at Heathrow is down", ["impact"]),
        ("Wir können uns seit heute früh nirgends mehr einloggen", ["impact"]),
    ],
)
def test_what_the_text_says_is_not_asked(text: str, most: list[str]) -> None:
    asks = DESK.answer(Issue(now=NOW, text=text)).verdict.asks
    assert list(asks) in ([], most)


def test_a_phrase_is_read_from_the_moment_it_is_saved() -> None:
    (subject, *facts) = SOURCE.policy.facts
    values = [
        replace(v, phrases=(*v.phrases, "toll ticket")) if v.id == "cdr" else v
        for v in subject.values
    ]
    policy = replace(SOURCE.policy, facts=(replace(subject, values=tuple(values)), *facts))
    desk = Desk(policy, language(), SOURCE.learned)
    assert severity("There is a problem with the toll tickets.", desk) == 2


def with_a_map() -> Desk:
    """A desk of the policy with one thing more: a map, of whose words nothing was learned."""
    (subject, *facts) = SOURCE.policy.facts
    phrases = ("hotspot finder", "finder app", "hotspot map")
    subject = replace(subject, values=(FactValue("map", "Map", phrases=phrases), *subject.values))
    when: tuple[dict[str, tuple[str, ...]], ...] = ({"subject": ("map",), "problem": ("outage",)},)
    first, second, third = SOURCE.policy.severities
    down = Criterion("map-down", "The map is down", "The map is down.", when)
    wrong = replace(down, id="map-wrong", when=({**when[0], "problem": ("fault", "change")},))
    severities = (
        first,
        replace(second, criteria=(*second.criteria, down)),
        replace(third, criteria=(*third.criteria, wrong)),
    )
    policy = replace(SOURCE.policy, facts=(subject, *facts), severities=severities)
    return Desk(policy, language(), SOURCE.learned)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hotspot finder is down for everybody", 2),
        ("Hotspot Finder doesn't open any more.", 2),
        ("Our travellers say that the hotspot finder is dead", 2),
        ("Hi team,\n\nthe Hotspot Finder has been out of service since Monday.\n\nBest\nJo", 2),
        ("The hotspot finder stopped working worldwide", 2),
        ("The Hotspot Finder lists a cafe twice", 3),
        ("Please add our own sites to the hotspot map", 3),
        ("How do I update the hotspot finder?", 3),
    ],
)
def test_a_new_thing_is_read_by_its_phrases_and_the_language(text: str, expected: int) -> None:
    assert severity(text, with_a_map()) == expected


def test_a_fact_that_is_stated_lets_what_was_read_stand() -> None:
    text = "Who needs usage records anyway, right? The last one we received is from the 9th."
    assert severity(text, problem="outage") == 2


def test_the_first_question_is_the_one_that_decides() -> None:
    assert DESK.answer(Issue(now=NOW, text="cannot connect")).verdict.asks[0] == "impact"
    assert DESK.answer(Issue(now=NOW, text="call me")).verdict.asks[0] == "subject"


def test_the_answer_to_the_question_decides_at_once() -> None:
    assert severity("cannot connect", impact="all") == 1
    assert severity("cannot connect", impact="few") == 3


def test_what_is_stated_overrides_what_is_read() -> None:
    assert severity("The RoamServer is down.", subject="portal") == 2


def test_a_further_issue_is_shown() -> None:
    text = "Our RoamServer is down since this morning. The portal shows wrong statistics for June."
    others = told(DESK.answer(Issue(now=NOW, text=text)))["others"]
    assert [o["severity"] for o in others] == [2]
    assert "statistics" in text[others[0]["start"] : others[0]["end"]]


@pytest.mark.parametrize(
    "text",
    [
        "sven: so slow today\nclients won't roll out to the tills\nmarta: told u",
        "our people in Lyon can't get on at any hotel\nlunch? me too",
    ],
)
def test_what_says_nothing_leaves_nothing_unsure(text: str) -> None:
    assert severity(text) == 2


@pytest.mark.parametrize("desk", [DESK, BY_PHRASES], ids=["learned", "phrases"])
@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        ("Our RoamServer is down", "subject", "RoamServer"),
        ("Our RoamServr is down", "subject", "RoamServr"),
        ("The Call Detail Records of May are missing", "subject", "Call Detail Records"),
    ],
)
def test_evidence_is_the_words_that_say_so(desk: Desk, text: str, fact: str, words: str) -> None:
    evidence = told(desk.answer(Issue(now=NOW, text=text)))["evidence"]
    assert words in [text[e["start"] : e["end"]] for e in evidence if e["fact"] == fact]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Hello, the RoamServer is down", "greeting"),
        ("The RoamServer is down.\n-- \nAda Holm", "signature"),
        ("The portal is down. We feared the RoamServer had crashed, too.", "supposed"),
        ("Next Sunday we will replace the firewall. The RoamServer is down.", "planned"),
    ],
)
def test_what_was_set_aside_is_shown_with_the_reason(text: str, cue: str) -> None:
    aside = told(DESK.answer(Issue(now=NOW, text=text)))["aside"]
    assert cue in [a["cue"] for a in aside]


# -- what has nothing to do with it ----

UNRELATED = [
    "Hope you had a pleasant weekend.",
    "Thank you and kind regards, Ewa Nowak, Field Operations",
    "It has been snowing in Oslo since Monday.",
    "Our new receptionist starts in March.",
    "Phone +44 20 7946 0123, mobile on request.",
    "The cake at the anniversary party was excellent.",
    "This e-mail may contain confidential information.",
    "Guten Morgen zusammen,",
    "My son plays the trumpet.",
    "We painted the kitchen yellow.",
]
REPORTS = [
    "Our RoamServer is down.",
    "Hosted Authentication is down since 9.",
    "No user of ours can connect, worldwide.",
    "Import of hosted users fails for every file.",
    "Users connect from Iran although the country is restricted.",
    "Nobody at our site in Porto can connect, other sites can.",
    "Yesterday's CDR file is missing.",
    "The portal shows an error page to all of us.",
    "The client cannot be deployed, the installer fails on all machines.",
    "Please change the timeout of our RoamServer configuration to 10 seconds.",
    "One user has forgotten his password.",
    "Where can I find the documentation of the client?",
]


FRAMES = [
    f"{before}\n{{}}\n{after}".strip()
    for before in ("", *UNRELATED)
    for after in ("", *UNRELATED)
    if before != after
]


def test_unrelated_sentences_never_lower_a_severity_and_hardly_ever_raise_a_question() -> None:
    alone = {report: severity(report) for report in REPORTS}
    assert "ask" not in alone.values()
    among = [(alone[report], severity(f.format(report))) for report in REPORTS for f in FRAMES]
    lowered = [pair for pair in among if pair[1] != "ask" and int(pair[1]) > int(pair[0])]
    assert len(lowered) == 0
    assert sum(said == "ask" for _, said in among) <= len(among) // 50
