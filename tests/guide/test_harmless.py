"""What a policy's texts can do to the pages: nothing, even where no check ever saw them.

Every text of a policy is made hostile at once; the pages must then have the very elements,
attributes and links that they have with texts of the same length and no meaning.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any, Literal, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from calculator.authoring.check import load_policy
from calculator.authoring.texts import WORDS, text_problems
from calculator.engine.answer import Desk
from calculator.engine.policy import Policy
from calculator.guide.harmless import address, prose, title, verbatim
from calculator.guide.pages import calculator_pages, pages, site_nav
from calculator.guide.wording import Wording
from calculator.language.knowledge import language
from tests.conftest import ROOT
from tests.policies import WHOLE

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a script in capitals": "a <SCRIPT src=//evil.example/x.js>",
    "an event": 'x"><img src=x onerror=alert(1)>',
    "attributes": 'x {: onclick=alert(1) .b } {#i onclick="alert(1)"}',
    "a link to a script": "[x](javascript:alert(1)) [y]( <JaVaScRiPt:alert(1)>)",
    "a link that hides it": "[x](&#106;ava&#x73;cript:alert(1)) [x](java\tscript:alert(1))",
    "an image of data": "![x](data:text/html,<script>alert(1)</script>)",
    "an address in brackets": "<javascript:alert(1)> <vbscript:x>",
    "the end of what is around": "</title></span></td></details><svg/onload=alert(1)>",
    "a comment": "<!-- x --> <!DOCTYPE x> <?php x ?> <![CDATA[x]]>",
    "escaped back quotes": r"\`<b onclick=x>\`",
    "a template": "{{ 7 + 7 }} {% raw %} {case} {support} ${x} {revision}",
    "quotes": "' onmouseover='x' \" onfocus=\"x\" autofocus",
}
LINES = {
    "names of pictures": ":smile: x :material-home: :+1::octicons-x-16:",
    "an image from elsewhere": "![x](https://evil.example/x.png) ![x](//evil.example/x) ![x][y]",
    "a back quote after a backslash": r"\\`<i onclick=x>\\`",
    "back quotes over lines": "a ` b\n\n<script>alert(1)</script>\n\nc ` d",
    "a block after a line": "x\n\n<div onclick=x>\n\ny\n\n</div>",
    "a link defined elsewhere": "[x][y] [y]\n\n[y]: javascript:alert(1)",
}
SAID = {
    "emphasis": "*a* **b** __c__ ~~d~~ `e`",
    "a heading": "# a\n## b\nc\n===",
    "a quotation and lists": "> a\n\n- b\n\n1. c\n\n    code",
    "a table and a note": '| a | b |\n|---|---|\n| c | d |\n\n!!! note "x"\n\n    y',
    "a link": "[x](https://evil.example) <https://evil.example> ![x](https://evil.example/x)",
}
"""What is no more than Markdown, where somebody's own words are due."""

POLICY = load_policy(WHOLE).policy
CONFIG = load_config(str(ROOT / "mkdocs.yml"))
MARKDOWN = Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs)


def _desk(policy: Policy) -> Desk:
    return Desk(policy, language())


