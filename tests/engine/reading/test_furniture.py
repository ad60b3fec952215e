"""Furniture: what stands around a report is laid aside, and the report itself never is."""

import pytest

from calculator.language.knowledge import language

REPORT = "The gateway has been down since 9, nobody gets in."


def left(text: str) -> str:
    kept = [True] * len(text)
    for span in language().furniture.laid_aside(text):
        kept[span.start : span.end] = [False] * (span.end - span.start)
    return " ".join("".join(c if k else " " for c, k in zip(text, kept, strict=True)).split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Hello all,\n\n", "", id="greeting"),
        pytest.param("Sehr geehrte Damen und Herren,\n", "", id="greeting-de"),
        pytest.param("", "\n\nBest regards,\nAda Holm\nHead of Doors | +44 20 7946 0123",
                     id="signature"),
        pytest.param("", "\n-- \nAda Holm\n\"We keep doors open.\"", id="dashes"),
        pytest.param("", "\nMit freundlichen Grüßen\nAda Holm", id="signature-de"),
        pytest.param("", " Thanks & Regards, Ada H., NOC, Ext 4471", id="signature-in-line"),
        pytest.param("", "\n\nThis e-mail and any attachments are confidential. If you have "
                     "received it in error, please delete it.", id="disclaimer"),
        pytest.param("From: Ada <ada@example.com>\nSent: Monday\nTo: Support\n\n", "",
                     id="headers"),
        pytest.param("Subject: RE: FW: ", "", id="subject"),
        pytest.param("From: Ada\nTo: Support\nSubject: FW: request\n\n", "", id="title"),
        pytest.param("Betreff: AW: kurze Frage\n", "", id="title-de"),
        pytest.param("Subject: Fwd: ticket #204711\n\n", "", id="title-with-number"),
        pytest.param("", "\n\nOn Mon, 2 Nov 2026, Support wrote:\n> Is the portal slow?\n> Bob",
                     id="quoted"),
        pytest.param("", " URGENT!!! Please help asap.", id="urgency"),
        pytest.param("", " Thanks a lot in advance!", id="thanks"),
        pytest.param("", "\nSent from my phone", id="device"),
        pytest.param("", " thanks, Bob", id="name"),
        pytest.param("", " - cheers, Ann Miller (Service Desk)", id="name-behind-dash"),
        pytest.param("", " BR/Joe", id="name-behind-slash"),
        pytest.param("", " -- Tim", id="only-a-name"),
        pytest.param("", " mvh Lars", id="name-behind-letters"),
        pytest.param("", " Grazie, Luca Bianchi, Ufficio Tecnico", id="name-it"),
        pytest.param("", " thank you! Helen", id="name-behind-mark"),
        pytest.param("", " kind regards maria gonzalez globex", id="name-in-small-letters"),
        pytest.param("", "\n\nHave a great one,\nCassidy", id="any-closing"),
        pytest.param("", "\n\nAda Holm\nHead of Doors\nExample Ltd | 12 High Street\n"
                     "T: +44 20 7946 0123\nWe keep doors open", id="signature-alone"),
        pytest.param("Hello, this is Ada from Example. ", "", id="who-writes"),
        pytest.param("Dear friends of the helpdesk,\n\n", "", id="greeting-with-others"),
        pytest.param("Esteemed colleagues,\n\n", "", id="call"),
        pytest.param("HIGH PRIORITY - ", "", id="urgency-before"),
        pytest.param("", "\n\nplease do the needful at the earliest", id="urgency-behind"),
        pytest.param("", " Thank you for taking the time to read this.", id="thanks-for"),
        pytest.param("", "\n\nYou can reach me until 5 on extension 4411.", id="reached"),
        pytest.param("", "\n\nMa collègue Odile est en copie.", id="copied"),
        pytest.param("Ticket #48213: ", "", id="ticket"),
        pytest.param("INC0012345 - ", "", id="number"),
        pytest.param("[ACME-1234] ", "", id="number-in-brackets"),
        pytest.param("RE: [Ticket#2026112310000123] FW: ", "", id="number-between"),
        pytest.param("Requester: Ada Holm\nCreated: 2026-11-23 09:14\n"
                     "Category: Incident / Sub-category: Other\nDescription: ", "", id="fields"),
        pytest.param("Channel: Email | Requester: Ada Holm | Type: Incident\n\n", "",
                     id="fields-in-line"),
        pytest.param("Demandeur : Solène Petit\nCatégorie : Incident / Autre\nDescription : ", "",
                     id="fields-fr"),
        pytest.param("", "\n\nReporter: e.castro\nWatchers: 1\nLabels: None",
                     id="fields-below"),
        pytest.param("Work notes (2026-09-28 10:17:03, Marlon Reyes):\n", "", id="notes"),
        pytest.param("Passing this on from the shared mailbox.\n\nFrom: Ada\nSent: Monday\n\n",
                     "", id="passed-on"),
        pytest.param("", "\n\nExample DAC, registered in Ireland no. 555010. Emails are monitored "
                     "in accordance with our policy.", id="disclaimer-of-parts"),
    ],
)  # fmt: skip
def test_what_stands_around_a_report_is_laid_aside(before: str, after: str) -> None:
    assert left(before + REPORT + after) == REPORT


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("The gateway is down thank you very much in advance!", "The gateway is down"),
        ("nobody gets in thanks", "nobody gets in"),
        ("Die Tür klemmt vielen Dank", "Die Tür klemmt"),
        ("thanks to the update nobody gets in", "thanks to the update nobody gets in"),
        ("The gateway is up thanks to Bo's repair", "The gateway is up thanks to Bo's repair"),
    ],
)
def test_thanks_end_a_report_without_a_mark_before_them(text: str, report: str) -> None:
    assert left(text) == report


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "Thanks for fixing the portal, but now the doors are slow.",
        "Dear gateway, you are dead again",
        "> The gateway is down",
        "Regards to all whose doors stay shut today",
        "Please add a door",
        "The gateway is down - Madrid",
        "Thanks, the gateway is slow again",
        "This is the gateway at Acme: dead",
        "customer: nobody gets in",
        "Status: down for all of us",
        "Impact: every house, all doors",
        "ERR-0012: no door opens",
        "There is no reply, no hurry",
        "It works best with Chrome open",
    ],
)
def test_a_report_is_never_laid_aside_as_a_whole(text: str) -> None:
    assert len(left(text).split()) >= 3


