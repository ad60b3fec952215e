"""What the build works out for reading comes back as it was."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.reading import prepared
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

STEMS = {"doors": "door", "größe": "größe"}


def test_stems_and_weights() -> None:
    learned = taught(load_policy(WHOLE).policy, LESSONS)
    assert prepared.unpack(prepared.pack(STEMS, learned)) == (STEMS, learned)


@pytest.mark.parametrize("stems", [{}, STEMS])
def test_without_weights(stems: dict[str, str]) -> None:
    assert prepared.unpack(prepared.pack(stems, None)) == (stems, None)
