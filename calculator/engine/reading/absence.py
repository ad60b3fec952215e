"""What a clause says in the light of whom it concerns: all but some, a share, nobody, or what
nobody works with: *all but one can*, *nobody has been refused*, *the test system is down*."""

from collections.abc import Iterable, Iterator, Sequence

from calculator.engine.reading.clause import NEGATED
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbers import Count
from calculator.engine.reading.phrases import Hit
from calculator.engine.reading.weights import Chances

TROUBLE = 0.6
"""What says with this probability that something is the matter, tells of it."""

SUPPOSING, ASKING = "hypothetical", "asking"
"""The cues of what is no more than supposed, and asked."""

PLANNED = "planned"
"""The cue of what is still to come."""

PAST = "past"
"""The cue of what was."""

SINCE = 2
"""So many words before a time say that it is since then."""

SURE = 1e-9
"""The least that is left for another status."""

ASKS = 1
"""Within so many words a question begins as one."""

BETWEEN = 1
"""At most so many words that mean something, and are no people, stand between *none* and what
befalls none."""


def counted(what: Chances, counts: Sequence[Count], exempt: bool, partial: bool) -> Chances:
    """What a clause says in the light of its counts.

    If all but some can, some cannot; if it ends with what is ``exempt``, that works; if a share of
    a thing is down (``partial``), the thing works in part.
    """
    outage, fine = what["outage"], what["fine"]
    if any(count.kind == "all-but" for count in counts):
        return {**what, "outage": outage + fine + what["none"], "fine": 0.0, "none": 0.0}
    if exempt:
        fine += outage + what["degradation"]
        return {**what, "outage": 0.0, "degradation": 0.0, "fine": fine}
    if partial:
        return {**what, "outage": 0.0, "degradation": what["degradation"] + outage}
    return what


def of_none(
    language: Language,
    what: Chances,
    plain: Sequence[str],
    last_mark: int = 0,
    counts: Sequence[tuple[int, int]] = (),
) -> Chances:
    """What a clause of these words says: if none of them does it, it is no sign that it works; and
    no sign that it does not, if it is bad and nothing else follows behind the last comma, which
    stands before the word ``last_mark``: *not one install has failed*.

    Words of ``counts`` tell that of a number none does: *0 of 80 gates answer*.
    """
    who, of_trouble, befalls = (language.absent[kind] for kind in ("who", "of-trouble", "befalls"))
    if who.none_in(plain) and not counts:
        return what
    none = [(i, i + size) for i in range(len(plain)) if (size := who.at(plain, i))]
    none += counts
    bad = {i for span in none for i in _soon(language, plain, *span) if befalls.at(plain, i)}
    if bad and last_mark <= max(bad):
        broken = what["outage"] + what["degradation"] + what["unsaid"]
        fine = what["fine"] + broken
        return {**what, "outage": 0.0, "degradation": 0.0, "unsaid": 0.0, "fine": fine}
    if bad or not none or any(of_trouble.at(plain, i) for i in range(len(plain))):
        return what
    return {**what, "outage": what["outage"] + what["fine"], "fine": 0.0}


