"""The engine: one issue and one policy to one answer, in the browser as everywhere else.

It imports the standard library and the pure-Python wheels that pyproject.toml declares, and nothing
of ours outside itself.  It does no input or output and has no clock: "now" is an argument.

Read first: :mod:`.policy`, the model; then :mod:`.answer`, where everything comes together.
:mod:`.issue` is what goes in, :mod:`.told` what comes out, :mod:`.browser` how the page asks.
"""
