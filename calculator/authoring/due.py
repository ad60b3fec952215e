"""What of a policy comes due by itself: years that end, and a source that may have changed."""

from collections.abc import Iterator
from datetime import date

from calculator.authoring.load import Source
from calculator.authoring.problem import Problem

LOOK_AGAIN = 365
"""Days after the policy's revision, counted in years, at which its source is looked at again."""


def due(source: Source, today: date) -> Iterator[Problem]:
    """What a maintainer has to look at this month, at its place."""
    rules = source.policy.holidays
    if rules.last_year is not None and rules.last_year <= today.year:
        yield Problem(
            source.place(("holidays", "last_year")),
            f"holidays are known up to the end of {rules.last_year} only; set a later last_year",
        )
    for name in ("add", "remove"):
        for i, change in enumerate(getattr(rules, name)):
            if change.assumed and (change.date - today).days < LOOK_AGAIN // 2:
                yield Problem(
                    source.place(("holidays", name, i)),
                    f"{change.date} in {change.place} is assumed; see whether it is confirmed now",
                )
    revision = source.policy.about.revision
    if revision.month == today.month and revision.year < today.year:
        yield Problem(
            source.place(("about", "revision")),
            f"the source was revised in {revision:%Y-%m}; see whether there is a newer revision",
        )
