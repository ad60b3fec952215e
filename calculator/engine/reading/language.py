"""What is known of support language whatever the policy, made ready to read with.

The knowledge itself (phrases and cues in many languages, learned weights) is data that
:mod:`calculator.language` keeps; see there for what each part means.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from calculator.engine.reading.furniture import Furniture
from calculator.engine.reading.numbers import Numbers
from calculator.engine.reading.page import Phrases
from calculator.engine.reading.phrases import PhraseIndex
from calculator.engine.reading.text import spellings
from calculator.engine.reading.weights import Weights

WHAT = ("outage", "degradation", "change", "question", "fine")
"""What a clause may say of a thing.  Besides, something may be the matter without being said
(``unsaid``), or the clause says nothing of any thing (``none``)."""

KIND_OF = {"wrong": "degradation", "lost": "degradation", "planned": "change"}
"""What some policies tell apart: what is false or double, and what is gone, of what works badly;
and work that is announced, of what is wished for."""

HAPPENS = (*WHAT, *KIND_OF)
"""What values of what happens may mean."""

WHO = ("everyone", "many", "few", "one")
"""How many are concerned, or ``unsaid``."""

STATUS = ("live", "over", "planned", "supposed", "denied", "exercise", "others")
"""Whether it is so, now, and with them."""

RARER = 0.75
"""A step of rarity: so much is a word rarer that e^0.75 times fewer lines have."""

RARE = 9.0
"""The rarity of words of which nothing else is known."""


ALONE = ("contrast", "further", "besides", "nothing", "attempted", "failing", "joining")
BY_KIND = ("thought", "extent", "absent", "channels", "amounts", "since")
FURNITURE = (
    *("titles", "forwarded", "pointing", "forwarding", "sent-from", "disclaimer", "disclaiming"),
    *("greeting", "addressed", "closing", "thanks", "urgency", "announcing", "polite", "that"),
    *("short-closing", "begging", "introducing", "present", "linking", "roles", "asking-politely"),
    *("denying", "acting", "reaching", "copied", "relations", "any-ticket"),
)
"""What of the language are phrases that are found at a position."""
STEMMED = ("context", "kinds")
"""What is found by stems."""


class Language:
    """The knowledge of a language room; ``data`` is what :mod:`calculator.language` gives, or what
    :func:`prepared` makes of it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.function = frozenset(data["function"])
        """Words that mean nothing alone."""
        self.furniture = Furniture(data["furniture"], data["function"], self.knows)
        self.contrast = Phrases(data["contrast"])
        """Phrases with which another thought begins."""
        self.further = Phrases(data["further"])
        """Phrases with which, behind a comma, it goes on with something else."""
        self.besides = Phrases(data["besides"])
        """Phrases with which it is told since when, why, or although what something happens."""
        self.thought = {kind: Phrases(phrases) for kind, phrases in data["thought"].items()}
        """Words with which another thought begins where no mark stands: who does something, what is
        said aside, what joins, whose it is; and those that end one, before which none stands."""
        self.context = _index(data["context"])
        """Words that change what the words around them say."""
        self.numbers = Numbers(
            *(data[name] for name in ("numbers", "fractions", "out-of", "all-but", "counted")),
            *(data[name] for name in ("uses", "but-one", "one-in", "fields")),
        )
        self.short: Mapping[str, str] = data["short"]
        """Words that people write in short, and what they stand for."""
        self._alike = [[(tuple(spellings(way)), way) for way in ways] for ways in data["alike"]]
        self.things: Mapping[str, Sequence[str]] = data["things"]
        """Families of everyday things: what people call them in many languages."""
        self.extent = {kind: Phrases(phrases) for kind, phrases in data["extent"].items()}
        """Words that tell how many of their kind are meant: every one, some, a single one, the sole
        one there is; that others are spoken of; and between the numbers of things."""
        self.absent = {kind: Phrases(phrases) for kind, phrases in data["absent"].items()}
        """Words that say of nobody and none what follows, and words of which it is good that none
        has or does it."""
        self.channels = {kind: Phrases(phrases) for kind, phrases in data["channels"].items()}
        """Phrases that tell how a report came, or how to answer it; and those at its beginning."""
        self.amounts = {kind: Phrases(phrases) for kind, phrases in data["amounts"].items()}
        """Words around a number that tell where few end, and words for most of them."""
        self.circumstances: Mapping[str, Sequence[str]] = data["circumstances"]
        """Families of what may stand around an issue: another way, a test, whether it runs now."""
        self.nothing, self.attempted, self.failing, self.joining = (
            Phrases(data[name]) for name in ("nothing", "attempted", "failing", "joining")
        )
        """Phrases that say that there is none of what follows, that it was only tried, that what
        stands before them does not help; and words behind which none of these is meant."""
        self.since = {kind: Phrases(phrases) for kind, phrases in data["since"].items()}
        """Words for what is of another day, and those behind which they only say when."""
        self.words = _rarities(data)
        """How rare words are that people write in reports, in the steps of
        :class:`~calculator.engine.reading.weights.Weights`."""
        self.kinds = _index(data["kinds"])
        """Words for trouble of a kind that some policies tell apart."""
        self._data: Mapping[str, Any] = data["weights"]

    def ways(self, phrase: str) -> Iterator[str]:
        """A phrase, and the other ways to write what is drawn together in it: *doesn't open* for
        *does not open*."""
        yield phrase
        of = spellings(phrase)
        for ways in self._alike:
            for way, _ in ways:
                for i in range(len(of) - len(way) + 1):
                    if tuple(of[i : i + len(way)]) == way:
                        for other, written in ways:
                            if other != way:
                                yield " ".join([*of[:i], written, *of[i + len(way) :]])
                        return

    @cached_property
    def families(self) -> PhraseIndex:
        """Finds the families of :attr:`things` in a text."""
        return PhraseIndex((p, family) for family, names in self.things.items() for p in names)

    @cached_property
    def rounds(self) -> PhraseIndex:
        """Finds the families of :attr:`circumstances` in a text."""
        return PhraseIndex((p, f) for f, names in self.circumstances.items() for p in names)

    @cached_property
    def weights(self) -> Weights:
        """The questions ``what``, ``who`` and ``status``."""
        data, self._data = self._data, {}
        return Weights(data)

    def knows(self, word: str) -> bool:
        """Whether people write it in reports; without weights, whether the words tell so."""
        known = self._data is not None and self.weights.rarity(word) is not None
        return known or word in self.words


