"""Bytes that are drawn by what they make the code do.

``python -m tests.soak.fuzz TARGET SECONDS SEED``

Atheris keeps of what it draws whatever reaches a new line, and draws on from there; what it began
with stands in :func:`seeds`.  It ends at the first input that a target does not bear.  It is
optional (requirements-soak.txt); :mod:`tests.soak` says so where it is missing.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from tests.conftest import ROOT
from tests.policies import ALL

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONGEST = {"loader": 700, "links": 600}
"""Bytes of an input; elsewhere 60."""

STARTS = (
    "15 min", "8 h", "1 h 30 min", "3 business days", "next business day", "22:00-06:00", "mon-fri",
    "9999-12-31T23:59-12:00", "2026-11-24T10:00+05:30", "2026-W48-2", "Europe/Vienna", "٣ h",
)  # fmt: skip
LINKS = (
    "See [words](https://a.example/), **bold**, `code` and <mailto:a@b.example>.",
    "![x](y.png) [a]: https://b.example", "{: #id onclick=x} {{ within }}", "<script>a()</script>",
    "[a](<java\tscript:alert(1)> 'title') &#106;avascript:x",
    "* a\n  1. b\n> c\n\n| a | b |\n|--|--|\n",
)  # fmt: skip


def refusal(read: Callable[[], object]) -> str | None:
    """In which words something is refused; None if it is not.  Nothing else may be raised."""
    try:
        read()
    except ValueError as error:
        return str(error)
    return None


def loader(data: bytes) -> None:
    """A file of a policy: it is read, or told what is wrong with it, in one line each."""
    from calculator.authoring.form import Form
    from calculator.authoring.load import KEYS
    from calculator.authoring.slips.reader import read_yaml

    done = read_yaml(data.decode("utf-8", "replace"), KEYS, Form.judged)
    form = Form()
    form.open("policy.yml", done.text, done.lost)
    form.file(done.root, {})
    last = done.text.count("\n") + 1
    told = [(line, message) for line, _, message in done.slips]
    told += [(problem.place.line, problem.message) for problem in (*form.problems, *form.doubts)]
    for line, message in told:
        assert 1 <= line <= last + 1, (line, last, message)
        assert message


def durations(data: bytes) -> None:
    """A duration, an interval, weekdays, a zone, an instant: each is read, or refused in words."""
    from calculator.engine.time.duration import parse_duration
    from calculator.engine.time.hours import parse_interval, parse_weekdays
    from calculator.engine.time.instant import parse_instant, parse_moment
    from calculator.engine.time.zone import zone

    text = data.decode("utf-8", "replace")
    parsers: tuple[Callable[[str], object], ...] = (
        parse_duration, parse_interval, parse_weekdays, parse_instant, parse_moment, zone,
    )  # fmt: skip
    for parse in parsers:
        assert refusal(lambda parse=parse: parse(text)) != ""


def times(data: bytes) -> None:
    """A time as people write it: it is read, or something is wrong that has a name."""
    from calculator.engine.time.zone import zone
    from calculator.language.times.read import Reader, read_moment

    text = data.decode("utf-8", "replace")
    for language, order in (("en", "ask"), ("de", "dm"), ("en", "md")):
        where = zone("Europe/Vienna")
        now = NOW.astimezone(where).replace(tzinfo=None)
        moment = read_moment(text, Reader(now, where, language, order))
        wrong = refusal(lambda moment=moment: moment.at(NOW))
        assert wrong is None or re.fullmatch(r"[a-z-]+", wrong), text


_RUNS = re.compile(
    r"<(script|iframe|object|embed|form|meta|base|style|svg|math)\b|<[^>]*\son\w+\s*="
    r"|<[^>]*\b(?:href|src)\s*=\s*[\"']?\s*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:",
    re.IGNORECASE,
)


def links(data: bytes) -> None:
    """A text: whatever the check says of it, what the guide makes of it runs nothing."""
    from markdown import Markdown

    from calculator.authoring.texts import text_problems
    from calculator.guide.harmless import prose

    text = data.decode("utf-8", "replace")
    for problem in text_problems(text):
        assert problem
    html = Markdown(extensions=["abbr", "attr_list", "md_in_html", "tables"]).convert(prose(text))
    # In code and in quotes of attributes everything may be written.
    shown = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    shown = re.sub(r'(title|alt)="[^"]*"', "", shown)
    found = _RUNS.search(shown)
    assert not found, (text, html)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "loader": loader,
    "durations": durations,
    "times": times,
    "links": links,
}


def seeds(target: str) -> Iterator[bytes]:
    """What drawing begins with."""
    if target == "loader":
        for policy in ALL:
            for file in sorted(policy.rglob("*.y*ml")):
                text = file.read_bytes()
                yield from (text[at : at + 600] for at in range(0, len(text), 600))
    elif target == "times":
        from tests.language.times.corpus import CASES

        yield from (case.typed.encode() for case in CASES)
    else:
        yield from (text.encode() for text in (STARTS if target == "durations" else LINKS))


def run(target: str, seconds: int, seed: str) -> tuple[int, list[str]]:
    """How many inputs were tried in so many seconds, and the one that was not borne."""
    if find_spec("atheris") is None:
        print(
            "fuzz: left out: pip install --require-hashes -r requirements-soak.txt", file=sys.stderr
        )
        return 0, []
    command = [sys.executable, "-m", "tests.soak.fuzz", target, str(seconds), seed]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    if done.returncode == 0 and tried:
        return int(tried[1]), []
    told = [
        line for line in done.stdout.splitlines() if "Error" in line
    ] or done.stderr.splitlines()
    return int(tried[1]) if tried else 0, [
        f"{target}: {told[-1][:300] if told else done.returncode}"
    ]


def main(target: str, seconds: int, seed: str) -> None:
    """Draws in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["calculator"]), tempfile.TemporaryDirectory() as place:
        corpus = Path(place)
        for number, data in enumerate(seeds(target)):
            (corpus / f"{number:04}").write_bytes(data)
        run_one = TARGETS[target]
        for data in seeds(target):
            run_one(data)
        options = [
            f"-max_total_time={seconds}",
            f"-seed={int.from_bytes(seed.encode()[:3]) or 1}",
            f"-max_len={LONGEST.get(target, 60)}",
            "-timeout=20",
            "-rss_limit_mb=1000",
            "-print_final_stats=1",
            f"-artifact_prefix={ROOT / '.build'}/fuzz-{target}-",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], run_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
