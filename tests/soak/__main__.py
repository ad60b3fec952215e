"""Runs campaigns, each until its number of runs or its time is over, and prints what was found."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from calculator.packaging.runtime import package_runtime
from tests.packaging.in_pyodide.shipped import answered_otherwise
from tests.soak import builds, fuzz, issues, mutants, page, payloads, policies, slips
from tests.soak.campaign import PASSED, Runs, drawn


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("campaign", nargs="*", choices=[*CAMPAIGNS, []], metavar="CAMPAIGN",
                         help=f"one of {', '.join(CAMPAIGNS)}; default: all")  # fmt: skip
    options.add_argument(
        "--count",
        type=int,
        help="runs (of fuzz: seconds for each target); default: what the campaign is made for",
    )
    options.add_argument("--minutes", type=float, default=30, help="for each; default: 30")
    options.add_argument("--seed", default="1")
    options.add_argument("--processes", type=int, help="at once; default: one for each processor")
    given = options.parse_args()
    print("| campaign | runs | of these sound | faults | time |")
    print("|---|---|---|---|---|", flush=True)
    faults = 0
    for name in given.campaign or CAMPAIGNS:
        runs, usual = CAMPAIGNS[name]
        begun = time.monotonic()
        found: Counter[str] = Counter()
        count = 0
        end = begun + 60 * given.minutes
        many = {"processes": given.processes} if name in DRAWN else {}
        for number, lines in runs(name, given.seed, given.count or usual, end, **many):
            count += number
            for line in lines:
                found[line if line == PASSED else "fault"] += 1
                if line != PASSED:
                    print(f"{name}: {line}", file=sys.stderr, flush=True)
        minutes = (time.monotonic() - begun) / 60
        faults += found["fault"]
        sound = found[PASSED] if name == "policies" else "-"
        print(
            f"| {name} | {count:,} | {sound} | {found['fault']} | {minutes:.1f} min |", flush=True
        )
    return 1 if faults else 0


def two_builds(_name: str, _seed: str, _count: int, _end: float) -> Runs:
    yield 2, builds.differences()


def two_pythons(_name: str, _seed: str, count: int, _end: float) -> Runs:
    different = answered_otherwise(package_runtime(), count)
    yield count, [f"here {different[0]}, there {different[1]}"] if different else []


def attacks(_name: str, _seed: str, _count: int, _end: float) -> Runs:
    yield 1, payloads.found()


def mistakes(name: str, seed: str, count: int, end: float, *, processes: int | None = None) -> Runs:
    """Slips: what is not told as it should be is shown, and a fault only if it is too much."""
    found: list[str] = []
    made = 0
    for number, lines in drawn(slips.run, 100, name, seed, count, end, processes=processes):
        made += number
        held = [line.rpartition(": ")[2] for line in lines]
        found += [line for line in held if line in slips.BARS]
        for line, short in zip(lines, held, strict=True):
            if short not in slips.BARS:
                print(f"{name}: {line}", file=sys.stderr, flush=True)
        yield number, []
    for bar in slips.BARS:
        print(f"{name}: {bar}: {found.count(bar) / made:.1%}", file=sys.stderr, flush=True)
    yield 0, slips.below_bars(found, made)


def fuzzing(_name: str, seed: str, count: int, _end: float) -> Runs:
    """So many seconds for each target, which end no sooner."""
    for target in fuzz.TARGETS:
        yield fuzz.run(target, count, seed)


def changes(_name: str, _seed: str, _count: int, end: float) -> Runs:
    yield mutants.run(end - time.monotonic())


DRAWN = {"policies", "slips", "issues"}
"""The campaigns that can be run in several processes at once."""

CAMPAIGNS: dict[str, tuple[Callable[..., Runs], int]] = {
    "policies": (partial(drawn, policies.run, 300), 100_000),
    "slips": (mistakes, 2_000),
    "fuzz": (fuzzing, 900),
    "mutants": (changes, 1),
    "issues": (partial(drawn, issues.run, 4_000), 200_000),
    "page": (page.runs, 1_000),
    "builds": (two_builds, 2),
    "pythons": (two_pythons, 10_000),
    "payloads": (attacks, 1),
}


if __name__ == "__main__":
    sys.exit(main())
