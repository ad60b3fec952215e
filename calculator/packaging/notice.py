"""What a maintainer is told in the page itself, above the last good site, while they write."""

import html
import re
from pathlib import Path

BEGIN, END = "<!-- policy notice -->", "<!-- /policy notice -->"

WRAPPED = "white-space: pre-wrap; overflow-wrap: anywhere"

_OLD = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>")


def show(site: Path, title: str, message: str) -> None:
    """Put a notice at the top of every page of a site, in place of the one that was there."""
    notice = (
        f'{BEGIN}<aside class="md-banner md-banner--warning" role="alert">'
        f'<div class="md-banner__inner md-grid md-typeset"><strong>{html.escape(title)}</strong>'
        f'<pre><code style="{WRAPPED}">{html.escape(message)}</code></pre></div></aside>{END}'
    )
    for page in site.rglob("*.html"):
        text = _OLD.sub("", page.read_text(encoding="utf-8"))
        changed = _BODY.sub(lambda body: body[0] + notice, text, count=1)
        page.write_text(changed, encoding="utf-8")
