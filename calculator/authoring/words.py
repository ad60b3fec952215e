"""The interface's words: one YAML file a language, for the page and for the command line.

A file maps keys to texts, in groups; a key's name joins them with dots (``answer.due``).  A text
has placeholders in braces, and may stand in plural categories (``one``, ``other``, ...) that are
chosen by ``{count}``.  English is the model: a translation has the same keys and placeholders.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from calculator.authoring.slips.reader import Loader

WORDS = Path(__file__).parents[1] / "web" / "words"
MODEL = "en"

type Entry = str | dict[str, str]
"""A text, or a text by plural category."""

_CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def languages(directory: Path = WORDS) -> tuple[str, ...]:
    """The languages that have a file, English first."""
    names = sorted(path.stem for path in directory.glob("*.yml"))
    return (MODEL, *(name for name in names if name != MODEL))


@cache
def read_words(language: str, directory: Path = WORDS) -> Mapping[str, Entry]:
    """The words of a language by key.  Raises ValueError if the file is not keys and texts."""
    path = directory / f"{language}.yml"
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: YAML syntax: {error}") from None
    entries: dict[str, Entry] = {}
    _flatten(tree, "", entries, path.name)
    return entries


def _flatten(tree: object, prefix: str, into: dict[str, Entry], file: str) -> None:
    if isinstance(tree, str):
        into[prefix] = tree
    elif not isinstance(tree, dict):
        raise ValueError(f"{file}: '{prefix}' is {tree!r}; write a text, in quotes if need be")
    elif "other" in tree and tree.keys() <= _CATEGORIES:
        into[prefix] = {str(category): str(text) for category, text in tree.items()}
    else:
        for name, branch in tree.items():
            if not isinstance(name, str):
                raise ValueError(f"{file}: the key {name!r} under '{prefix}' needs quotes")
            _flatten(branch, f"{prefix}.{name}" if prefix else name, into, file)


def problems(language: str, directory: Path = WORDS) -> list[str]:
    """What a translation lacks, has too much, or fills in differently from the English file."""
    try:
        model, words = read_words(MODEL, directory), read_words(language, directory)
    except ValueError as error:
        return [str(error)]
    found = [f"{language}.yml: lacks '{key}'" for key in model if key not in words]
    found += [f"{language}.yml: has '{key}', which English has not" for key in words.keys() - model]
    # What a thing is called may be put into words in another form, or left to the sentence.
    terms = {key.removeprefix("term.") for key in model if key.startswith("term.")}
    for key in model.keys() & words.keys():
        here, there = (_placeholders(some[key]) - terms for some in (words, model))
        if here != there:
            found.append(
                f"{language}.yml: '{key}' fills in {here or '{}'}, English {there or '{}'}"
            )
    return sorted(found)


def _placeholders(entry: Entry) -> set[str]:
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    # A plural may say "one" without the number.
    names = [set(_PLACEHOLDER.findall(text)) - {"count"} for text in texts]
    return set().union(*names)


def say(words: Mapping[str, Entry], key: str, **params: object) -> str:
    """The text of a key with its placeholders filled; the key itself if there is none.

    Plurals are chosen as English does it, which is the language of the command line.
    """
    entry = words.get(key, key)
    if isinstance(entry, dict):
        entry = entry.get("one" if params.get("count") == 1 else "other", entry["other"])
    return _PLACEHOLDER.sub(lambda found: str(params.get(found[1], found[0])), entry)
