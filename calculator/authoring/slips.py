"""What may have slipped where YAML cannot be read: guesses, each with how the lines ought to be.

A guess names the place and says what to type instead.  Guesses need not be right:
:mod:`.syntax` tries each and keeps the one that makes sense of most.  They come in order of
likelihood, for where two do equally well.
"""

import re
from collections.abc import Iterator

from calculator.authoring.brackets import braces, brackets, commas, texts_in_brackets
from calculator.authoring.fieldnames import PROSE, TITLES
from calculator.authoring.guess import BARE, ITEM, KEY, Guess, doubled, singled, values
from calculator.authoring.problem import INVISIBLE, quoted
from calculator.authoring.scalars import bad_escape, in_quotes
from calculator.authoring.shapes import all_keys

MOST_GUESSES_BACK = 60
"""Lines before the parser's place in which an opened bracket or quote is looked for."""


_SPECIAL = "*&!@%`|>"
_BLANKS = "\t" + "".join(INVISIBLE)


def guesses(lines: list[str], at: int, context: int, told: str) -> Iterator[Guess]:
    """Guesses for the line where the parser gave up, the one before, and where it began."""
    before = at - 1
    while before > 0 and not lines[before].strip():
        before -= 1
    written = [i for i, n in enumerate(lines[: at + 1]) if n.strip() and n.lstrip()[0] != "#"]
    inside = next((i for i in written if i > context), at)
    places = (context, before, at, inside, *written[:1])
    near = list(dict.fromkeys(i for i in places if 0 <= i < len(lines)))
    for i in _swallowing(lines, at):
        yield from _quotes(lines, i)
    if "quote" in told or "bracket" in told or "comma" in told:
        near += [i for i in range(max(0, context), at) if i not in near][:MOST_GUESSES_BACK]
    for rule in RULES:
        for i in near:
            yield from rule(lines, i)
    for i in near:
        # What goes on in words is more often a text than an item, unless it stands among items.
        text_first = (
            not _is_among_items(lines, i) if _is_words(lines[i]) else _is_deeper_key(lines, i)
        )
        for rule in (_indents, _dashes) if text_first else (_dashes, _indents):
            yield from rule(lines, i)
        yield from _words_alone(lines, i)


def _swallowing(lines: list[str], at: int) -> Iterator[int]:
    """Lines up to a place with a quote left open before a line that is none of its text's."""
    for i, line in enumerate(lines[: at + 1]):
        if line[-1:] != "," and any(_opened(line.rstrip())):
            after = next((n for n in lines[i + 1 :] if n.strip()), "")
            if not _is_words(after):
                yield i


def wanderers(lines: list[str], wrong: list[int]) -> Iterator[Guess]:
    """Guesses for lines that can be read, but not as what belongs there."""
    seen: set[int] = set()
    for line in wrong:
        for i in (line, line + 1, line - 1):
            if 0 <= i < len(lines) and i not in seen and lines[i].strip():
                seen.add(i)
                for rule in (_colons, _spaces, _dashes, _indents):
                    yield from rule(lines, i)
        if len(seen) > MOST_GUESSES_BACK:
            return


# -- blanks --------------------------------------------------------------------------------------


def _blanks(lines: list[str], i: int) -> Iterator[Guess]:
    """Tabs, and blanks that only look like spaces, at the beginning of a line or after a colon."""
    line = lines[i]
    lead = re.match(rf"[ {_BLANKS}]*", line)
    assert lead
    found = next((n for n, c in enumerate(lead[0]) if c in _BLANKS), None)
    if found is not None:
        rest = line[lead.end() :]
        told = f"{blank(line[found])} indents this line; write spaces"
        for width in dict.fromkeys((lead.end(), *_widths(lines, i))):
            yield Guess(i, found + 1, told, {i: " " * width + rest})
    for after in re.finditer(rf"[:-]([{_BLANKS}]+)", line):
        told = f"{blank(after[1][0])} stands where a space belongs; write a space"
        yield Guess(
            i,
            after.start(1) + 1,
            told,
            {i: line[: after.start(1)] + " " * len(after[1]) + line[after.end(1) :]},
        )


