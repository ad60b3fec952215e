"""What the build works out for reading comes back as it was."""

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.reading import prepared
from calculator.engine.reading.language import Language
from calculator.engine.reading.language import prepared as ready
from calculator.engine.reading.phrases import PhraseIndex
from calculator.language.knowledge import knowledge
from tests.engine.reading.lessons import LESSONS, taught
from tests.policies import WHOLE

INDEX = PhraseIndex([("door bell", "part=bell"), ("bell", "part=bell")]).prepared()
READY = ready(knowledge())
STEMS = {"doors": "door", "größe": "größe"}


def test_stems_language_weights_and_index() -> None:
    learned = taught(load_policy(WHOLE).policy, LESSONS)
    packed = prepared.pack(STEMS, knowledge(), learned, INDEX)
    stems, language, weights, index = prepared.unpack(packed)
    assert (stems, index) == (STEMS, INDEX)
    assert language == READY
    assert weights
    questions = [(name, classes) for name, classes in weights["questions"]]
    assert questions == learned["questions"]
    assert (weights["features"], weights["columns"]) == (learned["features"], learned["columns"])


def test_a_language_that_was_prepared_is_the_same() -> None:
    made, as_ever = Language(READY), Language(knowledge())
    for some in (made, as_ever):
        assert some.context.prepared() == READY["context"]
        assert some.kinds.prepared() == READY["kinds"]
        assert some.further.prepared == READY["further"]
        assert some.since["dated"].prepared == READY["since"]["dated"]
    text = "Hello all,\n\nnobody can log in, but mail works.\n\nKind regards\nAda"
    assert made.furniture.laid_aside(text) == as_ever.furniture.laid_aside(text) != ()


@pytest.mark.parametrize("stems", [{}, STEMS])
def test_without_weights(stems: dict[str, str]) -> None:
    packed = prepared.pack(stems, knowledge(), None)
    assert prepared.unpack(packed) == (stems, READY, None, None)


@pytest.mark.parametrize("missing", [1, 100, 10_000])
def test_what_ends_too_early_is_refused(missing: int) -> None:
    packed = prepared.pack(STEMS, knowledge(), None)
    with pytest.raises(ValueError, match="too early"):
        prepared.unpack(packed[:-missing])
