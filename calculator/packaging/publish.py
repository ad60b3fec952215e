"""Completes a built site with all that is not a page."""

import json
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from calculator.engine.policy import Policy
from calculator.guide.search import search_words
from calculator.guide.whole import sheet_style
from calculator.packaging.bundle import build_web
from calculator.packaging.headers import write_headers_file
from calculator.packaging.materials import bill_of_materials
from calculator.packaging.offline import (
    write_app_manifest,
    write_no_service_worker,
    write_service_worker,
)
from calculator.packaging.runtime import build_runtime, write
from calculator.packaging.security import secure
from calculator.packaging.styles import join_styles

A_DAY = 86_400
"""Seconds."""

SEARCHED = "search/pages.json"
"""What the search looks through, relative to the site; its worker asks for it by this name."""


def build_day() -> date:
    """The day that the site is built on, by UTC; that of SOURCE_DATE_EPOCH where that is set.

    Where it is not, it is set to the day's first second, for all that dates what it writes: two
    builds of one day have the same bytes.  Raises ValueError if it is no number.
    """
    today = int(time.time()) // A_DAY * A_DAY
    epoch = os.environ.setdefault("SOURCE_DATE_EPOCH", str(today))
    return datetime.fromtimestamp(int(epoch), UTC).date()


def write_search(site: Path, policy: Policy) -> None:
    """Puts what the search looks through, and what the pages' words alone do not say, into a file
    that is loaded for the first query; in the theme's index, which every visit loads, none is left.
    """
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    looked_through = {"words": search_words(policy), "docs": index["docs"]}
    for file, content in ((path, {**index, "docs": []}), (site / SEARCHED, looked_through)):
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        file.write_text(text, encoding="utf-8")


def remove_theirs(site: Path) -> None:
    """Removes what the theme brings for its own search, in whose place is ours."""
    scripts = site / "assets" / "javascripts"
    for folder in ("lunr", "workers"):
        shutil.rmtree(scripts / folder, ignore_errors=True)


def publish(
    site: Path,
    policy: Policy,
    for_programs: Mapping[str, bytes],
    *,
    templates: Sequence[Path],
    finished: bool,
) -> None:
    """Adds the files for programs, the calculator, and what keeps the site safe and at hand.

    ``for_programs`` is what :func:`~calculator.packaging.api.api` made; ``templates`` are the
    folders with the pages' templates.

    A site that is not ``finished``, because somebody is writing it, has neither a security policy,
    which would forbid its live reload, nor a service worker, which would show yesterday's pages.

    Raises RuntimeBuildError or SecurityError with what to do about it.
    """
    for path, content in for_programs.items():
        write(site / path, content)
    write(site / "api" / "bom.json", bill_of_materials().encode())
    write_search(site, policy)
    remove_theirs(site)
    build_runtime(site)
    build_web(site)
    about = policy.about
    write_app_manifest(
        site,
        name=about.name,
        short_name=about.vendor,
        description=about.summary,
        language=about.language,
    )
    if finished:
        join_styles(site)
        secure(site, templates, made=[sheet_style(policy)])
        write_headers_file(site)
        write_service_worker(site)
    else:
        write_no_service_worker(site)
