"""A stand-in for the engine's face to the browser: it does what a test of the runtime needs."""

import importlib
import json
import random
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import snowballstemmer

STEM = snowballstemmer.stemmer("english").stemWord
state: dict[str, Any] = {"policy": None, "loads": 0, "holidays": {}}


def handle(name: str, text: str) -> str:
    payload = json.loads(text)
    return json.dumps(globals()[f"do_{name}"](payload))


def load(policy: str, prepared: bytes, digest: str) -> None:
    assert bytes(prepared)
    assert digest
    state["policy"] = json.loads(policy)
    state["loads"] += 1
    if "rare" in state["policy"]:
        do_rare(None)
    state["ballast"] = bytearray(b"x" * state["policy"].get("ballast", 0))


def do_holidays(payload: dict[str, Any]) -> None:
    if "rare" in payload["holidays"].values():
        do_rare(None)
    state["holidays"][payload["country"]] = payload["holidays"]


def do_echo(payload: dict[str, Any]) -> dict[str, Any]:
    return {"said": payload["text"], "stem": STEM("failing"), "policy": state["policy"]}


def do_state(_: object) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "ballast"}


def do_count(_: object) -> int:
    """How often this has been asked."""
    state["asked"] = state.get("asked", 0) + 1
    return int(state["asked"])


def do_zone(payload: dict[str, Any]) -> str:
    moment = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(ZoneInfo(payload["zone"])).isoformat()


def do_random(_: object) -> float:
    return random.random()


def do_loop(_: object) -> None:
    while True:
        pass


def do_rare(_: object) -> str:
    """By what of Python's core no answer touches."""
    return importlib.import_module("unicodedata").name("é")


def do_fail(payload: dict[str, Any]) -> None:
    raise ValueError(payload["text"])
