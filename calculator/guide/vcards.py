"""The escalation contacts as vCards (RFC 6350), for an address book."""

from calculator.authoring.numbers import global_number
from calculator.engine.policy import Policy, Region


def vcards(policy: Policy) -> dict[str, str]:
    """From the path of a card, relative to the site, to its text."""
    return {
        f"api/contacts/{region.id}.vcf": _card(policy, region)
        for region in policy.regions
        if region.contact
    }


def _card(policy: Policy, region: Region) -> str:
    contact = region.contact
    assert contact
    name = contact.name or policy.about.support
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_escaped(name)}",
        f"ORG:{_escaped(policy.about.vendor)}",
        f"TITLE:{_escaped(f'{policy.about.support}, {region.name}')}",
        *(
            [f"TEL;VALUE=text:{_escaped(global_number(contact.phone, contact.countries))}"]
            if contact.phone
            else []
        ),
        *([f"EMAIL:{_escaped(contact.email)}"] if contact.email else []),
        f"TZ:{_escaped(region.zone)}",
        f"REV:{policy.about.revision:%Y%m%d}",
        "END:VCARD",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for mark in "\\,;":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")
