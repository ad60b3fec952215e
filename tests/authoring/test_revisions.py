"""Policies as revisions of a git repository have them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.compare import NOTHING, compared
from calculator.authoring.problem import PolicyError
from calculator.authoring.published import vanished
from calculator.authoring.revisions import NoPolicyError, merge_base
from tests.authoring.broken import SOUND, written


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose policy, in a folder, has two revisions and a change not committed."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "README").write_text("Before the policy.")
    commit(tmp_path, "empty")
    written(tmp_path / "data" / "policy", [])
    commit(tmp_path, "first")
    written(tmp_path / "data" / "policy", [("within: 30 min", "within: 20 min")])
    commit(tmp_path, "second")
    written(tmp_path / "data" / "policy", [("within: 30 min", "within: 10 min")])
    return tmp_path


def git(directory: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *who, *arguments], cwd=directory, env=alone, check=True)


def commit(directory: Path, tag: str) -> None:
    git(directory, "add", ".")
    git(directory, "commit", "--quiet", "--message", tag)
    git(directory, "tag", tag)


@pytest.mark.parametrize(
    ("old", "new", "within"),
    [
        ("first", "second", "30 min -> 20 min"),
        ("HEAD~1", "HEAD", "30 min -> 20 min"),
        ("HEAD", "first", "20 min -> 30 min"),
        ("HEAD", "data/policy", "20 min -> 10 min"),
    ],
)
def test_revisions(
    repository: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, within: str
) -> None:
    monkeypatch.chdir(repository)
    assert (
        f"- **Priority 1**: within: {within}\n"
        in compared(old, new, Path("data/policy")).markdown()
    )
    assert compared(old, old, Path("data/policy")).markdown() == NOTHING


def test_revisions_are_those_of_the_repository_of_the_policy(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where git runs a hook of another repository."""
    monkeypatch.setenv("GIT_DIR", str(repository / "nowhere"))
    assert (
        "30 min -> 20 min" in compared("first", "second", repository / "data" / "policy").markdown()
    )


@pytest.mark.parametrize(
    ("old", "policy", "message"),
    [
        (
            "third",
            "data/policy",
            "'third' is neither a directory nor a revision of the git repository in which "
            "'data/policy' lies",
        ),
        (
            "--help",
            "data/policy",
            "'--help' is neither a directory nor a revision of the git repository in which "
            "'data/policy' lies",
        ),
        ("empty", "data/policy", "the git revision 'empty' has no directory 'data/policy'"),
        ("first", "data/politics", "there is no directory 'data/politics'"),
    ],
)
def test_what_is_not_there(
    repository: Path, monkeypatch: pytest.MonkeyPatch, old: str, policy: str, message: str
) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(NoPolicyError) as raised:
        compared(old, "HEAD", Path(policy))
    assert str(raised.value) == message


def test_revisions_of_what_is_in_no_repository(tmp_path: Path) -> None:
    shutil.copytree(SOUND.parent, tmp_path / "policy")
    with pytest.raises(NoPolicyError, match="'HEAD' is neither a directory nor a revision"):
        compared("HEAD", "HEAD", tmp_path / "policy")


def test_a_broken_revision_is_named(repository: Path) -> None:
    (repository / "data" / "policy" / "policy.yml").write_text("about: 1\n", encoding="utf-8")
    commit(repository, "broken")
    with pytest.raises(PolicyError) as raised:
        compared("first", "broken", repository / "data" / "policy")
    assert "broken/policy.yml:1:8: expected an about with the keys" in str(raised.value)
    assert "broken:1:1: no file gives 'facts', 'severities' or 'response'" in str(raised.value)


def test_by_default_what_is_worked_on_is_compared_with_where_it_left_main(repository: Path) -> None:
    policy = repository / "data" / "policy"
    git(repository, "branch", "-M", "main")
    git(repository, "checkout", "--quiet", "--force", "-b", "mine", "first")
    written(policy, [("within: 30 min", "within: 5 min")])
    said = compared(merge_base(policy), str(policy), policy).markdown()
    assert "- **Priority 1**: within: 30 min -> 5 min\n" in said


def test_ids_that_were_published_and_are_gone(repository: Path) -> None:
    policy = repository / "data" / "policy"
    git(repository, "branch", "-M", "main")
    written(policy, [("- id: around-the-globe", "- id: globe")])
    (told,) = vanished(load_policy(policy), policy)
    assert str(told).startswith(f"{policy}/policy.yml:24:9: the id 'around-the-globe' (Around the ")
    written(policy, [("- id: around-the-globe", "- id: globe  # meant so: around-the-globe")])
    assert vanished(load_policy(policy), policy) == []


def test_no_link_leads_out_of_a_revision(repository: Path) -> None:
    (repository / "data" / "policy" / "away.yml").symlink_to("/etc/passwd")
    commit(repository, "linked")
    with pytest.raises(NoPolicyError, match="the git revision 'linked' cannot be unpacked"):
        compared("first", "linked", repository / "data" / "policy")


def test_phrases_between_which_the_comma_was_lost(repository: Path) -> None:
    policy = repository / "data" / "policy"
    git(repository, "branch", "-M", "main")
    written(policy, [("[slow, delayed, late]", "[slow, delayed late]")])
    (told,) = vanished(load_policy(policy), policy)
    assert told.message == "'delayed late' was two; a comma is missing: delayed, late"
    written(policy, [("[slow, delayed, late]", "[slow, delayed, late, late now]")])
    assert vanished(load_policy(policy), policy) == []
