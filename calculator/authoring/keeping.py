"""What takes long to make and changes seldom, kept in ``.build/`` under a key of its inputs.

In front of it stands its digest.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".build" / "kept"
KIND = "with its digest"
DIGEST = hashlib.sha256().digest_size


def kept(
    name: str, inputs: Iterable[str | bytes | Path], make: Callable[[], bytes], most: int = 12
) -> bytes:
    """What ``make`` makes of these inputs, from where it was kept if it was made before.

    A path stands for the content of its file: name the code that makes it, too.  Of each name the
    ``most`` that were used last stay.
    """
    path = PLACE / f"{name}-{key([KIND, *inputs])}"
    try:
        digest, found = _parted(path.read_bytes())
        os.utime(path)
    except OSError:
        digest, found = b"", b""
    # What was cut short, or changed since, is made anew.
    if digest and digest == _digest(found):
        return found
    made = make()
    try:
        PLACE.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=PLACE, prefix="making-", delete=False) as aside:
            aside.write(_digest(made) + made)
        Path(aside.name).replace(path)
        for old in sorted(PLACE.glob(f"{name}-*"), key=lambda p: p.stat().st_mtime)[:-most]:
            old.unlink(missing_ok=True)
    except OSError:
        # Where nothing can be written, it is made again the next time.
        pass
    return made


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _parted(stored: bytes) -> tuple[bytes, bytes]:
    """The digest in front of what was kept, and that."""
    return stored[:DIGEST], stored[DIGEST:]


def key(inputs: Iterable[str | bytes | Path]) -> str:
    """A digest of inputs, each with its length, so that no two lists have the same."""
    digest = hashlib.sha256()
    for one in inputs:
        if isinstance(one, Path):
            content = one.name.encode() + b"\0" + one.read_bytes()
        else:
            content = one.encode() if isinstance(one, str) else one
        digest.update(f"{len(content)}\0".encode() + content)
    return digest.hexdigest()[:24]
