"""The guide: a policy to pages, for people to read.

It imports the engine, and knows nothing of MkDocs: :func:`calculator.guide.pages.pages` is a pure
function from a policy to Markdown by path.  ``templates/`` are the pages, for any vendor;
``theme/`` is what is laid over Material.

Read first: :mod:`.pages`.
"""
