"""Texts with something left over from writing, copying or saving: marks, references, characters."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields

from calculator.authoring.fieldnames import TITLES
from calculator.authoring.fill import REFERENCE, figures
from calculator.authoring.matrices import cell_id
from calculator.authoring.problem import INVISIBLE, nearest, quoted
from calculator.authoring.shapes import required
from calculator.authoring.texts import code_spans, written
from calculator.authoring.walk import Finding, Rule, things
from calculator.engine.policy import (
    Policy,
)

_PLACEHOLDER = re.compile(
    r"\b(TODO|TBD|TBC|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|\?\?\?|\bN\. ?N\.(?!\w)|\bJ(?:ohn|ane) Doe\b"
    r"|\bFirst(?:name)? Last(?:name)?\b"
)

_BROKEN = re.compile(
    r"\b[^\W\d_A-Z][^\W\d_]{2,}-\s+(?!(?:and|or|to|nor|und|oder|bis|et|ou|y|o)\b)[^\W\d_A-Z]{3,}\b"
)

_DOUBLED = re.compile(r"\b(a|[^\W\d_]{2,}) \1\b", re.IGNORECASE)


_TWICE = {
    "en": {"that", "had", "very", "so", "no"}, "de": {"die", "der", "das", "sie"},
    "fr": {"nous", "vous"}, "nl": {"die", "dat"},
}  # fmt: skip
"""Words that may stand twice, by language; of others it is not known."""


def _doubled(text: str, language: str) -> re.Match[str] | None:
    """A word that stands twice; not *in IN*, of which one is a code, nor a name."""
    if language not in _TWICE:
        return None
    found = (f for f in _DOUBLED.finditer(text) if f[1].casefold() not in _TWICE[language])
    return next((f for f in found if f[0].rpartition(" ")[2].islower()), None)


def _unfinished(policy: Policy) -> Iterator[Finding]:
    """A text that somebody meant to come back to, or whose words or stops slipped."""
    language = policy.about.language.partition("-")[0]
    for where, text in written(policy):
        if left := _PLACEHOLDER.search(text):
            yield where, f"{quoted(left[0])} stands where a text is due"
        elif text.rstrip()[-1:] == "," or (text.rstrip()[-1:] == ";" and where[-1] in TITLES):
            yield where, f"the text ends with {quoted(text.rstrip()[-1])}; remove it"
        elif broken := _BROKEN.search(text):
            whole = re.sub(r"-\s+", "", broken[0])
            yield (
                where,
                f"{quoted(broken[0])} was broken at the end of a line; write {quoted(whole)}",
            )
        elif doubled := _doubled(text, language):
            yield where, f"{quoted(doubled[1])} stands twice: {quoted(doubled[0])}"


_LIGATURE = re.compile("(?<!\\w)\\w*[\ufb00-\ufb06]\\w*")

_UNSEEN = frozenset("\u200b\u2060\ufeff\u00ad")


def _unseen(policy: Policy) -> Iterator[Finding]:
    """A character in a text that nobody sees: by it, what looks alike is not the same."""
    for where, thing in things(policy):
        for name, value in vars(thing).items():
            texts = value if isinstance(value, tuple) else (value,)
            for i, text in enumerate(texts):
                hidden = (
                    next((c for c in text if c in _UNSEEN), None) if isinstance(text, str) else ""
                )
                if not hidden and isinstance(text, str) and (found := _LIGATURE.search(text)):
                    at = (*where, name, i) if isinstance(value, tuple) else (*where, name)
                    plain = unicodedata.normalize("NFKC", found[0])
                    yield at, f"{quoted(found[0])} has two letters in one; write {quoted(plain)}"
                if (
                    isinstance(text, str)
                    and not text.isascii()
                    and (word := _of_two_alphabets(text))
                ):
                    at = (*where, name, i) if isinstance(value, tuple) else (*where, name)
                    yield at, f"{quoted(word)} has letters of two alphabets; type it anew"
                if hidden and name != "id":
                    at = (*where, name, i) if isinstance(value, tuple) else (*where, name)
                    word = next(w for w in text.split() if hidden in w)
                    yield at, f"{INVISIBLE[hidden]} stands in {quoted(word)}; type it anew"


def _of_two_alphabets(text: str) -> str | None:
    """A word in which letters stand that only look like the Latin ones beside them."""
    words = (str(word) for word in re.findall(r"[^\W\d_]+", text))
    return next((w for w in words if _ALIKE & {*w} and re.search("[A-Za-z]", w)), None)


_ALIKE = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c"
)
_ALIKE |= frozenset(
    "\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u03bf\u0391\u0392\u0395\u0396\u0397\u0399\u039a"
)
_ALIKE |= frozenset("\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7")
"""Letters of Cyrillic and Greek that look like Latin ones."""


def _unlinked(policy: Policy) -> Iterator[Finding]:
    """A source that is an address of the web, but for its beginning."""
    for where, thing in things(policy):
        text = getattr(thing, "source", None)
        if isinstance(text, str) and re.match(r"(?:[\w-]+\.)+[a-z]{2,}/\S*$", text):
            yield (*where, "source"), f"{quoted(text)} is no link; write https:// before it"


def _misread(policy: Policy) -> Iterator[Finding]:
    """A word that was saved as UTF-8 and read as something else, such as ``cafÃ©``."""
    for where, thing in things(policy):
        for name, value in vars(thing).items():
            texts = value if isinstance(value, tuple) else (value,)
            for i, text in enumerate(texts):
                if not isinstance(text, str) or text.isascii():
                    continue
                for word in text.split():
                    if meant := _read_again(word):
                        at = (*where, name, i) if isinstance(value, tuple) else (*where, name)
                        yield (
                            at,
                            f"{quoted(word)} was saved in one encoding and read in another; "
                            f"write {quoted(meant)}",
                        )


def _read_again(word: str) -> str | None:
    """What a word was before its UTF-8 was taken for Windows' encoding, if it was."""
    if word.isascii():
        return None
    try:
        saved = b"".join(
            c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in word
        )
        return saved.decode("utf-8")
    except UnicodeError:
        return None


