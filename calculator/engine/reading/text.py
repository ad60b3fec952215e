"""A description as words, sentences and clauses, with their places in the text (offsets).

Words of every language that is written with letters are found by their letters; a text in Chinese
or Japanese characters is taken character by character, so that phrases are found in it, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST_TEXT = 20_000
"""Characters that are read; nobody describes an issue in more, and time grows with them."""

_TOKEN = re.compile(r"[^\W_]+(?:['’´`][^\W_]+)*|[?!%]")
_FIRST_CHARACTER = "\u3040"
_CHARACTER = "\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f"
_PART = re.compile(rf"[{_CHARACTER}]|[^{_CHARACTER}]+")
_CAMEL = re.compile(r"[A-ZÀ-Þ]*[^A-ZÀ-Þ]+|[A-ZÀ-Þ]+")
_ELIDED = re.compile(
    r"(?:[ldjmnstc]|qu|dell|all|nell|dall|sull|un)['’](?=[^\W\d_]{3})", re.IGNORECASE
)
"""An article or pronoun that French and Italian write together with the word behind it."""

_SENTENCE_END = re.compile(
    r"(?<=[.!?;。！？；])\s+|(?<=[.!?][\"”»])\s+(?=[^\W\da-zß-ÿ_])|(?<=[。！？；])|\n+"
)
_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Mme|Sra?|Hr)\.$")
"""A full stop that ends no sentence: *Mr. Haddad*."""

_CLAUSE_END = re.compile(r":\s|[()|]|\s[-–—]+\s")
_APOSTROPHES = str.maketrans("’´`", "'''")
SHORTENED = 8
"""Characters of a shortened word, its full stop and what stands before it, at most."""

_SHORT_PART = 3
_LONG_PART = 7
_COMPOUND = 8
"""Names of machines such as ``MailServerTargetDown`` are longer than this."""

_stemmer = snowballstemmer.stemmer("english")

KNOWN_STEMS: dict[str, str] = {}
"""Stems that were worked out before, as stemming is what takes longest when a policy is loaded."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or one of the marks ``? ! %``: as written in lower case, its stem, and its place."""

    plain: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words ``first`` up to, not including, ``last``; ``asks`` if it ends with a ``?``."""

    first: int
    last: int
    asks: bool


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English stem of a word in lower case; words of other languages lose little by it."""
    return KNOWN_STEMS.get(word) or str(_stemmer.stemWord(word))


def words(text: str) -> list[Word]:
    """The words of the first :data:`LONGEST_TEXT` characters, in order."""
    return [
        Word(plain, stem(plain), start, end) for plain, start, end in _spelled(text[:LONGEST_TEXT])
    ]


def spellings(text: str) -> list[str]:
    """The words as they are stemmed: in lower case, with one kind of apostrophe."""
    if text.islower() and (text.isascii() or max(text) < _FIRST_CHARACTER):
        plainly = text.split()
        if "".join(plainly).isalnum():
            return plainly
    return [plain for plain, _, _ in _spelled(text)]


def _spelled(text: str) -> Iterator[tuple[str, int, int]]:
    pieces = [
        (m.start() + offset, piece)
        for m in _TOKEN.finditer(text)
        for offset, piece in _pieces(m.group())
    ]
    i = 0
    while i < len(pieces):
        start, piece = pieces[i]
        end = start + len(piece)
        if i + 1 < len(pieces) and _written_together(text, end, piece, pieces[i + 1]):
            i += 1
            piece += pieces[i][1]
            end = start + len(piece) + 1
        yield piece.lower().translate(_APOSTROPHES), start, end
        i += 1


def _written_together(text: str, end: int, one: str, following: tuple[int, str]) -> bool:
    """Whether a hyphen stands where many write none: ``wi-fi``, ``e-mail``, ``log-in``."""
    at, other = following
    lengths = sorted((len(one), len(other)))
    return (
        at == end + 1
        and text[end] == "-"
        and (one + other).isalpha()
        and lengths[0] <= _SHORT_PART
        and lengths[1] <= _LONG_PART
    )


def _pieces(token: str) -> Iterator[tuple[int, str]]:
    """The words within what stands between blanks, with their offsets."""
    if token.isascii() and token.isalnum() and (len(token) <= _COMPOUND or token.islower()):
        yield 0, token
        return
    elided = _ELIDED.match(token)
    if elided:
        yield 0, token[: elided.end() - 1]
        yield from ((at + elided.end(), piece) for at, piece in _pieces(token[elided.end() :]))
        return
    for part in _PART.finditer(token):
        at, piece = part.start(), part.group()
        mixed = len(piece) > _COMPOUND and not piece.islower() and not piece.isupper()
        humps = _CAMEL.findall(piece) if mixed else ()
        if len(humps) < 3:
            yield at, piece
            continue
        for hump in humps:
            yield at, hump
            at += len(hump)


def sentences(text: str, of: list[Word]) -> list[Sentence]:
    """The sentences of a text, by punctuation and line breaks; those without words are left out."""
    ends = [
        m.start()
        for m in _SENTENCE_END.finditer(text[:LONGEST_TEXT])
        if not is_shortened(text, m.start())
    ]
    ends.append(LONGEST_TEXT)
    found: list[Sentence] = []
    first = 0
    for end in ends:
        last = first
        while last < len(of) and of[last].start < end:
            last += 1
        if last > first:
            found.append(Sentence(first, last, of[last - 1].stem == "?"))
        first = last
    return found


def is_shortened(text: str, end: int) -> bool:
    """Whether a full stop before a place only shortens a word: *Mr. Haddad*."""
    return _SHORTENED.search(text, max(0, end - SHORTENED), end) is not None


def clauses(
    text: str, of: list[Word], sentence: Sentence, begins: frozenset[int]
) -> list[Sentence]:
    """A sentence cut at colons, dashes and brackets, and before the words that ``begins`` names.

    Those are the words with which another thought begins, such as *but*.
    """
    found = []
    first = sentence.first
    for i in range(sentence.first + 1, sentence.last):
        if i in begins or _CLAUSE_END.search(text, of[i - 1].end, of[i].start):
            found.append(Sentence(first, i, False))
            first = i
    return [*found, Sentence(first, sentence.last, sentence.asks)]