def blank(character: str) -> str:
    """What a blank that is no space is called."""
    return "a tab" if character == "\t" else INVISIBLE[character]


# -- quotes --------------------------------------------------------------------------------------


def _quotes(lines: list[str], i: int) -> Iterator[Guess]:
    """A quote that is not closed in its line, an apostrophe in single quotes, words after them."""
    line = lines[i].rstrip()
    for start, quote in _opened(line):
        told = f"the quote {quote} that opens here is not closed"
        yield Guess(i, start + 1, told, {i: line + quote})
        flow = re.search(r"[,\]}]", line[start:])
        if flow:
            end = start + flow.start()
            yield Guess(i, start + 1, told, {i: line[:end] + quote + line[end:]})
    key = KEY.match(line) or BARE.match(line)
    value = key and key["value"]
    if key and value and value[0] in "'\"" and len(value) > 2:
        start = key.start("value")
        inner = value[1:-1] if value[-1] == value[0] else value[1:]
        if value[0] == "'" and value[-1] == "'" and "'" in inner.replace("''", ""):
            told = "an apostrophe ends a text in single quotes; double it, or write double quotes"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(inner)})
        elif value[0] == '"' and value[-1] == '"' and '"' in inner.replace('\\"', ""):
            told = "a quote within double quotes ends the text; write single quotes around it"
            yield Guess(i, start + 1, told, {i: line[:start] + singled(inner)})
        elif value[-1] != value[0] and value.count(value[0]) == 2:
            told = (
                f"there are words after the closing quote {value[0]}; put quotes around all of "
                "the text, single ones if it holds double ones"
            )
            yield Guess(i, start + 1, told, {i: line[:start] + singled(value)})


def _opened(line: str) -> Iterator[tuple[int, str]]:
    """Where in a line quotes open that are not closed in it."""
    quote, start, i = "", 0, 0
    while i < len(line):
        character = line[i]
        if quote == '"' and character == "\\":
            i += 1
        elif quote and character == quote:
            quote = ""
        elif not quote and character in "'\"" and re.search(r"(^|[:\[{,-]\s*|\s)$", line[:i]):
            before = line[:i].rstrip()
            if not before or before[-1] in ":[{,-":
                quote, start = character, i
        i += 1
    if quote:
        yield start, quote


# -- characters with a meaning --------------------------------------------------------------------


def _special(lines: list[str], i: int) -> Iterator[Guess]:
    """A value that begins with a character that has a meaning in YAML."""
    line = lines[i].rstrip()
    for found in values(line):
        value, start = found["value"], found.start("value")
        if not value:
            continue
        below = next((n for n in lines[i + 1 :] if n.strip()), "")
        deeper = len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
        if block := re.match(r"([|>](?:[+-]|(?=\s+\D)))\s+([^#\s].*)", value):
            told = f"the text behind {quoted(block[1])} begins in the next line; move it there"
            alone = line[:start] + doubled(block[2])
            yield Guess(i, start + 1, told, {i: line[:start] + block[1] if deeper else alone})
        if value[0] in _SPECIAL and not re.fullmatch(r"[|>][+-]?\d?[+-]?(\s+#.*)?", value):
            told = f"a value that begins with {quoted(value[0])} needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value)})
    for found in re.finditer(r"(?<=[\[{,])\s*(?P<value>[*&!@%`][^,\]}]*)", line):
        value = found["value"].rstrip()
        start = found.start("value")
        told = f"a value that begins with {quoted(value[0])} needs quotes: {in_quotes(value)}"
        yield Guess(
            i, start + 1, told, {i: line[:start] + doubled(value) + line[start + len(value) :]}
        )


def _escapes(lines: list[str], i: int) -> Iterator[Guess]:
    """A backslash in double quotes that begins no escape, or one that is no character."""
    line = mended = lines[i]
    pattern = r"\\(x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)"
    first: tuple[int, str] | None = None
    for quote in re.finditer(r'"(?:[^"\\]|\\.)*"', line):
        for found in re.finditer(pattern, quote[0]):
            if (bad := bad_escape(found[0])) is not None:
                at = quote.start() + found.start()
                told = f"{quoted(found[0])} {bad}; write the character itself, or single quotes"
                first = first or (at, told)
                added = len(mended) - len(line)
                mended = mended[: at + added] + "\\" + mended[at + added :]
    if first:
        yield Guess(i, first[0] + 1, first[1], {i: mended})


