"""Learned weights as a file: they come back as they were, or it is told that they do not."""

import gzip
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.reading import prepared
from calculator.language.weights_file import WeightsError, read_weights, write_weights
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

LEARNED = taught(load_policy(WHOLE).policy, LESSONS)


def test_weights_come_back_as_they_were(tmp_path: Path) -> None:
    path = write_weights(tmp_path, LEARNED)
    assert path == tmp_path / "lines" / "learned.weights"
    assert read_weights(tmp_path) == LEARNED


def test_the_same_weights_are_the_same_bytes(tmp_path: Path) -> None:
    once = write_weights(tmp_path, LEARNED).read_bytes()
    assert write_weights(tmp_path, LEARNED).read_bytes() == once


def test_where_nothing_was_learned_there_are_none(tmp_path: Path) -> None:
    assert read_weights(tmp_path) is None


def packed(**changes: object) -> bytes:
    return gzip.compress(prepared.pack({}, LEARNED | changes))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        gzip.compress(b""),
        gzip.compress(prepared.pack({}, None)),
        packed()[:-20],
        packed(rows=LEARNED["rows"][:-1]),
        packed(situations=LEARNED["situations"][:-1]),
    ],
    ids=["empty", "no-gzip", "nothing", "no-weights", "cut-off", "rows-lost", "situation-lost"],
)
def test_what_was_not_learned_is_refused(tmp_path: Path, content: bytes) -> None:
    path = write_weights(tmp_path, LEARNED)
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="is not as `learn` writes it") as told:
        read_weights(tmp_path)
    assert told.value.path == path
