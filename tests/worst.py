"""The worst inputs that are known: what took longest of all that was tried, and must not again."""

from pathlib import Path

from tests.policies import OFFICES

TOKENS = (
    "user. ", "down ", "ok? ", "Nobody ", "not ", "a\n", "but ", "1 ", "> ", "From: a\n", "x",
    "a: ", "Ada\n", "Hi\n", "--\n", ", thanks, Ada", "3 of 8. ",
)  # fmt: skip
"""What a description of nothing but this is made of."""

LENGTH = 20_000
"""Characters of such a description, twice as many as are read."""

_REST = "    text: Mail is down.\n    expect: {severity: 1}\n"
BROKEN_ITEMS = {
    "quote": f'  - id: x-?\n    title: "Broken ?\n{_REST}',
    "colon": f"  - id: x-?\n    title Broken ?\n{_REST}",
    "bracket": f"  - id: x-?\n    title: Broken ?\n{_REST}".replace("1}", "1"),
    "indent": f"  - id: x-?\n     title: Broken ?\n{_REST}",
    "key": f"  - id: x-?\n    titel: Broken ?\n{_REST}",
}
"""An example with a slip in it, by what slipped."""


def of_nothing_but(token: str, length: int = LENGTH) -> str:
    """A description that says one thing all the time."""
    return (token * length)[:length]


def broken(place: Path, kind: str, count: int) -> Path:
    """A policy, whose examples are followed by as many with a slip each."""
    place.mkdir(parents=True, exist_ok=True)
    sound = (OFFICES / "policy.yml").read_text(encoding="utf-8").rstrip()
    items = "".join(BROKEN_ITEMS[kind].replace("?", str(n)) for n in range(count))
    (place / "policy.yml").write_text(f"{sound}\n{items}", encoding="utf-8")
    return place
