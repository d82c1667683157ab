"""Whatever stands in a file, it ends as a briefing or as a finding that says where."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics.finding import SourceText
from generator.diagnostics.show import concise, full
from generator.reading.folder import Folder, read_briefing, read_folder, read_register
from generator.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.reading.paths import REGISTER_NAME
from generator.reading.syntax import parse
from tests.told import DESK, LEAST, findings_in

SIGNS = st.sampled_from(
    [
        *"abT:-?,[]{}&*!|>'\"%@`#~<=. \t\n\r0\\",
        *("\r\n", ": ", "- ", "\n  ", "---\n", "...\n", "<<: ", "!!str ", "&a ", "*a ", "? "),
        *("title: ", "date: ", "2021-12-03", "sources:\n", "actors:\n", "name: N\n"),
        *("\x00", "\x1b", "\x85", "\u2028", "\ufeff", "\ud800", "\u202e", "é", "😀", "👩\u200d🚀"),
    ]
)
"""What means something to YAML, to a briefing, to a terminal or to an encoding."""
soups = st.lists(SIGNS, max_size=40).map("".join)


def spoilt(soup: str, line: int) -> str:
    """The minimal briefing with something thrown into one of its lines."""
    lines = LEAST.splitlines(keepends=True)
    lines[line] = lines[line][: len(lines[line]) // 2] + soup + lines[line][len(lines[line]) // 2 :]
    return "".join(lines)


files = (
    st.text(max_size=60) | soups | st.builds(spoilt, soups, st.integers(0, LEAST.count("\n") - 1))
)


@settings(deadline=None)
@given(files)
@example("")
@example("\ufeff\ufeffx: [")
@example("a: &a")
@example("? ")
@example("%YAML 9.9\n---\na: b")
@example("*a : b")
@example("\ud800")
def test_any_text_is_a_briefing_or_has_a_mistake_that_lies_inside_it(text: str) -> None:
    read, _ = read_briefing(DESK, DESK / "a.yml", text)
    findings = findings_in(text)
    assert read.briefing or findings
    for finding in findings:
        for place in (finding.place, *finding.further):
            assert 0 <= place.start <= place.end <= len(place.source.text)
            line, column = place.position
            assert column <= len(place.source.line(line)) + 1
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)
        assert concise(finding)
        assert full(finding).plain


@settings(deadline=None)
@given(files)
def test_any_text_is_a_register_or_has_a_mistake(text: str) -> None:
    register, findings = read_register(DESK, text)
    assert register
    assert register.register is not None or findings


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(LEAST.encode("utf-16"))
@example(b"\xef\xbb\xbf" + LEAST.encode())
def test_any_bytes_are_a_briefing_or_have_a_mistake(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "bytes"
    folder.mkdir(exist_ok=True)
    (folder / "a.yml").write_bytes(data)
    (folder / REGISTER_NAME).write_bytes(data)
    read = read_folder(folder)
    assert isinstance(read, Folder)
    assert read.briefings[0].briefing or read.findings


def nodes_in(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        pairs = [nodes_in(key) + nodes_in(value) for key, value in node.items.values()]
        return [node, *(inner for pair in pairs for inner in pair)]
    if isinstance(node, Sequence):
        return [node, *(inner for item in node.items for inner in nodes_in(item))]
    return [node]


@settings(deadline=None)
@given(files)
def test_every_node_lies_inside_its_file_and_inside_its_parent(text: str) -> None:
    document, _ = parse(SourceText("a.yml", text))
    for node in nodes_in(document.root) if document else ():
        assert 0 <= node.start <= node.end <= len(text)
        for inner in nodes_in(node):
            assert node.start <= inner.start
            assert inner.end <= node.end


keys = st.text("abcdefghij-", min_size=1, max_size=8)
words = st.text("abc XYZ.é😀", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(deadline=None)
@given(
    st.dictionaries(keys, st.lists(words, max_size=3) | words, min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_place_holds_the_characters_of_its_value(
    entries: dict[str, list[str] | str], end: str
) -> None:
    lines = [f"'{key}': {written(value)}" for key, value in entries.items()]
    source = SourceText("a.yml", end.join(lines))
    document, findings = parse(source)
    assert document
    assert findings == []
    assert document.plain() == entries
    for key, value in entries.items():
        assert at(document, document.key_place((key,)).start) == f"'{key}'"
        if isinstance(value, str):
            place = document.place((key,))
            assert source.text[place.start : place.end] == quoted(value)
        for index, item in enumerate(value if isinstance(value, list) else []):
            place = document.place((key, index))
            assert source.text[place.start : place.end] == quoted(item)


def written(value: list[str] | str) -> str:
    return f"[{', '.join(map(quoted, value))}]" if isinstance(value, list) else quoted(value)


def quoted(word: str) -> str:
    return f'"{word}"'


def at(document: Document, start: int) -> str:
    text = document.source.text
    return text[start : text.index("'", start + 1) + 1]


def test_a_scalar_is_a_value_or_nothing() -> None:
    document, _ = parse(SourceText("a.yml", "a:\nb: ''\nc: x\n"))
    assert document
    values = [node.value for node in nodes_in(document.root) if isinstance(node, Scalar)]
    assert values == ["a", None, "b", "", "c", "x"]


@pytest.mark.parametrize("name", ["\udcff", "a\n", "ü", "A", "a b", "-", "a" * 65])
def test_a_file_name_that_cannot_be_an_id_is_a_mistake(name: str) -> None:
    _, findings = read_briefing(Path("desk"), Path("desk") / f"{name}.yml", LEAST)
    assert [finding.code for finding in findings] == ["bad-file-name"]
