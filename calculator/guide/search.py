"""What the search knows beside the words of the pages: what else people call what stands there.

The policy's phrases, labels and glossary, the names of its severities in other words, countries,
and the ``search`` group of the words files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from calculator.authoring.words import languages
from calculator.engine.policy import Criterion, FactValue, Policy, Severity, severity_id
from calculator.guide.asked import KINDS
from calculator.guide.pages import FOLDER, all_pages, anchors
from calculator.guide.wording import WORDS, Wording

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
    "revisions": 0.4,
    "home": 0.5,
    "calculator": 0.6,
}
"""How much a page counts; the others count 1.  Lists of words are where nobody looks first."""


_NUMBERS = re.compile(r"\d{2,}")
"""What of a telephone number is typed to find it; one digit may be anything's."""


_ALWAYS = re.compile(r"\b24\b.{0,40}\b7\b", re.DOTALL)
"""24 hours a day, 7 days a week, in any language."""
_SHORT = re.compile(r"\((\w+)\)")
"""What a term of the glossary says is short for it."""


def search_words(policy: Policy) -> dict[str, Any]:
    """What the search's worker is given with the index (``calculator/web/search/ranking.mjs``)."""
    words = Wording(policy)
    said = list(_of_criteria(policy))
    # A word of a longer phrase says less than one that stands alone.
    single = [(place, phrase) for place, phrase in said if " " not in phrase]
    return {
        "stop": words.t("search.stop").split(),
        "endings": words.t("search.endings").split(),
        "clock": words.t("search.clock"),
        "terms": {
            term.term: {"also": [*term.also, *_SHORT.findall(term.term)], "text": term.text}
            for term in policy.glossary
        },
        "glossary": next((p.url for p in all_pages(policy) if p.name == "glossary"), ""),
        "vendor": policy.about.vendor,
        "asks": _by_page(policy, words, "asks", ", "),
        "hints": _by_page(policy, words, "hints", " "),
        "fillers": words.t("search.fillers").split(),
        "alike": dict(pair.split("=") for pair in words.t("search.alike").split(", ")),
        "levels": [
            *words.t("search.levels").split(),
            *re.findall(r"[^\W\d]+", policy.severities[0].name.lower()),
        ],
        "numbers": words.t("search.numbers").split(),
        "define": words.t("search.define").split(", "),
        "conditions": words.t("search.conditions").split(),
        "keys": _joined(
            (
                *_of_words(policy, words),
                *_of_hours(policy, words),
                *_of_places(policy, words),
                *_of_things(policy, words),
                *single,
            )
        ),
        "foreign": _joined(_in_other_languages(policy, words.language)),
        "phrases": _joined(
            (
                *((place, phrase) for place, phrase in said if " " in phrase),
                *_of_promises(policy, words),
            ),
            ". ",
        ),
        "weights": {
            page.url: WEIGHTS[page.name] for page in all_pages(policy) if page.name in WEIGHTS
        }
        | {"": WEIGHTS["home"], "calculator/": WEIGHTS["calculator"]}
        | {f"{FOLDER}/response/#worked-{kind}": 0.2 for kind in KINDS},
    }


def _by_page(policy: Policy, words: Wording, group: str, mark: str) -> dict[str, list[str]]:
    """From a page to the phrases of a group with which people ask for it."""
    urls = {page.name: page.url for page in all_pages(policy)}
    asked = [("home", ""), ("calculator", "calculator/"), *urls.items()]
    asked += (("hours", place.partition("#")[0]) for place, _ in _of_hours(policy, words))
    found: dict[str, list[str]] = defaultdict(list)
    for name, url in asked:
        if words.has(key := f"search.{group}.{name}"):
            found[url] += words.t(key).split(mark)
    if group == "hints" and policy.response:
        found[f"{FOLDER}/response/"] += words.locale.days["format"]["wide"].values()
    return found


def _joined(found: Iterable[tuple[str, str]], mark: str = " ") -> dict[str, str]:
    keys: dict[str, dict[str, None]] = defaultdict(dict)
    for location, key in found:
        keys[location][key] = None
    return {location: mark.join(some) for location, some in keys.items()}


