"""Writes ``docs/reference.md`` and the examples for editors anew, from the tests' policies."""

from calculator.authoring.check import load_policy
from calculator.authoring.reference import EXAMPLES, examples, missing, reference
from calculator.engine.policy import Policy
from tests.conftest import ROOT
from tests.policies import ALL, PUBLISHED

PAGE = ROOT / "docs" / "reference.md"


def policies() -> list[Policy]:
    """Where the examples are from."""
    return [load_policy(directory).policy for directory in (*ALL, *PUBLISHED)]


if __name__ == "__main__":
    print("\n".join(missing(policies())))
    PAGE.write_text(reference(policies()), encoding="utf-8")
    EXAMPLES.write_text(examples(policies()), encoding="utf-8")
