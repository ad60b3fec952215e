"""Stands in for PyStemmer in the browser, as the module ``Stemmer``.

snowballstemmer takes PyStemmer where it is installed, and imports the algorithms of all languages
where it is not.  With this it imports the one that is asked for, so only that one is shipped.
"""

from importlib import import_module
from typing import Any


def algorithms() -> list[str]:
    """The languages that may be asked for here."""
    return ["english"]


def Stemmer(language: str) -> Any:  # noqa: N802  (PyStemmer's name)
    """snowballstemmer's own stemmer of this language."""
    module = import_module(f"snowballstemmer.{language}_stemmer")
    return getattr(module, f"{language.title().replace('_', '')}Stemmer")()
