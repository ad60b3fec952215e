"""Events that cannot have happened as they are told."""

import pytest

from tests.engine.test_answer import request, told

P1 = {"effect": "lost"}
NOW = "2026-11-24T12:00Z"
OPENED = "2026-11-24T11:00Z"
TOMORROW = "2026-11-25T09:00Z"


@pytest.mark.parametrize(
    ("events", "codes"),
    [
        ({"opened": OPENED, "answered": "2026-11-24T10:00Z"}, ["answered-before-opened"]),
        (
            {"opened": OPENED, "called": "2026-11-24T11:30Z", "answered": "2026-11-24T11:10Z"},
            ["called-after-answered"],
        ),
        ({"opened": OPENED, "answered": "2026-11-24T13:00Z"}, ["answered-in-future"]),
        ({"opened": OPENED, "called": "2026-11-24T13:00Z"}, ["called-in-future"]),
        ({"opened": TOMORROW}, ["opened-in-future"]),
        ({"opened": TOMORROW, "called": TOMORROW}, ["opened-in-future", "called-in-future"]),
        (
            {"opened": TOMORROW, "answered": "2026-11-24T11:00Z"},
            ["opened-in-future", "answered-before-opened"],
        ),
        ({"answered": "2026-11-24T11:00Z"}, ["opened-first"]),
        (
            {"opened": OPENED, "log": [{"done": "resolution", "at": "2026-11-24T10:00Z"}]},
            ["done-before-opened"],
        ),
        (
            {"opened": OPENED, "log": [{"severity": 2, "at": "2026-11-24T13:00Z"}]},
            ["changed-in-future"],
        ),
        (
            {"opened": OPENED, "log": [{"severity": 2, "at": "2026-11-24T10:00Z"}]},
            ["changed-before-opened"],
        ),
        # What a clock that is a little ahead says is now.
        ({"opened": "2026-11-24T12:00:40Z"}, []),
        ({"opened": OPENED, "called": OPENED, "answered": OPENED}, []),
    ],
)
def test_what_cannot_be_is_told_and_no_verdict_rests_on_it(
    events: dict[str, object], codes: list[str]
) -> None:
    body = told(request(facts=P1, now=NOW, **events))
    assert [n["code"] for n in body["notes"] if n["code"] != "place-unknown"] == codes
    if codes:
        assert body["review"] is None


def test_nobody_is_told_to_call_now_about_a_case_of_tomorrow() -> None:
    facts = {"service": "calendar", "effect": "stopped"}
    today = told(request(facts=facts, opened="2026-11-24T11:50Z", now=NOW))
    assert today["if_called_now"]
    tomorrow = told(request(facts=facts, opened=TOMORROW, now=NOW))
    assert (tomorrow["if_called_now"], tomorrow["latest_useful_call"]) == (None, None)
    assert tomorrow["case"] == "not-opened"
    assert tomorrow["deadline"], "which holds if it is opened then"
