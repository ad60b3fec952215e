"""What is typed at a terminal, or sent in a batch, made an issue.

Countries go by any name; what somebody types has times as people write them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from calculator.authoring.names import place_named
from calculator.authoring.places import is_elsewhere, zone_of, zones_by_clock
from calculator.authoring.words import MODEL, read_words, say
from calculator.engine.issue import Issue, issue_from
from calculator.engine.mistake import Mistake
from calculator.engine.policy import Policy
from calculator.engine.time.holidays import country_code
from calculator.engine.time.instant import parse_moment
from calculator.engine.time.note import Note
from calculator.engine.time.zone import zone
from calculator.language.times.read import Reader, read_moment

TIMES = ("at", "from", "to")
"""What is a time in an entry of a case's log."""

type Request = Mapping[str, Any]


def issue_sent(policy: Policy, request: Request, now: datetime) -> Issue:
    """What a request asks; the country may go by its name, and gives its zone if it has one."""
    request, mistakes = _placed(request)
    return _issue(policy, request, now, mistakes)


def issue_typed(policy: Policy, request: Request, now: datetime) -> Issue:
    """Like :func:`issue_sent`, with times as people write them."""
    request, mistakes = _placed(request)
    timed, unread = _timed(request, now)
    issue = _issue(policy, timed, now, ())
    # An entry of the log whose time cannot be read is told once, in the words of this reader.
    told = {mistake.params.get("entry", mistake.field) for mistake in unread}
    others = (m for m in issue.mistakes if m.params.get("entry", m.field) not in told)
    return replace(issue, mistakes=(*mistakes, *unread, *others))


def _issue(policy: Policy, request: Request, now: datetime, mistakes: tuple[Mistake, ...]) -> Issue:
    issue = issue_from(policy, request, now)
    notes = (*issue.notes, *_zone_notes(issue))
    return replace(issue, mistakes=(*mistakes, *issue.mistakes), notes=notes)


def _placed(request: Request) -> tuple[Request, tuple[Mistake, ...]]:
    said = request.get("country")
    if not isinstance(said, str) or not said.strip():
        return request, ()
    mistakes: tuple[Mistake, ...] = ()
    try:
        place = place_named(said)
    except ValueError as error:
        place = None
        mistakes = (Mistake("country", "unknown-country", {"message": str(error)}),)
    request = {**request, "country": place}
    if place and not request.get("timezone"):
        request["timezone"] = zone_of(country_code(place))
    return request, mistakes


def _zone_notes(issue: Issue) -> Iterator[Note]:
    """That the zone is not one of the country, and which are."""
    country = country_code(issue.place or "")
    if issue.timezone and country and is_elsewhere(issue.timezone, country):
        there = ", ".join(names[0] for names in zones_by_clock(country))
        params = {"zone": issue.timezone, "place": country, "zones": there}
        yield Note("zone-elsewhere", params)


# -- times -----------------------------------------------------------------------------------------


def _timed(request: Request, now: datetime) -> tuple[Request, list[Mistake]]:
    """The request with its times read, and a mistake for each that could not be."""
    timed: dict[str, Any] = dict(request)
    mistakes: list[Mistake] = []

    def read(text: str | None, field: str, entry: Mapping[str, str]) -> str | None:
        try:
            present = _iso(timed.get("now")) or now
            return _read(text, present, _zone(request.get("timezone")))
        except ValueError as error:
            code = "bad-entry" if entry else "bad-instant"
            mistakes.append(Mistake(field, code, {**entry, "message": str(error)}))
            return None

    for field in ("now", "opened", "called", "answered"):
        timed[field] = read(request.get(field), field, {})
    timed["log"] = [
        {
            key: read(said, "log", {"entry": str(number)}) if key in TIMES else said
            for key, said in entry.items()
        }
        for number, entry in enumerate(request.get("log") or (), 1)
    ]
    return timed, mistakes


def _read(text: str | None, present: datetime, where: tzinfo | None) -> str | None:
    """A time in ISO 8601.  Raises ValueError with what to say of one that cannot be read."""
    if not text or _iso(text):
        return text
    home = where or UTC
    present = present.astimezone(home) if present.tzinfo else present.replace(tzinfo=home)
    moment = read_moment(text, Reader(present.replace(tzinfo=None), home))
    if moment.error:
        raise ValueError(say(read_words(MODEL), f"error.{moment.error}", typed=text))
    if moment.civil and not where:
        raise ValueError(f'in which zone is "{text}"? Add --timezone, such as Europe/Brussels')
    return moment.at(present).isoformat()


def _zone(name: str | None) -> tzinfo | None:
    try:
        return zone(name) if name else None
    except ValueError:
        return None


def _iso(text: str | None) -> datetime | None:
    try:
        return parse_moment(text) if text else None
    except ValueError:
        return None
