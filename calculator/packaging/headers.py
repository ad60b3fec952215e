"""The headers that a host may send with a built site, in the words of common hosts.

None is needed: the pages carry their policy, and the service worker adds the workers'.  A host that
sends them guards a first visit too, and lets what never changes be kept for ever.

    python -m calculator.packaging.headers nginx site
"""

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from calculator.packaging.bundle import WEB_PATH
from calculator.packaging.offline import address, worker_policy
from calculator.packaging.runtime import RUNTIME_PATH

FOR_EVER = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True)
class Rule:
    """Headers for one path, or for all that begin with it where it ends in ``*``."""

    path: str
    headers: dict[str, str]


def rules(site: Path) -> list[Rule]:
    """What to send with the files of a built site, paths being relative to its root."""
    web = [f"{path.relative_to(site).as_posix()}/*" for path in site.glob(f"{WEB_PATH}-*")]
    workers = {
        name: policy
        for path in sorted(site.rglob("*.*js"))
        if (policy := worker_policy(name := address(path.relative_to(site))))
    }
    return [
        Rule("*", {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}),
        *(Rule(path, {"Cache-Control": FOR_EVER}) for path in (f"{RUNTIME_PATH}/*", *web)),
        *(Rule(path, {"Cache-Control": REVALIDATED}) for path in ("service-worker.js", "api/*")),
        *(Rule(path, {"Content-Security-Policy": policy}) for path, policy in workers.items()),
    ]


def page_policy(site: Path) -> str:
    """The policy that every page of the built site carries."""
    found = POLICY.search((site / "index.html").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{site / 'index.html'} carries no policy: build the site first")
    return found[1]


def netlify(site: Path) -> Iterator[str]:
    """The file ``_headers`` of Netlify and Cloudflare Pages, which joins the rules that match.

    The pages' policy is not in it: joined with a worker's, it would forbid what the worker needs.
    """
    for rule in rules(site):
        yield f"/{rule.path}"
        yield from (f"  {name}: {value}" for name, value in rule.headers.items())


def nginx(site: Path) -> Iterator[str]:
    """For a ``server`` block; the last ``add_header`` of a request wins, so none is inherited."""
    general, *others = rules(site)
    policies = {rule.path: rule.headers for rule in others}
    yield "# In http { }:"
    for name in ("Cache-Control", "Content-Security-Policy"):
        variable = "$site_" + name.lower().replace("-", "_")
        default = page_policy(site) if name == "Content-Security-Policy" else REVALIDATED
        yield f"map $uri {variable} {{"
        yield f'    default "{default}";'
        for path, headers in policies.items():
            if name in headers:
                yield f'    "~/{pattern(path)}" "{headers[name]}";'
        yield "}"
    yield "# In server { } or location { }:"
    for name, value in general.headers.items():
        yield f'add_header {name} "{value}" always;'
    # Of what is not there, too.
    yield "add_header Cache-Control $site_cache_control always;"
    yield "add_header Content-Security-Policy $site_content_security_policy always;"


def apache(site: Path) -> Iterator[str]:
    """For ``.htaccess`` or a ``<Directory>``, with mod_headers and mod_setenvif."""
    general, *others = rules(site)
    for name, value in general.headers.items():
        yield f'Header set {name} "{value}"'
    yield f'Header set Content-Security-Policy "{page_policy(site)}"'
    for rule in others:
        for name, value in rule.headers.items():
            condition = f"expr=%{{REQUEST_URI}} =~ m#/{pattern(rule.path)}#"
            yield f'Header set {name} "{value}" "{condition}"'


def caddy(site: Path) -> Iterator[str]:
    """For a site block; later lines replace what earlier ones set."""
    general, *others = rules(site)
    for name, value in general.headers.items():
        yield f'header {name} "{value}"'
    yield f'header Content-Security-Policy "{page_policy(site)}"'
    for number, rule in enumerate(others):
        yield f"@{number} path */{rule.path}"
        yield from (f'header @{number} >{name} "{value}"' for name, value in rule.headers.items())


def pattern(path: str) -> str:
    """A regular expression for the end of a path."""
    if path.endswith("*"):
        return re.escape(path.removesuffix("*")).replace(r"\-", "-")
    return re.escape(path).replace(r"\-", "-") + "$"


FORMS: dict[str, Callable[[Path], Iterator[str]]] = {
    "netlify": netlify,
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
}


def write_headers_file(site: Path) -> None:
    """Writes ``_headers``, which some hosts read by themselves and the others do not mind."""
    (site / "_headers").write_text("\n".join(netlify(site)) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(
        prog="python -m calculator.packaging.headers",
        description="Prints the headers for a built site, as a host's configuration.",
    )
    options.add_argument("host", choices=FORMS)
    options.add_argument("site", type=Path, nargs="?", default=Path("site"))
    chosen = options.parse_args()
    print("\n".join(FORMS[chosen.host](chosen.site)))


if __name__ == "__main__":
    main()
