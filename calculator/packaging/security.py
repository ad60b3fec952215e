"""The Content Security Policy: what the built pages may run, written into every one of them.

Inline scripts are allowed by their digests alone, and only those that stand in the templates of the
theme: whatever a text of the policy brings into a page gets no digest, and the build says where it
is.  Every page gets the digests of all pages, for with instant navigation the policy of the first
page governs those that follow.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

EMBEDDING = ("base", "embed", "frame", "iframe", "object", "portal")
"""Elements that put another page, or its addresses, in the place of this one's."""

EXECUTED = ("", "module", "text/javascript", "importmap", "speculationrules")

WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
"""For the workers of the site, which have no page to take a policy from."""
CALCULATOR_POLICY = WORKER_POLICY.replace("'self';", "'self' 'wasm-unsafe-eval';", 1)
"""For the calculator's worker, the one place that compiles WebAssembly."""

META = re.compile(r'\n?<meta http-equiv="Content-Security-Policy" content="[^"]*">')


class SecurityError(Exception):
    """Pages hold what a strict policy cannot allow; the message lists every place."""


def secure(site: Path, templates: Iterable[Path], made: Iterable[str] = ()) -> str:
    """Writes the policy into every page of a built site; the policy.

    ``templates`` are the folders with the templates of the pages, ``made`` scripts and styles that
    the build itself puts into them.  Raises SecurityError.
    """
    contents = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    known = [*known_parts(templates), *(re.compile(re.escape(text)) for text in made)]
    inline = {path: inline_parts(html, known) for path, html in contents.items()}
    problems = [
        f"{path.relative_to(site)}:{problem}"
        for path, parts in inline.items()
        for problem in parts.problems
    ]
    if problems:
        raise SecurityError("The security policy forbids this:\n" + "\n".join(problems))
    policy = page_policy(inline.values())
    for path, html in contents.items():
        secured = with_policy(html, policy)
        if secured != html:
            path.write_text(secured, encoding="utf-8")
    return policy


def page_policy(pages: "Iterable[Inline]") -> str:
    """The one policy under which all of these pages work."""
    pages = list(pages)
    scripts = sorted({digest(text) for page in pages for text in page.scripts})
    styles = sorted({digest(text) for page in pages for text in page.styles})
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *scripts]),
            " ".join(["style-src 'self'", *styles]),
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


def with_policy(html: str, policy: str) -> str:
    """The page with this policy, before anything that it governs."""
    end = html.find("</head>")
    html = META.sub("", html[:end]) + html[end:]
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    # The character set must come within the first kilobyte, so it stays first.
    charset = re.search(r"<meta charset=[^>]*>", html, re.IGNORECASE)
    head = charset or re.search(r"<head[^>]*>", html, re.IGNORECASE)
    if head is None:
        return html
    return f"{html[: head.end()]}\n{meta}{html[head.end() :]}"


def digest(text: str) -> str:
    """The source expression that allows an inline script or style with this text."""
    content = text.replace("\r\n", "\n").encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


# -- reading pages ---------------------------------------------------------------------------


@dataclass
class Inline:
    """What a page holds inline."""

    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """``line:column: message`` for what no digest can allow."""


def known_parts(templates: Iterable[Path]) -> list[re.Pattern[str]]:
    """What the inline scripts and styles of these folders' templates can become."""
    files = sorted(path for folder in templates for path in folder.rglob("*.html"))
    found = (_INLINE.finditer(path.read_text(encoding="utf-8")) for path in files)
    return [_becomes(part["text"]) for parts in found for part in parts]


_INLINE = re.compile(
    r"<(?P<tag>script|style)\b(?![^>]*\bsrc=)[^>]*>(?P<text>.*?)</(?P=tag)>",
    re.DOTALL | re.IGNORECASE,
)
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def _becomes(template: str) -> re.Pattern[str]:
    """A template's text once it is filled in: addresses and names where it has expressions."""
    holes = [r"[\w./:?#%-]*" if tag.startswith("{{") else "" for tag in _TAGS.findall(template)]
    texts = [f"(?:{re.escape(text)})?" for text in _TAGS.split(template)]
    if not holes:
        return re.compile(re.escape(template))
    return re.compile("".join(t + h for t, h in zip(texts, [*holes, ""], strict=True)))


def inline_parts(html: str, known: Iterable[re.Pattern[str]]) -> Inline:
    """The inline scripts and styles of a page, and what a policy must forbid.

    ``known`` are the texts that they may have.
    """
    known = list(known)
    found = _read(remarkable(html), known)
    # Where something is wrong is told by its place in the whole page.
    return _read(html, known) if found.problems else found


