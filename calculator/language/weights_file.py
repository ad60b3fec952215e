"""The learned weights of a policy as a file: beside the labelled lines that they were made from.

The file is gzip of :mod:`calculator.engine.reading.prepared`'s format, without any stems.
"""

import gzip
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculator.engine.reading import prepared

WEIGHTS = Path("lines", "learned.weights")
"""Where the file is, in a policy's directory."""

_DAMAGE = (OSError, EOFError, zlib.error, struct.error, ValueError, LookupError, TypeError)


class WeightsError(ValueError):
    """The file is not what ``python -m calculator learn`` writes."""

    def __init__(self, path: Path, what: object) -> None:
        super().__init__(f"is not as `learn` writes it ({what}); write it anew with `make learn`")
        self.path = path


def read_weights(directory: Path) -> dict[str, Any] | None:
    """The weights that were learned for the policy in ``directory``, or None if none were.

    Raises WeightsError if the file is damaged.
    """
    path = directory / WEIGHTS
    if not path.exists():
        return None
    try:
        _, learned = prepared.unpack(gzip.decompress(path.read_bytes()))
        if learned is None:
            raise ValueError("it holds no weights")
        names = learned["features"].count("\n") + 1
        if len(learned["rows"]) != names * (len(learned["situations"]) + 1):
            raise ValueError("features and rows do not fit together")
    except _DAMAGE as error:
        raise WeightsError(path, error) from None
    return learned


def write_weights(directory: Path, learned: Mapping[str, Any]) -> Path:
    """Writes the weights of the policy in ``directory``; the path of the file."""
    path = directory / WEIGHTS
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(prepared.pack({}, learned), 9, mtime=0))
    return path
