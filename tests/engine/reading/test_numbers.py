"""Numbers that tell how many: read, not guessed, in words and digits."""

import pytest

from calculator.engine.reading.numbers import Count
from calculator.engine.reading.text import words
from calculator.language.knowledge import language


def counts(text: str) -> list[Count]:
    return list(language().numbers.counts(words(text), text))


@pytest.mark.parametrize(
    ("text", "kind", "part", "whole"),
    [
        ("3 of 800 users", "few-of", 3, 800),
        ("412 out of 415 accounts", "most-of", 412, 415),
        ("2 of our 3 users", "most-of", 2, 3),
        ("one of our two servers", "one-of", 1, 2),
        ("60 of 60 laptops", "all-of", 60, 60),
        ("0 of 640 laptops", "none-of", 0, 640),
        ("all but one of them", "all-but", 1, None),
        ("99 % of the calls", "most-of", 99, 100),
        ("about 40 people", "many", 40, None),
        ("five users", "few", 5, None),
        ("4,000 travellers", "many", 4000, None),
        ("22k users", "many", 22000, None),
        ("two hundred users", "many", 200, None),
        ("drei von 800 Benutzern", "few-of", 3, 800),
        ("All but one of our users", "all-but", 1, None),
        ("All but 3 of our 90 users", "all-but", 3, None),
        ("five of our users", "few", 5, None),
        ("Lecture theatre 1, 220 students", "many", 220, None),
        ("99.2 % succeed", "most-of", 99.2, 100),
        ("half of our users", "many-of", 50, 100),
        ("die Hälfte der Benutzer", "many-of", 50, 100),
        ("5 of 6 nodes", "most-of", 5, 6),
        ("deux sur quatre utilisateurs", "few-of", 2, 4),
        ("3 de 800 usuarios", "few-of", 3, 800),
        # With a stroke.
        ("0/88 laptops", "none-of", 0, 88),
        ("218/218 doors", "all-of", 218, 218),
        ("2,013 / 2,013 badges", "all-of", 2013, 2013),
        ("31/88 doors", "many-of", 31, 88),
        ("3/12 users", "few-of", 3, 12),
        # The whole before its part.
        ("of the 88 people on the road today, 31 wait", "many-of", 31, 88),
        ("of our 40 doors, 12 are shut", "many-of", 12, 40),
        ("von 88 Benutzern kommen 31 nicht hinein", "many-of", 31, 88),
        # Of what people do the share counts, not the number.
        ("3 of 40 logins", "few-of", 7.5, 100),
        ("one booking in ten", "many-of", 10, 100),
        ("1 in 5 users", "many-of", 20, 100),
        ("un utilisateur sur cinq", "many-of", 20, 100),
        ("3 sur 40 utilisateurs", "few-of", 3, 40),
        # All but whoever writes.
        ("everyone but me", "all-but", 1, None),
        ("alle außer mir", "all-but", 1, None),
        ("tous sauf moi", "all-but", 1, None),
        # So many that nobody counts them.
        ("dozens of users", "many", 24, None),
        ("hundreds of travellers", "many", 200, None),
        ("Hunderte von Benutzern", "many", 200, None),
        ("five users at 10:30", "few", 5, None),
        # So many of all that there are, and no share.
        ("3 people in 2,600", "few-of", 3, 2600),
        # The fields of a form.
        ("Users affected: 4. Total users: 2,000.", "few-of", 4, 2000),
        ("affected users = 300", "many", 300, None),
        ("users failing: 980 of 980", "all-of", 980, 980),
        ("Impacted: 2 (of 1200)", "few-of", 2, 1200),
        ("Benutzer betroffen: 40, Benutzer gesamt: 900", "many-of", 40, 900),
    ],
)
def test_counts_and_shares(text: str, kind: str, part: float, whole: float | None) -> None:
    (count,) = counts(text)
    assert (count.kind, count.part, count.whole) == (kind, part, whole)


@pytest.mark.parametrize(
    "text",
    [
        "since 9 this morning",
        "error 1603",
        "on 4 May 2026",
        "version 5.2",
        "",
        "no number",
        "since 9:15 users wait",
        "09:15:30 users wait",
        "since 11/24",
        "on 3/12",
        "chapter 2 / 5",
        "one day in six",
        "everyone but the guard",
        "dozens of pages",
        "of the 2 houses",
        "version of 2026, 31 days",
    ],
)
def test_other_numbers_count_nobody(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("3 of 800 users", True),
        ("step 3 of 5", False),
        ("0/88 laptops", True),
        ("31/88 doors", False),
        ("of the 88 people on the road, 31 wait", True),
        ("of our 40 doors, 12 are shut", False),
        ("38 % of the bookings", True),
        ("half of the orders", True),
        ("half of the pages", False),
        ("users 3 of 40 are out", True),
        ("einer von sechs Benutzern", True),
    ],
)
def test_whether_those_who_use_a_thing_are_counted(text: str, people: bool) -> None:
    assert [count.people for count in counts(text)] == [people]
