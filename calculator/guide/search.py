"""What the search knows beside the words of the pages: what else people call what stands there.

The policy's phrases, labels and glossary, the names of its severities in other words, countries,
and the ``search`` group of the words files.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from calculator.engine.policy import Criterion, Policy
from calculator.guide.asked import KINDS
from calculator.guide.pages import FOLDER, all_pages, anchors
from calculator.guide.wording import Wording

WEIGHTS = {
    "index": 0.8,
    "process": 0.9,
    "about": 0.9,
    "examples": 0.25,
    "facts": 0.3,
    "decisions": 0.3,
    "interpretations": 0.35,
    "glossary": 0.4,
    "coverage": 0.25,
    "home": 0.5,
    "calculator": 0.6,
}
"""How much a page counts; the others count 1.  Lists of words are where nobody looks first."""


def search_words(policy: Policy) -> dict[str, Any]:
    """What the search's worker is given with the index (``calculator/web/search/ranking.mjs``)."""
    words = Wording(policy)
    keys: dict[str, list[str]] = defaultdict(list)
    phrases: dict[str, list[str]] = defaultdict(list)
    for location, key in (*_of_pages(policy, words), *_of_things(policy, words)):
        keys[location].append(key)
    for location, phrase in _of_criteria(policy, words):
        # A word of a longer phrase says less than one that stands alone.
        (phrases if " " in phrase else keys)[location].append(phrase)
    return {
        "stop": words.t("search.stop").split(),
        "endings": words.t("search.endings").split(),
        "keys": {location: " ".join(dict.fromkeys(found)) for location, found in keys.items()},
        "phrases": {place: ". ".join(dict.fromkeys(found)) for place, found in phrases.items()},
        "weights": {
            page.url: WEIGHTS[page.name] for page in all_pages(policy) if page.name in WEIGHTS
        }
        | {"": WEIGHTS["home"], "calculator/": WEIGHTS["calculator"]}
        | {f"{FOLDER}/response/#worked-{kind}": 0.2 for kind in KINDS},
    }


def _of_pages(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    for page in all_pages(policy):
        if words.has(key := f"search.{page.name}"):
            yield page.url, words.t(key)
        if page.name == "contacts":
            yield page.url, " ".join(words.locale.territories.values())
    yield "calculator/", words.t("search.calculator")


def _of_things(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    places = anchors(policy)
    for rank, severity in enumerate(policy.severities):
        place = places[str(severity.id)]
        yield place, " ".join(_names(severity.name, severity.label))
        if rank == 0:
            yield place, words.t("search.worst")
        elif rank == len(policy.severities) - 1:
            yield place, words.t("search.least")
    for channel in policy.channels:
        if channel.url:
            yield places[channel.id], channel.url
    for region in policy.regions:
        if region.contact:
            yield f"{FOLDER}/contacts/", f"{region.contact.name} {region.name} {region.zone_label}"
    for term in policy.glossary:
        yield places[term.id], " ".join((term.term, *term.also))
    for kind in {t.kind for t in policy.response}:
        if words.has(key := f"search.kind-{kind}"):
            yield f"{FOLDER}/response/", words.t(key)


def _of_criteria(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    places = anchors(policy)
    for severity in policy.severities:
        for criterion in severity.criteria:
            for phrase in _said(policy, words, criterion):
                yield places[criterion.id], phrase


def _names(name: str, label: str) -> Iterator[str]:
    """``sev1``, ``s1``, ``p1``, ``priority 1`` and the like for ``Severity 1``."""
    yield from (name, label)
    if found := re.search(r"\d+", name):
        digit = found[0]
        yield from (f"{short}{digit}" for short in ("sev", "s", "p", "prio", "priority", "level"))


def _said(policy: Policy, words: Wording, criterion: Criterion) -> Iterator[str]:
    """What people say when a criterion holds: labels and phrases of its values, and sentences."""
    yield from (criterion.label, *criterion.said)
    values = {(f.id, v.id): v for f in policy.facts for v in f.values}
    for condition in criterion.when:
        for fact, named in condition.items():
            for id in named:
                if value := values.get((fact, id)):
                    yield from (value.label, *value.phrases)
                    for meaning in value.means:
                        yield from words.t(f"search.means-{meaning}").split()
