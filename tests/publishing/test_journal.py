"""What is known of a published folder and its spare, and what happens where it is not known."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing.journal import Journal
from generator.publishing.tree import Tree
from tests.folders import snapshot
from tests.publishing.trees import (
    SMALL,
    fill,
    prepare,
    publish,
    tree_in,
    write,
)

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")


def test_a_site_is_known_by_a_name_of_its_own(tmp_path: Path, tree: Tree) -> None:
    assert not tree.is_known
    names: list[str] = []
    for text in (b"1", b"2", b"1"):
        with tree.begin(anew=False) as update:
            assert update.base == (names[-1] if names else "")
            write(update, {**SMALL, "c.css": text})
        assert tree.is_known
        names.append(tree_in(tmp_path).generation)
    assert len(set(names)) == 3


def add_a_file(home: Path) -> None:
    (home / "site" / "by-hand.html").write_text("mine")


def remove_a_file(home: Path) -> None:
    (home / "site" / "c.css").unlink()


def copy_it(home: Path) -> None:
    shutil.copytree(home / "site", home / "copy")
    (home / "site").rename(home / "other")
    (home / "copy").rename(home / "site")


def remove_it(home: Path) -> None:
    shutil.rmtree(home / "site")


def lose_the_journal(home: Path) -> None:
    shutil.rmtree(home / "cache")


@pytest.mark.parametrize("spoil", [add_a_file, remove_a_file, copy_it, remove_it, lose_the_journal])
def test_a_site_is_not_known_after(
    tmp_path: Path, tree: Tree, spoil: Callable[[Path], None]
) -> None:
    publish(tree, SMALL)
    publish(tree, {"d.html": b"D"})
    spoil(tmp_path)
    assert not tree.is_known
    found = snapshot(tmp_path / "site") if (tmp_path / "site").exists() else {}
    with tree.begin(anew=False) as update:
        assert update.base == ""
        assert snapshot(update.folder) == found
        update.write("e.html", b"E")
    assert snapshot(tmp_path / "site") == {**found, "e.html": b"E"}
    assert tree.is_known == (not found), "what was carried on is still unknown"
    publish(tree, SMALL, anew=True)
    assert tree.is_known


def test_to_prepare_for_a_site_that_others_built_does_not_make_it_known(
    tmp_path: Path, tree: Tree
) -> None:
    fill(tmp_path / "site", SMALL)
    prepare(tree)
    assert not tree.is_known
    publish(tree, SMALL, anew=True)
    assert tree.is_known, "each file was looked at"
    assert snapshot(tmp_path / "site") == SMALL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"versions": []}',
        '{"versions": [[[1, 2], "x"]], "differing": []}',
        '{"versions": [[["a", 2, 3], "x"]], "differing": []}',
        '{"versions": [[[1, 2, Infinity], "x"]], "differing": []}',
        '{"versions": 1, "differing": []}',
        "\N{SNOWMAN}",
    ],
)
def test_a_damaged_journal_is_as_good_as_none(tmp_path: Path, tree: Tree, text: str) -> None:
    publish(tree, SMALL)
    publish(tree, {"c.css": b"1"})
    (tmp_path / "cache" / "published.json").write_text(text, "utf-8")
    assert not tree.is_known
    publish(tree, {"d.html": b"D"})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"1", "d.html": b"D"}


@pytest.mark.parametrize("uri", ["../outside", "/outside", "a/nothing/here", "c.css/x", "a"])
def test_a_journal_that_lies_leads_nowhere(tmp_path: Path, tree: Tree, uri: str) -> None:
    publish(tree, SMALL)
    publish(tree, {"c.css": b"1"})
    file = tmp_path / "cache" / "published.json"
    journal = Journal.read(file)
    assert journal.differing == frozenset({"c.css"})
    Journal(journal.versions, frozenset({"c.css", uri})).write(file)
    publish(tree, {"d.html": b"D"})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"1", "d.html": b"D"}


def no_spare(spare: Path) -> None:
    shutil.rmtree(spare)


def a_file_for_it(spare: Path) -> None:
    shutil.rmtree(spare)
    spare.write_text("file")


def a_link_for_it(spare: Path) -> None:
    shutil.rmtree(spare)
    spare.symlink_to(spare.parent / "site")


def another_for_it(spare: Path) -> None:
    shutil.rmtree(spare)
    fill(spare, {"c.css/x": b"", "a": b"", "z/y/x": b"", "sitemap.xml": b"map"})


def a_file_less(spare: Path) -> None:
    (spare / "c.css").unlink()


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize(
    "spoil", [no_spare, a_file_for_it, a_link_for_it, another_for_it, a_file_less]
)
def test_a_spare_that_is_not_what_it_was_is_made_anew(
    tmp_path: Path, tree: Tree, spoil: Callable[[Path], None], anew: bool
) -> None:
    publish(tree, SMALL)
    publish(tree, {"a/index.html": b"1"})
    spoil(tmp_path / ".site.before")
    publish(tree, {"d.html": b"D"}, anew=anew)
    now = {"d.html": b"D"} if anew else {**SMALL, "a/index.html": b"1", "d.html": b"D"}
    assert snapshot(tmp_path / "site") == now
    publish(tree, {"d.html": b"E"})
    assert snapshot(tmp_path / "site") == {**now, "d.html": b"E"}


@pytest.mark.parametrize("removed", [[], ["c.css"]])
def test_the_journal_is_on_the_disk_before_anything_changes(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch, removed: list[str]
) -> None:
    publish(tree, SMALL)
    prepare(tree)
    forced: list[tuple[int, bool]] = []

    def fsync(file: int) -> None:
        journal = tmp_path / "cache" / "published.new"
        assert os.path.sameopenfile(file, os.open(journal, os.O_RDONLY))
        is_spare_whole = snapshot(tmp_path / ".site.before") == SMALL
        forced.append((len(Journal.read(journal).versions), is_spare_whole))
        assert snapshot(tmp_path / "site") == SMALL

    monkeypatch.setattr(os, "fsync", fsync)
    publish(tree, {"d.html": b"D"}, removed)
    assert forced == [(1, True), (2, False)]