def status_of(
    language: Language,
    status: Chances,
    what: Chances,
    plain: Sequence[str],
    first: int,
    cues: Sequence[Hit],
) -> Chances:
    """The status of a clause of these words, the ``first`` of which is that of the text, in the
    light of what it does not say.

    Trouble is not taken for supposed where no word supposes or asks anything; and that nobody has
    something denies nothing, unless it would be bad to have it.
    """
    who, said = language.absent["who"], {cue.concept for cue in cues}
    broken = what["outage"] + what["degradation"] + what["unsaid"]
    found = dict(status)
    asks = any(
        c.concept == ASKING and (c.first - first < ASKS or c.last - c.first > 1) for c in cues
    )
    supposes = SUPPOSING in said or asks or _asks(language, plain)
    likeliest = max(status, key=lambda each: status[each])
    if broken >= TROUBLE and likeliest == "supposed" and not supposes:
        rest = max(SURE, 1 - found["supposed"])
        planned = found["planned"] / rest if PLANNED in said else 0.0
        found |= {"live": found["live"] + (1 - planned) * found["supposed"], "supposed": 0.0}
        found["planned"] += planned * status["supposed"]
    none = [(i, i + size) for i in range(len(plain)) if (size := who.at(plain, i))]
    has = any(language.extent["has"].at(plain, last) for _, last in none)
    inside = {k + first for i, last in none for k in range(i, last)}
    denied = any(c.concept == NEGATED and c.first not in inside for c in cues)
    if has and not denied and not _is_bad(language, plain):
        found |= {"live": found["live"] + found["denied"], "denied": 0.0}
    return found


def status_since(
    language: Language,
    status: Chances,
    what: Chances,
    plain: Sequence[str],
    first: int,
    cues: Sequence[Hit],
) -> Chances:
    """The status of a clause of these words, the ``first`` of which is that of the text, where what
    was only tells since when there is trouble: *dead after yesterday's storm*."""
    broken = what["outage"] + what["degradation"] + what["unsaid"]
    past = [cue.first - first for cue in cues if cue.concept == PAST]
    if broken < TROUBLE or not past or not all(says_since(language, plain, i) for i in past):
        return status
    return {**status, "live": status["live"] + status["over"], "over": 0.0}


def says_since(language: Language, plain: Sequence[str], i: int) -> bool:
    """Whether a word only says since when it is so: *dead since last night's update*."""
    dated, since = (language.since[kind] for kind in ("dated", "behind"))
    before = range(max(0, i - SINCE), i)
    return dated.at(plain, i) > 0 and any(since.at(plain, k) for k in before)


def _asks(language: Language, plain: Sequence[str]) -> bool:
    """Whether words begin as a question does, or end as one."""
    begins = range(min(ASKS, len(plain)))
    return plain[-1] == "?" or any(language.absent["asks"].at(plain, i) for i in begins)


def _is_bad(language: Language, plain: Sequence[str]) -> bool:
    """Whether some words tell what is good if it happens to nobody."""
    return any(
        language.absent[kind].at(plain, i)
        for kind in ("of-trouble", "befalls")
        for i in range(len(plain))
    )


def befalls_none(language: Language, plain: Sequence[str], first: int, last: int) -> Iterator[int]:
    """The places of *none* within some words where nothing bad befalls any: *nobody fails*."""
    who, befalls = language.absent["who"], language.absent["befalls"]
    if who.none_in(plain[first:last]):
        return
    within = plain[:last]
    for i in range(first, last):
        size = who.at(within, i)
        if size and any(befalls.at(within, k) for k in _soon(language, within, i, i + size)):
            yield i


def _soon(language: Language, plain: Sequence[str], none: int, i: int) -> Iterator[int]:
    """The words from one on, behind *none*, as long as hardly any that means something stands
    between; and none where *nobody* does something: *nobody can open the failed door*."""
    acts = i < len(plain) and plain[i] in language.function
    alone = acts and language.extent["whole"].at(plain, none) > 0
    left = 0 if alone else BETWEEN
    while i < len(plain) and left >= 0:
        yield i
        left -= plain[i] not in language.function and not language.numbers.is_counted(plain, i)
        i += 1


def on_trial(language: Language, plain: Sequence[str], hits: Iterable[Hit], first: int) -> bool:
    """Whether a clause of these words, the ``first`` of which is that of the text, speaks of what
    nobody works with yet, elsewhere than in what the policy has a name for."""
    trial = language.absent["in-use"]
    if trial.none_in(plain):
        return False
    named = {i - first for hit in hits for i in range(hit.first, hit.last)}
    return any(i not in named and trial.at(plain, i) for i in range(len(plain)))
