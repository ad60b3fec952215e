"""The revisions as an Atom feed (RFC 4287), for readers who want to be told."""

from xml.sax.saxutils import escape, quoteattr

from calculator.engine.policy import Policy, Revision
from calculator.guide.pages import FOLDER
from calculator.guide.wording import Wording

PATH = "api/revisions.atom"


def feed(policy: Policy, site: str) -> str:
    """The feed, the newest revision first; ``site`` is the site's address, a slash at its end."""
    words = Wording(policy)
    page = f"{site}{FOLDER}/revisions/"
    newest = sorted(policy.revisions, key=lambda r: r.day, reverse=True)
    updated = max((r.day for r in newest), default=policy.about.revision)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(words.language)}>',
        f"<title>{escape(policy.about.name)}: {escape(words.t('revisions.title'))}</title>",
        f"<id>{escape(page)}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{escape(policy.about.vendor)}</name></author>",
        f"<link href={quoteattr(page)}/>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(site + PATH)}/>',
        *(_entry(words, page, revision) for revision in newest),
        "</feed>",
    ]
    return "\n".join(parts) + "\n"


def _entry(words: Wording, page: str, revision: Revision) -> str:
    address = f"{page}#revision-{revision.day}"
    told = [revision.text, *(f"{c.title}\n{c.text}" for c in revision.changes)]
    return (
        f"<entry><title>{escape(words.day(revision.day))}</title><id>{escape(address)}</id>"
        f"<updated>{revision.day}T00:00:00Z</updated><link href={quoteattr(address)}/>"
        f'<content type="text">{escape("\n\n".join(filter(None, told)))}</content></entry>'
    )
