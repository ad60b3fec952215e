"""A small policy to start from: commented, in order, and ready to be built."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from calculator.authoring.holidays import place_problem
from calculator.authoring.names import place_named
from calculator.authoring.opening import opening_hours
from calculator.authoring.places import zones_by_country
from calculator.authoring.values import value_problem
from calculator.engine.policy import HolidayRules

FILE = "policy.yml"


@dataclass(frozen=True)
class Answers:
    """What a new policy has to know; all but the vendor has a default."""

    vendor: str
    language: str = "en"
    zone: str = "Europe/Brussels"
    hours: str = "mon-fri 09:00-17:00"
    country: str = ""
    email: str = ""


QUESTIONS = {
    "vendor": "Whose support is it?",
    "language": "In which language is it written (en, de, fr, es ...)?",
    "zone": "In which time zone does support sit?",
    "hours": "When is it open (such as mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-14:00)?",
    "country": "Whose public holidays close it (a country code; empty for none)?",
    "email": "To which address does one write (empty for none)?",
}
"""What is asked for each of the answers, in this order."""


def unusable_answer(name: str, answer: str) -> str | None:
    """Why an answer to a question cannot be used, in words for whoever gave it; or None."""
    if not answer:
        return "say whose support it is" if name == "vendor" else None
    if name == "hours":
        try:
            opening_hours(answer)
        except ValueError as error:
            return str(error)
    if name == "country":
        return place_problem(answer, HolidayRules())
    problem = value_problem(name, answer) if name in ("language", "zone", "email") else None
    zones = _zones_of(answer) if problem and name == "zone" else []
    return f"write a zone of that country: {' or '.join(zones)}" if zones else problem


def _zones_of(said: str) -> list[str]:
    """The zones of a country that somebody named in place of one; a code may be an abbreviation."""
    if len(said) < 4:
        return []
    try:
        country = place_named(said).partition("-")[0]
    except ValueError:
        return []
    return [name for place, name in zones_by_country() if place == country][:5]


def asked(name: str) -> str:
    """The answer to a question, which is asked at the terminal until it can be used."""
    usual = getattr(Answers(""), name)
    prompt = f"{QUESTIONS[name]} [{usual}] " if usual else f"{QUESTIONS[name]} "
    while True:
        said = input(prompt).strip() or str(usual)
        if not (wrong := unusable_answer(name, said)):
            return said
        print(wrong, file=sys.stderr)


def scaffold(directory: Path, answers: Answers, today: date) -> Path:
    """Writes a policy into a directory that is new or empty.  Raises FileExistsError if neither."""
    if directory.exists() and any(directory.iterdir()):
        raise FileExistsError(f"{directory} is not empty; give a new directory")
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / FILE
    path.write_text(_text(answers, today), encoding="utf-8")
    return path


def _text(answers: Answers, today: date) -> str:
    closed = f"\n    holidays: {answers.country}    # it is closed on their public holidays"
    mail = f" <{answers.email}>" if answers.email else ""
    return _TEMPLATE.format(
        vendor=_quoted(answers.vendor),
        name=_quoted(f"{answers.vendor} support policy"),
        support=_quoted(f"{answers.vendor} support"),
        summary=_quoted(f"How {answers.vendor} handles issues."),
        write=_quoted(f"Write to support{mail}: what is wrong, since when, and for whom."),
        language=answers.language,
        zone=answers.zone,
        hours=_in_braces(answers.hours),
        holidays=closed if answers.country else "",
        today=today.isoformat(),
    )


def _in_braces(hours: str) -> str:
    days = opening_hours(hours).items()
    return ", ".join(f"{day}: [{', '.join(map(_quoted, spans))}]" for day, spans in days)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_TEMPLATE = """\
# A policy to start from.  Change a line, then: python -m calculator check
# What every key means is in docs/reference.md.

about:
  name: {name}
  vendor: {vendor}
  support: {support}    # what the answering team is called
  summary: {summary}
  revision: {today}
  language: {language}
  source:    # the document that these data are taken from
    title: Our support policy
    url: https://example.com/support

