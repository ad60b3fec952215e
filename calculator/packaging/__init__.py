"""Packaging: what the browser loads, from the policy as a file to Python itself.

It may import the engine, authoring, guide and language; build_hooks.py alone imports it.

Read first: :mod:`.publish`, which completes the site.  :mod:`.runtime` packages Python (with
:mod:`.reach`, :mod:`.trim`, :mod:`.methods` and the ``.mjs`` files, which run at build time in
Pyodide and Node), :mod:`.bundle` joins the web code, :mod:`.api` makes the policy's files,
:mod:`.security`, :mod:`.headers` and :mod:`.offline` say what hosts and browsers are told.
"""
