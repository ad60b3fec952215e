"""The security policy: what it allows, where it stands, and what it refuses."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.packaging import runtime
from calculator.packaging.security import (
    InlineReader,
    SecurityError,
    digest,
    inline_parts,
    known_parts,
    page_policy,
    remarkable,
    secure,
    with_policy,
)

PAGE = (
    '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n{head}</head><body>{body}</body></html>'
)


ANY = [re.compile(".*", re.DOTALL)]
"""Every text is a template's."""

LOADED, OTHER = "a request to https://e.org/", "a request to //e.org/"


def page(head: str = "", body: str = "") -> str:
    return PAGE.format(head=head, body=body)


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        pytest.param("<script>a()</script>", ["a()"], id="inline"),
        pytest.param('<script type="module">a()</script>', ["a()"], id="module"),
        pytest.param("<script>if (a < b && c) {}</script>", ["if (a < b && c) {}"], id="raw-text"),
        pytest.param("<script>\n&amp;\n</script>", ["\n&amp;\n"], id="no-entities-in-scripts"),
        pytest.param('<script src="a.js"></script>', [], id="from-a-file"),
        pytest.param('<script type="application/json">{}</script>', [], id="data"),
        pytest.param("<script></script>", [""], id="empty"),
    ],
)
def test_inline_scripts_are_found_as_a_browser_delimits_them(html: str, scripts: list[str]) -> None:
    assert inline_parts(page(body=html), ANY).scripts == scripts


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        pytest.param('<p style="color: red">', 'the attribute style="color: red"', id="style"),
        pytest.param('<a onclick="x()">', 'the attribute onclick="x()"', id="handler"),
        pytest.param('<a href=" JavaScript:x()">', 'the address " JavaScript:x()"', id="address"),
        pytest.param('<script src="https://e.org/a.js">', LOADED + "a.js", id="script"),
        pytest.param('<link rel="stylesheet" href="//e.org/a.css">', OTHER + "a.css", id="css"),
        pytest.param('<img src="https://e.org/a.png">', LOADED + "a.png", id="image"),
        pytest.param('<iframe srcdoc="x">', "the element <iframe>", id="another-page-within"),
        pytest.param('<base href="/">', "the element <base>", id="other-addresses"),
        pytest.param(
            '<meta http-equiv="refresh" content="0">',
            'a page that has <meta http-equiv="refresh">',
            id="another-page-instead",
        ),
        pytest.param('<form action="//e.org/">', "a form for //e.org/", id="form"),
    ],
)
def test_what_no_digest_allows_is_told_with_its_place(html: str, problem: str) -> None:
    assert inline_parts(page(body=html), ANY).problems == [f"4:14: {problem}"]


def test_links_to_others_are_no_requests() -> None:
    html = '<a href="https://e.org/">e</a><link rel="canonical" href="https://e.org/">'
    assert inline_parts(page(body=html), ANY).problems == []


PIECES = st.sampled_from(
    [
        "<p>", "</p>", '<a href="../x/">', '<a href="javascript:x()">', '<a href="a&#58;b">', "<",
        '<p class="b">', '<p class="', '" onclick="x()', "'", '"', ">", "<!--", "-->", "a < b",
        "<script>", "a<b", "</script>", '<script src="//e.org/">', "<style>", "</style>", "<svg/>",
        '<path d="M0 0"/>', "<iframe>", '<img src="//e.org/a.png">', "<IMG SRC=//e.org/>",
        "<x y=z>", '<p style="x">', "<p id=a onload=b>", "<!doctype html>", "<p/onclick=x>",
        "<meta http-equiv=refresh>", "<svg xmlns=\"x\" onload=\"y\">", "<li\n class='a'>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@example('<x a="<p class="foo"><img src="//e.org/a.png">')
@example('<x a="<p class=" onclick=x b=">')
@example('<!--><p title="--><p onclick=x>">')
def test_what_is_skipped_for_speed_changes_nothing(html: str) -> None:
    """Read are the tags alone that may do something; found is what the whole page has."""
    whole = InlineReader(ANY)
    whole.feed(html)
    whole.close()
    assert inline_parts(html, ANY) == whole.found


def test_most_of_a_page_is_skipped() -> None:
    nav = (
        '<li class="md-nav__item"><a href="../x/" class="md-nav__link"><span>X</span></a></li>' * 9
    )
    assert remarkable(page(body=f"{nav}<script>a<b</script>")) == (
        "<!doctype html><script>a<b</script>"
    )


def test_nothing_unsafe_is_allowed() -> None:
    policy = page_policy([inline_parts(page(body="<script>a()</script><style>b</style>"), ANY)])
    assert "unsafe" not in policy
    assert f"script-src 'self' {digest('a()')};" in policy
    assert f"style-src 'self' {digest('b')};" in policy


TEMPLATE = """
<script src="{{ 'a.js' | url }}"></script>
<script>here=new URL("{{ base | url }}");{% if tabs %}b(here){% endif %}</script>
<style>p { color: {{ colour }} }</style>
"""


@pytest.mark.parametrize(
    ("html", "known"),
    [
        pytest.param('<script>here=new URL("../x/");</script>', True, id="filled-in"),
        pytest.param('<script>here=new URL("..");b(here)</script>', True, id="with-all"),
        pytest.param("<style>p { color: #00f }</style>", True, id="style"),
        pytest.param("<script>alert(1)</script>", False, id="another"),
        pytest.param('<script>here=new URL("");alert(1)//")</script>', False, id="broken-out-of"),
        pytest.param('<script>here=new URL("..");b(here)', False, id="without-an-end"),
        pytest.param("<style>* { color: red }</style>", False, id="another-style"),
    ],
)
def test_only_what_the_templates_have_may_run(tmp_path: Path, html: str, *, known: bool) -> None:
    """What a text of the policy brings into a page gets no digest."""
    (tmp_path / "main.html").write_text(TEMPLATE)
    found = inline_parts(page(body=html), known_parts([tmp_path]))
    assert bool(found.scripts or found.styles) == known
    assert bool(found.problems) != known


def test_a_digest_is_that_of_the_text_with_plain_line_ends() -> None:
    assert digest("alert(1)") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    assert digest("a\r\nb") == digest("a\nb")


def test_the_policy_comes_after_the_character_set_and_before_all_else() -> None:
    html = with_policy(page(head="<script>a()</script>"), "default-src 'self'")
    lines = html.split("\n")
    assert lines[2].startswith("<meta charset")
    assert lines[3] == (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    )


def test_every_page_gets_the_digests_of_all_and_the_same_when_done_again(tmp_path: Path) -> None:
    pages = {"index.html": "<script>a()</script>", "guide/index.html": "<script>b()</script>"}
    site, templates = tmp_path / "site", tmp_path / "templates"
    for name, body in pages.items():
        runtime.write(site / name, page(body=body).encode())
        runtime.write(templates / name, body.encode())
    policy = secure(site, [templates])
    assert digest("a()") in policy
    assert digest("b()") in policy
    once = [(site / name).read_text() for name in pages]
    assert all(text.count(f'content="{policy}"') == 1 for text in once)
    assert secure(site, [templates]) == policy
    assert [(site / name).read_text() for name in pages] == once


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(body='<p style="x">'))
    (tmp_path / "b.html").write_text(page(body="<p onclick=x>"))
    with pytest.raises(SecurityError) as told:
        secure(tmp_path, [])
    assert "a.html:4:14: " in str(told.value)
    assert "b.html:4:14: " in str(told.value)
