"""Prints what is shown for texts, for people to judge: the words for each fact, what is laid aside.

    python -m tests.policy_data.shown FILE [POLICY]

``FILE`` has a JSON object with a ``text`` a line.  Texts of which nothing is read are left out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from calculator.language.lines import read_lines
from tests.policy_data import POLICY

UNSHOWN = "(no words: the whole description was weighed)"


class Printer:
    """Prints what is shown for texts by one policy."""

    def __init__(self, policy: Path = POLICY) -> None:
        source = load_policy(policy)
        self._desk = Desk(source.policy, language(), source.learned)
        self._names = {f.id: f.name for f in source.policy.facts}
        self._labels = {(f.id, v.id): v.label for f in source.policy.facts for v in f.values}

    def shown(self, text: str) -> list[str]:
        """A line for each fact and its words, and for each stretch that is laid aside."""
        reading = self._desk.reader.read(text)
        told = {e.fact for e in reading.evidence}
        read = [(e.fact, e.value, f'"{text[e.start : e.end]}"') for e in reading.evidence]
        read += [(f, v, UNSHOWN) for f, v in reading.facts.items() if f not in told]
        lines = [f"- {self._names[f]}: {self._labels[f, v]} <- {words}" for f, v, words in read]
        aside = [f'- laid aside ({a.cue}): "{text[a.start : a.end]}"' for a in reading.aside]
        return [*lines, *aside] if lines else []


def answers(texts: Iterator[str], printer: Printer) -> Iterator[str]:
    """What is shown for texts, numbered."""
    told = ((text, lines) for text in texts if (lines := printer.shown(text)))
    for number, (text, lines) in enumerate(told, start=1):
        yield "\n".join([f"## {number}", "", text, "", *lines, ""])


def main() -> None:
    file, *policy = map(Path, sys.argv[1:])
    texts = (str(line["text"]) for line in read_lines(file))
    print(*answers(texts, Printer(*policy)), sep="\n", end="")


if __name__ == "__main__":
    main()
