"""How a report came, or how to answer it: *on the phone*, *Call 23:50*, *please ring us back*.

A telephone that somebody rang with is not what the report is about.
"""

import re
from dataclasses import replace

from calculator.engine.reading.judged import Judged
from calculator.engine.reading.language import Language

_HEAD = re.compile(r":|\s+\d")


def without_channels(judged: Judged, language: Language) -> Judged:
    """A description without the phrases in what tells how it came, or how to answer it."""
    plain = judged.plain
    away = {
        i
        for k in range(len(plain))
        for i in range(k, k + language.channels["anywhere"].at(plain, k))
    }
    size = language.channels["head"].at(plain, 0)
    if size and _HEAD.match(judged.text, judged.words[size - 1].end):
        away |= {*range(size)}
    if not away:
        return judged
    clauses = tuple(
        replace(c, hits=tuple(h for h in c.hits if away.isdisjoint(range(h.first, h.last))))
        for c in judged.clauses
    )
    return replace(judged, clauses=clauses)
