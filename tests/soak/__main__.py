"""Runs campaigns, each until its number of runs or its time is over, and prints what was found."""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial

from tests.soak import builds, issues, page, payloads, policies

CHUNK = 100
"""Runs in one process, one after the other: what they leave behind them is bounded too."""

PASSED = "passed"


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("campaign", nargs="*", choices=[*CAMPAIGNS, []], metavar="CAMPAIGN",
                         help=f"one of {', '.join(CAMPAIGNS)}; default: all")  # fmt: skip
    options.add_argument("--count", type=int, help="runs; default: what the campaign is made for")
    options.add_argument("--minutes", type=float, default=30, help="for each; default: 30")
    options.add_argument("--seed", default="1")
    given = options.parse_args()
    print("| campaign | runs | of these sound | faults | time |")
    print("|---|---|---|---|---|", flush=True)
    faults = 0
    for name in given.campaign or CAMPAIGNS:
        runs, usual = CAMPAIGNS[name]
        begun = time.monotonic()
        found: Counter[str] = Counter()
        count = 0
        for number, lines in runs(
            name, given.seed, given.count or usual, begun + 60 * given.minutes
        ):
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


type Runs = Iterator[tuple[int, list[str]]]
"""How many runs have ended, and what they found."""


def drawn(run: Callable[[str], list[str]], name: str, seed: str, count: int, end: float) -> Runs:
    """Runs of a campaign that draws everything from a seed, on all processors."""
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, max_tasks_per_child=1) as pool:
        starts = iter(range(0, count, CHUNK))
        waiting = set()
        for start in starts:
            size = min(CHUNK, count - start)
            waiting.add(pool.submit(once, run, f"{name}-{seed}", start, size))
            while len(waiting) >= 2 * workers:
                done = next(as_completed(waiting))
                waiting.remove(done)
                yield done.result()
            if time.monotonic() > end:
                break
        for done in as_completed(waiting):
            yield done.result()


def once(
    run: Callable[[str], list[str]], name: str, start: int, size: int
) -> tuple[int, list[str]]:
    """Some runs, one after the other."""
    found = []
    for number in range(start, start + size):
        seed = f"{name}-{number}"
        found += [line if line == PASSED else f"{seed}: {line}" for line in run(seed)]
    return size, found


def two_builds(_name: str, _seed: str, _count: int, _end: float) -> Runs:
    yield 2, builds.differences()


def attacks(_name: str, _seed: str, _count: int, _end: float) -> Runs:
    yield 1, payloads.found()


CAMPAIGNS: dict[str, tuple[Callable[[str, str, int, float], Runs], int]] = {
    "policies": (partial(drawn, policies.run), 100_000),
    "issues": (partial(drawn, issues.run), 200_000),
    "page": (page.runs, 1_000),
    "builds": (two_builds, 2),
    "payloads": (attacks, 1),
}


if __name__ == "__main__":
    sys.exit(main())
