"""A policy with an attack in every text that takes one, built and looked at page by page.

An attack is put behind each text; where the check says no, the text stays as it was.  What is left
is what an author could publish.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from calculator.authoring.examine import examined
from calculator.authoring.problem import PolicyError
from tests.browser.find import system_browser
from tests.browser.watch import watch
from tests.conftest import build
from tests.policies import WHOLE
from tests.site_pages import pages_of
from tests.static_host import StaticHost

ATTACKS = (
    "<script>window.struck=1</script>", "<img src=x onerror=window.struck=1>", "\"><b>bold</b>",
    "<svg/onload=window.struck=1>", "' onmouseover='window.struck=1", "{: onclick=x }",
    "[x](javascript:window.struck=1)", "![x](https://evil.example/x.png)", "[x](//evil.example)",
    "<https://evil.example>", "<iframe srcdoc='<script>parent.struck=1</script>'>", "{{ 7 * 7 }}",
    "{% raw %}", "<!--", "]]>", "`", "&lt;script&gt;window.struck=1&lt;/script&gt;", "--8<-- 'x'",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>", "*[x]: <b>y</b>", "\\<b>",
    "<form action=https://evil.example><input type=submit>", "<style>*{display:none}</style>",
    "</script><script>window.struck=1</script>", "[x]: javascript:window.struck=1", "# <b>x</b>",
    "\u202e", "\u2028", "|a|b|\n|-|-|\n|c|d|", "\n\n<div markdown onclick=x>", "=cmd()",
)  # fmt: skip


STRUCK = (
    "iframe[srcdoc]", "form[action*=evil]",
    "img[src*=evil]", "[onclick]", "[onerror]", "svg[onload]",
    "a[href^=javascript]", "a[href^='//']",
)  # fmt: skip
"""What the attacks would make, and the site never does."""


PHRASES = ("phrases", "hints")
TEXT = "tag:yaml.org,2002:str"


def found() -> list[str]:
    """What has struck, and where."""
    with TemporaryDirectory() as place:
        policy, site = Path(place) / "policy", Path(place) / "site"
        policy.mkdir()
        count = attacked(policy)
        build(site, POLICY=str(policy))
        with StaticHost(site) as host, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=system_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
            told = list(_looked_at(browser, host, sorted(pages_of(site))))
            browser.close()
    return told if count > 50 else [f"only {count} texts take an attack", *told]


def attacked(directory: Path) -> int:
    """Writes the policy with its attacks; how many there are."""
    paths = [path for path in sorted(WHOLE.rglob("*")) if path.suffix in (".yml", ".yaml")]
    files = {f"{number}.yml": path.read_text("utf-8") for number, path in enumerate(paths)}
    trees = {name: yaml.compose(text, Loader=yaml.CSafeLoader) for name, text in files.items()}
    attacks = cycle(ATTACKS)
    for tree in trees.values():
        _add_phrases(tree, attacks)
    # As the lines will be: one value each, so that a message's line names its text.
    texts = [n for tree in trees.values() for n in _texts(tree) if n.tag == TEXT]
    plain = {id(node): node.value for node in texts}
    for node in texts:
        node.value, node.style = f"{node.value} {next(attacks)}", '"'
    for _ in range(40):
        for name, tree in trees.items():
            text = yaml.serialize(tree, allow_unicode=True, width=100_000)
            (directory / name).write_text(text, encoding="utf-8")
        refused = _refused(directory)
        if not refused:
            break
        for name, tree in trees.items():
            written = yaml.compose((directory / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
            for node, shown in zip(_texts(tree), _texts(written), strict=True):
                lines = range(shown.start_mark.line, shown.end_mark.line + 1)
                if any((name, line) in refused for line in lines):
                    node.value = plain.get(id(node), node.value)
    return sum(node.value != plain[id(node)] for node in texts)


def _add_phrases(node: yaml.Node, attacks: Iterator[str]) -> None:
    """Adds attacks to the phrases; the others are what examples are read by."""
    for pair in node.value if isinstance(node, yaml.MappingNode) else ():
        if pair[0].value in PHRASES and isinstance(pair[1], yaml.SequenceNode):
            pair[1].value.append(
                yaml.ScalarNode(
                    TEXT,
                    f"phrase {len(pair[1].value)} of {pair[0].start_mark.line} {next(attacks)}",
                )
            )
        else:
            _add_phrases(pair[1], attacks)
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        _add_phrases(item, attacks)


def _refused(directory: Path) -> set[tuple[str, int]]:
    """Files and lines (from 0) of what the check will not have."""
    try:
        wrong = examined(directory).wrong_examples
    except PolicyError as error:
        wrong = tuple(error.problems)
    return {(Path(p.place.path).name, p.place.line - 1) for p in wrong}


def _texts(node: yaml.Node, key: str = "") -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    node.flow_style = False
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _texts(value, name.value)
    elif key not in PHRASES:
        for item in node.value:
            yield from _texts(item)


def _looked_at(browser: Browser, host: StaticHost, urls: list[str]) -> Iterator[str]:
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watch(context, troubles)
    page = context.new_page()
    page.on("dialog", lambda dialog: (troubles.append("a dialog"), dialog.dismiss()))
    for url in urls:
        page.goto(host.url + url)
        yield from (f"{url}: {told}" for told in _struck(page))
    page.goto(f"{host.url}calculator/")
    page.wait_for_selector("#sc-text")
    for button in page.locator(".sc-root button").all()[:4]:
        if button.is_visible():
            button.click()
    page.locator("#sc-text").fill("Nobody can open any door")
    page.wait_for_selector("#sc-answer .sc-badge--large, #sc-answer .sc-range", timeout=60_000)
    for fold in page.locator("details > summary").all():
        if fold.is_visible():
            fold.click()
    yield from (f"the calculator: {told}" for told in _struck(page))
    context.close()
    yield from troubles


def _struck(page: Page) -> Iterator[str]:
    if page.evaluate("window.struck"):
        yield "a script of the policy has run"
    for tag in (
        "iframe",
        "form[action*=evil]",
        "img[src*=evil]",
        "[onclick]",
        "[onerror]",
        "svg[onload]",
    ):
        if page.locator(tag).count():
            yield f"there is {tag}"
    if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 1:
        yield "the page is wider than the window"
