"""The compact public holidays, compared with the library they are made from."""

import gzip
from datetime import date, timedelta

import holidays
import pytest

from calculator.authoring.countries import PUBLIC, countries
from calculator.authoring.holidays import build, packed, place_problem, problems, unpacked, years
from calculator.engine.policy import HolidayChange, HolidayRules
from calculator.engine.time.holidays import day_kind

TODAY = date(2026, 11, 20)
EVERYWHERE = build(HolidayRules(), TODAY)
HOLIDAYS = unpacked(packed(EVERYWHERE))
COUNTRIES = holidays.list_supported_countries(include_aliases=False)


def change(place: str, day: date, name: str = "", source: str = "a source") -> HolidayChange:
    return HolidayChange(place, day, source, name)


def few(*countries: str, **rules: tuple[HolidayChange, ...]) -> HolidayRules:
    return HolidayRules(countries=countries, **rules)


def test_years_are_those_around_the_build_unless_named() -> None:
    assert list(years(HolidayRules(), TODAY)) == [2025, 2026, 2027, 2028, 2029]
    assert list(years(HolidayRules(first_year=2020, last_year=2021), TODAY)) == [2020, 2021]


def test_every_country_is_there() -> None:
    assert set(EVERYWHERE) == set(COUNTRIES)


ALIKE = [
    country
    for country in COUNTRIES
    if not (about := countries().get(country))
    or (
        (about.categories == PUBLIC and not (about.weekend or about.nationwide or about.open))
        and not (about.national or about.moves)
    )
]
"""Countries whose offices follow the library."""

EVERYWHERE_IN = {
    "AU": {date.fromisoformat(day) for day in (
        "2025-01-27", "2026-12-28", "2027-03-28", "2027-12-27",
        "2027-12-28", "2028-01-03", "2028-04-16", "2029-04-01",
    )},
    "BA": {date(2027, 5, 3)},
}  # fmt: skip
"""Days of a country that the library has only in each of its regions."""


@pytest.mark.parametrize("country", ALIKE)
def test_every_day_is_what_the_library_says(country: str) -> None:
    data = EVERYWHERE[country]
    for subdivision in (None, *data.get("subdivisions", ())):
        place = f"{country}-{subdivision}" if subdivision else country
        library = holidays.country_holidays(country, subdiv=subdivision, years=range(2024, 2031))
        # A year suffices for a subdivision: its differences are of the country's making.
        first, last = (2026, 2026) if subdivision else (data["first"], data["last"])
        day = date(first, 1, 1)
        while day.year <= last:
            found = day_kind(HOLIDAYS, place, day)
            if day not in EVERYWHERE_IN.get(place, ()):
                assert (found.kind == "holiday") == (day in library), (place, day)
                assert (found.kind == "working-day") == library.is_working_day(day), (place, day)
            day += timedelta(days=1)


@pytest.mark.parametrize(
    ("place", "day", "name"),
    [
        ("IN", date(2027, 1, 26), "Republic Day"),
        ("GB", date(2026, 12, 28), "Boxing Day (observed)"),
        ("GB-ENG", date(2026, 12, 28), "Boxing Day (observed)"),
        ("US", date(2027, 7, 5), "Independence Day (observed)"),
        ("US-CA", date(2027, 7, 5), "Independence Day (observed)"),
        ("US", date(2027, 12, 31), "New Year's Day (observed)"),
        ("SA", date(2026, 9, 23), "National Day Holiday"),
        ("CN", date(2026, 10, 1), "National Day"),
        ("BE", date(2026, 7, 21), "National Day"),
    ],
)
def test_holidays_have_english_names(place: str, day: date, name: str) -> None:
    assert HOLIDAYS.lookup(place, day) == name


