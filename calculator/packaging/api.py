"""What the site publishes for programs, beside the pages for people."""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from calculator.authoring import holidays
from calculator.authoring.keeping import kept
from calculator.authoring.load import Source
from calculator.engine.policy import Policy, to_json
from calculator.engine.reading import prepared
from calculator.engine.reading.text import spellings, stem
from calculator.engine.reading.values import Values
from calculator.guide import feed
from calculator.guide.pages import anchors
from calculator.guide.vcards import vcards
from calculator.language.knowledge import knowledge, language
from calculator.packaging import squeeze
from calculator.packaging.office_hours import office_hours

ENGINE = Path(__file__).parents[1] / "engine"
MODEL = ("policy.py", "promised.py", "escalation.py", "as_json.py")
STEMMED = ("context", "things", "circumstances", "kinds")
"""What of the language is looked up by stems."""
SCHEMA = ENGINE.parent / "authoring" / "schema.py"


def api(source: Source, today: date, site: str = "/", *, finished: bool = True) -> dict[str, bytes]:
    """From the path of a file, relative to the site, to its content.

    ``today`` decides which years of public holidays are shipped, where the policy does not.
    ``site`` is the site's address; what is not ``finished`` is packed quickly rather than well.
    """
    policy = source.policy
    countries = holidays.shipped(policy.holidays, today)
    model = _text(to_json(policy))
    index = {**Values(policy, language()).prepared(), "digest": _digest(model)}
    reading = prepared.pack(_stems(policy), knowledge(), source.learned, index, _weighed)
    packed = (
        kept("reading", [reading, Path(squeeze.__file__)], lambda: squeeze.squeezed(reading))
        if finished
        else gzip.compress(reading, compresslevel=1, mtime=0)
    )
    texts = {
        "api/policy.json": model,
        "api/policy.schema.json": _schema(),
        "api/links.json": _text(anchors(policy)),
        **{f"api/holidays/{country}.json": text for country, text in countries.items()},
        "api/office-hours.json": office_hours(source, today),
        **vcards(policy),
        **({feed.PATH: feed.feed(policy, site)} if policy.revisions else {}),
    }
    return {
        "api/reading.bin": packed,
        **{path: text.encode() for path, text in texts.items()},
    }


def _weighed(weights: Mapping[str, Any]) -> bytes:
    """Weights packed, which do not change while somebody writes."""
    rest = {n: v for n, v in weights.items() if n not in ("features", "columns")}
    inputs = [weights["features"], bytes(weights["columns"]), _text(rest), Path(prepared.__file__)]
    return kept("weights", inputs, lambda: prepared.packed_weights(weights))


def _schema() -> str:
    sources = [SCHEMA, *(ENGINE / name for name in MODEL)]
    return kept("schema", [version("pydantic"), *sources], _made_schema).decode()


def _made_schema() -> bytes:
    # What makes it is slow to import.
    from calculator.authoring.schema import policy_schema

    return _text(policy_schema()).encode()


def _stems(policy: Policy) -> dict[str, str]:
    """The stems of the words in phrases, of the policy and of the language."""
    values = [value for fact in policy.facts for value in fact.values]
    phrases = [p for value in values for p in (*value.phrases, *value.hints)]
    phrases += [p for cue in policy.cues for p in cue.phrases]
    known = knowledge()
    phrases += [p for kind in STEMMED for some in known[kind].values() for p in some]
    spelled = [spellings(phrase) for phrase in phrases]
    # Names of two words are looked for as one, too.
    together = ("".join(words) for words in spelled if len(words) == 2)
    words = sorted({*together, *chain.from_iterable(spelled)})
    return {word: stem(word) for word in words}


def _digest(text: str) -> str:
    """As the browser has it: SHA-256, in base 64."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
