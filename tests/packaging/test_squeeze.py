"""What is squeezed is an ordinary gzip member, smaller than the usual one."""

import gzip
import os
import random
import subprocess
import sys
import zlib
from collections.abc import Callable

import pytest

from calculator.packaging.squeeze import STRETCH, WINDOW, side_by_side, squeezed
from tests.conftest import ROOT

CHANCE = random.Random(1)
COLUMNS = bytes(CHANCE.choices(range(16), weights=range(1, 17), k=3 * STRETCH))
TEXT = b"".join(b"The gateway is down in house %d. " % i for i in range(STRETCH // 20))


@pytest.mark.parametrize("pack", [squeezed, side_by_side])
@pytest.mark.parametrize("content", [b"", b"a", b"ab", TEXT, COLUMNS, TEXT + COLUMNS + TEXT])
def test_it_comes_back_in_one_member(content: bytes, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(content)
    assert gzip.decompress(packed) == content
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert reader.decompress(packed) == content
    assert reader.eof
    assert reader.unused_data == b""


def test_each_stretch_is_made_small_in_its_own_way() -> None:
    content = TEXT + COLUMNS
    assert len(squeezed(content)) < len(gzip.compress(content, 9))


def test_the_second_half_knows_the_end_of_the_first() -> None:
    by_chance = CHANCE.randbytes(WINDOW // 2)
    assert len(side_by_side(by_chance + by_chance)) < 1.02 * len(by_chance)
    assert len(side_by_side(TEXT)) < len(gzip.compress(TEXT, 9)) + 100


def test_the_same_content_is_the_same_bytes() -> None:
    assert squeezed(TEXT) == squeezed(TEXT)
    assert side_by_side(TEXT) == side_by_side(TEXT)


IN_ORDER = """
WORDS = "gantry turnstile bollard kerb"
from calculator.engine.policy import Fact, FactValue
from calculator.engine.reading.implied import Implied
from calculator.language.knowledge import language
values = (
    FactValue("mail", "Mail", phrases=("mailbox", "spam filter")),
    FactValue("printing", "Printing", phrases=("print queue", "toner")),
    FactValue("login", "Accounts", phrases=("password", "single sign-on")),
    FactValue("gates", "Gates", phrases=(f"wifi {WORDS}", f"{WORDS} at night")),
)
print(list(Implied(language()).hints(Fact("part", "Part", "Which part?", values))))
"""


def test_what_is_implied_stands_in_the_same_order_in_every_build() -> None:
    """Else a build would pack anew what the one before it has packed."""
    found = {
        subprocess.run(
            [sys.executable, "-c", IN_ORDER],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(found) == 1
    assert "turnstile" in found.pop()
