"""Names are found at their lines, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.reading.names import BLOCK, Names

WORDS = st.text(alphabet="ab -_ßé中字😀", max_size=5)
LONG = [f"name {number:05} of many" for number in range(BLOCK)]


@given(st.lists(WORDS, min_size=1, max_size=20), WORDS)
def test_each_name_is_at_its_line_and_no_other(names: list[str], other: str) -> None:
    lines = sorted({*names})
    joined = "\n".join(lines)
    for found in (Names(joined), Names(joined.encode())):
        assert len(found) == len(lines)
        assert list(found.all()) == lines
        assert [found.place(name) for name in lines] == list(range(len(lines)))
        assert (found.place(other) is not None) == (other in names)


def test_names_of_many_blocks() -> None:
    found = Names("\n".join(LONG))
    assert len("\n".join(LONG)) > 10 * BLOCK
    assert [found.place(name) for name in LONG] == list(range(len(LONG)))


@pytest.mark.parametrize(
    "other",
    ["", "name", "name 00100", "ame 00100 of many", "name 00100 of many ", "a", "z"],
    ids=["nothing", "beginning", "cut", "end", "longer", "before-all", "behind-all"],
)
def test_what_is_only_like_a_name_is_none(other: str) -> None:
    assert Names("\n".join(LONG)).place(other) is None
