"""Labelled lines beside a policy."""

import json
from pathlib import Path

import pytest

from calculator.language.lines import labelled_lines, read_lines

ONE = {"id": "1", "text": "Ünten ist es zu", "expected_severity": 1, "criterion": "shut"}
TWO = {"id": "2", "text": "a\nb", "expected_severity": "ask", "criterion": "ask"}


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_a_description(tmp_path: Path) -> None:
    lines = f"{json.dumps(ONE, ensure_ascii=False)}\n\n  \n{json.dumps(TWO)}"
    assert read_lines(written(tmp_path / "a.jsonl", lines)) == [ONE, TWO]


def test_what_is_no_json_is_told(tmp_path: Path) -> None:
    with pytest.raises(json.JSONDecodeError):
        read_lines(written(tmp_path / "a.jsonl", "no JSON\n"))


def test_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    written(tmp_path / "lines" / "b.jsonl", json.dumps(TWO))
    written(tmp_path / "lines" / "a.jsonl", json.dumps(ONE))
    written(tmp_path / "lines" / "a.txt", "not a label")
    assert labelled_lines(tmp_path) == [ONE, TWO]


def test_a_policy_may_have_none_of_them(tmp_path: Path) -> None:
    assert labelled_lines(tmp_path) == []
