"""The theme's style sheets without what the site cannot use, as one."""

import re
from pathlib import Path

import pytest

from calculator.packaging.styles import join_styles, selectors, used

WORDS = frozenset({"a", "b", "md-tag--", "indigo"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{x:y}.c{x:y}", ".a{x:y}"),
        (".a .c,.b,p{x:y}", ".b,p{x:y}"),
        (".a.b>.c~.a{x:y}", ""),
        ("@media print{.c{x:y}}@media print{.a{x:y}.c{x:y}}", "@media print{.a{x:y}}"),
        ("@font-face{src:url(c)}", "@font-face{src:url(c)}"),
        ("@keyframes c{to{x:y}}", "@keyframes c{to{x:y}}"),
        (".md-tag--c{x:y}", ".md-tag--c{x:y}"),
        (":not(.c){x:y}.a:is(.c,.b){x:y}", ":not(.c){x:y}.a:is(.c,.b){x:y}"),
        ("[data-md-color-primary=teal]{x:y}[data-md-color-primary=indigo]{x:y}",
         "[data-md-color-primary=indigo]{x:y}"),
        ("[href='.c']{x:y}", "[href='.c']{x:y}"),
        ('.a{x:"}"}.c{x:"}"}', '.a{x:"}"}'),
        ("/* .c{ */.a{x:url(\"data:;,{'\")}", ".a{x:url(\"data:;,{'\")}"),
        ('@charset "utf-8";.c{x:y}', '@charset "utf-8";'),
    ],
)  # fmt: skip
def test_what_needs_a_class_that_is_not_there_goes(css: str, kept: str) -> None:
    assert used(css, WORDS) == kept


def test_commas_in_brackets_part_no_selectors() -> None:
    assert list(selectors(".a:is(.b,.c),[x='1,2'],p")) == [".a:is(.b,.c)", "[x='1,2']", "p"]


def test_a_brace_that_is_not_closed_is_told() -> None:
    with pytest.raises(ValueError, match=r"a brace is not closed: \.a"):
        used(".a{x:y", WORDS)


def test_what_scripts_alone_bring_about_comes_later() -> None:
    css = "@font-face{x:y}.a{x:y}.b,.a .c{x:y}@media print{.a{x:y}.c{x:y}}.d{x:y}"
    there, later = frozenset("ab"), frozenset("abc")
    assert used(css, there) == "@font-face{x:y}.a{x:y}.b{x:y}@media print{.a{x:y}}"
    assert used(css, later, but=there) == ".a .c{x:y}@media print{.c{x:y}}"


def test_pages_load_sheets_named_by_their_content(tmp_path: Path) -> None:
    sheets = tmp_path / "assets" / "stylesheets"
    sheets.mkdir(parents=True)
    (sheets / "main.1.min.css").write_text(".a{x:y}.c{x:y}.d{x:y}")
    (sheets / "main.1.min.css.map").write_text("{}")
    (sheets / "palette.2.min.css").write_text(".b{x:y}")
    (tmp_path / "theme.js").write_text('element.className = "d"')
    link = '<link rel="stylesheet" href="../assets/stylesheets/{}"{}>'
    (tmp_path / "page").mkdir()
    page = tmp_path / "page" / "index.html"
    own = link.format("own.css", "")
    first, second = link.format("main.1.min.css", ""), link.format("palette.2.min.css", "")
    page.write_text(f'{first}\n {second}\n{own}<p class="a b">')
    join_styles(tmp_path)
    later, sheet = sorted(sheets.iterdir())
    assert sheet.read_text() == ".a{x:y}.b{x:y}"
    assert later.read_text() == ".d{x:y}"
    assert re.fullmatch(r"theme\.[0-9a-f]{8}\.css", sheet.name)
    after = f"<template data-later>{link.format(later.name, ' data-came')}</template>"
    assert page.read_text() == f'{link.format(sheet.name, "")}\n{after}\n{own}<p class="a b">'