def _in_other_languages(policy: Policy, own: str) -> Iterator[tuple[str, str]]:
    """What readers of other languages call it, without the words that every question has."""
    for language in languages(WORDS):
        if language != own:
            words = Wording(replace(policy, about=replace(policy.about, language=language)))
            stop = set(words.t("search.stop").split())
            for location, key in _of_words(policy, words):
                yield location, " ".join(word for word in key.split() if word not in stop)


def _of_words(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    """What the words files know: of pages, kinds of promise, severities, and what is the matter."""
    places = anchors(policy)
    for page in all_pages(policy):
        if words.has(key := f"search.{page.name}"):
            yield page.url, words.t(key)
    yield "calculator/", words.t("search.calculator")
    for kind in {t.kind: None for t in policy.response}:
        if words.has(key := f"search.kind-{kind}"):
            yield f"{FOLDER}/response/", words.t(key)
    for target in policy.response:
        for text in filter(None, (target.within, target.every)):
            yield places[target.id], f"{words.duration(text)} {words.duration(text, 'short')}"
    yield places[str(policy.severities[0].id)], words.t("search.worst")
    if policy.severities[1:]:
        yield places[str(policy.severities[-1].id)], words.t("search.least")
    for criterion, value in _values(policy):
        for meaning in value.means:
            yield places[criterion.id], words.t(f"search.means-{meaning}")


def _of_places(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    """Countries, from which readers call."""
    for page in all_pages(policy):
        if page.name == "contacts":
            yield page.url, " ".join(words.locale.territories.values())


def _of_hours(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    """Where the policy says when somebody is there, always or in an office; or when time counts."""
    places = anchors(policy)
    always = [s.id for t in policy.topics for s in t.sections if _ALWAYS.search(s.text)]
    if always:
        yield places[always[0]], words.t("search.hours")
    elif any(region.office_hours for region in policy.regions):
        yield f"{FOLDER}/contacts/", words.t("search.hours")
    elif policy.response:
        yield f"{FOLDER}/response/", words.t("search.hours")


def _of_things(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    """Names that the policy itself has: of severities, addresses, contacts and terms."""
    places = anchors(policy)
    for severity in policy.severities:
        yield places[str(severity.id)], " ".join(_names(severity, words))
    for channel in policy.channels:
        if channel.url:
            yield places[channel.id], channel.url
    for region in policy.regions:
        if region.contact:
            yield f"{FOLDER}/contacts/", f"{region.contact.name} {region.name} {region.zone_label}"
    contacts = (r.contact.phone for r in policy.regions if r.contact and r.contact.phone)
    for number in (*(phone.number for phone in policy.phones), *contacts):
        yield f"{FOLDER}/contacts/", " ".join(_NUMBERS.findall(number))
    for term in policy.glossary:
        yield places[term.id], " ".join((term.term, *term.also))


def _of_promises(policy: Policy, words: Wording) -> Iterator[tuple[str, str]]:
    """Names of the severities that a promise is for."""
    places = anchors(policy)
    for target in policy.response:
        for id in target.when.get("severity", ()):
            severity = policy.severity(severity_id(id))
            yield places[target.id], " ".join(_names(severity, words))


def _of_criteria(policy: Policy) -> Iterator[tuple[str, str]]:
    """What people say when a criterion holds: labels and phrases of its values, and sentences."""
    places = anchors(policy)
    for severity in policy.severities:
        for criterion in severity.criteria:
            for phrase in (criterion.label, *criterion.said):
                yield places[criterion.id], phrase
    for criterion, value in _values(policy):
        for phrase in (value.label, *value.phrases):
            yield places[criterion.id], phrase


def _values(policy: Policy) -> Iterator[tuple[Criterion, FactValue]]:
    """The values of facts that the conditions of criteria name."""
    values = {(f.id, v.id): v for f in policy.facts for v in f.values}
    for severity in policy.severities:
        for criterion in severity.criteria:
            for condition in criterion.when:
                for fact, named in condition.items():
                    for id in named:
                        if value := values.get((fact, id)):
                            yield criterion, value


def _names(severity: Severity, words: Wording) -> Iterator[str]:
    """``sev1``, ``s1``, ``p1``, ``priority1`` and the like for ``Severity 1``."""
    yield from (severity.name, severity.label)
    if found := re.search(r"\d+", severity.name):
        yield from (f"{level}{found[0]}" for level in words.t("search.levels").split())
