"""The security policy: what it allows, where it stands, and what it refuses."""

from pathlib import Path

import pytest

from calculator.packaging.security import (
    SecurityError,
    digest,
    inline_parts,
    page_policy,
    secure,
    with_policy,
)

PAGE = (
    '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n{head}</head><body>{body}</body></html>'
)


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
    assert inline_parts(page(body=html)).scripts == scripts


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        pytest.param('<p style="color: red">', 'the attribute style="color: red"', id="style"),
        pytest.param('<a onclick="x()">', 'the attribute onclick="x()"', id="handler"),
        pytest.param('<a href=" JavaScript:x()">', 'the address " JavaScript:x()"', id="address"),
        pytest.param('<script src="https://e.org/a.js">', LOADED + "a.js", id="script"),
        pytest.param('<link rel="stylesheet" href="//e.org/a.css">', OTHER + "a.css", id="css"),
        pytest.param('<img src="https://e.org/a.png">', LOADED + "a.png", id="image"),
    ],
)
def test_what_no_digest_allows_is_told_with_its_place(html: str, problem: str) -> None:
    assert inline_parts(page(body=html)).problems == [f"4:14: {problem}"]


def test_links_to_others_are_no_requests() -> None:
    html = '<a href="https://e.org/">e</a><link rel="canonical" href="https://e.org/">'
    assert inline_parts(page(body=html)).problems == []


def test_nothing_unsafe_is_allowed() -> None:
    policy = page_policy([inline_parts(page(body="<script>a()</script><style>b</style>"))])
    assert "unsafe" not in policy
    assert f"script-src 'self' {digest('a()')};" in policy
    assert f"style-src 'self' {digest('b')};" in policy


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
    for name, body in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page(body=body))
    policy = secure(tmp_path)
    assert digest("a()") in policy
    assert digest("b()") in policy
    once = [(tmp_path / name).read_text() for name in pages]
    assert all(text.count(f'content="{policy}"') == 1 for text in once)
    assert secure(tmp_path) == policy
    assert [(tmp_path / name).read_text() for name in pages] == once


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(body='<p style="x">'))
    (tmp_path / "b.html").write_text(page(body="<p onclick=x>"))
    with pytest.raises(SecurityError) as told:
        secure(tmp_path)
    assert "a.html:4:14: " in str(told.value)
    assert "b.html:4:14: " in str(told.value)
