"""How the work grows with a policy: checked, loaded and answered; and how with the number of pages.

Policies of any size are generated.  A site's pages are built with MkDocs and Material as they are
here, and as plain as can be: the same Markdown, theme and navigation, and nothing of this project.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser

from calculator.authoring.check import load_policy
from calculator.authoring.proof import ready
from calculator.guide import pages
from calculator.packaging.api import api
from tests.growth import grown
from tests.static_host import StaticHost

ROOT = Path(__file__).resolve().parents[1]

SIZES = ((10, 200, 2_000, 12), (30, 600, 6_000, 12), (100, 2_000, 20_000, 12))
"""Subjects, criteria, phrases and facts."""

BARS = (5.0, 500.0, 50.0)
"""Seconds of a check; milliseconds to load and to answer, of the largest."""

MOST_PER_PAGE = 1.3
"""How much longer a page may take than in plain Material."""


@dataclass(frozen=True)
class Size:
    """A policy of a size: seconds of its check, milliseconds of load and answer in the browser."""

    subjects: int
    criteria: int
    phrases: int
    facts: int
    check: float
    load: float
    answer: float


def sizes(browser: Browser, site: Path, place: Path) -> Iterator[Size]:
    """The curve, measured on a site whose calculator is given each policy in turn."""
    for size in SIZES:
        directory = grown(place / f"policy-{size[1]}", *size)
        start = time.process_time()
        source = load_policy(directory)
        checked = time.process_time() - start
        theirs = place / f"site-{size[1]}"
        shutil.rmtree(theirs, ignore_errors=True)
        shutil.copytree(site, theirs, copy_function=os.link)
        for path, content in api(source, date(2026, 1, 1)).items():
            (theirs / path).unlink(missing_ok=True)
            (theirs / path).parent.mkdir(parents=True, exist_ok=True)
            (theirs / path).write_bytes(content)
        phrase = source.policy.facts[0].values[3].phrases[5]
        with StaticHost(theirs) as host:
            load, answer = _in_browser(browser, host, f"The {phrase} is slow again.")
        yield Size(*size, checked, load, answer)


def _in_browser(browser: Browser, host: StaticHost, text: str) -> tuple[float, float]:
    """Milliseconds in which the engine takes the policy in, and the median of those to answer."""
    request = {"text": text, "facts": {}, "now": "2026-11-24T12:00Z", "opened": "2026-11-24T12:00Z"}
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.url}calculator/")
        page.wait_for_selector("textarea")
        found: dict[str, Any] = page.evaluate(
            """async (request) => {
                const engine = calculatorEngine;
                await engine.call("answer", request);
                const times = [];
                for (let n = 0; n < 20; n++) {
                    const start = performance.now();
                    await engine.call("answer", { ...request, text: `${request.text} (${n})` });
                    times.push(performance.now() - start);
                }
                return { timings: engine.timings, answer: times.sort((a, b) => a - b)[10] };
            }""",
            request,
        )
    timings = found["timings"]
    return float(timings["ready"] - timings["python"]), float(found["answer"])


# -- pages -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pages:
    """Seconds of a processor for each further page, here and in plain Material."""

    count: int
    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        return self.ours / self.plain


def per_page(place: Path, count: int) -> Pages:
    """What a page costs once there are some: builds of a few and of many pages, compared.

    What is made once and kept is made before.
    """
    few = max(10, count // 20)
    _built(place, few, plain=False)
    ours, plain = ([_built(place, n, plain=p) for n in (few, count)] for p in (False, True))
    return Pages(count, (ours[1] - ours[0]) / (count - few), (plain[1] - plain[0]) / (count - few))


def _built(place: Path, count: int, *, plain: bool) -> float:
    """Seconds of a processor that a build with so many pages takes."""
    directory = _with_topics(place / f"policy-of-{count}-pages", count)
    work = _plain_project(place / f"plain-{count}", directory) if plain else ROOT
    site = place / f"site-of-{count}-{'plain' if plain else 'our'}-pages"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = os.environ | {"POLICY": str(directory)}
    start = _spent()
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return _spent() - start


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _with_topics(directory: Path, count: int) -> Path:
    """A small policy with so many long topics, each of which has a page of its own."""
    grown(directory, 5, 50, 100, 4)
    words = "A page says what somebody has to know, in words that everybody understands. "
    # The same list is written once, and referred to: a file of a policy has its limits.
    section = {"title": "What to know", "text": words, "points": [words] * 14}
    topics = [
        {
            "id": f"topic-{n}",
            "title": f"Topic {n}",
            "summary": "What a topic says.",
            "sections": [{**section, "id": f"topic-{n}-{s}"} for s in range(3)],
        }
        for n in range(count)
    ]
    (directory / "topics.yml").write_text(yaml.safe_dump({"topics": topics}), encoding="utf-8")
    return directory


def _plain_project(place: Path, directory: Path) -> Path:
    """The same pages for MkDocs and Material alone."""
    source = load_policy(directory)
    shutil.rmtree(place, ignore_errors=True)
    for path, text in pages.pages(ready(source)).items():
        file = place / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = ours[ours.index("plugins:") :]
    theme = {"name": "material", "font": False, "features": _features(ours)}
    head = {"site_name": "Plain", "theme": theme, "nav": pages.nav(source.policy)}
    text = yaml.safe_dump(head, allow_unicode=True) + kept
    (place / "mkdocs.yml").write_text(text, encoding="utf-8")
    return place


def _features(config: str) -> list[str]:
    lines = config[config.index("  features:") :].splitlines()[1:]
    return [line.split("- ")[1] for line in lines[: lines.index("")]]


# -- told ------------------------------------------------------------------------------------------


def table(some: list[Size], made: Pages) -> str:
    """The curves and their bars, for people."""
    head = f"{'subjects':>8} {'criteria':>8} {'phrases':>8} {'facts':>5}"
    lines = [f"{head} {'check':>9} {'load':>9} {'answer':>9}"]
    for size in some:
        lines.append(
            f"{size.subjects:>8} {size.criteria:>8} {size.phrases:>8} {size.facts:>5} "
            f"{size.check:>7.2f} s {size.load:>6.0f} ms {size.answer:>6.1f} ms"
        )
    last = some[-1]
    met = [
        value <= bar for value, bar in zip((last.check, last.load, last.answer), BARS, strict=True)
    ]
    words = " ".join(f"{'met' if one else 'MISSED':>9}" for one in met)
    bars = f"{BARS[0]:>7.2f} s {BARS[1]:>6.0f} ms {BARS[2]:>6.1f} ms"
    lines += [f"{'bar':>{len(head)}} {bars}", f"{'':>{len(head)}} {words}"]
    verdict = "met" if made.ratio <= MOST_PER_PAGE else "MISSED"
    lines.append(
        f"a page of {made.count}: {made.ours * 1000:.0f} ms, in plain Material "
        f"{made.plain * 1000:.0f} ms: {made.ratio:.2f} (bar {MOST_PER_PAGE:.2f}) {verdict}"
    )
    return "\n".join(lines)
