"""Stands in for Pyodide's event loop, and starts none."""

# A memory snapshot finds what it needs of JavaScript by the order in which it was asked for.
from pyodide_js._api import scheduleCallback  # type: ignore[import-not-found]  # noqa: F401


def _initialize_event_loop() -> None:
    pass
