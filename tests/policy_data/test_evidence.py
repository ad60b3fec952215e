"""The words that are shown for each fact: a reader believes them who reads nothing else."""

from functools import cache

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from tests.policy_data import POLICY
from tests.policy_data.reading import example_set

SOURCE = load_policy(POLICY)
DESK = Desk(SOURCE.policy, language(), SOURCE.learned)

TEXTS = [e["text"] for name in ("given", "given-forms", "forms") for e in example_set(name)]


read = cache(DESK.reader.read)


def shown(text: str, fact: str) -> list[str]:
    evidence = read(text).evidence
    return [text[e.start : e.end] for e in evidence if e.fact == fact]


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        # A short clause is shown as a whole, its negation included.
        ("RoamServer is not reachable since 9.", "problem", "RoamServer is not reachable since 9"),
        ("Yesterday's CDR file has not arrived.", "problem",
         "Yesterday's CDR file has not arrived"),
        ("Unser RoamServer antwortet seit 8 Uhr nicht mehr.", "problem",
         "Unser RoamServer antwortet seit 8 Uhr nicht mehr"),
        ("My password has expired.", "problem", "My password has expired"),
        ("How do I add a user in the portal?", "problem", "How do I add a user in the portal?"),
        ("The RoamServer is slow for everybody since the update.", "problem",
         "The RoamServer is slow for everybody since the update"),
        # Of several clauses the one that reports.
        ("The RoamServer is reachable, but answers no request.", "problem",
         "The RoamServer is reachable, but answers no request"),
        ("The bishop cannot connect. His diocese can.", "problem", "The bishop cannot connect"),
        # What stands in brackets parts nothing.
        ("A handful of folks (4, I think) in Perth get the login window twice.", "problem",
         "A handful of folks (4, I think) in Perth get the login window twice"),
        ("It isn't the Wi-Fi. The RoamServer does not start.", "problem",
         "The RoamServer does not start"),
        ("The portal was down yesterday. Today it works. Where can I find the report?", "problem",
         "Where can I find the report?"),
        ("RESOLVED: portal unreachable. RoamServer is down now.", "problem",
         "RoamServer is down now"),
        ("Users at the airport in Lyon cannot connect; in Paris everything works.", "problem",
         "Users at the airport in Lyon cannot connect"),
        ("Hello team,\n\nthe portal shows an error page to all of us.\n\nKind regards\nKim Doe",
         "problem", "the portal shows an error page to all of us"),
        # Of a long one the part between two marks.
        ("Our RoamServer has been dead since the power cut in the night, and the supplier is on "
         "his way to us.", "problem",
         "Our RoamServer has been dead since the power cut in the night, and the supplier"
         " is on his way to us"),
        ("The CDR of yesterday contains every session twice, which costs us a lot of time.",
         "problem", "The CDR of yesterday contains every session twice, which costs us a "
                    "lot of time"),
        ("Hosted authentication does not answer, and our phones are ringing all the time.",
         "problem", "Hosted authentication does not answer, and our phones are ringing "
                    "all the time"),
        ("Please change the IP address of our RoamServer to 192.0.2.7.", "problem",
         "Please change the IP address of our RoamServer to 192.0.2.7"),
        # A count with what is counted.
        ("0 of 640 laptops can log in.", "impact", "0 of 640 laptops can log in"),
        ("3 of 800 users cannot connect, all others can.", "impact",
         "3 of 800 users cannot connect, all others can"),
        ("38 % of the logins at Heathrow fail since noon.", "impact",
         "38 % of the logins at Heathrow fail since noon"),
        ("Two of our twelve auditors: no connection", "impact", "Two of our twelve "
                                                                "auditors: no connection"),
        ("Two of our twelve auditors: no connection", "problem", "Two of our twelve "
                                                                 "auditors: no connection"),
        ("RoamServers: 4. Answering: 0.", "problem", "Answering: 0"),
        ("All but one of our users can connect.", "impact", "All but one of our users can connect"),
        # Who it is with what becomes of them.
        ("Nobody in the whole company can connect.", "impact",
         "Nobody in the whole company can connect"),
        ("Only my laptop is refused at the hotel, my colleagues are online.", "impact",
         "Only my laptop is refused at the hotel, my colleagues are online"),
        ("Aucun utilisateur ne peut se connecter depuis ce matin.", "impact",
         "Aucun utilisateur ne peut se connecter depuis ce matin"),
        # A name is its own evidence.
        ("Our RoamServer is down", "subject", "RoamServer"),
        ("The import of hosted users stops at line 12 with an error.", "subject", "hosted users"),
        ("A user got online in Iran although the country is blocked.", "subject", "Iran"),
        ("Nobody in the whole company can connect.", "subject", "connect"),
    ],
)  # fmt: skip
def test_evidence_is_a_phrase_that_says_so(text: str, fact: str, words: str) -> None:
    assert shown(text, fact) == [words]