@pytest.mark.parametrize(
    ("place", "day", "kind"),
    [
        # The general holidays, not the statutory minimum; Saturday is no working day of offices.
        ("HK", date(2026, 4, 3), "holiday"),
        ("HK", date(2027, 3, 26), "holiday"),
        ("HK", date(2026, 12, 5), "weekend"),
        ("MO", date(2026, 12, 8), "holiday"),
        ("SE", date(2026, 6, 19), "holiday"),
        ("SE", date(2026, 12, 24), "holiday"),
        ("SE", date(2026, 12, 23), "working-day"),
        ("CR", date(2026, 12, 1), "holiday"),
        # Federal for the country as a whole; Newfoundland keeps its own list.
        ("CA", date(2026, 10, 12), "holiday"),
        ("CA-ON", date(2026, 10, 12), "holiday"),
        ("CA-NL", date(2026, 10, 12), "working-day"),
        ("CA-ON", date(2026, 11, 11), "working-day"),
        # The state's offices work on days to remember.
        ("US-CA", date(2027, 10, 29), "working-day"),
        ("US-CA", date(2027, 3, 31), "holiday"),
        ("US-TX", date(2026, 4, 3), "working-day"),
        ("HK", date(2028, 10, 3), "working-day"),
        ("MY", date(2026, 11, 9), "holiday"),
        ("MY-13", date(2026, 11, 9), "working-day"),
        ("TN", date(2026, 12, 17), "holiday"),
        ("TN", date(2026, 1, 14), "working-day"),
        # A holiday in every state is one of the country.
        ("AU", date(2026, 12, 28), "holiday"),
        ("AU", date(2026, 6, 8), "working-day"),
        ("VE", date(2026, 11, 28), "weekend"),
        ("LY", date(2026, 11, 27), "weekend"),
        ("LY", date(2026, 11, 29), "working-day"),
        ("MR", date(2026, 11, 27), "working-day"),
        ("NP", date(2026, 11, 29), "working-day"),
        ("NP", date(2026, 11, 28), "weekend"),
        ("BN", date(2026, 11, 28), "working-day"),
        ("BN", date(2026, 11, 29), "weekend"),
        ("IR", date(2026, 11, 27), "weekend"),
    ],
)
def test_offices_close_when_they_do(place: str, day: date, kind: str) -> None:
    assert day_kind(HOLIDAYS, place, day).kind == kind


def test_whatever_differs_from_the_library_says_why() -> None:
    for code, about in countries().items():
        named = {name for name in about.regions.values() if name}
        assert (about.why and about.source) or named, code
        assert code in COUNTRIES


def test_what_is_not_decreed_yet_may_move() -> None:
    assert HOLIDAYS.estimated("CN", date(2026, 10, 1)) is None
    assert HOLIDAYS.estimated("CN", date(2027, 10, 1)) == "National Day"
    assert HOLIDAYS.estimated("PK", date(2027, 3, 10)) == "Eid-ul-Fitr (estimated)"


def test_regions_are_named_and_those_of_schools_are_none() -> None:
    for data in EVERYWHERE.values():
        for code, region in data.get("subdivisions", {}).items():
            name = region.get("name", code)
            assert len(name) > 2
            assert not name.isupper()
            assert not name.startswith("Zone")
    assert HOLIDAYS.regions("IN")["IN-TS"] == "Telangana"
    assert HOLIDAYS.regions("FR")["FR-971"] == "Guadeloupe"
    assert HOLIDAYS.lookup("IN-TG", date(2026, 6, 2)) == HOLIDAYS.lookup("IN-TS", date(2026, 6, 2))


def test_weekends_are_the_countrys() -> None:
    assert HOLIDAYS.weekend("SA") == {4, 5}
    assert HOLIDAYS.weekend("US") == {5, 6}
    assert HOLIDAYS.weekend("MY") == {5, 6}
    assert HOLIDAYS.weekend("MY-02") == {4, 5}


def test_a_country_whose_library_ends_early_is_known_no_longer() -> None:
    assert HOLIDAYS.known("LK", 2026)
    assert not HOLIDAYS.known("LK", 2027)
    assert build(HolidayRules(("LK",), first_year=2030, last_year=2031), TODAY) == {}


