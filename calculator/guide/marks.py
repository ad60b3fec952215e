"""How a severity is marked: a shape and a colour by its rank, beside its name.

The stylesheet has eight marks, ``rank-1`` for the weightiest; from the ninth level on they come
again, hollow.  The name always stands beside, so nothing rests on telling marks apart.
"""

from calculator.engine.policy import Policy

MARKS = 8


def rank_class(policy: Policy, id: object) -> str:
    """The classes of a severity's mark."""
    rank = next(i for i, s in enumerate(policy.severities) if str(s.id) == str(id))
    hollow = " hollow" if rank // MARKS % 2 else ""
    return f"rank-{rank % MARKS + 1}{hollow}"
