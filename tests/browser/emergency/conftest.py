"""The calculator as somebody has it before them who does a task."""

import pytest

from tests.browser.calculator import EVERYBODY, WORST, Calculator
from tests.browser.shared import Reader, Visit


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Reader:
    """Who does the task: a test names them."""
    reader: Reader = request.param
    return reader


@pytest.fixture
def calculator(visit: Visit, reader: Reader) -> Calculator:
    return visit(reader)


@pytest.fixture
def worst(calculator: Calculator) -> Calculator:
    """The weightiest case, of which nothing has been done."""
    return calculator.describe(EVERYBODY).expect_severity(WORST)
