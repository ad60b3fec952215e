"""Runs inside Pyodide: does all that Python's own types and functions can do, sensible or not.

Each method of each of them, with each of some arguments; each operator with each pair.  Most fail,
which is to be tried as well.  What an engine in pure Python may come to do rests on this.
"""

import bisect
import builtins
import collections
import contextlib
import functools
import gc
import heapq
import io
import itertools
import json
import math
import operator
import random
import re
import struct
import sys
import time
import types
import warnings
import weakref
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock
from typing import Any

from calculator.engine.time.zone import zone_names

warnings.simplefilter("ignore")
VIENNA = zoneinfo.ZoneInfo("Europe/Vienna")


@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: str = ""


class Slotted:
    __slots__ = ("a", "b")


class Odd:
    """What a class may say of itself."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __enter__(self) -> "Odd":
        return self

    def __exit__(self, *_: object) -> bool:
        return True

    def __iter__(self) -> Iterator[int]:
        return iter((1, 2))

    def __len__(self) -> int:
        return 0

    def __getitem__(self, place: Any) -> Any:
        return [1, 2][place]

    def __contains__(self, other: object) -> bool:
        return other == 1

    def __call__(self, *words: object, **named: object) -> object:
        return words, named

    def __matmul__(self, other: object) -> object:
        return other

    __rmatmul__ = __rpow__ = __radd__ = __matmul__

    def __lt__(self, other: object) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Odd)

    __hash__ = None  # type: ignore[assignment]


class Text(str):
    __slots__ = ()


class Number(int):
    pass


class Table(dict[Any, Any]):
    def __missing__(self, key: object) -> object:
        return key


class Pair(collections.namedtuple("Pair", "a b")):
    __slots__ = ()


def generated() -> Iterator[Any]:
    given = yield 1
    with contextlib.suppress(KeyError):
        yield given


def delegating() -> Iterator[Any]:
    yield from generated()


async def later() -> int:
    return 1


def numbers() -> list[Any]:
    whole = [None, True, False, 0, 1, -1, 7, 255, 2**31, -(2**63), 10**40, Number(4)]
    return [*whole, 0.0, 1.5, -2.75, 1e300, math.inf, math.nan, 3j]


def texts() -> list[Any]:
    plain = ["", "a", "Hello, World 12", "a b\nc\td", "{} {a!r:>5}", "%s %d", Text("sub")]
    wide = ["é\u0301ß", "漢字", "\U0001f525x"]
    return [*plain, *wide, b"", b"abc", b"\xff\xfe", bytearray(b"xyz"), memoryview(b"mem")]


def containers() -> list[Any]:
    rows = [(), (1,), (1, "a", 2.5), [], [3, 1, 2], ["b", "a"], range(5), range(0, 10, 3)]
    keyed = [{}, {"a": 1, "b": [2]}, {1: 2}, Table(a=1), collections.OrderedDict(a=1)]
    sets = [set(), {1, 2}, {"a"}, frozenset({1, "x"}), slice(1, None, 2), Pair(1, 2)]
    more = [collections.deque((1, 2), 3), collections.defaultdict(list), collections.Counter("aab")]
    views = [{1: 2}.keys(), {1: 2}.values(), {1: 2}.items(), types.MappingProxyType({"a": 1})]
    return [*rows, *keyed, *sets, *more, *views, types.SimpleNamespace(a=1)]


def iterators() -> list[Any]:
    own = [generated(), delegating(), (i for i in (1, 2)), iter([1]), iter("ab"), iter({1: 2})]
    wrapping = [zip((1,), (2,), strict=True), map(str, (1,)), filter(None, (0, 1)), reversed([1])]
    first = [enumerate("ab"), itertools.chain((1,), (2,)), itertools.islice(range(9), 2)]
    first += [itertools.groupby("aab"), itertools.product("ab", repeat=2), iter({1, 2}), iter((1,))]
    then = [itertools.combinations("abc", 2), itertools.permutations("abc"), iter(range(3))]
    then += [
        itertools.pairwise("abc"),
        itertools.accumulate((1, 2)),
        itertools.zip_longest("a", ""),
    ]
    last = [
        itertools.takewhile(bool, (1, 0)),
        itertools.dropwhile(bool, (1, 0)),
        re.finditer("a", "a"),
    ]
    return [*own, *wrapping, *first, *then, *last, itertools.starmap(max, ((1, 2),)), iter(b"a")]


def moments() -> list[Any]:
    days = [date(2026, 2, 28), datetime(2026, 3, 29, 2, 30), datetime(1970, 1, 1, tzinfo=UTC)]
    times = [clock(9, 30), clock(9, 30, tzinfo=UTC), timedelta(days=-1, seconds=5)]
    there = datetime(2026, 10, 25, 2, 30, tzinfo=VIENNA, fold=1)
    return [*days, *times, there, timezone(timedelta(hours=5, minutes=30)), VIENNA]


def tools() -> list[Any]:
    patterns = [re.compile(r"(?P<w>\w+)\s*(\d{1,3})?", re.I), re.compile(rb"a+?|b*")]
    read = [re.match(r"(?P<w>\w)(x)?", "ab"), json.JSONDecoder(), json.JSONEncoder()]
    streams = [io.StringIO("x\ny"), io.BytesIO(b"x"), struct.Struct("<Ih")]
    taken = [functools.partial(max, 1), functools.lru_cache(len), operator.itemgetter(0)]
    calls = [operator.attrgetter("x"), operator.methodcaller("upper"), len, "".join, str.upper]
    named = [dict.fromkeys, generated, Point, Point(1).__repr__, object, int, type, Odd().__len__]
    said = [list[int], int | None, Ellipsis, NotImplemented, property(len), super(Text, Text("x"))]
    errors = [ValueError("x", 1), KeyError("k"), OSError(2, "gone"), StopIteration(3)]
    errors += [UnicodeDecodeError("utf-8", b"x", 0, 1, "why"), ExceptionGroup("g", [KeyError(1)])]
    own = [
        Point(1),
        Slotted(),
        Odd(),
        object(),
        generated.__code__,
        classmethod(len),
        staticmethod(len),
    ]
    return [*patterns, *read, *streams, *taken, *calls, *named, *said, *errors, *own]


def things() -> list[Any]:
    return [*numbers(), *texts(), *containers(), *iterators(), *moments(), *tools()]


ARGUMENTS: tuple[tuple[Any, ...], ...] = (
    (), (0,), (1,), (-1,), (3,), ("a",), ("l",), ("",), (b"a",), (2.5,), (None,), ((1, 2),),
    ([1, "a"],), ({"a": 1},), ({1, 2},), (1, 2), ("a", "b"), ("a", 1), (0, "x"), ("utf-8",),
    (Point(2),), (len,), (slice(0, 2),), (date(2026, 1, 1),), (datetime(2026, 1, 1, tzinfo=UTC),),
    (timedelta(1),), (VIENNA,), ("a", "b", 1), (1, 2, 3), ("%Y-%m-%d %H:%M",),
    ("2026-03-01T10:00:00",), ("2026-03-01",), ("+05.2f",), (">10",), (",",), ("x", None),
)  # fmt: skip

LEFT_OUT = {"__class__", "__del__", "__subclasshook__", "__init_subclass__", "__reduce_ex__"}
"""What would change what is still to be tried."""
NOT_CALLED = {
    "exit",
    "quit",
    "help",
    "input",
    "breakpoint",
    "print",
    "open",
    "sleep",
    "reset_tzpath",
    "copyright",
    "credits",
    "license",
}
"""What would ask, show, wait or end."""
GROWING = {"__rpow__", "__rlshift__"}
"""What would fill the memory, of a large number."""

PAIRED: tuple[Callable[..., Any], ...] = (
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod,
    divmod, pow, operator.lshift, operator.rshift, operator.and_, operator.or_, operator.xor,
    operator.matmul, operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge,
    operator.is_, operator.contains, operator.getitem, operator.concat, operator.iadd,
    operator.isub, operator.imul, operator.iand, operator.ior, operator.ixor, operator.ifloordiv,
    operator.imod, operator.itruediv, isinstance, issubclass, getattr, format,
)  # fmt: skip

SINGLE: tuple[Callable[..., Any], ...] = (
    operator.neg, operator.pos, operator.invert, operator.not_, operator.index, len, hash, repr,
    str, iter, next, list, tuple, set, frozenset, dict, sorted, sum, min, max, any, all, abs, round,
    int, float, bool, bytes, ord, chr, bin, hex, oct, ascii, id, type, callable, vars, dir,
    reversed, enumerate, zip, map, slice, range, complex, bytearray, memoryview, format,
    sys.getsizeof, sys.intern, json.dumps, json.loads, math.floor, math.ceil, math.log, math.exp,
    math.sqrt, math.fsum, math.isnan, math.gcd, math.prod, math.log2, math.log10, math.log1p,
    math.hypot, math.trunc, re.compile, re.escape, gc.is_tracked, zoneinfo.ZoneInfo,
    date.fromisoformat, datetime.fromisoformat, clock.fromisoformat, datetime.fromtimestamp,
    date.fromordinal, timedelta,
)  # fmt: skip


def attempt(act: Callable[..., Any], *words: Any) -> None:
    try:
        result = act(*words)
        if hasattr(result, "__next__"):
            list(itertools.islice(result, 5))
    except Exception as error:
        with contextlib.suppress(Exception):
            repr((error, str(error), error.__traceback__))


def large(*words: object) -> bool:
    """Whether a number is among them that would fill the memory if it were a length."""
    return any(isinstance(word, int) and abs(word) > 300 for word in words)


def methods() -> None:
    for place in range(len(things())):
        for name in dir(things()[place]):
            thing = things()[place]
            if name in LEFT_OUT or (large(thing) and name in GROWING):
                continue
            for words in ARGUMENTS:
                with contextlib.suppress(Exception):
                    attempt(getattr(thing, name), *words)
        for name in ("a", "x", "__name__", "nothing"):
            thing = things()[place]
            attempt(getattr, thing, name)
            if not isinstance(thing, type):
                attempt(setattr, thing, name, 1)
                attempt(delattr, thing, name)


def functions() -> None:
    modules = (builtins, operator, math, re, json, itertools, functools, collections, bisect, heapq)
    for module in (*modules, struct, time, weakref, zoneinfo, sys.modules["datetime"]):
        for name in sorted(set(dir(module)) - NOT_CALLED):
            for words in ARGUMENTS:
                with contextlib.suppress(Exception):
                    attempt(getattr(module, name), *words)
    _ = globals(), locals(), vars(), dir()


def operators() -> None:
    for place, thing in enumerate(things()):
        for act in SINGLE:
            if not (large(thing) and act in (bytes, bytearray, range, memoryview)):
                attempt(act, things()[place])
        # Of each two other things one, and the other with the next: there are too many pairs.
        for other in things()[place % 2 :: 2]:
            for act in PAIRED:
                grows = act in (pow, operator.lshift, operator.mul, operator.imul)
                if not (grows and large(thing, other)):
                    attempt(act, thing, other)


def words() -> None:
    """What code may say that no function does."""
    first, *rest = 1, 2, 3
    given = {"a": first}
    keyed = {**given, "b": [*rest, 4]}
    said = f"{first!r:>{4}} {first:05d} {1.5:.2f} {'x':^7}{first=}"
    kept = [{number: str(number) for number in rest}, {letter * 2 for letter in said}]
    for matched in (keyed, Pair(1, 2), [1, 2], "text", 5, kept):
        match matched:
            case {"a": _, **more}:
                more.clear()
            case Pair(a=1) | [1, *_]:
                continue
            case str() | int():
                pass
    try:
        try:
            raise ValueError("a") from KeyError("b")
        except* ValueError:
            assert not said, "why"
    except Exception as error:
        del error
    with Odd() as odd, Odd():
        first += 1
        first **= 2
        first @= odd
        raise KeyError
    del kept[0], keyed["a"]

    def inner(one: int, /, two: int = 1, *more: int, named: int, **rest: int) -> Callable[[], int]:
        nonlocal first
        first = two
        return lambda: first + named + one + len(more) + len(rest)

    inner(*(1, 2), named=3, **given)()
    running = later()
    attempt(running.send, None)
    waiting = generated()
    next(waiting)
    attempt(waiting.throw, ValueError)  # type: ignore[attr-defined]
    exec("q = 1 + 2\nfor i in range(3): pass")
    attempt(__import__, "nothing_of_this_name")
    attempt(eval, "undefined")
    attempt(eval, "(")
    type("Made", (Odd,), {"z": property(len)})

    def without_end(depth: int) -> int:
        return without_end(depth + 1)

    attempt(without_end, 0)


def many() -> None:
    """The same with few and with many, for which there are other ways."""
    for count in (1, 10, 1000, 100_000):
        table = {number: str(number) for number in range(count)}
        rows = sorted(table.values(), key=len, reverse=True)
        for key in list(table)[::2]:
            del table[key]
        rows.sort()
        heapq.heapify(rows)
        bisect.insort(rows, "5")
        _ = set(table) - set(range(5)), set(rows) & set(table), " ".join(rows).split()
        for letters in ("ab", "é", "漢", "\U0001f525"):
            text = letters * count
            text.encode().decode()
            text.encode("utf-16").decode("utf-16")
            text.replace("a", "xyz").find("zz"), text.count("ba"), (text + "c").index("c")
            text.upper(), text.casefold(), text.split(letters), text.strip(letters)
            json.loads(json.dumps({"a": [text, 1.5, None, True, {"b": -1}]}))
            json.dumps(text, ensure_ascii=False)
        _ = int("9" * min(count, 4000)), str(7 ** min(count, 3000))
        re.sub(r"(a)(b)?", r"\2\1", "ab" * count)
        re.split(r"[,;\s]+", "a, b;c " * count)
        pattern = r"(?<=a)b(?!c)|\bx\b|^y$|(?:z{2,3}?)+|(?i:q)|[à-ÿ]|[^\W\d_]++"
        re.findall(pattern, "ab x yzz\n" * min(count, 1000), re.M | re.S)
    for character in map(chr, range(sys.maxunicode + 1)):
        character.lower(), character.upper(), character.title(), character.casefold()
        character.isalpha(), character.isnumeric(), character.isspace(), character.isprintable()


def times() -> None:
    for name in sorted(zone_names()):
        zone = zoneinfo.ZoneInfo(name)
        for year, month in itertools.product(
            (1, 1883, 1970, 2026, 2038, 2100, 9999), (1, 3, 7, 11)
        ):
            moment = datetime(year, month, 15, 3, 30, tzinfo=zone)
            for told in (
                moment.utcoffset,
                moment.dst,
                moment.tzname,
                moment.timestamp,
                moment.isoformat,
            ):
                attempt(told)
            attempt(moment.astimezone, UTC)
            attempt(operator.add, moment, timedelta(400))
            attempt(operator.sub, moment, datetime(2000, 1, 1, tzinfo=UTC))
    attempt(moment.strftime, "%c %A %B %j %U %W %x %X %Z %z %p %y %I")
    _ = time.time(), time.monotonic(), time.localtime(), time.gmtime(), datetime.now()


def turned(thing: Any) -> Iterator[Any]:
    """What goes through a thing, as far as that may be."""
    for go in (iter, reversed, enumerate, lambda it: map(str, it), lambda it: filter(None, it)):
        with contextlib.suppress(Exception):
            yield go(thing)


def alive() -> list[Any]:
    """Things of all types, and what goes through them."""
    some = [*things(), *iterators()]
    own = [len, [].append, Odd().__call__, Point.__init__, Odd.__dict__, property(len), Slotted()]
    made = [functools.partial(len, []), functools.lru_cache(len), staticmethod(len), super(Odd)]
    told = [types.CellType(1), weakref.proxy(Odd), later, memory.__code__]
    counted = [itertools.count(), itertools.cycle("a"), itertools.repeat(1), *itertools.tee("ab")]
    read = [re.compile("a").scanner("a"), json.JSONDecoder().scan_once, io.StringIO(), list[int]]
    try:
        raise KeyError("a") from ValueError("b")
    except KeyError as error:
        failed = [error, error.__traceback__, ExceptionGroup("a", [error])]
    whole = [*some, *own, *made, *told, *counted, *read, *failed]
    return [*whole, *(one for thing in some for one in turned(thing))]


def collected(_: object) -> int:
    """Collects what is left while something goes on."""
    return gc.collect()


def memory() -> None:
    ring: list[Any] = []
    ring.append(ring)
    kept = weakref.ref(odd := Odd())
    table = weakref.WeakValueDictionary({"a": odd})
    del ring, odd
    gc.collect()
    assert kept() is None
    assert not table
    # What is collected is walked through, each thing by its type; each type is let go in a ring.
    held = {type(thing): thing for thing in alive()}
    # Pyodide ends where one of these is let go in a ring.
    del held[operator.methodcaller]
    while held:
        gc.collect()
        ring = [held.popitem()]
        ring.append(ring)
        del ring
    for go in (map, filter):
        _ = list(go(collected, (1, 2)))
    _ = sorted((2, 1), key=collected), max((2, 1), key=collected), [collected(1) for _ in "ab"]
    _ = (
        {collected(1): 1 for _ in "ab"},
        any(collected(n) for n in (1, 2)),
        [2, 1].sort(key=collected),
    )
    _ = "".join(str(collected(n)) for n in "ab"), re.sub("a", lambda m: str(collected(m)), "aa")
    _ = functools.reduce(lambda *_: collected(1), (1, 2, 3)), dict(enumerate(map(collected, "ab")))
    random.seed()
    _ = random.random(), random.choice("abc"), random.sample(range(9), 3), random.randrange(9)


methods()
functions()
operators()
for _ in range(60):
    # Often enough for the interpreter to take the ways that it takes for what comes often.
    words()
many()
times()
memory()
