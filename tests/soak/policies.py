"""Policies changed by chance: each is told what is wrong with it, or gives pages and answers.

A change is made in the tree of a sound policy's file, so that the file stays YAML: values taken
from elsewhere or from :data:`HOSTILE`, things doubled, left out, moved, renamed, nested.  Some are
changed as text, so that it does not.
"""

import random
import re
import resource
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from calculator.authoring.examine import examined
from calculator.authoring.load import Source
from calculator.authoring.problem import PolicyError
from calculator.authoring.proof import answered, ready
from calculator.engine.policy import Example, Expectation
from calculator.engine.told import told
from calculator.guide.pages import calculator_pages, pages
from calculator.packaging.api import api
from tests.policies import ALL, PUBLISHED
from tests.soak.bounds import Late, bounded

SLOWEST = 5.0
"""Seconds of computing that a policy may take, from its files to its pages and answers."""

LARGEST = 300
"""Megabytes of memory that a process may hold after a few hundred policies."""

LONGEST = 700
"""Characters of a message, its place besides."""

NESTED = "[" * 60 + "]" * 60

HOSTILE = [
    "", " ", "~", "-", "-1", "0", "00", "1e999", "9" * 40, "1_000", "0x1F", ".nan", "true", "no",
    "constructor", "__proto__", "toString", "index", "severity", "day", "country", "1", "a" * 300,
    "x" * 30_000, "0 h", "0 days", "1 min", "1 s", "87839 h", "999999999 weeks", "5 business days",
    "999 business days", "as agreed", "best effort", "-", "1 day", "1 h 1 h", "٣ h", "00:00-24:00",
    "25:00-26:00", "23:59-24:00", "09:00-09:00", "09:00-08:00", "mon-sun", "sun-mon", "mon,mon",
    "2026-02-29", "9999-12-31", "0001-01-01", "2026-01-01T00:00+14:00", "9999-12-31T23:59-12:00",
    "9999", "1582", "klingon", "ar", "pt-BR", "zh-TW", "Europe/Vienna", "reporter", "region",
    "../../etc/passwd", "UTC", "EST", "Asia/Atlantis", "ZZ", "ß", "US-CA", "in", "\u2028", "\x85",
    "\ufeff", "\u202e", "e\u0301", "\U0001f600", "<script>alert(1)</script>", "[a](javascript:a)",
    "[a](//evil.example)", "![](https://evil.example)", "`", "{{ 7 * 7 }}", "{% raw %}", "*" * 400,
    "_" * 400, "> " * 200, "|" * 200, "# " * 20, "\n\n# A\n\n", "a\nb\nc", ":", "- a", "%YAML",
    "&a", "*a", "!!int", "!!python/object:os.system", "(" * 300, "[" * 300, "[x](y) " * 200, "+1",
    "112", "+43 1 234567890123456", "a@b", "a@localhost", "http://", "https://a.b/<", "mailto:x",
    "\u0000a",
]  # fmt: skip
"""What people, their tools and their enemies write where something else was expected."""

TEXTS = ("", "nobody can sign in", "a word " * 200, "user. " * 300, "\u202e<b>&amp;", "1 " * 500)
"""What is asked of each policy that passes."""

MOMENTS = ("0001-01-02", "1999-12-31", "2026-02-28", "2026-03-29", "2100-12-31", "9998-12-31")


def run(seed: str) -> list[str]:
    """What is wrong with how one changed policy is taken; ``passed`` first if it is a policy."""
    chance = random.Random(seed)
    source = chance.choice([*ALL, *PUBLISHED])
    with TemporaryDirectory() as place:
        directory = Path(place) / "policy"
        directory.mkdir()
        files = sorted(source.rglob("*.yml"))
        changed = chance.choice(files)
        for file in files:
            text = file.read_text(encoding="utf-8")
            if file is changed:
                text = mutated(text, chance)
            (directory / file.name).write_bytes(text.encode("utf-8", "surrogatepass"))
        return list(taken(directory))


def taken(directory: Path) -> Iterator[str]:
    """What is wrong with how a directory is taken."""
    begun = time.process_time()
    stage = "check"
    try:
        with bounded(SLOWEST * 4):
            found = examined(directory)
            yield "passed"
            for stage in ("pages", "api", "answer"):
                _used(found.source, stage)
    except PolicyError as error:
        yield from _wrong_messages(directory, error)
    except Late:
        yield f"{stage}: does not end"
    except Exception as error:
        yield f"{stage}: {type(error).__name__}: {str(error)[:200]}"
    if (seconds := time.process_time() - begun) > SLOWEST:
        yield f"{stage}: {seconds:.1f} s"
    if (megabytes := _held()) > LARGEST:
        yield f"{stage}: {megabytes:.0f} MB"


