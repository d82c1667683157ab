"""The folder of archived texts: how much of it is held at once, and when it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.evidence import archive
from generator.evidence.archive import Archive
from generator.evidence.proof import State
from tests.desks import TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with ten texts, each with a quote of its own."""
    (tmp_path / "sources").mkdir()
    for number in range(10):
        text = f"{TEXT}\nThe crane number{number} stood still all day.\n"
        (tmp_path / "sources" / f"{number}.txt").write_text(text, "utf-8")
    return tmp_path


def test_no_more_texts_are_held_than_there_is_room_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "ROOM", 3 * len(TEXT.encode()))
    texts = Archive(folder)
    for _ in range(2):
        for number in range(10):
            for other in (number, number + 1):
                found = texts.look_up(f"{number}.txt", f"The crane number{other} stood still")
                assert (found.state is State.PROVEN) == (other == number)
            assert len(texts._texts) <= 3
            assert texts._proofs.keys() <= texts._texts.keys()
    assert texts._held == sum(len(text.data or b"") for text in texts._texts.values())


def test_a_text_that_is_larger_than_the_room_is_looked_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "ROOM", 10)
    texts = Archive(folder)
    assert texts.look_up("3.txt", "The crane number3 stood still").state is State.PROVEN
    assert texts.look_up("4.txt", "The crane number4 stood still").state is State.PROVEN
    assert list(texts._texts) == ["4.txt"]


def test_a_digest_stands_for_text_seal_and_trouble(folder: Path) -> None:
    sources = folder / "sources"

    def digest() -> str:
        return Archive(folder).text("1.txt").digest

    seen = [digest()]
    (sources / "1.seal").write_text("no seal", "utf-8")
    seen.append(digest())
    (sources / "1.txt").write_text("Another text.", "utf-8")
    seen.append(digest())
    (sources / "1.txt").write_bytes(b"\xff")
    seen.append(digest())
    (sources / "1.txt").unlink()
    seen.append(digest())
    assert len(set(seen)) == len(seen)
    assert digest() == seen[-1]
