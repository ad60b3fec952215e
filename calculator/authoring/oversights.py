"""What was likely overlooked: two places of a policy that do not go together.  Warnings, too.

Each rule is a generator of (where, message) pairs over the policy alone, without its examples
answered; :mod:`.doubts` tells them with its own, and ``# meant so`` silences them alike.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from calculator.authoring import holidays
from calculator.authoring.fieldnames import TITLES
from calculator.authoring.form import Where
from calculator.authoring.links import dead_places
from calculator.authoring.matrices import cell_id
from calculator.authoring.people import PEOPLE, PEOPLE_ALONE
from calculator.authoring.places import is_elsewhere
from calculator.authoring.problem import INVISIBLE, listed, quoted, suggestion
from calculator.authoring.shapes import required
from calculator.authoring.texts import code_spans, written
from calculator.authoring.walk import Finding, Rule, things
from calculator.engine.policy import Policy
from calculator.engine.reading.phrases import phrase_key
from calculator.language.knowledge import knowledge
from calculator.language.times.grammar import folded, grammar

YEARS_BACK, YEARS_ON = 40, 10
"""How far from today a date of a policy may be and still be meant."""

_ALWAYS = re.compile(
    r"\b(at any time|at all times|around the clock|day and night|24 ?x ?7|24/7|24 hours a day)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b((?:business|office|working|service|opening|support) hours|business days?)\b", re.IGNORECASE
)


def _severities_in_texts(policy: Policy) -> Iterator[Finding]:
    """A text that names a severity that there is not, or a promise's text that names another's."""
    names = _numbered(policy)
    if not names:
        return
    word = next(iter(names)).rpartition(" ")[0]
    mention = re.compile(rf"\b{re.escape(word)} (\d+)\b")
    for where, text in written(policy):
        for name in dict.fromkeys(found[0] for found in mention.finditer(text)):
            if name not in names:
                yield where, f"the text says {quoted(name)}; there is {listed(names, 'and')}"
    for i, saying in of_another_severity(policy).items():
        own = policy.response[i].when["severity"]
        of = listed((s.name for s in policy.severities if str(s.id) in own), "and")
        said = listed(dict.fromkeys(n for some in saying.values() for n in some), "and")
        if len(saying) > 1:
            # Where two say the same, the third is wrong.
            told = f"the {' and the '.join(saying)} say {said}, but the promise is for {of}"
            yield ("response", i, "when", "severity"), told
        else:
            yield (
                ("response", i, *saying),
                f"the text says {said}, but the promise is for {of}",
            )


def _numbered(policy: Policy) -> dict[str, str]:
    """From the severities' names to their ids, if all are one word with a number."""
    names = {s.name: str(s.id) for s in policy.severities}
    words = {name.rpartition(" ")[0] for name in names}
    numbered = [word for word in words if word and not word.isdigit()]
    if len(words) > 1 or not numbered or len(names) < max(2, len(policy.severities)):
        return {}
    return names


def of_another_severity(policy: Policy) -> dict[int, dict[str, list[str]]]:
    """The promises whose label or text names only severities that they are not for, and which."""
    names = _numbered(policy)
    found: dict[int, dict[str, list[str]]] = {}
    for i, target in enumerate(policy.response):
        own = {*target.when.get("severity", ())}
        for name in ("label", "text"):
            text = getattr(target, name)
            said = [n for n in names if re.search(rf"\b{re.escape(n)}(?!\w)", text)]
            if own and said and not own & {names[n] for n in said}:
                found.setdefault(i, {})[name] = said
    return found


def _hours_in_texts(policy: Policy) -> Iterator[Finding]:
    """A promise whose text says when time counts, and whose calendar says otherwise."""
    always = {c.id: c.always for c in policy.calendars}
    for i, target in enumerate(policy.response):
        if target.calendar not in always:
            continue
        for name in ("text", "label"):
            text = getattr(target, name)
            said = (_HOURS if always[target.calendar] else _ALWAYS).search(text)
            if said:
                does = "always counts" if always[target.calendar] else "does not always count"
                yield (
                    ("response", i, name),
                    f"the {name} says {quoted(said[0])}, but time on {quoted(target.calendar)} "
                    f"{does}",
                )


_PLACEHOLDER = re.compile(r"\b(TODO|TBD|TBC|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|\?\?\?")
_BROKEN = re.compile(
    r"\b[^\W\d_A-Z][^\W\d_]{2,}-\s+(?!(?:and|or|to|nor|und|oder|bis|et|ou|y|o)\b)[^\W\d_A-Z]{3,}\b"
)
_DOUBLED = re.compile(r"\b(the|an?|is|are|of|to|in|and|for|with|on|at|by) \1\b", re.IGNORECASE)


