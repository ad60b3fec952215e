"""The part of Pyodide's core that answering touches, and what it lacks of the whole."""

import base64
import gzip
import hashlib
import json
import struct
from pathlib import Path

import pytest

from calculator.authoring.load import policy_directory
from calculator.engine import browser
from calculator.packaging import runtime
from calculator.packaging.runtime import Runtime, package_runtime
from tests.packaging.in_pyodide import touched
from tests.packaging.in_pyodide.shipped import HERE, inside, node
from tests.policies import GERMAN, WHOLE


@pytest.fixture(scope="module")
def shipped() -> Runtime:
    return package_runtime()


def whole(part: bytes, lacking: bytes) -> bytes:
    """The whole core, as the browser joins it."""
    (count,) = struct.unpack_from("<I", lacking)
    numbers = struct.iter_unpack("<III", lacking[4 : 4 + 12 * count])
    read, taken, joined = 0, 4 + 12 * count, b""
    for kept, gone, come in numbers:
        joined += part[read : read + kept] + lacking[taken : taken + come]
        read, taken = read + kept + gone, taken + come
    assert taken == len(lacking)
    return joined + part[read:]


def parts(shipped: Runtime) -> tuple[bytes, bytes]:
    part, lacking = (shipped.directory / f.path for f in (shipped.wasm, shipped.lacking))
    return part.read_bytes(), gzip.decompress(lacking.read_bytes())


def test_both_parts_together_are_the_core_that_was_watched(shipped: Runtime) -> None:
    core = whole(*parts(shipped))
    line = f"core: {hashlib.sha256(core).hexdigest()}"
    assert line in touched.TOUCHED.read_text(), (
        "another core: python -m tests.packaging.in_pyodide.touched"
    )


def test_the_part_is_less_than_half_of_the_whole(shipped: Runtime) -> None:
    part, lacking = parts(shipped)
    sizes = [len(gzip.compress(content, 6)) for content in (part, whole(part, lacking))]
    assert sizes[0] < 0.5 * sizes[1]


def test_of_another_core_everything_stays(shipped: Runtime, tmp_path: Path) -> None:
    core, others = tmp_path / "core", tmp_path / "touched.txt"
    core.write_bytes(content := whole(*parts(shipped)))
    others.write_text("core: 0\nfunctions: 0-9 11\ndata: 2048-4095\n")
    runtime.run_node(runtime.HERE / "part.mjs", str(others), str(core), str(tmp_path / "lacking"))
    assert core.read_bytes() == content
    assert (tmp_path / "lacking").read_bytes() == struct.pack("<I", 0)


@pytest.mark.parametrize("policy", [policy_directory(), WHOLE, GERMAN], ids=lambda path: path.name)
def test_answers_need_no_more_than_the_part(shipped: Runtime, policy: Path, tmp_path: Path) -> None:
    """Issues of another seed than those that were watched, answered there as here."""
    place = touched.place(tmp_path / "place", policy, "others", 60)
    status, output = node(HERE / "answer.mjs", shipped.directory, place)
    assert status == 0, output[-2000:]
    assert output.split("\n")[:-1] == answers(place)


def test_what_went_is_missed_rather_than_read_as_nothing(shipped: Runtime) -> None:
    assert inside(shipped, "rare.py", start="picture") == (0, "")
    status, output = inside(shipped, "rare.py", start="part")
    assert status == 1
    assert "RuntimeError: unreachable" in output


def answers(place: Path) -> list[str]:
    policy = (place / "policy.json").read_bytes()
    digest = base64.b64encode(hashlib.sha256(policy).digest()).decode()
    browser.load(policy.decode(), (place / "reading").read_bytes(), digest)
    lines = (place / "messages.jsonl").read_text().split("\n")
    return [browser.handle(*json.loads(line)) for line in lines]
