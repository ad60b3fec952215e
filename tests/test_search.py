"""The search of other policies' sites: in their words, and in their language."""

from collections.abc import Callable
from pathlib import Path

from tests.policies import GERMAN
from tests.searching import missed

DOORS = {
    "nobody gets in": ["severities", "home"],
    "card reader broken": ["severities"],
    "fob does not work": ["severities"],
    "console error": ["severities"],
    "grade 1": ["severities"],
    "p1": ["severities"],
    "how long do we wait": ["response"],
    "weekend": ["response"],
    "clock change": ["response"],
    "phone number india": ["contacts"],
    "who do i call at night": ["contacts"],
    "porto": ["contacts"],
    "escalate": ["escalation"],
    "open a case": ["channels"],
    "what is a badge": ["glossary"],
    "PLW": ["glossary", "contacts"],
    "grade 1 phone us": ["contacts"],
    "who to call for grade two": ["contacts"],
    "grade 2 how many hrs": ["response"],
    "respnose time": ["response"],
    "nobody answers the phone": ["escalation"],
    "can i send it by email": ["channels"],
    "what changed in the new version": ["revisions"],
    "who does what": ["process"],
    "flowchart": ["process"],
    "where is chapter 3": ["coverage"],
    "opening hours": ["contacts"],
}
TILLS = {
    "Kasse geht nicht": ["severities"],
    "Waage ungenau": ["severities"],
    "Kartenzahlung überall kaputt": ["severities"],
    "Preis ändern": ["severities"],
    "Stufe A": ["severities"],
    "prio 1": ["severities"],
    "wie lange dauert die Antwort": ["response"],
    "wie schnell ist das gelöst": ["response"],
    "wie oft hören wir etwas": ["response"],
    "Zwischenstand": ["response"],
    "Samstag": ["response"],
    "Feiertag Bayern": ["response"],
    "Telefonnummer": ["contacts"],
    "phone number": ["contacts"],
    "wen rufe ich an": ["contacts"],
    "wen rufe ich an wenn alles steht": ["contacts"],
    "Beschwerde": ["escalation"],
    "Meldung anlegen": ["channels"],
    "Techniker": ["process"],
    "Rechner": ["calculator"],
    "welche Nummer anrufen Stufe A": ["contacts"],
    "wie viele Std Stufe B": ["response"],
    "Stufe zwei wie lange": ["response"],
    "niemand geht ran": ["escalation"],
    "per E-Mail melden": ["channels"],
    "wer macht was": ["process"],
    "Öffnungszeiten": ["contacts"],
}


def test_what_people_type_leads_to_the_right_page_first(built_site: Path) -> None:
    assert missed(built_site, DOORS, among=1) == {}


def test_it_does_so_in_another_language(site_of: Callable[[Path], Path]) -> None:
    assert missed(site_of(GERMAN), TILLS, among=1) == {}
