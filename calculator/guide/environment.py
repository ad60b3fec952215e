"""What the templates are given: words, links, answers, pictures, and the policy itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from calculator.authoring.keeping import PLACE
from calculator.authoring.numbers import global_number
from calculator.authoring.whereabouts import Place
from calculator.engine.answer import Desk
from calculator.engine.contacts import is_national
from calculator.engine.policy import (
    RESPONSE,
    Interpretation,
    LogEntry,
    Policy,
    Severity,
    holds,
)
from calculator.engine.time.wall import ClockChange
from calculator.engine.time.zone import zone
from calculator.guide import asked, promises, tables
from calculator.guide.chart import promise_chart
from calculator.guide.conditions import by_stage, condition_of, only, where
from calculator.guide.decisions import decisions
from calculator.guide.doors import doors
from calculator.guide.harmless import verbatim
from calculator.guide.ladder import escalation_ladder
from calculator.guide.lanes import process_picture
from calculator.guide.marks import rank_class
from calculator.guide.permalink import fragment
from calculator.guide.wording import Wording

FIRST_STATES = ("not-opened", "opened")
"""The states of a case in which there is something to do first."""

TEMPLATES = Path(__file__).parent / "templates"


def environment(
    desk: Desk, policy: Policy, groups: Mapping[str, Sequence[Any]], places: Mapping[str, Place]
) -> Environment:
    """The templates' environment for a policy, made harmless (:mod:`.harmless`).

    Pictures have the desk's own, since they escape what they draw.
    """
    words, drawn = Wording(policy), (desk.policy, Wording(desk.policy))
    facts = tuple(next(f for f in policy.facts if f.id == own.id) for own in desk.table.facts)
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=compiled("guide"),
        extensions=["jinja2.ext.do"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the pages are Markdown
    )
    for function in (_actions, _readings):
        made.globals[function.__name__.lstrip("_")] = partial(function, policy)
    made.globals |= {
        "policy": policy,
        "t": words.t,
        "words": words,
        "groups": groups,
        "pages": {p.name: p for group in groups.values() for p in group},
        "decisions": partial(decisions, desk.table, facts),
        "base_facts": facts,
        "targets": partial(promises.targets_of, policy),
        "promised": partial(promises.promised, policy, words),
        "promises": partial(promises.by_kind, policy, words),
        "time_of": partial(promises.time_of, words),
        "kind_name": partial(promises.kind_name, policy, words),
        "matrices": partial(tables.matrices, policy),
        "severity_names": {str(s.id) for s in policy.severities},
        "value_labels": {v.id: v.label for f in policy.facts for v in f.values},
        "times_in": {t.id: promises.time_of(words, t) for t in policy.response},
        "from_matrix": tables.ids_from_matrices(policy),
        "said": partial(asked.said, desk),
        "near_misses": partial(asked.near_misses, desk),
        "ask": partial(asked.ask, desk),
        "reported": asked.reported,
        "condition": partial(condition_of, policy, words),
        "where": partial(where, policy, words),
        "by_stage": by_stage,
        "only": partial(only, policy, words),
        "place_name": partial(_place_name, desk, words),
        "RESPONSE": RESPONSE,
        "rank_class": partial(rank_class, policy),
        "severity_of": {c.id: s for s in policy.severities for c in s.criteria},
        "process_picture": partial(process_picture, *drawn),
        "escalation_ladder": partial(escalation_ladder, *drawn),
        "doors": partial(doors, desk, policy, words, groups),
        "illustrations": partial(_illustrations, desk, words),
        "counted_from": partial(promises.counted_from, words),
        "step_of": partial(promises.step_of, policy, words),
        "step_counted_from": partial(promises.step_counted_from, words),
        "facts_of": promises.facts_of,
        "due": partial(_due, words),
        "happened": partial(_happened, policy, words),
        "clock": partial(_clock, words),
        "promise_chart": partial(promise_chart, *drawn),
    }
    made.filters |= {
        "link": linker(places),
        "verbatim": verbatim,
        "tel": dialable,
        "fragment": fragment,
        # In some languages a day has a dot behind it, which would begin a list: 24. Dezember.
        "day": lambda value: words.day(value).replace(".", "\\."),
        "instant": words.instant,
        "weekdays": words.weekdays,
        "duration": words.duration,
        "city": words.city,
        "country": words.country,
        "either": words.either,
    }
    made.tests["national"] = is_national
    return made


def compiled(name: str) -> FileSystemBytecodeCache:
    """Where compiled templates are kept, which take longer to compile than to fill in."""
    folder = PLACE / f"templates-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def linker(places: Mapping[str, Place], folder: str = "") -> Callable[[str, str | None], str]:
    """A filter: from an id to a link to its place, under its label or another text."""

    def link(id: str, text: str | None = None) -> str:
        place = places[str(id)]
        anchor = f"#{place.anchor}" if place.anchor else ""
        return f"[{text or place.label}]({folder}{place.page}.md{anchor})"

    return link


def dialable(number: str, countries: Sequence[str] = ()) -> str:
    """A phone number as ``tel:`` links want it; ``(0)`` is dialled within the country only."""
    whole = global_number(number, countries).replace("(0)", "")
    return "".join(c for c in whole if c in "+0123456789")


def _place_name(desk: Desk, words: Wording, code: str) -> str:
    """``India``, or ``California, United States``, for the code of a place."""
    country, _, part = code.partition("-")
    parts = desk.holidays.countries.get(country, {}).get("subdivisions", {})
    named = next((p.get("name") for key, p in parts.items() if key == part), None) or part
    return f"{named}, {words.country(country)}" if part else words.country(country)


def _actions(policy: Policy, severity: Severity) -> tuple[Any, ...]:
    """What to do first about an issue of this severity, whatever else is known of it."""
    known = {"severity": str(severity.id)}
    return tuple(
        a
        for a in policy.actions
        if any(holds(a.when, {**known, "case": state}) for state in FIRST_STATES)
        and (a.does != "note" or "severity" in a.when)
    )


def _readings(policy: Policy, ids: Sequence[str]) -> tuple[Interpretation, ...]:
    """The interpretations that targets, criteria, facts or regions rest on, each once."""
    return tuple(i for i in policy.interpretations if set(ids) & set(i.applies_to))


def _due(words: Wording, found: asked.Asked) -> str:
    """The deadline by the reporter's clock: the time alone if it is on the day of opening."""
    opened, governing = found.example.opened, found.governing
    assert opened
    assert governing
    assert governing.deadline
    there = zone(found.example.timezone) if found.example.timezone else opened.tzinfo
    local = governing.deadline.astimezone(there)
    return words.time(local) if local.date() == opened.date() else words.instant(local)