def altered(value: Any, text: str, kind: str = "", name: str = "", *, words: bool = False) -> Any:
    """A policy with ``text`` after each of its texts: people's (``words``), or the others."""
    if isinstance(value, str):
        return f"{value} {text}" if ((kind, name) in WORDS) is words else value
    if isinstance(value, tuple):
        return tuple(altered(item, text, kind, name, words=words) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    own = type(value).__name__
    hints = get_type_hints(type(value))
    changed = {
        f.name: altered(getattr(value, f.name), text, own, f.name, words=words)
        for f in fields(value)
        if f.name not in KEPT and get_origin(_bare(hints[f.name])) is not Literal
    }
    return replace(value, **changed)


KEPT = {
    "id", "when", "facts", "value", "because", "zone", "timezone", "calendar", "any_of", "hours",
    "holidays", "within", "every", "starts", "office_hours", "over", "applies_to", "expect", "kind",
    "criterion", "asks", "target", "escalation", "channel", "leads", "by", "country", "countries",
    "place", "rows", "columns", "gives", "cells", "calendars", "url", "language", "means", "share",
}  # fmt: skip
"""Fields that are no texts: what they may be is a list of names, and something is found by them."""


def _bare(hint: Any) -> Any:
    return getattr(hint, "__value__", hint)


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Headings without an id of their own are called by their words.
        places = [v for n, v in attrs if n in ("href", "src") and v and "#" not in v]
        places = [re.sub(r"^(mailto|tel):[\w.+@=!/?'$%^-]*$", r"\1", place) for place in places]
        self.found.append((tag, *sorted(name for name, _ in attrs), *places))

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(markdown: str) -> list[tuple[str, ...]]:
    return _read(markdown).found


def _read(markdown: str) -> Elements:
    _, _, body = markdown.partition("\n---\n") if markdown.startswith("---") else ("", "", markdown)
    read = Elements()
    read.feed(MARKDOWN.reset().convert(body))
    read.close()
    return read


def made(policy: Policy) -> Mapping[str, str]:
    desk = _desk(policy)
    return pages(desk) | calculator_pages(desk, "https://site.example/")


def meaningless(text: str) -> str:
    """A text of the same shape without any mark."""
    return re.sub(r"[^\w\s]|_", "x", text)


def _lines(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_hostile_texts_are_read_and_not_obeyed() -> None:
    text = " ".join(HOSTILE.values())
    hostile, plain = made(altered(POLICY, text)), made(altered(POLICY, meaningless(text)))
    assert hostile.keys() == plain.keys()
    for path in hostile:
        assert elements(hostile[path]) == elements(plain[path]), path


def test_what_people_say_is_shown_sign_for_sign() -> None:
    text = "\n\n".join((HOSTILE | LINES | SAID).values())
    hostile = made(altered(POLICY, text, words=True))
    plain = made(altered(POLICY, meaningless(text), words=True))
    for path in ("guide/examples.md", "guide/facts.md"):
        assert elements(hostile[path]) == elements(plain[path]), path
    # Elsewhere other sentences may be shown, as they are read otherwise.
    known = {element for page in plain.values() for element in elements(page)}
    for path, page in hostile.items():
        assert set(elements(page)) - known == set(), path
    assert _lines(text) in _lines(_read(hostile["guide/examples.md"]).text)


@pytest.mark.parametrize("text", (HOSTILE | LINES).values(), ids=HOSTILE | LINES)
def test_a_hostile_passage_has_no_more_than_markdown(text: str) -> None:
    assert _unsafe(prose(text)) == []


def test_the_navigation_and_the_heads_of_pages_have_no_markup() -> None:
    policy = altered(POLICY, " ".join(HOSTILE.values()))
    heads = [page.split("\n---\n")[0] for page in made(policy).values()]
    for shown in (*heads, str(site_nav(policy)), *map(title, HOSTILE.values())):
        assert not re.search(r"<[A-Za-z/!?]", shown)


SNIPPETS = ["<b>", "</p>", "<script>", "<a href=x>", "<!--", "-->", "`", "``", "\\", "\n", "\n\n",
    "    ", "[x]", "(javascript:y)", "[x]: ", "{: .c }", "{", "}", "*", "_", "x", " ", "> ", "- ",
    "# ", "<https://a.b>", "<x@y.z>", "<div markdown>", "&lt;", '"', "![", "](", ")", "~~~", "```",
    "<style>", "!!! n\n", "\t", "<", "https://a.b", "//a.b"]  # fmt: skip
ALLOWED = {
    "p", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5",
    "h6", "br", "hr", "img", "pre", "div", "span", "table", "thead", "tbody", "tr", "th", "td",
    "dl", "dt", "dd", "abbr", "del",
}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "title", "class", "id", "start", "align", "rel"}


def _unsafe(markdown: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            bad = [n for n, _ in attrs if n not in ATTRIBUTES and not n.startswith("data-md")]
            bad += [v for _, v in attrs if re.match(r"\s*(java|vb)script:", v or "", re.I)]
            # A picture is fetched without anybody's asking.
            bad += [v for n, v in attrs if n == "src" and re.match(r"\s*(\w+:|[/\\]{2})", v or "")]
            if tag not in ALLOWED or bad:
                found.append((tag, *map(str, bad)))

        def handle_decl(self, decl: str) -> None:
            found.append(("!", decl))

        def handle_comment(self, data: str) -> None:
            found.append(("!--", data))

    reader = Reader()
    reader.feed(MARKDOWN.reset().convert(markdown))
    reader.close()
    return found


@given(st.lists(st.sampled_from(SNIPPETS), max_size=12).map("".join))
def test_no_passage_has_more_than_markdown(text: str) -> None:
    assert _unsafe(prose(text)) == []
    assert _unsafe(title(text)) == []


@given(st.lists(st.sampled_from(SNIPPETS), max_size=12).map("".join))
def test_what_the_check_lets_through_has_no_more_than_markdown(text: str) -> None:
    if not list(text_problems(text)):
        assert _unsafe(text) == []


@given(st.lists(st.sampled_from(SNIPPETS), max_size=12).map("".join))
def test_what_people_say_is_no_markdown_at_all(text: str) -> None:
    shown = _read(f"“{verbatim(text)}”")
    assert shown.found in ([("p",)], [])
    assert _lines(shown.text).strip() == _lines(f"“{' '.join(text.split())}”")


def test_what_means_no_markup_stays_as_it_is() -> None:
    kept = "Fewer than < 5, or *none*; see [here](https://a.b), <https://a.b>, `<host>` & more."
    assert prose(kept) == kept
    assert title("R&D: 3 < 4") == "R&D: 3 < 4"
    assert prose("![A door](images/door.svg)") == "![A door](images/door.svg)"
    assert address("https://a.b/?q=1&r=%20#x") == "https://a.b/?q=1&r=%20#x"


def test_the_pages_of_a_sound_policy_are_as_their_authors_wrote_them() -> None:
    assert POLICY.topics[0].sections[0].text in made(POLICY)["guide/support.md"]


def test_an_address_leads_to_the_web_or_nowhere() -> None:
    assert address("javascript:alert(1)") == "#"
    assert address('https://a.b/" onclick="x') == "https://a.b/%22%20onclick=%22x"


def test_what_things_are_called_is_not_filled_in_again() -> None:
    about = replace(POLICY.about, support="the {support} of {nobody}")
    words = Wording(replace(POLICY, about=about))
    assert words.filled("{Support}") == "The {support} of {nobody}"


def test_an_id_that_is_no_anchor_is_told() -> None:
    step = replace(POLICY.process[0], id='x" onclick="y')
    with pytest.raises(ValueError, match="cannot be an anchor"):
        made(replace(POLICY, process=(step,)))
