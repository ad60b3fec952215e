"""Long campaigns: ``make soak``.  Each run is made from its seed, so that a fault can be met again.

``python -m tests.soak policies --count 1000 --seed 7`` runs one campaign; a fault is printed with
the seed of its run, which :func:`once` takes.
"""
