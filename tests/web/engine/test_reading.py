"""The browser makes whole the names of what was learned, as Python would."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from calculator.engine.reading.prepared import Prepared, pack, unpack
from tests.web.node import in_node

SCRIPT = """
    import { withWholeNames } from "./engine/reading.mjs";
    const told = given.map((packed) => {
      try {
        const made = withWholeNames(new Uint8Array(Buffer.from(packed, "base64")));
        return Buffer.from(made).toString("base64");
      } catch (error) {
        return `${error.name}: ${error.message}`;
      }
    });
    process.stdout.write(JSON.stringify(told));
"""

NAMES = {
    "plain": ["ca", "cab", "cabin", "wcab", "wcab in"],
    "none that share": ["a", "b", "c"],
    "letters of several bytes": ["wgroß", "wgrößer", "wgrüße", "w中文", "w中文字", "w😀a", "w😀b"],
    "one": ["walone"],
    "long": [f"w{'x' * 300}{end}" for end in "abc"],
}


def weights(names: list[str]) -> dict[str, Any]:
    return {
        "questions": [["what", ["down", "slow"]]],
        "bias": [0.5, 0.25],
        "features": "\n".join(names),
        "columns": bytes([9] * len(names) + [130] * len(names) + [125] * len(names)),
    }


def made(packed: list[bytes]) -> list[str]:
    told: list[str] = in_node(SCRIPT, [base64.b64encode(one).decode() for one in packed])
    return told


def in_characters(read: Prepared) -> Prepared:
    """What was read, with the names that stay in UTF-8 as text."""
    stems, language, learned, index = read
    for some in filter(None, (language["weights"], learned)):
        some["features"] = some["features"].decode()
    return stems, language, learned, index


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_names_come_out_as_they_went_in(names: list[str]) -> None:
    language = {"weights": weights(names), "short": {}}
    for learned in (None, weights(NAMES["plain"])):
        packed = pack({"doors": "door"}, language, learned)
        (told,) = made([packed])
        whole = base64.b64decode(told)
        assert in_characters(unpack(whole)) == unpack(packed)
        assert "\n".join(names).encode() in whole


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda packed: packed[:-1], "it ends too early"),
        (lambda packed: b"\xff" * len(packed), "it ends too early"),
        (lambda packed: packed + bytes([1, 0, 0, 0, 7]), "Offset is outside the bounds"),
        (lambda packed: packed + bytes(4), "something is missing"),
        (lambda packed: packed.replace(b"\nin\n", b"\nin "), "the names do not fit together"),
    ],
    ids=["cut", "noise", "more", "empty", "line"],
)
def test_what_is_damaged_is_refused(damage: Callable[[bytes], bytes], told: str) -> None:
    packed = pack({}, {"weights": weights(NAMES["plain"])}, None)
    assert damage(packed) != packed
    assert made([damage(packed)])[0].startswith(f"RangeError: {told}")
