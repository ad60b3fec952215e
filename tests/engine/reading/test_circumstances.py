"""What stands around an issue: it is said by phrases and by what they imply, unless denied."""

import pytest

from tests.engine.reading.laundry import VALUES, likeliest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The washer is dead. We do it by hand.", "bridged"),
        ("The dryer is dead, we use the spare one meanwhile.", "bridged"),
        pytest.param("The press is dead. We manage.", "bridged", id="no phrase says it"),
        pytest.param("Die Presse: press tot, wir behelfen uns.", "bridged", id="in German"),
        ("The washer is dead. There is no alternative.", "none"),
        pytest.param("The washer is dead, nobody can do that by hand.", "none", id="denied before"),
        pytest.param("The dryer is dead. The spare is broken too.", "none", id="failing"),
        pytest.param("The dryer is dead. We tried the spare.", "none", id="only tried"),
        pytest.param("The washer is dead. Sheets are piling up.", "none", id="what follows"),
        pytest.param("The washer is dead.", "", id="not said"),
    ],
)
def test_what_stands_around_it(text: str, value: str) -> None:
    assert likeliest("around", text) == value


def test_what_is_assumed_where_nobody_speaks_of_it_names_no_thing() -> None:
    assert VALUES.circumstances == {"around"}
    assert VALUES.named == ("thing",)