def _doubled(text: str) -> re.Match[str] | None:
    """A word that stands twice; not *in IN*, of which one is a code."""
    found = _DOUBLED.finditer(text)
    return next((f for f in found if not f[0].rpartition(" ")[2].isupper()), None)


def _unfinished(policy: Policy) -> Iterator[Finding]:
    """A text that somebody meant to come back to, or whose words or stops slipped."""
    english = policy.about.language.startswith("en")
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
        elif english and (doubled := _doubled(text)):
            yield where, f"{quoted(doubled[1])} stands twice: {quoted(doubled[0])}"


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
                if hidden and name != "id":
                    at = (*where, name, i) if isinstance(value, tuple) else (*where, name)
                    word = next(w for w in text.split() if hidden in w)
                    yield at, f"{INVISIBLE[hidden]} stands in {quoted(word)}; type it anew"


_LIGATURE = re.compile("\\w*[\ufb00-\ufb06]\\w*")
_UNSEEN = frozenset("\u200b\u2060\ufeff\u00ad")


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


def _weekdays(policy: Policy) -> Iterator[Finding]:
    """An example whose title names a weekday on which nothing of it happens."""
    for i, example in enumerate(policy.examples):
        named = _weekdays_in(example.title, policy.about.language)
        if len(named) != 1 or example.opened is None:
            continue
        moments = [example.opened, example.called, example.expect.deadline]
        moments += [m for e in example.log for m in (e.since, e.until, e.at)]
        ((weekday, word),) = named.items()
        if weekday not in {moment.weekday() for moment in moments if moment}:
            day = example.opened.date()
            yield (
                ("examples", i, "opened"),
                f"the title says {quoted(word)}, but {day} is a {day:%A}",
            )


def _weekdays_in(text: str, language: str) -> dict[int, str]:
    """The weekdays in a text, Monday 0, each as it is written; abbreviations are left alone."""
    words = grammar()["words"].get(language.partition("-")[0], {})
    named = [
        (value, word)
        for word in re.findall(r"\w+", text)
        for letter, value in words.get(folded(word), ())
        if letter == "W" and len(word) > len("thurs")
    ]
    return dict(named)


def _said_already(policy: Policy) -> Iterator[Finding]:
    """A section of the source that is listed twice, and a card that leads nowhere."""
    seen: set[str] = set()
    for i, covered in enumerate(policy.coverage):
        if covered.section in seen:
            yield (
                ("coverage", i, "section"),
                f"{quoted(covered.section)} stands in the list already",
            )
        seen.add(covered.section)
    for i, situation in enumerate(policy.situations):
        if not (situation.facts or situation.leads):
            yield (
                ("situations", i),
                f"{quoted(situation.title)} leads nowhere: give it 'facts' or 'leads'",
            )


def _far_dates(policy: Policy) -> Iterator[Finding]:
    """A date that is so far from today that its year will have slipped."""
    today = date.today()
    for where, thing in things(policy):
        for name, value in vars(thing).items():
            if not isinstance(value, date):
                continue
            last = today.year + (1 if where == ("about",) else YEARS_ON)
            if not today.year - YEARS_BACK <= value.year <= last:
                yield (*where, name), f"the year {value.year} is far from now"


_LISTS = (
    "phrases", "hints", "also", "starts", "applies_to", "by", "over", "any_of", "said", "near",
    "asks", "pauses", "means",
)  # fmt: skip


def _twice(policy: Policy) -> Iterator[Finding]:
    """A phrase, or what is referred to, that stands twice in a list."""
    for where, thing in things(policy):
        for name in _LISTS:
            seen: set[str] = set()
            for i, phrase in enumerate(getattr(thing, name, None) or ()):
                if phrase.casefold() in seen:
                    yield (*where, name, i), f"{quoted(phrase)} stands in the list already"
                seen.add(phrase.casefold())


def _no_words_to_find(policy: Policy) -> Iterator[Finding]:
    """A phrase with signs that stand for something elsewhere, and for nothing here."""
    for where, thing in things(policy):
        for name in ("phrases", "hints"):
            for i, phrase in enumerate(getattr(thing, name, ())):
                if sign := re.search(r"\w\*|\w\?\w|\.\*|\[|\(|\|", phrase):
                    told = "stands for nothing else in a phrase; endings do not matter anyway"
                    yield (*where, name, i), f"{quoted(sign[0][-1])} in {quoted(phrase)} {told}"
                elif re.search(r"[^\W\d_]{4,}/[^\W\d_]{4,}", phrase):
                    told = "is found only where both words stand side by side; write two phrases"
                    yield (*where, name, i), f"{quoted(phrase)} {told}"


def _idle_cues(policy: Policy) -> Iterator[Finding]:
    """A kind of context that nothing is made of."""
    known = knowledge()["context"]
    for i, cue in enumerate(policy.cues):
        if cue.id not in known:
            there = suggestion(cue.id, known) or f"; there is {listed(known, 'and')}"
            yield ("cues", i, "id"), f"{quoted(cue.id)} is no kind of context{there}"