# -- colons and dashes -----------------------------------------------------------------------------


def _colons(lines: list[str], i: int) -> Iterator[Guess]:
    """A colon that is missing after a key, has no space after it, or is not quite one."""
    line = lines[i].rstrip()
    wide = re.match(ITEM + r"(?P<key>[\w-]+)\s*(?P<colon>[\uff1a\ufe55;=])\s*", line)
    if wide:
        told = f"{quoted(wide['colon'])} is no colon; write {quoted(wide['key'] + ':')}"
        yield Guess(
            i,
            wide.start("colon") + 1,
            told,
            {i: f"{line[: wide.start('colon')]}: {line[wide.end() :]}"},
        )
    found = re.match(ITEM + r"(?P<key>[A-Za-z_][\w-]*):(?=[^\s:/])", line)
    if found:
        told = f"a space is missing after {quoted(found['key'] + ':')}"
        yield Guess(
            i, found.start("key") + 1, told, {i: f"{line[: found.end()]} {line[found.end() :]}"}
        )
    found = re.match(ITEM + r"(?P<key>[A-Za-z_]\w*)(?=$|\s)", line)
    if found and ":" not in line[: found.end() + 1]:
        told = f"a colon is missing after the key; write {quoted(found['key'] + ':')}"
        yield Guess(
            i, found.start("key") + 1, told, {i: f"{line[: found.end()]}:{line[found.end() :]}"}
        )


def _spaces(lines: list[str], i: int) -> Iterator[Guess]:
    """A dash without a space after it."""
    line = lines[i].rstrip()
    bullet = re.match(r"(\s*)([\u2010-\u2015\u2022\u2212*+])\s+(?=\S)", line)
    if bullet:
        told = f"{quoted(bullet[2])} begins no item; write '-'"
        yield Guess(i, bullet.end(1) + 1, told, {i: f"{bullet[1]}- {line[bullet.end() :]}"})
    found = re.match(r"(\s*)-(?=[^\s-])", line)
    if found:
        told = f"a space is missing after the dash; write {quoted('- ' + line[found.end() :])}"
        column = found.end()
        yield Guess(i, column, told, {i: f"{line[: found.end()]} {line[found.end() :]}"})
        for width in _widths(lines, i):
            yield Guess(i, column, told, {i: f"{' ' * width}- {line[found.end() :]}"})


def _comments(lines: list[str], i: int) -> Iterator[Guess]:
    """A number sign in a text within brackets, which hides the closing bracket."""
    line = lines[i].rstrip()
    at = line.find(" #")
    inside = re.search(r"[\[{]", line[:at]) or line[-1:] in ",]"
    if at > 0 and line[:at].strip() and inside and line[-1] in ",]}":
        told = "from '#' on, YAML reads a comment; put quotes around the text that it is part of"
        text = Guess(i, at + 2, told, {i: line.replace(" #", " .")})
        closing = re.search(r"[\]}]+$", line)
        if not closing:
            yield text
            return
        end = quoted(closing[0])
        told = f"from '#' on, YAML reads a comment, {end} with it; write {end} before it"
        comment = Guess(i, at + 2, told, {i: line[:at] + closing[0]})
        # A number follows the sign, words of a comment follow a space.
        yield from (comment, text) if line[at + 2 : at + 3] == " " else (text, comment)


def _texts(lines: list[str], i: int) -> Iterator[Guess]:
    """A text with a colon in it, which YAML takes for another key, or with a number sign."""
    line = lines[i].rstrip()
    # In braces a text ends before the next key, or with the brace.
    keys = [*re.finditer(r"[{,]\s*[\w-]+:\s+", line)]
    ends = [*(key.start() for key in keys[1:]), line.rfind("}")]
    for key, end in zip(keys, ends, strict=False):
        start, value = key.end(), line[key.end() : end]
        if ": " in value and value[0] not in "\"'[{":
            told = f"the text has a colon in it and needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value) + line[end:]})
    for found in values(line):
        value, start = found["value"] or "", found.start("value")
        if value[:1] in "\"'[{" or not value:
            continue
        if ": " in value or value.endswith(":"):
            told = f"the text has a colon in it and needs quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value)})
        if " #" in value:
            told = f"from '#' on, YAML reads a comment; put the text in quotes: {in_quotes(value)}"
            yield Guess(i, start + 1, told, {i: line[:start] + doubled(value.replace(" #", " ."))})


