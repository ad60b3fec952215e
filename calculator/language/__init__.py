"""Language: what is known of support language whatever the policy, and learning from lines.

It imports the engine, whose features it learns with.  scikit-learn is needed to learn, not to read.
``cues/`` are phrases in many languages, ``lines/`` what people write in many trades.

Read first: :mod:`.knowledge`; then :mod:`.learn_language`, for all, and :mod:`.learn`, for one
policy.
"""
