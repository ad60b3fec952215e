"""What others have written and a built site holds: a bill of materials (CycloneDX 1.6)."""

import base64
import importlib.metadata
import json
import uuid
from collections.abc import Iterator
from typing import Any

from calculator.packaging.runtime import ROOT

JOINED = ("ical.js", "city-timezones", "govuk-country-and-territory-autocomplete")
"""Packages that are only there to build with, and parts of which are served."""

PYTHON = ("holidays", "mkdocs-material", "snowballstemmer", "tzdata")
"""Distributions of Python of which the site has code or data."""

INSIDE = {
    "type": "platform",
    "name": "CPython",
    "version": "3.14",
    "licenses": [{"license": {"id": "Python-2.0"}}],
}
"""What Pyodide is made of, and no package says."""


def bill_of_materials() -> str:
    """The bill as JSON, the same for the same packages."""
    components = [*_of_npm(), *_of_python(), INSIDE]
    listed = json.dumps(components, sort_keys=True)
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, listed)}",
        "version": 1,
        "components": components,
    }
    return json.dumps(bill, indent=1) + "\n"


def _of_npm() -> Iterator[dict[str, Any]]:
    named = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name in sorted({*named, *JOINED}):
        entry = locked[f"node_modules/{name}"]
        kind, _, digest = entry["integrity"].partition("-")
        yield {
            "type": "library",
            "name": name,
            "version": entry["version"],
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}",
            "licenses": [{"license": {"id": entry["license"]}}],
            "hashes": [
                {
                    "alg": kind.upper().replace("SHA", "SHA-"),
                    "content": base64.b64decode(digest).hex(),
                }
            ],
        }


def _of_python() -> Iterator[dict[str, Any]]:
    for name in PYTHON:
        found = importlib.metadata.metadata(name)
        licence = found.get("License-Expression") or found.get("License") or ""
        yield {
            "type": "library",
            "name": name,
            "version": found["Version"],
            "purl": f"pkg:pypi/{name}@{found['Version']}",
            "licenses": [{"license": {"id": licence}}],
        }
