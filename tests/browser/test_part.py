"""Real questions in a real browser need no more of Python's core than every visit loads."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from calculator.authoring.load import policy_directory
from tests.packaging.in_pyodide import touched
from tests.policies import GERMAN, WHOLE
from tests.static_host import StaticHost, with_body

POLICIES = [policy_directory(), WHOLE, GERMAN]
ISSUES = 60
ASK = """async (messages) => {
    const answers = [];
    for (const [name, payload] of messages) {
        answers.push(await calculatorEngine.call(name, JSON.parse(payload)));
    }
    return answers.length;
}"""


@pytest.fixture(params=POLICIES, ids=lambda path: path.name)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What the page of a policy loads, and what may be asked of it."""
    return touched.place(tmp_path / "place", request.param, "in a browser", ISSUES)


def test_real_questions_need_no_more_than_the_part(
    page: Page, whole_site: StaticHost, place: Path
) -> None:
    policy = (place / "policy.json").read_bytes()
    whole_site.faults["policy.json$"] = with_body(policy)
    whole_site.faults["reading.bin$"] = with_body(gzip.compress((place / "reading").read_bytes()))
    started: list[str] = []
    page.on("worker", lambda worker: started.append(worker.url))
    try:
        page.goto(f"{whole_site.url}calculator/")
        page.wait_for_selector("textarea")
        lines = (place / "messages.jsonl").read_text().split("\n")
        messages = [message for line in lines if (message := json.loads(line))[0] == "answer"]
        assert page.evaluate(ASK, messages) == len(messages) > ISSUES
        known = page.evaluate("fetch('../api/policy.json').then((found) => found.text())")
    finally:
        whole_site.faults.clear()
    assert hashlib.sha256(known.encode()).digest() == hashlib.sha256(policy).digest()
    assert [url for url in started if "calculator/web" in url and "plain" in url] == []
    assert any("worker.js" in url for url in started)
