"""How long a build takes, beside a build of plain Material for MkDocs with the same pages.

The plain site has the same Markdown, theme and extensions, and none of this project's hooks, theme
files or calculator.  Both are built in turn, each in a process of its own; cold is without what
earlier builds have kept.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from calculator.authoring.check import load_policy
from calculator.authoring.load import policy_directory
from calculator.authoring.proof import ready
from calculator.guide.pages import calculator_pages, pages
from calculator.packaging.form import element_file

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".build"
PATIENCE = 120
SEEN = 1.0
"""Seconds within which a change that is saved has to be seen."""
BARS = {"warm": 2.5, "cold": 15.0}
"""How many times as long as plain Material a build may take."""


def build_times(place: Path, runs: int) -> dict[str, list[float]]:
    """Seconds of builds: of ``plain`` and ``warm`` as many as ``runs``, and one ``cold``."""
    plain = plain_site(place / "plain")
    times: dict[str, list[float]] = {"plain": [], "warm": [], "cold": []}
    own = ROOT / "mkdocs.yml"
    _build(own, place / "warm-site")
    for _ in range(runs):
        times["plain"].append(_build(plain, place / "plain-site"))
        times["warm"].append(_build(own, place / "warm-site"))
    aside = KEPT.with_name(".build-aside")
    shutil.rmtree(aside, ignore_errors=True)
    KEPT.rename(aside)
    try:
        times["cold"].append(_build(own, place / "cold-site"))
    finally:
        shutil.rmtree(KEPT, ignore_errors=True)
        aside.rename(KEPT)
    return times


def serve_times(place: Path, edits: int) -> list[float]:
    """Seconds from saving a changed title to its being in the page that ``serve`` serves."""
    policy = place / "policy"
    shutil.rmtree(policy, ignore_errors=True)
    shutil.copytree(policy_directory(), policy)
    source = load_policy(policy)
    where = source.place(("about", "summary"))
    url = f"http://127.0.0.1:{_free_port()}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", url[7:-1]]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"POLICY": str(policy)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    times = []
    try:
        _seen(url, "</html>")
        file = Path(where.path)
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        for number in range(edits):
            mark = f"Edit {number} of the bench."
            changed = [*lines[: where.line - 1], f'  summary: "{mark}"', *_after(lines, where.line)]
            file.write_text("\n".join(changed), encoding="utf-8")
            start = time.perf_counter()
            _seen(f"{url}guide/about/", mark)
            times.append(time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait(60)
    return times


def _after(lines: list[str], at: int) -> list[str]:
    """The lines behind a value that begins in line ``at`` and goes on in deeper ones."""
    while at < len(lines) and lines[at].startswith("   "):
        at += 1
    return lines[at:]


def _seen(url: str, mark: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                if mark in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    sys.exit(f"{url} does not show: {mark}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def ratios(times: dict[str, list[float]]) -> dict[str, float]:
    """How many times as long as plain Material: the median of pairs, and the one cold build."""
    pairs = zip(times["warm"], times["plain"], strict=True)
    return {
        "warm": statistics.median(ours / plain for ours, plain in pairs),
        "cold": times["cold"][0] / statistics.median(times["plain"]),
    }


def plain_site(place: Path) -> Path:
    """Writes the plain site's sources; its configuration."""
    shutil.rmtree(place, ignore_errors=True)
    docs = Path(shutil.copytree(ROOT / "docs", place / "docs"))
    desk = ready(load_policy(policy_directory()))
    made = pages(desk) | calculator_pages(desk, "/") | element_file()
    for path, text in made.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        # The frame has a template of its own.
        text = text.replace("template: frame.html\n", "")
        (docs / path).write_text(text, encoding="utf-8")
    # Read as text: the extensions name functions, which stay names.
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("hooks:", "strict:"))]
    kept = [line for line in kept if "custom_dir:" not in line]
    file = place / "mkdocs.yml"
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return file


def _build(config: Path, site: Path) -> float:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--site-dir", str(site)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start
