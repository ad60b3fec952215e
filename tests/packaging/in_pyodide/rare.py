"""Runs inside Pyodide: uses what no answer needs, so that its data is seen to be read.

The database of characters, and the character sets of East Asia.
"""

import importlib
import sys
import unicodedata
from collections.abc import Iterator

CHARACTER_SETS = {
    "_codecs_cn": "gb2312 gbk gb18030 hz",
    "_codecs_hk": "big5hkscs",
    "_codecs_iso2022": "iso2022_kr iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 "
    "iso2022_jp_3 iso2022_jp_ext",
    "_codecs_jp": "shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004 euc_jisx0213 shift_jisx0213",
    "_codecs_kr": "euc_kr cp949 johab",
    "_codecs_tw": "big5 cp950",
}
PLANES = [c for c in range(0x30000) if not 0xD800 <= c < 0xE000]
"""Code points that a character set may have."""


def names() -> int:
    """How many characters have one, by which they are found."""
    count = 0
    for character in map(chr, range(sys.maxunicode + 1)):
        for database in (unicodedata, unicodedata.ucd_3_2_0):
            for told in ("bidirectional", "category", "combining", "decomposition", "mirrored"):
                getattr(database, told)(character)
            for told in ("decimal", "digit", "numeric"):
                getattr(database, told)(character, None)
            for form in ("NFC", "NFD", "NFKC", "NFKD"):
                database.normalize(form, character)
        unicodedata.east_asian_width(character)
        if name := unicodedata.name(character, ""):
            count += unicodedata.lookup(name) == character
    return count


def character_sets() -> Iterator[tuple[str, int]]:
    for module, encodings in CHARACTER_SETS.items():
        for encoding in encodings.split():
            codec = importlib.import_module(module).getcodec(encoding)
            yield encoding, sum(encoded(codec, chr(point)) for point in PLANES)
            for first in range(0x80, 0x100):
                for second in range(0x20, 0x100):
                    codec.decode(bytes((first, second)), "ignore")
                    codec.decode(bytes((0x8F, first, second)), "ignore")


def encoded(codec: object, character: str) -> bool:
    try:
        content, _ = codec.encode(character)  # type: ignore[attr-defined]
    except UnicodeEncodeError:
        return False
    codec.decode(content, "ignore")  # type: ignore[attr-defined]
    return True


# Not so many would mean that something else was run.
assert names() > 100_000
assert all(count > 1_000 for _, count in character_sets())