def test_a_name_alone_is_no_evidence_of_what_happens() -> None:
    for text in TEXTS:
        named = [(h.start, h.end) for h in DESK.reader.heard(text) if h.fact == "subject"]
        for e in read(text).evidence:
            within = any(a <= e.start and e.end <= b for a, b in named)
            assert e.fact != "problem" or not within, (text, text[e.start : e.end])


def test_no_evidence_cuts_a_count_off() -> None:
    for text in TEXTS:
        judged = DESK.reader.judge.judge(text)
        counts = [count for clause in judged.clauses for count in clause.counts]
        spans = [(judged.words[c.first].start, judged.words[c.last - 1].end) for c in counts]
        for e in read(text).evidence:
            if e.fact != "subject":
                assert not [1 for a, b in spans if a < e.start < b or a < e.end < b], text


def test_what_is_evidence_is_never_shown_as_laid_aside() -> None:
    for text in TEXTS:
        reading = read(text)
        for e in reading.evidence:
            assert all(e.end <= a.start or a.end <= e.start for a in reading.aside), text


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        # Asked is what asks, however much is told around it.
        ("The news told of an outage in Brazil. Is there a status page we could see?", "problem",
         ["Is there a status page we could see?"]),
        # A quotation is not cut.
        ("The client says \"lease expired, renew failed, please call your own administrator\" on "
         "all of our machines in Leeds since the morning of Friday.", "problem",
         ["The client says \"lease expired, renew failed, please call your own "
          "administrator\" on all of our machines in Leeds since the morning of Friday"]),
        ("It was our firewall. Hallelujah, everybody is online again!", "problem",
         ["Hallelujah, everybody is online again!"]),
        # A thing is named by its best name, wherever that stands, or by what tells it alone.
        ("Yesterday's usage file lists 41 sessions. Our own log knows 388.", "subject",
         ["usage file"]),
        ("Finance here. call records of May: country column wrong, all say Norway", "subject",
         ["call records of May: country column wrong, all say Norway"]),
        ("Tek bir kullanıcı havaalanında bağlanamıyor, şifresi doğru.", "subject",
         ["Tek bir kullanıcı havaalanında bağlanamıyor, şifresi doğru"]),
        # How many is shown where words say so.
        ("mel: two handhelds in the shop say \"session expired\"\nray: the other forty?", "impact",
         []),
        ("2 of 977 rows read on 2024-05-02, hosted users", "impact",
         ["2 of 977 rows read on 2024-05-02, hosted users"]),
        ("HUS-IMPORT 2024-05-02 aborted, 2 of 977 rows read", "impact", ["HUS-IMPORT "
                                                                         "2024-05-02 "
                                                                         "aborted, 2 of "
                                                                         "977 rows read"]),
        ("Jakarta 41 of 64, Manila 58 of 60, Hanoi 41 of 41 online.", "impact",
         ["Jakarta 41 of 64, Manila 58 of 60, Hanoi 41 of 41 online"]),
        # What is behind a turn, where nothing bad stands before it.
        ("The upload of hosted users is accepted but never finishes.", "problem",
         ["The upload of hosted users is accepted but never finishes"]),
        # A heading with its answer.
        ("CDR totals: your file 1,204 sessions, our own count 1,977.", "problem",
         ["CDR totals: your file 1,204 sessions, our own count 1,977"]),
        ("Number of admins that get into the portal since the reset on Monday: none.", "problem",
         ["Number of admins that get into the portal since the reset on Monday: none"]),
        # No exception without what it is made from, and no half of a comparison.
        ("All but the Dublin office are offline.", "problem",
         ["All but the Dublin office are offline"]),
        ("We billed 900 sessions, your daily file has 700.", "problem",
         ["We billed 900 sessions, your daily file has 700"]),
        # Neither those that are spared, nor what befalls nobody.
        ("A mi compañera no le deja conectar el portátil, a los demás sí.", "problem",
         ["A mi compañera no le deja conectar el portátil, a los demás sí"]),
        ("At nine sites on our list our 200 auditors get \"access denied\" since the 22nd, at the "
         "other 12 all is well.", "problem",
         ["At nine sites on our list our 200 auditors get \"access denied\" since the 22nd,"
          " at the other 12 all is well"]),
        ("Nobody fails, all 800 users have to wait for two minutes at login.", "problem",
         ["Nobody fails, all 800 users have to wait for two minutes at login"]),
        ("My tablet connects, then drops every few minutes. My colleague Tom, next to me, is "
         "online.", "impact", ["My tablet connects, then drops every few minutes"]),
        ("Log-ins from Tehran are let in. All other places in Iran refuse us as they ought to.",
         "problem", ["Log-ins from Tehran are let in"]),
        ("Caller sits at Zurich airport lounge network, all 30 colleagues rejected there. On 4G "
         "and hotel Wi-Fi they are ok.", "subject", ["network"]),
        # A clause that only points to another says nothing.
        ("The portal logs our admins out after forty seconds. It is the same on my tablet.",
         "problem", ["The portal logs our admins out after forty seconds"]),
        # No quotation, count or time is cut.
        ("The login page says \"your account is not yet active, see the mail\", what now?",
         "problem", ["The login page says \"your account is not yet active, see the mail\","
                     " what now?"]),
        ("Our people in the Nordics have been telling us that the client drops off the Wi-Fi every "
         "ten to fifteen minutes and they have to press connect again", "problem",
         ["Our people in the Nordics have been telling us that the client drops off the "
          "Wi-Fi every ten to fifteen minutes"]),
        # What happens to whom, each by its own part.
        ("Since noon all the staff of ours, at home and abroad, become unable to connect by iPass.",
         "problem", ["Since noon all the staff of ours, at home and abroad, become unable"
                     " to connect by iPass"]),
        ("Seit heute früh kommt bei uns kein einziger Mitarbeiter mehr ins Netz.", "impact",
         ["Seit heute früh kommt bei uns kein einziger Mitarbeiter mehr ins Netz"]),
        # What stands in brackets parts nothing, but a line does.
        ("The CDR files (call details) from your side have lost the time zone column.", "problem",
         ["The CDR files (call details) from your side have lost the time zone column"]),
        ("[FIRING:1] RoamServerTargetDown (rs-one:9812 roamserver)\nsummary: no target", "problem",
         ["[FIRING:1] RoamServerTargetDown (rs-one:9812 roamserver)"]),
        # What was learned of a clause tells more than what it sounds like.
        ("Roughly a third of the laptops end with the installer rolling back. SCCM logs are in the "
         "attached zip.", "problem",
         ["Roughly a third of the laptops end with the installer rolling back"]),
        # What has a word for what works is the trouble where it should not.
        ("Nobody lifted the restriction, and yet there were four successful connections from "
         "Havana.", "problem", ["Nobody lifted the restriction, and yet there were four "
                                "successful connections from Havana"]),
        # What joins two sentences belongs to neither.
        ("The portal opens for all of our agents in Leeds and Cork, and the case list is empty",
         "problem", ["The portal opens for all of our agents in Leeds and Cork, and the "
                     "case list is empty"]),
    ],
)  # fmt: skip
def test_evidence_is_what_says_so_in_particular(text: str, fact: str, words: list[str]) -> None:
    assert shown(text, fact) == words


