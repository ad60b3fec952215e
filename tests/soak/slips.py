"""Slips of the pen, one a policy, at a line drawn by chance: is it told, there, and nothing else?

Each kind of slip is what a hurried maintainer does to one line; what changes nothing of what YAML
reads is not counted.  A slip is told if a message names the line; what names another is a cascade.
"""

import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from calculator.authoring.examine import examined
from calculator.authoring.problem import PolicyError, Problem
from tests.policies import ALL, PUBLISHED

POLICIES = [*ALL, *PUBLISHED]

KEY = re.compile(r"^(?P<lead>\s*(?:- )?)(?P<key>[a-z_]+):(?P<rest>\s.*|)$")

type Slip = Callable[[str, random.Random], str | None]
"""From a line to what it becomes; None if there is nothing in it to slip on."""


def without_colon(line: str, _: random.Random) -> str | None:
    found = KEY.match(line)
    return f"{found['lead']}{found['key']}{found['rest']}" if found and found["rest"] else None


def without_space(line: str, _: random.Random) -> str | None:
    found = KEY.match(line)
    return line.replace(": ", ":", 1) if found and found["rest"].strip() else None


def other_colon(line: str, chance: random.Random) -> str | None:
    found = KEY.match(line)
    return line.replace(":", chance.choice(";=："), 1) if found and found["rest"] else None


def without_dash(line: str, _: random.Random) -> str | None:
    return re.sub(r"^(\s*)- ", r"\1  ", line) if re.match(r"\s*- ", line) else None


def tight_dash(line: str, _: random.Random) -> str | None:
    return re.sub(r"^(\s*)- ", r"\1-", line) if re.match(r"\s*- ", line) else None


def without_closing_quote(line: str, _: random.Random) -> str | None:
    return line[:-1] if re.search(r'(: |- )"[^"]*"$', line) else None


def without_opening_quote(line: str, _: random.Random) -> str | None:
    quoted = re.search(r'(: |- )"[^"]*"$', line)
    return line.replace('"', "", 1) if quoted and ":" in line[quoted.start() + 2 :] else None


def without_closing_bracket(line: str, _: random.Random) -> str | None:
    return line[:-1] if re.search(r"[\]}]$", line) else None


def without_opening_bracket(line: str, _: random.Random) -> str | None:
    return re.sub(r"([:-] )[\[{]", r"\1", line, count=1) if re.search(r"[:-] [\[{]", line) else None


def other_bracket(line: str, _: random.Random) -> str | None:
    return f"{line[:-1]}{'}' if line[-1] == ']' else ']'}" if re.search(r"[\]}]$", line) else None


def without_comma(line: str, chance: random.Random) -> str | None:
    commas = [found.start() for found in re.finditer(r", (?=[a-z_]+: )", line)]
    at = chance.choice(commas) if commas and "{" in line else None
    return None if at is None else line[:at] + line[at + 1 :]


def tab(line: str, _: random.Random) -> str | None:
    return re.sub(r"^ {2,4}", "\t", line) if line.startswith("  ") else None


def no_break_space(line: str, _: random.Random) -> str | None:
    return line.replace(" ", "\u00a0", 1) if line.startswith(" ") else None


def indented(line: str, chance: random.Random) -> str | None:
    return " " * chance.choice((1, 2)) + line


def outdented(line: str, chance: random.Random) -> str | None:
    by = chance.choice((1, 2))
    return line[by:] if line.startswith(" " * by) else None


def misspelt_key(line: str, chance: random.Random) -> str | None:
    found = KEY.match(line)
    if not found or len(key := found["key"]) < 4:
        return None
    at = chance.randrange(len(key) - 1)
    other = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    return line.replace(key, other, 1) if other != key else None


def special(line: str, chance: random.Random) -> str | None:
    found = KEY.match(line)
    value = found["rest"].strip() if found else ""
    if not found or not value or value[0] in "\"'[{>|&*" or found["key"] == "id":
        return None
    return f"{found['lead']}{found['key']}: {chance.choice('*&!@%`')}{value}"


