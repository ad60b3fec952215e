"""Not a test of the engine: a test that the watch over its imports sees something."""


def test_an_import_by_the_engine() -> None:
    exec("import decimal", {"__name__": "calculator.engine.pretended"})


def test_an_import_by_others() -> None:
    exec("import sqlite3.dump", {"__name__": "a_tool"})
