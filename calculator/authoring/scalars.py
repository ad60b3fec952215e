"""Single values as people write them: numbers, dates, instants, and texts YAML takes for others."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, get_args

import yaml

from calculator.authoring.fieldnames import CURLY
from calculator.authoring.problem import cut, visible
from calculator.engine.time.instant import parse_instant

EXPECTED: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-24",
    datetime: "an instant with its offset, such as 2026-11-24T10:00+05:30",
}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAGS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
    "merge": "a merge",
    "value": "a default",
}


def expected(kind: Any) -> str:
    """What a value of a type looks like."""
    return EXPECTED.get(kind, "one of " + ", ".join(map(str, get_args(kind))))


def not_a_text(node: yaml.ScalarNode, *, numbers: bool = True) -> str | None:
    """What YAML, or a tool that writes it anew, takes an unquoted word for, if not for a text."""
    what = _TAGS.get(node.tag.rpartition(":")[2])
    return None if what == "a number" and not numbers else what


def bad_escape(escape: str) -> str | None:
    """What is wrong with a backslash and what stands behind it in double quotes, or None."""
    letter, digits = escape[1], escape[2:]
    if letter in "xuU":
        width = {"x": 2, "u": 4, "U": 8}[letter]
        if len(digits) < width:
            return f"lacks digits: \\{letter} has {width}"
        code = int(digits, 16)
        if code > 0x10FFFF:
            return "is no character"
        return "is half a character" if 0xD800 <= code <= 0xDFFF else None
    if letter in '0abt\tnvfre "/\\N_LP':
        return None
    return "has a meaning to YAML only after certain letters: a backslash in double quotes"


def half_a_character(text: str) -> str | None:
    """What to say of a text with half a character of those that are written as two."""
    found = re.search("[\ud800-\udfff]", text)
    code = f"\\u{ord(found[0]):04x}" if found else ""
    return f"'{code}' is half a character; write the character itself" if found else None


def curly(text: str) -> str | None:
    """What to say of a text that curly quotes stand around, which YAML takes for a part of it."""
    if len(text) < 2 or not (text[0] in CURLY and text[-1] in CURLY):
        return None
    told = "curly quotes are a part of the text; write straight ones around it: "
    return told + in_quotes(text[1:-1])


def in_quotes(text: str) -> str:
    """The text as it has to be typed to be one."""
    text = cut(visible(text), 80)
    return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"-?(0|[1-9]\d{0,8})", text):
        plain = re.fullmatch(r"[+0_]*(\d{1,9})(\.0*)?", text)
        raise ValueError(f"write {int(plain[1])}" if plain else "")
    return int(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(_iso(text))
    except ValueError:
        meant = _meant_date(text)
        raise ValueError(f"write {meant}" if meant else "") from None


def _iso(text: str) -> str:
    # fromisoformat also takes 20261124 and 2026-W48-2, which hardly anybody can read.
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError
    return text


def _meant_date(text: str) -> date | None:
    """The date that somebody wrote in another form, if that leaves no doubt."""
    numbers = [int(n) for n in re.findall(r"\d+", text[:40])]
    month = next((i for i, m in enumerate(_MONTHS, 1) if m in text[:40].lower()), None)
    try:
        if month and len(numbers) == 2 and max(numbers) > 31:
            return date(max(numbers), month, min(numbers))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and numbers[1] > 12:
            return date(numbers[0], numbers[2], numbers[1])
        if re.fullmatch(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}([T ]\d\d:\d\d.*)?", text):
            return date(*numbers[:3])
        if re.fullmatch(r"\d{1,2}[-/]\d{1,2}[-/]\d{4}", text) and max(numbers[:2]) > 12:
            return date(numbers[2], min(numbers[:2]), max(numbers[:2]))
        if re.fullmatch(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}", text):
            return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        pass
    return None


_WRITTEN = re.compile(
    r"\b(\d{4}-\d\d-\d\d|\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b"
)


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    """The dates in a text: as written, and which they are."""
    for found in _WRITTEN.finditer(" ".join(text.split())):
        if day := _meant_date(found[0]):
            yield found[0], day


PARSERS: dict[Any, Callable[[str], Any]] = {
    int: _whole_number,
    bool: lambda text: {"true": True, "yes": True, "false": False, "no": False}[text.lower()],
    date: _date,
    datetime: parse_instant,
}
