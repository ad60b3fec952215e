"""Measures the calculator against stock Pyodide: see `python -m bench --help`."""
