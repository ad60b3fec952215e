"""The headers for hosts: the right ones for each file, in the words of each host."""

from pathlib import Path

import pytest

from calculator.packaging.headers import FORMS, page_policy, rules
from calculator.packaging.security import CALCULATOR_POLICY, WORKER_POLICY


def matching(site: Path, path: str) -> dict[str, str]:
    """The headers that a file gets."""
    found: dict[str, str] = {}
    for rule in rules(site):
        prefix = rule.path.removesuffix("*")
        if rule.path == path or (rule.path.endswith("*") and path.startswith(prefix)):
            found |= rule.headers
    return found


def test_what_never_changes_may_be_kept_for_ever_and_nothing_else(built_site: Path) -> None:
    for path in sorted(p for p in built_site.rglob("*") if p.is_file()):
        name = path.relative_to(built_site).as_posix()
        for_ever = "immutable" in matching(built_site, name).get("Cache-Control", "")
        assert for_ever == name.startswith(("calculator/runtime/", "calculator/web-")), name


def test_each_worker_gets_its_policy(built_site: Path) -> None:
    policies = {
        path.name: matching(built_site, path.relative_to(built_site).as_posix()).get(
            "Content-Security-Policy"
        )
        for path in built_site.rglob("*.*js")
    }
    assert policies.pop("worker.js") == CALCULATOR_POLICY
    assert {policy for name, policy in policies.items() if name.startswith("search.")} == {
        WORKER_POLICY
    }
    assert {policy for name, policy in policies.items() if not name.startswith("search.")} == {None}


@pytest.mark.parametrize("host", FORMS)
def test_every_host_is_told_everything(built_site: Path, host: str) -> None:
    text = "\n".join(FORMS[host](built_site))
    for rule in rules(built_site):
        for name, value in rule.headers.items():
            assert name in text
            assert value in text
    # Hosts that join policies must not be given the pages' for all files.
    assert (page_policy(built_site) in text) == (host != "netlify")


def test_the_headers_file_is_in_the_site_and_not_kept_offline(built_site: Path) -> None:
    text = (built_site / "_headers").read_text()
    assert text == "\n".join(FORMS["netlify"](built_site)) + "\n"
    assert '"_headers"' not in (built_site / "service-worker.js").read_text()
