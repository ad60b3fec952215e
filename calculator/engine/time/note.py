"""What a result tells besides its value: codes, never sentences, so that all word them alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """Something a reader should know about a result: a code, and what to fill into its wording."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


def distinct(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes in order, each once."""
    out: list[Note] = []
    for note in notes:
        if note not in out:
            out.append(note)
    return tuple(out)
