"""Times as people write them: words of many languages, the shapes of times, and their reader.

A language is a YAML file here; the shapes are in ``shapes.yml``.  The page runs the same data by an
interpreter of its own (``calculator/web/fields/moment.mjs``): it reads back while somebody types,
long before Python is there.  ``tests/language/times/corpus.yml`` specifies both and holds them
together.  Read first: :mod:`.read`.

Kept libraries were tried on the first 290 lines of the corpus, in six languages: of these,
chrono-node 2.10.3 reads 195 as meant and 60 as something else, dateparser 1.5.0 reads 197 as meant
and 54 as something else.  Neither asks where a text is ambiguous or its weekday wrong, many of the
others are times alone, which they put into the future, and they would be two grammars, one a side.
"""
