"""The language server, as an editor meets it: over its input and output, on a small desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.authoring.lsp.editor import Editor, Shown, editing, span, span_of
from tests.authoring.lsp.small import (
    FIRST,
    FIRST_PATH,
    REGISTER,
    SECOND,
    SECOND_PATH,
    line_and_column,
    with_cursor,
)
from tests.editor.lsp_client import ServerError

THIRD = SECOND.replace("2021-12-07", "2021-12-09")
"""The next briefing of the thread."""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with editing(tmp_path_factory.mktemp("desk")) as editor:
        yield editor


# What is said at the start


def test_the_server_says_what_it_can_do(editor: Editor) -> None:
    can = editor.server.capabilities
    assert can["positionEncoding"] == "utf-16"
    assert can["textDocumentSync"]["change"] == 1
    assert can["completionProvider"]["triggerCharacters"] == [" ", "[", "{", ",", "-"]
    assert can["codeActionProvider"]["codeActionKinds"] == ["quickfix", "source.fixAll.briefing"]
    for feature in ("definitionProvider", "referencesProvider", "hoverProvider"):
        assert can[feature]


# Diagnostics


def test_a_briefing_without_mistakes_is_told_to_have_none(editor: Editor) -> None:
    with editor.showing(FIRST) as shown:
        assert shown.diagnostics() == []


def test_a_mistake_is_shown_with_its_place_code_severity_and_what_to_do(editor: Editor) -> None:
    text = FIRST.replace("by: [putin,", "by: [puttin,")
    with editor.showing(text) as shown:
        assert shown.diagnostics() == [
            {
                "range": span_of(text, "puttin"),
                "severity": 1,
                "code": "unknown-actor",
                "source": "briefing",
                "message": "the actor “puttin” is defined nowhere\ndid you mean `putin`?",
            }
        ]


def test_places_count_in_utf16_behind_emoji_and_with_windows_line_ends(editor: Editor) -> None:
    text = FIRST.replace("{title: The demands,", "{title: 😀😀, publsher: x,").replace("\n", "\r\n")
    with editor.showing(text) as shown:
        (found,) = shown.diagnostics()
        assert (found["code"], found["range"]) == ("unknown-key", span_of(text, "publsher"))
        assert found["range"]["start"]["character"] > text.split("\r\n")[6].index("publsher")


def test_further_places_are_shown_beside(editor: Editor) -> None:
    text = FIRST.replace("nato: {side", "nato: {name: Nato, side")
    with editor.showing(text) as shown:
        (found,) = shown.diagnostics()
        assert found["code"] == "conflicting-actor"
        assert found["relatedInformation"] == [
            {
                "location": {
                    "uri": editor.uri(Path("actors.yml")),
                    "range": span_of(REGISTER, "NATO"),
                },
                "message": "first given here",
            }
        ]


def test_what_the_briefings_of_a_thread_show_together_is_shown_with_the_other_place_and_a_fix(
    editor: Editor,
) -> None:
    answer = "    responses: [{by: nato, answer: rejected}]\n"
    text = SECOND.replace("no-expansion:", "no-expanson:").replace("Still no", "No")
    text = text.replace("    status: deferred\n", answer)
    with editor.showing(text, SECOND_PATH) as shown:
        (found,) = shown.diagnostics()
        assert (found["code"], found["range"]) == ("unmade-demand", span_of(text, "no-expanson"))
        (earlier,) = found["relatedInformation"]
        assert earlier["location"]["uri"] == editor.uri(FIRST_PATH)
        (fix,) = shown.actions("no-expanson")
        assert shown.after(fix) == text.replace("no-expanson", "no-expansion")


def test_a_warning_is_shown_as_one(editor: Editor) -> None:
    text = FIRST.replace("{source: wire}", "{source: wire, quote: they attack}", 1)
    with editor.showing(text) as shown:
        (found,) = shown.diagnostics()
        assert (found["code"], found["severity"]) == ("unchecked-quote", 2)


def test_an_edit_shows_in_every_file_that_it_reaches_open_or_not(editor: Editor) -> None:
    with editor.showing(SECOND, SECOND_PATH) as second:
        assert second.diagnostics() == []
        with editor.showing(REGISTER.replace("russia:", "rossiya:"), Path("actors.yml")):
            found = editor.server.diagnostics(editor.uri(FIRST_PATH), until=bool)
            assert [each["code"] for each in found] == ["unknown-actor"]
            assert found[0]["range"] == span_of(FIRST, "russia", "affects: russia")
        # Closed without saving, the register is again what it was.
        none = editor.server.diagnostics(editor.uri(FIRST_PATH), lambda found: not found)
        assert none == []


def test_broken_yaml_is_shown_and_so_is_what_is_wrong_elsewhere_in_the_file(editor: Editor) -> None:
    text = FIRST.replace("tags: [nato", "tags: [nato, [").replace("of: nato", "of: natto")
    with editor.showing(text) as shown:
        assert [each["code"] for each in shown.diagnostics()] == ["bad-yaml", "unknown-actor"]


def test_every_change_is_answered_for_the_text_as_it_is_then(editor: Editor) -> None:
    with editor.showing(FIRST) as shown:
        for number in range(8):
            wrong = FIRST.replace("of: nato", f"of: natto-{number}")
            editor.server.change(shown.uri, wrong if number % 2 else FIRST)
            found = shown.diagnostics()
            assert [each["range"] for each in found] == (
                [span_of(wrong, f"natto-{number}")] if number % 2 else []
            )


# Files


def test_a_new_file_that_was_never_saved_is_a_briefing(editor: Editor) -> None:
    with editor.showing(THIRD.replace("by: putin", "by: p‸"), Path("2030/new/new.yml")) as shown:
        assert [each["code"] for each in shown.diagnostics()] == ["unknown-actor"]
        assert "putin" in editor.server.completions(shown.uri, *shown.place)
    # Closed unsaved, it was never there.
    assert editor.server.diagnostics(shown.uri) == []


def test_a_document_without_a_name_is_a_briefing(editor: Editor) -> None:
    text, at = with_cursor(THIRD.replace("of: nato", "of: nat‸", 1))
    uri = editor.server.open_at("untitled:Untitled-1", text)
    assert [each["code"] for each in editor.server.diagnostics(uri)] == ["unknown-actor"]
    assert "nato" in editor.server.completions(uri, *line_and_column(text, at))
    editor.server.close(uri)


def test_a_document_without_a_name_is_left_alone_until_it_looks_like_a_briefing(
    editor: Editor,
) -> None:
    uri = editor.server.open_at("untitled:Untitled-2", "services:\n  web: {image: x}\n")
    with pytest.raises(ServerError, match="no diagnostics"):
        editor.server.diagnostics(uri, timeout=0.5)
    editor.server.change(uri, "title: x\n")
    assert {each["code"] for each in editor.server.diagnostics(uri)} == {"missing-key"}
    editor.server.close(uri)


def test_files_that_are_no_briefings_are_left_alone(editor: Editor) -> None:
    before = len(editor.server.notifications)
    uri = editor.server.open(editor.server.folder / "other.yml")
    assert editor.server.completions(uri, 0, 4) == {}
    assert editor.server.hover(uri, 0, 1) == ""
    assert editor.server.at("definition", uri, 0, 4) is None
    with editor.showing(FIRST) as shown:
        shown.diagnostics()
    with pytest.raises(ServerError, match="no diagnostics"):
        editor.server.diagnostics(uri, timeout=0.5)
    editor.server.close(uri)
    assert len(editor.server.notifications) == before


def test_changes_outside_the_editor_are_followed(editor: Editor) -> None:
    path = editor.folder / "2022" / "outside.yml"
    path.parent.mkdir(exist_ok=True)

    def told(kind: int) -> None:
        change = {"uri": path.as_uri(), "type": kind}
        editor.server.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

    path.write_text(THIRD.replace("of: nato", "of: natto"), "utf-8")
    told(1)
    found = editor.server.diagnostics(path.as_uri(), until=bool)
    assert [each["code"] for each in found] == ["unknown-actor"]
    path.write_text(THIRD, "utf-8")
    told(2)
    assert editor.server.diagnostics(path.as_uri(), lambda found: not found) == []
    path.write_text(THIRD.replace("of: nato", "of: natto"), "utf-8")
    told(2)
    editor.server.diagnostics(path.as_uri(), until=bool)
    path.unlink()
    told(3)
    assert editor.server.diagnostics(path.as_uri(), lambda found: not found) == []


def test_saving_follows_changes_that_nobody_told_of(editor: Editor) -> None:
    path = editor.folder / "untold.yml"
    path.write_text(SECOND.replace("of: nato", "of: natto"), "utf-8")
    with editor.showing(FIRST) as shown:
        editor.server.notify("textDocument/didSave", {"textDocument": {"uri": shown.uri}})
        editor.server.diagnostics(path.as_uri(), until=bool)
        path.unlink()
        editor.server.notify("textDocument/didSave", {"textDocument": {"uri": shown.uri}})
        editor.server.diagnostics(path.as_uri(), lambda found: not found)


# Completion


def test_a_completion_is_an_edit_of_what_was_typed(editor: Editor) -> None:
    text = FIRST.replace("text: No further", "note: 😀\n    responses: [{text: 😀, by: Wlad‸")
    with editor.showing(text) as shown:
        answer = shown.ask("completion")
        start = shown.text.index("Wlad")
        assert answer == {
            "isIncomplete": True,
            "items": [
                {
                    "label": "putin",
                    "kind": 18,
                    "detail": "Vladimir Putin, also VVP, Wladimir Putin",
                    "sortText": "0000",
                    "filterText": "Wladimir Putin",
                    "textEdit": {"range": span(shown.text, start, start + 4), "newText": "putin"},
                }
            ],
        }


# Navigation


REGISTER_PATH = Path("actors.yml")
F, S, R = (FIRST, FIRST_PATH), (SECOND, SECOND_PATH), (REGISTER, REGISTER_PATH)


@pytest.mark.parametrize(
    ("file", "old", "new", "to", "part", "within"),
    [
        (F, "[putin,", "[‸putin,", FIRST_PATH, "putin", "putin: {role"),
        (F, "[putin,", "[puti‸n,", FIRST_PATH, "putin", "putin: {role"),
        (F, "of: nato\n", "of: nato‸\n", FIRST_PATH, "nato", "nato: {side"),
        (F, "  putin:", "  put‸in:", REGISTER_PATH, "putin", None),
        (F, "affects: ", "affects: ‸", REGISTER_PATH, "russia", "\nrussia"),
        (S, "by: putin", "by: ‸ushakov", FIRST_PATH, "ushakov", "ushakov: {"),
        (F, "source: wire", "source: wi‸re", FIRST_PATH, "wire", "wire: {"),
        (S, "no-exp", "no-‸exp", FIRST_PATH, "no-expansion", None),
        (S, "invasion", "‸invasion", FIRST_PATH, "invasion", None),
        (F, "invasion", "‸invasion", FIRST_PATH, "invasion", None),
        (S, "thread: ", "thread: ‸", FIRST_PATH, "title", None),
        (R, "part_of: ", "part_of: ‸", REGISTER_PATH, "russia", "\nrussia"),
    ],
)
def test_a_definition_is_where_a_word_comes_from(
    editor: Editor,
    file: tuple[str, Path],
    old: str,
    new: str,
    to: Path,
    part: str,
    within: str | None,
) -> None:
    text, path = file[0].replace(old, new, 1), file[1]
    clean, _ = with_cursor(text)
    target = clean if to == path else (editor.folder / to).read_text("utf-8")
    with editor.showing(text, path) as shown:
        assert shown.ask("definition") == {
            "uri": editor.uri(to),
            "range": span_of(target, part, within),
        }


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("title: ", "title: ‸"),
        FIRST.replace("title", "tit‸le", 1),
        FIRST.replace("of: nato", "of: ‸nobody"),
        f"{FIRST}‸",
    ],
)
def test_what_comes_from_nowhere_has_no_definition(editor: Editor, text: str) -> None:
    with editor.showing(text) as shown:
        assert shown.ask("definition") is None


def references(shown: Shown, *, entries: bool = True) -> list[tuple[str, int]]:
    """File and line of each reference."""
    context = {"includeDeclaration": entries}
    found = shown.ask("references", context=context)
    return [(Path(each["uri"]).name, each["range"]["start"]["line"]) for each in found]


def test_references_to_an_actor_are_found_in_all_files(editor: Editor) -> None:
    text = FIRST.replace("of: nato", "of: ‸nato")
    lines = {name: t.split("\n") for name, t in (("a", REGISTER), ("1", FIRST), ("2", SECOND))}
    uses = [
        (FIRST_PATH.name, lines["1"].index("    of: nato")),
        (SECOND_PATH.name, lines["2"].index("    of: nato")),
    ]
    entries = [
        (FIRST_PATH.name, lines["1"].index("  nato: {side: the west}")),
        (SECOND_PATH.name, lines["2"].index("  nato: {side: the west}")),
        ("actors.yml", lines["a"].index("nato: {name: NATO, kind: organization}")),
    ]
    with editor.showing(text) as shown:
        assert references(shown, entries=False) == uses
        assert sorted(references(shown)) == sorted(uses + entries)


def test_references_to_a_source_stay_in_the_briefing(editor: Editor) -> None:
    with editor.showing(FIRST.replace("  wire:", "  wi‸re:")) as shown:
        found = references(shown)
        assert {name for name, _ in found} == {FIRST_PATH.name}
        assert len(found) == 3


def test_references_to_a_demand_are_its_entries_in_the_thread(editor: Editor) -> None:
    with editor.showing(FIRST.replace("no-exp", "no-‸exp")) as shown:
        assert [name for name, _ in references(shown)] == [FIRST_PATH.name, SECOND_PATH.name]


def test_references_to_a_tag_are_found_in_all_files(editor: Editor) -> None:
    with editor.showing(FIRST.replace("tags: [nato", "tags: [‸talks")) as shown:
        assert [name for name, _ in references(shown)] == [FIRST_PATH.name, SECOND_PATH.name]


# Hover


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            FIRST.replace("[putin", "[pu‸tin"),
            "**Vladimir Putin**  \n"
            "person, President of Russia, also VVP, Wladimir Putin  \n"
            "in 2 briefings, last on 2021\\-12\\-07: The two sides talk  \n"
            "1 demand made, 0 received",
        ),
        (
            FIRST.replace(": unlikely", ": unl‸ikely"),
            "**unlikely**  \n"
            "20–45 % \\(Intelligence Community Directive 203 \\(United States, 2015\\)\\)",
        ),
        (
            FIRST.replace("source: gazette", "source: gaz‸ette"),
            "**gazette**  \nThe demands  \nThe Gazette, 2021\\-12\\-03, B \\(usually reliable\\)",
        ),
        (
            FIRST.replace("horizon", "hori‸zon"),
            "**horizon**  \n"
            "By when the event would happen\\. "
            "A judgement without a horizon can never be scored\\.",
        ),
        (
            FIRST.replace("reliability: B", "reliability: ‸B"),
            "**B**  \nusually reliable",
        ),
        (
            FIRST.replace("invasion", "inva‸sion"),
            "**invasion**  \nRussia attacks  \n2021\\-12\\-03: unlikely  \n"
            "2021\\-12\\-07: roughly even chance",
        ),
        (FIRST.replace("title: Moscow", "title: Mos‸cow"), ""),
        (f"{FIRST}‸", ""),
    ],
)  # fmt: skip
def test_a_hover_tells_what_the_folder_knows_of_a_word(
    editor: Editor, text: str, said: str
) -> None:
    with editor.showing(text) as shown:
        assert editor.server.hover(shown.uri, *shown.place) == said


def test_what_a_writer_typed_cannot_format_a_hover(editor: Editor) -> None:
    text = FIRST.replace("{title: The demands", "{title: '<b>*x*</b> [a](b) `c`'")
    with editor.showing(text.replace("source: gazette", "source: gaz‸ette")) as shown:
        said = editor.server.hover(shown.uri, *shown.place)
        assert "\\<b\\>\\*x\\*\\</b\\> \\[a\\]\\(b\\) \\`c\\`" in said


# Fixes


def test_a_safe_fix_is_a_preferred_quick_fix(editor: Editor) -> None:
    with editor.showing(FIRST.replace("title: Moscow", "titel: Moscow")) as shown:
        (found,) = shown.diagnostics()
        (fix, _) = shown.actions("titel")
        assert (fix["title"], fix["kind"], fix["isPreferred"]) == (
            "write `title`",
            "quickfix",
            True,
        )
        assert fix["diagnostics"] == [found]
        assert shown.after(fix) == FIRST


def test_a_fix_that_may_change_the_meaning_is_never_preferred(editor: Editor) -> None:
    with editor.showing(FIRST.replace("of: nato", "of: natto")) as shown:
        (fix,) = shown.actions("natto")
        assert (fix["title"], fix["kind"]) == ("write `nato`", "quickfix")
        assert "isPreferred" not in fix
        assert shown.after(fix) == FIRST


def test_all_safe_fixes_are_made_at_once(editor: Editor) -> None:
    wrong = FIRST.replace("title: M", "titel: M").replace("publisher: A", "publsher: A")
    wrong = wrong.replace("of: nato", "of: natto").replace("kind: person", "kind: persn")
    with editor.showing(wrong) as shown:
        for only in (["source.fixAll"], ["source"], ["source.fixAll.briefing"]):
            (fix,) = shown.actions("2021", only=only)
            assert fix["kind"] == "source.fixAll.briefing"
            assert shown.after(fix) == FIRST.replace("of: nato", "of: natto")
        assert shown.actions("2021", only=["quickfix"]) == []
        assert shown.actions("2021", only=["refactor"]) == []
        assert [each["title"] for each in shown.actions("natto", only=["quickfix"])] == [
            "write `nato`"
        ]


def test_fixes_count_in_the_editors_units_and_keep_its_line_ends(editor: Editor) -> None:
    right = FIRST.replace("title: The demands", "note: 😀é, title: The demands").replace(
        "\n", "\r\n"
    )
    with editor.showing(right.replace("publisher: The G", "publsher: The G")) as shown:
        assert shown.after(shown.actions("publsher")[0]) == right


def test_without_mistakes_there_is_nothing_to_fix(editor: Editor) -> None:
    with editor.showing(FIRST) as shown:
        assert shown.actions("title") == []
