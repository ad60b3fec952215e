"""What the build works out for reading, in one file of bytes that the browser takes as it is.

Parts stand one after the other, each behind its length (4 bytes, little endian): JSON with the
stems of phrases' words, what is known of language, and the index of the policy's phrases with the
digest of the policy that it was made from; the language's weights, and the policy's own, if any
were learned.  Weights are made of parts in the same way: JSON, the names of their features,
one a line, and columns.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

type Prepared = tuple[dict[str, str], dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]
"""Stems, the language, learned weights, and the index."""

_LENGTH = struct.Struct("<I")


def pack(
    stems: Mapping[str, str],
    language: Mapping[str, Any],
    learned: Mapping[str, Any] | None,
    index: Mapping[str, Any] | None = None,
) -> bytes:
    """The file of a policy whose phrases consist of words with these ``stems``."""
    cues = {name: value for name, value in language.items() if name != "weights"}
    head = {"stems": dict(stems), "language": cues, "index": index}
    parts = [_json(head), packed_weights(language["weights"])]
    return b"".join(map(_part, [*parts, *([packed_weights(learned)] if learned else [])]))


def unpack(packed: bytes) -> Prepared:
    """Inverse of :func:`pack`."""
    head, weights, *learned = _parts(packed)
    known = json.loads(head)
    language = {**known["language"], "weights": unpacked_weights(weights)}
    own = unpacked_weights(learned[0]) if learned else None
    return known["stems"], language, own, known["index"]


def packed_weights(weights: Mapping[str, Any]) -> bytes:
    """Weights as bytes."""
    rest = {name: value for name, value in weights.items() if name not in ("features", "columns")}
    return b"".join(map(_part, (_json(rest), weights["features"].encode(), weights["columns"])))


def unpacked_weights(packed: bytes) -> dict[str, Any]:
    """Inverse of :func:`packed_weights`."""
    rest, features, columns = _parts(packed)
    return {**json.loads(rest), "features": features.decode(), "columns": columns}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _part(content: bytes) -> bytes:
    return _LENGTH.pack(len(content)) + content


def _parts(packed: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(packed):
        (length,) = _LENGTH.unpack_from(packed, at)
        at += _LENGTH.size
        if at + length > len(packed):
            raise ValueError("it ends too early")
        yield packed[at : at + length]
        at += length
