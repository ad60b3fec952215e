"""What becomes of descriptions that are read right when people put something around them.

Each way is taken with every description; what it says is the same, so it should come to the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from random import Random

from calculator.engine.answer import Desk
from calculator.language.lines import Labelled
from calculator.language.variants import bare, beside, slipped

ASIDES = (
    "My train was forty minutes late today.",
    "The canteen has a new cook, by the way.",
    "It has been raining here for a week.",
    "We celebrate our tenth anniversary in spring.",
    "I'm writing from the garden.",
    "Our team won the quiz on Friday.",
    "The new building gets its windows next week.",
    "Greetings from the lake.",
    "I have a dentist's appointment at four.",
    "Yesterday I baked bread for the first time.",
    "My cat sits on the desk while I type.",
    "Holidays begin soon, finally.",
)
"""Sentences that say nothing; none of them was learned from."""

GREETING = "Dear support team,\n\n"
SIGNATURE = (
    "\n\nKind regards,\nDana Whitcombe\nSenior Administrator | Example Corp\nPhone +1 555 0100"
)
DISCLAIMER = (
    "\n\nThis e-mail and any attachments are confidential and intended solely for the addressee. "
    "If you have received it in error, please notify the sender and delete it."
)
HEADER = (
    "From: Kim Doe <kim@example.com>\nSent: Monday, 23 November 2026 09:14\n"
    "To: support@example.com\nSubject: FW: request\n\n"
)

HEAD = (
    "| around it | descriptions | becomes a question | wrong | Severity 1 lower |\n"
    "|---|---|---|---|---|"
)

ASK = "ask"
"""What stands for a question."""

type Way = Callable[[str], str]


def ways() -> dict[str, Way]:
    """What people do to a description, by name."""
    chance = Random(7)
    return {
        "a greeting": lambda text: GREETING + text,
        "a signature": lambda text: text + SIGNATURE,
        "a disclaimer": lambda text: text + DISCLAIMER,
        "all three": lambda text: GREETING + text + SIGNATURE + DISCLAIMER,
        "a forwarded header": lambda text: HEADER + text,
        "a subject's prefix": lambda text: "Subject: RE: FW: " + text,
        "urgency": lambda text: "URGENT!!! " + text,
        "thanks": lambda text: text + " Thank you very much in advance!",
        "an unrelated sentence": lambda text: beside(
            text, chance.choice(ASIDES), before=chance.random() < 0.5
        ),
        "upper case": str.upper,
        "no punctuation": bare,
        "4 % typos": lambda text: slipped(text, chance),
    }


def rows(desk: Desk, examples: Iterable[Labelled]) -> Iterator[str]:
    """A row of a table for each way."""
    answers = list(_answered_rightly(desk, examples))
    for name, way in ways().items():
        yield _outcome(desk, answers, way).row(name)


def slips(desk: Desk, examples: Iterable[Labelled], draws: Iterable[int]) -> "Outcome":
    """What becomes of descriptions with slips, each drawn several times."""
    answers = list(_answered_rightly(desk, examples))
    chances = [Random(draw) for draw in draws]
    found = [_outcome(desk, answers, lambda text, c=c: slipped(text, c)) for c in chances]
    return Outcome(*(sum(getattr(o, field.name) for o in found) for field in fields(Outcome)))


@dataclass(frozen=True)
class Outcome:
    """How many descriptions there were, and what became of them."""

    count: int
    asked: int
    wrong: int
    lower: int
    """Severity 1 is answered with something lighter."""

    def row(self, name: str) -> str:
        asked, wrong = self.asked / self.count, self.wrong / self.count
        return f"| {name} | {self.count} | {asked:.1%} | {wrong:.1%} | {self.lower} |"


type _Answer = tuple[str, list[object]]
"""A text, and the severities that are right."""


def _answered_rightly(desk: Desk, examples: Iterable[Labelled]) -> Iterator[_Answer]:
    for example in examples:
        accepted = list(example.get("accept") or [example["expected_severity"]])
        answer = _answer(desk, example["text"])
        if answer in accepted and answer != ASK:
            yield example["text"], accepted


def _outcome(desk: Desk, answers: Sequence[_Answer], way: Way) -> Outcome:
    outcomes = [(_answer(desk, way(text)), accepted) for text, accepted in answers]
    asked = sum(o == ASK and ASK not in accepted for o, accepted in outcomes)
    wrong = [accepted for o, accepted in outcomes if o != ASK and o not in accepted]
    lower = sum(accepted[0] == 1 for accepted in wrong)
    return Outcome(len(answers), asked, len(wrong), lower)


def _answer(desk: Desk, text: str) -> object:
    return desk.verdict(desk.reader.read(text).facts).severity or ASK
