"""The seeded vectors themselves: the same every time, of every kind, and plain JSON."""

import json

from tests.engine.vectors import run, vectors


def test_the_seed_alone_decides() -> None:
    assert list(vectors(1, 50)) == list(vectors(1, 50))
    assert list(vectors(1, 50)) != list(vectors(2, 50))


def test_cases_survive_json_and_give_the_same_bytes() -> None:
    for case in vectors(2026, 400):
        result = json.dumps(run(case), sort_keys=True)
        assert result == json.dumps(run(json.loads(json.dumps(case))), sort_keys=True)


def test_every_kind_and_every_status_occurs() -> None:
    cases = list(vectors(7, 1500))
    results = json.dumps([run(case) for case in cases])
    assert {case["kind"] for case in cases} == {"count", "response", "civil", "text"}
    for word in (
        "governs", "later", "equal", "waiting", "inapplicable", "helps_until", "if_now",
        "holiday", "weekend", "closed", "civil-skipped", "civil-repeated", "call-before-case",
        "place-unknown", "country-unknown", "year-unknown", "zone-assumed", "weekend-worked",
        "subdivision-unknown", "paused", "upcoming",
    ):  # fmt: skip
        assert f'"{word}"' in results, word
