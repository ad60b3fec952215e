"""Which fields of the model hold sentences, titles, codes and lists, whatever they belong to."""

PROSE = {
    "text",
    "help",
    "summary",
    "question",
    "source",
    "reading",
    "reason",
    "note",
    "marks",
    "steps",
    "points",
    "address",
}
"""Fields that hold sentences."""

TITLES = {"name", "title", "label", "location", "who"}

CONDITIONED = {"severity", "day", "case", "place", "country", "region"}
"""What conditions speak of beside facts."""

CODES = {"country", "countries", "holidays", "place", "number", "phone"}
"""Fields whose values YAML may take for something else, and which are read as they stand."""

LOOKED_AT = {"within", "every", "after", "hours"}
"""Fields whose texts are parsed, and told about, by what they mean."""

LISTS = {
    "also",
    "phrases",
    "hints",
    "means",
    "starts",
    "countries",
    "any_of",
    "over",
    "applies_to",
    "asks",
}
"""Fields whose items have no comma in them."""

CURLY = "“”„‟‘’‚"