def _joined_keys(lines: list[str], i: int) -> Iterator[Guess]:
    """A key behind the value of another one, which belongs into a line of its own."""
    line = lines[i].rstrip()
    key = KEY.match(line)
    for found in re.finditer(r"(?<=\S)\s+([a-z_]+):(?=\s|$)", key["value"] or "" if key else ""):
        if not key or found[1] not in all_keys():
            continue
        behind, width = (key["value"] or "")[found.end() :].strip(), len(key["lead"])
        alike = re.compile(rf"\s{{{width}}}{found[1]}:(\s|$)")
        if key["key"] in PROSE | TITLES and not (
            behind[:1] in ("[", "{") or (key["key"] in TITLES and any(map(alike.match, lines)))
        ):
            continue
        at = key.start("value") + found.start(1)
        told = f"{quoted(found[1] + ':')} is another key; begin a new line before it"
        yield Guess(i, at + 1, told, {i: line[: key.start("value") + found.start()]})


def _remarks(lines: list[str], i: int) -> Iterator[Guess]:
    """A line that begins as comments do elsewhere."""
    line = lines[i]
    if found := re.match(r"\s*(--|//|/\*|;|\*/|<!--|:[wqx]+!?\s*$)", line):
        told = "this line is neither an item nor a key; a comment begins with '#'"
        yield Guess(i, found.start(1) + 1, told, {i: ""})


def _words_alone(lines: list[str], i: int) -> Iterator[Guess]:
    """Words between items or keys that are nothing of the policy."""
    line = lines[i]
    if line.strip() and _is_words(line):
        told = "this line is neither an item nor a key; if it is a comment, write '#' before it"
        yield Guess(i, len(line) - len(line.lstrip()) + 1, told, {i: ""})


def _headless(lines: list[str], i: int) -> Iterator[Guess]:
    """A list whose key stands in a comment above it."""
    for n in (i - 1, i):
        found = re.match(r"(\s*)#\s*([a-z_]+):\s*$", lines[n]) if n >= 0 else None
        if found and found[2] in all_keys():
            told = f"{quoted(found[2] + ':')} is in a comment, and its list below is not"
            at = found.end(1)
            yield Guess(n, at + 1, told, {n: f"{found[1]}{found[2]}:"})


def _foldings(lines: list[str], i: int) -> Iterator[Guess]:
    """A text below its key with a colon in it, and no mark that it is a text."""
    width = len(lines[i]) - len(lines[i].lstrip())
    above = range(i, max(-1, i - MOST_GUESSES_BACK), -1)
    for head in above:
        line = lines[head].rstrip()
        key = re.fullmatch(ITEM + r"(?P<key>[A-Za-z_]\w*):", line)
        if key and (head == i or len(key["lead"]) < width):
            below = [lines[n] for n in _below(lines, head, len(key["lead"]))]
            if below and _is_words(below[0]) and any(": " in text for text in below):
                told = (
                    f"a text with a colon in it stands below; write {quoted(key['key'] + ': >-')}"
                )
                yield Guess(head, key.start("key") + 1, told, {head: f"{line} >-"})
        if line and head < i and len(line) - len(line.lstrip()) < width:
            return


def _dashes(lines: list[str], i: int) -> Iterator[Guess]:
    """A dash that is missing before an item of a list."""
    line = lines[i].rstrip()
    width = len(line) - len(line.lstrip())
    if not line.strip() or line.lstrip().startswith("- "):
        return
    told = f"a dash is missing before the item; write {quoted('- ' + line.strip())}"
    first = next((n.split("- ")[1] for n in lines if re.match(r"\s*- id: ", n)), "")
    if first and re.match(r"\s*[a-z_]+:", line) and not line.lstrip().startswith("id:"):
        told = "an item goes on here that begins nowhere; its first line is missing: '- id: ...'"
    for indent in dict.fromkeys((width, width - 2, *_widths(lines, i))):
        if indent >= 0:
            yield Guess(i, width + 1, told, {i: f"{' ' * indent}- {line.strip()}"})


