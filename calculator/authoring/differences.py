"""What differs between two things of a policy, told field by field as Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from calculator.authoring.problem import cut, visible

SHORT = 60
"""Characters up to which a text is shown before and after; a longer one by the differing words."""

LONGEST = 400
"""Characters of a text up to which it is shown."""

HARMLESS = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "![": "!&#91;"}
"""What would be HTML, call somebody, or load a picture in a pull request."""

APART = {
    "FactValue": ("phrases",),
    "Cue": ("phrases",),
    "Severity": ("criteria",),
    "Example": ("expect",),
}
"""What has a section of its own, or is not for readers."""

CHOICES = ("starts", "any_of", "countries", "asks", "over", "applies_to")
"""Lists that are short, and say more as a whole than by what was added to them."""


def things(old: Iterable[Any], new: Iterable[Any], within: str = "") -> Iterator[str]:
    """What was added, removed, changed and moved among things that have ids."""
    before, after = {t.id: t for t in old}, {t.id: t for t in new}
    for id, thing in before.items():
        if id not in after:
            yield f"- Removed: **{within}{title_of(thing)}**"
    for id, thing in after.items():
        if id not in before:
            yield f"- Added: **{within}{title_of(thing)}**{full(thing)}"
        else:
            yield from _thing(before[id], thing, within + title_of(thing))
    kept = [id for id in before if id in after]
    if kept != [id for id in after if id in before]:
        order = ", ".join(title_of(thing) for thing in after.values())
        yield f"- In another order{' in ' + within.rstrip(': ') if within else ''}: {order}"


def _thing(old: Any, new: Any, title: str) -> Iterator[str]:
    yield from item(f"**{title}**", details(old, new))
    yield from _parts_of(old, new, f"{title}: ")


def whole(old: Any, new: Any) -> Iterator[str]:
    """Like :func:`_thing`, for what there is only one of."""
    yield from (f"- {detail}" for detail in details(old, new))
    yield from _parts_of(old, new, "")


def _parts_of(old: Any, new: Any, within: str) -> Iterator[str]:
    for name in _seen(new):
        one, other = getattr(old, name), getattr(new, name)
        if _are_things(one) or _are_things(other):
            yield from things(one, other, within)


def item(title: str, details: Iterable[str]) -> Iterator[str]:
    """A line of what changed, or a heading with lines under it; nothing if nothing did."""
    lines = list(details)
    if len(lines) == 1:
        yield f"- {title}: {lines[0]}"
    elif lines:
        yield f"- {title}:"
        yield from (f"    - {line}" for line in lines)


def details(old: Any, new: Any, trail: str = "") -> Iterator[str]:
    """Each field that differs, as "name: before -> after"."""
    for name in _seen(new):
        one, other = getattr(old, name), getattr(new, name)
        label = trail + name.replace("_", " ")
        if one == other or _are_things(one) or _are_things(other):
            continue
        if is_dataclass(one) and is_dataclass(other):
            yield from details(one, other, f"{label}, ")
        elif isinstance(other, tuple) and name not in CHOICES:
            yield from listed(label, one, other)
        else:
            yield f"{label}: {_arrow(shown(one), shown(other))}"


def _seen(thing: Any) -> Iterator[str]:
    hidden = ("id", *APART.get(type(thing).__name__, ()))
    return (f.name for f in fields(thing) if f.name not in hidden)


def _are_things(value: Any) -> bool:
    return isinstance(value, tuple) and any(hasattr(v, "id") for v in value)


def listed(label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    """What was removed from a list and what was added to it."""
    removed = [_quoted(v) for v in old if v not in new]
    added = [_quoted(v) for v in new if v not in old]
    if removed:
        yield f"{label}: removed {', '.join(removed)}"
    if added:
        yield f"{label}: added {', '.join(added)}"
    if not (removed or added):
        yield f"{label}: in another order"


def title_of(thing: Any) -> str:
    """What people call a thing."""
    # A severity has a name and a label; the name is what people say.
    names = ("name", "title", "label", "location", "term")
    return prose(str(next((getattr(thing, n) for n in names if hasattr(thing, n)), thing.id)))


def full(thing: Any) -> str:
    """All that a new thing says, after its title."""
    title = title_of(thing)
    text = next((str(v) for n in LEADS if (v := getattr(thing, n, None))), "")
    told = [f": {prose(text)}"] if text else []
    rest = []
    for f in fields(thing):
        value = getattr(thing, f.name)
        hidden = f.name in ("id", "expect", *LEADS) or _are_things(value)
        if not hidden and value not in (None, "", (), {}, False) and prose(str(value)) != title:
            rest.append(f"{f.name.replace('_', ' ')}: {shown(value)}")
    return "".join(told) + (f" ({'; '.join(rest)})" if rest else "")


LEADS = ("text", "reading", "summary", "question")
"""Fields that say what a thing is, in the order in which one is enough."""


def shown(value: Any) -> str:
    """A value in one line, as a reader would say it."""
    if value is None or value in ("", (), {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        between = "; or " if any(isinstance(v, Mapping) for v in value) else ", "
        return between.join(shown(v) for v in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {' or '.join(_several(v))}" for k, v in value.items())
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if is_dataclass(value):
        return ", ".join(shown(v) for f in fields(value) if (v := getattr(value, f.name)))
    return prose(str(value))


def _several(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _quoted(value: Any) -> str:
    return f'"{shown(value)}"'


def prose(text: str) -> str:
    """A text of the policy in one line of Markdown, in which nothing of it can do anything."""
    text = cut(visible(" ".join(text.split())), LONGEST)
    for character, harmless in HARMLESS.items():
        text = text.replace(character, harmless)
    return text


def plain(line: str) -> str:
    """A line of Markdown that this module made as text for a terminal: what was replaced is
    marked as ``[-old-] {+new+}``, which is how git marks words."""
    for character, harmless in reversed(HARMLESS.items()):
        line = line.replace(harmless, character)
    line = re.sub(r"~~(.+?)~~", r"[-\1-]", line)
    line = re.sub(r"(?<!\w)__(.+?)__(?!\w)", r"{+\1+}", line)
    return re.sub(r"\*\*|`", "", line)


def _arrow(old: str, new: str) -> str:
    if max(len(old), len(new)) <= SHORT:
        return f"{old} -> {new}"
    return _reworded(old, new)


def _reworded(old: str, new: str) -> str:
    """The new text with what it replaces struck out, far from changes cut short."""
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    shown: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            first, last = c == 0, d == len(after)
            shown += _shortened(after[c:d], head=not first, tail=not last)
            continue
        if a < b:
            shown.append(f"~~{' '.join(before[a:b])}~~")
        if c < d:
            shown.append(f"__{' '.join(after[c:d])}__")
    return " ".join(shown)


def _shortened(words: list[str], *, head: bool, tail: bool, kept: int = 4) -> list[str]:
    start, end = (kept if head else 0), (kept if tail else 0)
    if len(words) <= start + end + 1:
        return words
    return [*words[:start], "…", *words[len(words) - end :]]
