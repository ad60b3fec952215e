"""Folders that are kept between builds: made once, compared with their digests, and healed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from calculator.packaging import bundle, runtime, stored
from calculator.packaging.runtime import package_runtime

FILES = {"one.js": b"const one = 1;", "deep/two.css": b"a { color: red; }"}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Takes a folder from where it is kept, whole: how often it was made so far."""
    monkeypatch.setattr(stored, "PLACE", tmp_path)
    count = 0

    def build(directory: Path) -> None:
        nonlocal count
        count += 1
        for name, content in FILES.items():
            (directory / name).parent.mkdir(exist_ok=True)
            (directory / name).write_bytes(content)

    def taken() -> int:
        directory = stored.stored("thing-1", build, keep=2)
        assert directory == tmp_path / "thing-1"
        assert contents(directory) == FILES
        return count

    return taken


def contents(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    found = {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}
    del found[stored.DIGESTS]
    return found


def poisoned(path: Path) -> None:
    """Other bytes, as many as before, with the file's old time."""
    told = path.stat()
    path.write_bytes(b"alert(location)"[: told.st_size].ljust(told.st_size))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "poisoned": lambda place: poisoned(place / "one.js"),
    "half-written": lambda place: (place / "deep/two.css").write_bytes(b"a {"),
    "missing": lambda place: (place / "one.js").unlink(),
    "one more": lambda place: (place / "three.js").write_bytes(b"alert(1)"),
    "a link": lambda place: (place / "three.js").symlink_to("/etc/hostname"),
    "a link for a file": lambda place: linked(place / "one.js"),
    "a pipe": lambda place: os.mkfifo(place / "three.js"),
    "without digests": lambda place: (place / stored.DIGESTS).unlink(),
    "half of the digests": lambda place: (place / stored.DIGESTS).write_text('{"one.js": "'),
    "digests of another kind": lambda place: (place / stored.DIGESTS).write_text("[1]"),
    "empty": lambda place: emptied(place),
    "a file": lambda place: (shutil.rmtree(place), place.write_text("")),
    "a link to nothing": lambda place: (shutil.rmtree(place), place.symlink_to("nowhere")),
}


def linked(path: Path) -> None:
    """The same content, but elsewhere, where anybody may change it."""
    moved = path.with_name("elsewhere")
    path.rename(moved)
    path.symlink_to(moved)


def emptied(place: Path) -> None:
    shutil.rmtree(place)
    place.mkdir()


def test_it_is_made_once(made: Callable[[], int]) -> None:
    assert made() == 1
    assert made() == 1


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_made_anew(
    made: Callable[[], int], tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    made()
    damage(tmp_path / "thing-1")
    assert made() == 2
    assert made() == 2
    assert {path.name for path in tmp_path.iterdir()} == {"thing-1"}


def test_what_was_not_made_whole_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "PLACE", tmp_path)

    def ends(directory: Path) -> None:
        (directory / "half").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored.stored("thing-1", ends, keep=2)
    assert list(tmp_path.iterdir()) == []


def test_of_each_kind_the_newest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "PLACE", tmp_path)
    for number, name in enumerate(("thing-1", "other-1", "thing-2", "thing-3")):
        directory = stored.stored(name, lambda place: (place / "file").touch(), keep=2)
        os.utime(directory, (number, number))
    assert {path.name for path in tmp_path.iterdir()} == {"other-1", "thing-2", "thing-3"}


# -- what is kept so -----------------------------------------------------------------------------


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for this test alone, with the runtime that was built already."""
    built = package_runtime().directory
    shutil.copytree(built, tmp_path / built.name)
    monkeypatch.setattr(stored, "PLACE", tmp_path)
    return tmp_path


def test_web_code_that_was_poisoned_is_joined_anew(apart: Path) -> None:
    sound = bundle.web_path()
    (directory,) = apart.glob("web-*")
    worker = directory / "worker.js"
    content = worker.read_bytes()
    worker.write_bytes(b"fetch('//evil.example');" + content)
    assert bundle.web_path() == sound
    assert worker.read_bytes() == content


@pytest.mark.parametrize("kind", ["module", "picture", "library"])
def test_a_runtime_that_was_poisoned_is_packaged_anew(
    apart: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    sound = package_runtime()
    whole = shutil.copytree(sound.directory, tmp_path_factory.mktemp("sound") / "runtime")
    (whole / stored.DIGESTS).unlink()
    # What is made of the same inputs is the same (test_runtime.py), and takes long.
    monkeypatch.setattr(
        runtime,
        "assemble",
        lambda _root, _pyodide, to: shutil.copytree(whole, to, dirs_exist_ok=True),
    )
    path = apart / sound.directory.name / getattr(sound, kind).path
    content = path.read_bytes()
    poisoned(path)
    assert package_runtime().manifest() == sound.manifest()
    assert path.read_bytes() == content
