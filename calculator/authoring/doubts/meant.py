"""What is marked as meant so, where it stands.

``# meant so``, and better why, stands in the line that a warning names or in a line of its own
above.  A comment that names an id silences what is said of a thing that is gone.
"""

import re

from calculator.authoring.load import Source
from calculator.authoring.problem import Problem

MEANT_SO = re.compile(r"#.*\bmeant so\b(.*)")


def meant_so(source: Source, doubt: Problem) -> bool:
    """Whether a comment in the line, or in those right above, says that it is meant."""
    lines = source.lines.get(doubt.place.path, ())
    at = doubt.place.line - 1
    if at < len(lines) and MEANT_SO.search(lines[at]):
        return True
    while 0 < at <= len(lines) and lines[at - 1].lstrip().startswith("#"):
        at -= 1
        if MEANT_SO.search(lines[at]):
            return True
    return False
