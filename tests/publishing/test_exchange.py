"""Two folders change places and share their files, whatever the system can do."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from generator.publishing import exchange
from generator.publishing.tree import Tree
from tests.folders import snapshot
from tests.publishing.trees import (
    SMALL,
    fill,
    prepare,
    publish,
)

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")


@pytest.mark.skipif(sys.platform != "linux", reason="the step of Linux")
def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    fill(tmp_path, {"a/x": b"A", "b/x": b"B"})
    assert exchange._in_one_step(tmp_path / "a", tmp_path / "b")
    assert snapshot(tmp_path) == {"a/x": b"B", "b/x": b"A"}
    with pytest.raises(FileNotFoundError):
        exchange._in_one_step(tmp_path / "a", tmp_path / "c")


def test_where_there_is_no_such_step_three_renames_do(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_in_one_step", lambda first, second: False)
    publish(tree, SMALL)
    for text in (b"1", b"2", b"3"):
        publish(tree, {"c.css": text})
        assert snapshot(tmp_path / "site") == {**SMALL, "c.css": text}
    assert not (tmp_path / ".site.between").exists()


def test_a_rename_that_fails_is_undone(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_in_one_step", lambda first, second: False)
    publish(tree, SMALL)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == ".site.before":
            raise OSError(errno.EIO, "broken")
        return real(path, target)

    prepare(tree)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(OSError, match="broken"):
            publish(tree, {"c.css": b"new"})
    assert snapshot(tmp_path / "site") == SMALL
    assert tree.is_known
    publish(tree, {"c.css": b"new"})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"new"}


def test_where_files_cannot_be_shared_they_are_copied(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", link)
    publish(tree, SMALL)
    for text in (b"1", b"2", b"3"):
        publish(tree, {"c.css": text})
        assert snapshot(tmp_path / "site") == {**SMALL, "c.css": text}
