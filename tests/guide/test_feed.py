"""The revisions as a feed: Atom, the newest first, each entry leading to its place."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from calculator.authoring.check import load_policy
from calculator.engine.policy import Change, Revision
from calculator.guide.feed import feed
from tests.policies import WHOLE

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://site.example/fork/"
REVISIONS = (
    Revision(date(2026, 2, 14), "The <second> edition.", (Change("Targets", "- within: 4 h"),)),
    Revision(date(2025, 2, 1), "The first & only."),
    Revision(date(2026, 7, 1), "The third."),
)
POLICY = replace(load_policy(WHOLE).policy, revisions=REVISIONS)
ROOT = ElementTree.fromstring(feed(POLICY, SITE))


def texts(name: str) -> list[str]:
    return [e.findtext(ATOM + name, "") for e in ROOT.findall(f"{ATOM}entry")]


def test_the_newest_comes_first() -> None:
    assert texts("title") == ["1 July 2026", "14 February 2026", "1 February 2025"]
    assert ROOT.findtext(f"{ATOM}updated") == "2026-07-01T00:00:00Z"


def test_an_entry_tells_what_changed() -> None:
    assert texts("content")[1:] == [
        "The <second> edition.\n\nTargets\n- within: 4 h",
        "The first & only.",
    ]


def test_an_entry_leads_to_its_place_and_is_named_by_it() -> None:
    assert texts("id")[0] == f"{SITE}guide/revisions/#revision-2026-07-01"
    links = [link.get("href") for link in ROOT.iter(f"{ATOM}link")]
    assert links[1] == f"{SITE}api/revisions.atom"
    assert links[2:] == texts("id")


def test_the_feed_is_named_after_the_policy_and_its_vendor() -> None:
    assert ROOT.findtext(f"{ATOM}title") == "Lantern Doors Support Policy: Revisions"
    assert ROOT.findtext(f"{ATOM}author/{ATOM}name") == "Lantern Doors"
