"""MkDocs events.  Each hands over to calculator.packaging and has no logic of its own."""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from posixpath import relpath
from traceback import format_exc

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from calculator.authoring.check import load_policy
from calculator.authoring.load import Source, policy_directory
from calculator.authoring.problem import PolicyError
from calculator.authoring.proof import ready, unproven
from calculator.guide import pages
from calculator.guide.environment import TEMPLATES
from calculator.guide.harmless import harmless
from calculator.guide.terms import Terms
from calculator.guide.whole import PATH as WHOLE
from calculator.guide.whole import PLACE, placeholder, sheet_style, whole
from calculator.guide.wording import WORDS, Wording
from calculator.packaging.api import api
from calculator.packaging.bundle import WEB, web_data, web_modules, web_path
from calculator.packaging.form import element_file
from calculator.packaging.navigation import Entries
from calculator.packaging.notice import show
from calculator.packaging.publish import build_day, publish
from calculator.packaging.rendered import Rendered
from calculator.packaging.runtime import RuntimeBuildError
from calculator.packaging.security import SecurityError
from calculator.packaging.theme import quick
from calculator.packaging.timelines import timelines

GLANCE = 0.1
"""Seconds between two looks at whether a file has changed."""

BEFORE_PLUGINS = 50
"""So that plugins that look at the theme's words find them in the policy's language."""

_command = "build"
_rendered = Rendered()


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    """Remember what MkDocs was asked to do: build, or serve while somebody writes."""
    global _command
    _command = command
    if command == "build":
        # It ends in seconds, of which looking for memory that is free again takes a twelfth.
        gc.disable()


@event_priority(BEFORE_PLUGINS)
def on_config(config: MkDocsConfig) -> None:
    """Read the policy and render its pages; name the site after it.

    All that may fail happens here, before MkDocs removes the last site.
    """
    try:
        build_day()
        directory = policy_directory()
        print(f"Policy: {directory}", file=sys.stderr)
        source = load_policy(Path(config.config_file_path).parent / directory)
        policy = source.policy
        with ThreadPoolExecutor(1) as aside:
            # Node makes what the browser loads, for which a process only waits.
            web = aside.submit(web_path)
            desk = ready(source)
            if _command != "serve" and (wrong := unproven(source, desk)):
                raise ValueError(wrong)
            address = config.site_url or "/"
            made = pages.pages(desk, partial(timelines, policy))
            made |= pages.calculator_pages(desk, address)
            made |= element_file() | {WHOLE: placeholder(harmless(policy))}
            for_programs = api(source, build_day(), address, finished=_command != "serve")
        config.extra |= {"source": source, "made": made, "desk": desk}
        config.extra |= {"made_from": pages.made_from(policy), "terms": Terms(policy)}
        config.extra |= {"web": web.result(), "web_modules": web_modules()}
        config.extra |= {"for_programs": for_programs}
    except (PolicyError, RuntimeBuildError, ValueError) as error:
        raise Abort(str(error)) from None
    shown = harmless(policy)
    config.site_name, config.site_description = shown.about.name, shown.about.summary
    config.site_author, config.copyright = shown.about.vendor, shown.about.marks
    words = config.extra["words"] = Wording(shown)
    config.theme["language"] = words.language
    config.extra["web_data"] = web_data(words.language)
    quick(config.theme)
    config.nav = pages.site_nav(policy)
    if config.repo_url:
        config.edit_uri = f"edit/{config.extra['branch']}/docs/"


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages; edit links lead to the YAML that made each of the guide's."""
    source: Source = config.extra["source"]
    made_from = config.extra["made_from"]
    for path, markdown in config.extra["made"].items():
        file = File.generated(config, path, content=markdown)
        if path in made_from:
            file.edit_uri = relpath(source.place((made_from[path],)).path, config.docs_dir)
        files.append(file)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Have what pages share of the navigation rendered once."""
    config.extra["entries"] = Entries(nav)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say what a page was made from; leave what is for maintainers out of the readers' search."""
    source: Source = config.extra["source"]
    if field := config.extra["made_from"].get(page.file.src_uri):
        place = source.place((field,))
        page.meta["made_from"] = f"{Path(place.path).name}:{place.line}"
    elif page.file.src_uri not in config.extra["made"]:
        page.meta["search"] = {"exclude": True}
    text = pages.as_learned(markdown, learned=source.learned is not None)
    return _rendered.markdown(text, page, files) if _command == "serve" else text


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Take the pages that did not change from the build before."""
    return _rendered.content(html, page, files) if _command == "serve" else html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Put the pages of the guide together, for paper."""
    policy = config.extra["source"].policy
    config.extra["sheets"] = sheet_style(policy)
    page = files.src_uris[WHOLE].page
    contents = {f.src_uri: f.page.content or "" for f in files.documentation_pages() if f.page}
    if page and page.content:
        page.content = page.content.replace(PLACE, whole(harmless(policy), contents))
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Explain the glossary's terms at their first use."""
    terms: Terms = config.extra["terms"]
    return terms.explained(output, page.url)


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the site with the calculator and the files for programs."""
    site, source = Path(config.site_dir), config.extra["source"]
    try:
        publish(
            site,
            source.policy,
            config.extra["for_programs"],
            templates=[Path(folder) for folder in config.theme.dirs],
            finished=_command != "serve",
        )
        if _command == "serve" and (wrong := unproven(source, config.extra["desk"])):
            print(f"\n{wrong}\n", file=sys.stderr)
            show(site, "Examples come to something else than they say", wrong)
        if config.extra["pdf"]:
            # Where there is no PDF, nobody needs what prints it.
            from calculator.packaging.pdf import publish_pdf

            print(f"Printed: {publish_pdf(site)}", file=sys.stderr)
    except (RuntimeBuildError, SecurityError) as error:
        raise Abort(str(error)) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """Rebuild when the policy changes; if it is broken, say where and keep the last good site."""
    # What the first build has loaded stays; nobody need look through it again at every edit.
    gc.freeze()
    # What MkDocs watches, more often than it does; and what the pages are made of.
    theirs = [str(path) for path in (config.docs_dir, config.config_file_path)]
    for path in theirs:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=GLANCE)
    server.build_delay = GLANCE / 2
    for path in (*theirs, config.extra["source"].directory, TEMPLATES, WORDS, WEB):
        server.watch(str(path))

    def build() -> None:
        try:
            builder()
        except Exception as error:
            told = str(error) if isinstance(error, Abort) else format_exc()
            print(f"\n{told}\nThe last good site is still served.\n", file=sys.stderr)
            show(
                Path(config.site_dir), "The policy cannot be used; this is the last good site", told
            )

    server.builder = build
