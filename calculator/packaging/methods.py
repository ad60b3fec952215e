"""In the browser: has dataclasses take methods that were compiled when the site was built.

For each class, dataclasses writes the source of its methods and compiles it, which takes longer
than all else in loading the engine.  The build records what is compiled; here it is found by its
source, and what is not found is compiled as ever.  And has errors be told without lines, which the
build leaves out of the bytecode.
"""

import dataclasses
import marshal
import sys
import traceback

from compiled_methods import CODE  # type: ignore[import-not-found]

_compiled = marshal.loads(CODE)
del CODE


def _exec(source: str, *scopes: dict[str, object]) -> None:
    exec(_compiled.get(source, source), *scopes)


def forget() -> None:
    """Frees what is needed no more once the engine is loaded."""
    _compiled.clear()
    del sys.modules["compiled_methods"]


def _nowhere(*_: object) -> tuple[None, None, None, None]:
    return None, None, None, None


# Asked for each call that led to an error; where there are no lines it would be an error itself.
traceback._get_code_position = _nowhere  # type: ignore[attr-defined]
# Before the builtin of this name is asked, a module's own globals are.
dataclasses.exec = _exec  # type: ignore[attr-defined]