def _happened(policy: Policy, words: Wording, entry: LogEntry, timezone: str | None) -> str:
    """An entry of an example's log: ``Waiting for the customer: from 10:00 to 12:30``."""
    times = {
        name: words.instant(moment, timezone)
        for name in ("since", "until", "at")
        if (moment := getattr(entry, name))
    }
    if entry.state:
        state = words.state(entry.state)
        if entry.until:
            return words.t("examples.waited", state=state, **times)
        return words.t("examples.waits", state=state, **times)
    if entry.severity is not None:
        name = policy.severity(entry.severity).name
        return words.t("examples.changed", severity=name, time=times["at"])
    kind = promises.kind_name(policy, words, entry.done or "")
    return words.t("examples.done", kind=kind, time=times["at"])


def _clock(words: Wording, change: ClockChange) -> str:
    """The time at which the clocks change, by the clock as it was."""
    before = change.at.astimezone(timezone(timedelta(minutes=change.before)))
    return words.instant(before)


def _illustrations(desk: Desk, words: Wording, severity: Severity) -> list[str]:
    """Two things that come to a severity: what people say, then the names of criteria."""
    said = [a for a in asked.said(desk, *severity.criteria) if a.example.text]
    lines = [words.t("quoted", text=verbatim(a.example.text)) for a in said]
    # What a cell of a matrix is called says no more than the matrix.
    told = {a.answer.verdict.criterion for a in said}
    told |= tables.ids_from_matrices(desk.policy) if said else set()
    labels = [c.label for c in severity.criteria if c.id not in told]
    return (lines + labels)[: asked.MOST_SAID]
