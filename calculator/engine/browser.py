"""What the worker in the reader's browser calls: named messages, JSON in and JSON out."""

import gc
import json
from datetime import UTC, datetime
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.as_json import builder
from calculator.engine.issue import issue_from
from calculator.engine.policy import Policy, from_json
from calculator.engine.reading import text
from calculator.engine.reading.language import Language
from calculator.engine.reading.prepared import unpack
from calculator.engine.time.holidays import Holidays
from calculator.engine.told import told

_desk: Desk | None = None

builder(Policy)
# What policies are made by does not depend on them: it is in the picture of memory.


def load(policy: str, prepared: bytes, digest: str = "") -> None:
    """Takes the policy (``policy.json``) and what was prepared to read by it (``reading.bin``).

    ``digest`` is the SHA-256 of the policy's file, in base 64: by another policy's index nothing
    is read.
    """
    global _desk
    stems, language, learned, index = unpack(bytes(prepared))
    text.KNOWN_STEMS.update(stems)
    own = index if index and index["digest"] == digest else None
    model = from_json(Policy, json.loads(policy))
    _desk = Desk(model, Language(language), learned, index=own)
    # It stays, so nobody need look through it for what can be freed.
    gc.freeze()


def handle(name: str, payload: str) -> str:
    """The answer to one message.

    ``holidays`` takes ``{country, holidays}``; ``answer`` takes a request (see
    :func:`~.answer.issue_from`) whose ``now`` is the reader's clock.  Raises ValueError for any
    other name, and RuntimeError before :func:`load`.
    """
    data: dict[str, Any] = json.loads(payload)
    if _desk is None:
        raise RuntimeError("no policy is loaded")
    if name == "holidays":
        known = dict(_desk.holidays.countries)
        _desk.learn_holidays(Holidays({**known, data["country"]: data["holidays"]}))
        return "{}"
    if name == "answer":
        issue = issue_from(_desk.policy, data, datetime(1970, 1, 1, tzinfo=UTC))
        return json.dumps(told(_desk.answer(issue)))
    raise ValueError(f"unknown message '{name}'")
