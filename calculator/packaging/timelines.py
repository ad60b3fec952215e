"""Worked deadlines for the guide, drawn by the same code as in the calculator."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from calculator.authoring.keeping import kept
from calculator.authoring.words import languages, read_words
from calculator.engine.as_json import to_json
from calculator.engine.policy import Policy
from calculator.engine.told import told
from calculator.guide.asked import Asked
from calculator.packaging.form import clocks as form_clocks
from calculator.packaging.runtime import HERE, run_node


def timelines(policy: Policy, asked: Sequence[Asked]) -> list[str]:
    """The timelines as HTML, in the same order.  Raises RuntimeBuildError if Node does not run."""
    if not asked:
        return []
    base = policy.about.language.lower().partition("-")[0]
    language = base if base in languages() else "en"
    request = {
        # No drawing says what the policy is called: it stays as it is while that is written.
        "policy": {name: part for name, part in to_json(policy).items() if name != "about"},
        "clocks": json.loads(form_clocks()),
        "words": dict(read_words(language)),
        "language": language,
        "locale": "en-GB" if language == "en" else language,
        "drawings": [
            {"name": str(n), "zone": one.example.timezone or "UTC", "answer": told(one.answer)}
            for n, one in enumerate(asked)
        ],
    }
    text = json.dumps(request)
    code = [HERE / "timelines.mjs", *sorted((HERE.parent / "web").rglob("*.mjs"))]
    drawn: list[str] = json.loads(kept("timelines", [text, *code], lambda: _drawn(text)))
    return drawn


def _drawn(request: str) -> bytes:
    with TemporaryDirectory() as work:
        given, made = Path(work) / "request.json", Path(work) / "result.json"
        given.write_text(request, encoding="utf-8")
        run_node(HERE / "timelines.mjs", str(given), str(made))
        return made.read_bytes()
