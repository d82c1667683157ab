"""The language server among editors of all kinds, odd texts and thousands of files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.authoring.lsp.editor import COMMAND, Editor, assert_healthy, editing
from tests.authoring.lsp.small import FIRST, FIRST_PATH, REGISTER, SECOND, write_desk
from tests.bench.desk import make_desk
from tests.editor.lsp_client import LanguageServer

PATIENT = 120.0
"""Seconds for what has to read thousands of files first, on a busy machine."""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with editing(tmp_path_factory.mktemp("desk")) as editor:
        yield editor


# Editors of other kinds


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 4), ("utf-32", 1)])
def test_columns_are_counted_as_the_editor_likes_best(
    tmp_path: Path, encoding: str, width: int
) -> None:
    folder = write_desk(tmp_path / "briefings").parent
    text = FIRST.replace("{title: The demands,", "{title: 😀, publsher: x,")
    encodings = [encoding, "utf-16"]
    with LanguageServer(COMMAND, folder=folder, encodings=encodings) as server:
        assert server.capabilities["positionEncoding"] == encoding
        uri = server.open(folder / "briefings" / FIRST_PATH, text)
        (found,) = server.diagnostics(uri)
        column = text.split("\n")[6].index("publsher") - 1 + width
        assert found["range"]["start"] == {"line": 6, "character": column}
        assert (
            "publsher"
            in server.request(
                "textDocument/codeAction",
                {
                    "textDocument": {"uri": uri},
                    "range": found["range"],
                    "context": {"diagnostics": [], "only": ["quickfix"]},
                },
            )[0]["diagnostics"][0]["message"]
        )
        assert_healthy(server)


def test_the_server_ends_with_its_editor(tmp_path: Path) -> None:
    server = LanguageServer(COMMAND, folder=write_desk(tmp_path / "briefings"))
    server.start()
    server.initialize()
    assert server.process.stdin is not None
    server.process.stdin.close()
    assert server.process.wait(30) == 0
    server.stop()


def test_the_other_commands_do_without_the_protocol() -> None:
    code = (
        "import sys, generator.cli; sys.exit({'pygls', 'lsprotocol'} & set(sys.modules) != set())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_can_be_named(tmp_path: Path) -> None:
    folder = write_desk(tmp_path / "notes")
    (folder / "actors.yml").unlink()
    with LanguageServer([*COMMAND, "--briefings", "notes"], folder=tmp_path) as server:
        uri = server.open(folder / FIRST_PATH)
        found = server.diagnostics(uri, until=bool)
        assert {each["code"] for each in found} == {"unknown-actor", "unnamed-actor"}


# Anything at all


MARKS = ["by: ", "[", "{", "}", "- ", "#", "'", '"', ": ", "&a ", "*a", "!!x ", "|\n", "---\n"]
ODD = ["\n", "\r\n", "\r", "  ", "\t", "\ufeff", "\u2028", "\x85", "😀", "\x00", "\ud800"]
PIECES = st.sampled_from([FIRST, SECOND, REGISTER, *MARKS, *ODD])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=80)),
    path=st.sampled_from([FIRST_PATH, Path("actors.yml"), Path("Bad name!.yml")]),
    line=st.integers(0, 60),
    column=st.integers(0, 90),
)
def test_no_text_and_no_place_make_the_server_stumble(
    editor: Editor, text: str, path: Path, line: int, column: int
) -> None:
    with editor.showing(text.replace("‸", ""), path) as shown:
        shown.place = (line, column)
        for method in ("completion", "definition", "hover"):
            shown.ask(method)
        shown.ask("references", context={"includeDeclaration": True})
        place = {"line": line, "character": column}
        editor.server.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": shown.uri},
                "range": {"start": {"line": 0, "character": 0}, "end": place},
                "context": {"diagnostics": []},
            },
        )
        shown.diagnostics()
    assert_healthy(editor.server)


@pytest.mark.parametrize(
    "uri",
    ["untitled:", "file:///", "git:/x/briefings/a.yml", "x", "", "file:///%00/briefings/a.yml"],
)
def test_no_address_makes_the_server_stumble(editor: Editor, uri: str) -> None:
    editor.server.open_at(uri, FIRST)
    assert editor.server.completions(uri, 0, 0) == {}
    editor.server.change(uri, SECOND)
    editor.server.close(uri)
    assert_healthy(editor.server)


# A large folder


def test_in_a_folder_of_two_thousand_briefings_all_of_them_count(tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    make_desk(folder, 2_000)
    texts = {path: path.read_text("utf-8") for path in sorted(folder.glob("2*/*.yml"))}
    first, last = next(iter(texts)), list(texts)[-1]
    text = texts[last]
    lines = text.split("\n")
    by = next(number for number, line in enumerate(lines) if line.startswith("    by: "))
    with LanguageServer(COMMAND, folder=tmp_path) as server:
        uri = server.open(last, text.replace("    by: ", "    by: xq", 1))
        # Long before all is read, the server answers.
        assert server.hover(uri, 0, 1).startswith("**title**")
        found = server.diagnostics(uri, until=bool, timeout=PATIENT)
        assert [(each["code"], each["range"]["start"]["line"]) for each in found] == [
            ("unknown-actor", by)
        ]
        server.change(uri, text)
        assert server.diagnostics(uri) == []
        assert len(server.completions(uri, by, len("    by: "))) == 100
        thread = next(number for number, line in enumerate(lines) if line.startswith("thread: "))
        same = [path for path, each in texts.items() if f"\n{lines[thread]}\n" in each]
        context = {"includeDeclaration": True}
        found = server.at("references", uri, thread, len("thread: "), context=context)
        assert [each["uri"] for each in found] == [path.as_uri() for path in same]
        register = server.open(folder / "actors.yml", "nobody: {name: Nobody}\n")
        found = server.diagnostics(first.as_uri(), until=bool, timeout=PATIENT)
        assert {each["code"] for each in found} == {"unnamed-actor"}
        server.close(register)
        none = server.diagnostics(first.as_uri(), lambda found: not found, timeout=PATIENT)
        assert none == []
        assert_healthy(server)
