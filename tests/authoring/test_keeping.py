"""What is kept between builds: made once, checked each time it is taken, and healed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from calculator.authoring import keeping

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half-written": lambda stored: stored[: len(stored) // 2],
    "empty": lambda _: b"",
    "a byte changed": lambda stored: stored[:-1] + bytes([stored[-1] ^ 1]),
    "something else": lambda _: b"<script>alert(1)</script>" * 10,
}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[bytes, int]]:
    """Takes a thing from where it is kept: the thing, and how often it was made so far."""
    monkeypatch.setattr(keeping, "PLACE", tmp_path)
    count = 0

    def make() -> bytes:
        nonlocal count
        count += 1
        return b"what takes long to make"

    def taken() -> tuple[bytes, int]:
        return keeping.kept("thing", ["inputs"], make), count

    return taken


def test_it_is_made_once(made: Callable[[], tuple[bytes, int]]) -> None:
    assert made() == (b"what takes long to make", 1)
    assert made() == (b"what takes long to make", 1)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_made_anew(
    made: Callable[[], tuple[bytes, int]], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    made()
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(damage(stored.read_bytes()))
    assert made() == (b"what takes long to make", 2)
    assert made() == (b"what takes long to make", 2)
