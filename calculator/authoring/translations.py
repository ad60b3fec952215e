"""A policy's texts in further languages: which there have to be; none is half translated."""

from collections.abc import Iterator

from calculator.authoring.form import Where
from calculator.authoring.problem import suggestion
from calculator.authoring.walk import Finding
from calculator.engine.policy import Policy

MOST_TOLD = 5


def shown_texts(policy: Policy) -> Iterator[str]:
    """The names of the texts that the calculator shows, without those that are empty."""
    shown = {
        **{f"about.{name}": getattr(policy.about, name) for name in ("name", "support")},
        **{f"escalation.{name}": getattr(policy.escalation, name) for name in ("text", "note")},
        **_fields(policy.facts, "name", "question"),
        **{
            f"{fact.id}.{name}": text
            for fact in policy.facts
            for name, text in _fields(fact.values, "label", "help").items()
        },
        **_fields(policy.severities, "name", "label"),
        **_fields([c for s in policy.severities for c in s.criteria], "label", "text"),
        **_fields(policy.response, "label"),
        **_fields(policy.actions, "label", "text"),
        **_fields(policy.channels, "name"),
        **_fields(policy.phones, "location"),
        **_fields(policy.regions, "name"),
        **_fields((*policy.escalation.when, *policy.escalation.contents), "label", "text"),
        **_fields(policy.escalation.levels, "title", "text"),
        **_fields(policy.escalation.steps, "text"),
        **_fields(policy.interpretations, "title"),
        **_fields(policy.examples, "title"),
    }
    return (name for name, text in shown.items() if text)


def _fields(things: object, *names: str) -> dict[str, str]:
    return {
        f"{thing.id}.{name}": getattr(thing, name)
        for thing in things  # type: ignore[attr-defined]
        for name in names
    }


def translations(policy: Policy) -> Iterator[Finding]:
    """A translation has every text that the page shows, and none that there is not."""
    needed = tuple(shown_texts(policy))
    for language, texts in policy.translations.items():
        where: Where = ("translations", language)
        for name in texts:
            if name not in needed:
                yield (*where, name), f"there is no text '{name}'{suggestion(name, needed)}"
        missing = [name for name in needed if name not in texts]
        if missing:
            more = f" and {len(missing) - MOST_TOLD} more" if len(missing) > MOST_TOLD else ""
            yield where, f"'{language}' lacks {', '.join(missing[:MOST_TOLD])}{more}"