def prepared(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same knowledge as plain JSON values that take less time to read with.

    Taking phrases apart is most of what a reader would wait for.
    """

    def made(some: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
        found = {name: Phrases(some[name]).prepared for name in names if name in some}
        return {**some, **found}

    grouped = {name: made(data[name], tuple(data[name])) for name in BY_KIND if name in data}
    if "furniture" in data:
        grouped["furniture"] = made(data["furniture"], FURNITURE)
    stemmed = {name: _index(data[name]).prepared() for name in STEMMED if name in data}
    return {**made(data, ALONE), **grouped, **stemmed}


def _index(phrases: Mapping[str, Any]) -> PhraseIndex:
    """Finds phrases by what they are listed under, or as they were prepared."""
    if isinstance(phrases.get("keys"), str):
        return PhraseIndex.restored(phrases)
    return PhraseIndex((phrase, name) for name, some in phrases.items() for phrase in some)


def _rarities(data: Mapping[str, Any]) -> dict[str, float]:
    """How rare words are: a line of them a step, and those that phrases consist of."""
    found = dict.fromkeys(_words(data), RARE)
    for step, line in enumerate(data.get("words", "").split("\n")):
        found |= dict.fromkeys(line.split(), 1 + RARER * step)
    return found


def _words(data: Mapping[str, Any]) -> Iterator[str]:
    """The words that count, or mean nothing alone."""
    for name in ("function", "numbers", "counted", "uses", "short"):
        for phrase in data[name]:
            yield from phrase.split()
