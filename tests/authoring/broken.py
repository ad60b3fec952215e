"""A sound policy, broken in one place, and what the maintainer is told about it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError
from tests.policies import OFFICES

SOUND = OFFICES / "policy.yml"

HERE = "»"
"""Marks, in a text that is put into the policy, the places that the messages must name."""


def told(
    read: Callable[[Path], Source], directory: Path, changes: Iterable[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """What reading says of the sound policy with changes made, and the places that are marked.

    A change replaces the only occurrence of its first text by its second, with marks taken out.
    Messages come as ``line:column: message``, places as ``line:column``, both in order.
    """
    marked, plain = [], changed(changes)
    while (at := plain.find(HERE)) >= 0:
        plain = plain[:at] + plain[at + len(HERE) :]
        marked.append(f"{plain.count(chr(10), 0, at) + 1}:{at - plain.rfind(chr(10), 0, at)}")
    file = directory / "policy.yml"
    file.write_text(plain, encoding="utf-8")
    try:
        read(directory)
    except PolicyError as error:
        return [str(p).removeprefix(f"{file}:") for p in error.problems], marked
    return [], marked


def changed(changes: Iterable[tuple[str, str]]) -> str:
    """The sound policy's text with changes made."""
    text = SOUND.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def written(directory: Path, changes: Iterable[tuple[str, str]]) -> None:
    """Writes the sound policy with changes made."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "policy.yml").write_text(changed(changes), encoding="utf-8")
