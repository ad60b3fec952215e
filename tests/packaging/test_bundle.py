"""The web code in the built site: few files, in a directory named by its content."""

import json
import re
from pathlib import Path
from posixpath import normpath

import pytest

from calculator.packaging import bundle
from calculator.packaging.bundle import ENTRIES, web_data, web_modules, web_path
from calculator.packaging.runtime import package_runtime


def test_the_directory_is_named_by_its_content(built_site: Path) -> None:
    assert re.fullmatch(r"calculator/web-[0-9a-f]{12}", web_path())
    assert [path.name for path in built_site.glob("calculator/web-*")] == [Path(web_path()).name]


def test_every_entry_is_there_and_few_files_besides(built_site: Path) -> None:
    modules = {path.stem for path in (built_site / web_path()).glob("*.js")}
    assert set(ENTRIES) <= modules
    assert len(modules) <= 2 * len(ENTRIES)


def test_all_modules_lie_in_one_directory(built_site: Path) -> None:
    directory = built_site / web_path()
    modules = set(directory.rglob("*.js")) - set((directory / "vendor").iterdir())
    assert {path.parent for path in modules} == {directory}


def test_sources_that_are_joined_are_not_served_besides(built_site: Path) -> None:
    names = {path.name for path in (built_site / web_path()).rglob("*")}
    assert not {name for name in names if name.endswith((".d.ts", ".d.mts", ".yml"))}
    assert not {"service-worker.js", "support-calculator.js", "modules.json"} & names


def test_the_worker_knows_the_runtime(built_site: Path) -> None:
    worker = (built_site / web_path() / "worker.js").read_text()
    runtime = package_runtime()
    assert runtime.build in worker
    assert all(file.path in worker for file in runtime.files)


def test_a_page_with_a_calculator_names_its_modules(built_site: Path) -> None:
    page = (built_site / "calculator" / "index.html").read_text()
    preloaded = re.findall(r'rel="modulepreload" href="([^"]+)"', page)
    assert [f"calculator/{path}" for path in preloaded] == [
        f"{web_path()}/{module}" for module in web_modules()
    ]
    assert all((built_site / "calculator" / path).exists() for path in preloaded)


def test_a_page_with_a_calculator_names_what_its_form_asks_for(built_site: Path) -> None:
    page = (built_site / "calculator" / "index.html").read_text()
    preloaded = re.findall(r'rel="preload" as="fetch" crossorigin href="([^"]+)"', page)
    assert [normpath(f"calculator/{path}") for path in preloaded] == web_data("en")
    assert all((built_site / "calculator" / path).exists() for path in preloaded)


def test_sources_can_be_read_in_a_debugger(built_site: Path) -> None:
    written = json.loads((built_site / web_path() / "mount.js.map").read_text())
    sources = {Path(path).name for path in written["sources"]}
    assert "mount.mjs" in sources
    # Nothing of where it was built: a folder's name would change the names of shared modules.
    assert {path.split("/")[0] for path in written["sources"]} == {"source"}


def test_every_host_knows_what_a_module_is(built_site: Path) -> None:
    assert list(built_site.rglob("*.mjs")) == []


def test_a_name_tells_what_is_served(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("1")
    (tmp_path / "modules.json").write_text("{}")
    named = bundle.content_digest(tmp_path)
    (tmp_path / "modules.json").write_text('{"one.js": []}')
    assert bundle.content_digest(tmp_path) == named
    (tmp_path / "one.js").write_text("2")
    assert bundle.content_digest(tmp_path) != named


def test_nothing_is_joined_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    web_path()
    monkeypatch.delattr(bundle, "join")
    bundle.build_web(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    bundle.build_web(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == written


def test_joining_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    sources = dict(bundle.sources_with(package_runtime()))
    written = []
    for place in (tmp_path / "one", tmp_path / "other"):
        bundle.join(sources, place)
        files = (path for path in place.rglob("*") if path.is_file())
        written.append({str(path.relative_to(place)): path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert "mount.js.map" in written[0]


def test_sources_are_named_alike_where_the_target_is_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "far" / "away").mkdir(parents=True)
    link = tmp_path / "far" / "away" / "link"
    link.symlink_to(tmp_path / "real", target_is_directory=True)
    bundle.join(dict(bundle.sources_with(package_runtime(bundle.ROOT))), link)
    written = json.loads((link / "mount.js.map").read_text())
    assert {path.split("/")[0] for path in written["sources"]} == {"source"}
