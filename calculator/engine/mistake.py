"""What cannot be used of an issue as it was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default


@dataclass(frozen=True)
class Mistake:
    """Something about an issue that cannot be used: the field, a code, and what to fill in."""

    field: str
    code: str
    params: Mapping[str, str] = default(default_factory=dict)
