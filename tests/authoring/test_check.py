"""What the checks say of a policy whose form is right, but which does not hold together."""

from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from tests.authoring.broken import SOUND, told
from tests.policies import ALL

WRITE = 'write one such as "15 min", "8 h", "1 h 30 min", "2 days" or "3 business days"'
NO_SLOW = ("        when: {effect: slow}", "        when: {effect: slow, reach: many}")

# A change to the sound policy, » where a message must point, and the messages in order of place.
WRONG = {
    "an id given twice": (
        [("- {id: founder", "- {id: »office-lead")],
        ["the id 'office-lead' names a level already"],
    ),
    "an id that names something else": (
        [("- {id: founder", "- {id: »offices")],
        ["the id 'offices' names a topic already"],
    ),
    "an id that is no anchor": (
        [("- id: p1-loss", "- id: »P1_loss")],
        ["the id 'P1_loss' has other than small letters, digits and hyphens; write 'p1-loss'"],
    ),
    "a value given twice": (
        [
            ("- {id: archive,", "- {id: »mail,"),
            ("when: {service: archive}", "when: {service: mail}"),
            ("[calendar, archive]", "[calendar]"),
        ],
        ["the id 'mail' names a fact value already"],
    ),
    "no such calendar": (
        [("calendar: any-office", "calendar: »any-ofice")],
        ["there is no calendar 'any-ofice'; did you mean 'any-office'?"],
    ),
    "no such office hours": (
        [("office_hours: toronto-hours", "office_hours: »toronto-hour")],
        ["there is no calendar 'toronto-hour'; did you mean 'toronto-hours'?"],
    ),
    "no such member": (
        [("any_of: [oslo-hours,", "any_of: [»osl-hours,")],
        ['"osl-hours" is not a calendar; did you mean "oslo-hours"?'],
    ),
    "no such place": (
        [("    place: oslo", "    place: »olso")],
        ["there is no region 'olso'; did you mean 'oslo'?"],
    ),
    "no such channel": (
        [("channel: form}", "channel: »phone}")],
        ["there is no channel 'phone'; expected 'form'"],
    ),
    "no such interpretation": (
        [("because: archives-are-shared}", "because: »archives-shared}")],
        ["there is no interpretation 'archives-shared'; did you mean 'archives-are-shared'?"],
    ),
    "nothing that an interpretation applies to": (
        [("applies_to: [reach]", "applies_to: [oslo, »rech]")],
        ["there is no id 'rech'; did you mean 'reach'?"],
    ),
    "no such criterion to outrank": (
        [("when: {effect: lost}", "when: {effect: lost}\n        over: »p3-slwo")],
        ["there is no criterion 'p3-slwo'; did you mean 'p3-slow'?"],
    ),
    "an example that expects what is not there": (
        [
            ("      severity: 4\n", "      severity: »5\n"),
            ("criterion: p4-wish", "criterion: »p4-wishes"),
            ("target: p4-target", "target: »p5-target"),
            ("escalation: toronto", "escalation: »torronto"),
            ("asks: reach}", "asks: »rich}"),
        ],
        [
            "there is no severity '5'; expected '1', '2', '3' or '4'",
            "there is no criterion 'p4-wishes'; did you mean 'p4-wish'?",
            "there is no response target 'p5-target'; did you mean 'p4-target'?",
            "there is no region 'torronto'; did you mean 'toronto'?",
            "there is no fact 'rich'; did you mean 'reach'?",
        ],
    ),
    "an example that states what is not there": (
        [
            (
                "    text: Mail is down.",
                "    facts: {»rich: many, reach: »all}\n    text: Mail is down.",
            )
        ],
        [
            "there is no fact 'rich'; did you mean 'reach'?",
            "'reach' is never 'all'; expected 'one' or 'many'",
        ],
    ),
    "a condition on no fact": (
        [("when: {effect: lost}", "when: {»efect: lost}")],
        ["there is no fact 'efect'; did you mean 'effect'?"],
    ),
    "a condition on no value": (
        [("when: {effect: lost}", "when: {effect: [lost, »stoped]}")],
        ["'effect' is never 'stoped'; did you mean 'stopped'?"],
    ),
    "a criterion that depends on the severity": (
        [("when: {effect: lost}", "when: {effect: lost, »severity: 1}")],
        [
            "there is no fact 'severity'; expected 'service', 'effect', 'reach', 'country', "
            "'region' or 'day'"
        ],
    ),
    "a criterion that depends on no kind of day": (
        [("when: {effect: lost}", "when: {effect: lost, day: »weekday}")],
        ["'day' is never 'weekday'; write 'working-day'"],
    ),
    "a criterion that depends on no country": (
        [("when: {effect: lost}", "when: {effect: lost, country: »UKR}")],
        ["'country' is never 'UKR'; did you mean 'KR'?"],
    ),
    "a target on no kind of day": (
        [("{severity: 2, day: working-day}", "{severity: 2, day: »workday}")],
        ["'day' is never 'workday'; write 'working-day'"],
    ),
    "a target on no severity": (
        [("when: {severity: 3}", "when: {severity: »7}")],
        ["'severity' is never '7'; expected '1', '2', '3' or '4'"],
    ),
    "an action on no severity": (
        [("when: {severity: [1, 2]}", "when: {severity: [1, »high]}")],
        ["'severity' is never 'high'; expected '1', '2', '3' or '4'"],
    ),
    "an assumption of no value": (
        [("value: many,", "value: »everyone,")],
        ["'reach' is never 'everyone'; expected 'one' or 'many'"],
    ),
    "an assumption on no value": (
        [("when: {service: archive}", "when: {service: »archives}")],
        ["'service' is never 'archives'; did you mean 'archive'?"],
    ),
    "a phone number without its country": (
        [("number: +47 22 00 00 00", "number: »22 00 00 00")],
        ["'22 00 00 00' has no country code; write +47 22 00 00 00"],
    ),
    "no e-mail address": (
        [("lou.roy@kestrel.example.com", "»lou.roy(at)kestrel.example.com")],
        [
            "'lou.roy(at)kestrel.example.com' is no e-mail address: "
            "An email address must have an @-sign"
        ],
    ),
    "no web address": (
        [("url: https://kestrel.example.com/form", "url: »kestrel.example.com/form")],
        ["'kestrel.example.com/form' is no web address; write it with http:// or https://"],
    ),
    "an abbreviation for a zone": (
        [("    zone: America/Toronto\n    zone_label", "    zone: »EDT\n    zone_label")],
        ['"EDT" is not an IANA time zone: write a place, such as "America/New_York"'],
    ),
    "a misspelt zone": (
        [("    zone: America/Toronto\n    hours", "    zone: »America/Torronto\n    hours")],
        ['"America/Torronto" is not an IANA time zone: did you mean "America/Toronto"?'],
    ),
    "a duration without a unit": (
        [("within: 40 h", "within: »40")],
        [f'"40" has a number without a unit: {WRITE}'],
    ),
    "a duration in no unit": (
        [("within: 40 h", "within: »40 hurs")],
        ['"40 hurs": "hurs" is not a unit of time; did you mean "hours"?'],
    ),
    "no duration": (
        [("within: 40 h", "within: »0 h")],
        ['"0 h" is zero: a duration is longer than nothing'],
    ),
    "days that would be hours of open time": (
        [("within: 40 h", "within: »2 days")],
        ["counted on hours this is 48 h of open time: write hours or business days"],
    ),
    "hours that no clock shows": (
        [('"12:30-16:30"', '»"12:30-25:30"')],
        ['"12:30-25:30" has a time that no clock shows: 00:00 to 24:00 can be written'],
    ),
    "a calendar that is never open": (
        [("- {id: always, name: Always, always: true}", "- »{id: always, name: Always}")],
        ['"always" is never open: give it always, hours or any_of'],
    ),
    "holidays of no country": (
        [("holidays: CA-ON", "holidays: »XX")],
        ['"XX" is not a country whose holidays are known (ISO 3166)'],
    ),
    "holidays of no part of a country": (
        [("holidays: CA-ON", "holidays: »CA-OO")],
        ['"CA-OO" is not a subdivision with holidays; did you mean "CA-ON"?'],
    ),
    "years that run backwards": (
        [("notices:\n", "holidays:\n  first_year: 2030\n  last_year: »2029\n\nnotices:\n")],
        ["the last year, 2029, is before 2030"],
    ),
    "a holiday of no country": (
        [
            (
                "notices:\n",
                "holidays:\n  add: {place: »ZZ, date: 2027-01-01, name: x, source: x}\nnotices:\n",
            )
        ],
        ['"ZZ" is not a country whose holidays are known (ISO 3166)'],
    ),
    "a number for no country": (
        [("countries: [CA, US]", "countries: [CA, »UK]")],
        ["'UK' is no country code of ISO 3166, such as IN; write GB"],
    ),
    "an example from no country": (
        [("country: CA\n", "country: »Canada\n")],
        ["'Canada' is no country code of ISO 3166, such as IN; write CA"],
    ),
    "a phrase that claims two values of one fact": (
        [("phrases: [slow, delayed, late]", "phrases: [slow, »Stops, late]")],
        ["the phrase 'Stops' claims effect 'slow', but 'stopped' claims 'stopped' already"],
    ),
    "a phrase that is another's, its negation written out": (
        [
            ("phrases: [slow, delayed, late]", "phrases: [slow, »does not open, late]"),
            ("phrases: [down, stopped", "phrases: [doesn't open, stopped"),
        ],
        [
            "the phrase 'does not open' claims effect 'slow', but 'doesn't open' claims "
            "'stopped' already"
        ],
    ),
    "a phrase without words": (
        [("phrases: [slow, delayed, late]", "phrases: [slow, »'...', late]")],
        ["the phrase '...' has no word in it"],
    ),
    "a fact with nothing to choose": (
        [
            ("- id: reach\n", "- »id: reach\n"),
            (
                "- {id: one, label: One mailbox, means: one, "
                "phrases: [one mailbox, my mailbox, one user]}\n",
                "",
            ),
            ("stopped, reach: one}", "stopped, reach: »one}"),
        ],
        ["the fact 'reach' needs at least two values", "'reach' is never 'one'; expected 'many'"],
    ),
    "gaps in the decision table": (
        [("        when: {effect: slow}", "        when: »{effect: slow, reach: many}")],
        ["no criterion covers effect: slow, reach: one; 'p3-slow' is nearest"],
    ),
    "criteria that contradict each other": (
        [
            ("        when: {effect: slow}", "        when: »{effect: [slow, lost]}"),
        ],
        [
            "'p1-loss' and 'p3-slow' both claim service: mail, effect: lost, reach: one for "
            "different severities; give the one that wins 'over: [...]' with the other's id"
        ],
    ),
    "a criterion that never decides": (
        [
            (
                "  - id: 3\n",
                "      - id: never\n        label: x\n        text: x\n"
                "        when: »{service: archive, effect: stopped}\n  - id: 3\n",
            )
        ],
        ["no combination of facts ever comes to 'never'"],
    ),
}


