"""A maintainer's desk: YAML to a policy, every mistake with its place, and what a change means.

It imports the engine.  Here, in the command line and in the web code is all input and output.

Read first: :mod:`.slips` (YAML), :mod:`.load` (form), :mod:`.check` (meaning), then :mod:`.doubts`
(what is hardly meant so).  :mod:`.compare` tells two policies apart, :mod:`.report` words an answer
for a terminal, :mod:`.holidays` and :mod:`.places` make the tables that a policy leans on,
:mod:`.words` has the interface's words.
"""
