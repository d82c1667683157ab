"""An editor with the small desk opened, and a text in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.authoring.lsp.small import FIRST_PATH, line_and_column, with_cursor, write_desk
from tests.editor.lsp_client import LanguageServer

COMMAND = [str(Path(sys.executable).with_name("briefing")), "lsp"]

Json = dict[str, Any]


@contextmanager
def editing(folder: Path) -> Iterator[Editor]:
    """Opens the small desk, written into a new folder, beside a file that is no briefing."""
    write_desk(folder / "briefings")
    (folder / "other.yml").write_text("by: nobody\n", "utf-8")
    with LanguageServer(COMMAND, folder=folder) as server:
        yield Editor(server)
        assert_healthy(server)


class Editor:
    """An editor with the small desk's folder opened."""

    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.folder = server.folder / "briefings"

    @contextmanager
    def showing(self, text: str, path: Path = FIRST_PATH) -> Iterator[Shown]:
        """Shows a text in place of a file, until it is closed unsaved."""
        clean, at = with_cursor(text) if "‸" in text else (text, 0)
        uri = self.server.open(self.folder / path, clean)
        try:
            yield Shown(self.server, uri, clean, at)
        finally:
            self.server.close(uri)

    def uri(self, path: Path) -> str:
        return (self.folder / path).as_uri()


class Shown:
    """A text in the editor, with the cursor in it."""

    def __init__(self, server: LanguageServer, uri: str, text: str, at: int) -> None:
        self.server = server
        self.uri = uri
        self.text = text
        self.place = line_and_column(text, at)

    def ask(self, method: str, **further: Any) -> Any:
        return self.server.at(method, self.uri, *self.place, **further)

    def diagnostics(self, until: Callable[[list[Json]], bool] = lambda found: True) -> list[Json]:
        return self.server.diagnostics(self.uri, until)

    def actions(self, part: str, **context: Any) -> list[Json]:
        """The code actions for a part of the text."""
        start = self.text.index(part)
        answer: list[Json] = self.server.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": self.uri},
                "range": span(self.text, start, start + len(part)),
                "context": {"diagnostics": [], **context},
            },
        )
        return answer

    def after(self, action: Json) -> str:
        """The text as it is after an action."""
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": self.uri, "version": 1}
        return edited(self.text, change["edits"])


def span(text: str, start: int, end: int) -> Json:
    """A range in UTF-16."""
    ends = (line_and_column(text, at) for at in (start, end))
    first, last = ({"line": line, "character": column} for line, column in ends)
    return {"start": first, "end": last}


def span_of(text: str, part: str, within: str | None = None) -> Json:
    """The range of a part of a text, or of its first occurrence in a longer part."""
    start = text.index(within) + within.index(part) if within else text.index(part)
    return span(text, start, start + len(part))


def edited(text: str, edits: list[Json]) -> str:
    """A text after the edits of a change."""
    offsets = {line_and_column(text, at): at for at in range(len(text) + 1)}

    def offset(position: Json) -> int:
        return offsets[position["line"], position["character"]]

    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def assert_healthy(server: LanguageServer) -> None:
    """The server has told of no fault of its own, neither to the editor nor in its log."""
    said = [params for method, params in server.notifications if method == "window/showMessage"]
    assert said == []
    assert "Traceback" not in server.said
