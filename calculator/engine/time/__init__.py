"""Time: what it knows of durations, instants and zones, holidays, hours and counting.

An *instant* is an aware ``datetime``, and all arithmetic is in UTC; *civil time*, what a clock on
the wall shows, appears only at the edges.  It imports the model of the policy and nothing else of
the engine.  Results carry codes, never sentences.

Read first: :mod:`.schedule`, then :mod:`.segments` and :mod:`.counting`, which fold a duration
over a schedule.  :mod:`.instant`, :mod:`.zone`, :mod:`.wall`, :mod:`.holidays`, :mod:`.hours` and
:mod:`.duration` know one noun each.
"""