def twice(line: str, _: random.Random) -> str | None:
    found = KEY.match(line)
    plain = found and not found["lead"].strip() and found["rest"].strip()
    return f"{line}\n{line}" if plain and found and found["rest"].strip()[0] not in ">|[{" else None


def emptied(line: str, _: random.Random) -> str | None:
    found = KEY.match(line)
    return f"{found['lead']}{found['key']}:" if found and found["rest"].strip() else None


def conflict(line: str, _: random.Random) -> str | None:
    return f"<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> other" if KEY.match(line) else None


def colon_in_text(line: str, _: random.Random) -> str | None:
    found = re.match(r"(\s*(?:- )?(?:text|title|label|name): )([A-Z][^\"'{}\[\]:#]+)$", line)
    return f"{found[1]}Note: {found[2]}" if found else None


SLIPS: tuple[Slip, ...] = (
    without_colon, without_space, other_colon, without_dash, tight_dash, without_closing_quote,
    without_opening_quote, without_closing_bracket, without_opening_bracket, other_bracket,
    without_comma, tab, no_break_space, indented, outdented, misspelt_key, special, twice, emptied,
    conflict, colon_in_text,
)  # fmt: skip


BARS = {"told": 0.97, "at its line": 0.95, "alone": 0.95}
"""Of all slips, how many have to be told at all, at their line, and without another message."""


def run(seed: str) -> list[str]:
    """What is said of a slip: ``told``, ``at its line``, ``alone``; and a line if not all of it."""
    chance = random.Random(seed)
    while True:
        policy = chance.choice(POLICIES)
        file = chance.choice(sorted(f for f in policy.rglob("*.y*ml") if f.name[0] != "."))
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        at, slip = chance.randrange(len(lines)), chance.choice(SLIPS)
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            continue
        becomes = slip(lines[at], chance)
        changed = becomes and "\n".join([*lines[:at], becomes, *lines[at + 1 :]])
        if becomes and changed and changed != text and not _same(text, changed):
            return list(_judged(slip.__name__, policy, file, (at, becomes, changed)))


def _judged(kind: str, policy: Path, file: Path, slip: tuple[int, str, str]) -> Iterator[str]:
    at, becomes, changed = slip
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(policy, Path(place) / "policy"))
        (copy / file.relative_to(policy)).write_text(changed, encoding="utf-8")
        heard = [p for p in said(copy) if (p.place.line, p.message) not in known(policy)]
    span = range(at + 1, at + 2 + becomes.count("\n"))
    here = [p for p in heard if p.place.line in span and Path(p.place.path).name == file.name]
    alone = len(heard) - len(here) <= (0 if here else 1)
    yield from (name for name, holds in zip(BARS, (heard, here, alone), strict=True) if holds)
    if not (here and alone):
        what = f"{kind} {policy.name}/{file.name}:{at + 1}: {becomes.strip()[:90]!r}"
        yield "\n    ".join([what, *(str(p)[-200:] for p in heard[:4])])


@cache
def known(policy: Path) -> frozenset[tuple[int, str]]:
    """What is said of a policy without a slip."""
    return frozenset((p.place.line, p.message) for p in said(policy))


def below_bars(found: Iterable[str], made: int) -> list[str]:
    """What is said of too few slips."""
    counts = Counter(found)
    shares = {name: counts[name] / made for name in BARS}
    return [f"{name}: {share:.1%}" for name, share in shares.items() if share < BARS[name]]


def said(policy: Path) -> list[Problem]:
    try:
        found = examined(policy)
    except PolicyError as error:
        return [*error.problems, *error.doubts]
    return [*found.wrong_examples, *found.doubts]


def _same(one: str, other: str) -> bool:
    try:
        return bool(yaml.safe_load(one) == yaml.safe_load(other))
    except yaml.YAMLError:
        return False
