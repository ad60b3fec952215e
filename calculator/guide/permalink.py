"""The address of a case in the calculator, as ``calculator/web/case/permalink.mjs`` reads it."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from calculator.engine.policy import RESPONSE, UPDATE, Example

TAKEN = {"text", "opened", "called", "answered", "country", "zone"}
"""Names of the case's own fields; a fact with such an id is prefixed."""


def fragment(example: Example) -> str:
    """An example as the fragment of an address; its moments by the clock of its time zone."""
    return "&".join(f"{name}={_encoded(value)}" for name, value in _pairs(example) if value)


def _pairs(example: Example) -> Iterator[tuple[str, str | None]]:
    yield "opened", _civil(example.opened)
    yield "called", _civil(example.called)
    yield "country", example.country
    yield "zone", example.timezone
    for entry in example.log:
        if entry.state:
            yield f"done-since-{entry.state}", _civil(entry.since)
            yield f"done-until-{entry.state}", _civil(entry.until)
        elif entry.severity is not None:
            yield f"done-changed-{entry.severity}", _civil(entry.at)
        elif entry.done == RESPONSE:
            yield "answered", _civil(entry.at)
        elif entry.done != UPDATE:
            # Updates are not asked for in the page.
            yield f"done-{entry.done}", _civil(entry.at)
    for fact, value in example.facts.items():
        yield (f"fact-{fact}" if fact in TAKEN else fact), value
    yield "text", example.text


def _civil(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


def _encoded(value: str) -> str:
    """Quotes, backslashes and per cent signs are escaped twice, as permalink.mjs explains."""
    twice = "".join(f"%{ord(c):x}" if c in '%"\\' else c for c in value)
    return quote(twice, safe=":/")