def test_the_data_are_small() -> None:
    texts = packed(EVERYWHERE)
    sizes = sorted(len(gzip.compress(text.encode(), mtime=0)) for text in texts.values())
    assert sizes[len(sizes) // 2] < 1_000
    assert sizes[-1] < 5_000
    assert sum(len(text.encode()) for text in texts.values()) < 400_000


def test_countries_can_be_chosen_and_combined() -> None:
    texts = packed(build(few("BE", "IN"), TODAY))
    assert list(texts) == ["BE", "IN"]
    assert unpacked({"IN": texts["IN"]}).known("IN", 2026)
    assert not unpacked({"IN": texts["IN"]}).known("BE", 2026)


# -- what a policy adds and removes ----------------------------------------------------------------

A_MONDAY = date(2026, 12, 7)


def test_an_addition_holds_in_the_country_and_its_subdivisions() -> None:
    found = unpacked(packed(build(few("US", add=(change("US", A_MONDAY, "Extra"),)), TODAY)))
    assert found.lookup("US", A_MONDAY) == "Extra"
    assert found.lookup("US-CA", A_MONDAY) == "Extra"


def test_an_addition_for_a_subdivision_holds_there_alone() -> None:
    found = unpacked(packed(build(few("US", add=(change("US-CA", A_MONDAY, "Extra"),)), TODAY)))
    assert found.lookup("US-CA", A_MONDAY) == "Extra"
    assert found.lookup("US", A_MONDAY) is None
    assert found.lookup("US-NY", A_MONDAY) is None


def test_a_subdivision_that_the_library_does_not_know_can_be_added() -> None:
    rules = few("SA", add=(change("SA-01", A_MONDAY, "Extra"),))
    found = unpacked(packed(build(rules, TODAY)))
    assert problems(rules, TODAY) == []
    assert found.lookup("SA-01", A_MONDAY) == "Extra"
    assert found.lookup("SA-01", date(2026, 9, 23)) == "National Day Holiday"
    assert found.lookup("SA", A_MONDAY) is None


def test_a_removal_removes() -> None:
    thanksgiving = date(2026, 11, 26)
    everywhere = build(few("US", remove=(change("US", thanksgiving),)), TODAY)
    california = build(few("US", remove=(change("US-CA", thanksgiving),)), TODAY)
    by_name = build(few("US", remove=(change("US", thanksgiving, "Another Day"),)), TODAY)
    assert unpacked(packed(everywhere)).lookup("US", thanksgiving) is None
    assert unpacked(packed(everywhere)).lookup("US-CA", thanksgiving) is None
    assert unpacked(packed(california)).lookup("US", thanksgiving) == "Thanksgiving Day"
    assert unpacked(packed(california)).lookup("US-CA", thanksgiving) is None
    assert unpacked(packed(by_name)).lookup("US", thanksgiving) == "Thanksgiving Day"


def test_a_removal_leaves_the_subdivisions_what_is_their_own() -> None:
    day = date(2026, 11, 24)
    found = unpacked(packed(build(few("IN", remove=(change("IN", day),)), TODAY)))
    assert found.lookup("IN", day) is None
    assert found.lookup("IN-KA", day) is None
    assert found.lookup("IN-PB", day) == "Guru Tegh Bahadur's Shaheedi Diwas"


def test_what_is_assumed_may_move() -> None:
    assumed = HolidayChange("US-CA", A_MONDAY, "a source", "Extra", assumed=True)
    found = unpacked(packed(build(few("US", add=(assumed,)), TODAY)))
    assert found.estimated("US-CA", A_MONDAY) == "Extra"
    assert found.estimated("US", A_MONDAY) is None


@pytest.mark.parametrize(
    ("rules", "path", "says"),
    [
        (HolidayRules(first_year=2027, last_year=2026), ("last_year",), "2026, is before 2027"),
        (few("XX"), ("countries", 0), "is not a country"),
        (few("BE", "UK"), ("countries", 1), 'write "GB"'),
        (few("us"), ("countries", 0), 'did you mean "US"?'),
        (few("BE", add=(change("FR", A_MONDAY, "X"),)), ("add", 0, "place"), "not among"),
        (few("US", add=(change("US-XX", A_MONDAY, "X"),)), ("add", 0, "place"), "subdivision"),
        (few("US", add=(change("US", date(2040, 1, 2), "X"),)), ("add", 0, "date"), "2025 to 2029"),
        (few("US", add=(change("US", A_MONDAY),)), ("add", 0), "needs a name"),
        (
            few("US", add=(change("US", date(2026, 11, 26), "Thanksgiving Day"),)),
            ("add", 0, "name"),
            "already a holiday",
        ),
        (
            few("US", remove=(change("US", date(2026, 11, 25)),)),
            ("remove", 0, "date"),
            "Thanksgiving Day is on 2026-11-26",
        ),
        (
            few("US", remove=(change("US", date(2026, 11, 26), "Lunch"),)),
            ("remove", 0, "date"),
            '"Lunch" is not a holiday there',
        ),
    ],
)
def test_mistakes_in_the_rules(rules: HolidayRules, path: tuple[str | int, ...], says: str) -> None:
    (problem,) = problems(rules, TODAY)
    assert problem.path == path
    assert says in problem.message


def test_a_correction_whose_year_has_passed_is_no_mistake() -> None:
    rules = few("US", remove=(change("US", date(2020, 11, 26)),))
    assert problems(rules, TODAY) == []


def test_sound_rules_have_no_problems() -> None:
    add = (change("US-CA", A_MONDAY, "Extra"), change("BE", A_MONDAY, "Extra"))
    remove = (change("US", date(2026, 11, 26)), change("US-CA", date(2026, 3, 31)))
    assert problems(HolidayRules(add=add, remove=remove), TODAY) == []
    assert problems(HolidayRules(), TODAY) == []


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("US", None),
        ("US-CA", None),
        ("IN-KA", None),
        ("US-XX", "is not a subdivision"),
        ("U", "is not a country"),
        ("UK", 'write "GB"'),
    ],
)
def test_places_that_a_calendar_may_name(place: str, says: str | None) -> None:
    found = place_problem(place, HolidayRules())
    assert (found is None) if says is None else (found is not None and says in found)
