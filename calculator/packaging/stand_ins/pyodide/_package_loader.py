"""Stands in for Pyodide's package loader: what is needed lies on the path before Python starts."""

# A memory snapshot finds what it needs of JavaScript by the order in which it was asked for.
from pyodide_js import loadedPackages  # type: ignore[import-not-found]  # noqa: F401


class _Place:
    """As much of a path as Pyodide's start asks for."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


SITE_PACKAGES = _Place("/lib/python3.14/site-packages")
DSO_DIR = _Place("/usr/lib")


def init_loaded_packages() -> None:
    pass
