"""A static host such as GitHub Pages: a site under a sub-path, without a header of its own.

It compresses what such hosts compress, and can be told to misbehave.  Used by the browser's tests
and the bench.
"""

import gzip
import mimetypes
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self
from urllib.parse import unquote, urlsplit

TYPES = {
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/octet-stream",
    ".bin": "application/octet-stream",
}
COMPRESSED = (
    "text/",
    "application/wasm",
    "application/json",
    "application/manifest+json",
    "image/svg",
)


PIECE = 8192
"""Bytes that go on a thin line at once."""


@dataclass
class Answer:
    """What the host says to one request; a fault may change it on its way out."""

    status: int
    headers: dict[str, str]
    body: bytes


type Fault = Callable[[Answer], Answer | None]
"""Changes an answer; None closes the connection without one."""


class Server(ThreadingHTTPServer):
    """Says nothing when a browser hangs up, as browsers do."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@dataclass
class StaticHost:
    """Serves ``site`` at ``url`` while it is open."""

    site: Path
    prefix: str = "/support/"
    max_age: int = 600
    rate: float = 0
    """Bytes a second, of all connections together; 0 for as many as there can be."""
    delay: float = 0
    """Seconds until an answer begins to come."""
    faults: dict[str, Fault] = field(default_factory=dict)
    """From a regular expression that a path matches to what goes wrong with it."""
    requests: list[str] = field(default_factory=list)
    """Paths under the site, in the order in which they were asked for."""
    sent: dict[str, int] = field(default_factory=dict)
    """Bytes of body sent for each path, after compression."""

    def __enter__(self) -> Self:
        host = self
        self.line = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.compressed: dict[tuple[Path, int], bytes] = {}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}{self.prefix}"

    def forget(self) -> None:
        """Begins counting anew."""
        self.requests.clear()
        self.sent.clear()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        whole_path = unquote(urlsplit(request.path).path)
        path = whole_path.removeprefix(self.prefix)
        self.requests.append(path)
        time.sleep(self.delay)
        answer: Answer | None = self.found(path, request.headers.get("If-None-Match"))
        if not whole_path.startswith(self.prefix):
            answer = Answer(404, {}, b"")
        for pattern, fault in self.faults.items():
            if answer and re.search(pattern, path):
                answer = fault(answer)
        if answer is None:
            request.close_connection = True
            return
        self.sent[path] = self.sent.get(path, 0) + len(answer.body)
        try:
            request.send_response(answer.status)
            for name, value in answer.headers.items():
                request.send_header(name, value)
            if "Content-Length" not in answer.headers:
                request.send_header("Content-Length", str(len(answer.body)))
            request.end_headers()
            self.send(request.wfile, answer.body)
            request.close_connection |= answer.headers.get("Content-Length", "") != ""
        except OSError:
            # The browser went away.
            request.close_connection = True

    def send(self, connection: BinaryIO, body: bytes) -> None:
        rate = self.rate
        if not rate:
            connection.write(body)
            return
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            with self.line:
                time.sleep(len(piece) / rate)
            connection.write(piece)

    def found(self, path: str, known: str | None) -> Answer:
        file = self.site / path
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            missing = self.site / "404.html"
            body = missing.read_bytes() if missing.exists() else b"not found"
            return Answer(404, {"Content-Type": "text/html; charset=utf-8"}, body)
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        kind = kind or "application/octet-stream"
        time_ns = file.stat().st_mtime_ns
        tag = f'"{time_ns:x}"'
        headers = {
            "Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
            "Cache-Control": f"max-age={self.max_age}",
            "ETag": tag,
        }
        if known == tag:
            return Answer(304, headers, b"")
        if not kind.startswith(COMPRESSED):
            return Answer(200, headers, file.read_bytes())
        key = (file, time_ns)
        if key not in self.compressed:
            self.compressed[key] = gzip.compress(file.read_bytes(), 6)
        return Answer(200, {**headers, "Content-Encoding": "gzip"}, self.compressed[key])


# -- what can go wrong --------------------------------------------------------------------------


def gone(_: Answer) -> Answer:
    """Not found, with a page that says so."""
    return Answer(404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>")


def unanswered(_: Answer) -> None:
    """The connection closes."""
    return


def truncated(answer: Answer) -> Answer:
    """The first part, as if it were all."""
    content = raw(answer)
    return Answer(200, plain(answer), content[: len(content) // 3])


def broken_off(answer: Answer) -> Answer:
    """The connection closes half-way through the body."""
    headers = {**answer.headers, "Content-Length": str(len(answer.body))}
    return Answer(answer.status, headers, answer.body[: len(answer.body) // 2])


def one_byte_wrong(answer: Answer) -> Answer:
    content = bytearray(raw(answer))
    if content:
        content[len(content) // 2] ^= 1
    return Answer(answer.status, plain(answer), bytes(content))


def slow(seconds: float) -> Fault:
    """Kept back for a while."""

    def delayed(answer: Answer) -> Answer:
        time.sleep(seconds)
        return answer

    return delayed


def with_header(name: str, value: str) -> Fault:
    return lambda answer: Answer(answer.status, {**answer.headers, name: value}, answer.body)


def with_body(body: bytes) -> Fault:
    return lambda answer: Answer(200, plain(answer), body)


def preceded_by(text: str) -> Fault:
    """With a text before its own."""
    return lambda answer: Answer(200, plain(answer), text.encode() + raw(answer))


def raw(answer: Answer) -> bytes:
    """The body before compression."""
    compressed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(answer.body) if compressed else answer.body


def plain(answer: Answer) -> dict[str, str]:
    """The headers of an answer that is not compressed."""
    return {name: value for name, value in answer.headers.items() if name != "Content-Encoding"}
