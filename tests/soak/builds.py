"""Two clean builds, in other folders, time zones, languages, with other rights: the same bytes."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import ROOT
from tests.policies import WHOLE

PLACES = (
    ("a", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 0o022),
    ("another place/with a longer name", {"TZ": "America/Los_Angeles", "LANG": "de_AT"}, 0o077),
)
"""A folder, what is otherwise in its environment, and which rights its files lack."""


def differences() -> list[str]:
    """Files of the site that are not the same in two clean builds."""
    with TemporaryDirectory() as place:
        for name, *_ in PLACES:
            _copy(Path(place) / name)
        first, second = (_built(Path(place) / name, *how) for name, *how in PLACES)
    names = sorted({*first, *second})
    return [name for name in names if first.get(name) != second.get(name)]


def _copy(directory: Path) -> None:
    """Copies this project, without anything that was built."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, directory / name)
    shutil.copytree(ROOT / "node_modules", directory / "node_modules", symlinks=True)


def _built(directory: Path, environment: dict[str, str], umask: int) -> dict[str, str]:
    """The digests of all files of the site that is built there."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=directory,
        env={**os.environ, "POLICY": str(WHOLE), "PYTHONPATH": str(directory), **environment},
        umask=umask,
        check=True,
    )
    site = directory / "site"
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    found = {str(f.relative_to(site)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    shutil.rmtree(directory)
    return found
