"""Folders that take long to make, kept in ``.build/`` under names made of their inputs.

Beside what was made stands the digest of each file.  A folder in which a file is another, is
missing or has come besides is made anew: a disk that was full, a build that was killed, a cache
that somebody else has written to.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

PLACE = Path(__file__).resolve().parents[2] / ".build"
DIGESTS = "digests.json"
"""From each file of a folder to its SHA-256; no file of the folder itself."""


def stored(name: str, build: Callable[[Path], None], keep: int) -> Path:
    """The folder that ``build`` fills, from where it is kept if it is there as it was made.

    A name is a kind, a dash, and a key of the inputs; of each kind the ``keep`` newest stay.
    """
    directory = PLACE / name
    if not as_made(directory):
        put_away(directory)
        build_into(directory, build)
        forget_old(PLACE, f"{name.rpartition('-')[0]}-*", keep)
    return directory


def as_made(directory: Path) -> bool:
    """Whether a folder has the files that were made, no others, and none has changed."""
    try:
        told = json.loads((directory / DIGESTS).read_bytes())
        return bool(told == digests(directory))
    except (OSError, ValueError):
        return False


def digests(directory: Path) -> dict[str, str]:
    """The digest of each file under a folder, by its path there.

    Raises OSError where something else lies there, such as a link or a pipe.
    """
    found = {}
    for path in sorted(directory.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise OSError(f"{path} is no file")
        if path.is_file() and path != directory / DIGESTS:
            found[path.relative_to(directory).as_posix()] = file_digest(path).hex()
    return found


def file_digest(path: Path) -> bytes:
    """The SHA-256 of a file, which is asked for several times in each build and read once."""
    told = path.stat()
    return _digest(path, told.st_size, told.st_mtime_ns, told.st_ctime_ns)


@lru_cache(maxsize=500)
def _digest(path: Path, *_of: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def put_away(directory: Path) -> None:
    """Removes whatever stands there, at once for those who look for it."""
    if directory.is_symlink() or directory.is_file():
        directory.unlink()
    elif directory.exists():
        place = tempfile.TemporaryDirectory(dir=directory.parent, prefix="damaged-")
        # Another build may have been faster.
        with place as aside, suppress(FileNotFoundError):
            directory.rename(Path(aside) / "damaged")


def build_into(directory: Path, build: Callable[[Path], None]) -> None:
    """Builds aside and renames, so that the directory is whole or not there."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory.parent, prefix="building-") as aside:
        whole = Path(aside) / "whole"
        whole.mkdir()
        build(whole)
        (whole / DIGESTS).write_text(json.dumps(digests(whole), indent=1), "utf-8")
        try:
            whole.rename(directory)
        except OSError:
            # Another build was faster.
            if not as_made(directory):
                raise


def forget_old(parent: Path, pattern: str, keep: int) -> None:
    """Removes all but the newest directories that match."""
    found = sorted(parent.glob(pattern), key=lambda path: path.stat().st_mtime)
    for directory in found[:-keep]:
        shutil.rmtree(directory, ignore_errors=True)
