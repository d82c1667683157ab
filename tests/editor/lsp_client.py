"""A client of the Language Server Protocol, as far as tests need one: the editor's side.

It works with any server that is spoken with over its standard input and output.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.editor.jsonrpc import TIMEOUT, Connection, JsonObject, ServerError

__all__ = ["TIMEOUT", "JsonObject", "LanguageServer", "ServerError"]

_MARKUP = ["markdown", "plaintext"]
CAPABILITIES: JsonObject = {
    "workspace": {
        "configuration": True,
        "workspaceFolders": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
    },
    "textDocument": {
        "synchronization": {"didSave": True},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": _MARKUP},
            "contextSupport": True,
        },
        "hover": {"contentFormat": _MARKUP},
        "definition": {"linkSupport": True},
        "references": {},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}}
        },
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
        },
    },
    "window": {"workDoneProgress": True},
}
"""What the editor can do."""


class LanguageServer(Connection):
    """A running language server, and the editor that talks to it.

    Use it in a `with` statement: it has then been initialized, and is shut down at the end.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        folder: Path,
        settings: Mapping[str, Any] | None = None,
        options: Mapping[str, Any] | None = None,
        environment: Mapping[str, str] | None = None,
        encodings: Sequence[str] = (),
    ) -> None:
        """Keep what the server is started with.

        `folder` is the folder opened in the editor, `settings` are its settings by section
        (`yaml.schemas` is found as `settings["yaml"]["schemas"]`), `options` goes along with
        `initialize`. `encodings` are the units that the editor can count columns in, the best
        first; where it names none, that is UTF-16.
        """
        super().__init__(command, folder=folder, environment=environment)
        self.settings = dict(settings or {})
        self.options = dict(options or {})
        self.encodings = list(encodings)
        self.capabilities: JsonObject = {}
        """What the server says that it can do."""
        self.notifications: list[tuple[str, Any]] = []
        """What the server has told, oldest first; published diagnostics are kept apart."""
        self._diagnostics: dict[str, JsonObject] = {}
        self._versions: dict[str, int] = {}
        self._names_versions = False
        """Whether it says of which version of a document it tells what is wrong."""

    def __enter__(self) -> Self:
        self.start()
        try:
            self.initialize()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None and self.process.poll() is None:
                self.request("shutdown")
                self.notify("exit")
        finally:
            self.stop()

    def initialize(self) -> None:
        """Say what the editor can do, and open the folder in it."""
        root = self.folder.as_uri()
        general = {"positionEncodings": self.encodings} if self.encodings else {}
        answer = self.request(
            "initialize",
            {
                "processId": None,
                "rootPath": str(self.folder),
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": self.folder.name}],
                "initializationOptions": self.options,
                "capabilities": {**CAPABILITIES, "general": general},
            },
        )
        self.capabilities = answer["capabilities"]
        self.notify("initialized", {})
        if self.settings:
            self.notify("workspace/didChangeConfiguration", {"settings": self.settings})

    # Documents

    def open(self, path: Path, text: str | None = None, language: str = "yaml") -> str:
        """Open a file, with another text than its own if one is given; return its address."""
        if text is None:
            text = path.read_bytes().decode("utf-8")
        return self.open_at(path.resolve().as_uri(), text, language)

    def open_at(self, uri: str, text: str, language: str = "yaml") -> str:
        """Open a document at any address, be there a file or not; return the address."""
        if uri in self._versions:
            raise ValueError(f"{uri} is open already")
        self._has_new_text(uri)
        document = {
            "uri": uri,
            "languageId": language,
            "version": self._versions[uri],
            "text": text,
        }
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, text: str) -> None:
        """Put another text in the place of a document's whole text."""
        self._has_new_text(uri)
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": [{"text": text}]},
        )

    def close(self, uri: str) -> None:
        """Close a document."""
        with self._changed:
            del self._versions[uri]
            self._diagnostics.pop(uri, None)
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(
        self,
        uri: str,
        until: Callable[[list[JsonObject]], bool] = lambda found: True,
        timeout: float = TIMEOUT,
    ) -> list[JsonObject]:
        """Wait for what the server publishes for a document since it was opened or changed.

        For a file that is not open, whatever it published last.

        With `until`, wait for diagnostics that it is true of: a server may publish more than
        once. One that names versions is believed only for the newest; one that does not might
        publish late what it found in an earlier text, so give each text its own document.
        """

        def published() -> JsonObject | None:
            answer = self._diagnostics.get(uri)
            wanted = self._versions.get(uri)
            known = None if self._names_versions else wanted
            if answer is None or answer.get("version", known) != wanted:
                return None
            return answer if until(answer["diagnostics"]) else None

        found: list[JsonObject]
        found = self.wait(published, f"diagnostics of {uri}", timeout)["diagnostics"]
        return found

    def at(self, method: str, uri: str, line: int, character: int, **further: Any) -> Any:
        """Ask something about a place in a document, counted from 0."""
        place = {"line": line, "character": character}
        return self.request(
            f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place, **further}
        )

    def completions(self, uri: str, line: int, character: int) -> dict[str, JsonObject]:
        """What the server proposes at a place, by label."""
        answer = self.at("completion", uri, line, character) or []
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: item for item in items}

    def hover(self, uri: str, line: int, character: int) -> str:
        """What the server tells of a place; empty for nothing."""
        answer = self.at("hover", uri, line, character)
        return _text_of(answer["contents"]) if answer else ""

    # What the server says of its own accord

    def heard(self, method: str, params: Any) -> None:
        """Keep what the server tells, of each document only the newest diagnostics."""
        if method == "textDocument/publishDiagnostics":
            self._diagnostics[params["uri"]] = params
            self._names_versions |= "version" in params
        else:
            self.notifications.append((method, params))

    def asked(self, method: str, params: JsonObject) -> Any:
        """Answer for the editor: settings, and the folder that is open."""
        if method == "workspace/configuration":
            return [self._setting(item.get("section")) for item in params["items"]]
        if method == "workspace/workspaceFolders":
            return [{"uri": self.folder.as_uri(), "name": self.folder.name}]
        if method == "workspace/applyEdit":
            return {"applied": False}
        return None

    def _setting(self, section: str | None) -> Any:
        found: Any = self.settings
        for step in section.split(".") if section else ():
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def _has_new_text(self, uri: str) -> None:
        with self._changed:
            self._versions[uri] = self._versions.get(uri, 0) + 1
            self._diagnostics.pop(uri, None)


def _text_of(contents: Any) -> str:
    """The text of a hover in any of the three forms that the protocol knows."""
    if isinstance(contents, list):
        return "\n\n".join(_text_of(part) for part in contents)
    return contents if isinstance(contents, str) else str(contents["value"])
