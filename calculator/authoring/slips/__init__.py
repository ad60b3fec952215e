"""What slipped in YAML that people write by hand: found, told at its place, read as it was meant.

Read first: :mod:`.reader`, which makes a tree of a file.  Where YAML gives up, it tries guesses
(:mod:`.guesses`), of which each module knows one kind: :mod:`.indents`, :mod:`.keys`,
:mod:`.quotes`, :mod:`.brackets`, :mod:`.comments`.  :mod:`.swallowed` finds what YAML can read, and
reads as a part of something else.
"""
