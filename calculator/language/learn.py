"""Learns the weights with which descriptions are read by one policy, from its labelled lines.

A line is labelled with the facts that its text establishes.  Each fact is a question of its own,
whose answers are its values and, where the text does not say, nothing; so is the criterion that
all of them come to.  A quarter of the lines is
held out first, to choose how sure an answer has to be and to tell what learning gains; the weights
that are kept are then learned from all of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.engine.reading.chances import TOGETHER
from calculator.engine.reading.language import Language
from calculator.engine.reading.showing import shown
from calculator.language.fit import Kinds, Question, fit, kinds
from calculator.language.lines import Labelled
from calculator.language.variants import variant

KEPT = 54_000
"""How many features are kept at most."""

LEVELS = 5
"""Steps from no weight to one that few exceed."""

LITTLE = 0.7
"""The share of a step that a weight has to have."""

LEAST = 5
"""So many steps the weights of a part of a word have together, where there are many of them: the
others change hardly an answer."""

WORTH = (1.0, 1.0, 0.4, 1.0)
"""How much words, phrases, what the language says, and letters count."""

REGULARISATION = 60.0
CAREFUL = 6.0
"""The same for fewer than :data:`SMALL` lines, of which single words would tell too much."""

PARTS = 4
NEIGHBOURS = 8
"""Neighbours were often written as variations of one thing; they stay in the same part."""

SMALL = 2_000
"""Of fewer lines every part is held out in turn; of more, one tells enough."""

SAID = (0.2, 0.35, 0.5, 0.65, 0.8)
"""How much the language may weigh beside what is learned."""

TRIED = 600
"""Lines by which this is chosen."""

EMPTY = 0.5
"""What says nothing weighs at most as much as this share of the lines together."""

SCARCELY = 0.1
"""The same for fewer than :data:`SMALL` lines, beside what is known without learning."""

CONFIDENCES = (0.5, 0.6, 0.7)
GUARDS = (0.15, 0.2, 0.25)
"""Surer ones asked far more often where nobody had written any of the lines; as much was wrong."""

RARE = 3.0
"""A line of a form that is seldom (mails, logs) counts for at most so many."""

AGAIN = 3
"""Every so many lines there is one that is learned once more, as people in a hurry write it."""

AGAIN_WEIGHT = 0.7

DEAR = 2
"""A wrong answer costs as much as so many questions that need not have been asked."""

LIGHTER = 4
"""So does an answer that is lighter than any that would be right."""


@dataclass(frozen=True)
class Figures:
    """How descriptions are read: how many, how many rightly, and how many wrongly."""

    count: int
    right: int
    wrong: int

    def __str__(self) -> str:
        share = [100 * n / max(self.count, 1) for n in (self.right, self.wrong)]
        return f"{share[0]:.1f} % right, {share[1]:.1f} % wrong"

    @property
    def worth(self) -> int:
        """What makes one way to read better than another."""
        return self.right - DEAR * self.wrong


@dataclass(frozen=True)
class Learned:
    """Weights, and what is known of how well they read."""

    weights: Mapping[str, Any]
    alone: Figures
    """Lines that were held out, read by phrases and language alone."""
    helped: Figures
    """The same lines, with weights that were learned from the others."""
    by_criterion: Mapping[str, tuple[Figures, Figures]]
    by_fact: Mapping[str, tuple[Figures, Figures]]

    @property
    def worse(self) -> bool:
        """Whether learning made it worse."""
        return self.helped.worth < self.alone.worth


def unusable(policy: Policy, lines: Sequence[Labelled]) -> Iterator[tuple[int, str]]:
    """The lines (by position) that nothing can be learned from, and why."""
    values = {f.id: {v.id for v in f.values} for f in policy.facts}
    severities = {"ask", *(str(s.id) for s in policy.severities)}
    for i, line in enumerate(lines):
        facts = line.get("facts")
        if not isinstance(line.get("text"), str) or not isinstance(facts, Mapping):
            yield i, "it needs a text, and facts that the text establishes"
            continue
        for fact, value in facts.items():
            if fact not in values:
                yield i, f"there is no fact '{fact}'"
            elif value not in values[fact]:
                yield i, f"'{fact}' is never '{value}'"
        for told in _told(line):
            if str(told) not in severities:
                yield i, f"there is no severity '{told}'"


def unknown(policy: Policy, learned: Mapping[str, Any] | None) -> Iterator[str]:
    """What learned weights know that the policy has not; reading ignores it."""
    values = {f.id: {v.id for v in f.values} for f in policy.facts}
    criteria = {c.id for severity in policy.severities for c in severity.criteria}
    for fact, classes in learned["questions"] if learned else ():
        if fact == TOGETHER:
            gone = [name for name in classes if name and name not in criteria]
            yield from (f"a criterion '{name}', which the policy has not" for name in gone)
        elif fact not in values:
            yield f"a fact '{fact}', which the policy has not"
        else:
            gone = [name for name in classes if name and name not in values[fact]]
            yield from (f"{fact} '{name}', which the policy has not" for name in gone)


def learn(
    policy: Policy, language: Language, lines: Sequence[Labelled], nothing: Sequence[str]
) -> Learned:
    """The weights that :class:`calculator.engine.reading.reader.Reader` takes, and what they gain.

    ``nothing`` are sentences that say nothing of any issue; they keep small talk from counting.
    """
    alone = Desk(policy, language)
    # More of what says nothing than there are lines teaches no more, and takes time.
    spread = max(1, len(nothing) // max(len(lines), 1))
    lessons = list(_lessons(alone, lines, nothing[::spread]))
    trials = []
    few = len(lines) < SMALL
    for part in range(PARTS if few else 1):
        held = [(i // NEIGHBOURS) % PARTS == part for i in range(len(lines))]
        kept = [lesson for lesson in lessons if lesson.line is None or not held[lesson.line]]
        tried = [line for line, out in zip(lines, held, strict=True) if out]
        trials.append((_fitted(policy, kept, None, few=few), tried))
    before = [outcome for _, tried in trials for outcome in _outcomes(alone, tried)]
    least = sum(outcome.right for outcome in before) if few else 0
    chosen = _chosen(policy, language, trials, least)
    after: list[_Outcome] = []
    for weights, tried in trials:
        after += _outcomes(Desk(policy, language, {**weights, **chosen}), tried)
    return Learned(
        {**_fitted(policy, lessons, KEPT, few=few), **chosen},
        _figures(before),
        _figures(after),
        _by_criterion(before, after),
        _by_fact(policy, before, after),
    )


@dataclass(frozen=True)
class _Lesson:
    """What a text shows, the facts that it establishes, how much it counts, and whose it is."""

    shown: Kinds
    facts: Mapping[str, str]
    criterion: str
    """What the facts come to together; empty for a question."""
    weight: float
    known: Mapping[str, Mapping[str, float]]
    """What is known of its facts without learning, unless the text itself says them."""
    line: int | None
    """The line (by position) that it was made from."""


def _lessons(desk: Desk, lines: Sequence[Labelled], nothing: Sequence[str]) -> Iterator[_Lesson]:
    """All lines, some of them once more as people in a hurry write, and what says nothing."""

    def show(text: str) -> Kinds:
        return kinds(shown(desk.reader.judge.judge(text, as_written=True)))

    def known(text: str) -> Mapping[str, Mapping[str, float]]:
        if len(lines) >= SMALL:
            return {}
        chances, said = desk.reader.opinions(text)
        return {fact: odds for fact, odds in chances.items() if fact not in said}

    for i, (line, weight) in enumerate(zip(lines, _balanced(lines), strict=True)):
        text, facts = line["text"], line["facts"]
        _, criterion = desk.outcome(facts)
        yield _Lesson(show(text), facts, criterion, weight, known(text), i)
        if i % AGAIN == 0:
            hurried = variant(text, i // AGAIN, nothing)
            yield _Lesson(show(hurried), facts, criterion, weight * AGAIN_WEIGHT, known(hurried), i)
    empty = SCARCELY if len(lines) < SMALL else EMPTY
    weight = min(1.0, empty * len(lines) / max(len(nothing), 1))
    for sentence in nothing:
        yield _Lesson(show(sentence), {}, "", weight, known(sentence), None)


def _fitted(
    policy: Policy, lessons: Sequence[_Lesson], kept: int | None, *, few: bool
) -> dict[str, Any]:
    weights = [lesson.weight for lesson in lessons]
    questions = []
    for fact in policy.facts:
        values = {v.id for v in fact.values}
        answers = [_value(lesson.facts, fact.id, values) for lesson in lessons]
        if few:
            told = [
                a if fact.id in o.known else None for a, o in zip(answers, lessons, strict=True)
            ]
            odds = [
                {**dict.fromkeys(["", *values], 0.0), **o.known.get(fact.id, {})} for o in lessons
            ]
            questions.append(Question(fact.id, told, weights, odds))
        else:
            questions.append(Question(fact.id, answers, weights))
    if not few:
        criteria = [lesson.criterion for lesson in lessons]
        questions.append(Question(TOGETHER, criteria, weights))
    some = [lesson.shown for lesson in lessons]
    learned = fit(
        some,
        questions,
        WORTH,
        kept=kept,
        regularisation=CAREFUL if few else REGULARISATION,
        levels=LEVELS,
        little=LITTLE,
        least=1 if few else LEAST,
    )
    return {**learned, "confidence": 0.0, "guard": 1.0, **({"few": True} if few else {})}


def _balanced(lines: Sequence[Labelled]) -> list[float]:
    """How much each line counts, so that forms count alike; one without is of the usual form."""
    forms = Counter(line.get("form", "") for line in lines)
    usual = len(lines) / max(len(forms), 1)
    return [min(RARE, max(1.0, usual / forms[line.get("form", "")])) for line in lines]


def _value(facts: Mapping[str, str], fact: str, values: set[str]) -> str:
    value = facts.get(fact, "")
    return value if value in values else ""


@dataclass(frozen=True)
class _Outcome:
    """A line, and what a desk makes of it."""

    line: Labelled
    accepted: Sequence[Any]
    criterion: str
    facts: Mapping[str, str]
    severity: Any

    @property
    def right(self) -> bool:
        return self.severity in self.accepted

    @property
    def wrong(self) -> bool:
        return not self.right and self.severity != "ask"


def _accepted(desk: Desk, line: Labelled) -> tuple[Sequence[Any], str]:
    """The ranks that a line may come to (``ask`` among it), and the criterion that it should."""
    rank, verdict = desk.rank(line["facts"]), desk.verdict(line["facts"])
    ranks = {str(s.id): place for place, s in enumerate(desk.policy.severities, 1)}
    accepted = [ranks.get(str(one), one) for one in _told(line)]
    return accepted or ["ask" if rank is None else rank], verdict.criterion or "ask"


def _told(line: Labelled) -> list[Any]:
    """The severities that a line says are right, if it does."""
    told = line.get("accept") or [line.get("expected_severity", "")]
    return [one for one in told if one != ""]


def _outcomes(desk: Desk, lines: Sequence[Labelled]) -> list[_Outcome]:
    found = []
    for line in lines:
        facts = desk.reader.read(line["text"]).facts
        severity = desk.rank(facts) or "ask"
        found.append(_Outcome(line, *_accepted(desk, line), facts, severity))
    return found


def _chosen(
    policy: Policy,
    language: Language,
    trials: Sequence[tuple[Mapping[str, Any], Sequence[Labelled]]],
    least: int,
) -> dict[str, float]:
    """How much the language weighs beside what is learned, and how sure an answer has to be.

    ``least`` is how many have to be right; if that cannot be, as many as can.
    """
    most = max(1, sum(len(tried) for _, tried in trials) // TRIED)
    some = [(weights, tried[::most]) for weights, tried in trials]
    told = SAID if least == 0 else (0.0,)
    worths = {says: _worths(policy, language, says, some)[0] for says in told}
    says = max(told, key=lambda one: max(worths[one].values(), default=0))
    worth, right = _worths(policy, language, says, trials)
    confidence, guard = max(
        worth, key=lambda pair: (min(right[pair], least), worth[pair], pair), default=(0.6, 0.1)
    )
    return {"says": says, "confidence": confidence, "guard": guard}


def _worths(
    policy: Policy,
    language: Language,
    says: float,
    trials: Sequence[tuple[Mapping[str, Any], Sequence[Labelled]]],
) -> tuple[Counter[tuple[float, float]], Counter[tuple[float, float]]]:
    """What each pair is worth, and how many are right by it: how likely a severity has to be to
    be answered, and how unlikely every weightier one."""
    worth: Counter[tuple[float, float]] = Counter()
    right: Counter[tuple[float, float]] = Counter()
    for weights, lines in trials:
        desk = Desk(policy, language, {**weights, "says": says})
        for line in lines:
            chances = desk.reader.severities(line["text"])
            accepted, _ = _accepted(desk, line)
            best = max(chances, key=lambda s: chances[s])
            weightier = sum(p for s, p in chances.items() if s and best and s < best)
            for confidence in CONFIDENCES:
                for guard in GUARDS:
                    sure = best is not None and chances[best] >= confidence and weightier <= guard
                    answer = best if sure else "ask"
                    if answer in accepted:
                        worth[confidence, guard] += 1
                        right[confidence, guard] += 1
                    elif sure:
                        lighter = all(a == "ask" or a < best for a in accepted)
                        worth[confidence, guard] -= LIGHTER if lighter else DEAR
    return worth, right


def _figures(outcomes: Sequence[_Outcome]) -> Figures:
    right, wrong = sum(o.right for o in outcomes), sum(o.wrong for o in outcomes)
    return Figures(len(outcomes), right, wrong)


def _by_criterion(
    before: Sequence[_Outcome], after: Sequence[_Outcome]
) -> dict[str, tuple[Figures, Figures]]:
    names = sorted({o.criterion for o in before})
    return {
        name: (
            _figures([o for o in before if o.criterion == name]),
            _figures([o for o in after if o.criterion == name]),
        )
        for name in names
    }


def _by_fact(
    policy: Policy, before: Sequence[_Outcome], after: Sequence[_Outcome]
) -> dict[str, tuple[Figures, Figures]]:
    return {fact.id: (_of_fact(fact.id, before), _of_fact(fact.id, after)) for fact in policy.facts}


def _of_fact(fact: str, outcomes: Sequence[_Outcome]) -> Figures:
    said = [o for o in outcomes if fact in o.line["facts"]]
    right = sum(o.facts.get(fact) == o.line["facts"][fact] for o in said)
    wrong = sum(o.facts.get(fact, o.line["facts"][fact]) != o.line["facts"][fact] for o in said)
    return Figures(len(said), right, wrong)
