"""From bytes to text that YAML can read."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics.finding import Edit, Finding
from generator.reading.limits import MAX_BYTES
from generator.reading.text import checked_text, digest_of, read_text
from tests.permissions import without_the_powers_of_root


def read(path: Path) -> tuple[str, list[Finding]]:
    source, findings = read_text(path, "a.yml", path.parent)
    return source.text, findings


def trouble(path: Path) -> str:
    """What is told of a file of which nothing can be read."""
    text, (finding,) = read(path)
    assert (text, str(finding.place)) == ("", "a.yml:1:1")
    return f"{finding.code}: {finding.headline}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"title: T\n", "title: T\n"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        ("Україна 😀\n".encode(), "Україна 😀\n"),
        (b"\xef\xbb\xbftitle: T\n", "title: T\n"),
        (b"\xef\xbb\xbf\xef\xbb\xbftitle: T\n", "title: T\n"),
        (b"\xef\xbb\xbf", ""),
    ],
)
def test_a_file_is_read_as_utf8_with_its_line_ends_and_without_a_mark(
    tmp_path: Path, data: bytes, text: str
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    assert read(path) == (text, [])


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"title: caf\xe9\n", "a.yml:1:11", "0xE9"),
        ("é😀".encode() + b"\n\xff", "a.yml:2:1", "0xFF"),
        (b"a\r\nb\xc3", "a.yml:2:2", "0xC3"),
        (b"\xef\xbb\xbfa: \x80", "a.yml:1:4", "0x80"),
        (b"a: \xed\xa0\x80", "a.yml:1:4", "0xED"),
    ],
)
def test_a_file_that_is_not_utf8_says_which_byte_is_not(
    tmp_path: Path, data: bytes, place: str, byte: str
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    _, (finding,) = read(path)
    assert (finding.code, str(finding.place)) == ("not-utf8", place)
    assert finding.headline == f"the file is not UTF-8: byte {byte} is not allowed here"
    assert finding.help == "save the file with the encoding UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_utf16_is_shown_as_what_it_says(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes("title: Café\n".encode(encoding))
    source, (finding,) = read_text(path, "a.yml", tmp_path)
    assert (finding.code, str(finding.place)) == ("not-utf8", "a.yml:1:1")
    assert "UTF-16" in finding.headline
    assert source.text == "title: Café\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a\x00b", ["a.yml:1:2 U+0000"]),
        ("a: \x1b[31m\n\x07", ["a.yml:1:4 U+001B", "a.yml:2:1 U+0007"]),
        ("a\x7fb", ["a.yml:1:2 U+007F"]),
        ("a\x9fb", ["a.yml:1:2 U+009F"]),
        ("a\uffffb", ["a.yml:1:2 U+FFFF"]),
        ("\t\n\r\x85\u2028\u00a0é😀", []),
    ],
)
def test_a_character_that_yaml_does_not_allow_is_told_of_and_can_be_deleted(
    text: str, places: list[str]
) -> None:
    source, findings = checked_text(text, "a.yml")
    assert [f"{finding.place} {finding.headline[-6:]}" for finding in findings] == places
    for finding in findings:
        assert finding.code == "bad-character"
        assert finding.fix
        (edit,) = finding.fix.edits
        assert edit == Edit(edit.start, edit.start + 1, "")
        assert source.text[edit.start] == chr(int(finding.headline[-4:], 16))


def test_of_very_many_bad_characters_the_first_hundred_are_told() -> None:
    assert len(checked_text("\x00" * 500_000, "a.yml")[1]) == 100


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    assert trouble(path) == "too-large: the file is larger than 1,000,000 bytes"


def test_a_file_of_the_greatest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"x" * MAX_BYTES)
    assert read(path) == ("x" * MAX_BYTES, [])


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    told = "unreadable-file: the file cannot be opened: No such file or directory"
    assert trouble(tmp_path / "a.yml") == told


def test_a_link_that_leads_nowhere_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to(tmp_path / "nothing")
    told = "unreadable-file: the file cannot be opened: No such file or directory"
    assert trouble(tmp_path / "a.yml") == told


def test_a_link_to_itself_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to(tmp_path / "a.yml")
    assert trouble(tmp_path / "a.yml").startswith("unreadable-file: the file cannot be opened: ")


def test_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    told = "unreadable-file: the file cannot be opened: it is not an ordinary file"
    assert trouble(tmp_path) == told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yml")
    told = "unreadable-file: the file cannot be opened: it is not an ordinary file"
    assert trouble(tmp_path / "a.yml") == told


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket has a hundred characters at most
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("a.yml")
        told = "unreadable-file: the file cannot be opened: it is not an ordinary file"
        assert trouble(Path("a.yml")) == told


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_a_link_to_an_endless_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("/dev/zero")
    told = "unreadable-file: the file cannot be opened: it is not an ordinary file"
    assert trouble(tmp_path / "a.yml") == told


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has other permissions")
def test_a_file_without_permission_to_read_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("title: T\n")
    path.chmod(0)
    with without_the_powers_of_root():
        told = trouble(path)
    assert told == "unreadable-file: the file cannot be opened: Permission denied"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_mistake_of_their_writer(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_bytes(data)
    text, findings = read(path)
    assert (
        findings or text.encode() == data.replace(b"\xef\xbb\xbf", b"", 1) or text.encode() == data
    )
    for finding in findings:
        assert 0 <= finding.place.start <= finding.place.end <= len(text)


@pytest.mark.parametrize(
    "data",
    [
        (b"title: A\n", b"title: B\n"),
        ("title: caf\ufffd\n".encode(), b"title: caf\xe9\n"),
        (b"title: caf\xe8\n", b"title: caf\xe9\n"),
        (b"", b" " * (MAX_BYTES + 1)),
    ],
    ids=["words", "no UTF-8", "other bytes", "too large"],
)
def test_a_digest_tells_apart_what_is_read_otherwise(
    tmp_path: Path, data: tuple[bytes, bytes]
) -> None:
    digests = set()
    for each in data:
        (tmp_path / "a.yml").write_bytes(each)
        digests.add(digest_of(*read_text(tmp_path / "a.yml", "a.yml", tmp_path)))
    assert len(digests) == 2
    assert all(digests)


def test_what_could_not_be_opened_has_no_digest(tmp_path: Path) -> None:
    assert digest_of(*read_text(tmp_path / "a.yml", "a.yml", tmp_path)) == ""
