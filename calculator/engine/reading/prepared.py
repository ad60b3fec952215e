"""What the build works out for reading, in one file of bytes that the browser takes as it is.

Parts stand one after the other, each behind its length (4 bytes, little endian): JSON with the
stems of phrases' words, what is known of language, and the index of the policy's phrases with the
digest of the policy that it was made from; the language's weights, and the policy's own, if any
were learned.  Weights are made of parts in the same way: JSON; of the names of their features how
many letters each shares with the one before, and the rest, one a line; the squares of their rarity;
and the columns of weights, two in the halves of each byte.  Who makes names whole, as the
browser does while Python is on its way, leaves out how much they share.
"""

import json
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Any

from calculator.engine.reading.language import prepared

type Prepared = tuple[dict[str, str], dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]
"""Stems, the language, learned weights, and the index."""

_LENGTH = struct.Struct("<I")

_NONE = 128
"""Stands for a weight of 0 in a column; 8 does in half a byte."""

MOST = 7
"""Steps from no weight to the greatest that half a byte holds."""

_MOST_SHARED = 255

_UPPER = bytes((both >> 4) + _NONE - 8 for both in range(256))
_LOWER = bytes((both & 15) + _NONE - 8 for both in range(256))
_RAISED = bytes((one - _NONE + 8 & 15) << 4 for one in range(256))
_LOWERED = bytes(one - _NONE + 8 & 15 for one in range(256))


def pack(
    stems: Mapping[str, str],
    language: Mapping[str, Any],
    learned: Mapping[str, Any] | None,
    index: Mapping[str, Any] | None = None,
    weighed: Callable[[Mapping[str, Any]], bytes] | None = None,
) -> bytes:
    """The file of a policy whose phrases consist of words with these ``stems``.

    ``weighed`` gives what :func:`packed_weights` does, for who has kept it.
    """
    packed = weighed or packed_weights
    cues = prepared({name: value for name, value in language.items() if name != "weights"})
    head = {"stems": _cut(stems), "language": cues, "index": index}
    parts = [_json(head), packed(language["weights"])]
    return b"".join(map(_part, [*parts, *([packed(learned)] if learned else [])]))


def unpack(packed: bytes) -> Prepared:
    """Inverse of :func:`pack`."""
    head, weights, *learned = _parts(packed)
    known = json.loads(head)
    language = {**known["language"], "weights": unpacked_weights(weights)}
    own = unpacked_weights(learned[0]) if learned else None
    return _stems(known["stems"]), language, own, known["index"]


def _cut(stems: Mapping[str, str]) -> dict[str, Any]:
    """Words by how many letters at their end their stems lack, with blanks between; all others with
    their stems."""
    ends: dict[str, list[str]] = {}
    others: dict[str, str] = {}
    for word, stem in sorted(stems.items()):
        if word.startswith(stem) and " " not in word:
            ends.setdefault(str(len(word) - len(stem)), []).append(word)
        else:
            others[word] = stem
    return {"ends": {count: " ".join(words) for count, words in ends.items()}, "others": others}


def _stems(cut: Mapping[str, Any]) -> dict[str, str]:
    """Inverse of :func:`_cut`."""
    stems: dict[str, str] = cut["others"]
    for count, words in cut["ends"].items():
        size = int(count)
        stems |= {word: word[: len(word) - size] for word in words.split(" ")}
    return stems


def packed_weights(weights: Mapping[str, Any]) -> bytes:
    """Weights as bytes.  Raises ValueError where one is beyond ``MOST`` steps."""
    rest = {name: value for name, value in weights.items() if name not in ("features", "columns")}
    features, columns = weights["features"], weights["columns"]
    count = features.count("\n") + 1
    shared, others = _parted(features.split("\n"))
    parts = _json(rest), shared, others, columns[:count], _halved(columns[count:], count)
    return b"".join(map(_part, parts))


def unpacked_weights(packed: bytes) -> dict[str, Any]:
    """Inverse of :func:`packed_weights`.  Names that were made whole stay in UTF-8."""
    head, shared, others, squares, halves = _parts(packed)
    rest = json.loads(head)
    classes = sum(len(classes) for _, classes in rest["questions"])
    names: str | bytes = "\n".join(_joined(shared, others)) if shared else others
    if others.count(b"\n") + 1 != len(squares):
        raise ValueError("features and columns do not fit together")
    columns = squares + _whole(halves, len(squares), classes)
    return {**rest, "features": names, "columns": columns}


def _parted(names: Sequence[str]) -> tuple[bytes, bytes]:
    """How many letters each name has of the one before it, and its other letters, one a line."""
    shared = [_shared(first, second) for first, second in pairwise(["", *names])]
    others = "\n".join(name[count:] for name, count in zip(names, shared, strict=True))
    return bytes(shared), others.encode()


def _shared(first: str, second: str) -> int:
    """How many letters two names begin with alike."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return min(sum(1 for _ in pairs), _MOST_SHARED)


def _joined(shared: bytes, others: bytes) -> Iterator[str]:
    """Inverse of :func:`_parted`."""
    name = ""
    for count, rest in zip(shared, others.decode().split("\n"), strict=True):
        name = name[:count] + rest
        yield name


def _halved(columns: bytes, count: int) -> bytes:
    """Columns of ``count`` weights by two: one in the upper halves of bytes, one in the lower."""
    if columns and not _NONE - MOST <= min(columns) <= max(columns) <= _NONE + MOST:
        raise ValueError(f"a weight has more than {MOST} steps")
    if len(columns) % count:
        raise ValueError("features and columns do not fit together")
    size = 2 * count
    even = columns + bytes([_NONE]) * (-len(columns) % size)
    halves = []
    for at in range(0, len(even), size):
        upper = int.from_bytes(even[at : at + count].translate(_RAISED))
        lower = int.from_bytes(even[at + count : at + size].translate(_LOWERED))
        halves.append((upper | lower).to_bytes(count))
    return b"".join(halves)


def _whole(halves: bytes, count: int, columns: int) -> bytes:
    """Inverse of :func:`_halved`."""
    if len(halves) != count * ((columns + 1) // 2):
        raise ValueError("features and columns do not fit together")
    pairs = (halves[at : at + count] for at in range(0, len(halves), count))
    whole = b"".join(pair.translate(half) for pair in pairs for half in (_UPPER, _LOWER))
    return whole[: columns * count]


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
