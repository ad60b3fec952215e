"""Reading: words to facts, each with the span of the text that says so.

It imports the model of the policy and nothing else of the engine.  What facts come to is not known
here; the reader is given a function that tells.

Read first: :mod:`.reader`; then :mod:`.text` and :mod:`.phrases`, which it reads with, and
:mod:`.features` and :mod:`.weights`, for what was learned.
"""
