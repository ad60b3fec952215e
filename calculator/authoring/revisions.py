"""A policy by its name: that of a directory, or of a git revision."""

import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from calculator.authoring.check import load_policy
from calculator.authoring.load import Source
from calculator.authoring.problem import (
    LONGEST_MESSAGE,
    Place,
    PolicyError,
    Problem,
    cut,
    quoted,
    visible,
)


class NoPolicyError(Exception):
    """Raised when what was named is neither a directory nor a git revision with a policy."""


@contextmanager
def opened(name: str, policy: Path) -> Iterator[Source]:
    """The policy in a directory, or in a revision of the git repository in which ``policy`` lies.

    Raises NoPolicyError if there is no such thing, and PolicyError if it cannot be used.
    """
    if Path(name).is_dir():
        yield load_policy(Path(name))
        return
    with TemporaryDirectory() as directory:
        _unpack(name, policy, Path(directory))
        try:
            source = load_policy(Path(directory))
        except PolicyError as error:
            raise PolicyError([_renamed(p, directory, name) for p in error.problems]) from None
        yield source


def _unpack(revision: str, policy: Path, into: Path) -> None:
    if not policy.is_dir():
        raise NoPolicyError(f"there is no directory '{policy}'")
    wanted = f"{revision}^{{commit}}"
    found = _git(policy, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if found.returncode:
        raise NoPolicyError(
            f"'{revision}' is neither a directory nor a revision of the git repository "
            f"in which '{policy}' lies"
        )
    # In a subdirectory, git packs that directory alone.
    packed = _git(policy, "archive", "--format=tar", found.stdout.decode().strip())
    if packed.returncode:
        raise NoPolicyError(f"the git revision '{revision}' has no directory '{policy}'")
    try:
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(into, filter="data")
    except (tarfile.TarError, OSError) as error:
        raise NoPolicyError(
            f"the git revision {quoted(revision)} cannot be unpacked: {visible(str(error))}"
        ) from None


MAIN = ("origin/HEAD", "origin/main", "main", "origin/master", "master")
"""Where a change will be merged: the first that there is."""


def merge_base(policy: Path) -> str:
    """The commit at which what is worked on left the branch that it will be merged into.

    Raises NoPolicyError if ``policy`` lies in no git repository that has such a branch.
    """
    if not policy.is_dir():
        raise NoPolicyError(f"there is no directory '{policy}'")
    for branch in MAIN:
        found = _git(policy, "merge-base", "HEAD", branch)
        if not found.returncode:
            return found.stdout.decode().strip()
    raise NoPolicyError(
        f"'{policy}' lies in no git repository with a branch main to compare with; name "
        "a directory or a revision"
    )


def look_at(path: Path, before: bytes, after: str) -> str:
    """How to see what changed in a file: by git, if it knows it; else the lines themselves."""
    try:
        known = _git(path.parent, "ls-files", "--error-unmatch", "--", path.name)
    except NoPolicyError:
        known = None
    if known and not known.returncode:
        return f"look at what changed: git diff {path}"
    old = before.decode("utf-8-sig").splitlines()
    lines = [*unified_diff(old, after.splitlines(), lineterm="", n=0)][2:]
    return "\n".join(
        ["what changed:", *(f"  {cut(visible(line), LONGEST_MESSAGE)}" for line in lines)]
    )


def _git(directory: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # Within a hook, git's own variables would name another repository than the directory's.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    command = ["git", "-C", str(directory), *arguments]
    try:
        return subprocess.run(command, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoPolicyError("git is needed to compare revisions; it is not installed") from None


def _renamed(problem: Problem, directory: str, revision: str) -> Problem:
    """The problem with the name of the revision in place of the temporary directory's."""
    place, path = problem.place, problem.place.path.replace(directory, revision)
    message = problem.message.replace(directory, revision)
    return Problem(Place(path, place.line, place.column), message)
