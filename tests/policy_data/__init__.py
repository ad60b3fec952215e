"""What is asserted about the policy in ``policy_data``, and only here.

Names, numbers and dates come from the policy, so that whoever changes one of them, and the examples
with it, has nothing to change here.  No other test imports this; with another policy in
``policy_data`` it makes way for that policy's own.
"""

from pathlib import Path

from tests.conftest import ROOT

POLICY: Path = ROOT / "policy_data"