def _hints_said_already(policy: Policy) -> Iterator[Finding]:
    """A hint that is a phrase of the same value, and says nothing more."""
    for where, thing in things(policy):
        if type(thing).__name__ != "FactValue":
            continue
        said = {phrase_key(phrase): phrase for phrase in thing.phrases}
        for i, hint in enumerate(thing.hints):
            if phrase := said.get(phrase_key(hint)):
                by = "" if phrase == hint else f" by {quoted(phrase)}"
                yield (
                    (*where, "hints", i),
                    f"{quoted(hint)} is a phrase of {quoted(thing.id)} already{by}; as a hint it "
                    "adds nothing",
                )


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


def _holidays_there_already(policy: Policy) -> Iterator[Finding]:
    """A holiday that is added to a day that is one under another name."""
    for i, change in enumerate(policy.holidays.add):
        shown = holidays.years(policy.holidays, date.today())
        for name in holidays.listed_on(change.place, change.date):
            if change.date.year not in shown:
                break
            yield (
                ("holidays", "add", i, "date"),
                f"{change.place} has a holiday on {change.date} already: {name}",
            )
            break


def _without_a_promise(policy: Policy) -> Iterator[Finding]:
    """A severity for which nothing is promised, where there is something for each of the others."""
    promised = [t.when.get("severity") for t in policy.response]
    if any(severities is None for severities in promised):
        return
    named = {id for severities in promised for id in severities or ()}
    elsewhere = of_another_severity(policy).values()
    meant = {name for fields in elsewhere for names in fields.values() for name in names}
    for i, severity in enumerate(policy.severities):
        if str(severity.id) not in named and severity.name not in meant:
            yield ("severities", i), f"nothing is promised for {quoted(severity.name)}"


_SPACED = re.compile(r"\[[^\]\[]+\]\((?!<)[^)\s\"']+(?: +[^)\s\"']+)+\)")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_APART = re.compile(r"\[[^\]\[]+\] \((?:https?:|mailto:|tel:|[\w-]+\.md)[^)\s]*\)")


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
        elif entity := _ENTITY.search(plain):
            yield where, f"{quoted(entity[0])} is HTML; write {quoted(html.unescape(entity[0]))}"


def _named_otherwise(policy: Policy) -> Iterator[Finding]:
    """One severity of several whose name is another word with its number."""
    parts = [re.fullmatch(r"(\D*[^\W\d]) (\d+)", s.name) for s in policy.severities]
    words = Counter(part[1] for part in parts if part)
    if len(words) != 2 or not all(parts):
        return
    (usual, many), (other, once) = words.most_common()
    if many > once == 1:
        i = next(i for i, part in enumerate(parts) if part and part[1] == other)
        yield ("severities", i, "name"), f"the others are called {quoted(usual)}, with a number"


def _labels_alike(policy: Policy) -> Iterator[Finding]:
    """Two choices, or two severities, that readers cannot tell apart."""
    lists: list[tuple[Where, str, tuple[Any, ...]]] = [
        (("facts", f, "values"), "label", fact.values) for f, fact in enumerate(policy.facts)
    ]
    lists += [(("severities",), "name", policy.severities), (("regions",), "name", policy.regions)]
    for where, name, some in lists:
        seen: dict[str, Any] = {}
        for i, thing in enumerate(some):
            text = getattr(thing, name)
            first = seen.setdefault(text.casefold(), thing)
            if first is not thing:
                yield (*where, i, name), f"{quoted(text)} is what {quoted(first.id)} is called, too"


def _examples_elsewhere(policy: Policy) -> Iterator[Finding]:
    """An example from a country whose clocks never show the time of its zone."""
    for i, example in enumerate(policy.examples):
        country = (example.country or "").partition("-")[0]
        if country and example.timezone and is_elsewhere(example.timezone, country):
            yield (
                ("examples", i, "timezone"),
                f"no clock in {country} shows the time of {example.timezone}",
            )


OVERSIGHTS_ALONE: tuple[Rule, ...] = (
    *PEOPLE_ALONE,
    _marks_left_open,
    _named_otherwise,
    _labels_alike,
    _unfinished,
    _far_dates,
    _twice,
    _misread,
    _unseen,
    _weekdays,
    _empty,
    _hints_said_already,
    _no_words_to_find,
)
"""Those that need to know nothing of other things than those that they name."""

OVERSIGHTS: tuple[Rule, ...] = (
    *OVERSIGHTS_ALONE,
    *PEOPLE,
    _idle_cues,
    dead_places,
    _examples_elsewhere,
    _severities_in_texts,
    _hours_in_texts,
    _holidays_there_already,
    _without_a_promise,
    _said_already,
)
