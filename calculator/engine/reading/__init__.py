"""Reading: words to facts, each with the span of the text that says so.

It imports the model of the policy and nothing else of the engine.  What facts come to is not known
here; the reader is given a function that tells.

    text -> words, clauses (:mod:`.text`), what is laid aside (:mod:`.furniture`: fields of tickets,
            what stands :mod:`.below`, and :mod:`.talk`)
         -> what each clause says by its language (:mod:`.judged`, with :mod:`.language`)
         -> how likely each fact is (:mod:`.chances`, with the policy's :mod:`.values`)
         -> facts (:mod:`.reader`) and the words that say so (:mod:`.evidence`)

Read first: :mod:`.reader`, then :mod:`.judged` and :mod:`.chances`.  :mod:`.phrases`,
:mod:`.numbers`, :mod:`.features` and :mod:`.weights` know one thing each.
"""
