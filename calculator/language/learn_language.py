"""Learns what clauses say by their language, from lines of many trades: ``python -m ...``.

Each line has a text and the reports in it: the words that say something of a thing, the words that
name the thing, and *what* it is, *who* is concerned and its *status*.  A clause is labelled by the
report that it shares most of its words with; one that shares none says nothing.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from calculator.engine.reading.judged import Judge
from calculator.engine.reading.language import Language
from calculator.engine.reading.phrases import PhraseIndex, one_slip
from calculator.engine.reading.slips import SHORTEST
from calculator.engine.reading.text import spellings, stem
from calculator.engine.reading.weights import Weights
from calculator.language.fit import (
    Kinds,
    Question,
    fit,
    further,
    kinds,
    step_of_rarity,
    without_faint,
)
from calculator.language.knowledge import ROOM, WEIGHTS, WORDS, cues, empty_sentences
from calculator.language.weights_file import write_weights

LINES = ROOM / "lines"
KEPT = 30_000
LEAST_SEEN = 4
"""Words in fewer texts are not kept; they may be slips themselves."""

FREQUENT, FAR = 100, 40
"""A word in so many texts hides what one slip makes of it, if it is so many times as frequent."""

REGULARISATION = 10.0
LEVELS = 5

MATTERS = {"outage": 5, "degradation": 4, "change": 3, "question": 2, "fine": 1, "unsaid": 0}
"""A text of several reports says as a whole what the one says that matters most."""

WHOLE_REGULARISATION, WHOLE_LEVELS, WHOLE_LITTLE = 1.0, 2, 0.7
"""The same of whole texts, and the share of a step that a weight has to have."""

AROUND = LINES / "around"
"""Where the lines are whose ``around`` is a circumstance that they tell, or ``none``."""

AROUND_REGULARISATION, AROUND_LEVELS, AROUND_KEPT = 20.0, 2, 2_000
"""The same of these."""

FAINT, TELLS = 8, 5
"""A feature of fewer steps over all answers, and of fewer to what happens, is left out for room."""

PLAIN, SHORT = 3_000, 70
"""So many lines of trades with one report, shorter than so many characters, tell of none."""

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


def learn_language(
    lines: Sequence[Line], empty: Sequence[str], around: Sequence[Line]
) -> dict[str, Any]:
    """The weights of the language: questions ``what``, ``who`` and ``status`` of each clause, what
    is happening by a ``whole`` text, and what stands ``around`` an issue."""
    texts = [*(line["text"] for line in lines), *empty]
    language = Language({**cues(), "words": rare_words(texts), "weights": None})
    clauses = [clause for line in lines for clause in _labelled(language, line)]
    for sentence in empty:
        clauses += _labelled(language, {"text": sentence, "reports": []})
    weights = fit(
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
    wholes = [whole for line in lines for whole in _whole(language, line)]
    weights = further(
        weights,
        [shown for shown, _ in wholes],
        Question("whole", [what for _, what in wholes]),
        regularisation=WHOLE_REGULARISATION,
        levels=WHOLE_LEVELS,
        little=WHOLE_LITTLE,
    )
    return further(
        weights,
        *_around(language, lines, empty, around),
        regularisation=AROUND_REGULARISATION,
        levels=AROUND_LEVELS,
        kept=AROUND_KEPT,
    )


def _labelled(language: Language, line: Line) -> Iterator[Labelled]:
    """The clauses of a line, once with the names of things hidden and once as they are."""
    text, reports = line["text"], line["reports"]
    spans = [(text.find(r["said"]), len(r["said"]), r) for r in reports]
    for judge in _judges(language, reports):
        for start, end, shown in judge.shown(text):
            report = _report(start, end, spans)
            if report:
                yield kinds(shown), report["what"], report["who"], report["status"]
            else:
                yield kinds(shown), "none", None, None


def _whole(language: Language, line: Line) -> Iterator[tuple[Kinds, str]]:
    """What all clauses of a text show, and what it says of what is so now, if anything."""
    live = [report["what"] for report in line["reports"] if report["status"] == "live"]
    for judge in _judges(language, line["reports"]) if live else ():
        if together := _together(judge, line["text"]):
            yield together, max(live, key=MATTERS.__getitem__)


def _around(
    language: Language, lines: Sequence[Line], empty: Sequence[str], around: Sequence[Line]
) -> tuple[list[Kinds], Question]:
    """What lines that tell of a circumstance show, beside plain ones that tell of none."""
    plain = [
        line["text"] for line in lines if len(line["text"]) < SHORT and len(line["reports"]) == 1
    ]
    told = [(line["text"], line["around"]) for line in around]
    told += [(text, "none") for some in (plain, empty) for text in _spread(some, PLAIN)]
    judge = Judge(language, PhraseIndex(()), frozenset())
    shown = [(_together(judge, text), what) for text, what in told]
    question = Question("around", [what for kinds_, what in shown if kinds_])
    return [kinds_ for kinds_, _ in shown if kinds_], question


def _spread(texts: Sequence[str], most: int) -> Sequence[str]:
    """At most so many of them, from the first to the last."""
    return texts[:: -(-len(texts) // most)] if texts else ()


def _together(judge: Judge, text: str) -> Kinds | None:
    """What all clauses of a text show; None if it has none."""
    clauses = [kinds(shown) for _, _, shown in judge.shown(text)]
    if not clauses:
        return None
    return tuple(
        tuple(dict.fromkeys(name for names in of for name in names))
        for of in zip(*clauses, strict=True)
    )


def _judges(language: Language, reports: Sequence[Line]) -> Iterator[Judge]:
    """One that hides the names of things, if there are any, and one that does not."""
    names = {report["subject"] for report in reports if report["subject"]}
    for hidden in (names, set()) if names else (set(),):
        index = PhraseIndex((name, "thing") for name in hidden)
        yield Judge(language, index, frozenset({"thing"}))


def _report(start: int, end: int, spans: Sequence[tuple[int, int, Line]]) -> Line | None:
    """The report that stands in a stretch of text, or that the stretch stands in."""
    best, most = None, 0
    for begin, size, report in spans:
        shared = min(end, begin + size) - max(start, begin)
        if shared > most and (shared * 2 >= end - start or shared * 2 >= size):
            best, most = report, shared
    return best


def rare_words(
    texts: Sequence[str], weights: Mapping[str, Any] | None = None, words: Set[str] = frozenset()
) -> str:
    """The stems in these texts that weights, if there are any, do not know, a line for each step
    of rarity; those of ``words`` though they are in few.

    What is one slip away from a word that is far more frequent is taken for the slip.
    """
    seen = Counter(one for text in texts for one in {stem(word) for word in spellings(text)})
    frequent = [word for word, count in seen.items() if count >= FREQUENT]
    steps: dict[int, list[str]] = {}
    known = frozenset(Weights(weights).words() if weights else ())
    for word, count in sorted(seen.items()):
        seldom = count < LEAST_SEEN and word not in words
        if seldom or not word.isalpha() or len(word) < SHORTEST or word in known:
            continue
        often = [other for other in frequent if seen[other] >= FAR * count]
        if not any(one_slip(word, other) for other in often):
            steps.setdefault(step_of_rarity(count, len(texts)), []).append(word)
    return "".join(" ".join(steps.get(step, [])) + "\n" for step in range(max(steps) + 1))


def main() -> None:
    """Writes the weights that belong to the lines, and the words besides."""
    lines, empty = read_lines(), empty_sentences()
    learned = learn_language(lines, empty, read_lines(AROUND))
    weights = without_faint(learned, FAINT, "what", TELLS)
    write_weights(WEIGHTS, weights)
    texts = [*(line["text"] for line in lines), *empty]
    words = rare_words(texts, weights, frozenset(Weights(learned).words()))
    WORDS.write_text(words, encoding="utf-8")
    count = weights["features"].count("\n") + 1
    print(f"{WEIGHTS}: {count} features from {len(lines)} lines and {len(empty)} that say nothing")


if __name__ == "__main__":
    main()
