"""What values may mean in every trade."""

from typing import Literal

type Meaning = Literal[
    "outage",
    "degradation",
    "wrong",
    "lost",
    "change",
    "planned",
    "question",
    "fine",
    "everyone",
    "many",
    "few",
    "one",
]
"""What clauses say in every trade: what is the matter with a thing, or who is concerned.

``outage``: it does not work at all; ``degradation``: it works badly, wrongly or in part;
``wrong``: what it shows or sends is false, double or old; ``lost``: data are gone; both are
``degradation`` where no value means them; ``change``: something shall be added or altered;
``planned``: work is announced; ``question``: something is asked; ``fine``: it works.
``everyone``, ``many`` (not all), ``few`` (two to five), ``one``.
"""
