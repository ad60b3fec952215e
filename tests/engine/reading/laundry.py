"""A laundry's facts: a policy that counts things, and asks for another way round."""

from dataclasses import replace

from calculator.authoring.check import load_policy
from calculator.engine.policy import Assumption, Fact, FactValue
from calculator.engine.reading.chances import Weigher
from calculator.engine.reading.judged import Judge
from calculator.engine.reading.values import Values
from calculator.language.knowledge import language
from tests.policies import WHOLE

THING = Fact(
    "thing",
    "Thing",
    "What is it?",
    (
        FactValue("washers", "Washers", phrases=("washer", "washing machine")),
        FactValue("dryers", "Dryers", phrases=("dryer", "tumbler")),
        FactValue("presses", "Presses", phrases=("press", "mangle")),
        FactValue("doors", "Doors", phrases=("loading door",)),
    ),
)
STATE = Fact(
    "state",
    "State",
    "What happens?",
    (
        FactValue("stopped", "Stopped", means=("outage",)),
        FactValue("faulty", "Faulty", means=("degradation",)),
        FactValue("question", "Question", means=("question", "change", "fine")),
    ),
)
REACH = Fact(
    "reach",
    "Reach",
    "How many?",
    (
        FactValue("all", "All", help="Every washer, dryer or press there is", means=("everyone",)),
        FactValue("some", "Some", phrases=("six of",), means=("many", "few")),
        FactValue("one", "One", phrases=("one washer", "dryer 3"), means=("one",)),
    ),
)
AROUND = Fact(
    "around",
    "Way round",
    "Is there one?",
    (
        FactValue("bridged", "Yes", phrases=("by hand", "workaround", "meanwhile", "spare")),
        FactValue("none", "No", phrases=("no alternative", "nowhere else")),
    ),
    assume=(Assumption("none", "silence"),),
)
WHOLE_POLICY = replace(load_policy(WHOLE).policy, facts=(THING, STATE, REACH, AROUND), cues=())
VALUES = Values(WHOLE_POLICY, language())
WEIGHER = Weigher(VALUES, None)
JUDGE = Judge(language(), VALUES.index, VALUES.masked, counts_things=True)


def likeliest(fact: str, text: str) -> str:
    """The value of a fact that a text makes likeliest; empty if it does not say."""
    chances = WEIGHER.issue(JUDGE.judge(text)).chances[fact]
    return max(chances, key=lambda value: chances[value])
