"""The engine in the runtime that the site ships: it answers there as it does here."""

import re

import pytest

from calculator.packaging.runtime import Runtime, package_runtime
from tests.packaging.in_pyodide.shipped import HERE, PYODIDE, answered_otherwise, inside, node

SAME_ANYWHERE = ("test_imports", "test_vectors")
"""What only reads source, and what tells of which kinds the seeded cases are, which are all gone
through below."""


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return package_runtime()


@pytest.mark.parametrize("start", ["plain", "picture"])
def test_the_engines_whole_test_suite_passes_and_nothing_left_out_is_reached(
    runtime: Runtime, start: str
) -> None:
    tests = "/repository/tests/engine"
    apart = [f"--ignore={tests}/{name}.py" for name in SAME_ANYWHERE]
    status, output = inside(runtime, "inside.py", tests, *apart, start=start)
    assert status == 0, output
    assert re.search(r"\b1\d\d\d passed", output)


def test_reaching_for_what_is_not_shipped_would_be_noticed(runtime: Runtime) -> None:
    tests = "/repository/tests/packaging/in_pyodide/reaching.py"
    status, output = inside(runtime, "inside.py", tests)
    assert status == 1
    assert "2 passed" in output
    assert "decimal, from calculator.engine.pretended, line 1" in output
    assert "sqlite3" not in output


def test_no_method_of_a_dataclass_is_compiled_in_the_browser(runtime: Runtime) -> None:
    status, output = inside(runtime, "methods.py")
    assert status == 0, output
    assert re.fullmatch(r"0 of \d\d compiled anew\n", output)


def test_an_error_is_told_without_lines(runtime: Runtime) -> None:
    status, output = inside(runtime, "errors.py")
    assert status == 0, output
    assert re.search(r'"[^"]*engine/browser.py", line None, in handle\n', output)
    assert output.strip().endswith("RuntimeError: no policy is loaded")


def test_seeded_cases_give_the_same_bytes_as_in_this_python(runtime: Runtime) -> None:
    """The first of those that ``make soak`` goes through."""
    assert answered_otherwise(runtime, 3_000) is None


def test_any_pyodide_can_load_the_engine_by_the_lock_file(runtime: Runtime) -> None:
    status, output = node(HERE / "lock.mjs", runtime.directory, PYODIDE)
    expected = "calculator.engine.browser fail snowballstemmer support-policy-calculator\n"
    assert (status, output) == (0, expected)
