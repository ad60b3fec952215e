"""Learned weights as a file: they come back as they were, or it is told that they do not."""

import gzip
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.reading.prepared import packed_weights
from calculator.language.weights_file import WeightsError, read_weights, write_weights
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

LEARNED = taught(load_policy(WHOLE).policy, LESSONS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lines" / "learned.weights"


def test_weights_come_back_as_they_were(path: Path) -> None:
    write_weights(path, LEARNED)
    found = read_weights(path)
    assert found.keys() == LEARNED.keys()
    assert [tuple(question) for question in found["questions"]] == LEARNED["questions"]
    assert (found["features"], found["columns"]) == (LEARNED["features"], LEARNED["columns"])


def test_the_same_weights_are_the_same_bytes(path: Path) -> None:
    write_weights(path, LEARNED)
    once = path.read_bytes()
    write_weights(path, LEARNED)
    assert path.read_bytes() == once


@pytest.mark.parametrize("weight", [120, 136])
def test_a_weight_that_half_a_byte_does_not_hold_is_not_written(path: Path, weight: int) -> None:
    with pytest.raises(ValueError, match="more than 7 steps"):
        write_weights(path, LEARNED | {"columns": LEARNED["columns"][:-1] + bytes([weight])})


def packed(**changes: object) -> bytes:
    return gzip.compress(packed_weights(LEARNED | changes))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        gzip.compress(b""),
        packed()[:-20],
        gzip.compress(packed_weights(LEARNED)[:-20]),
        packed(questions=[*LEARNED["questions"], ("more", ["one", "two"])]),
        packed(questions=LEARNED["questions"][:-1]),
        packed(bias=[]),
    ],
    ids=["empty", "no-gzip", "nothing", "cut-off", "cut", "more", "question", "bias"],
)
def test_what_was_not_learned_is_refused(path: Path, content: bytes) -> None:
    write_weights(path, LEARNED)
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="is not as `learn` writes it") as told:
        read_weights(path)
    assert told.value.path == path
