"""Terms are explained at their first use on a page, and nothing else is changed."""

import re
from dataclasses import replace

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.policy import Term
from calculator.guide.terms import Terms, names_of
from tests.policies import WHOLE

TERMS = (
    Term("term-case", "Case", "An *issue* with a number, see [there](https://x.example)."),
    Term("term-cdr", "Call Detail Record (CDR)", "Who was connected."),
    Term("term-record", "Record", "Something written down."),
)
POLICY = replace(load_policy(WHOLE).policy, glossary=TERMS)
EXPLAINING = Terms(POLICY)
URL = "guide/severities/"


def told(article: str, url: str = URL) -> str:
    html = EXPLAINING.explained(f"<p>Case</p><article>{article}</article><p>Case</p>", url)
    assert html.startswith("<p>Case</p><article>")
    assert html.endswith("</article><p>Case</p>")
    return html.removeprefix("<p>Case</p><article>").removesuffix("</article><p>Case</p>")


def terms(article: str) -> list[tuple[str, str]]:
    return re.findall(r'popovertarget="note-([\w-]+)">([^<]*)<', told(article))


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("<p>Open a case. The case stays.</p>", [("term-case", "case")]),
        ("<p>Cases and records</p>", [("term-case", "Cases"), ("term-record", "records")]),
        ("<p>A call detail record</p>", [("term-cdr", "call detail record")]),
        ("<p>The CDR, or Call Detail Record</p>", [("term-cdr", "CDR")]),
        ("<p>cdr is no abbreviation, nor is a suitcase or case-law a case.</p>",
         [("term-case", "case")]),
        ('<h2>Case</h2><p><a href="#">Case</a> <code>case</code></p>', []),
        ("<details><p>case</p><details>x</details><p>case</p></details><p>the case</p>",
         [("term-case", "case")]),
        ('<div class="said wide"><div>case</div>case</div>', []),
        ("<p>x<br>case</p>", [("term-case", "case")]),
        ("<!-- case -->", []),
    ],
)  # fmt: skip
def test_a_term_is_explained_at_its_first_use(article: str, found: list[tuple[str, str]]) -> None:
    assert terms(article) == found


def test_the_words_of_the_page_stay_as_they_are() -> None:
    article = "<p>Open a <em>case</em> &amp; keep the CDR</p>"
    without = re.sub(r"<span popover.*?</span>|</?button[^>]*>", "", told(article))
    assert without == article


def test_a_note_tells_what_it_means_and_leads_to_the_glossary() -> None:
    assert told("<p>A case</p>") == (
        '<p>A <button type="button" class="term" popovertarget="note-term-case">case</button>'
        '<span popover class="term-note" id="note-term-case"><strong>Case</strong> An issue with a '
        'number, see there. <a href="../glossary/#term-case">Glossary</a></span></p>'
    )


@pytest.mark.parametrize("url", ["guide/glossary/", "maintaining/", "calculator/"])
def test_pages_that_explain_or_are_not_the_guides_stay_as_they_are(url: str) -> None:
    assert told("<p>A case</p>", url) == "<p>A case</p>"


def test_an_abbreviation_is_a_name_of_its_own() -> None:
    assert names_of(TERMS[1]) == ["Call Detail Record", "CDR"]
