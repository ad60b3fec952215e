"""What the site publishes for programs, beside the pages for people."""

import json
from datetime import date
from typing import Any

from calculator.authoring import holidays
from calculator.authoring.load import Source
from calculator.authoring.pages import anchors
from calculator.authoring.schema import policy_schema
from calculator.engine.policy import to_json


def api(source: Source, today: date) -> dict[str, str]:
    """From the path of a file, relative to the site, to its JSON.

    ``today`` decides which years of public holidays are shipped, where the policy does not.
    """
    policy = source.policy
    countries = holidays.packed(holidays.build(policy.holidays, today))
    return {
        "api/policy.json": _text(to_json(policy)),
        "api/policy.schema.json": _text(policy_schema()),
        "api/learned.json": json.dumps(source.learned, ensure_ascii=False) + "\n",
        "api/links.json": _text(anchors(policy)),
        **{f"api/holidays/{country}.json": text for country, text in countries.items()},
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
