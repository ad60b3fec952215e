"""The JSON Schema of ``policy.json``, made from the model so that it cannot drift from it."""

from typing import Any

from pydantic import TypeAdapter

from calculator.engine.policy import Policy


def policy_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of what :func:`calculator.engine.policy.to_json` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(Policy).json_schema(),
        "title": "Support policy",
    }
