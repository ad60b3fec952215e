"""What clauses say together, of a trade that nobody has seen.

A clause alone often leaves open what happens: *it just spins*.  What stands around it tells.
"""

from collections.abc import Mapping, Sequence

from calculator.engine.reading.clause import Clause
from calculator.engine.reading.language import Language
from calculator.engine.reading.odds import DOUBT, FAINT, calm, tempered
from calculator.engine.reading.weights import Chances, Shown

HALF = 0.5
"""How much what all clauses show weighs beside one of them, by the weights that judge each."""

WEIGHTIEST, ALL = 0.9, 0.45
"""The powers of what clauses say one by one, and of what was learned of whole texts."""


def heard(
    language: Language, clauses: Sequence[Clause], weightiest: Clause, surest: Clause
) -> tuple[Chances, Chances]:
    """What happens, and to how many: by the ``weightiest`` and the ``surest`` clause, and by all.

    What counts tell of the weightiest is not weighed against its words; nor is a mere number, the
    answer to what stands before it (*answering: 0*).
    """
    together = language.weights.chances(_shown(clauses))
    who = calm(tempered(surest.who, together["who"], HALF))
    if weightiest.counts or _is_number(weightiest):
        return calm(weightiest.what), who
    return _as_one(tempered(weightiest.what, together["what"], HALF), together["whole"]), who


def _is_number(clause: Clause) -> bool:
    shown = clause.shown
    return shown is not None and all(stem.isdecimal() for _, stem in shown.letters)


def _as_one(said: Mapping[str, float], whole: Mapping[str, float]) -> Chances:
    odds = {
        answer: (chance + FAINT) ** WEIGHTIEST * (whole.get(answer, 0.0) + DOUBT) ** ALL
        for answer, chance in said.items()
    }
    total = sum(odds.values())
    return {answer: odd / total for answer, odd in odds.items()}


def _shown(clauses: Sequence[Clause]) -> Shown:
    """What clauses show, taken as one."""
    each = [clause.shown for clause in clauses if clause.shown]
    kinds = zip(*(shown.kinds for shown in each), strict=True)
    letters = [letter for shown in each for letter in shown.letters]
    size = sum(shown.size for shown in each)
    return Shown([[f for kind in of for f in kind] for of in kinds], letters, size)