@pytest.mark.parametrize(("changes", "messages"), WRONG.values(), ids=WRONG)
def test_what_does_not_hold_together(
    tmp_path: Path, changes: list[tuple[str, str]], messages: list[str]
) -> None:
    said, places = told(load_policy, tmp_path, changes)
    assert said == [f"{p}: {m}" for p, m in zip(places, messages, strict=True)]


def test_a_criterion_may_be_given_precedence(tmp_path: Path) -> None:
    """The contradiction above, settled."""
    overlap = ("when: {effect: slow}", "when: {effect: [slow, lost]}")
    order = ("when: {effect: lost}", "when: {effect: lost}\n        over: p3-slow")
    assert told(load_policy, tmp_path, [overlap, order]) == ([], [])


def test_of_many_gaps_the_first_are_named(tmp_path: Path) -> None:
    said, _ = told(
        load_policy,
        tmp_path,
        [
            ("when: {effect: lost}", "when: {service: mail, effect: lost, reach: one}"),
            NO_SLOW,
            ("when: {effect: wish}", "when: {effect: wish, reach: many}"),
            (
                "- {service: [calendar, archive], effect: stopped}",
                "- {service: calendar, effect: stopped}",
            ),
        ],
    )
    (gaps,) = [line for line in said if "no criterion covers" in line]
    assert gaps.count("; nor ") == 2
    assert "combinations in all)" in gaps


def test_facts_that_no_criterion_names_may_be_many(tmp_path: Path) -> None:
    values = "".join(f"      - {{id: v{i}, label: x}}\n" for i in range(20))
    more = "".join(
        f"  - id: more-{n}\n    name: x\n    question: x\n    values:\n{values}" for n in range(4)
    )
    assert told(load_policy, tmp_path, [("facts:\n", f"facts:\n{more}")])[0] == []


@pytest.mark.parametrize("name", ["facts", "severities", "response"])
def test_something_there_has_to_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.yml").write_text(f"{name}: []\n")
    text = SOUND.read_text(encoding="utf-8")
    start = text.index(f"\n{name}:\n") + 1
    end = text.index("\n\n", start)
    (tmp_path / "rest.yml").write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(
        Exception, match=f"empty.yml:1:1: '{name}' is empty; a policy needs at least"
    ):
        load_policy(tmp_path)


@pytest.mark.parametrize("directory", ALL, ids=lambda d: d.name)
def test_sound_policies(directory: Path) -> None:
    assert load_policy(directory).policy.severities
