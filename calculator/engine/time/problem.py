"""A mistake in what a policy says of time, with the way to the value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A mistake in policy data: the way to the value, such as ``(0, "hours", "mon-fri", 1)``."""

    path: tuple[str | int, ...]
    message: str
