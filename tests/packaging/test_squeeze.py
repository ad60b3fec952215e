"""What is squeezed is an ordinary gzip member, smaller than the usual one."""

import gzip
import random
import zlib

import pytest

from calculator.packaging.squeeze import STRETCH, squeezed

CHANCE = random.Random(1)
COLUMNS = bytes(CHANCE.choices(range(16), weights=range(1, 17), k=3 * STRETCH))
TEXT = b"".join(b"The gateway is down in house %d. " % i for i in range(STRETCH // 20))


@pytest.mark.parametrize("content", [b"", b"a", TEXT, COLUMNS, TEXT + COLUMNS + TEXT])
def test_it_comes_back_in_one_member(content: bytes) -> None:
    packed = squeezed(content)
    assert gzip.decompress(packed) == content
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert reader.decompress(packed) == content
    assert reader.eof
    assert reader.unused_data == b""


def test_each_stretch_is_made_small_in_its_own_way() -> None:
    content = TEXT + COLUMNS
    assert len(squeezed(content)) < len(gzip.compress(content, 9))


def test_the_same_content_is_the_same_bytes() -> None:
    assert squeezed(TEXT) == squeezed(TEXT)
