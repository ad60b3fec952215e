"""Severities: texts that name another one, names and ranks out of line, none promised for one."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from calculator.authoring.problem import listed, quoted
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, Rule
from calculator.engine.policy import Policy, Target


def _severities_in_texts(policy: Policy) -> Iterator[Finding]:
    """A text that names a severity that there is not, or a promise's text that names another's."""
    names = _numbered(policy)
    if not names:
        return
    word = next(iter(names)).rpartition(" ")[0]
    letters = any(name[-1:].isalpha() for name in names)
    mention = re.compile(rf"\b{re.escape(word)} ({'[A-Z]' if letters else r'\d+'})(?!\w)")
    for where, text in written(policy):
        for name in dict.fromkeys(found[0] for found in mention.finditer(text)):
            if name not in names:
                yield where, f"the text says {quoted(name)}; there is {listed(names, 'and')}"
    for i, saying in of_another_severity(policy).items():
        own = {*policy.response[i].when["severity"]}
        of = listed((s.name for s in policy.severities if str(s.id) in own), "and")
        said = listed(dict.fromkeys(n for some in saying.values() for n in some), "and")
        promised = {id for j, t in enumerate(policy.response) if j != i for id in _for(t)}
        meant = {names[name] for some in saying.values() for name in some}
        if len(saying) > 1 or (not meant & promised and own <= promised):
            # Where two say the same, the third is wrong; so it is where nothing else is for it.
            says = "says" if len(saying) == 1 else "say"
            told = f"the {' and the '.join(saying)} {says} {said}, but the promise is for {of}"
            yield ("response", i, "when", "severity"), told
        else:
            yield (
                ("response", i, *saying),
                f"the text says {said}, but the promise is for {of}",
            )


def _for(target: Target) -> tuple[str, ...]:
    return target.when.get("severity", ())


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


def _all_called(policy: Policy, severity: str) -> int | None:
    """The first promise for a severity, if all of them wait for a call, and those of another do
    not."""
    own = [i for i, t in enumerate(policy.response) if severity in _for(t)]
    waiting = [i for i in own if "phone-call" in policy.response[i].starts]
    others = any("phone-call" not in t.starts for t in policy.response)
    return own[0] if own == waiting and others else None


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


def _without_a_promise(policy: Policy) -> Iterator[Finding]:
    """A severity for which nothing is promised, where there is something for each of the others."""
    promised = [t.when.get("severity") for t in policy.response]
    if any(severities is None for severities in promised):
        return
    named = {id for severities in promised for id in severities or ()}
    elsewhere = of_another_severity(policy).values()
    meant = {name for fields in elsewhere for names in fields.values() for name in names}
    for i, severity in enumerate(policy.severities):
        if severity.name in meant:
            continue
        if str(severity.id) not in named:
            yield ("severities", i), f"nothing is promised for {quoted(severity.name)}"
        elif (own := _all_called(policy, str(severity.id))) is not None:
            told = f"nothing is promised for {quoted(severity.name)} to whoever does not call"
            yield ("response", own, "starts"), told


def _ranks(policy: Policy) -> Iterator[Finding]:
    """Severities with numbers that neither rise nor fall from one to the next: they rank."""
    found = [re.fullmatch(r"([A-Za-z-]*)(\d+)", str(s.id)) for s in policy.severities]
    names = {match[1].casefold() if match else None for match in found}
    if len(found) < 3 or len(names) > 1 or None in names:
        return
    numbers = [int(match[2]) for match in found if match]
    rises = numbers[0] < numbers[-1]
    out_of_order = (
        i for i, (one, after) in enumerate(pairwise(numbers), 1) if (one > after) == rises
    )
    i = next(out_of_order, 0)
    if not i:
        return
    yield (
        ("severities", i),
        f"severities are ranked by their order, the weightiest first, and "
        f"{quoted(policy.severities[i].id)} stands after {quoted(policy.severities[i - 1].id)}",
    )


ALONE: tuple[Rule, ...] = (_named_otherwise,)
"""Those that need to know nothing of other things than those that they name."""

RULES: tuple[Rule, ...] = (
    *ALONE,
    _severities_in_texts,
    _without_a_promise,
    _ranks,
)