# -- indentation -----------------------------------------------------------------------------------


def _widths(lines: list[str], i: int) -> list[int]:
    """Indentations that a line may be meant to have: those of lines before, nearest first."""
    found: dict[int, None] = {}
    for line in reversed(lines[max(0, i - 40) : i]):
        if line.strip() and not line.lstrip().startswith("#"):
            width = len(line) - len(line.lstrip(" "))
            dashes = re.match(r"\s*((?:-\s+)+)", line)
            if dashes:
                found[width + len(dashes[1])] = None
            found[width] = None
            if line.rstrip().endswith((":", ">", "|", "-")):
                found[width + 2] = None
    return [*list(found)[:8], *([] if 0 in found else [0])]


def _indents(lines: list[str], i: int) -> Iterator[Guess]:
    """A line, or a line and what stands under it, that is indented too far or too little."""
    line = lines[i]
    if not line.strip():
        return
    width = len(line) - len(line.lstrip())
    text = line.strip()
    words = _is_words(line)
    below = _below(lines, i, width)
    for right in _widths(lines, i):
        if right == width:
            continue
        if words:
            told = (
                f"the text goes on here; indent it further than its key, "
                f"by {_spaces_said(right if right else 2)}"
            )
            yield Guess(i, width + 1, told, {i: " " * (right + 2) + text})
        else:
            wanted = (
                "none is"
                if right == 0
                else f"{_spaces_said(right)} {'is' if right == 1 else 'are'}"
            )
            told = f"indented by {_spaces_said(width)}, where {wanted} expected"
        shifted = {i: " " * right + text}
        yield Guess(i, width + 1, told, shifted)
        if below:
            more = {n: _moved(lines[n], right - width) for n in below}
            yield Guess(i, width + 1, told, {**shifted, **more})
            if not words:
                level = {n: " " * right + lines[n].strip() for n in below}
                yield Guess(i, width + 1, told, {**shifted, **level})


def _is_words(line: str) -> bool:
    return not re.match(r"\s*(- |[\w-]+:(\s|$)|[\[{])", line)


def _is_among_items(lines: list[str], i: int) -> bool:
    """Whether a line that begins a sentence stands right between items, as far in as they are."""
    width = len(lines[i]) - len(lines[i].lstrip())
    item = " " * width + "- "
    above = next((n for n in reversed(lines[:i]) if n.strip()), "")
    begins = lines[i].lstrip()[:1]
    return above.startswith(item) and (begins.isupper() or begins.isdigit())


def _is_deeper_key(lines: list[str], i: int) -> bool:
    """Whether a key stands further in than the key with a value right above it."""
    above = KEY.match(next((n for n in reversed(lines[:i]) if n.strip()), "").rstrip())
    here = KEY.match(lines[i].rstrip())
    return bool(above and here and above["value"] and len(above["lead"]) < len(here["lead"]))


def _below(lines: list[str], i: int, width: int) -> list[int]:
    found = []
    for n in range(i + 1, len(lines)):
        line = lines[n]
        if line.strip() and len(line) - len(line.lstrip()) <= width:
            break
        found.append(n)
    return found


def _moved(line: str, by: int) -> str:
    if not line.strip():
        return line
    width = len(line) - len(line.lstrip())
    return " " * max(0, width + by) + line.lstrip()


def _spaces_said(width: int) -> str:
    return "no space" if width == 0 else "1 space" if width == 1 else f"{width} spaces"


RULES = (
    _blanks,
    _remarks,
    _headless,
    _quotes,
    _special,
    _escapes,
    _comments,
    braces,
    brackets,
    texts_in_brackets,
    commas,
    _foldings,
    _colons,
    _spaces,
    _joined_keys,
    _texts,
)
"""From the likeliest to the least likely."""
