"""Issues by chance: each is answered, and what must hold of every answer holds.

A description is put together from what policies say, from lines that say nothing, and from noise;
what is stated, when, where, and what happened to the case since are drawn too.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.authoring.holidays import build_some
from calculator.authoring.proof import ready
from calculator.engine.answer import Answer, Desk
from calculator.engine.issue import issue_from
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.zone import zone_names
from calculator.engine.told import told
from calculator.language.knowledge import empty_sentences
from tests.policies import ALL
from tests.soak.bounds import Late, bounded

SLOWEST = 5.0
"""Seconds that an answer may take."""

NOISE = (
    "", " ", "\n\n", "\n> ", "\n-- \n", "\t", "???", "!!!", "...", "0x80070005", "\u202e", "\ufeff",
    "漢字", "ß", "e\u0301" * 20, "\U0001f525" * 9, "user. " * 40, "http://a.example/?q=1",
    "FW: RE:", "On Monday you wrote:", "not", "no longer", "if", "yesterday", "until 2024",
    "2 of 300 users", "99999999999999999999 people", "9:30", "<b>", "&lt;", "|" * 30,
    "([{" * 30, "\x00", "\u2028",
)  # fmt: skip

COUNTRIES = (None, "AT", "IN", "US-CA", "GB-SCT", "IR", "JP", "ZZ", "DE-BY", "CH", "in", "AQ")

EVENTS = ("opened", "called", "answered")


@cache
def desks() -> list[Desk]:
    """A desk of each policy, that knows some countries' holidays."""
    found = []
    for directory in ALL:
        source = load_policy(Path(directory))
        desk = ready(source)
        named = {country[:2] for country in COUNTRIES if country and country != "ZZ"} - {"in"}
        days = build_some(source.policy.holidays, named, datetime(2026, 11, 24, tzinfo=UTC).date())
        desk.learn_holidays(Holidays({**desk.holidays.countries, **days}))
        found.append(desk)
    return found


@cache
def zones() -> list[str]:
    return sorted(zone_names())


@cache
def nothings() -> list[str]:
    return empty_sentences()


def run(seed: str) -> list[str]:
    """What is wrong with the answer to one issue."""
    chance = random.Random(seed)
    desk = chance.choice(desks())
    try:
        with bounded(SLOWEST):
            return list(wrong(desk, request(desk, chance), chance))
    except Late:
        return ["does not end"]
    except Exception as error:
        return [f"{type(error).__name__}: {str(error)[:200]}"]


def request(desk: Desk, chance: random.Random) -> dict[str, object]:
    """What somebody may ask."""
    policy = desk.policy
    phrases = [p for f in policy.facts for v in f.values for p in (*v.phrases, *v.hints)]
    texts = [e.text for e in policy.examples]
    pieces: list[str] = []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6, 20))):
        kind = chance.choice((phrases, texts, nothings(), NOISE))
        pieces.append(chance.choice(kind) if kind else "")
    facts = {f.id: chance.choice(f.values).id for f in policy.facts if chance.random() < 0.15}
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(130 * 525_960))
    if chance.random() < 0.7:
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(2 * 525_960))
    asked: dict[str, object] = {
        "text": chance.choice((" ", ". ", "\n", "")).join(pieces),
        "facts": facts,
        "now": moment.isoformat(),
        "country": chance.choice(COUNTRIES),
        "timezone": chance.choice((None, "Asia/Kolkata", chance.choice(zones()))),
    }
    for event in EVENTS:
        if chance.random() < 0.4:
            away = timedelta(minutes=chance.randrange(-20_000, 2_000))
            asked[event] = (moment + away).isoformat()
    if chance.random() < 0.3:
        asked["log"] = [_entry(desk, moment, chance) for _ in range(chance.choice((1, 2, 6)))]
    return asked


def _entry(desk: Desk, moment: datetime, chance: random.Random) -> dict[str, object]:
    """Something that happened to a case, or cannot have."""

    def instant() -> str:
        found = moment + timedelta(minutes=chance.randrange(-20_000, 2_000))
        return chance.choice((found.isoformat(), f"{found:%Y-%m-%dT%H:%M}", "yesterday"))

    states = [state for calendar in desk.policy.calendars for state in calendar.pauses]
    return chance.choice(
        (
            {"state": chance.choice([*states, "nowhere"]), "from": instant()},
            {"state": chance.choice([*states, "nowhere"]), "from": instant(), "to": instant()},
            {"severity": chance.choice([s.id for s in desk.policy.severities]), "at": instant()},
            {"done": chance.choice(("response", "update", "resolution", "x")), "at": instant()},
            {"event": chance.choice(EVENTS), "at": instant()},
            {"at": instant()},
        )
    )


def wrong(desk: Desk, asked: dict[str, object], chance: random.Random) -> Iterator[str]:
    """What does not hold of the answer to a request."""
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    issue = issue_from(desk.policy, asked, now)
    answer = desk.answer(issue)
    body = json.loads(json.dumps(told(answer)))
    if told(desk.answer(issue)) != told(answer):
        yield "another answer the second time"
    for promise in answer.response.promises:
        if promise.deadline and promise.start and promise.deadline < promise.start:
            yield f"{promise.target}: due before it starts"
    for fact, value in issue.facts.items():
        if answer.known.get(fact) != value:
            yield f"{fact}: stated as {value}, taken as {answer.known.get(fact)}"
    read = {(known.fact, known.value) for known in answer.facts if known.state == "read"}
    for evidence in body["evidence"]:
        if (evidence["fact"], evidence["value"]) not in read:
            yield f"{evidence['fact']}: evidence of {evidence['value']}, which was not read"
    length = len(issue.text)
    for span in (*body["evidence"], *body["aside"]):
        if not 0 <= span["start"] < span["end"] <= length:
            yield f"words that are not in the text: {span}"
    if (answer.verdict.severity is None) != bool(answer.verdict.asks):
        yield "no severity, and nothing to ask; or both"
    yield from _lowered(desk, asked, answer, chance)


def _lowered(
    desk: Desk, asked: dict[str, object], answer: Answer, chance: random.Random
) -> Iterator[str]:
    """A sentence that says nothing lowers nothing."""
    worst = desk.policy.severities[0].id
    if answer.verdict.severity == worst:
        nothing = chance.choice(nothings())
        text = f"{asked['text']}\n\n{nothing}"
        now = answer.issue.now
        again = desk.answer(issue_from(desk.policy, {**asked, "text": text}, now))
        if again.verdict.severity != worst:
            yield f"{worst} becomes {again.verdict.severity} by {nothing!r} after {asked['text']!r}"