def _held() -> float:
    """The most megabytes that this process has held, without what it was forked from held."""
    status = Path("/proc/self/status")
    if status.exists():
        most = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8"))
        assert most
        return int(most[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _used(source: Source, stage: str) -> None:
    desk = ready(source)
    if stage == "pages":
        pages(desk)
        calculator_pages(desk, "https://site.example/")
    elif stage == "api":
        api(source, date(2026, 11, 24))
    else:
        for text in TEXTS:
            for moment in MOMENTS:
                opened = datetime.fromisoformat(f"{moment}T23:30:00Z")
                told(answered(desk, Example("x", "x", text, Expectation(None), opened=opened)))


def _wrong_messages(directory: Path, error: PolicyError) -> Iterator[str]:
    if not error.problems:
        yield "check: nothing is told"
    for problem in error.problems[:50]:
        said = str(problem)
        where = re.match(rf"{re.escape(str(directory))}(/[^:]*)?:(\d+):(\d+): .", said)
        if not where or int(where[2]) < 1 or int(where[3]) < 1:
            yield f"check: without its place: {said[:200]}"
        if not said.isprintable():
            yield f"check: not in one line: {said[:200]!r}"
        if len(said) > LONGEST + len(str(directory)):
            yield f"check: too long: {said[:80]}"


# -- changes -------------------------------------------------------------------------------------


def mutated(text: str, chance: random.Random) -> str:
    """The text of a file with one to four changes."""
    if chance.random() < 0.25:
        return _as_text(text, chance)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        nodes = list(_nodes(root))
        parent, at = chance.choice(nodes)
        chance.choice(CHANGES)(parent, at, chance, nodes)
    try:
        return str(yaml.serialize(root, allow_unicode=True, width=1000))
    except (yaml.YAMLError, RecursionError, UnicodeError):
        return text


def _as_text(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(text) + 1)
        piece = chance.choice((*HOSTILE, NESTED, "\t", "---\n", "\r", "\U0001f600", "\ud800"))
        end = at + chance.choice((0, 0, 1, 5, 60))
        text = text[:at] + piece * chance.choice((1, 1, 3)) + text[end:]
    return text


type Slot = tuple[yaml.Node, int]
"""A node with children, and the number of one of them, or of a pair of key and value."""


def _nodes(root: yaml.Node) -> Iterator[Slot]:
    """Every slot, those of a node that stands in many places once: else a bomb would burst here."""
    waiting, seen = [root], {id(root)}
    while waiting:
        node = waiting.pop(0)
        children = node.value if not isinstance(node, yaml.ScalarNode) else ()
        for at, child in enumerate(children):
            yield node, at
            value = child[1] if isinstance(child, tuple) else child
            if id(value) not in seen:
                seen.add(id(value))
                waiting.append(value)


def _put(parent: yaml.Node, at: int, node: yaml.Node) -> None:
    if at < len(parent.value):
        old = parent.value[at]
        parent.value[at] = (old[0], node) if isinstance(old, tuple) else node


def _get(parent: yaml.Node, at: int) -> yaml.Node:
    child = parent.value[at % len(parent.value)]
    return child[1] if isinstance(child, tuple) else child


def _scalar(text: str, chance: random.Random) -> yaml.Node:
    style = chance.choice((None, '"', "'", "|"))
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


def hostile(parent: yaml.Node, at: int, chance: random.Random, _: list[Slot]) -> None:
    _put(parent, at, _scalar(chance.choice(HOSTILE), chance))


def exchanged(parent: yaml.Node, at: int, chance: random.Random, nodes: list[Slot]) -> None:
    other, there = chance.choice(nodes)
    if at < len(parent.value) and there < len(other.value):
        found = _get(other, there)
        if not _within(found, parent):
            _put(parent, at, found)


def _within(node: yaml.Node, sought: yaml.Node) -> bool:
    waiting, seen = [node], {id(node)}
    while waiting:
        one = waiting.pop()
        if one is sought:
            return True
        for pair in one.value if not isinstance(one, yaml.ScalarNode) else ():
            for child in pair if isinstance(pair, tuple) else (pair,):
                if id(child) not in seen:
                    seen.add(id(child))
                    waiting.append(child)
    return False


def left_out(parent: yaml.Node, at: int, _: random.Random, __: list[Slot]) -> None:
    del parent.value[at : at + 1]


def doubled(parent: yaml.Node, at: int, chance: random.Random, _: list[Slot]) -> None:
    parent.value[at:at] = parent.value[at : at + 1] * chance.choice((1, 2, 30))


def renamed(parent: yaml.Node, at: int, chance: random.Random, nodes: list[Slot]) -> None:
    if isinstance(parent, yaml.MappingNode) and at < len(parent.value):
        keys = [p.value[i][0] for p, i in nodes if isinstance(p, yaml.MappingNode)
                and i < len(p.value)]  # fmt: skip
        key = chance.choice([*keys, _scalar(chance.choice(HOSTILE), chance)])
        parent.value[at] = (key, parent.value[at][1])


def emptied(parent: yaml.Node, at: int, chance: random.Random, _: list[Slot]) -> None:
    make = chance.choice((yaml.SequenceNode, yaml.MappingNode))
    tag = "seq" if make is yaml.SequenceNode else "map"
    _put(parent, at, make(f"tag:yaml.org,2002:{tag}", []))


def nested(parent: yaml.Node, at: int, chance: random.Random, _: list[Slot]) -> None:
    if at < len(parent.value):
        node = _get(parent, at)
        for _number in range(chance.choice((1, 2, 30, 80))):
            node = yaml.SequenceNode("tag:yaml.org,2002:seq", [node], flow_style=True)
        _put(parent, at, node)


def multiplied(parent: yaml.Node, at: int, chance: random.Random, _: list[Slot]) -> None:
    """An alias bomb: each list has the one before it several times."""
    if at < len(parent.value):
        node = _get(parent, at)
        for _number in range(chance.choice((2, 5, 9))):
            node = yaml.SequenceNode("tag:yaml.org,2002:seq", [node] * 9, flow_style=True)
        _put(parent, at, node)


def retagged(parent: yaml.Node, at: int, chance: random.Random, _: list[Slot]) -> None:
    if at < len(parent.value):
        tag = chance.choice(
            ("int", "float", "bool", "null", "binary", "set", "omap", "python/name")
        )
        _get(parent, at).tag = f"tag:yaml.org,2002:{tag}"


CHANGES = (
    hostile, hostile, hostile, hostile, exchanged, exchanged, exchanged, left_out, left_out,
    doubled, renamed, renamed, emptied, nested, multiplied, retagged,
)  # fmt: skip
