"""Learns what clauses say by their language, from lines of many trades: ``python -m ...``.

Each line has a text and the reports in it: the words that say something of a thing, the words that
name the thing, and *what* it is, *who* is concerned and its *status*.  A clause is labelled by the
report that it shares most of its words with; one that shares none says nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from calculator.engine.reading.judged import Judge
from calculator.engine.reading.language import Language
from calculator.engine.reading.phrases import PhraseIndex
from calculator.language.fit import Kinds, Question, fit, kinds
from calculator.language.knowledge import ROOM, WEIGHTS, cues, empty_sentences
from calculator.language.weights_file import write_weights

LINES = ROOM / "lines"
KEPT = 30_000
REGULARISATION = 10.0
LEVELS = 5

type Line = Mapping[str, Any]
type Labelled = tuple[Kinds, str, str | None, str | None]
"""What a clause shows, and what it says: ``what``, ``who`` and ``status``."""


def read_lines(directory: Path = LINES) -> list[Line]:
    """All lines, file after file; each has its ``trade``, the file's name, besides."""
    return [
        {**json.loads(line), "trade": path.stem}
        for path in sorted(directory.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def learn_language(lines: Sequence[Line], empty: Sequence[str]) -> dict[str, Any]:
    """The weights of the language: questions ``what``, ``who`` and ``status``."""
    language = Language({**cues(), "weights": None})
    clauses = [clause for line in lines for clause in _labelled(language, line)]
    for sentence in empty:
        clauses += _labelled(language, {"text": sentence, "reports": []})
    return fit(
        [clause[0] for clause in clauses],
        [
            Question("what", [clause[1] for clause in clauses]),
            Question("who", [clause[2] for clause in clauses]),
            Question("status", [clause[3] for clause in clauses]),
        ],
        (1.0, 1.0, 1.0),
        kept=KEPT,
        regularisation=REGULARISATION,
        levels=LEVELS,
    )


def _labelled(language: Language, line: Line) -> Iterator[Labelled]:
    """The clauses of a line, once with the names of things hidden and once as they are."""
    text, reports = line["text"], line["reports"]
    spans = [(text.find(r["said"]), len(r["said"]), r) for r in reports]
    names = {r["subject"] for r in reports if r["subject"]}
    for hidden in (names, set()) if names else (set(),):
        index = PhraseIndex((name, "thing") for name in hidden)
        judge = Judge(language, index, frozenset({"thing"}))
        for start, end, shown in judge.shown(text):
            report = _report(start, end, spans)
            if report:
                yield kinds(shown), report["what"], report["who"], report["status"]
            else:
                yield kinds(shown), "none", None, None


def _report(start: int, end: int, spans: Sequence[tuple[int, int, Line]]) -> Line | None:
    """The report that stands in a stretch of text, or that the stretch stands in."""
    best, most = None, 0
    for begin, size, report in spans:
        shared = min(end, begin + size) - max(start, begin)
        if shared > most and (shared * 2 >= end - start or shared * 2 >= size):
            best, most = report, shared
    return best


def main() -> None:
    """Writes the weights that belong to the lines."""
    lines, empty = read_lines(), empty_sentences()
    weights = learn_language(lines, empty)
    write_weights(WEIGHTS, weights)
    count = weights["features"].count("\n") + 1
    print(f"{WEIGHTS}: {count} features from {len(lines)} lines and {len(empty)} that say nothing")


if __name__ == "__main__":
    main()
