"""An editor without a screen: opens a document in yaml-language-server and asks what an author would be shown."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Message = dict[str, Any]


class Editor:
    """One session with the language server, over its standard input and output."""

    def __init__(self, server: Sequence[str], schema: Path) -> None:
        self._server, self._schema = server, schema
        self._waiting: list[Message] = []
        self._next = 0

    def __enter__(self) -> Self:
        self._process = subprocess.Popen([*self._server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        capabilities = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._tell("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def problems(self, text: str) -> list[tuple[int, str]]:
        """Return the line, from 1, and the sentence of each problem the editor underlines."""
        uri = self._open(text)
        found = self._until(
            lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
        )
        return [(p["range"]["start"]["line"] + 1, p["message"]) for p in found["params"]["diagnostics"]]

    def completions(self, text: str) -> dict[str, str]:
        """Return what may be written at `|` in a text, and its documentation."""
        text, place = _without_cursor(text)
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": self._open(text)}, "position": place})
        return {item["label"]: _told(item.get("documentation")) for item in answer["items"]}

    def hover(self, text: str) -> str:
        """Return what is shown when the mouse rests at `|` in a text."""
        text, place = _without_cursor(text)
        answer = self._ask("textDocument/hover", {"textDocument": {"uri": self._open(text)}, "position": place})
        return _told(answer["contents"]) if answer else ""

    def _open(self, text: str) -> str:
        self._next += 1
        uri = f"file:///project/policies/document-{self._next}.yaml"
        line = f"# yaml-language-server: $schema={self._schema.as_uri()}\n"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": line + text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _ask(self, method: str, params: Message) -> Any:  # noqa: ANN401 - whatever the protocol answers
        self._next += 1
        number = self._next
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda m: m.get("id") == number and "method" not in m)
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _until(self, wanted: Any) -> Message:  # noqa: ANN401 - a test of a message
        while True:
            message = self._read()
            if wanted(message):
                return message
            if "id" in message and "method" in message:  # a question of the server's: nothing is configured
                asked = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                self._send({"id": message["id"], "result": [None] * len(asked) if asked else None})

    def _read(self) -> Message:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the language server stopped"
        message: Message = json.loads(self._process.stdout.read(length))
        return message


def _without_cursor(text: str) -> tuple[str, dict[str, int]]:
    """Return a text without its `|`, and where that stood (the line that names the schema comes first)."""
    before, cursor, after = text.partition("|")
    assert cursor, "the text shows no cursor"
    return before + after, {"line": before.count("\n") + 1, "character": len(before) - before.rfind("\n") - 1}


def _told(documentation: Any) -> str:  # noqa: ANN401 - text, or text with its format
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")
