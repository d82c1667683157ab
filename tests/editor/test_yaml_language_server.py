"""The editor that most writers have knows the format as soon as the folder is opened in it.

These tests drive the language server of editors for YAML itself, with the settings of this
repository. `make test` installs it where npm is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.authoring.editor import modeline, place_schemas
from tests.editor.lsp_client import LanguageServer
from tests.model.editors import as_file
from tests.model.schemas import KINDS, TYPED, filled, takes, value_of
from tests.pictures import ROOT

PACKAGE = Path(__file__).parent / "node_modules" / "yaml-language-server"
SERVER = PACKAGE / "bin" / "yaml-language-server"
BRIEFINGS = ROOT / "briefings"
FILES = sorted(path for path in BRIEFINGS.rglob("*.yml") if path.name[0] not in "._")

LEAST = """\
title: The port stands still
date: 2021-12-03
summary: Dockers ask for more pay.
sources: {herald: {title: Dockers walk out}}
actors: {dockers: {name: Dockers}}
"""


def settings() -> dict[str, Any]:
    """The repository's settings, in the form in which an editor hands them on."""
    nested: dict[str, Any] = {}
    for name, value in json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8")).items():
        *sections, key = name.split(".")
        holder = nested
        for section in sections:
            holder = holder.setdefault(section, {})
        holder[key] = value
    return nested


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    node = shutil.which("node")
    if node is None or not SERVER.is_file():
        missing = "yaml-language-server is not installed; with npm, `make test` does it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    command = [node, str(SERVER), "--stdio"]
    with LanguageServer(command, folder=ROOT, settings=settings()) as server:
        # It asks for the settings after it has started. Until then it knows no schema.
        server.diagnostics(server.open(BRIEFINGS / "first.yml", "titel: T\n"), until=bool)
        yield server


class Typing:
    """A new briefing in the editor, with the cursor where `|` stands in its text."""

    number = 0

    def __init__(self, editor: LanguageServer, text: str) -> None:
        Typing.number += 1
        before, _, after = text.partition("|")
        self.editor = editor
        self.uri = editor.open(BRIEFINGS / f"new-{Typing.number}.yml", before + after)
        self.line = before.count("\n")
        self.character = len(before) - before.rfind("\n") - 1

    def proposed(self) -> dict[str, str]:
        """What is proposed here, and what is told about each."""
        items = self.editor.completions(self.uri, self.line, self.character)
        return {label: _text(item.get("documentation")) for label, item in items.items()}

    def told(self) -> str:
        return self.editor.hover(self.uri, self.line, self.character)

    def reported(self) -> list[str]:
        """What is reported, with its line and column."""
        return [
            f"{found['range']['start']['line'] + 1}:{found['range']['start']['character'] + 1} "
            f"{found['message']}"
            for found in self.editor.diagnostics(self.uri)
        ]


def _text(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)


# While it is written


def test_a_top_level_key_is_proposed_with_what_it_is_for(editor: LanguageServer) -> None:
    proposed = Typing(editor, f"{LEAST}ri|").proposed()
    assert proposed["risks"].startswith("What could go wrong, by id.")
    assert proposed["events"] == "The timeline."
    assert "title" not in proposed, "it stands there already"


def test_a_key_of_an_entry_is_proposed(editor: LanguageServer) -> None:
    proposed = Typing(editor, f"{LEAST}risks:\n  ruin:\n    event: E\n    |\n").proposed()
    assert proposed["confidence"] == "Confidence in the judgement, not in the event."


def test_a_word_of_likelihood_is_proposed_with_its_band(editor: LanguageServer) -> None:
    risk = "risks:\n  ruin:\n    event: E\n    likelihood: |\n"
    proposed = Typing(editor, LEAST + risk).proposed()
    assert proposed["very likely"] == "80–95 % on the scale icd203"
    assert "remote chance" not in proposed


def test_only_words_of_the_chosen_scale_are_proposed(editor: LanguageServer) -> None:
    risk = "scale: phia\nrisks:\n  ruin:\n    event: E\n    likelihood: |\n"
    proposed = Typing(editor, LEAST + risk).proposed()
    assert proposed["remote chance"] == ">0–≈5 % on the scale phia"
    assert "very likely" not in proposed


@pytest.mark.parametrize(
    ("typed", "word", "meaning"),
    [
        ("status: |", "review", "waiting for a second pair of eyes; not on the published site"),
        ("demands:\n  pay:\n    status: |", "lapsed", "overtaken by time or events"),
        ("events:\n  - credibility: |", "2", "probably true"),
        ("assumptions:\n  - text: T\n    key: |", "true", ""),
    ],
)
def test_a_word_is_proposed_with_its_meaning(
    editor: LanguageServer, typed: str, word: str, meaning: str
) -> None:
    assert Typing(editor, f"{LEAST}{typed}\n").proposed()[word] == meaning