def _empty(policy: Policy) -> Iterator[Finding]:
    """A text that has to be there, and has nothing in it."""
    cells = {
        cell_id(matrix, row, column)
        for matrix in policy.matrices
        for row, some in matrix.cells.items()
        for column in some
    }
    for where, thing in things(policy):
        kind = type(thing).__name__
        if kind in ("Matrix", "Example") or getattr(thing, "id", None) in cells:
            continue  # An example may be of facts alone.
        for f in fields(thing):
            value = getattr(thing, f.name)
            if required(f) and isinstance(value, str) and not value.strip():
                yield (*where, f.name), f"{quoted(f.name)} is empty: there is nothing to read"


_SPACED = re.compile(r"\[[^\]\[]+\]\((?!<)[^)\s\"']+(?: +[^)\s\"']+)+\)")

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)

_APART = re.compile(r"\[[^\]\[]+\] \((?:https?:|mailto:|tel:|[\w-]+\.md)[^)\s]*\)")


_BY_NAME = re.compile(r"\[[^\]\[]+\] ?\[([^\]\[]+)\]")


def _left_open(text: str, mark: str) -> str | None:
    """A mark of emphasis before a word that nothing closes, with the word."""
    begins = [*re.finditer(rf"(?<![\w\\{mark}])\{mark}(?=\w)", text)]
    ends = [*re.finditer(rf"(?<=[\w.!?,)])\{mark}(?![\w{mark}])", text)]
    if len(begins) <= len(ends):
        return None
    word = re.match(r"\W\w+", text[begins[-1].start() :])
    return word[0] if word else None


def _marks_left_open(policy: Policy) -> Iterator[Finding]:
    """A mark of Markdown that begins something and ends nothing: it would be shown as it is."""
    for where, text in written(policy):
        plain = text
        for start, end in reversed(code_spans(text)):
            plain = plain[:start] + plain[end:]
        left = [mark for mark in ("**", "`") if plain.count(mark) % 2]
        if plain.count("[") != plain.count("]"):
            left.append("[" if plain.count("[") > plain.count("]") else "]")
        if left:
            yield where, f"{quoted(left[0])} stands alone in the text: what it is to mark is not"
        elif apart := _APART.search(plain):
            yield where, f"{quoted(apart[0])} is no link: remove the space after the bracket"
        elif spaced := _SPACED.search(plain):
            told = "a space stands in its address; write %20 in its place"
            yield where, f"{quoted(spaced[0])} is no link: {told}"
        elif heading := re.search(r"^#{1,6} (\S.*)", plain, re.MULTILINE):
            yield where, f"{quoted(heading[0])} is a heading to Markdown; remove the '#'"
        elif (reference := _BY_NAME.search(plain)) and f"[{reference[1]}]:" not in plain:
            yield where, f"{quoted(reference[0])} is no link: write the address in parentheses"
        elif open_ := next((m for mark in "*_" if (m := _left_open(plain, mark))), None):
            yield where, f"{quoted(open_)} stands alone in the text: what it is to mark is not"
        elif entity := _ENTITY.search(plain):
            yield where, f"{quoted(entity[0])} is HTML; write {quoted(html.unescape(entity[0]))}"


_BRACES = re.compile(r"(\$?\{\{?\s*\{?|<)([a-z0-9][\w -]*?)(\}?\s*\}\}?|>)")


_OTHER_MARKS = re.compile(r"%([\w-]+)%|(?<!\{)\{([a-z0-9-]+)(?![\w}-])(?!\s*\})")
"""A figure in the marks of another language, or of which the brace is not closed."""


def _unfilled(policy: Policy) -> Iterator[Finding]:
    """A reference in braces that is nearly, but not quite, one that there is."""
    known = [*figures(policy), "within", "every"]
    first = next(iter(figures(policy)))
    for where, text in written(policy):
        for reference in REFERENCE.finditer(text):
            if reference[1] in known:
                told = (
                    f"in the texts of a promise alone; elsewhere write its id, such as {{{first}}}"
                )
                yield where, f"{quoted(reference[0])} has a meaning {told}"
            elif meant := nearest(reference[1], known):
                yield where, f"{quoted(reference[0])} refers to nothing; did you mean {{{meant}}}?"
        for braces in _BRACES.finditer(text):
            if REFERENCE.fullmatch(braces[0]):
                continue
            if braces[2] in known or braces[2] in figures(policy).values():
                told = "a reference has one brace on either side, and no space, such as {within}"
                yield where, f"{quoted(braces[0])} stays as it is: {told}"
        for mark in _OTHER_MARKS.finditer(text):
            if (name := mark[1] or mark[2]) in known:
                yield where, f"{quoted(mark[0])} stays as it is; write {{{name}}}"


ALONE: tuple[Rule, ...] = (
    _marks_left_open,
    _unfinished,
    _misread,
    _unlinked,
    _unseen,
    _empty,
)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _unfilled,
)
