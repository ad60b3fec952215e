"""What the worker in the reader's browser calls: named messages, JSON in and JSON out."""

import json
from datetime import UTC, datetime
from typing import Any

from calculator.engine.answer import Desk, issue_from
from calculator.engine.clock import Holidays
from calculator.engine.policy import Policy, from_json

_desk: Desk | None = None


def handle(name: str, payload: str) -> str:
    """The answer to one message.

    ``load`` takes ``{policy, learned?}`` and must come first; ``holidays`` takes ``{country,
    holidays}``; ``answer`` takes a request (see :func:`~.answer.issue_from`) whose ``now`` is the
    reader's clock.  Raises ValueError for any other name, and RuntimeError before ``load``.
    """
    global _desk
    data: dict[str, Any] = json.loads(payload)
    if name == "load":
        _desk = Desk(from_json(Policy, data["policy"]), data.get("learned"))
        return "{}"
    if _desk is None:
        raise RuntimeError("no policy is loaded")
    if name == "holidays":
        known = dict(_desk.holidays.countries)
        _desk.learn_holidays(Holidays({**known, data["country"]: data["holidays"]}))
        return "{}"
    if name == "answer":
        issue = issue_from(_desk.policy, data, datetime(1970, 1, 1, tzinfo=UTC))
        return json.dumps(_desk.answer(issue).json())
    raise ValueError(f"unknown message '{name}'")
