"""Holidays, compared with a second list that others keep: ``make holidays``."""