_HARMLESS = r"""</?(?:a|li|span|label|ul|div|nav|p|abbr|article|aside|b|blockquote|body|br|button
    |circle|code|dd|details|dl|dt|em|figcaption|figure|footer|form|g|h[1-6]|head|header|hr|html|i
    |input|kbd|line|main|mark|meta|ol|path|pre|rect|section|small|strong|sub|summary|sup|svg|table
    |tbody|td|text|th|thead|time|title|tr|tspan|wbr)(?:\s+(?:class|href(?!="[^"]*[:&])|for|id
    |tabindex|aria-[a-z-]+|auto[a-z]+|charset|checked|colspan|content|cx|cy|d|data-[a-z-]+|datetime
    |dir|fill|height|hidden|lang|name|placeholder|property|r|required|role|rowspan|scope|spellcheck
    |title|type|viewBox|width|x|xmlns|y|[xy][12])(?![\w-])(?:="[^"<>]*+")?)*+\s*+/?>"""
_OTHER = r"""<(?i:(script|style)\b[^<>]*+>.*?</\2>)|<!--[^<>]*?-->
    |<[a-zA-Z/!][\w:-]*+(?:\s+[\w:@.-]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?)*+\s*+/?>"""
_SKIPPED = re.compile(rf"(?:[^<]++|{_HARMLESS})++|({_OTHER})|(<)", re.DOTALL | re.VERBOSE)
_STRAY = re.compile(r"<(?:<[a-zA-Z/!]|\Z)")


def remarkable(html: str) -> str:
    """The tags of a page that may run, style or load something; all of it if it is put together in
    a way of its own.

    Most of a page is tags that can do nothing, and reading each of them takes long.
    """
    left = _SKIPPED.sub(r"\1\3", html)
    # A sign that begins no tag has nothing behind it but the next tag, or the end.
    return html if _STRAY.search(left) else left


def _read(html: str, known: list[re.Pattern[str]]) -> Inline:
    reader = InlineReader(known)
    reader.feed(html)
    reader.close()
    return reader.found


class InlineReader(HTMLParser):
    """Collects the texts of elements that run or style, as a browser delimits them."""

    def __init__(self, known: list[re.Pattern[str]]) -> None:
        super().__init__(convert_charrefs=False)
        self.known = known
        self.found = Inline()
        self.target: list[str] | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.problem(f'the attribute {name}="{value}"')
            if re.sub(r"[\0-\x20]", "", value or "").lower().startswith("javascript:"):
                self.problem(f'the address "{value}"')
        if tag in EMBEDDING:
            self.problem(f"the element <{tag}>")
        if tag == "meta" and (values.get("http-equiv") or "").lower() in ("refresh", "set-cookie"):
            self.problem(f'a page that has <meta http-equiv="{values["http-equiv"]}">')
        if tag == "form" and re.match(r"\s*[a-z]*:?[/\\]{2}", values.get("action") or "", re.I):
            self.problem(f"a form for {values['action']}")
        if tag == "script" and "src" not in values:
            if (values.get("type") or "").lower() in EXECUTED:
                self.begin(self.found.scripts)
        elif tag == "style":
            self.begin(self.found.styles)
        for attribute in ("src", "href") if tag in ("script", "link", "img", "iframe") else ():
            address = values.get(attribute) or ""
            if self.loads(tag, values) and re.match(r"(https?:)?//", address):
                self.problem(f"a request to {address}")

    def loads(self, tag: str, values: dict[str, str | None]) -> bool:
        """Whether the browser fetches the address of this element by itself."""
        links = (
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
            "prefetch",
            "manifest",
            "preconnect",
        )
        return tag != "link" or any(rel in links for rel in (values.get("rel") or "").split())

    def begin(self, texts: list[str]) -> None:
        self.target, self.text = texts, ""

    def handle_data(self, data: str) -> None:
        if self.target is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("script", "style") or self.target is None:
            return
        if any(part.fullmatch(self.text) for part in self.known):
            self.target.append(self.text)
        else:
            start = " ".join(self.text.split())[:60]
            self.problem(f'a <{tag}> that is in no template of the pages: "{start}"')
        self.target = None

    def close(self) -> None:
        super().close()
        if self.target is not None:
            self.problem("a <script> or <style> that does not end")

    def problem(self, what: str) -> None:
        line, column = self.getpos()
        self.found.problems.append(f"{line}:{column + 1}: {what}")
