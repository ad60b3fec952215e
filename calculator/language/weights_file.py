"""Learned weights as a file: gzip of :mod:`calculator.engine.reading.prepared`'s form of them."""

import gzip
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculator.engine.reading.prepared import packed_weights, unpacked_weights

_DAMAGE = (OSError, EOFError, zlib.error, struct.error, ValueError, LookupError, TypeError)


class WeightsError(ValueError):
    """The file is not what learning writes."""

    def __init__(self, path: Path, what: object) -> None:
        super().__init__(f"is not as `learn` writes it ({what}); write it anew with `make learn`")
        self.path = path


def read_weights(path: Path) -> dict[str, Any]:
    """The weights in a file.  Raises WeightsError if it is damaged."""
    try:
        weights = unpacked_weights(gzip.decompress(path.read_bytes()))
        names = weights["features"].count("\n") + 1
        classes = sum(len(classes) for _, classes in weights["questions"])
        if len(weights["columns"]) != names * (classes + 1) or len(weights["bias"]) != classes:
            raise ValueError("features and columns do not fit together")
    except _DAMAGE as error:
        raise WeightsError(path, error) from None
    return weights


def write_weights(path: Path, weights: Mapping[str, Any]) -> None:
    """Writes weights, the same bytes for the same weights."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(packed_weights(weights), 9, mtime=0))
