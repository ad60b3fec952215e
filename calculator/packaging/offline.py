"""Offline use: the service worker with the list of what it keeps, and the web app manifest."""

import base64
import hashlib
import json
from pathlib import Path

from calculator.guide.whole import URL as WHOLE
from calculator.packaging.bundle import WEB, WEB_PATH
from calculator.packaging.runtime import write
from calculator.packaging.security import CALCULATOR_POLICY, WORKER_POLICY

SERVICE_WORKER = "service-worker.js"
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
LEFT_OUT = (".map", ".gz", ".d.ts", "sitemap.xml", "runtime.json", SERVICE_WORKER)


def write_service_worker(site: Path) -> str:
    """Writes the service worker for a site that is otherwise complete; the site's version.

    The list of files with their digests is part of the worker's script: any change of the site
    changes the script, by which browsers notice that there is a new version.
    """
    source = (WEB / "offline" / SERVICE_WORKER).read_text()
    files = {
        address(path.relative_to(site)): integrity(path)
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and not path.name.endswith(LEFT_OUT)
        and path.name[0] not in "._"
        and address(path.relative_to(site)) != WHOLE  # every page of it is kept by itself
    }
    listed = json.dumps(files, separators=(",", ":"), sort_keys=True)
    version = hashlib.sha256((source + listed).encode()).hexdigest()[:12]
    constants = {
        "version": version,
        "workers": {name: policy for name in files if (policy := worker_policy(name))},
        "files": files,
    }
    script = f"const SITE = {json.dumps(constants, separators=(',', ':'))};\n{source}"
    write(site / SERVICE_WORKER, script.encode())
    return version


def write_no_service_worker(site: Path) -> None:
    """Writes a service worker that removes itself, for a site that is being worked on."""
    write(site / SERVICE_WORKER, (WEB / "offline" / "no-service-worker.js").read_bytes())


def worker_policy(name: str) -> str | None:
    """The security policy of a worker's script; none for other files."""
    if name.startswith(WEB_PATH) and name.endswith("/worker.js"):
        return CALCULATOR_POLICY
    searching = name.startswith(WEB_PATH) and name.endswith("/search.js")
    return WORKER_POLICY if searching else None


def address(path: Path) -> str:
    """Where a host serves this file: a directory's index at the directory."""
    name = path.as_posix()
    return name.removesuffix("index.html") if path.name == "index.html" else name


def integrity(path: Path) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def write_app_manifest(
    site: Path, *, name: str, short_name: str, description: str, language: str
) -> None:
    """Writes the web app manifest, with which the site can be installed; the icons are in docs."""
    manifest = {
        "name": name,
        "short_name": short_name,
        "description": description,
        "lang": language,
        "start_url": "./calculator/",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": "#4051b5",
        "background_color": "#ffffff",
        "icons": [
            {"src": "images/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
            *(
                {"src": f"images/{file}", "type": "image/png", "sizes": sizes, "purpose": purpose}
                for file, sizes, purpose in ICONS
            ),
        ],
    }
    write(site / "manifest.webmanifest", json.dumps(manifest, indent=1).encode())
