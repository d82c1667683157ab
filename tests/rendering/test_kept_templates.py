"""The Python of templates, which is kept from one process to the next."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.rendering.running import Kept
from generator.rendering.templates import environment
from generator.rendering.wording import Wording
from tests.permissions import without_the_powers_of_root

NAME = "parts.jinja"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it has compiled."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*.running.*"))


def compiled(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many templates had to be compiled to have one."""
    env = environment(Wording("en"))
    env.bytecode_cache = kept
    count = 0
    compile_ = type(env).compile

    def counting(*args: object, **more: object) -> object:
        nonlocal count
        count += 1
        return compile_(*args, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(type(env), "compile", counting)
        assert env.get_template(NAME).module is not None
    return count


def test_another_process_need_not_compile_a_template_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled(Kept("en"), monkeypatch) == 1
    assert len(files(place)) == 1
    assert compiled(Kept("en"), monkeypatch) == 0


def test_what_was_made_for_another_language_or_by_other_code_is_not_taken(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(Kept("en"), monkeypatch)
    assert compiled(Kept("de"), monkeypatch) == 1
    monkeypatch.setattr("generator.rendering.running.code_version", lambda: "other")
    assert compiled(Kept("en"), monkeypatch) == 1


@pytest.mark.parametrize("where", [0, 15, -1])
def test_a_damaged_file_is_none(place: Path, monkeypatch: pytest.MonkeyPatch, where: int) -> None:
    compiled(Kept("en"), monkeypatch)
    (file,) = files(place)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[where] ^= 1
    for data in (bytes(damaged), whole[:100], b""):
        file.write_bytes(data)
        assert compiled(Kept("en"), monkeypatch) == 1
        assert file.read_bytes() == whole, "it is made anew"


def test_where_nothing_can_be_written_pages_are_made_all_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.chmod(0o500)
    with without_the_powers_of_root():
        kept = Kept("en")
        assert compiled(kept, monkeypatch) == 1
        assert compiled(kept, monkeypatch) == 0, "this process has it"
    place.chmod(0o700)
    assert files(place) == []


def test_where_python_keeps_nothing_nothing_is_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(Kept("en"), monkeypatch)
    assert files(place) == []
