"""All pages as one: each once, links lead within it, no id is there twice."""

import re

import pytest

from calculator.authoring.check import load_policy
from calculator.guide.whole import PLACE, placeholder, sheet_style, whole
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
CONTENTS = {
    "guide/index.md": '<h1 id="glance">At a glance</h1><a href="severities/#g1">G1</a>',
    "guide/severities.md": '<h1 id="s">Severities</h1><h2 id="g1">Grade 1</h2>',
    "guide/response.md": '<h1 id="s">Response</h1><details class="x"><a href="#g1">here</a>'
    '<svg aria-labelledby="t d"><title id="t">T</title></svg></details>',
    "calculator.md": "<h1>Calculator</h1>",
}
TOLD = whole(POLICY, CONTENTS)


def test_every_page_of_the_guide_is_there_once_and_no_other() -> None:
    assert re.findall(r'<section class="whole__page" id="([^"]*)"', TOLD) == [
        "index", "severities", "response",
    ]  # fmt: skip
    assert "Calculator" not in TOLD


def test_contents_lead_to_each_page_and_have_a_place_for_its_number() -> None:
    listed = re.findall(r'<li><a href="#(\w+)">[^<]+</a><span [^>]*data-page="(\w+)"', TOLD)
    assert listed == [(name, name) for name in ("index", "severities", "response")]


def test_no_id_is_there_twice_and_pictures_keep_their_names() -> None:
    ids = re.findall(r'\bid="([^"]*)"', TOLD)
    assert len(ids) == len(set(ids))
    assert 'aria-labelledby="response--t response--d"' in TOLD
    assert "response--t" in ids


def test_headings_go_one_level_down_and_what_is_folded_is_open() -> None:
    assert re.findall(r"<(h\d)", TOLD) == ["h2", "h2", "h3", "h2"]
    assert '<details open class="x">' in TOLD


@pytest.mark.parametrize(
    ("href", "there"),
    [
        ("#g1", "#severities--g1"),
        ("../response/", "#response"),
        ("../response/#p1", "#response--p1"),
        ("../", "#index"),
        ("../../calculator/#a=b&amp;c=d", "../../calculator/#a=b&amp;c=d"),
        ("../../api/policy.json", "../../api/policy.json"),
        ("../../", "../../"),
        ("https://x.example/y#z", "https://x.example/y#z"),
        ("tel:+1555", "tel:+1555"),
    ],
)  # fmt: skip
def test_a_link_leads_within_the_page_where_it_can(href: str, there: str) -> None:
    contents = CONTENTS | {"guide/severities.md": f'<a href="{href}">x</a>'}
    assert f'<a href="{there}">x</a>' in whole(POLICY, contents)


def test_each_sheet_tells_the_revision_and_nothing_in_it_ends_the_style() -> None:
    style = sheet_style(POLICY)
    assert "revision of 14 February 2026" in style
    assert "counter(page)" in style
    assert "<" not in style


def test_the_page_has_a_place_for_the_others_and_is_no_result_of_a_search() -> None:
    markdown = placeholder(POLICY)
    assert PLACE in markdown
    assert "search: {exclude: true}" in markdown
