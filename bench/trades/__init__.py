"""Policies of trades that are not ours, and what their people write: ``python -m bench.trades``.

Each policy was printed by one who invented the trade, with texts and the severity that follows from
each by its table, and encoded by another who had only the documentation.  Nothing was learned from
them; what was tuned on them, ``bench/reading-report.md`` says.
"""