def test_what_happens_has_evidence() -> None:
    unshown = 0
    for text in TEXTS:
        reading = read(text)
        found = {e.fact: e.value for e in reading.evidence}
        assert found.items() <= reading.facts.items(), text
        problem = reading.facts.get("problem")
        unshown += problem not in (None, "question", found.get("problem"))
    assert unshown <= len(TEXTS) // 60


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        # Without marks, a unit of sense: not the caller, not the excuse, not the thanks.
        ("phone note 1120 caller mr lund from oslo says all the crews of their company at the "
         "conference hotel in lima are refused 30 ppl same ppl were ok at the airport yesterday",
         "problem",
         ["all the crews of their company at the conference hotel in lima are refused 30 ppl"]),
        ("phone note 1120 caller mr lund from oslo says all the crews of their company at the "
         "conference hotel in lima are refused 30 ppl same ppl were ok at the airport yesterday",
         "impact",
         ["all the crews of their company at the conference hotel in lima are refused 30 ppl"]),
        ("hi its thandi from the desk in accra nobody gets on not the drivers not the office tried "
         "two phones started like half hour ago please hurry", "problem",
         ["nobody gets on not the drivers"]),
        ("some digger cut the fibre to our dc in turin so your side cant reach our roamserver at "
         "all we have no other line telco says 5 hrs all drivers stuck", "problem",
         ["your side cant reach our roamserver at all"]),
        ("just fyi its back everyones online since 20 past so you can close the big ticket cheers "
         "and thanks to the kind lady who stayed on the line", "problem",
         ["everyones online since 20 past so you can close the big ticket"]),
        # A title ends no sentence.
        ("Two of our nurses (Mr. Okoro and Mrs. Lind) cannot log in.", "impact",
         ["Two of our nurses (Mr. Okoro and Mrs. Lind) cannot log in"]),
        # Whom it concerns stands with its share.
        ("About a third of our 4,500 people have had to try again and again since last night "
         "before being let in; two thirds notice nothing.", "impact",
         ["About a third of our 4,500 people have had to try again and again since last "
          "night before being let in"]),
        ("2 of 2 RoamServers unavailable, 0 of 415 persons authenticated, 3 of 3 restarts without "
         "effect.", "impact", ["2 of 2 RoamServers unavailable, 0 of 415 persons "
                               "authenticated, 3 of 3 restarts without effect"]),
        # A number of people is one for few; licences are none for many.
        ("3 people in 2,600 have the effect that the signal bars stay grey although they're "
         "connected.", "impact",
         ["3 people in 2,600 have the effect that the signal bars stay grey although they're "
          "connected"]),
        ("We've used 780 of 1,000 licences. What happens when the 1,001st person signs on?",
         "impact", []),
        # What was read of the whole, and no unit says, has no words.
        ("Ticket 550912 was updated by Bernadette L.\n\n\"Customer rang again, says it is worse "
         "than yesterday and wants a supervisor.\"", "problem", []),
        # That nothing is broken is told by what tests, not by what is pretended.
        ("*** TEST *** This is a test of the paging chain. Simulated event: all authentication "
         "lost at customer 0000.", "problem",
         ["TEST *** This is a test of the paging chain"]),
        # Trouble is not told by where it works, nor by what may happen.
        ("In all four hotels your application starts but gives \"authentication rejected by the "
         "provider\". In the cafés the consultants are connected without problem.", "subject",
         ["authentication"]),
    ],
)  # fmt: skip
def test_evidence_says_it_by_itself(text: str, fact: str, words: list[str]) -> None:
    assert shown(text, fact) == words


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        # Who says it in a chat is no part of it.
        ("hd1: 11 calls this morning, \"can't sign on\"\nhd2: let me guess, the interns?\nhd1: yep "
         "all 11. contracts ended, but they stay till friday", "problem",
         ["11 calls this morning, \"can't sign on\""]),
        # Nothing is cut that turns the meaning: none, only, but, what stands behind brackets.
        ("We are very slightly concerned, as it would seem that none of our four thousand staff, "
         "in whatever country, has managed to sign in since yesterday evening.", "problem",
         ["We are very slightly concerned, as it would seem that none of our four thousand staff, "
          "in whatever country, has managed to sign in since yesterday evening"]),
        ("Ms Adeyemi: the page where she enters new joiners (we hold their accounts, they have no "
         "server) does nothing when she presses save.", "problem",
         ["Ms Adeyemi: the page where she enters new joiners (we hold their accounts, they have no "
          "server) does nothing when she presses save"]),
        ("Hosted user accounts get created but the password from the file does not work, for the "
         "complete import of 300.", "problem",
         ["Hosted user accounts get created but the password from the file does not work, for the "
          "complete import of 300"]),
        ("RoamServer never receives a request since we moved it to the new OS: nothing in its log.",
         "problem",
         ["RoamServer never receives a request since we moved it to the new OS: nothing in its "
          "log"]),
        # The clause that says it, not one that says how many, or what works.
        ("SMS: no1 can get on. whole co. not 1 person not 1 place. pls ring me asap - deb",
         "problem", ["SMS: no1 can get on"]),
        ("Nobody in the firm gets past sign-in. She has rung Lagos and London herself, same "
         "everywhere. Passwords for their mail are accepted.", "problem",
         ["Nobody in the firm gets past sign-in"]),
        ("Their box in the comms room which checks the passwords has died, smell of burning. No "
         "spare. All sign-ins go through it.", "problem",
         ["Their box in the comms room which checks the passwords has died, smell of burning"]),
        ("Opsgenie P1 #5571 \"Sign-ins worldwide\"\nok: 0\nrejected: 2655\nregion: all\n"
         "since: 26 minutes\nAcked by: nobody", "problem", ["rejected: 2655"]),
        # That nothing is broken is told by what says so, not by what was.
        ("PagerDuty  #90112  [TEST - PLEASE DISREGARD]\nService: sign-in worldwide\nDetails: "
         "\"everything is down\". Sent by j.kim to check the new on-call rota", "problem",
         ["PagerDuty  #90112  [TEST - PLEASE DISREGARD]"]),
        ("Keine Störung, bei uns läuft alles! Wir würden nur gerne wissen, ob unser RoamServer "
         "auch auf einer virtuellen Maschine betrieben werden darf.", "problem",
         ["Wir würden nur gerne wissen, ob unser RoamServer auch auf einer virtuellen Maschine "
          "betrieben werden darf"]),
        # Where the words that are believed say that it works, or next to nothing is believed.
        ("Pingdom UP: \"iPass admin portal\" has come back UP at 14:06:41, after 4m 02s of "
         "downtime. Reason for downtime was: Timeout (> 30s).", "problem", []),
        # A name as it is written; a word for what happens names nothing.
        ("Splunk Alert: embargo_watch\nSearch found 14 events in the last 60 min\ncountry=SY "
         "action=permit count=9\nexpected action: deny", "subject", ["embargo_watch"]),
        ("Nobody in the firm gets past sign-in. At the airport she was refused, too.", "subject",
         ["sign-in"]),
        # In a longer text without marks, one thought.
        ("yeah hi this is the night desk um so nobody can get on the eye pass at all not one "
         "person we've got about nine hundred people and they're all calling me so please call",
         "problem", ["nobody can get on the eye pass at all"]),
    ],
)  # fmt: skip
def test_evidence_is_the_statement_that_decided(text: str, fact: str, words: list[str]) -> None:
    assert shown(text, fact) == words


