"""What the build works out for reading, in one file of bytes that the browser takes as it is.

A length (4 bytes, little endian), that many bytes of JSON with everything but the two that follow:
the names of the learned features, one a line, and their rows.  No learned weights, no features.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

_LENGTH = struct.Struct("<I")


def pack(stems: Mapping[str, str], learned: Mapping[str, Any] | None) -> bytes:
    """The file of a policy whose phrases consist of words with these ``stems``."""
    head: dict[str, Any] = {"stems": dict(stems)}
    names = rows = b""
    if learned:
        names, rows = learned["features"].encode(), learned["rows"]
        kept = {k: v for k, v in learned.items() if k not in ("features", "rows")}
        head["learned"] = kept | {"features": len(names)}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return _LENGTH.pack(len(text)) + text + names + rows


def unpack(packed: bytes) -> tuple[dict[str, str], dict[str, Any] | None]:
    """Inverse of :func:`pack`."""
    (length,) = _LENGTH.unpack_from(packed)
    begin = _LENGTH.size + length
    head = json.loads(packed[_LENGTH.size : begin])
    learned = head.get("learned")
    if learned:
        end = begin + learned["features"]
        learned |= {"features": packed[begin:end].decode(), "rows": packed[end:]}
    return head["stems"], learned
