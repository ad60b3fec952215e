"""The form of a policy: trees of YAML read along the type hints of the model.

Every mistake gives one message.  What cannot be read is left out or stands empty, so that the rest
can be checked all the same, and :attr:`Form.holes` and :attr:`Form.left_out` say where.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import yaml

from calculator.authoring import misplaced
from calculator.authoring.fieldnames import CODES, CURLY, LISTS, LOOKED_AT, PROSE, TITLES
from calculator.authoring.problem import (
    Place,
    Problem,
    cut,
    listed,
    nearest,
    quoted,
    suggestion,
    visible,
)
from calculator.authoring.scalars import (
    PARSERS,
    curly,
    expected,
    half_a_character,
    in_quotes,
    not_a_text,
)
from calculator.authoring.shapes import (
    article,
    empty,
    found_noun,
    hints_of,
    holds_things,
    home,
    ids_in,
    is_null,
    noun_of,
    required,
)
from calculator.authoring.slips.reader import Judged
from calculator.authoring.slips.swallowed import (
    SWALLOWED,
    buried_items,
    buried_keys,
    cut_at_commas,
    cut_by_number_sign,
    deeper_lines,
    listed_values,
    lost_bracket,
    lost_colon,
    swallowed_items,
)
from calculator.engine.policy import Policy, SeverityId, severity_id

type Where = tuple[str | int, ...]
"""The way from the policy to a value: field names and positions in lists."""

NO_KEYS = 1000
ABSENT = object()

MOST_PROBLEMS = 500
"""Problems that are told at once."""

MORE = f"and more; mend these {MOST_PROBLEMS} first"


class Form:
    """What is read of the files of a policy, one after the other, and what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self.places: dict[Where, Place] = {}
        self.holes: set[Where] = set()
        self.left_out: set[str] = set()
        self.nameless: set[str] = set()
        self.misspelt: dict[str, Any] = {}
        self.silent: frozenset[int] = frozenset()
        self.open("", "", [])

    def open(self, path: str, text: str, lost: list[range]) -> None:
        """Begin with another file; ``lost`` are lines (from 0) that could not be read."""
        self.path, self.text, self.lost = path, text, lost
        self.rows = text.split("\n")

    @staticmethod
    def judged(root: yaml.Node | None) -> Judged:
        """What is wrong with the form of a file's tree, and how much of it has a meaning."""
        if root is not None and not is_null(root) and not isinstance(root, yaml.MappingNode):
            # Worse than anything that may be wrong with keys and values.
            return Judged([root.start_mark.line] * NO_KEYS, 0)
        form = Form()
        form.file(root, {})
        return Judged([problem.place.line - 1 for problem in form.problems], len(form.places))

    # -- a file ------------------------------------------------------------------------------------

    def file(self, root: yaml.Node | None, values: dict[str, Any]) -> bool:
        """Add the values of a file's tree by their keys; False if it has none."""
        if root is None or is_null(root):
            return True
        if not isinstance(root, yaml.MappingNode):
            self._wrong(root, "keys and values")
            return False
        hints = hints_of(Policy)
        for key, node in self._pairs(root):
            name = key.value
            if name not in hints:
                free = [h for h in hints if h not in values]
                self._unknown_key(key, free, "policy")
                if not self.full and (meant := nearest(name, free)):
                    self.misspelt[meant] = self._value(hints[meant], node, (meant,), key)
                continue
            if name in values:
                first = self.places[(name,)]
                self._tell(key, f"{quoted(name)} is given already at {first}")
            else:
                self.places[(name,)] = self._place(key)
                value = self._value(hints[name], node, (name,), key)
                if value is ABSENT:
                    self.holes.add((name,))
                    value = empty(hints[name])
                values[name] = value
        return True

    def take_misspelt(self, values: dict[str, Any]) -> None:
        """Use what stands under misspelt keys at the top, where no right one is given."""
        for name, value in self.misspelt.items():
            if value is not ABSENT:
                values.setdefault(name, value)

    def _pairs(self, node: yaml.MappingNode) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        seen: dict[str, Place] = {}
        pairs = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._tell(key, f"expected a name as key, found {found_noun(key)}")
            elif key.value in seen:
                first = seen[key.value].line
                self._tell(key, f"{quoted(key.value)} is given twice; the first is at line {first}")
            else:
                seen[key.value] = self._place(key)
                pairs.append((key, value))
        return pairs

    # -- values ------------------------------------------------------------------------------------

    def _value(
        self, kind: Any, node: yaml.Node, where: Where, key: yaml.ScalarNode | None = None
    ) -> Any:
        """The value of ``node`` read as ``kind``; ABSENT after reporting a problem."""
        self.places.setdefault(where, self._place(node))
        if kind is SeverityId:
            return self._severity_id(node, where, key)
        kind = getattr(kind, "__value__", kind)
        origin, args = get_origin(kind), get_args(kind)
        if node.tag.startswith("!"):
            return self._tagged(node)
        if isinstance(node, yaml.ScalarNode) and not node.style and self._begins_with_anchor(node):
            return ABSENT
        if origin in (Union, UnionType):
            if is_null(node):
                self._nothing_behind(node, key)
                return None
            return self._value(next(a for a in args if a is not NoneType), node, where, key)
        if is_dataclass(kind):
            return self._object(kind, node, where)
        if origin is tuple:
            return self._list(args[0], node, where, key)
        if origin is Mapping:
            return self._mapping(args[1], node, where, key)
        return self._scalar(kind, node, where, key)

    def _list(
        self, kind: Any, node: yaml.Node, where: Where, key: yaml.ScalarNode | None
    ) -> tuple[Any, ...]:
        if is_null(node):
            self._nothing_behind(node, key)
            return ()
        if isinstance(kind, type) and (told := misplaced.named_by_keys(kind, node)):
            self._tell(node.value[0][0], told)
            self.left_out.update(str(k.value) for k, _ in node.value)
            self.nameless.add(noun_of(kind))
            self.holes.add((*where, 0, "id"))
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        name = next((str(n) for n in reversed(where) if isinstance(n, str)), "")
        conditions = len(where) > 1 and where[-2] == "when"
        several = name in LISTS or conditions
        if isinstance(node, yaml.ScalarNode) and (kind is str or several):
            if not node.style and (lost := lost_bracket(node.value)):
                self._tell(node, lost)
                return ()
            if "," in node.value and several:
                right = listed_values(cut(visible(node.value)))
                self._tell(node, f"several values are a list: {right}")
                return ()
        found: list[Any] = []
        for item in nodes:
            at = (*where, len(found))
            semicolon = isinstance(item, yaml.ScalarNode) and not item.style and ";" in item.value
            if semicolon and several:
                self._tell(item, f"write a comma in place of ';' in {quoted(item.value)}")
                self.left_out.add(item.value)
                continue
            self.places.pop(at, None)
            value = self._value(kind, item, at)
            if kind is str and isinstance(item, yaml.ScalarNode) and not item.style:
                for line, column in swallowed_items(self.rows, item, nodes):
                    self.doubts.append(Problem(Place(self.path, line + 1, column + 1), SWALLOWED))
            if value is ABSENT:
                self.left_out.update(ids_in(item))
                if (*at, "id") in self.holes and isinstance(kind, type):
                    self.nameless.add(noun_of(kind))
                for place in [p for p in self.places if p[: len(at)] == at]:
                    del self.places[place]
            else:
                found.append(value)
        return tuple(found)

    def _object(self, kind: Any, node: yaml.Node, where: Where) -> Any:
        noun = noun_of(kind)
        if is_null(node):
            node = yaml.MappingNode("", [], node.start_mark, node.end_mark)
        if not isinstance(node, yaml.MappingNode):
            names = [f.name for f in fields(kind) if required(f)] or [f.name for f in fields(kind)]
            keys = f"the key{'s' if len(names) > 1 else ''} {listed(names, 'and')}"
            text = node.value if isinstance(node, yaml.ScalarNode) else ""
            if hint := misplaced.in_full(kind, text):
                self.left_out.add(text)
                self.holes.add((*where, "id"))
            elif names == ["severity"]:
                hint = f"; write {{severity: {text}}}"
            return self._wrong(node, f"{article(noun)} with {keys}", hint)
        hints = hints_of(kind)
        known = {f.name: f for f in fields(kind)}
        pairs = self._pairs(node)
        given = {key.value for key, _ in pairs if key.value in known}
        missing = [n for n, f in known.items() if required(f) and n not in given]
        values: dict[str, Any] = {}
        if other := home([key.value for key, _ in pairs], kind):
            self.holes.add((*where, "id"))
            return self._tell(node, f"this is no {noun}: it has the keys of {other}; move it there")
        cut_off = self._cut_off(node, known)
        missing = [m for m in missing if m not in cut_off]
        strangers = [key for key, _ in pairs if key.value not in known]
        names = [key.value for key in strangers]
        if inner := misplaced.belongs_to(kind, names, given):
            self._tell(strangers[0], misplaced.belonging(names, inner))
            self.holes |= {(*where, inner), (*where, "id")}
            missing = [m for m in missing if m != inner]
            cut_off |= {*names}
        for key, value in pairs:
            name = key.value
            if name in cut_off and name not in known:
                continue
            if name not in known:
                free = [k for k in known if k not in given]
                meant = None if misplaced.is_conditioned(name, kind) else nearest(name, free)
                lacks = missing[0] if len(missing) == 1 and not meant else None
                hint = ""
                if lacks == "when" or misplaced.is_conditioned(name, kind):
                    hint = misplaced.in_condition(name, value, self._source(value).strip(), kind)
                self._unknown_key(key, free, noun, lacks, hint)
                # What else it lacks may be what was meant.
                self.holes.add((*where, "id"))
                if meant or lacks:
                    missing = [m for m in missing if m not in (meant, lacks)]
                    given.add(meant or str(lacks))
                if not meant:
                    continue
                name = meant
            self.places[(*where, name)] = self._place(key if is_null(value) else value)
            values[name] = self._value(hints[name], value, (*where, name), key)
        for name, at, column in buried_keys(self.rows, node, known.keys() - given):
            place = Place(self.path, at[0] + 1, at[1] + 1)
            told = f"indented by {at[1]} spaces, where {column} are expected"
            self.report(place, f"{told}: it belongs to the text above")
            self.holes.add((*where, name))
            missing = [m for m in missing if m != name]
        lists = [n for n in known if n not in given and holds_things(hints[n])]
        for text, at in buried_items(self.rows, node, self.left_out):
            values |= dict.fromkeys({text} & known.keys(), ABSENT)
            self.holes |= {(*where, n) for n in lists}
            lacks = f": {quoted(lists[0] + ':')}" if len(lists) == 1 else ""
            told = f"an item begins within the text above; the key of its list is missing{lacks}"
            self.report(Place(self.path, at[0] + 1, at[1] + 1), told)
        if lost := self._lost(node):
            self.holes.add((*where, "id"))
        if missing and not lost:
            id = values.get("id")
            label = f" {quoted(id)}" if isinstance(id, str | int) else ""
            keys = f"key{'s' if len(missing) > 1 else ''} {listed(missing, 'and')}"
            self._tell(node, f"the {noun}{label} lacks the {keys}")
        return self._completed(kind, values, where)

    def _completed(self, kind: Any, values: dict[str, Any], where: Where) -> Any:
        """The object, with something empty for what is wrong or missing, if that can be."""
        hints = hints_of(kind)
        for f in fields(kind):
            if values.get(f.name, ABSENT) is ABSENT and (f.name in values or required(f)):
                self.holes |= {(*where, f.name), (*where, "id")}
                if not required(f):
                    values.pop(f.name)
                elif f.name == "id":
                    return ABSENT
                else:
                    values[f.name] = empty(hints[f.name])
        return kind(**values)

    def _mapping(
        self, kind: Any, node: yaml.Node, where: Where, key: yaml.ScalarNode | None
    ) -> Any:
        if is_null(node):
            self._nothing_behind(node, key)
            return {}
        if not isinstance(node, yaml.MappingNode):
            source = self._source(node)
            return self._wrong(node, misplaced.pairs(where[-1]), misplaced.in_braces(source))
        values = {}
        pairs = self._pairs(node)
        cut_off = self._cut_off(node, ())
        if cut_off:
            self.holes.add(where)
        cut_off |= {key.value for key, value, _ in cut_at_commas(node, ())}
        for key, value in pairs:
            if key.value in cut_off:
                continue
            if is_null(value) and not value.value:
                self._tell(key, lost_colon(key.value))
                continue
            at = (*where, key.value)
            self.places[at] = self._place(key)
            read = self._value(kind, value, at)
            self.places.setdefault((*at, 0), self._place(value))
            if read is not ABSENT:
                values[key.value] = read
        return values

    def _cut_off(self, node: yaml.MappingNode, known: Collection[str]) -> set[str]:
        """Keys in braces that are what stands behind a comma of the value before them."""
        found: set[str] = set()
        for key, value, rest in cut_at_commas(node, known):
            found |= {k.value for k in rest}
            words = rest[0].value.split()
            if len(words) > 1 and words[0] in known:
                self._tell(rest[0], lost_colon(rest[0].value))
                found.add(words[0])
                continue
            whole = ", ".join(self._source(node) for node in (value, *rest))
            if not known or key.value in LISTS:
                told = f"several values are a list: write {key.value}: {listed_values(whole)}"
            else:
                told = f"in braces a comma ends a text; put it in quotes: {in_quotes(whole)}"
            self._tell(value, told)
        return found

    # -- single values -----------------------------------------------------------------------------

    def _scalar(self, kind: Any, node: yaml.Node, where: Where, key: yaml.Node | None) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            if isinstance(node, yaml.MappingNode) and node.flow_style and len(node.value) == 1:
                begins = kind is str and where[-1] not in LOOKED_AT
                if told := misplaced.not_keys(self._source(node), may_begin_so=begins):
                    return self._tell(node, told)
            return self._wrong(node, expected(kind))
        text = node.value
        if is_null(node) and not text:
            name = str(where[-1]) if isinstance(where[-1], str) else "the item"
            return self._tell(key or node, f"{quoted(name)} is empty; expected {expected(kind)}")
        if get_origin(kind) is Literal:
            return self._choice(kind, node)
        if kind is str:
            return self._text(node, where)
        try:
            return PARSERS[kind](text)
        except (ValueError, KeyError) as error:
            hint = f"; {error}" if str(error).startswith("write") else ""
            if text[:1] in CURLY:
                hint = "; write it without curly quotes"
            return self._wrong(node, expected(kind), hint)

    def _severity_id(self, node: yaml.Node, where: Where, key: yaml.Node | None) -> Any:
        """A severity's id is a number or a text, as the policy has it."""
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value.isdigit():
            if len(node.value) > 9:
                return self._tell(node, "a severity's number has at most 9 digits")
            if node.value != str(int(node.value)):
                return self._tell(node, f"write {int(node.value)} in place of {node.value}")
            return severity_id(node.value)
        text = self._scalar(str, node, where, key)
        return text if text is ABSENT else severity_id(text)

    def _choice(self, kind: Any, node: yaml.ScalarNode) -> Any:
        text, choices = node.value, list(get_args(kind))
        if text in choices:
            return text
        return self._tell(node, misplaced.not_a_choice(text, choices))

    def _text(self, node: yaml.ScalarNode, where: Where) -> Any:
        text = node.value
        name = next((str(n) for n in reversed(where) if isinstance(n, str)), "")
        if half := half_a_character(text):
            return self._tell(node, half)
        for line, column in deeper_lines(self.rows, node):
            told = "indented further than the text that it is part of, which breaks there"
            self.doubts.append(Problem(Place(self.path, line + 1, column + 1), told))
        if node.style:
            return text
        conditional = "when" in where or "facts" in where[2:] or "cells" in where
        if name not in LOOKED_AT and (what := not_a_text(node, numbers=not conditional)):
            told = f"{quoted(text)} is {what} to YAML, not a text; put it in quotes: "
            told += in_quotes(text)
            if name not in CODES:
                return self._tell(node, told)
            # Norway is read as it stands; what a tool would make of it is no country, and told.
            if not (text == "NO" and what == not_a_text(node, numbers=False)):
                self._doubt(node, told)
        if plain := curly(text):
            if name not in PROSE | TITLES:
                return self._tell(node, plain)
            self._doubt(node, plain)
        if name in PROSE | TITLES and (sign := cut_by_number_sign(self.rows, node, name in PROSE)):
            (line, column), whole = sign
            told = f"from '#' on, YAML reads a comment; if it is text, write {in_quotes(whole)}"
            self.doubts.append(Problem(Place(self.path, line + 1, column + 1), told))
        return text

    def _begins_with_anchor(self, node: yaml.ScalarNode) -> bool:
        source = self._source(node)
        if not source.startswith("&"):
            return False
        if misplaced.refers_to_anchor(self.text, source):
            return False
        self._tell(node, f"a value that begins with '&' needs quotes: {in_quotes(source)}")
        return True

    def _nothing_behind(self, node: yaml.Node, key: yaml.ScalarNode | None) -> None:
        """A key that is there, and whose value is not, not even as ``null``."""
        if key and not node.value:
            self._doubt(key, f"{quoted(key.value)} has nothing behind it; remove it, or fill it in")

    # -- telling -----------------------------------------------------------------------------------

    def _tagged(self, node: yaml.Node) -> Any:
        source = in_quotes(self._source(node).split("\n")[0])
        return self._tell(node, f"a value that begins with '!' needs quotes: {source}")

    def _wrong(self, node: yaml.Node, wanted: str, hint: str = "") -> Any:
        return self._tell(node, f"expected {wanted}, found {found_noun(node)}{hint}")

    def _unknown_key(
        self,
        key: yaml.ScalarNode,
        known: list[str],
        noun: str,
        lacks: str | None = None,
        hint: str = "",
    ) -> None:
        if self.full:
            return
        hint = hint or (f"; {quoted(lacks)} is missing" if lacks else suggestion(key.value, known))
        self._tell(key, f"{article(noun)} has no key {quoted(key.value)}{hint}")

    def _tell(self, node: yaml.Node, message: str) -> Any:
        place = self._place(node)
        if place.line not in self.silent:
            self.report(place, message)
        return ABSENT

    def report(self, place: Place, message: str) -> None:
        """Note a problem, unless there are more than anybody mends at once."""
        if not self.full:
            more = len(self.problems) == MOST_PROBLEMS
            self.problems.append(Problem(place, MORE if more else message))

    @property
    def full(self) -> bool:
        """Whether enough is told."""
        return len(self.problems) > MOST_PROBLEMS

    def _doubt(self, node: yaml.Node, message: str) -> None:
        self.doubts.append(Problem(self._place(node), message))

    def _source(self, node: yaml.Node) -> str:
        return self.text[node.start_mark.index : node.end_mark.index]

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _lost(self, node: yaml.Node) -> bool:
        """Whether lines within a node, or right after it, could not be read."""
        start, end = node.start_mark.line, node.end_mark.line
        return any(start <= r.start <= end + 1 or start - 1 <= r.stop <= end for r in self.lost)
