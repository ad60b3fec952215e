"""What nothing reaches goes from a WebAssembly module, and the rest does what it did."""

from pathlib import Path

from tests.packaging.in_pyodide.shipped import node

SHAKING = Path(__file__).with_name("shaking.mjs")


def test_what_is_left_does_what_it_did() -> None:
    # The third function and its import: a body, its type, its export, and what is imported.
    gone = 5 + 1 + len("gone") + 3 + len("env") + len("unused") + 4
    assert node(SHAKING) == (0, f"[ 'seven' ] [ 'kept', 'six' ] 13 6 {gone}\n")


def test_an_instruction_that_is_not_known_ends_the_build() -> None:
    status, said = node(SHAKING, 0xFD)
    assert status == 1
    assert "the instruction 0xfd is not known" in said
