"""Contacts for an address book."""

from calculator.authoring.check import load_policy
from calculator.guide.vcards import vcards
from tests.policies import SMALLEST, WHOLE

CARDS = vcards(load_policy(WHOLE).policy)


def test_every_contact_has_a_card() -> None:
    assert CARDS.keys() == {f"api/contacts/{id}.vcf" for id in ("pune", "porto", "denver")}


def test_a_card_says_who_it_is_and_how_they_are_reached() -> None:
    lines = CARDS["api/contacts/pune.vcf"].split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert "FN:Asha Kulkarni" in lines
    assert "TEL;VALUE=text:+91 20 5550 0101" in lines
    assert "EMAIL:asha.kulkarni@lantern.example.com" in lines
    assert "TITLE:the Lantern watch\\, Pune\\, India" in lines
    assert lines[-2:] == ["END:VCARD", ""]


def test_the_smallest_policy_has_one_too() -> None:
    assert len(vcards(load_policy(SMALLEST).policy)) == 1
