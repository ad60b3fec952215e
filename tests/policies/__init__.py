"""Policies of invented vendors, for the tests of everything but the policy in ``policy_data``.

The first line of each says which shape it has.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent

SMALLEST = HERE / "pebble-backup"
OFFICES = HERE / "kestrel-mail"
MATRIX = HERE / "quarry-desk"
WHOLE = HERE / "lantern-doors"
GERMAN = HERE / "muehlrad-kassen"

ALL = (SMALLEST, OFFICES, MATRIX, WHOLE, GERMAN)

PUBLISHED = tuple(sorted((HERE / "published").iterdir()))
"""Policies that vendors publish, in our words, as proof; the head of each says what is left out."""
