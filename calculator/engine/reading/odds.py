"""How likely the values of a fact are: opinions put together, narrowed, made less sure."""

from collections.abc import Mapping, Sequence

from calculator.engine.reading.language import KIND_OF

HINT = 4.0
"""So many times more likely is a value for which a hint speaks."""

DOUBT = 0.02
FAINT = 1e-4
"""What is added to the chances of both, since neither is ever sure."""

NEAREST = {**KIND_OF, "one": "few", "few": "one", "everyone": "many"}
"""What to take a number of people for, where a policy's values do not tell it apart."""

CALM = 0.75
"""The power of what the language says in which it is true of trades that it has not seen."""

SOME = 0.25
UNTOLD_OF_SOME = 0.2
"""Where others work, so likely are some besides what is heard, and so much of it is not told."""

SAID_SO = {
    "wrong": {"degradation": 0.85, "outage": 0.5, "fine": 0.6},
    "lost": {"degradation": 0.85, "outage": 0.6},
    "planned": {"change": 1.0},
}
"""How much of what a clause says it is of a kind for which it has a word."""


def tempered(
    learned: Mapping[str, float], spoken: Mapping[str, float], says: float
) -> dict[str, float]:
    """Two opinions as one: the geometric mean of their chances, the second weighing ``says``."""
    odds = {
        value: (learned.get(value, 0.0) + FAINT) ** (1 - says)
        * (spoken.get(value, 0.0) + DOUBT) ** says
        for value in {**learned, **spoken}
    }
    whole = sum(odds.values())
    return {value: odd / whole for value, odd in odds.items()}


def mended(
    chances: Mapping[str, float], learned: Mapping[str, float], share: float
) -> dict[str, float]:
    """Chances, with those raised that were found to be too low, and the other way round."""
    odds = {v: (chances.get(v, 0.0) + DOUBT) * p**share for v, p in learned.items()}
    whole = sum(odds.values())
    return {value: odd / whole for value, odd in odds.items()}


def told_apart(
    what: Mapping[str, float], kinds: Mapping[str, float], means: Mapping[str, str]
) -> dict[str, float]:
    """What a clause says, with the kinds that a policy ``means`` apart from the rest."""
    found = dict(what)
    for kind, shares in SAID_SO.items():
        if kind in means and kind in kinds:
            if means[kind] == means.get("degradation"):
                # What does not work at all does not become better by showing something false.
                shares = {of: share for of, share in shares.items() if of != "outage"}
            taken = {of: found[of] * share * kinds[kind] for of, share in shares.items()}
            found |= {of: found[of] - part for of, part in taken.items()}
            found[kind] = sum(taken.values())
    return found


def meant(means: Mapping[str, str], answers: Mapping[str, float]) -> dict[str, float]:
    found = {"": 0.0}
    for answer, chance in answers.items():
        value = means.get(answer) or means.get(NEAREST.get(answer, ""), "")
        found[value] = found.get(value, 0.0) + chance
    return found


def filled(chances: Mapping[str, float], values: Sequence[str]) -> dict[str, float]:
    """Chances of which what nothing was said is that of values in equal parts."""
    open_ = chances.get("", 0.0) / len(values)
    return {
        **{value: chance for value, chance in chances.items() if value},
        **{value: chances.get(value, 0.0) + open_ for value in values},
    }


def spoken_for(chances: Mapping[str, float], hinted: Sequence[str]) -> dict[str, float]:
    """Chances, with those raised for which hints speak."""
    raised = {v: p * (HINT if v in hinted else 1.0) for v, p in chances.items()}
    whole = sum(raised.values())
    return {value: chance / whole for value, chance in raised.items()}


def beside(chances: Mapping[str, float], values: Sequence[str]) -> dict[str, float]:
    """Chances beside values that the language has no word for: as likely as all that it hears.

    Where it hears nothing, they alone are left.
    """
    if not values:
        return dict(chances)
    heard = {value: chance / 2 for value, chance in chances.items() if value}
    rest = (1 - sum(heard.values())) / len(values)
    return {**heard, **{v: heard.get(v, 0.0) + values.count(v) * rest for v in {*values}}}


def among(values: Sequence[str], chances: Mapping[str, float]) -> dict[str, float]:
    """Chances narrowed to some values; equal ones where nothing is known of them."""
    known = {value: chances.get(value, 0.0) for value in values}
    whole = sum(known.values())
    if not whole:
        return {value: 1 / len(values) for value in values}
    return {value: chance / whole for value, chance in known.items()}


def calm(chances: Mapping[str, float]) -> dict[str, float]:
    """Chances as they are where nobody has seen the trade."""
    calmed = {answer: chance**CALM for answer, chance in chances.items()}
    whole = sum(calmed.values())
    return {answer: chance / whole for answer, chance in calmed.items()}


def not_all(means: Mapping[str, str], chances: Mapping[str, float]) -> dict[str, float]:
    """Chances of which that of all, and of what is not told, falls to the others."""
    some = {means[who] for who in ("one", "few", "many") if who in means}
    some -= {means.get("everyone", "")}
    if not some:
        return dict(chances)
    return among(
        [*some, ""],
        {**{v: chances.get(v, 0.0) + SOME for v in some}, "": SOME * UNTOLD_OF_SOME},
    )