LINKS = language().thought["links"]


def test_no_evidence_begins_with_what_only_links_it() -> None:
    for text in TEXTS:
        judged = DESK.reader.judge.judge(text)
        begins = {word.start: i for i, word in enumerate(judged.words)}
        for e in read(text).evidence:
            i = begins.get(e.start)
            last = i is not None and judged.words[i].end == e.end
            assert i is None or last or not LINKS.at(judged.plain, i), (text, text[e.start : e.end])


@pytest.mark.parametrize(
    "text",
    [
        # What decides is not laid aside for what it sounds like.
        "Buongiorno, la macchina che controlla le password di tutti i nostri dipendenti (il "
        "RoamServer, ne abbiamo uno solo) si è spenta stanotte e non riparte. Nessuno riesce a "
        "collegarsi. Aspetto una telefonata.",
        "Their box in the comms room which checks the passwords has died, smell of burning. No "
        "spare. All sign-ins go through it. Supplier can bring a new board tomorrow.",
        "eng: auth01 dead\neng: auth02 dead\neng: those are YOUR boxes not ours\neng: no answers "
        "on 1812 since 03:58, zero logins any realm",
        "Staff member on holiday could get on in Havana with the bank's login. That country ought "
        "to be barred. Wants it barred today and a confirmation.",
        "Someone of ours got onto a hotspot in Tehran without being refused. Isn't that supposed "
        "to be blocked? Please repair the block.",
        "The nightly file with everybody's connection times has not shown up in our folder since "
        "Thursday. Thursday, Friday, Saturday, all absent. Wednesday's is the last one there.",
        "Zabbix: Problem started at 05:31:07\nProblem name: CDR pickup folder – newest file older "
        "than 50 h (expected: one per day)\nHost: billing-gw",
        "Nur zur Kenntnis: Am Sonntag von 3 bis 5 Uhr tauschen wir die Batterien im Serverraum, "
        "unser Anmeldeserver ist dann aus. Danach läuft alles wieder wie gewohnt.",
        "lena: bulk upload to the hosted accounts hangs\nagent: for one file?\nlena: any file, any "
        "admin. single entries hang too. deletions as well",
    ],
)
def test_what_decides_is_never_laid_aside(text: str) -> None:
    kinds = {a.cue for a in read(text).aside}
    assert kinds <= {"greeting", "small-talk", "signature", "header"}


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("The portal was down yesterday. Today it works. Where can I find the report?", "over",
         "The portal was down yesterday"),
        ("It isn't the Wi-Fi that fails. The RoamServer does not start.", "denied",
         "It isn't the Wi-Fi that fails"),
        ("If the portal goes down again, we will call you. The RoamServer is down now.",
         "supposed", "If the portal goes down again"),
        ("PagerDuty [TEST - PLEASE DISREGARD]\nDetails: \"everything is down\".", "exercise",
         "everything is down"),
    ],
)  # fmt: skip
def test_what_has_a_word_for_it_is_laid_aside(text: str, cue: str, words: str) -> None:
    assert (cue, words) in [(a.cue, text[a.start : a.end]) for a in read(text).aside]