# What a description can establish, and what is asked where it does not.  What a value "means" is
# understood in many words and languages; add "phrases" for words of your own trade.  What happens
# may mean: outage, degradation, wrong (false, double or old data), lost (data), change, planned
# (work that is announced), question, fine.  How many: everyone, many, few, one; numbers that the
# policy names go into "help", with what they count: "2 to 10 sites, or 6 to 100 people".
facts:
  - id: matter
    name: Matter
    question: What is the matter?
    values:
      - {{id: down, label: It does not work at all, means: outage}}
      - {{id: hindered, label: "It works badly, or in part", means: degradation}}
      - {{id: request, label: A question or a wish, means: [question, change]}}
  - id: reach
    name: Reach
    question: Who is affected?
    values:
      - {{id: all, label: Everybody, means: everyone}}
      - {{id: some, label: Some, means: [many, few, one]}}

# Severities, the weightiest first, each with the criteria that come to it.  All of a "when" has to
# hold; a list of values allows any of them.
severities:
  - id: 1
    name: Severity 1
    label: Critical
    text: Nobody can work.
    criteria:
      - id: nobody-can-work
        label: Nobody can work
        text: It does not work at all, for anybody.
        when: {{matter: down, reach: all}}
  - id: 2
    name: Severity 2
    label: Serious
    text: Work is hindered.
    criteria:
      - id: some-cannot-work
        label: Some cannot work
        text: It does not work for some.
        when: {{matter: down, reach: some}}
      - id: all-are-hindered
        label: Everybody is hindered
        text: It works badly for everybody.
        when: {{matter: hindered, reach: all}}
  - id: 3
    name: Severity 3
    label: Minor
    text: It can wait.
    criteria:
      - id: some-are-hindered
        label: Some are hindered
        text: It works badly for some.
        when: {{matter: hindered, reach: some}}
      - id: nothing-is-broken
        label: Nothing is broken
        text: Something is asked or wished.
        when: {{matter: request}}

# What is promised.  "within" is a time (30 min, 4 h, 2 business days), "next business day",
# "as agreed" or "best effort".  Other kinds than the response: update (with "every"), workaround
# and resolution.
response:
  - id: critical
    label: Critical
    text: Within an hour, day and night.
    when: {{severity: 1}}
    within: 1 h
    calendar: always
  - id: serious
    label: Serious
    text: Within 4 hours of service.
    when: {{severity: 2}}
    within: 4 h
    calendar: office
  - id: minor
    label: Minor
    text: By the end of the next business day.
    when: {{severity: 3}}
    within: next business day
    calendar: office

calendars:
  - {{id: always, name: Day and night, always: true}}
  - id: office
    name: Service hours
    zone: {zone}
    hours: {{{hours}}}{holidays}

actions:
  - id: write
    label: Write to support
    text: {write}

# Worked examples are documentation, sample buttons and tests at once: the check answers them.
# After a change that is meant: python -m calculator check --fix-examples
examples:
  - id: nobody
    title: Nobody can work
    text: The service is down for everybody.
    opened: {today}T10:00Z
    timezone: {zone}
    expect: {{severity: 1, criterion: nobody-can-work, target: critical, deadline: {today}T11:00Z}}
  - id: one-person
    title: One person
    text: The service is down for one user.
    expect: {{severity: 2, criterion: some-cannot-work, target: serious}}
  - id: slow-for-all
    title: Slow for all
    text: The service is very slow for everybody.
    expect: {{severity: 2, criterion: all-are-hindered, target: serious}}
  - id: slow
    title: Slow
    text: The service is very slow for one user.
    expect: {{severity: 3, criterion: some-are-hindered, target: minor}}
  - id: question
    title: A question
    text: How do I change my password?
    expect: {{severity: 3, criterion: nothing-is-broken, target: minor}}
  - id: who
    title: For whom?
    text: The service is down.
    expect: {{severity: null, asks: reach}}
"""
