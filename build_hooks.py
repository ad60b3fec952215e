"""MkDocs events.  Each hands over to calculator.authoring and has no logic of its own."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from posixpath import relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from calculator.authoring import pages
from calculator.authoring.check import load_policy
from calculator.authoring.load import PolicyError, Source
from calculator.authoring.publish import publish
from calculator.authoring.runtime import RuntimeBuildError, web_path
from calculator.authoring.security import SecurityError

_command = "build"


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    """Remember what MkDocs was asked to do: build, or serve while somebody writes."""
    global _command
    _command = command


def on_config(config: MkDocsConfig) -> None:
    """Read the policy; name the site after it, and put its pages into the navigation."""
    try:
        source = load_policy(_policy_directory(config))
    except PolicyError as error:
        raise Abort(str(error)) from None
    about = source.policy.about
    config.site_name, config.site_description = about.name, about.summary
    config.site_author, config.copyright = about.vendor, about.marks
    config.theme["language"] = about.language
    config.extra |= {"source": source, "web": web_path()}
    for entry in config.nav or []:
        if isinstance(entry, dict) and "Guide" in entry:
            entry["Guide"] = pages.nav(source.policy)
    if config.repo_url:
        config.edit_uri = f"edit/{config.extra['branch']}/docs/"


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the guide; its edit links lead to the YAML that made each page."""
    source = _source(config)
    made_from = pages.made_from(source.policy)
    for path, markdown in pages.pages(source.policy).items():
        file = File.generated(config, path, content=markdown)
        file.edit_uri = relpath(source.place((made_from[path],)).path, config.docs_dir)
        files.append(file)
    files.append(
        File.generated(config, "calculator.md", content=pages.calculator_page(source.policy))
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the site with the calculator and the files for programs."""
    try:
        publish(
            Path(config.site_dir),
            _source(config).policy,
            date.today(),
            finished=_command != "serve",
        )
    except (RuntimeBuildError, SecurityError) as error:
        raise Abort(str(error)) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """Rebuild when the policy changes; if it is broken, say where and keep the last good site."""
    server.watch(str(_policy_directory(config)))
    server.watch(str(pages.TEMPLATES))

    def build() -> None:
        try:
            builder()
        except Abort as error:
            print(f"\n{error}\nThe last good site is still served.\n", file=sys.stderr)

    server.builder = build


def _source(config: MkDocsConfig) -> Source:
    source = config.extra["source"]
    assert isinstance(source, Source)
    return source


def _policy_directory(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent.joinpath(config.extra["policy"])
