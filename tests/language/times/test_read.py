"""Times as people write them, read for the command line."""

import pytest

from calculator.engine.time.zone import zone
from calculator.language.times.read import Reader, read_moment
from tests.language.times.corpus import CASES, NOW, Case


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_time_is_read(case: Case) -> None:
    reader = Reader(NOW, zone(case.zone), case.language, case.order)
    assert read_moment(case.typed, reader) == case.moment