def test_what_is_forwarded_without_words_of_ones_own_is_the_report() -> None:
    text = f"FYI, see below\n\nFrom: Ada\nSent: Monday\nSubject: doors\n\n{REPORT}"
    assert left(text) == f"doors {REPORT}"


def test_a_postscript_is_read() -> None:
    assert left(f"{REPORT}\nRegards\nAda\nPS: the console is slow, too") == (
        f"{REPORT} PS: the console is slow, too"
    )


QUOTED = "> The gateway is dead."


@pytest.mark.parametrize(
    "text",
    [
        "Our client wrote this, please see below.",
        "I am forwarding what Bo has sent us.",
        "Das schrieb unser Kunde, siehe unten.",
        "Notre client nous écrit ceci, voir ci-dessous.",
    ],
)
def test_what_the_author_points_to_is_no_quotation(text: str) -> None:
    assert left(f"{text}\n\n{QUOTED}") == f"{text} {QUOTED}"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to you, that works again.",
        "The console is slow, too.",
        "We have put the sign below the door.",
    ],
)
def test_what_is_quoted_elsewhere_is_laid_aside(text: str) -> None:
    assert left(f"{text}\n\n{QUOTED}") == text


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Subject: request", "request"),
        (
            "Subject: Re: problem with the gateway\n\n" + REPORT,
            "problem with the gateway " + REPORT,
        ),
        ("Subject: gateway down\n\nPlease check.", "gateway down"),
    ],
)
def test_a_title_that_says_something_is_read(text: str, report: str) -> None:
    assert left(text) == report


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("I regret to inform you that the gateway is down.", "the gateway is down."),
        ("I would only like to mention, if I may, that nobody gets in.", "nobody gets in."),
        ("Please note that the list is wrong.", "the list is wrong."),
        ("Hiermit möchte ich melden, dass die Tür klemmt.", "die Tür klemmt."),
        ("Nous vous informons que la porte est bloquée.", "la porte est bloquée."),
        # Others' words are a report, and so is what nothing follows.
        ("The guests report that the gateway is down.",
         "The guests report that the gateway is down."),
        ("I would like to report that", "I would like to report that"),
        ("Note the time: it fails.", "Note the time: it fails."),
    ],
)  # fmt: skip
def test_words_that_only_say_that_a_report_follows_are_laid_aside(text: str, report: str) -> None:
    assert left(text) == report


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Automatic reply: the gateway is down", ""),
        ("Subject: RE: Automatische Antwort: Portal steht\nFrom: Ada\n\nThe gateway is down.",
         "The gateway is down."),
        ("Out of office: gateway down\nThe gateway is down.", "The gateway is down."),
        ("Automatic reply is off, gateway down", "Automatic reply is off, gateway down"),
    ],
)  # fmt: skip
def test_what_answers_by_itself_reports_nothing(text: str, report: str) -> None:
    assert left(text) == report


@pytest.mark.parametrize(
    ("text", "report"),
    [
        # A sentence behind thanks is no name.
        (f"{REPORT}\nThanks, you may close it.", f"{REPORT} Thanks, you may close it."),
        (f"{REPORT}\nThanks, Ada Holm.", REPORT),
        # Below a log dashes part what somebody says of it.
        ("12:01:44 gate: refused\n12:01:51 gate: refused\n--\n"
         "It is only this gate, all of the others let everybody in.",
         "12:01:44 gate: refused 12:01:51 gate: refused "
         "It is only this gate, all of the others let everybody in."),
        (f"{REPORT}\n--\nWe have been opening doors for everybody since the year 1850.", REPORT),
    ],
)  # fmt: skip
def test_what_is_meant_to_be_read_is_no_signature(text: str, report: str) -> None:
    assert left(text).replace("-- ", "") == report
