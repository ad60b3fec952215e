"""The bill of materials: everything that is served and somebody else's, with its licence."""

import importlib.metadata
import json
import re
from pathlib import Path

from calculator.packaging.materials import bill_of_materials
from tests.conftest import ROOT

BILL = json.loads(bill_of_materials())
LISTED = {component["name"]: component for component in BILL["components"]}


def test_it_is_in_the_site_and_the_same_each_time(built_site: Path) -> None:
    assert (built_site / "api" / "bom.json").read_text() == bill_of_materials()
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")


def test_what_the_page_and_the_engine_are_made_of_is_listed(built_site: Path) -> None:
    package = json.loads((ROOT / "package.json").read_text())
    assert set(package["dependencies"]) <= set(LISTED)
    served = json.loads((built_site / "calculator" / "runtime.json").read_text())
    wheels = {wheel["path"].split("-")[0] for wheel in served["wheels"]}
    assert wheels - {"support_policy_calculator"} <= set(LISTED)


def test_each_has_its_version_and_a_licence_that_everybody_knows() -> None:
    for name, component in LISTED.items():
        ((licence,),) = ([entry["license"]["id"] for entry in component["licenses"]],)
        assert licence in {"MIT", "MPL-2.0", "BSD-3-Clause", "Apache-2.0", "Python-2.0"}, name
    versions = {name: importlib.metadata.version(name) for name in ("tzdata", "holidays")}
    assert {name: LISTED[name]["version"] for name in versions} == versions


def test_digests_are_those_of_the_lock_file() -> None:
    (digest,) = LISTED["pyodide"]["hashes"]
    assert digest["alg"] == "SHA-512"
    assert re.fullmatch("[0-9a-f]{128}", digest["content"])
