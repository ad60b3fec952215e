"""Language: labelled lines to the weights that descriptions are read with.

It imports the engine, whose features it learns with.  scikit-learn is needed to learn, not to read.

Read first: :mod:`.learn`; :mod:`.lines` and :mod:`.weights_file` are what goes in and what comes out.
"""
