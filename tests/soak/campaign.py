"""Runs of a campaign, each from its seed, on all processors.

They are no part of the program itself: processes that are started anew cannot import that.
"""

import math
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

PASSED = "passed"

type Runs = Iterator[tuple[int, list[str]]]
"""How many runs have ended, and what they found."""


def drawn(
    run: Callable[[str], list[str]],
    chunk: int,
    name: str,
    seed: str,
    count: int,
    end: float,
    *,
    processes: int | None = None,
) -> Runs:
    """Runs of a campaign that draws everything from a seed, in so many processes at once.

    ``chunk`` runs are made in one process, one after the other: what they leave behind them is
    bounded too.  Default of ``processes``: one for each processor.
    """
    workers = processes or os.cpu_count() or 1
    with ProcessPoolExecutor(workers, max_tasks_per_child=1) as pool:
        starts = iter(range(0, count, chunk))
        waiting = set()
        for start in starts:
            size = min(chunk, count - start)
            waiting.add(pool.submit(once, run, f"{name}-{seed}", start, size, end))
            while len(waiting) >= 2 * workers:
                done = next(as_completed(waiting))
                waiting.remove(done)
                yield done.result()
            if time.monotonic() > end:
                break
        for done in as_completed(waiting):
            yield done.result()


def once(
    run: Callable[[str], list[str]], name: str, start: int, size: int, end: float = math.inf
) -> tuple[int, list[str]]:
    """Some runs, one after the other, begun before a moment of the machine's clock."""
    found = []
    done = 0
    for number in range(start, start + size):
        if time.monotonic() > end:
            break
        seed = f"{name}-{number}"
        found += [line if line == PASSED else f"{seed}: {line}" for line in run(seed)]
        done += 1
    return done, found
