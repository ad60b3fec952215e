"""Language: labelled lines to the weights that descriptions are read with.

It imports the engine, whose features it learns with.  scikit-learn is needed to learn, not to read.

Read first: :mod:`.learn`; :mod:`.lines` go in, :mod:`.weights_file` comes out.
"""