@pytest.mark.parametrize("typed", ["author: |", "tags: [|]", "tags:\n  - |", "thread: |"])
def test_nothing_is_proposed_for_text(editor: LanguageServer, typed: str) -> None:
    assert Typing(editor, f"{LEAST}{typed}\n").proposed() == {}


# When it is read


def test_hovering_over_a_key_tells_what_it_is_for(editor: LanguageServer) -> None:
    told = Typing(editor, f"{LEAST}risks:\n  ruin:\n    ho|rizon: 2022-01\n").told()
    assert told.startswith(
        "#### Risk\n\nBy when the event would happen. "
        "A judgement without a horizon can never be scored."
    )
    assert "2014~" in told, "an example"


@pytest.mark.parametrize("typed", ["likeli|hood: unlikely", "likelihood: unli|kely"])
def test_hovering_over_a_likelihood_tells_its_band(editor: LanguageServer, typed: str) -> None:
    told = Typing(editor, f"{LEAST}risks:\n  ruin:\n    {typed}\n").told()
    assert "A word of the briefing's scale" in told
    assert "`unlikely`: 20–45 % on the scale icd203" in told


# When there is a mistake


@pytest.mark.parametrize(
    ("typed", "reported"),
    [
        ("sumary: S\n", "6:1 Property sumary is not allowed."),
        ("risks:\n  ruin: {event: E, horizn: 2022}\n", "7:20 Property horizn is not allowed."),
        ("risks:\n  ruin: {horizon: 2022}\n", '7:3 Missing property "event".'),
        ("demands:\n  Pay: {by: dockers, text: T}\n", "7:3 use a to z, 0 to 9 and single hyphens"),
        ("corrections:\n  - {date: 2022-01, text: T}\n", "7:12 write its year, month and day"),
        ("status: publish\n", "6:9 Value is not accepted. Valid values: "),
        ("gaps: [How many]\n", "6:8 Incorrect type."),
        ("author: [Desk]\n", "6:9 Incorrect type."),
    ],
)
def test_a_mistake_is_reported_once_where_it_stands(
    editor: LanguageServer, typed: str, reported: str
) -> None:
    (found,) = Typing(editor, LEAST + typed).reported()
    assert found.startswith(reported)


def test_a_word_of_another_scale_is_reported(editor: LanguageServer) -> None:
    risk = "risks:\n  ruin: {event: E, likelihood: remote chance}\n"
    (found,) = Typing(editor, LEAST + risk).reported()
    assert found.startswith("7:32 Value is not accepted. Valid values: ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_reported_of_a_real_file(editor: LanguageServer, path: Path) -> None:
    assert editor.diagnostics(editor.open(path)) == []


def test_nothing_is_reported_of_a_briefing_with_every_key(editor: LanguageServer) -> None:
    assert Typing(editor, as_file(filled())).reported() == []


ANYWHERE = {
    "Text": "gaps:\n  - text: T\ntags:\n  - {}\n",
    "Prose": "gaps:\n  - text: {}\n",
    "Id": "thread: {}\n",
    "Date": "events:\n  - text: T\n    date: {}\n",
    "Day": "corrections:\n  - text: T\n    date: {}\n",
    "Quantity": "figures:\n  - measure: M\n    value: {}\n",
    "Flag": "assumptions:\n  - text: T\n    key: {}\n",
    "Credibility": "events:\n  - text: T\n    date: 2021\n    credibility: {}\n",
    "Language": "language: {}\n",
}


@pytest.mark.parametrize("kind", ANYWHERE)
def test_nothing_is_reported_of_a_value_that_the_format_takes(
    editor: LanguageServer, kind: str
) -> None:
    """Here the editor itself guesses the types of plain scalars."""
    taken = [typed for typed in TYPED if takes(kind, value_of(typed))]
    opened = {typed: Typing(editor, LEAST + ANYWHERE[kind].format(typed)) for typed in taken}
    assert taken
    assert kind in KINDS
    assert {typed: found for typed, new in opened.items() if (found := new.reported())} == {}


def test_the_register_has_a_schema_of_its_own(editor: LanguageServer, tmp_path: Path) -> None:
    register = tmp_path / "briefings" / "actors.yml"
    uri = editor.open(register, "dockers:\n  name: Dockers\n  side: labour\n")
    (found,) = editor.diagnostics(uri)
    assert found["message"] == "Property side is not allowed."


# Elsewhere


@pytest.mark.parametrize("name", ["2021/03/a.yml", "a.yml", "actors.yml"])
def test_a_file_with_the_line_of_a_new_one_needs_no_settings(
    editor: LanguageServer, tmp_path: Path, name: str
) -> None:
    desk = tmp_path / "our desk"
    desk.mkdir()
    place_schemas(desk)
    path = desk / name
    uri = editor.open(path, f"{modeline(path, desk)}\n\ntitel: T\n")
    messages = [found["message"] for found in editor.diagnostics(uri)]
    if name == "actors.yml":
        assert messages == ["Incorrect type. Expected one of object, null."]
    else:
        assert "Property titel is not allowed." in messages
